//! Ctrl-C, and the end of the session.

#![cfg(unix)]

use super::Scratch;
use ndarray::ArrayD;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

#[test]
fn an_interrupt_leaves_nothing_behind() {
    let scratch = Scratch::new();
    scratch.npy("in.npy", &ArrayD::from_elem(vec![1500, 1500], 1_f32));
    for signal in ["-INT", "-TERM"] {
        // Ten thousand values around each pixel, counted again and again, keep every machine busy for longer than the test
        // waits.
        let mut command = scratch.command();
        command.args(["median", "--size", "101", "--threads", "1", "in.npy", "out.npy"]);
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let deadline = Instant::now() + Duration::from_secs(30);
        while scratch.names().len() < 2 && Instant::now() < deadline {
            sleep(Duration::from_millis(10));
        }
        sleep(Duration::from_millis(50));
        assert_eq!(scratch.names().len(), 2, "the temporary file and the input");
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        let start = Instant::now();
        let status = child.wait().unwrap();
        assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
        assert_eq!(status.code(), Some(130));
        assert_eq!(scratch.names(), ["in.npy"]);
    }
}
