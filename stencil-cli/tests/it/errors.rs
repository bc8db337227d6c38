//! Wrong command lines: exit code 2, one line, and nothing touched.

use super::{Scratch, ramp};
use ndarray::ArrayD;

#[test]
fn parameters_that_make_no_sense() {
    let scratch = Scratch::new();
    scratch.npy("in.npy", &ramp(&[5, 6]));
    for (line, texts) in [
        ("gaussian --sigma 0", &["--sigma", "a positive number", "found \"0\""][..]),
        ("gaussian --sigma -1", &["--sigma", "found \"-1\""]),
        ("gaussian --sigma nan", &["--sigma", "found \"nan\""]),
        ("gaussian --sigma inf", &["--sigma", "found \"inf\""]),
        ("gaussian --sigma two", &["--sigma", "found \"two\""]),
        ("gaussian", &["--sigma"]),
        ("median --size 0", &["--footprint", "a box such as 3", "found \"0\""]),
        ("rank --k one", &["--k", "a whole number"]),
        ("canny --low 9 --high 3", &["--low", "found \"9\""]),
        ("erode --size 0", &["--footprint", "found \"0\""]),
        ("erode --footprint ring", &["--footprint", "disk:3", "found \"ring\""]),
        ("erode --footprint disk:-1", &["--footprint", "found \"disk:-1\""]),
        ("threshold --level nan", &["--level", "a finite number"]),
        ("median --boundary symmetric", &["--boundary", "write reflect, as SciPy calls it"]),
        ("median --boundary mirrored", &["--boundary", "write mirror"]),
        ("median --boundary wrap --cval 3", &["--cval", "constant"]),
        ("median --threads 0", &["--threads", "'0'"]),
        ("median --threads 1025", &["--threads", "'1025'", "from 1 to 1024"]),
        ("median --axes x", &["--axes", "'x'"]),
        ("median --axes 0,0", &["--axes", "twice"]),
        ("median --axes 0,-2", &["--axes", "twice"]),
        ("median --output-type u128", &["--output-type", "u128"]),
        ("median --boundary wrap,wrap,wrap", &["--boundary", "each of the 2 axes", "found 3"]),
        ("median --max-memory lots", &["--max-memory", "lots"]),
        ("median --sise 3", &["--sise", "--size"]),
        ("sobell", &["unknown filter \"sobell\"", "did you mean sobel?"]),
        ("blur", &["did you mean gaussian?"]),
        ("run sobell", &["chain, column 1", "did you mean sobel?"]),
        ("run gaussian(-1)", &["chain, column 10", "found \"-1\""]),
    ] {
        scratch.line(&format!("{line} in.npy out.npy")).with(2, texts);
    }
    assert_eq!(scratch.names(), ["in.npy"]);
}

#[test]
fn incomplete_command_lines() {
    let scratch = Scratch::new();
    scratch.line("").with(2, &["needs a filter", "stencil list"]);
    scratch.line("median").with(2, &["<IN>", "<OUT>"]);
    scratch.line("median in.npy").with(2, &["<OUT>"]);
    scratch.line("explain").with(2, &["needs a filter"]);
    scratch.line("run").with(2, &["<CHAIN>"]);
    scratch.line("median a b c").with(2, &["'c'"]);
}

#[test]
fn arrays_that_do_not_fit_the_request() {
    let scratch = Scratch::new();
    scratch.npy("in.npy", &ramp(&[5, 6]));
    scratch.npy("bits.npy", &ArrayD::from_elem(vec![5, 6], true));
    scratch.npy("float.npy", &ArrayD::from_elem(vec![5, 6], 1.5_f32));
    scratch.npy("signed.npy", &ArrayD::from_elem(vec![5, 6], -1_i16));
    scratch.line("median --axes 2 in.npy out.npy").with(1, &["in.npy", "an axis 2", "5x6 u8", "0 to 1"]);
    scratch.line("median --axes -3 in.npy out.npy").with(1, &["an axis -3"]);
    scratch.line("gaussian --sigma 1,2,3 in.npy out.npy").with(1, &["in.npy", "3 axes", "--axes"]);
    scratch.line("gaussian --sigma 1 bits.npy out.npy").with(1, &["bits.npy", "every type but bool", "found bool"]);
    scratch.line("run threshold(3)|sobel in.npy out.npy").with(1, &["every type but bool for sobel"]);
    scratch.line("median float.npy out.png").with(1, &["out.png", "found f32", ".tif or .npy", "--output-type"]);
    scratch.line("median signed.npy out.png").with(1, &["out.png", "found i16", ".tif or .npy"]);
    scratch.line("median --output-type f32 in.npy out.png").with(1, &["out.png", "found f32"]);
    scratch.line("median --boundary constant --cval 300 in.npy out.npy").with(1, &["300", "u8"]);
    scratch.line("median --boundary constant --cval 0.5 in.npy out.npy").with(1, &["0.5", "u8"]);
    scratch.line("median --size 99999 in.npy out.npy").with(1, &["`size` is 99999", "16777216"]);
    scratch.line("erode --footprint ball:50000 in.npy out.npy").with(1, &["`footprint`", "16777216"]);
    scratch.line("erode --size 99999999 in.npy out.npy").with(1, &["`footprint`", "1048576"]);
    assert!(!scratch.path("out.npy").exists() && !scratch.path("out.png").exists());
}

#[test]
fn help_and_version_succeed() {
    let scratch = Scratch::new();
    let version = scratch.line("--version").quietly().stdout;
    assert_eq!(version, format!("stencil {}\n", env!("CARGO_PKG_VERSION")));
    let help = scratch.line("--help").quietly().stdout;
    for text in ["gaussian", "run", "explain", "list", "Examples:", "Exit code"] {
        assert!(help.contains(text), "{help}");
    }
    let help = scratch.line("gaussian --help").quietly().stdout;
    for text in
        ["--sigma", "--boundary", "--force", "gaussian(2) reads [8, 8] on every axis", "stencil gaussian --sigma 2"]
    {
        assert!(help.contains(text), "{help}");
    }
    let list = scratch.line("list").quietly().stdout;
    for text in [
        "gaussian(sigma, truncate=4, ",
        "median(footprint=3, ",
        "erode(footprint=3, ",
        "threshold(level)",
        "sobel([axis], normalized=no)",
    ] {
        assert!(list.contains(text), "{list}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output_is_an_error_and_a_closed_one_is_not() {
    let scratch = Scratch::new();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let ended = scratch.command().arg("list").stdout(full).output().unwrap();
    assert_eq!(ended.status.code(), Some(1));
    assert!(String::from_utf8(ended.stderr).unwrap().contains("standard output: cannot write"));
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    assert!(scratch.command().arg("list").stdout(writer).status().unwrap().success());
}
