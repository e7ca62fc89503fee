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
        ("content/site.toml", "title = \"陇原专题\"\nbase_url = \"https://a.example/\"\n"),
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
        command.args(["serve", "--port", &port]).arg("--root").arg(root).args(flags).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut greeting = String::new();
        let port = loop {
            let line = lines.next().expect("the preview ended before it said its address").unwrap();
            greeting.push_str(&line);
            if let Some(rest) = line.split_once("http://localhost:").map(|(_, rest)| rest) {
                break rest.trim_end_matches('/').parse().unwrap();
            }
        };
        // What it prints later is read, so that it never waits for a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, port, greeting }
    }

    pub fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, &[&format!("Host: localhost:{}", self.port)])
    }

    /// Sends a request as it stands.
    pub fn ask(&self, method: &str, target: &str, headers: &[&str]) -> Answer {
        let mut stream = self.connect();
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
}
