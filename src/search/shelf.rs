use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::fold::TRADITIONAL;
use super::former::Former;
use super::index::Index;
use super::leaf::{Leaf, leaf, text_digest};
use super::table::table;
use crate::digest::Digest;
use crate::lang::Lang;
use crate::path::OutPath;
use crate::site::{PageId, PageKey, SEARCH_TABLE, Site};
use crate::view::Composer;

/// One script of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Script {
    /// What a page has to know of every document of a language.
    Table(Lang),
    /// The characters of one script and those of the other.
    Fold(Lang),
    /// A part of a language's index.
    Shard(Lang, u32),
    /// A document's own text.
    Text(PageId),
}

/// The documents of one language in the order in which the index counts them: the oldest first, so that a new one changes
/// no number.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// In that order.
    pub documents: Vec<PageId>,
    /// How many shards the index has, a power of two.
    pub shards: u32,
}

impl Catalogue {
    /// Of a language.
    pub fn of(site: &Site, lang: &Lang) -> Self {
        let mut documents: Vec<PageId> = site.documents().filter(|(_, p)| p.lang == *lang).map(|(id, _)| id).collect();
        documents.sort_by(|&a, &b| site.pages[a].date.cmp(&site.pages[b].date).then_with(|| site.pages[a].url.cmp(&site.pages[b].url)));
        // A shard of a thousand pages of 8 KB is 7 KB over the wire then, one of ten thousand 18 KB.
        let shards = u32::try_from(documents.len() / 4).unwrap_or(u32::MAX).clamp(4, 1024).next_power_of_two();
        Self { documents, shards }
    }

    /// The digest of everything that the language's index is made from.
    fn digest(&self, composer: &Composer<'_>) -> Digest {
        let texts: Vec<Digest> = self.documents.iter().map(|&id| text_digest(composer, id)).collect();
        Digest::of_parts(texts.iter().map(|d| d.bytes().as_slice()))
    }
}

/// Every script of a site's indexes and where it stands.
pub fn scripts(site: &Site) -> Vec<(OutPath, Script)> {
    let mut all = Vec::new();
    for lang in site.searched() {
        let base = site.url(&PageKey::Search(lang.clone()));
        let mut add = |name: String, script| all.extend(OutPath::new(&format!("{}{name}", base.as_str())).map(|at| (at, script)));
        let catalogue = Catalogue::of(site, &lang);
        add(SEARCH_TABLE.to_owned(), Script::Table(lang.clone()));
        add("fold.js".to_owned(), Script::Fold(lang.clone()));
        (0..catalogue.shards).for_each(|n| add(shard_name(n), Script::Shard(lang.clone(), n)));
        for id in catalogue.documents {
            add(text_name(site.pages[id].url.as_str()), Script::Text(id));
        }
    }
    all
}

fn fold_script() -> String {
    format!("jxSearch.script(\"{}\");\n", TRADITIONAL.trim_end())
}

/// The script of a document's text, beside the search page.
pub fn text_name(url: &str) -> String {
    format!("t/{}.js", url.trim_end_matches('/'))
}

/// A shard's script, beside the search page.
pub fn shard_name(number: u32) -> String {
    format!("i/{number:x}.js")
}

/// The indexes of a site, each made when it is first asked for. They may be shared by renderers of the same site.
#[derive(Debug, Default)]
pub struct Shelf(OnceLock<BTreeMap<Lang, Held>>);

#[derive(Debug)]
struct Held {
    catalogue: Catalogue,
    digest: Digest,
    index: OnceLock<Index>,
}

impl Shelf {
    fn held(&self, composer: &Composer<'_>, lang: &Lang) -> Option<&Held> {
        let hold = |lang: Lang| {
            let catalogue = Catalogue::of(composer.site, &lang);
            let digest = catalogue.digest(composer);
            (lang, Held { catalogue, digest, index: OnceLock::new() })
        };
        self.0.get_or_init(|| composer.site.searched().into_iter().map(hold).collect()).get(lang)
    }

    /// Makes a language's index, if it has not been made. Whoever asks for shards on many threads at once calls this first: the index
    /// is made on all of them.
    ///
    /// With `former` only what it does not hold is taken apart; it has as many shards as the index is to have.
    pub fn fill(&self, composer: &Composer<'_>, lang: &Lang, former: Option<&Former>) {
        if let Some(held) = self.held(composer, lang) {
            let documents = &held.catalogue.documents;
            let leaf = |n: usize| documents.get(n).map_or_else(Leaf::default, |&id| leaf(composer, id));
            held.index.get_or_init(|| match former {
                Some(former) => Index::renewed(former, documents.len(), leaf),
                None => Index::of(documents.len(), held.catalogue.shards, leaf),
            });
        }
    }

    /// The bytes of a script.
    pub fn print(&self, composer: &Composer<'_>, script: &Script) -> Arc<[u8]> {
        match script {
            Script::Text(id) => leaf(composer, *id).print().into(),
            Script::Table(lang) => self.table(composer, lang).into_bytes().into(),
            Script::Fold(_) => fold_script().into_bytes().into(),
            Script::Shard(lang, number) => {
                self.fill(composer, lang, None);
                let index = self.held(composer, lang).and_then(|held| held.index.get());
                index.map_or_else(|| Arc::from([]), |index| index.shard(*number))
            }
        }
    }

    /// The digest of what a script is made from, told without making it.
    pub fn fingerprint(&self, composer: &Composer<'_>, script: &Script) -> Option<Digest> {
        match script {
            Script::Text(id) => Some(text_digest(composer, *id)),
            Script::Table(lang) => Some(Digest::of(self.table(composer, lang).as_bytes())),
            Script::Fold(_) => Some(Digest::of(TRADITIONAL.as_bytes())),
            Script::Shard(lang, number) => Some(Digest::of_parts([self.held(composer, lang)?.digest.bytes().as_slice(), &number.to_le_bytes()])),
        }
    }

    fn table(&self, composer: &Composer<'_>, lang: &Lang) -> String {
        let Some(held) = self.held(composer, lang) else { return String::new() };
        table(composer, &held.catalogue.documents, held.catalogue.shards, &held.digest.short(8))
    }
}
