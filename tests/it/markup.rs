//! Promises of the markup rooms.

mod components;
mod emphasis;
mod outline;
mod properties;
mod raw_html;
mod shape;

use jiangxin::diag::Checked;
use jiangxin::markup::{Body, Options, parse, render_plain};

/// The fragment of a text, as `render` prints it.
fn html(source: &str) -> String {
    render_plain(source, &Options::default()).value
}

/// The fragment of a text that is one paragraph, without its element.
fn paragraph(source: &str) -> String {
    let html = html(source);
    html.strip_prefix("<p>").and_then(|h| h.strip_suffix("</p>\n")).map_or_else(|| html.clone(), str::to_owned)
}

fn body(source: &str) -> Checked<Body> {
    parse(source, &Options::default())
}

/// Pairs of a case file: what is written and what comes of it.
fn cases(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines().filter(|line| !line.starts_with("# ") && !line.is_empty()).map(|line| line.split_once(" → ").unwrap_or_else(|| panic!("no arrow: {line}")))
}
