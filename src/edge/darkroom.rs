use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use super::write_file;
use crate::diag::{Code, Diagnostic};
use crate::digest::Digest;
use crate::image::{Damaged, Pixels, make};
use crate::path::SitePath;
use crate::picture::{Form, Recipe};

/// Makes pictures and keeps them between runs (暗房): under `.jiangxin/pictures/` of the site, one file for each, named by what
/// it is made of; it may be deleted at any time.
#[derive(Debug, Clone)]
pub struct Darkroom {
    root: PathBuf,
}

/// Why a picture was not made.
#[derive(Debug)]
pub enum Spoilt {
    /// Its file went, changed since it was looked at, or cannot be read.
    Gone(io::Error),
    /// Its pixels are damaged.
    Damaged,
}

impl From<Spoilt> for io::Error {
    fn from(spoilt: Spoilt) -> Self {
        match spoilt {
            Spoilt::Gone(error) => error,
            Spoilt::Damaged => Self::new(io::ErrorKind::InvalidData, "the picture is damaged"),
        }
    }
}

impl From<Damaged> for Spoilt {
    fn from(_: Damaged) -> Self {
        Self::Damaged
    }
}

/// Kept pictures that nothing asks for go after so long: another output folder or language may ask for them again.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// One core stays free for whoever waits for a page.
pub(super) static BESIDE: LazyLock<Option<rayon::ThreadPool>> = LazyLock::new(|| {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    rayon::ThreadPoolBuilder::new().num_threads(cores.saturating_sub(1).max(1)).build().ok()
});

impl Darkroom {
    /// For the site at `root`.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_path_buf() }
    }

    /// A picture, kept or made now.
    ///
    /// # Errors
    /// A file that cannot be used.
    pub fn picture(&self, form: &Form) -> Result<Vec<u8>, Spoilt> {
        if let Some(kept) = self.kept(&form.digest) {
            return Ok(kept);
        }
        let made = self.afresh(form)?;
        self.keep(&form.digest, &made);
        Ok(made)
    }

    /// The same on threads that leave a core free for pages.
    ///
    /// # Errors
    /// A file that cannot be used.
    pub fn picture_beside(&self, form: &Form) -> Result<Vec<u8>, Spoilt> {
        match (self.kept(&form.digest), BESIDE.as_ref()) {
            (Some(kept), _) => Ok(kept),
            (None, Some(beside)) => beside.install(|| self.picture(form)),
            (None, None) => self.picture(form),
        }
    }

    /// A picture made anew, whatever is kept.
    ///
    /// # Errors
    /// A file that cannot be used.
    pub fn afresh(&self, form: &Form) -> Result<Vec<u8>, Spoilt> {
        Ok(make(&self.original(form)?, &form.recipe)?)
    }

    /// Makes all of these that are not kept, on all cores, each file read once; what cannot be made is a finding. `tell` hears
    /// how many files are done, and of how many.
    pub fn develop<'f>(&self, forms: impl IntoIterator<Item = &'f Form>, tell: impl Fn(usize, usize) + Sync) -> Vec<Diagnostic> {
        let missing = self.missing(forms);
        let (done, all) = (std::sync::atomic::AtomicUsize::new(0), missing.len());
        let one = |(_, forms): (&SitePath, &Vec<&Form>)| {
            let spoilt = self.prints(forms).err();
            tell(done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1, all);
            spoilt.and_then(|spoilt| finding(forms.first()?, &spoilt))
        };
        missing.par_iter().filter_map(one).collect()
    }

    /// Looks whether all of these can be made, and makes none; those that are kept could be.
    pub fn examine<'f>(&self, forms: impl IntoIterator<Item = &'f Form>) -> Vec<Diagnostic> {
        let missing = self.missing(forms);
        let one = |(_, forms): (&SitePath, &Vec<&Form>)| {
            let form = forms.first()?;
            let read = |bytes: Vec<u8>| match form.recipe {
                Recipe::Clean { turn: 1 } => make(&bytes, &form.recipe).map(drop),
                Recipe::Clean { turn } | Recipe::Print { turn, .. } => Pixels::read(&bytes, turn).map(drop),
            };
            let spoilt = self.original(form).and_then(|bytes| Ok(read(bytes)?)).err()?;
            finding(form, &spoilt)
        };
        missing.par_iter().filter_map(one).collect()
    }

    /// Lets go of kept pictures that are none of these and that have not been used for a month.
    pub fn tidy<'f>(&self, used: impl IntoIterator<Item = &'f Digest>) {
        let Ok(kept) = std::fs::read_dir(self.folder()) else { return };
        let used: HashSet<String> = used.into_iter().map(name).collect();
        for entry in kept.flatten().filter(|entry| !entry.file_name().to_str().is_some_and(|name| used.contains(name))) {
            let age = entry.metadata().ok().and_then(|about| SystemTime::now().duration_since(about.modified().ok()?).ok());
            if age.is_some_and(|age| age > KEPT) {
                drop(std::fs::remove_file(entry.path()));
            }
        }
    }

    fn missing<'f>(&self, forms: impl IntoIterator<Item = &'f Form>) -> BTreeMap<SitePath, Vec<&'f Form>> {
        let mut missing: BTreeMap<SitePath, Vec<&Form>> = BTreeMap::new();
        for form in forms.into_iter().filter(|form| self.kept(&form.digest).is_none()) {
            missing.entry(form.from.clone()).or_default().push(form);
        }
        missing
    }

    /// All prints of one file.
    fn prints(&self, forms: &[&Form]) -> Result<(), Spoilt> {
        let Some(first) = forms.first() else { return Ok(()) };
        let bytes = self.original(first)?;
        let (cleaned, printed): (Vec<&Form>, Vec<&Form>) = forms.iter().copied().partition(|f| matches!(f.recipe, Recipe::Clean { .. }));
        for form in cleaned {
            self.keep(&form.digest, &make(&bytes, &form.recipe)?);
        }
        let Some(Recipe::Print { turn, .. }) = printed.first().map(|f| f.recipe) else { return Ok(()) };
        let pixels = Pixels::read(&bytes, turn)?;
        printed.par_iter().try_for_each(|form| {
            self.keep(&form.digest, &pixels.print(&bytes, &form.recipe)?);
            Ok(())
        })
    }

    fn original(&self, form: &Form) -> Result<Vec<u8>, Spoilt> {
        let bytes = std::fs::read(form.from.on_disk(&self.root)).map_err(Spoilt::Gone)?;
        if Digest::of(&bytes) != form.original {
            return Err(Spoilt::Gone(io::Error::other("the file changed while the site was made")));
        }
        Ok(bytes)
    }

    fn folder(&self) -> PathBuf {
        self.root.join(".jiangxin").join("pictures")
    }

    /// A picture as it was kept; one that was damaged since is as good as none.
    pub(super) fn kept(&self, of: &Digest) -> Option<Vec<u8>> {
        let mut stored = std::fs::read(self.folder().join(name(of))).ok()?;
        let (sum, bytes) = stored.split_first_chunk::<32>()?;
        if Digest::of(bytes).bytes() != sum {
            return None;
        }
        Some(stored.split_off(32))
    }

    /// A place that cannot be written keeps nothing; that is no reason to fail.
    pub(super) fn keep(&self, of: &Digest, bytes: &[u8]) {
        drop(write_file(&self.folder().join(name(of)), &[Digest::of(bytes).bytes(), bytes].concat()));
    }
}

fn name(of: &Digest) -> String {
    of.short(40)
}

/// What is said of a file of which no picture comes.
fn finding(form: &Form, spoilt: &Spoilt) -> Option<Diagnostic> {
    match spoilt {
        Spoilt::Damaged => Some(
            Diagnostic::new(Code::BrokenPicture, "图片读到一半读不下去，文件已损坏", "the picture breaks off or is damaged inside")
                .in_file(form.from.shared())
                .help(
                    "请从原来的地方重新复制一份；或用看图软件打开它，另存为 JPG 或 PNG",
                    "copy it again from where it came; or open it in a picture program and save it as JPG or PNG",
                ),
        ),
        Spoilt::Gone(error) => {
            let (zh, en) = super::reason(error);
            Some(
                Diagnostic::new(Code::Unreadable, format!("图片读不出来：{zh}"), format!("the picture cannot be read: {en}"))
                    .in_file(form.from.shared())
                    .help("请检查文件是否被别的程序占用；刚刚改过就再运行一次", "see whether another program holds the file; run again if it has just changed"),
            )
        }
    }
}
