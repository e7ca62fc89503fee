//! Text as this project needs it: byte ranges, lines and columns, Han characters, Chinese numerals.

mod ellipsis;
mod han;
mod lines;
mod numeral;
mod radical;
mod span;
mod strokes;
mod tally;
mod words;

pub use ellipsis::cut_short;
pub use han::{is_cjk, is_cjk_punctuation, is_han, is_hangul, is_kana};
pub use lines::LineIndex;
pub use numeral::{chinese_numeral, parse_numeral};
pub use radical::unified_ideograph;
pub use span::Span;
pub use strokes::{Strokes, strokes};
pub use tally::tally;
pub use words::{inside_words, words_are_whole};
