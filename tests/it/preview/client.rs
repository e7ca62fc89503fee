//! A site in a temporary folder, the program serving it, and the least HTTP client.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// A campaign site in a folder of the given name.
pub struct Site {
    _above: tempfile::TempDir,
    root: PathBuf,
}

impl Site {
    pub fn path(&self) -> &Path {
        &self.root
    }
}

pub fn campaign(name: &str) -> Site {
    let above = tempfile::tempdir().unwrap();
    let root = above.path().join(name);
    let files = [
        ("content/site.toml", "title = \"陇原专题\"\ncards = false\nbase_url = \"https://a.example/\"\n"),
        ("content/index.md", "+++\ntitle = \"首页\"\n+++\n\n欢迎。\n"),
        ("content/news/_index.md", "+++\ntitle = \"动态\"\nkind = \"news\"\n+++\n"),
        ("content/news/a.md", super::NEWS),
    ];
    for (path, text) in files {
        let at = root.join(path);
        std::fs::create_dir_all(at.parent().unwrap()).unwrap();
        std::fs::write(at, text).unwrap();
    }
    Site { _above: above, root }
}

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_jiangxin"))
}

pub fn build(root: &Path, output: &Path) {
    let ended = program().arg("build").arg("--root").arg(root).arg("--output").arg(output).output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
}

/// Takes back what a patch of the site did.
pub fn undo(root: &Path, patch: &str) {
    let ended = program().args(["check", "--yes", "--undo"]).arg(root.join(patch)).arg("--root").arg(root).output().unwrap();
    assert!(ended.status.success(), "{}{}", String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr));
}

/// What a preview says that was started with options it cannot use.
pub fn complaint(flags: &[&str]) -> String {
    let ended = program().arg("serve").args(flags).args(if flags.contains(&"--lang") { &[][..] } else { &["--lang", "zh"] }).output().unwrap();
    assert_eq!(ended.status.code(), Some(2));
    String::from_utf8_lossy(&ended.stderr).into_owned()
}

/// The exit status of a preview that cannot start.
pub fn refused(root: &Path) -> Option<i32> {
    program().args(["serve", "--port", "0"]).arg("--root").arg(root).output().unwrap().status.code()
}

/// A port that is taken, for as long as the listener lives.
pub fn held_port() -> (TcpListener, u16) {
    loop {
        let held = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = held.local_addr().unwrap().port();
        if port < u16::MAX - 20 {
            return (held, port);
        }
    }
}

/// A running preview; it ends with the value.
pub struct Preview {
    child: Child,
    pub port: u16,
    pub greeting: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// An answer, its head in lines.
pub struct Answer {
    pub status: u16,
    head: Vec<String>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.iter().find_map(|line| line.split_once(": ").filter(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value))
    }
}

impl Preview {
    pub fn start(root: &Path, flags: &[&str]) -> Self {
        Self::start_at(root, 0, flags)
    }

    pub fn start_at(root: &Path, port: u16, flags: &[&str]) -> Self {
        let port = port.to_string();
        let mut command = program();
        command.args(["serve", "--port", &port]).arg("--root").arg(root).args(flags);
        Self::run(command)
    }

    /// With folders before all others in which programs are looked for.
    pub fn start_with_programs(root: &Path, programs: &Path, flags: &[&str]) -> Self {
        let mut command = program();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(programs.to_path_buf()).chain(std::env::split_paths(&path));
        command.args(["serve", "--port", "0"]).arg("--root").arg(root).args(flags).env("PATH", std::env::join_paths(folders).unwrap());
        Self::run(command)
    }

    fn run(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut greeting = String::new();
        let mut port = None;
        // The last line of the message says how to end it.
        loop {
            let line = lines.next().expect("the preview ended before it said its address").unwrap();
            greeting.push_str(&line);
            greeting.push('\n');
            if let Some(rest) = line.split_once("http://localhost:").map(|(_, rest)| rest) {
                port = rest.trim_end_matches('/').parse().ok();
            }
            if line.contains("Ctrl-C") {
                break;
            }
        }
        let port = port.expect("an address");
        // What it prints later is read, so that it never waits for a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, port, greeting }
    }

    pub fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, &[&format!("Host: localhost:{}", self.port)])
    }

    /// The process, for its memory.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends a request as it stands.
    pub fn ask(&self, method: &str, target: &str, headers: &[&str]) -> Answer {
        self.ask_at("127.0.0.1", method, target, headers)
    }

    /// The same at another address of this machine.
    pub fn ask_at(&self, ip: &str, method: &str, target: &str, headers: &[&str]) -> Answer {
        let mut stream = TcpStream::connect((ip, self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let headers: String = headers.iter().map(|h| format!("{h}\r\n")).collect();
        stream.write_all(format!("{method} {target} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n").as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let head: Vec<String> = head.lines().map(str::to_owned).collect();
        let status = head.first().and_then(|line| line.split(' ').nth(1)).and_then(|s| s.parse().ok()).unwrap_or(0);
        Answer { status, head, body: body.to_owned() }
    }

    /// The state that an open page is told first.
    pub fn state(&self, page: &str) -> serde_json::Value {
        serde_json::from_str(&self.events(page).next()).unwrap()
    }

    /// The state that a page elsewhere is told first, asked with these headers.
    pub fn first_state_at(&self, ip: &str, headers: &str) -> serde_json::Value {
        let mut stream = TcpStream::connect((ip, self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(format!("GET /__jiangxin/events?path=/news/a/ HTTP/1.1\r\n{headers}\r\n\r\n").as_bytes()).unwrap();
        serde_json::from_str(&Events(BufReader::new(stream)).next()).unwrap()
    }

    /// Listens as an open page does.
    pub fn events(&self, page: &str) -> Events {
        let mut stream = self.connect();
        let host = self.port;
        stream.write_all(format!("GET /__jiangxin/events?path={page} HTTP/1.1\r\nHost: localhost:{host}\r\n\r\n").as_bytes()).unwrap();
        Events(BufReader::new(stream))
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// Ctrl-C.
    #[cfg(unix)]
    pub fn interrupt(&mut self) -> (ExitStatus, Duration) {
        assert!(Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap().success());
        let started = Instant::now();
        (self.child.wait().unwrap(), started.elapsed())
    }
}

/// The states that an open page hears of.
pub struct Events(BufReader<TcpStream>);

impl Events {
    /// The next state, as JSON.
    pub fn next(&mut self) -> String {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the events ended");
            if let Some(state) = line.strip_prefix("data: ") {
                return state.trim_end().to_owned();
            }
        }
    }

    /// The same, if it comes soon; a state is never taken in half.
    pub fn next_within(&mut self, most: Duration) -> Option<String> {
        self.0.get_ref().set_read_timeout(Some(most)).unwrap();
        let came = self.0.fill_buf().is_ok_and(|bytes| !bytes.is_empty());
        self.0.get_ref().set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        came.then(|| self.next_of_what_came()).flatten()
    }

    fn next_of_what_came(&mut self) -> Option<String> {
        let mut line = String::new();
        self.0.read_line(&mut line).ok()?;
        line.strip_prefix("data: ").map(|state| state.trim_end().to_owned())
    }
}
