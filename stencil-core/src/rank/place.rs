//! [`Place`]: which of several values in order is looked for.

/// A place among values in order, however many there are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// In the middle; of an even number of values, the upper of the two.
    Middle,
    /// With so many values before it, or the last.
    FromFirst(usize),
    /// With so many values after it, or the first.
    FromLast(usize),
    /// With so many percent of all values before it, rounded down; 100 is the last.
    Percent(f64),
}

impl Place {
    /// How many of `count` values, at least one, come before the one that is looked for.
    #[must_use]
    pub fn among(self, count: usize) -> usize {
        match self {
            Self::Middle => count / 2,
            Self::FromFirst(k) => k.min(count - 1),
            Self::FromLast(k) => (count - 1).saturating_sub(k),
            // In the order of SciPy's product, whose rounding decides.
            Self::Percent(percent) => ((count as f64 * percent / 100.0) as usize).min(count - 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn places_among_a_few() {
        let among = |place: Place| [1, 2, 5, 6].map(|count| place.among(count));
        assert_eq!(among(Place::Middle), [0, 1, 2, 3]);
        assert_eq!(among(Place::FromFirst(2)), [0, 1, 2, 2]);
        assert_eq!(among(Place::FromLast(0)), [0, 1, 4, 5]);
        assert_eq!(among(Place::FromLast(3)), [0, 0, 1, 2]);
        assert_eq!(among(Place::Percent(50.0)), [0, 1, 2, 3]);
        assert_eq!(among(Place::Percent(100.0)), [0, 1, 4, 5]);
        assert_eq!(among(Place::Percent(0.0)), [0, 0, 0, 0]);
    }
}
