//! The command as a user runs it: the built binary, real files, its exit codes and what it prints.

mod bombs;
mod chain;
mod disk;
mod dtype;
mod errors;
mod files;
mod filters;
mod image;
mod interrupt;
mod table;
mod value;

use ndarray::ArrayD;
use ndarray_npy::{ReadableElement, WritableElement, read_npy, write_npy};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A directory for one test, in which the command runs.
struct Scratch(TempDir);

/// How a run of the command ended.
#[derive(Debug)]
struct Ended {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Scratch {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes an array as NPY.
    fn npy<T: WritableElement>(&self, name: &str, array: &ArrayD<T>) {
        write_npy(self.path(name), array).unwrap();
    }

    /// Reads an NPY file.
    fn array<T: ReadableElement>(&self, name: &str) -> ArrayD<T> {
        read_npy(self.path(name)).unwrap()
    }

    /// The command, to be run here.
    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stencil"));
        command.current_dir(self.0.path()).env_remove("RUST_BACKTRACE");
        command
    }

    /// Runs the command with these arguments.
    fn run(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Ended {
        Ended::of(self.command().args(arguments).output().unwrap())
    }

    /// Runs the command with the words of a line.
    fn line(&self, line: &str) -> Ended {
        self.run(line.split_whitespace())
    }

    /// The names in the directory, to see that nothing was left behind.
    fn names(&self) -> Vec<String> {
        let name = |entry: fs::DirEntry| entry.file_name().into_string().unwrap();
        let mut names: Vec<_> = fs::read_dir(self.0.path()).unwrap().map(|entry| name(entry.unwrap())).collect();
        names.sort();
        names
    }
}

/// Runs the command after a line of the shell that limits what it may use.
#[cfg(target_os = "linux")]
fn limited(scratch: &Scratch, limit: &str, arguments: &[&str]) -> Ended {
    let mut command = Command::new("bash");
    command.current_dir(scratch.0.path()).env_remove("RUST_BACKTRACE");
    command.args(["-c", &format!("{limit}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_stencil")]);
    Ended::of(command.args(arguments).output().unwrap())
}

impl Ended {
    fn of(Output { status, stdout, stderr }: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: status.code(), stdout: text(stdout), stderr: text(stderr) }
    }

    /// It succeeded and said nothing on standard error.
    #[track_caller]
    fn quietly(self) -> Self {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""), "{self:?}");
        self
    }

    /// It failed with this exit code and one line that contains all these texts.
    #[track_caller]
    fn with(self, code: i32, texts: &[&str]) {
        assert_eq!(self.code, Some(code), "{self:?}");
        assert_eq!(self.stdout, "", "{self:?}");
        assert!(self.stderr.starts_with("stencil: ") && self.stderr.ends_with('\n'), "{self:?}");
        assert_eq!(self.stderr.lines().count(), 1, "{self:?}");
        assert!(!self.stderr.contains("panicked"), "{self:?}");
        for text in texts {
            assert!(self.stderr.contains(text), "no {text:?} in {self:?}");
        }
    }
}

/// 0, 1, 2, ... in this shape.
fn ramp(shape: &[usize]) -> ArrayD<u8> {
    let count = shape.iter().product::<usize>();
    ArrayD::from_shape_vec(shape.to_vec(), (0..count).map(|i| (i * 7 % 251) as u8).collect()).unwrap()
}

/// Writes a grey picture of 8 bits.
fn write_png(path: &Path, array: &ArrayD<u8>) {
    let file = fs::File::create(path).unwrap();
    let mut encoder = png::Encoder::new(file, array.shape()[1] as u32, array.shape()[0] as u32);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&array.iter().copied().collect::<Vec<_>>()).unwrap();
}

/// Reads a picture: its size, colour and bytes.
fn read_png(path: &Path) -> (png::OutputInfo, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::BufReader::new(fs::File::open(path).unwrap())).read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    (reader.next_frame(&mut bytes).unwrap(), bytes)
}
