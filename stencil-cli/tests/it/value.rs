//! How parameter values are written.

use ndarray::{arr1, arr2, arr3};
use stencil_cli::value::{Kind, Range, Value, Whole};
use stencil_filters::{Footprint, PerAxis};

const SIGMAS: Kind = Kind::Numbers(Range::Positive);
const SIZES: Kind = Kind::Wholes(Whole::Odd);

#[test]
fn good_values() {
    assert_eq!(SIGMAS.parse("1.5, 0"), Ok(Value::Numbers([1.5, 0.0].into())));
    assert_eq!(SIZES.parse("5"), Ok(Value::Wholes(PerAxis::from(5))));
    assert_eq!(Kind::Number(Range::Any).parse("-1e3"), Ok(Value::Numbers((-1000.0).into())));
    assert_eq!(Kind::Wholes(Whole::Any).parse("-1,2"), Ok(Value::Wholes([-1, 2].into())));
    assert_eq!(Kind::Word(&["box", "disk"]).parse("disk"), Ok(Value::Word("disk")));
}

#[test]
fn bad_values_say_what_is_expected() {
    for text in ["0", "-1", "nan", "inf", "", "1,,2", "1,-1", "two", "1,1,1,1,1,1,1,1,1"] {
        assert_eq!(SIGMAS.parse(text), Err(SIGMAS.expected()), "{text:?}");
    }
    for text in ["0", "2", "4", "-3", "3.0", "3,4"] {
        assert!(SIZES.parse(text).unwrap_err().contains("odd"), "{text:?}");
    }
    assert!(Kind::Whole(Whole::FromOne).parse("0").is_err());
    assert!(Kind::Whole(Whole::Axis).parse("-1").is_err());
    assert!(Kind::Number(Range::Percent).parse("100.5").is_err());
    assert!(Kind::Number(Range::Any).parse("NaN").is_err());
    assert_eq!(Kind::Word(&["box", "disk"]).parse("ring"), Err("one of box, disk".to_owned()));
}

#[test]
fn footprints_are_named_or_drawn() {
    let drawn = |text: &str| match Kind::Footprint.parse(text) {
        Ok(Value::Footprint(footprint)) => Some(footprint),
        _ => None,
    };
    assert_eq!(drawn("5"), Some(Footprint::box_(5)));
    assert_eq!(drawn("box:3x5"), Some(Footprint::box_([3, 5])));
    assert_eq!(drawn("3,5"), Some(Footprint::box_([3, 5])));
    assert_eq!(drawn("disk:3"), Some(Footprint::disk(3)));
    assert_eq!(drawn("cells:010/111/010").unwrap().to_string(), Footprint::cross(1).to_string());
    assert_eq!(drawn("ellipse:3x2"), Some(Footprint::ellipse(3, 2)));
    assert_eq!(drawn("octagon:3x1"), Some(Footprint::octagon(3, 1)));
    assert_eq!(drawn("star:2"), Some(Footprint::star(2)));
    assert_eq!(drawn("cells:11").unwrap().dims(), Some(1));
    assert_eq!(drawn("cells:11//11").unwrap().dims(), Some(3));
    for text in [
        "",
        "0",
        "3x0",
        "disk",
        "disk:",
        "disk:-1",
        "disk:x",
        "ellipse:3",
        "octagon:1x",
        "ring:3",
        "cells:",
        "cells:12",
        "cells:1/11",
        "cells:1/",
    ] {
        assert!(drawn(text).is_none(), "{text:?}");
    }
}

#[test]
fn weights_are_rows_and_planes() {
    let weights = |text: &str| match Kind::Weights.parse(text) {
        Ok(Value::Weights(weights)) => Some(weights),
        _ => None,
    };
    assert_eq!(weights("1, -2.5"), Some(arr1(&[1.0, -2.5]).into_dyn()));
    assert_eq!(weights("1,2/3,4"), Some(arr2(&[[1.0, 2.0], [3.0, 4.0]]).into_dyn()));
    assert_eq!(weights("1//2"), Some(arr3(&[[[1.0]], [[2.0]]]).into_dyn()));
    for text in ["", "1,", "1,2/3", "1//2/3", "nan", "inf", "x"] {
        assert_eq!(weights(text), None, "{text:?}");
    }
    // Heights know cells that are not there.
    assert!(Kind::Heights.parse("0,-inf,1").is_ok() && Kind::Weights.parse("0,-inf,1").is_err());
    assert!(Kind::Heights.parse("inf").is_err() && Kind::Heights.parse("nan").is_err());
}
