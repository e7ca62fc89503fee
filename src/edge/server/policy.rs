use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Secret;

/// What happens at every refusal: how many there were, and from where this one came.
type Told = Box<dyn Fn(u64, IpAddr) + Send + Sync>;

/// Who may do what at the preview, decided once at start.
pub struct Policy {
    /// Opens files in the editor's programs and writes mends; `None` where the preview only shows.
    pub(super) secret: Option<Secret>,
    /// Lets guests of the network in; `None` where there are none.
    pub(super) token: Option<Secret>,
    refused: AtomicU64,
    told: Told,
}

impl Policy {
    /// Nobody from outside, and nothing but looking; `told` hears of every request that was refused.
    pub fn new(told: impl Fn(u64, IpAddr) + Send + Sync + 'static) -> Self {
        Self { secret: None, token: None, refused: AtomicU64::new(0), told: Box::new(told) }
    }

    /// Pages of this machine may open files in the editor's programs.
    pub fn with_editing(mut self, secret: Secret) -> Self {
        self.secret = Some(secret);
        self
    }

    /// Guests who bring this token may look.
    pub fn with_guests(mut self, token: Secret) -> Self {
        self.token = Some(token);
        self
    }

    pub(super) fn refuse(&self, from: IpAddr) {
        let count = self.refused.fetch_add(1, Ordering::Relaxed) + 1;
        (self.told)(count, from);
    }
}
