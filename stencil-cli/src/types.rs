//! Which element types a filter takes and gives, in words.

use crate::dtype::DType;
use crate::step::Step;

/// `every type but bool`.
#[must_use]
pub fn takes(step: &dyn Step) -> String {
    let (taken, left): (Vec<_>, Vec<_>) = DType::ALL.into_iter().partition(|dtype| step.gives(*dtype).is_some());
    match (taken.len(), left.len()) {
        (_, 0) => "every type".to_owned(),
        (taken, left_out) if left_out < taken => format!("every type but {}", names(&left)),
        _ => names(&taken),
    }
}

/// `the input's type`, or `i16 for u8 and i8, i32 for u16 and i16`.
#[must_use]
pub fn gives(step: &dyn Step) -> String {
    let pairs: Vec<_> = DType::ALL.into_iter().filter_map(|from| Some((from, step.gives(from)?))).collect();
    if pairs.iter().all(|(from, to)| from == to) {
        return "the input's type".to_owned();
    }
    if step.lists() {
        return "a list of points".to_owned();
    }
    let mut results: Vec<DType> = pairs.iter().map(|(_, to)| *to).collect();
    results.sort();
    results.dedup();
    if let [one] = results[..] {
        return one.to_string();
    }
    let of = |to: &DType| pairs.iter().filter(|pair| pair.1 == *to).map(|pair| pair.0).collect::<Vec<_>>();
    results.iter().map(|to| format!("{to} for {}", names(&of(to)))).collect::<Vec<_>>().join("; ")
}

/// `u8, i8 and i16`.
fn names(dtypes: &[DType]) -> String {
    match dtypes {
        [] => String::new(),
        [one] => one.to_string(),
        [rest @ .., end] => {
            format!("{} and {end}", rest.iter().map(DType::to_string).collect::<Vec<_>>().join(", "))
        }
    }
}
