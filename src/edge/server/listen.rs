use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};
use std::sync::Arc;

use axum::Router;
use axum::serve::ListenerExt;

use super::Stage;
use super::answer::{Desk, answer};

/// How many ports are tried after the first one.
const TRIED: u16 = 20;

/// Ports of this machine alone, taken and not yet answering.
pub struct Listening {
    port: u16,
    listeners: Vec<TcpListener>,
}

impl Listening {
    /// Takes `port` on 127.0.0.1, and on ::1 where the machine has it; a taken one makes it the next free of 20 more.
    /// Port 0 is one of the system's choice.
    ///
    /// # Errors
    /// The last port's, if none is free.
    pub fn take(port: u16) -> io::Result<Self> {
        let mut refused = io::Error::from(io::ErrorKind::AddrInUse);
        for port in port..=port.saturating_add(if port == 0 { 0 } else { TRIED }) {
            match Self::at(port) {
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

    fn at(port: u16) -> io::Result<Self> {
        let first = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let port = first.local_addr()?.port();
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
    pub fn serve(self, stage: Arc<Stage>) -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let ended = runtime.block_on(async move {
            for listener in self.listeners {
                listener.set_nonblocking(true)?;
                let listener = tokio::net::TcpListener::from_std(listener)?.tap_io(|stream| drop(stream.set_nodelay(true)));
                let router = Router::new().fallback(answer).with_state(Desk { port: self.port, stage: stage.clone() });
                tokio::spawn(async move { axum::serve(listener, router).await });
            }
            interrupted().await
        });
        runtime.shutdown_background();
        ended
    }
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
