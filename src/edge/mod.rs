//! The edge: the only room that touches disk, clock and network.
