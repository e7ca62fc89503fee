use super::BlockKind;

/// A paragraph of no more characters opens a text only where no longer one follows.
const SHORT: usize = 20;

/// The first words of running text (开头), as [`super::Body::opening`] has them, while the text is written.
#[derive(Default)]
pub(super) struct Opening {
    /// What was found so far.
    pub text: String,
    rank: Rank,
    /// Where the plain text of the open block begins.
    from: usize,
}

/// What an opening is taken from, the best last.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    #[default]
    Nothing,
    /// A list, a quotation, a table.
    Aside,
    /// A short paragraph.
    Short,
    Paragraph,
}

impl Opening {
    /// A block of the top level begins where the plain text is so long.
    pub fn begin(&mut self, at: usize) {
        self.from = at;
    }

    /// Takes the block that ends, where it suits better than what came before.
    pub fn take(&mut self, kind: BlockKind, plain: &str) {
        if self.rank == Rank::Paragraph || !matches!(kind, BlockKind::Paragraph | BlockKind::Other) {
            return;
        }
        let words = plain.get(self.from..).unwrap_or("").trim();
        let line = if kind == BlockKind::Paragraph { words } else { words.lines().next().unwrap_or("") };
        let rank = match kind {
            _ if line.is_empty() => return,
            BlockKind::Paragraph if line.chars().nth(SHORT).is_some() => Rank::Paragraph,
            BlockKind::Paragraph => Rank::Short,
            _ => Rank::Aside,
        };
        if rank > self.rank {
            (self.text, self.rank) = (line.to_owned(), rank);
        }
    }
}
