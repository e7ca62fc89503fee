//! Delivering (发布到服务器): a site goes into a folder, over SFTP, to WebDAV or an object storage. What differs is staged beside the public files first and moved
//! into place when all of it is there, so that a cut connection leaves the public site as it was.

mod folder;
mod plan;
mod sftp;
mod shelf;
#[cfg(feature = "remote")]
mod store;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::package::Inventory;
use crate::path::OutPath;
pub use folder::Folder;
pub use plan::{Delivery, compare};
pub use sftp::{Sftp, SftpTarget};
pub use shelf::{Shelf, ShelfFault, Step};
#[cfg(feature = "remote")]
pub use store::Store;

/// Where the target keeps its record of what is published.
const RECORD: &str = ".jiangxin-published.json";
/// Where files wait, and where the last version is kept.
const ROOM: &str = ".jiangxin-publish";
/// The note on the site before, while a run is at work.
const PENDING: &str = "pending.json";
/// The same afterwards.
const PREVIOUS: &str = "previous.json";
/// Files that are sent before progress is told again.
const BATCH: usize = 40;

/// Why nothing was delivered, or not all of it.
#[derive(Debug)]
pub enum DeliveryFault {
    /// The target holds files that are not ours.
    Foreign,
    /// Its record is damaged.
    OddRecord,
    /// There is nothing to go back to.
    NoPrevious,
    /// The disk's or the connection's word.
    Shelf(ShelfFault),
}

impl From<ShelfFault> for DeliveryFault {
    fn from(fault: ShelfFault) -> Self {
        Self::Shelf(fault)
    }
}

/// What the version before was, so that it can be put back.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Previous {
    record: Inventory,
    /// Its files that were replaced or deleted and are kept.
    kept: BTreeSet<OutPath>,
    /// Files that it did not have.
    added: BTreeSet<OutPath>,
}

/// What the target holds of ours; empty where nothing has been delivered yet.
///
/// # Errors
/// [`DeliveryFault`]; nothing was changed.
pub fn published(shelf: &mut dyn Shelf) -> Result<Inventory, DeliveryFault> {
    match shelf.read(RECORD)? {
        Some(bytes) => serde_json::from_slice(&bytes).map_err(|_| DeliveryFault::OddRecord),
        None if shelf.names("")?.iter().all(|name| matches!(name.as_str(), ROOM | ".gitkeep" | ".gitignore" | ".htaccess" | "web.config")) => {
            Ok(Inventory::default())
        }
        None => Err(DeliveryFault::Foreign),
    }
}

/// Brings the target from `there` to `new`: stages what differs, keeps what will be replaced, moves all into place, pages last,
/// writes the record, takes away what is gone. `tell` hears how many files are staged of how many.
///
/// # Errors
/// [`DeliveryFault`]. Until all files are staged the public site is as it was; the next run goes on where this one was cut.
pub fn deliver(
    shelf: &mut dyn Shelf,
    there: &Inventory,
    new: &Inventory,
    files: &BTreeMap<OutPath, Vec<u8>>,
    tell: &mut dyn FnMut(usize, usize),
) -> Result<(), DeliveryFault> {
    let delivery = compare(there, new);
    stage(shelf, &delivery, new, files, tell)?;
    // Names that will be there are recorded before the first of them is: none is ever taken for a stranger's.
    let mut intended = there.clone();
    for path in &delivery.put {
        intended.files.entry(path.clone()).or_default();
    }
    intended.format = Inventory::FORMAT;
    record(shelf, RECORD, &intended)?;
    keep(shelf, there, &delivery)?;
    let mut steps = folders(delivery.put.iter().map(ToString::to_string));
    steps.extend(delivery.put.iter().map(|p| Step::Move(staged(p, new), p.to_string())));
    shelf.run(&steps)?;
    let left: BTreeSet<String> = shelf.names(&format!("{ROOM}/stage"))?.into_iter().map(|n| format!("{ROOM}/stage/{n}")).collect();
    if let Some(path) = delivery.put.iter().find(|p| left.contains(&staged(p, new))) {
        return Err(ShelfFault::Program(format!("{path} could not be moved into place")).into());
    }
    let mut with_gone = new.clone();
    with_gone.files.extend(delivery.delete.iter().filter_map(|p| Some((p.clone(), there.files.get(p)?.clone()))));
    record(shelf, RECORD, &with_gone)?;
    let gone: Vec<Step> = delivery.delete.iter().map(|p| Step::Move(p.to_string(), format!("{ROOM}/previous/{p}"))).collect();
    shelf.run(&gone)?;
    shelf.run(&emptied(&delivery.delete, new))?;
    record(shelf, RECORD, new)?;
    Ok(shelf.run(&[Step::Move(format!("{ROOM}/{PENDING}"), format!("{ROOM}/{PREVIOUS}"))])?)
}

/// Keeps what will be replaced, and notes what the site was before. A run that goes on where one was cut goes on in the same note,
/// for its files may be new by now.
fn keep(shelf: &mut dyn Shelf, there: &Inventory, delivery: &Delivery) -> Result<(), DeliveryFault> {
    let begun = shelf.read(&format!("{ROOM}/{PENDING}"))?.and_then(|bytes| serde_json::from_slice::<Previous>(&bytes).ok());
    let mut before = begun.unwrap_or_else(|| Previous { record: settled(there), ..Previous::default() });
    let of_before = |path: &&OutPath| before.record.files.contains_key(*path);
    let waiting: Vec<OutPath> = delivery.put.iter().filter(of_before).filter(|p| !before.kept.contains(*p)).cloned().collect();
    let gone: Vec<OutPath> = delivery.delete.iter().filter(of_before).cloned().collect();
    let added: Vec<OutPath> = delivery.put.iter().filter(|p| !of_before(p)).cloned().collect();
    let mut steps = folders(waiting.iter().chain(&delivery.delete).map(|p| format!("{ROOM}/previous/{p}")));
    steps.extend(waiting.iter().map(|p| Step::Keep(p.to_string(), format!("{ROOM}/previous/{p}"))));
    shelf.run(&steps)?;
    before.kept.extend(waiting.into_iter().chain(gone));
    before.added.extend(added);
    record(shelf, &format!("{ROOM}/{PENDING}"), &before)
}

/// The record without files that were only intended.
fn settled(there: &Inventory) -> Inventory {
    let mut settled = there.clone();
    settled.files.retain(|_, item| !item.sha256.is_empty());
    settled
}

fn stage(
    shelf: &mut dyn Shelf,
    delivery: &Delivery,
    new: &Inventory,
    files: &BTreeMap<OutPath, Vec<u8>>,
    tell: &mut dyn FnMut(usize, usize),
) -> Result<(), DeliveryFault> {
    let room = format!("{ROOM}/stage");
    shelf.run(&[Step::Folder(ROOM.to_owned()), Step::Folder(room.clone())])?;
    let there: BTreeSet<String> = shelf.names(&room)?.into_iter().map(|n| format!("{room}/{n}")).collect();
    let waiting: Vec<&OutPath> = delivery.put.iter().filter(|p| !there.contains(&staged(p, new))).collect();
    let mut done = delivery.put.len() - waiting.len();
    for batch in waiting.chunks(BATCH) {
        tell(done, delivery.put.len());
        let found = batch.iter().filter_map(|path| Some((files.get(*path)?, path.as_str(), staged(path, new))));
        let mut steps = Vec::new();
        let mut moves = Vec::new();
        for (bytes, shown, to) in found {
            if shelf.whole() {
                steps.push(Step::Put { bytes, to, shown });
                continue;
            }
            // A file that was cut has another name than a whole one.
            steps.push(Step::Put { bytes, to: format!("{to}.part"), shown });
            moves.push(Step::Move(format!("{to}.part"), to));
        }
        steps.extend(moves);
        shelf.run(&steps)?;
        done += batch.len();
    }
    tell(done, delivery.put.len());
    Ok(())
}

/// Puts the version before back, once.
///
/// # Errors
/// [`DeliveryFault::NoPrevious`] where there is none.
pub fn roll_back(shelf: &mut dyn Shelf) -> Result<usize, DeliveryFault> {
    let (pending, done) = (format!("{ROOM}/{PENDING}"), format!("{ROOM}/{PREVIOUS}"));
    // A run that was cut is taken back as well.
    let (name, bytes) = match shelf.read(&pending)? {
        Some(bytes) => (pending, bytes),
        None => (done.clone(), shelf.read(&done)?.ok_or(DeliveryFault::NoPrevious)?),
    };
    let previous: Previous = serde_json::from_slice(&bytes).map_err(|_| DeliveryFault::OddRecord)?;
    if previous.record.files.is_empty() {
        return Err(DeliveryFault::NoPrevious);
    }
    let mut kept: Vec<&OutPath> = previous.kept.iter().collect();
    kept.sort_by_key(|p| (plan::turn(p), (*p).clone()));
    let mut steps = folders(kept.iter().map(ToString::to_string));
    steps.extend(kept.iter().map(|p| Step::Move(format!("{ROOM}/previous/{p}"), p.to_string())));
    shelf.run(&steps)?;
    record(shelf, RECORD, &previous.record)?;
    let mut gone = folders(previous.added.iter().map(|p| format!("{ROOM}/dropped/{p}")));
    gone.extend(previous.added.iter().map(|p| Step::Move(p.to_string(), format!("{ROOM}/dropped/{p}"))));
    gone.push(Step::Move(name, format!("{ROOM}/dropped.json")));
    shelf.run(&gone)?;
    shelf.run(&emptied(&previous.added, &previous.record))?;
    Ok(previous.kept.len() + previous.added.len())
}

/// Where a file waits: its name tells path and content, so that what waits from a run that was cut is known again.
fn staged(path: &OutPath, new: &Inventory) -> String {
    let sum = new.files.get(path).map_or("", |item| item.sha256.as_str());
    format!("{ROOM}/stage/{}", crate::digest::Digest::of_parts([path.as_str().as_bytes(), sum.as_bytes()]).short(32))
}

fn record<T: Serialize>(shelf: &mut dyn Shelf, name: &str, value: &T) -> Result<(), DeliveryFault> {
    let text = serde_json::to_vec_pretty(value).unwrap_or_default();
    if shelf.whole() {
        return Ok(shelf.run(&[Step::Put { bytes: &text, to: name.to_owned(), shown: name }])?);
    }
    let part = format!("{name}.part");
    Ok(shelf.run(&[Step::Put { bytes: &text, to: part.clone(), shown: name }, Step::Move(part, name.to_owned())])?)
}

/// Folders that held these files and hold none of what is there now, innermost first: an empty one answers otherwise than one that
/// is not there.
fn emptied<'a, 'p>(gone: impl IntoIterator<Item = &'p OutPath>, now: &Inventory) -> Vec<Step<'a>> {
    let held: BTreeSet<&str> = now.files.keys().flat_map(OutPath::ancestors).collect();
    let empty: BTreeSet<&str> = gone.into_iter().flat_map(OutPath::ancestors).filter(|folder| !held.contains(folder)).collect();
    // `a/b` sorts behind `a`, so the inner one goes first.
    empty.into_iter().rev().map(|folder| Step::Clear(folder.to_owned())).collect()
}

/// Every folder that these files need, outermost first.
fn folders<'a>(paths: impl Iterator<Item = String>) -> Vec<Step<'a>> {
    let mut out = BTreeSet::new();
    for path in paths {
        out.extend(path.match_indices('/').map(|(at, _)| path.get(..at).unwrap_or("").to_owned()));
    }
    out.into_iter().map(Step::Folder).collect()
}
