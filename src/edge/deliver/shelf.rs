use std::io;

/// One change at a target. Paths are relative to it, with `/`.
#[derive(Debug)]
pub enum Step<'a> {
    /// Makes a folder; its parent is there. One that is there already is fine.
    Folder(String),
    /// Writes a file.
    Put(&'a [u8], String),
    /// Moves a file in one step over whatever stands there; a file that is gone is fine.
    Move(String, String),
    /// Keeps a second name or a copy of a file; one that is gone is fine.
    Keep(String, String),
}

/// Why a target did not do what was asked.
#[derive(Debug)]
pub enum ShelfFault {
    /// The disk's word.
    Disk(io::Error),
    /// The other program's word: `sftp`.
    Program(String),
}

/// A place that takes files.
pub trait Shelf {
    /// The bytes of a file; `None` where there is none.
    ///
    /// # Errors
    /// [`ShelfFault`]
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, ShelfFault>;

    /// The names in a folder, none where there is no such folder; the empty path is the target itself.
    ///
    /// # Errors
    /// [`ShelfFault`]
    fn names(&mut self, folder: &str) -> Result<Vec<String>, ShelfFault>;

    /// Takes the steps one after the other; the first that fails ends it.
    ///
    /// # Errors
    /// [`ShelfFault`]
    fn run(&mut self, steps: &[Step<'_>]) -> Result<(), ShelfFault>;
}
