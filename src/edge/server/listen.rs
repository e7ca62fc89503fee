use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpListener, UdpSocket};
use std::sync::Arc;

use axum::Router;
use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::net::TcpListener as AsyncListener;

use super::answer::{Desk, answer};
use super::guard::Line;
use super::seat::{Guests, Seated};
use super::{Policy, Stage};

/// How many ports are tried after the first one.
const TRIED: u16 = 20;

/// Requests that are rendered or read at a time: each thread more costs memory that it never gives back.
const BUSY: usize = 8;

/// Who can reach the preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// This machine alone.
    Loopback,
    /// The network too (IPv4); the policy's token decides.
    Network,
}

/// Ports taken and not yet answering.
pub struct Listening {
    port: u16,
    listeners: Vec<TcpListener>,
}

impl Listening {
    /// Takes `port` on 127.0.0.1, and on ::1 where the machine has it; a taken one makes it the next free of 20 more.
    /// Port 0 is one of the system's choice. For the network it is every IPv4 address of the machine.
    ///
    /// # Errors
    /// The last port's, if none is free.
    pub fn take(port: u16, reach: Reach) -> io::Result<Self> {
        let mut refused = io::Error::from(io::ErrorKind::AddrInUse);
        for port in port..=port.saturating_add(if port == 0 { 0 } else { TRIED }) {
            match Self::at(port, reach) {
                Ok(listening) => return Ok(listening),
                Err(error) => refused = error,
            }
        }
        Err(refused)
    }

    /// The port that was taken.
    pub fn port(&self) -> u16 {
        self.port
    }

    fn at(port: u16, reach: Reach) -> io::Result<Self> {
        // Some systems let a second program take all addresses beside one that holds this one: ask for this one first.
        let first = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let port = first.local_addr()?.port();
        let first = match reach {
            Reach::Loopback => first,
            Reach::Network => {
                drop(first);
                TcpListener::bind((Ipv4Addr::UNSPECIFIED, port))?
            }
        };
        let second = match TcpListener::bind((Ipv6Addr::LOCALHOST, port)) {
            Ok(second) => Some(second),
            // A browser may try ::1 first for localhost, and would find another program there.
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => return Err(error),
            Err(_) => None,
        };
        Ok(Self { port, listeners: std::iter::once(first).chain(second).collect() })
    }

    /// Answers requests until Ctrl-C; open connections are then dropped.
    ///
    /// # Errors
    /// The system's, where no threads or signals are to be had.
    pub fn serve(self, stage: Arc<Stage>, policy: Policy) -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).max_blocking_threads(BUSY).enable_all().build()?;
        let policy = Arc::new(policy);
        let ended = runtime.block_on(async move {
            for listener in self.listeners {
                listener.set_nonblocking(true)?;
                let listener = Door { listener: AsyncListener::from_std(listener)?, guests: Guests::default() };
                let router = Router::new().fallback(answer).with_state(Desk { stage: stage.clone(), policy: policy.clone() });
                tokio::spawn(async move { axum::serve(listener, router.into_make_service_with_connect_info::<Line>()).await });
            }
            interrupted().await
        });
        runtime.shutdown_background();
        ended
    }
}

/// A listener that knows both ends of what it takes in, and takes in no more from other machines than it has room for.
struct Door {
    listener: AsyncListener,
    guests: Guests,
}

impl Listener for Door {
    type Io = Seated;
    type Addr = Line;

    async fn accept(&mut self) -> (Seated, Line) {
        loop {
            let (stream, remote) = Listener::accept(&mut self.listener).await;
            let Some(seat) = self.guests.seat(remote.ip()) else { continue };
            // Small answers are not held back for larger ones.
            drop(stream.set_nodelay(true));
            // A connection that broke at once has no address left; this one is nobody's.
            let local = stream.local_addr().unwrap_or_else(|_| (Ipv4Addr::UNSPECIFIED, 0).into());
            return (Seated { stream, _seat: seat }, Line { local, remote });
        }
    }

    fn local_addr(&self) -> io::Result<Line> {
        let local = self.listener.local_addr()?;
        Ok(Line { local, remote: local })
    }
}

impl Connected<IncomingStream<'_, Door>> for Line {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        *stream.remote_addr()
    }
}

/// The address by which other machines of the network find this one; `None` without a network. Nothing is sent.
pub fn network_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // An address of the documentation (RFC 5737): only the route to it is looked up.
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    socket.local_addr().ok().map(|at| at.ip()).filter(|ip| !ip.is_loopback() && !ip.is_unspecified())
}

#[cfg(unix)]
async fn interrupted() -> io::Result<()> {
    let mut terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        ended = tokio::signal::ctrl_c() => ended,
        _ = terminated.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn interrupted() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}
