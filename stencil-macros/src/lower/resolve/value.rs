//! [`Value`]: what is known of a value at expansion.

/// As much of a value as is known. Structure (a tuple of three, an array of nine) can be known where contents are not.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Value {
    #[default]
    Unknown,
    Int(i128),
    Bool(bool),
    Tuple(Vec<Value>),
    Array(Vec<Value>),
    /// A shared reference to an array: iterating over it gives references.
    Shared(Box<Value>),
}

/// Longer arrays are not followed.
const MAX_LEN: usize = 1024;

impl Value {
    pub(super) fn array(element: &Self, len: usize) -> Self {
        if len <= MAX_LEN { Self::Array(vec![element.clone(); len]) } else { Self::Unknown }
    }

    pub(super) fn as_int(&self) -> Option<i128> {
        if let Self::Int(value) = self { Some(*value) } else { None }
    }

    pub(super) fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(value) = self { Some(*value) } else { None }
    }

    /// `&self`.
    pub(super) fn shared(self) -> Self {
        if matches!(self, Self::Array(_)) { Self::Shared(Box::new(self)) } else { self }
    }

    /// `*self`, if it is a reference.
    pub(super) fn target(self) -> Self {
        if let Self::Shared(target) = self { *target } else { self }
    }

    /// Keeps what follows from the type: lengths, not contents.
    pub(super) fn structure(&self) -> Self {
        match self {
            Self::Unknown | Self::Int(_) | Self::Bool(_) => Self::Unknown,
            Self::Tuple(parts) => Self::Tuple(parts.iter().map(Self::structure).collect()),
            Self::Array(parts) => Self::Array(parts.iter().map(Self::structure).collect()),
            Self::Shared(target) => Self::Shared(Box::new(target.structure())),
        }
    }

    /// What holds whichever of two paths was taken.
    pub(super) fn meet(&self, other: &Self) -> Self {
        let all = |a: &[Self], b: &[Self]| a.iter().zip(b).map(|(a, b)| a.meet(b)).collect();
        match (self, other) {
            (a, b) if a == b => a.clone(),
            (Self::Tuple(a), Self::Tuple(b)) if a.len() == b.len() => Self::Tuple(all(a, b)),
            (Self::Array(a), Self::Array(b)) if a.len() == b.len() => Self::Array(all(a, b)),
            (Self::Shared(a), Self::Shared(b)) => Self::Shared(Box::new(a.meet(b))),
            _ => Self::Unknown,
        }
    }

    pub(super) fn part(&self, index: usize) -> Self {
        match self {
            Self::Tuple(parts) | Self::Array(parts) => parts.get(index).cloned().unwrap_or_default(),
            Self::Shared(target) => target.part(index),
            _ => Self::Unknown,
        }
    }

    pub(super) fn len(&self) -> Option<usize> {
        match self {
            Self::Array(parts) => Some(parts.len()),
            Self::Shared(target) => target.len(),
            _ => None,
        }
    }
}
