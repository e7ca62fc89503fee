use std::io;

/// One change at a target. Paths are relative to it, with `/`.
#[derive(Debug)]
pub enum Step<'a> {
    /// Makes a folder; its parent is there. One that is there already is fine.
    Folder(String),
    /// Writes a file.
    Put {
        /// What it holds.
        bytes: &'a [u8],
        /// Where it goes.
        to: String,
        /// The name by which readers will see it, which tells its kind.
        shown: &'a str,
    },
    /// Moves a file in one step over whatever stands there; a file that is gone is fine.
    Move(String, String),
    /// Keeps a second name or a copy of a file; one that is gone is fine.
    Keep(String, String),
    /// Takes a folder away that holds nothing any more; one that holds something stays, and one that is gone is fine.
    Clear(String),
}

/// Why a target did not do what was asked.
#[derive(Debug)]
pub enum ShelfFault {
    /// The disk's word.
    Disk(io::Error),
    /// The other program's word: `sftp`, or a server's answer that has no place below.
    Program(String),
    /// The address of the target cannot be read.
    Address,
    /// A variable of the environment that holds a credential is not set.
    Key(&'static str),
    /// The server does not let this user in, or do this.
    Denied,
    /// There is no such bucket or folder.
    Absent,
    /// The server has no room.
    Full,
    /// The server does not answer, or not now.
    Away,
}

/// A place that takes files.
pub trait Shelf {
    /// Whether a file that is being written is not seen until all of it is there.
    fn whole(&self) -> bool {
        false
    }

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
