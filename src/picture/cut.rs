use crate::document::Focus;
use crate::source::Size;

use super::Part;

/// What a picture is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// In a text.
    Text,
    /// A document's cover, on cards.
    Cover,
    /// Somebody's portrait.
    Portrait,
    /// In a gallery.
    Gallery,
    /// Before a film plays.
    Poster,
}

impl Use {
    /// Every use, with its name in `theme.toml`.
    pub const ALL: [(Self, &'static str); 5] =
        [(Self::Text, "text"), (Self::Cover, "cover"), (Self::Portrait, "portrait"), (Self::Gallery, "gallery"), (Self::Poster, "poster")];
}

/// How a theme has pictures of one use cut (裁切).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// Pixels across, smallest first; a picture that is smaller is not enlarged.
    pub widths: Vec<u32>,
    /// Width and height of the shape that is cut out; `None` keeps the picture's own.
    pub ratio: Option<(u32, u32)>,
    /// How wide the page shows it, for `sizes` (HTML, sizes attributes).
    pub sizes: String,
}

impl Cut {
    fn of(widths: &[u32], ratio: Option<(u32, u32)>, sizes: &str) -> Self {
        Self { widths: widths.to_vec(), ratio, sizes: sizes.to_owned() }
    }

    /// The part of a picture that is kept: the largest of the ratio, placed as `object-position` would place it.
    pub(super) fn part(&self, size: Size, focus: Option<Focus>) -> Part {
        let whole = Part { left: 0, top: 0, width: size.width, height: size.height };
        let Some((across, down)) = self.ratio else { return whole };
        let focus = focus.unwrap_or(Focus { across: 50, down: 50 });
        let scaled = |n: u32, by: u32, of: u32| u32::try_from(u64::from(n) * u64::from(by) / u64::from(of.max(1))).unwrap_or(n).max(1);
        let (width, height) = (scaled(size.height, across, down).min(size.width), scaled(size.width, down, across).min(size.height));
        let at = |room: u32, per_cent: u8| scaled(room, u32::from(per_cent), 100).min(room);
        let place = |room: u32, per_cent: u8| if room == 0 || per_cent == 0 { 0 } else { at(room, per_cent) };
        Part { left: place(size.width - width, focus.across), top: place(size.height - height, focus.down), width, height }
    }
}

/// How a theme has pictures cut, for each use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cuts(Vec<(Use, Cut)>);

impl Cuts {
    /// What holds for a use.
    pub fn of(&self, of: Use) -> &Cut {
        static NONE: std::sync::LazyLock<Cut> = std::sync::LazyLock::new(|| Cut::of(&[1200], None, "100vw"));
        self.0.iter().find(|(name, _)| *name == of).map_or(&NONE, |(_, cut)| cut)
    }

    /// Sets what holds for a use.
    pub fn set(&mut self, of: Use, cut: Cut) {
        self.0.retain(|(name, _)| *name != of);
        self.0.push((of, cut));
    }
}

impl Default for Cuts {
    fn default() -> Self {
        Self(vec![
            (Use::Text, Cut::of(&[480, 800, 1200, 1600], None, "(min-width: 800px) 720px, 100vw")),
            (Use::Cover, Cut::of(&[320, 640, 960, 1200], Some((3, 2)), "(min-width: 960px) 380px, 100vw")),
            (Use::Portrait, Cut::of(&[240, 400, 640, 800], Some((4, 5)), "(min-width: 960px) 280px, 50vw")),
            (Use::Gallery, Cut::of(&[360, 720, 1200, 1600], None, "(min-width: 720px) 360px, 100vw")),
            (Use::Poster, Cut::of(&[640, 960, 1280], Some((16, 9)), "(min-width: 800px) 720px, 100vw")),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_keeps_its_focus_and_stays_inside() {
        let cut = Cut::of(&[100], Some((4, 5)), "");
        let size = Size { width: 1000, height: 1000 };
        let part = |across, down| cut.part(size, Some(Focus { across, down }));
        assert_eq!(part(50, 50), Part { left: 100, top: 0, width: 800, height: 1000 });
        assert_eq!(part(0, 20), Part { left: 0, top: 0, width: 800, height: 1000 });
        assert_eq!(part(100, 20), Part { left: 200, top: 0, width: 800, height: 1000 });
        let tall = cut.part(Size { width: 800, height: 2000 }, Some(Focus { across: 50, down: 20 }));
        assert_eq!(tall, Part { left: 0, top: 200, width: 800, height: 1000 });
        for (width, height) in [(1, 1), (1, 9000), (9000, 1), (3, 4)] {
            let p = cut.part(Size { width, height }, None);
            assert!(p.width >= 1 && p.height >= 1 && p.left + p.width <= width && p.top + p.height <= height, "{p:?}");
        }
    }
}
