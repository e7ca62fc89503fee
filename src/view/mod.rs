//! Views: everything a page prints, already decided. The contract with themes is `docs/theme.md`.

mod align;
mod bilingual;
mod cite;
mod code_image;
mod codes;
mod compose;
mod coverage;
mod date_text;
mod document;
mod facet;
mod form;
mod frame;
mod framing;
mod glossary;
mod graph;
mod inlay;
mod language;
mod listing;
mod meta;
mod notice;
mod number_text;
mod own;
mod paper;
mod picture;
mod qr;
mod search;
mod slip;
mod text;
mod timeline;
mod value;
mod withdrawal;

pub use bilingual::{BilingualView, Row, Side};
pub use cite::{citation, part_label, point_label};
pub use compose::Composer;
pub use date_text::{date_text, day_text, month_text};
pub use facet::{ChoiceView, FilterView, NarrowedView};
pub use form::Form;
pub use frame::{Alternate, CorrectionView, FileLink, Filing, FooterFrame, Mark, MenuItem, Meta, PageFrame, PointLink, ShareImage, Shared, SiteFrame, Version};
pub use glossary::{GlossaryEntry, GlossaryLetter};
pub use notice::{AttachedView, AttachmentName, CodeView, NoticeView, PrintLine, Signatory};
pub use number_text::number_text;
pub use own::{
    CoverageLine, CoverageRow, CoverageSection, CoverageView, FeatureView, FigureView, HomeList, HomeView, HonourView, ListView, NewsView, NoticeCard,
    NoticeEntry, Own, ProfileView, SearchEntry, SearchGroup, SearchView, SearchYear, SeriesItem, SeriesView, Term, Tick, VideoView, View,
};
pub use picture::forms;
pub use qr::{QrView, qr, qr_modules};
pub use timeline::EventView;
pub use value::{Block, Card, DateText, Link, PageLink, Pager, Picture, PictureSize, SEARCH_WORDS, TocEntry, WORDS, Words};
