//! The two ways to end that no function returns: an interrupt and a panic. Neither leaves a half-written file.

use crate::error::{Error, Result};
use crate::io::atomic;
use std::panic::{self, PanicHookInfo, UnwindSafe};
use std::process;
use std::sync::{Mutex, PoisonError};

/// What shells expect of a command that was interrupted: 128 plus the number of SIGINT.
const INTERRUPTED: i32 = 130;

/// What the last panic said, and where.
static PANIC: Mutex<String> = Mutex::new(String::new());

/// From now on SIGINT, SIGTERM and SIGHUP (Ctrl-C and closing the window on Windows) remove the temporary file and end the
/// process.
pub(crate) fn on_interrupt() {
    let handler = || {
        let _no_output_appears = atomic::remove_pending();
        eprintln!("stencil: interrupted; nothing was written");
        process::exit(INTERRUPTED);
    };
    if let Err(error) = ctrlc::set_handler(handler) {
        // Without a handler an interrupt still ends the process; it only leaves a temporary file.
        eprintln!("stencil: note: interrupts are not handled: {error}");
    }
}

/// Runs the command; a panic becomes an error of one line.
pub(crate) fn without_panics(command: impl FnOnce() -> Result<()> + UnwindSafe) -> Result<()> {
    panic::set_hook(Box::new(|info| *PANIC.lock().unwrap_or_else(PoisonError::into_inner) = describe(info)));
    panic::catch_unwind(command).unwrap_or_else(|_| {
        let text = PANIC.lock().unwrap_or_else(PoisonError::into_inner);
        Err(Error::Internal(text.clone()))
    })
}

fn describe(info: &PanicHookInfo<'_>) -> String {
    let text = info.payload_as_str().unwrap_or("a panic without a message");
    match info.location() {
        Some(place) => format!("{text} ({}:{})", place.file(), place.line()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_internal_error() {
        let error = without_panics(|| panic!("lanes are out")).unwrap_err();
        let _ = panic::take_hook();
        assert!(error.one_line().starts_with("internal error: lanes are out ("), "{}", error.one_line());
        assert_eq!(error.exit_code(), 1);
    }
}
