//! How parameter values are written.

use stencil_cli::value::{Kind, Value};

#[test]
fn good_values() {
    assert_eq!(Kind::Sigmas.parse("1.5, 2"), Ok(Value::Numbers(vec![1.5, 2.0])));
    assert_eq!(Kind::OddSizes.parse("5"), Ok(Value::Sizes(vec![5])));
    assert_eq!(Kind::Number.parse("-1e3"), Ok(Value::Number(-1000.0)));
    assert_eq!(Kind::Word(&["box", "disk"]).parse("disk"), Ok(Value::Word("disk")));
}

#[test]
fn bad_values_say_what_is_expected() {
    for text in ["0", "-1", "nan", "inf", "", "1,,2", "1,-1", "two"] {
        assert_eq!(Kind::Sigmas.parse(text), Err(Kind::Sigmas.expected()), "{text:?}");
    }
    for text in ["0", "2", "4", "-3", "3.0", "3,4"] {
        assert!(Kind::OddSizes.parse(text).unwrap_err().contains("odd"), "{text:?}");
    }
    assert!(Kind::Sizes.parse("0").is_err());
    assert!(Kind::Number.parse("NaN").is_err());
    assert_eq!(Kind::Word(&["box", "disk"]).parse("ring"), Err("one of box, disk".to_owned()));
}
