use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use super::shelf::{Shelf, ShelfFault, Step};

/// `sftp://user@host:port/folder`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SftpTarget {
    host: String,
    port: Option<u16>,
    folder: String,
}

impl SftpTarget {
    /// Reads an address; `None` for anything else, and for one with a password: keys and the agent are OpenSSH's business.
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("sftp://")?;
        let (host, folder) = rest.split_once('/')?;
        let folder = folder.trim_end_matches('/');
        let (user, machine) = host.rsplit_once('@').map_or((None, host), |(u, m)| (Some(u), m));
        let (machine, port) = match machine.rsplit_once(':').filter(|(_, p)| p.parse::<u16>().is_ok()) {
            Some((name, port)) => (name, port.parse().ok()),
            None => (machine, None),
        };
        // What begins with a hyphen would be an option.
        let plain = |s: &str| !s.is_empty() && !s.starts_with('-') && s.chars().all(|c| c.is_alphanumeric() || ".-_[]:".contains(c));
        if !plain(machine) || user.is_some_and(|u| !plain(u) || u.contains(':')) || folder.is_empty() || folder.chars().any(char::is_control) {
            return None;
        }
        // `/~/www` is below the user's own folder, as in other programs.
        let folder = folder.strip_prefix("~/").map_or_else(|| format!("/{folder}"), str::to_owned);
        Some(Self { host: user.map_or_else(|| machine.to_owned(), |u| format!("{u}@{machine}")), port, folder })
    }
}

/// A folder of another machine, by the system's own `sftp` (OpenSSH): its keys, agent, known hosts and settings hold.
#[derive(Debug)]
pub struct Sftp {
    target: SftpTarget,
    /// Where files wait to be sent.
    scratch: tempfile::TempDir,
}

impl Sftp {
    /// Nothing is asked of the other machine yet.
    ///
    /// # Errors
    /// The disk's, where there is no room for files to wait.
    pub fn new(target: SftpTarget) -> std::io::Result<Self> {
        Ok(Self { target, scratch: tempfile::tempdir()? })
    }

    /// Runs a batch and gives what it printed.
    fn batch(&self, script: &str) -> Result<String, ShelfFault> {
        let at = self.scratch.path().join("batch");
        std::fs::write(&at, script).map_err(ShelfFault::Disk)?;
        let mut command = Command::new("sftp");
        command.arg("-b").arg(&at).args(["-o", "BatchMode=yes", "-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=15"]);
        command.args(self.target.port.map(|p| ["-P".to_owned(), p.to_string()]).into_iter().flatten()).arg("--").arg(&self.target.host);
        let done = command.stdin(Stdio::null()).output().map_err(ShelfFault::Disk)?;
        if done.status.success() {
            return Ok(String::from_utf8_lossy(&done.stdout).into_owned());
        }
        let said = String::from_utf8_lossy(&done.stderr);
        Err(ShelfFault::Program(
            said.lines().map(str::trim).rfind(|l| !l.is_empty() && !l.to_lowercase().starts_with("connection closed")).unwrap_or("sftp failed").to_owned(),
        ))
    }

    fn remote(&self, path: &str) -> String {
        quoted(&if path.is_empty() { self.target.folder.clone() } else { format!("{}/{path}", self.target.folder) })
    }

    fn local(path: &Path) -> String {
        quoted(&path.to_string_lossy().replace('\\', "/"))
    }
}

/// A word of a batch.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

impl Shelf for Sftp {
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, ShelfFault> {
        let to = self.scratch.path().join("read");
        let _ = std::fs::remove_file(&to);
        self.batch(&format!("-get {} {}\n", self.remote(path), Self::local(&to)))?;
        match std::fs::read(&to) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(ShelfFault::Disk(e)),
        }
    }

    fn names(&mut self, folder: &str) -> Result<Vec<String>, ShelfFault> {
        let said = self.batch(&format!("-ls -1a {}\n", self.remote(folder)))?;
        let names = said.lines().filter(|l| !l.starts_with("sftp>")).filter_map(|l| l.trim_end().trim_end_matches('/').rsplit('/').next());
        Ok(names.filter(|n| !n.is_empty() && !matches!(*n, "." | "..")).map(str::to_owned).collect())
    }

    fn run(&mut self, steps: &[Step<'_>]) -> Result<(), ShelfFault> {
        if steps.is_empty() {
            return Ok(());
        }
        let mut script = format!("-mkdir {}\n", self.remote(""));
        for (n, step) in steps.iter().enumerate() {
            let _ = match step {
                Step::Folder(path) => writeln!(script, "-mkdir {}", self.remote(path)),
                Step::Put { bytes, to, .. } => {
                    let at = self.scratch.path().join(n.to_string());
                    std::fs::write(&at, bytes).map_err(ShelfFault::Disk)?;
                    writeln!(script, "put {} {}", Self::local(&at), self.remote(to))
                }
                // A file that was moved by the run that was cut is not there any more; what is missing in the end the next run sees.
                Step::Move(from, to) => writeln!(script, "{}rename {} {}", if from.ends_with(".part") { "" } else { "-" }, self.remote(from), self.remote(to)),
                Step::Clear(path) => writeln!(script, "-rmdir {}", self.remote(path)),
                Step::Keep(from, to) => writeln!(script, "-rm {1}\n-ln {0} {1}", self.remote(from), self.remote(to)),
            };
        }
        self.batch(&script).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_options_are_none() {
        let of = |text: &str| SftpTarget::parse(text).map(|t| (t.host, t.port, t.folder));
        assert_eq!(of("sftp://web@www.example.cn:2222/srv/zt/"), Some(("web@www.example.cn".into(), Some(2222), "/srv/zt".into())));
        assert_eq!(of("sftp://www.example.cn/~/zt"), Some(("www.example.cn".into(), None, "zt".into())));
        for bad in ["sftp://", "sftp://host", "sftp://host/", "sftp://-oProxyCommand=x/a", "sftp://a:b@host/x", "ftp://host/x", "/srv/www"] {
            assert_eq!(of(bad), None, "{bad}");
        }
    }
}
