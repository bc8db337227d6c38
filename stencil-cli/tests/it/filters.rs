//! What the filters give: values by hand, types, chains.

use super::{Scratch, ramp, read_png, write_png};
use ndarray::{ArrayD, array};

#[test]
fn a_median_removes_a_speck() {
    let scratch = Scratch::new();
    let mut image = ArrayD::from_elem(vec![9, 9], 10_u8);
    image[[4, 4]] = 200;
    write_png(&scratch.path("in.png"), &image);
    scratch.line("median in.png out.png").quietly();
    assert!(read_png(&scratch.path("out.png")).1.iter().all(|&value| value == 10));
}

#[test]
fn boundaries_by_hand() {
    let scratch = Scratch::new();
    scratch.npy("in.npy", &array![[1_u8, 5, 3, 9]].into_dyn());
    let dilated = |options: &str| {
        let line = format!("dilate --size 3 --axes 1 --force {options} in.npy out.npy");
        scratch.line(&line).quietly();
        scratch.array::<u8>("out.npy").into_raw_vec_and_offset().0
    };
    assert_eq!(dilated(""), [5, 5, 9, 9]);
    assert_eq!(dilated("--boundary wrap"), [9, 5, 9, 9]);
    assert_eq!(dilated("--boundary constant --cval 7"), [7, 5, 9, 9]);
    assert_eq!(dilated("--boundary valid"), [5, 9]);
}

#[test]
fn a_chain_is_its_stages_in_turn() {
    let scratch = Scratch::new();
    write_png(&scratch.path("in.png"), &ramp(&[20, 23]));
    scratch.run(["run", "gaussian(1.5) | sobel | threshold(12)", "in.png", "chain.npy"]).quietly();
    scratch.line("gaussian --sigma 1.5 in.png a.npy").quietly();
    scratch.line("sobel a.npy b.npy").quietly();
    scratch.line("threshold --level 12 b.npy c.npy").quietly();
    let chain = scratch.array::<bool>("chain.npy");
    assert_eq!(chain, scratch.array::<bool>("c.npy"));
    assert!(chain.iter().any(|&bit| bit) && chain.iter().any(|&bit| !bit));
}

#[test]
fn a_signed_derivative_in_png_is_saturated_and_the_note_says_so() {
    let scratch = Scratch::new();
    write_png(&scratch.path("in.png"), &ramp(&[20, 23]));
    scratch.line("sobel --axis 1 in.png out.npy").quietly();
    let exact = scratch.array::<i16>("out.npy");
    let ended = scratch.line("sobel --axis 1 in.png out.png");
    assert_eq!(ended.code, Some(0));
    assert_eq!(ended.stderr.lines().count(), 1);
    assert!(ended.stderr.starts_with("stencil: note: out.png: ") && ended.stderr.contains("saturated"), "{ended:?}");
    let expected: Vec<u8> = exact.iter().map(|&value| value.clamp(0, 255) as u8).collect();
    assert_eq!(read_png(&scratch.path("out.png")).1, expected);
    scratch.line("sobel --axis 1 --quiet --force in.png out.png").quietly();
}

#[test]
fn a_mask_is_black_and_white_in_pictures_and_bool_in_npy() {
    let scratch = Scratch::new();
    scratch.npy("in.npy", &array![[1.0_f32, 5.0], [3.0, 9.0]].into_dyn());
    for (out, line) in [("a.png", ""), ("a.tif", "")] {
        scratch.line(&format!("threshold --level 4 {line} in.npy {out}")).quietly();
        scratch.line(&format!("median --size 1 {out} {out}.npy")).quietly();
        assert_eq!(scratch.array::<u8>(&format!("{out}.npy")), array![[0, 255], [0, 255]].into_dyn());
    }
    scratch.line("threshold --level 4 in.npy a.npy").quietly();
    assert_eq!(scratch.array::<bool>("a.npy"), array![[false, true], [false, true]].into_dyn());
    scratch.line("threshold --level 4 --output-type u16 in.npy b.npy").quietly();
    assert_eq!(scratch.array::<u16>("b.npy"), array![[0, 1], [0, 1]].into_dyn());
}

#[test]
fn an_output_type_rounds_and_saturates() {
    let scratch = Scratch::new();
    scratch.npy("in.npy", &array![[-1.0_f32, 0.5, 1.5, 300.0]].into_dyn());
    let ended = scratch.line("median --size 1 --output-type u8 in.npy out.npy");
    assert!(ended.stderr.contains("2 of 4 values were beyond u8"), "{ended:?}");
    assert_eq!(scratch.array::<u8>("out.npy"), array![[0, 0, 2, 255]].into_dyn());
}

#[test]
fn threads_do_not_change_the_result() {
    let scratch = Scratch::new();
    scratch.npy("in.npy", &ramp(&[300, 200]));
    for threads in ["1", "2", "7"] {
        scratch.line(&format!("gaussian --sigma 3 --threads {threads} in.npy {threads}.npy")).quietly();
    }
    assert_eq!(scratch.array::<u8>("1.npy"), scratch.array::<u8>("2.npy"));
    assert_eq!(scratch.array::<u8>("1.npy"), scratch.array::<u8>("7.npy"));
}

#[test]
fn empty_arrays_stay_empty() {
    let scratch = Scratch::new();
    scratch.npy("in.npy", &ArrayD::from_elem(vec![0, 4], 1_u8));
    for filter in ["gaussian --sigma 1", "sobel", "median", "erode", "open", "threshold --level 1"] {
        scratch.line(&format!("{filter} --force in.npy out.npy")).quietly();
    }
}

#[test]
fn explain_shows_the_halo() {
    let scratch = Scratch::new();
    assert!(scratch.line("explain gaussian --sigma 5 --shape 4096x4096").quietly().stdout.contains("20"));
    let chain = scratch.run(["explain", "run", "gaussian(1) | sobel"]).quietly().stdout;
    assert!(chain.contains('5'), "{chain}");
}

#[test]
fn points_are_lists_numbers_or_rings() {
    let scratch = Scratch::new();
    let mut image = ArrayD::from_elem(vec![9, 12], 0_u8);
    (image[[4, 7]], image[[2, 2]]) = (200, 90);
    write_png(&scratch.path("in.png"), &image);
    scratch.line("peak_local_max in.png out.csv").quietly();
    let csv = std::fs::read_to_string(scratch.path("out.csv")).unwrap();
    assert_eq!(csv, "axis_0,axis_1,value\n4,7,200\n2,2,90\n");
    scratch.line("peak_local_max in.png out.npy").quietly();
    assert_eq!(scratch.array::<f64>("out.npy"), array![[4.0, 7.0, 200.0], [2.0, 2.0, 90.0]].into_dyn());
    scratch.line("peak_local_max in.png out.png").quietly();
    let drawn = read_png(&scratch.path("out.png")).1;
    assert_eq!((drawn[4 * 12 + 7], drawn[4 * 12 + 10], drawn[8 * 12]), (200, 255, 0));
    scratch.line("median in.png no.csv").with(1, &["no.csv", "a list of points", "9x12 u8"]);
    scratch.run(["run", "peak_local_max | sobel", "in.png", "no.csv"]).with(2, &["put peak_local_max last"]);
    scratch.line("median out.csv no.npy").with(1, &["out.csv", "a .png, .jpg, .tif or .npy file"]);
    assert!(!scratch.path("no.csv").exists() && !scratch.path("no.npy").exists());
}
