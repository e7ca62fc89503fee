use std::sync::Arc;

use super::Shape;
use crate::digest::Digest;

/// A part of a slip in pixels.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
pub struct Area {
    /// From the left.
    pub left: f32,
    /// From the top.
    pub top: f32,
    /// Across.
    pub width: f32,
    /// Down.
    pub height: f32,
}

/// What is behind the words of a slip, as the theme has it: a drawing, and where and in which colours words are set on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ground {
    /// The drawing, SVG; its own size is the slip's.
    pub svg: Arc<[u8]>,
    /// Of the drawing and of all below.
    pub digest: Digest,
    /// Pixels across, as the drawing says.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Where the words stand: kicker, title and lead from the top, site and foot at the bottom unless they stand beside the code.
    pub text: Area,
    /// Where the code stands, on posters; a square.
    pub code: Option<Area>,
    /// Where the words beside the code stand: what to do with it, site and foot.
    pub scan: Option<Area>,
    /// The largest title, in pixels.
    pub size: f32,
    /// Red, green, blue of the title.
    pub ink: [u8; 3],
    /// Of the kicker.
    pub accent: [u8; 3],
    /// Of lead and foot.
    pub muted: [u8; 3],
    /// Of what to do with the code.
    pub scan_ink: [u8; 3],
    /// Of the other words beside it.
    pub scan_muted: [u8; 3],
}

/// The grounds of a theme, for the shapes that it has.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grounds {
    /// For cards.
    pub card: Option<Arc<Ground>>,
    /// For posters.
    pub poster: Option<Arc<Ground>>,
}

impl Grounds {
    /// The ground of a shape.
    pub fn of(&self, shape: Shape) -> Option<&Arc<Ground>> {
        match shape {
            Shape::Card => self.card.as_ref(),
            Shape::Poster => self.poster.as_ref(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.card.is_none() && self.poster.is_none()
    }
}
