//! What must not happen: a byte read or written that is not ours, a panic that is lost, a thread that hangs, a size that
//! wraps around.

mod faults;
#[cfg(unix)]
mod guarded;
#[cfg(unix)]
mod guards;
mod limits;
