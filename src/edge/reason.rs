use std::io::{self, ErrorKind};

/// Why the disk refused, in words: Chinese and English.
pub fn reason(error: &io::Error) -> (String, String) {
    let (zh, en) = match error.kind() {
        ErrorKind::NotFound => ("找不到这个文件", "there is no such file"),
        ErrorKind::PermissionDenied => ("没有权限", "permission denied"),
        ErrorKind::AlreadyExists => ("已经存在", "it exists already"),
        ErrorKind::NotADirectory => ("路径中间有一个同名的文件", "a file stands where a folder is needed"),
        ErrorKind::IsADirectory => ("那里有一个同名的文件夹", "a folder of that name stands there"),
        ErrorKind::ReadOnlyFilesystem => ("磁盘是只读的", "the disk is read-only"),
        ErrorKind::StorageFull => ("磁盘满了", "the disk is full"),
        _ => return (error.to_string(), error.to_string()),
    };
    (zh.to_owned(), en.to_owned())
}
