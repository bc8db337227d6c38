//! The language of chains.

use stencil_cli::chain::parse;
use stencil_core::Halo;

fn names(text: &str) -> Vec<&'static str> {
    parse(text).unwrap().iter().map(|stage| stage.row.name).collect()
}

fn message(text: &str) -> String {
    parse(text).unwrap_err()
}

#[test]
fn filters_in_order_with_any_space() {
    assert_eq!(names("gaussian(1.5) | sobel | threshold(0.2)"), ["gaussian", "sobel", "threshold"]);
    assert_eq!(names("  sobel|median( )|sobel()  "), ["sobel", "median", "sobel"]);
}

fn halo(text: &str) -> Halo {
    parse(text).unwrap()[0].step.stencil().halo()
}

#[test]
fn arguments_by_position_name_and_list() {
    assert_eq!(halo("gaussian(2)"), Halo::uniform(8));
    assert_eq!(halo("gaussian(sigma = 5e-1)"), Halo::uniform(2));
    assert_eq!(halo("gaussian( [2, 0.5] )"), Halo::from_sides([(8, 8), (2, 2)]));
    assert_eq!(halo("dilate(footprint = disk:3)"), Halo::from_sides([(3, 3), (3, 3)]));
    assert_eq!(halo("dilate(size=7)"), halo("dilate(7)"));
    assert_eq!(halo("median"), Halo::uniform(1));
}

#[test]
fn an_unknown_filter_is_named_with_its_column_and_a_guess() {
    assert_eq!(message("gaussian(1) | sobell"), "chain, column 15: unknown filter \"sobell\"; did you mean sobel?");
    assert!(message("blur(3)").ends_with("did you mean gaussian?"));
    assert!(message("xyzzy").ends_with("`stencil list` shows all"));
}

#[test]
fn every_mistake_names_its_column() {
    for (text, column, expected) in [
        ("", 1, "expected the name of a filter"),
        ("sobel |", 8, "expected the name of a filter"),
        ("sobel sobel", 7, "expected `|` or the end, found 's'"),
        ("gaussian", 9, "gaussian needs sigma"),
        ("gaussian(0)", 10, "gaussian: sigma: expected a positive number"),
        ("gaussian(sigma=nan)", 16, "found \"nan\""),
        ("threshold(1, 2)", 14, "one argument too many; write threshold(level)"),
        ("gaussian(sigam=1)", 16, "did you mean sigma?"),
        ("gaussian(1, sigma=2)", 19, "sigma is given twice"),
        ("gaussian(1", 11, "expected `,` or `)`"),
        ("gaussian([1", 12, "expected `]`"),
        ("gaussian(,)", 10, "expected a value"),
        ("median(0)", 8, "median: footprint: expected a box such as 3"),
        ("gaußian(1)", 1, "unknown filter"),
    ] {
        let message = message(text);
        assert!(message.starts_with(&format!("chain, column {column}: ")), "{text:?}: {message}");
        assert!(message.contains(expected), "{text:?}: {message}");
    }
}

#[test]
fn no_text_makes_the_parser_panic() {
    let pieces = ["gaussian", "(", ")", "[", "]", ",", "=", "|", " ", "1.5", "size", "é", "-"];
    let mut seed = 1_u64;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..8 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text += pieces[(seed >> 33) as usize % pieces.len()];
        }
        if let Err(error) = parse(&text) {
            assert!(error.starts_with("chain, column "), "{text:?}: {error}");
        }
    }
}

#[test]
fn optional_values_choose_the_filter() {
    let built = |text| format!("{:?}", parse(text).unwrap()[0].step);
    assert_eq!(built("sobel"), built("sobel()"));
    assert_ne!(built("sobel"), built("sobel(0)"));
    assert_ne!(built("sobel(1)"), built("sobel(0)"));
}
