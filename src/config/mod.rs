//! Settings (设置): site.toml as typed values.

mod authority;
mod base_url;
mod check;
mod figure;
mod footer;
mod languages;
mod menu;
mod schema;
mod settings;
mod worded;

pub use authority::{Icp, Police};
pub use base_url::BaseUrl;
pub use check::Weights;
pub use figure::Figure;
pub use footer::{Footer, Mark};
pub use languages::{Fallback, Language};
pub use menu::{MenuEntry, Target};
pub use schema::SCHEMAS;
pub use settings::{Settings, read_settings};
pub use worded::Worded;
