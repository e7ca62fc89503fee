use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use fontdb::{Database, FaceInfo, Source, Style};

use super::write_file;
use crate::digest::Digest;
use crate::drawing::{FontFile, Typeface};

/// Families that set titles well, best first: 小标宋, 宋, then whatever has Chinese characters.
const FAMILIES: [&str; 26] = [
    "FZXiaoBiaoSong-B05S",
    "方正小标宋简体",
    "方正小标宋_GBK",
    "STZhongsong",
    "华文中宋",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "思源宋体",
    "Songti SC",
    "SimSun",
    "宋体",
    "NSimSun",
    "FandolSong",
    "AR PL UMing CN",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Microsoft YaHei",
    "微软雅黑",
    "SimHei",
    "Heiti SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
];
/// Fonts that stand in for characters which the first one lacks.
const SPARE: usize = 2;

/// Bytes that the table directories of a collection fit into.
const HEAD: u64 = 64 * 1024;

/// A font file on the disk, and how it stood.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct Place {
    path: PathBuf,
    index: u32,
    len: u64,
    modified: u128,
}

/// What was found for a wish, kept between runs: to look through all fonts of a machine takes longer than a build.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
struct Found {
    wish: Option<String>,
    places: Vec<Place>,
    digest: Digest,
}

/// Font files in memory.
type Fonts = Arc<[FontFile]>;

/// What this run has found, and the bytes once they were asked for.
static FOUND: Mutex<Vec<(Found, Option<Fonts>)>> = Mutex::new(Vec::new());

/// The digest of the fonts that cards of the site at `root` are set in: those that `wish` names, a file of the site or a family, else
/// those of the system. `None` where there is none.
pub fn typeface(root: &Path, wish: Option<&str>) -> Option<Digest> {
    let memo = root.join(".jiangxin").join("typeface.json");
    let is_asked = |found: &Found| found.wish.as_deref() == wish && found.places.iter().all(|place| Some(place) == stand(&place.path, place.index).as_ref());
    let mut all = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((found, _)) = all.iter().find(|(found, _)| is_asked(found)) {
        return Some(found.digest);
    }
    let kept = std::fs::read(&memo).ok().and_then(|bytes| serde_json::from_slice::<Found>(&bytes).ok()).filter(is_asked);
    let found = match kept {
        Some(found) => found,
        None => {
            let found = search(root, wish)?;
            if let Ok(bytes) = serde_json::to_vec(&found) {
                // A place that cannot be written is looked through again.
                drop(write_file(&memo, &bytes));
            }
            found
        }
    };
    let digest = found.digest;
    all.push((found, None));
    Some(digest)
}

/// The fonts of that digest, as [`typeface`] found them in this run.
pub(super) fn fonts(digest: &Digest) -> Option<Fonts> {
    let mut all = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
    let (found, bytes) = all.iter_mut().find(|(found, _)| found.digest == *digest)?;
    if bytes.is_none() {
        *bytes = Some(found.places.iter().filter_map(read).collect());
    }
    bytes.clone()
}

fn read(place: &Place) -> Option<FontFile> {
    Some(FontFile { bytes: std::fs::read(&place.path).ok()?.into(), index: place.index })
}

fn stand(path: &Path, index: u32) -> Option<Place> {
    let about = std::fs::metadata(path).ok()?;
    let modified = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
    Some(Place { path: path.to_path_buf(), index, len: about.len(), modified })
}

fn search(root: &Path, wish: Option<&str>) -> Option<Found> {
    let mut fonts = Database::new();
    let own = wish.map(|wish| root.join(wish.replace('\\', "/"))).filter(|path| path.is_file());
    if own.is_none() && wish.is_some_and(names_a_file) {
        return None;
    }
    let mut chosen: Vec<(PathBuf, u32)> = Vec::new();
    if let Some(path) = own {
        // A site that brings its font is to look the same everywhere: the machine's fonts do not stand in.
        let simplified = |face: &FaceInfo| face.families.iter().any(|(name, _)| name.ends_with("SC") || name.ends_with("CN"));
        let known = fonts.load_font_file(&path).ok().and_then(|()| best(&fonts, simplified).or_else(|| best(&fonts, |_| true)));
        let (path, index) = known.unwrap_or((path, 0));
        let file = FontFile { bytes: std::fs::read(&path).ok()?.into(), index };
        if Typeface::new(&[file]).is_empty() {
            return None;
        }
        chosen.push((path, index));
    } else {
        fonts.load_system_fonts();
        for family in wish.into_iter().chain(FAMILIES) {
            let place = best(&fonts, |face| face.families.iter().any(|(name, _)| name.eq_ignore_ascii_case(family)));
            chosen.extend(place.filter(|place| !chosen.contains(place)));
            if chosen.len() > SPARE {
                break;
            }
        }
    }
    let places: Vec<Place> = chosen.iter().filter_map(|(path, index)| stand(path, *index)).collect();
    if places.is_empty() {
        return None;
    }
    let digests: Vec<Digest> = places
        .iter()
        .filter_map(|place| Some(Digest::of_parts([head(&place.path).ok()?.as_slice(), &place.len.to_le_bytes(), &place.index.to_le_bytes()])))
        .collect();
    let digest = Digest::of_parts(digests.iter().map(|digest| digest.bytes().as_slice()));
    Some(Found { wish: wish.map(str::to_owned), places, digest })
}

/// The beginning of a font file, which holds the checksums of all its tables (OpenType 1.9, table directory): whole fonts are large.
fn head(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    std::fs::File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

/// Whether a wish is for a file: another font would not be what was asked for.
fn names_a_file(wish: &str) -> bool {
    let wish = wish.to_ascii_lowercase();
    [".ttf", ".otf", ".ttc", ".otc"].iter().any(|ending| wish.ends_with(ending))
}

/// The upright font that is nearest to bold among those that fit.
fn best(fonts: &Database, fits: impl Fn(&FaceInfo) -> bool) -> Option<(PathBuf, u32)> {
    let upright = fonts.faces().filter(|face| face.style == Style::Normal && fits(face));
    let chosen = upright.min_by_key(|face| (face.weight.0.abs_diff(700), face.post_script_name.clone(), face.index))?;
    match &chosen.source {
        Source::File(path) => Some((path.clone(), chosen.index)),
        Source::Binary(_) => None,
    }
}
