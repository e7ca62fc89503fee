//! WebDAV folders and object storage (对象存储), through OpenDAL.

mod target;

use opendal::layers::{RetryLayer, TimeoutLayer};
use opendal::{Error, ErrorKind, Operator, services};
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;

use super::plan::turn_of;
use super::shelf::{Shelf, ShelfFault, Step};
use crate::media::media_type;
use target::{Keys, StoreTarget};

/// Requests under way at the same time.
const AT_ONCE: usize = 8;
/// How long a file may take on its way: a film over a slow line.
const PATIENCE: Duration = Duration::from_secs(900);

/// A folder of a WebDAV server, or a bucket (or a part of one) of an S3-compatible storage.
#[derive(Debug)]
pub struct Store {
    operator: Operator,
    runtime: Runtime,
}

impl Store {
    /// Nothing is asked of the other machine yet. `known` gives variables of the environment: credentials come from there only.
    ///
    /// # Errors
    /// The address cannot be read, or credentials are missing.
    pub fn new(address: &str, known: impl Fn(&str) -> Option<String>) -> Result<Self, ShelfFault> {
        opendal::install_default();
        let target = StoreTarget::parse(address).ok_or(ShelfFault::Address)?;
        let operator = operator(target, &known)?;
        let patience = TimeoutLayer::new().with_timeout(Duration::from_secs(60)).with_io_timeout(PATIENCE);
        let again = RetryLayer::new().with_max_times(3).with_min_delay(Duration::from_millis(500)).with_jitter();
        let runtime = Builder::new_current_thread().enable_all().build().map_err(ShelfFault::Disk)?;
        Ok(Self { operator: operator.layer(patience).layer(again), runtime })
    }

    /// Takes steps of which none waits for another.
    fn together(&self, steps: &[Step<'_>]) -> Result<(), ShelfFault> {
        let mut waiting = steps.iter();
        self.runtime.block_on(async {
            let mut under_way = JoinSet::new();
            loop {
                while under_way.len() < AT_ONCE
                    && let Some(step) = waiting.next()
                {
                    under_way.spawn(task(self.operator.clone(), step));
                }
                match under_way.join_next().await {
                    None => return Ok(()),
                    Some(Ok(done)) => done.map_err(|e| fault(&e))?,
                    Some(Err(broken)) => return Err(ShelfFault::Program(broken.to_string())),
                }
            }
        })
    }
}

fn operator(target: StoreTarget, known: &dyn Fn(&str) -> Option<String>) -> Result<Operator, ShelfFault> {
    match target {
        StoreTarget::WebDav { endpoint, folder } => {
            let mut dav = services::Webdav::default().endpoint(&endpoint).root(&folder);
            if let Some(Keys { id, secret, .. }) = Keys::of_webdav(known)? {
                dav = dav.username(&id).password(&secret);
            }
            Operator::new(dav).map_err(|e| fault(&e))
        }
        StoreTarget::S3 { endpoint, bucket, folder, region, in_host } => {
            let Keys { id, secret, token } = Keys::of_s3(known)?;
            let region = known("AWS_REGION").unwrap_or(region);
            let mut s3 = services::S3::default().endpoint(&endpoint).bucket(&bucket).root(&folder).region(&region);
            s3 = s3.access_key_id(&id).secret_access_key(&secret).disable_config_load().disable_ec2_metadata();
            if let Some(token) = token {
                s3 = s3.session_token(&token);
            }
            Operator::new(if in_host { s3.enable_virtual_host_style() } else { s3 }).map_err(|e| fault(&e))
        }
    }
}

/// One step as a task of its own. Folders make themselves; what is gone is fine, as [`Step`] says.
fn task(operator: Operator, step: &Step<'_>) -> impl Future<Output = Result<(), Error>> + Send + 'static {
    enum Owned {
        Put(Vec<u8>, String, String),
        Move(String, String),
        Keep(String, String),
        Clear(String),
        Nothing,
    }
    let step = match step {
        Step::Folder(_) => Owned::Nothing,
        Step::Put { bytes, to, shown } => Owned::Put(bytes.to_vec(), to.clone(), (*shown).to_owned()),
        Step::Move(from, to) => Owned::Move(from.clone(), to.clone()),
        Step::Keep(from, to) => Owned::Keep(from.clone(), to.clone()),
        Step::Clear(path) => Owned::Clear(format!("{path}/")),
    };
    async move {
        let fine = |done: Result<(), Error>| done.or_else(|e| if e.kind() == ErrorKind::NotFound { Ok(()) } else { Err(e) });
        let can = operator.info().capability();
        match step {
            Owned::Nothing => Ok(()),
            Owned::Put(bytes, to, shown) => {
                let mut write = operator.write_with(&to, bytes);
                if can.write_with_content_type {
                    write = write.content_type(media_type(&shown));
                }
                if can.write_with_cache_control {
                    write = write.cache_control(if shown.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" });
                }
                write.await.map(drop)
            }
            Owned::Move(from, to) if can.rename => fine(operator.rename(&from, &to).await),
            Owned::Move(from, to) => match copy(&operator, &from, &to).await {
                Ok(()) => operator.delete(&from).await,
                Err(e) => fine(Err(e)),
            },
            // An object storage has no folders. WebDAV takes all with a folder, so it is looked into first.
            Owned::Clear(_) if !can.rename => Ok(()),
            Owned::Clear(path) => match operator.list(&path).await {
                Ok(inner) if inner.iter().all(|entry| entry.path() == path) => fine(operator.delete(&path).await),
                Ok(_) => Ok(()),
                Err(e) => fine(Err(e)),
            },
            Owned::Keep(from, to) => fine(copy(&operator, &from, &to).await),
        }
    }
}

/// A copy at the server, in one request: a length below that of a part asks for nothing beforehand, and the server copies all of it,
/// up to 5 GB (S3's `CopyObject`).
async fn copy(operator: &Operator, from: &str, to: &str) -> Result<(), Error> {
    operator.copy_with(from, to).source_content_length_hint(1).await.map(drop)
}

impl Shelf for Store {
    fn whole(&self) -> bool {
        // An object is there when all of it has arrived. A WebDAV server may show what has come so far.
        !self.operator.info().capability().rename
    }

    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, ShelfFault> {
        match self.runtime.block_on(self.operator.read(path)) {
            Ok(bytes) => Ok(Some(bytes.to_vec())),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(fault(&e)),
        }
    }

    fn names(&mut self, folder: &str) -> Result<Vec<String>, ShelfFault> {
        let at = format!("{folder}/");
        match self.runtime.block_on(self.operator.list(&at)) {
            Ok(entries) => {
                let inner = entries.iter().filter(|e| e.path().trim_matches('/') != folder.trim_matches('/'));
                Ok(inner.map(|e| e.name().trim_end_matches('/').to_owned()).filter(|n| !n.is_empty()).collect())
            }
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(Vec::new()),
            Err(e) => Err(fault(&e)),
        }
    }

    fn run(&mut self, steps: &[Step<'_>]) -> Result<(), ShelfFault> {
        // What pages need is there before a page is, so only steps of one kind and one turn are taken together.
        let alike =
            |a: &Step<'_>, b: &Step<'_>| !matches!(a, Step::Clear(_)) && std::mem::discriminant(a) == std::mem::discriminant(b) && turn_of(a) == turn_of(b);
        steps.chunk_by(alike).try_for_each(|steps| self.together(steps))
    }
}

/// The other machine's answer. Nothing of the request is told: it may hold what nobody should read.
fn fault(error: &Error) -> ShelfFault {
    let told = error.to_string();
    // A server that answers with a number below 500 is there, however often it was asked.
    let status: Option<u16> = told.split_once("status: ").and_then(|(_, rest)| rest.get(..3)?.parse().ok());
    match (error.kind(), status) {
        (ErrorKind::PermissionDenied, _) | (_, Some(401 | 403)) => ShelfFault::Denied,
        (ErrorKind::NotFound, _) => ShelfFault::Absent,
        _ if told.contains("NoSuchBucket") => ShelfFault::Absent,
        (_, Some(507)) => ShelfFault::Full,
        (ErrorKind::Unexpected | ErrorKind::RateLimited, None | Some(429 | 500..)) => ShelfFault::Away,
        (kind, _) => ShelfFault::Program(format!("{}: {}", kind.into_static(), error.message().chars().take(200).collect::<String>())),
    }
}
