use std::collections::HashMap;
use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// Connections from other machines at a time, in all and from one of them. Those of this machine are not counted, so that nobody
/// elsewhere takes the editor's place; a browser has six to a host.
const ALL: usize = 128;
const OF_ONE: usize = 24;

/// The connections of other machines (来客).
#[derive(Clone, Default)]
pub(super) struct Guests(Arc<Mutex<HashMap<IpAddr, usize>>>);

impl Guests {
    /// Room for one connection more; `None` where there is none.
    pub fn seat(&self, from: IpAddr) -> Option<Seat> {
        if from.to_canonical().is_loopback() {
            return Some(Seat(None));
        }
        let mut here = self.here();
        let (all, own) = (here.values().sum::<usize>(), here.get(&from).copied().unwrap_or(0));
        if all >= ALL || own >= OF_ONE {
            return None;
        }
        here.insert(from, own + 1);
        Some(Seat(Some((self.clone(), from))))
    }

    fn here(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Room that is taken for as long as this lives.
pub(super) struct Seat(Option<(Guests, IpAddr)>);

impl Drop for Seat {
    fn drop(&mut self) {
        let Some((guests, from)) = &self.0 else { return };
        let mut here = guests.here();
        match here.get_mut(from) {
            Some(count) if *count > 1 => *count -= 1,
            _ => drop(here.remove(from)),
        }
    }
}

/// A connection in its seat.
pub(super) struct Seated {
    pub stream: TcpStream,
    pub _seat: Seat,
}

impl AsyncRead for Seated {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Seated {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, cx: &mut Context<'_>, parts: &[io::IoSlice<'_>]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use super::{ALL, Guests, OF_ONE, Seat};

    #[test]
    fn nobody_elsewhere_takes_the_editors_place() {
        let guests = Guests::default();
        let at = |n: u8| IpAddr::from(Ipv4Addr::new(192, 0, 2, n));
        let mut one: Vec<Seat> = (0..OF_ONE).filter_map(|_| guests.seat(at(1))).collect();
        assert!(one.len() == OF_ONE && guests.seat(at(1)).is_none() && guests.seat(at(2)).is_some());
        one.pop();
        one.extend(guests.seat(at(1)));
        assert!(one.len() == OF_ONE && guests.seat(at(1)).is_none());
        let others: Vec<Seat> = (2..200).filter_map(|n| guests.seat(at(n))).collect();
        assert_eq!(others.len(), ALL - OF_ONE);
        assert!((0..1000).all(|_| guests.seat(Ipv4Addr::LOCALHOST.into()).is_some()));
        drop((one, others));
        assert!(guests.here().is_empty());
    }
}
