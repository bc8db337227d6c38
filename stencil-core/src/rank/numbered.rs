//! [`Numbered`]: values numbered in their order, so that a search deals with small numbers of one type.

/// What can be numbered.
pub trait Numbered: Sized {
    /// Replaces every number below [`FIRST_MARK`] by that of its value, from zero on in their order; gives the values.
    #[doc(hidden)]
    fn number(values: &[Self], numbers: &mut [u32]) -> Vec<Self>;
}

/// What stands in the place of a number for a pixel that takes no part, ...
pub(super) const LEFT_OUT: u32 = u32::MAX;
/// ... and for one that has no place in the order.
pub(super) const UNORDERED: u32 = u32::MAX - 1;
pub(super) const FIRST_MARK: u32 = UNORDERED;

/// All bytes are numbers already.
impl Numbered for u8 {
    fn number(values: &[Self], numbers: &mut [u32]) -> Vec<Self> {
        for (number, value) in numbers.iter_mut().zip(values).filter(|(number, _)| **number < FIRST_MARK) {
            *number = u32::from(*value);
        }
        (0..=Self::MAX).collect()
    }
}

macro_rules! numbered {
    ($($t:ty)*) => {$(
        impl Numbered for $t {
            fn number(values: &[Self], numbers: &mut [u32]) -> Vec<Self> {
                let pairs = values.iter().copied().zip(0_u32..).zip(&*numbers);
                let mut order: Vec<(Self, u32)> =
                    pairs.filter(|(_, number)| **number < FIRST_MARK).map(|(pair, _)| pair).collect();
                order.sort_unstable();
                let mut found: Vec<Self> = Vec::new();
                for (value, place) in order {
                    if found.last() != Some(&value) {
                        found.push(value);
                    }
                    numbers[place as usize] = found.len() as u32 - 1;
                }
                found
            }
        }
    )*};
}
numbered! { i16 i32 i64 }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_have_equal_numbers_and_marks_stay() {
        let mut numbers = [0, 0, LEFT_OUT, 0, UNORDERED, 0];
        assert_eq!(i32::number(&[7, -3, 1, 7, 2, 9], &mut numbers), [-3, 7, 9]);
        assert_eq!(numbers, [1, 0, LEFT_OUT, 1, UNORDERED, 2]);
        let mut numbers = [0, LEFT_OUT];
        assert_eq!(u8::number(&[200, 3], &mut numbers).len(), 256);
        assert_eq!(numbers, [200, LEFT_OUT]);
    }
}
