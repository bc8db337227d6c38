//! The progress bar: on standard error, only on a terminal, and only once the work has taken a second.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, stderr};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

/// Work that is done sooner needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// Steps of the bar per stage of the chain.
const STEPS: u64 = 1000;

/// What has been done so far. Dropping it clears the bar.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    /// Closed when the work ends, which stops the thread that waits to show the bar.
    _ends: Sender<()>,
}

impl Progress {
    /// A bar over so many stages; one that never shows if it is to be quiet or there is no terminal.
    pub(crate) fn new(stages: usize, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(stages as u64 * STEPS), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{msg} {wide_bar} {percent:>3} % {eta:>4}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        let (ends, ended) = channel();
        if !quiet && stderr().is_terminal() {
            let bar = bar.clone();
            thread::spawn(move || {
                if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                    bar.enable_steady_tick(Duration::from_millis(200));
                }
            });
        }
        Self { bar, _ends: ends }
    }

    /// What is being done now.
    pub(crate) fn says(&self, what: impl Into<String>) {
        self.bar.set_message(what.into());
    }

    /// `done` of `total` parts of stage number `stage` are finished.
    pub(crate) fn at(&self, stage: usize, done: usize, total: usize) {
        let part = done as u64 * STEPS / total.max(1) as u64;
        self.bar.set_position(stage as u64 * STEPS + part);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
