use std::io::Read;
use std::path::Path;

use super::desk::Complaint;
use crate::decode::{Decoded, decode};
use crate::edge::reason;

/// Reads the one file that a command names; `-` is standard input.
pub(super) fn read(name: &str) -> Result<Decoded, Complaint> {
    let mut bytes = Vec::new();
    let read = if name == "-" { std::io::stdin().lock().read_to_end(&mut bytes).map(drop) } else { std::fs::read(name).map(|read| bytes = read) };
    read.map_err(|e| {
        let why = if Path::new(name).is_dir() { ("它是一个目录".to_owned(), "it is a folder".to_owned()) } else { reason(&e) };
        Complaint::new(format!("文件 {name} 读不出来：{}", why.0), format!("{name} cannot be read: {}", why.1))
    })?;
    decode(&bytes).map_err(|fault| {
        let finding = fault.undecodable_finding(name);
        Complaint::new(format!("{name}：{}", finding.message.zh), format!("{name}: {}", finding.message.en))
    })
}

/// Reads a UTF-8 text that the program itself wrote, line ends and all.
pub(super) fn read_exact(at: &Path) -> Result<String, Complaint> {
    std::fs::read_to_string(at).map_err(|e| {
        let (name, why) = (at.display(), reason(&e));
        Complaint::new(format!("文件 {name} 读不出来：{}", why.0), format!("{name} cannot be read: {}", why.1))
    })
}
