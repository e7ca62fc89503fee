use super::hunk::{Hunk, HunkLine, Side};
use crate::digest::Digest;

/// Stands behind a line that has no line end, as `diff` has it.
const NO_END: &str = "\\ No newline at end of file";

/// What changes in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePatch {
    /// The file below the site's root, with `/`.
    pub file: String,
    /// Of the bytes before.
    pub before: Digest,
    /// Of the bytes after.
    pub after: Digest,
    /// The changes, in the order of the text.
    pub hunks: Vec<Hunk>,
}

/// A unified diff over several files with the digests of both sides; it is what undoes a run of `check --fix`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Patch {
    /// One entry a file.
    pub files: Vec<FilePatch>,
}

/// A patch that cannot be read: the line where it ends to make sense, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PatchFault(pub usize);

impl Patch {
    /// The patch as a text; `heading` stands above it, each line behind `# `.
    pub fn print(&self, heading: &str) -> String {
        let head: String = heading.lines().map(|l| format!("# {l}\n")).collect();
        self.files.iter().fold(head, |out, file| out + &file.print())
    }

    /// Reads a printed patch back.
    ///
    /// # Errors
    /// [`PatchFault`] at the first line that no printed patch has.
    pub fn parse(text: &str) -> Result<Self, PatchFault> {
        let mut files: Vec<FilePatch> = Vec::new();
        let mut reader = Reader { lines: text.split_inclusive('\n').collect(), at: 0 };
        while reader.skip("# ").is_some() {}
        while let Some(name) = reader.skip("diff ") {
            let file = name.to_owned();
            let before = reader.skip("blake3-before ").and_then(Digest::from_hex).ok_or(reader.fault())?;
            let after = reader.skip("blake3-after ").and_then(Digest::from_hex).ok_or(reader.fault())?;
            reader.skip("--- ").ok_or(reader.fault())?;
            reader.skip("+++ ").ok_or(reader.fault())?;
            let mut hunks = Vec::new();
            while let Some(ranges) = reader.skip("@@ -") {
                let ranges = ranges.to_owned();
                hunks.push(reader.hunk(&ranges)?);
            }
            files.push(FilePatch { file, before, after, hunks });
        }
        if reader.at == reader.lines.len() && !files.is_empty() { Ok(Self { files }) } else { Err(reader.fault()) }
    }
}

impl FilePatch {
    /// One file of a patch.
    pub fn print(&self) -> String {
        let file = &self.file;
        let head = format!(
            "diff {file}\nblake3-before {}\nblake3-after {}\n--- a/{file}\t原文 before\n+++ b/{file}\t改后 after\n",
            self.before.hex(),
            self.after.hex()
        );
        self.hunks.iter().fold(head, |out, hunk| out + &hunk.print())
    }
}

impl Hunk {
    /// `@@ -3,5 +3,4 @@ 为什么 why` and its lines.
    pub fn print(&self) -> String {
        let mut out = self.heading();
        for line in &self.lines {
            out.push(match line.side {
                Side::Both => ' ',
                Side::Old => '-',
                Side::New => '+',
            });
            out.push_str(&line.text);
            if !line.text.ends_with('\n') {
                out.push('\n');
                out.push_str(NO_END);
                out.push('\n');
            }
        }
        out
    }

    /// Its first line. A side without lines counts from the line before, as in every unified diff.
    pub fn heading(&self) -> String {
        let range = |first: usize, count: usize| format!("{},{count}", if count == 0 { first } else { first + 1 });
        let (old, new) = (range(self.old, self.count(Side::Old)), range(self.new, self.count(Side::New)));
        let why: String = self.codes.iter().map(|c| format!(" {} {};", c.title().0, c.title().1)).collect();
        format!("@@ -{old} +{new} @@{}\n", why.trim_end_matches(';'))
    }
}

struct Reader<'a> {
    lines: Vec<&'a str>,
    at: usize,
}

impl<'a> Reader<'a> {
    fn fault(&self) -> PatchFault {
        PatchFault(self.at + 1)
    }

    /// What stands behind `mark` on the next line, if it begins so; the line is then done.
    fn skip(&mut self, mark: &str) -> Option<&'a str> {
        let rest = self.lines.get(self.at)?.strip_prefix(mark)?;
        self.at += 1;
        Some(rest.trim_end_matches('\n'))
    }

    fn hunk(&mut self, ranges: &str) -> Result<Hunk, PatchFault> {
        let head = PatchFault(self.at);
        let (old, rest) = ranges.split_once(" +").ok_or(head)?;
        let (new, _) = rest.split_once(" @@").ok_or(head)?;
        let range = |text: &str| -> Option<(usize, usize)> {
            let (first, count) = text.split_once(',')?;
            let (first, count): (usize, usize) = (first.parse().ok()?, count.parse().ok()?);
            Some((if count == 0 { first } else { first.checked_sub(1)? }, count))
        };
        let ((old, mut left), (new, mut right)) = (range(old).ok_or(head)?, range(new).ok_or(head)?);
        let mut lines: Vec<HunkLine> = Vec::new();
        while left > 0 || right > 0 {
            let line = self.lines.get(self.at).ok_or(self.fault())?;
            let (side, text) = [(Side::Both, " "), (Side::Old, "-"), (Side::New, "+")]
                .into_iter()
                .find_map(|(side, mark)| Some((side, line.strip_prefix(mark)?)))
                .ok_or(self.fault())?;
            let take = |count: &mut usize, is: bool| if is { count.checked_sub(1).map(|n| *count = n) } else { Some(()) };
            take(&mut left, side != Side::New).and(take(&mut right, side != Side::Old)).ok_or(self.fault())?;
            self.at += 1;
            let ends = self.lines.get(self.at).is_some_and(|l| l.trim_end() == NO_END);
            let text = if ends { text.strip_suffix('\n').unwrap_or(text) } else { text };
            self.at += usize::from(ends);
            lines.push(HunkLine { side, text: text.to_owned() });
        }
        Ok(Hunk { old, new, codes: Vec::new(), lines })
    }
}
