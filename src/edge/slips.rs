use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::darkroom::BESIDE;
use super::{Darkroom, typeface};
use crate::diag::{Code, Diagnostic};
use crate::drawing::{Typeface, draw, missing};
use crate::slip::Slip;

impl Darkroom {
    /// A card or poster, kept or drawn now; `None` where its font is gone or the theme's drawing cannot be read.
    pub fn slip(&self, slip: &Slip) -> Option<Vec<u8>> {
        self.kept(&slip.digest).or_else(|| self.drawn(slip))
    }

    /// The same on threads that leave a core free for pages.
    pub fn slip_beside(&self, slip: &Slip) -> Option<Vec<u8>> {
        match (self.kept(&slip.digest), BESIDE.as_ref()) {
            (None, Some(beside)) => beside.install(|| self.slip(slip)),
            (None, None) => self.slip(slip),
            (kept, _) => kept,
        }
    }

    /// A card or poster drawn anew, whatever is kept.
    pub fn slip_afresh(&self, slip: &Slip) -> Option<Vec<u8>> {
        fresh(slip)
    }

    /// Draws all of these that are not kept, on all cores; one that cannot be drawn is a finding. `tell` hears how many are done,
    /// and of how many.
    pub fn draw<'s>(&self, slips: impl IntoIterator<Item = &'s Slip>, tell: impl Fn(usize, usize) + Sync) -> Vec<Diagnostic> {
        let missing: Vec<&Slip> = slips.into_iter().filter(|slip| self.kept(&slip.digest).is_none()).collect();
        let done = AtomicUsize::new(0);
        let one = |slip: &&Slip| {
            let drawn = self.drawn(slip);
            tell(done.fetch_add(1, Ordering::Relaxed) + 1, missing.len());
            drawn.is_none().then(|| undrawn(slip))
        };
        once(missing.par_iter().filter_map(one).collect())
    }

    fn drawn(&self, slip: &Slip) -> Option<Vec<u8>> {
        let drawn = fresh(slip)?;
        self.keep(&slip.digest, &drawn);
        Some(drawn)
    }
}

/// Where words of these have characters that their fonts lack.
pub fn lacking<'s>(slips: impl IntoIterator<Item = &'s Slip>) -> Vec<Diagnostic> {
    let mut slips = slips.into_iter().peekable();
    let Some(fonts) = slips.peek().and_then(|slip| slip.face.as_ref()).and_then(typeface::fonts) else { return Vec::new() };
    let typeface = Typeface::new(&fonts);
    let one = |slip: &Slip| Some(missing(slip, &typeface)).filter(|all| !all.is_empty()).map(|all| lacks(slip, &all));
    once(slips.filter_map(one).collect())
}

/// A document has several slips with the same words: each finding once.
fn once(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.sort_by(|a, b| (&a.file, &a.message.en).cmp(&(&b.file, &b.message.en)));
    found.dedup_by(|a, b| (&a.file, &a.message.en) == (&b.file, &b.message.en));
    found
}

fn fresh(slip: &Slip) -> Option<Vec<u8>> {
    match &slip.face {
        Some(face) => draw(slip, &typeface::fonts(face)?),
        None => draw(slip, &[]),
    }
}

fn lacks(slip: &Slip, all: &[char]) -> Diagnostic {
    let named = |comma: &str| all.iter().map(|c| format!("{c}（U+{:04X}）", u32::from(*c))).collect::<Vec<_>>().join(comma);
    placed(
        Diagnostic::new(
            Code::CardCharacter,
            format!("分享图的字体里没有这些字，图上略去了：{}", named("、")),
            format!("the font of cards lacks these characters, which were left out: {}", named(", ")),
        )
        .help("换一种收字更全的字体，在 site.toml 里写 card_font", "name a font that has them as card_font in site.toml"),
        slip,
    )
}

fn undrawn(slip: &Slip) -> Diagnostic {
    placed(
        Diagnostic::new(
            Code::ThemeSetting,
            "分享图画不出来：主题的底图读不出来，或者字体文件刚刚变了",
            "a card cannot be drawn: the theme’s drawing cannot be read, or the font changed just now",
        )
        .help("再生成一次；仍然不行，请检查主题 slips 文件夹里的 SVG", "build again; if that does not help, look at the SVG files in the theme’s folder slips"),
        slip,
    )
}

fn placed(finding: Diagnostic, slip: &Slip) -> Diagnostic {
    match &slip.file {
        Some(file) => finding.in_file(file.clone()),
        None => finding.in_file("content/site.toml"),
    }
}
