//! `sitemap.xml` (sitemaps.org 0.9, with `hreflang` alternates) and `robots.txt` (RFC 9309).

use crate::feed::xml;
use crate::site::{PageKey, Site};
use crate::view::Composer;

/// The sitemap: every page a reader may find, with its versions; empty where the edition has no base address.
pub fn sitemap(composer: &Composer<'_>) -> String {
    let site = composer.site;
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    let listings = site.listings().into_iter().filter(|key| *key != PageKey::NotFound);
    let mut keys: Vec<PageKey> = listings.chain(site.documents().map(|(id, _)| PageKey::Document(id))).collect();
    keys.sort_by_cached_key(|key| site.url(key));
    for key in keys {
        let Some(address) = site.edition.absolute(&site.url(&key).link(false)) else { continue };
        out.push_str(&format!("<url><loc>{}</loc>", xml(&address)));
        if let PageKey::Document(id) = &key {
            let page = &site.pages[*id];
            let latest = page.common.updated.max(page.date);
            out.push_str(&latest.map_or(String::new(), |m| format!("<lastmod>{}</lastmod>", m.iso_day())));
        }
        for (lang, address) in composer.alternates(&key) {
            out.push_str(&format!("<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{}\"/>", xml(&address)));
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

/// `robots.txt`: everything may be read; the sitemap's address, where there is one.
pub fn robots(site: &Site) -> String {
    let sitemap = site.edition.absolute("sitemap.xml").map_or(String::new(), |a| format!("\nSitemap: {a}\n"));
    format!("User-agent: *\nAllow: /\n{sitemap}")
}
