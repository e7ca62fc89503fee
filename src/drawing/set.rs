use crate::text::{inside_words, is_cjk};

/// A line of a text as it is set.
pub type Line = String;

/// Marks that begin no line (避头): GB/T 15834-2011 5.1, CLREQ 3.1.2.
const NO_START: &str = "，。、；：？！”’）》〉」』】〕…—～·,.;:?!%)]}‰℃";
/// Marks that end no line (避尾).
const NO_END: &str = "“‘（《〈「『【〔([{";
/// Marks after which a line ends well.
const GOOD_END: &str = "，。、；：？！—…,;:?!·";

/// Sets a text in lines of at most `width`, as even as they can be, at most `most` of them: no line begins with a closing mark or
/// ends with an opening one, Latin words and figures stay whole, `——` and `……` are not parted, a line likes to end after a mark and not in a word, and
/// the last one is not a single character. `None` where it takes more lines.
///
/// `measure` tells how wide a text is, in the unit of `width`; a piece that is wider than a line stands alone.
pub fn set(text: &str, width: f32, most: usize, measure: impl Fn(&str) -> f32) -> Option<Vec<Line>> {
    let pieces = pieces(text);
    let widths: Vec<f32> = pieces.iter().map(|piece| measure(piece)).collect();
    let blank = measure(" ");
    let lines = fewest(&pieces, &widths, width, blank).filter(|lines| *lines <= most)?;
    let cuts = even(&pieces, &widths, width, blank, lines, &in_words(&pieces));
    Some(cuts.windows(2).map(|cut| pieces.get(cut[0]..cut[1]).unwrap_or(&[]).concat().trim().to_owned()).filter(|line| !line.is_empty()).collect())
}

/// A text in the pieces that no line may part; blanks stand at the end of one.
fn pieces(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    // The last character that is no blank, and whether blanks follow it.
    let (mut last, mut blank) = (' ', false);
    for c in text.trim().chars().map(|c| if c.is_whitespace() && c != '\u{3000}' { ' ' } else { c }) {
        let is_blank = matches!(c, ' ' | '\u{3000}');
        match all.last_mut() {
            Some(piece) if is_blank || !parts(last, blank, c) => piece.push(c),
            _ => all.push(c.to_string()),
        }
        (last, blank) = if is_blank { (last, true) } else { (c, false) };
    }
    all
}

/// Whether a line may end between two characters, with or without a blank between them.
fn parts(before: char, blank: bool, after: char) -> bool {
    if NO_START.contains(after) || NO_END.contains(before) {
        return false;
    }
    blank || is_cjk(before) || is_cjk(after) || "”’".contains(before)
}

/// How many lines it takes at least.
fn fewest(pieces: &[String], widths: &[f32], width: f32, blank: f32) -> Option<usize> {
    let (mut lines, mut used) = (1, 0.0);
    for (piece, wide) in pieces.iter().zip(widths) {
        let bare = wide - trailing(piece, blank);
        if used > 0.0 && used + bare > width {
            (lines, used) = (lines + 1, 0.0);
        }
        used += wide;
    }
    (!pieces.is_empty()).then_some(lines)
}

fn trailing(piece: &str, blank: f32) -> f32 {
    if piece.ends_with(' ') { blank } else { 0.0 }
}

/// Where to cut into so many lines: the least sum of squares of what lines lack.
fn even(pieces: &[String], widths: &[f32], width: f32, blank: f32, lines: usize, in_words: &[bool]) -> Vec<usize> {
    let count = pieces.len();
    let mut sums = vec![0.0_f32];
    for wide in widths {
        sums.push(sums.last().unwrap_or(&0.0) + wide);
    }
    let mean = sums.last().unwrap_or(&0.0) / lines as f32;
    // best[line][end]: the cost of the first `line` lines ending before piece `end`, and where the last of them begins.
    let mut best = vec![vec![(f32::INFINITY, 0); count + 1]; lines + 1];
    best[0][0] = (0.0, 0);
    for line in 1..=lines {
        for end in 1..=count {
            for start in (0..end).rev() {
                let wide = sums[end] - sums[start] - trailing(&pieces[end - 1], blank);
                if wide > width && end - start > 1 {
                    break;
                }
                let before = best[line - 1][start].0;
                if before.is_infinite() {
                    continue;
                }
                let cost = before + ending(pieces, start, end, in_words).of(wide - mean, width);
                if cost < best[line][end].0 {
                    best[line][end] = (cost, start);
                }
            }
        }
    }
    let mut cuts = vec![count];
    for line in (1..=lines).rev() {
        cuts.push(best[line][*cuts.last().unwrap_or(&count)].1);
    }
    cuts.reverse();
    cuts
}

/// How a line ends.
enum Ending {
    /// With the text.
    Last,
    /// With the text, after a single character.
    Lonely,
    /// After a mark.
    Mark,
    /// Between any two words.
    Anywhere,
    /// In a word: a name and a post above all stay together.
    Word,
}

impl Ending {
    /// What it costs where a line is so much wider or narrower than the mean: a line that ends after a mark may be less even.
    fn of(self, off: f32, width: f32) -> f32 {
        let square = (off / width).powi(2);
        match self {
            Self::Last => square,
            Self::Lonely => square + 1.0,
            Self::Mark => square * 0.5,
            Self::Anywhere => square + 0.04,
            Self::Word => square + 0.5,
        }
    }
}

fn ending(pieces: &[String], start: usize, end: usize, in_words: &[bool]) -> Ending {
    let count = pieces.len();
    let last = pieces.get(end - 1).map_or("", |piece| piece.trim_end());
    if end == count {
        let lonely = start > 0 && pieces.get(start..end).unwrap_or(&[]).concat().chars().filter(|c| !NO_START.contains(*c)).count() < 2;
        return if lonely { Ending::Lonely } else { Ending::Last };
    }
    match in_words.get(end) {
        _ if last.ends_with(|c| GOOD_END.contains(c)) => Ending::Mark,
        Some(true) => Ending::Word,
        _ => Ending::Anywhere,
    }
}

/// Whether each piece begins inside a word that began before it.
fn in_words(pieces: &[String]) -> Vec<bool> {
    let inside = inside_words(&pieces.concat());
    let mut at = 0;
    let begins = pieces.iter().map(|piece| {
        let start = at;
        at += piece.chars().filter(|c| *c != ' ').count();
        inside.get(start).copied().unwrap_or(false)
    });
    begins.collect()
}
