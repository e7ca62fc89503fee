use std::collections::{BTreeMap, HashMap};

use crate::digest::Digest;
use crate::edge::{Memory, Publication};
use crate::lang::Lang;
use crate::path::OutPath;
use crate::search::{Catalogue, Former, read_urls, shard_name, text_name};
use crate::site::{PageKey, SEARCH_TABLE, Site};

/// The search indexes that the last build left, of those languages where the files stand as it left them: a document whose text is the
/// same keeps its places in the index. `now` tells what each file is made from.
pub(super) fn former(site: &Site, publication: &Publication, memory: &Memory, now: &HashMap<OutPath, Digest>) -> BTreeMap<Lang, Former> {
    site.searched().into_iter().filter_map(|lang| Some((lang.clone(), of(site, &lang, publication, memory, now)?))).collect()
}

fn of(site: &Site, lang: &Lang, publication: &Publication, memory: &Memory, now: &HashMap<OutPath, Digest>) -> Option<Former> {
    let base = site.url(&PageKey::Search(lang.clone()));
    let at = |name: &str| OutPath::new(&format!("{}{name}", base.as_str()));
    let read = |name: &str| {
        let path = at(name)?;
        let (_, stamp) = memory.outputs.get(&path)?;
        (publication.stands(&path) == Some(*stamp)).then(|| publication.read(&path))?
    };
    let (urls, shards) = read_urls(&String::from_utf8(read(SEARCH_TABLE)?).ok()?)?;
    let catalogue = Catalogue::of(site, lang);
    if shards != catalogue.shards {
        return None;
    }
    let numbers: HashMap<&str, u32> = catalogue.documents.iter().map(|&id| site.pages[id].url.as_str().trim_end_matches('/')).zip(0..).collect();
    let same = |url: &String| {
        let path = at(&text_name(url))?;
        let made_from = memory.outputs.get(&path)?.0?;
        (now.get(&path) == Some(&made_from)).then(|| numbers.get(url.as_str()).copied())?
    };
    let numbers: Vec<Option<u32>> = urls.iter().map(same).collect();
    let shards: Option<Vec<Vec<u8>>> = (0..shards).map(|n| read(&shard_name(n))).collect();
    Some(Former { numbers, shards: shards? })
}
