//! The command `stencil`: filters for PNG, JPEG, TIFF and NPY files.
//!
//! Thin: [`args`] parses, [`run`] calls the library, and every failure becomes one line on standard error and an exit code
//! (0 done, 1 failed, 2 wrong command line, 130 interrupted).

#![allow(clippy::result_large_err, reason = "an error ends the command: it is made once")]

mod args;
mod error;
mod io;
mod list;
mod picture;
mod progress;
mod run;
mod stop;

use std::process::ExitCode;

fn main() -> ExitCode {
    stop::on_interrupt();
    match stop::without_panics(|| args::parse(std::env::args_os()).and_then(run::perform)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("stencil: {}", error.one_line());
            ExitCode::from(error.exit_code())
        }
    }
}
