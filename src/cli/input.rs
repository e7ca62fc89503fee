use std::io::Read;
use std::path::Path;

use super::desk::Complaint;
use crate::decode::{Decoded, decode};

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

/// Why the disk refused, in words.
pub(super) fn reason(error: &std::io::Error) -> (String, String) {
    use std::io::ErrorKind;
    let (zh, en) = match error.kind() {
        ErrorKind::NotFound => ("找不到这个文件", "there is no such file"),
        ErrorKind::PermissionDenied => ("没有权限", "permission denied"),
        ErrorKind::AlreadyExists => ("已经存在", "it exists already"),
        ErrorKind::StorageFull => ("磁盘满了", "the disk is full"),
        _ => return (error.to_string(), error.to_string()),
    };
    (zh.to_owned(), en.to_owned())
}
