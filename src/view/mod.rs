//! Views: everything a page prints, already decided. The contract with themes is `docs/theme.md`.

mod cite;
mod compose;
mod coverage;
mod date_text;
mod document;
mod frame;
mod framing;
mod language;
mod listing;
mod own;
mod paper;
mod qr;
mod text;
mod value;

pub use cite::{citation, part_label, point_label};
pub use compose::Composer;
pub use date_text::{date_text, day_text};
pub use frame::{Alternate, FileLink, Filing, FooterFrame, Mark, MenuItem, Meta, PageFrame, PointLink, Shared, SiteFrame, Version};
pub use own::{
    AttachedView, AttachmentName, CoverageLine, CoverageRow, CoverageSection, CoverageView, FeatureView, HomeList, HomeView, HonourView, ListView, NewsView,
    NoticeCard, NoticeEntry, NoticeView, Own, PrintLine, ProfileView, SeriesItem, SeriesView, Term, Tick, VideoView, View,
};
pub use qr::{QrView, qr, qr_modules};
pub use value::{Block, Card, DateText, Link, PageLink, Pager, Picture, TocEntry, WORDS, Words};
