//! [`Shape`]: which parts of a value differ from pixel to pixel.

use super::ir::ExprId;

/// How a value looks in the body for lanes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Shape {
    /// No value: control does not get here.
    #[default]
    Never,
    /// The same for all pixels: the user's own type.
    Uniform,
    /// A value for each pixel, whatever its structure: every scalar in it is lanes.
    Varying,
    /// A tuple whose parts differ in shape.
    Tuple(Vec<Shape>),
    /// An array, or an iterator, of elements that vary at least in part.
    Array(Box<Shape>),
    /// The window itself.
    Window,
    /// A closure that has to do with pixels.
    Closure(ExprId),
}

impl Shape {
    pub(super) fn tuple(parts: Vec<Self>) -> Self {
        if parts.iter().all(|part| matches!(part, Self::Uniform | Self::Never)) {
            Self::Uniform
        } else {
            Self::Tuple(parts)
        }
    }

    pub(super) fn array(element: Self) -> Self {
        match element {
            Self::Uniform | Self::Never => Self::Uniform,
            element => Self::Array(Box::new(element)),
        }
    }

    /// The least shape that both can be brought to.
    pub(super) fn join(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Never, shape) | (shape, Self::Never) => shape.clone(),
            (a, b) if a == b => a.clone(),
            (Self::Tuple(a), Self::Tuple(b)) if a.len() == b.len() => {
                Self::Tuple(a.iter().zip(b).map(|(a, b)| a.join(b)).collect())
            }
            (Self::Array(a), Self::Array(b)) => Self::Array(Box::new(a.join(b))),
            // A uniform tuple or array is one of uniform parts.
            (Self::Tuple(parts), Self::Uniform) | (Self::Uniform, Self::Tuple(parts)) => Self::Tuple(parts.clone()),
            (Self::Array(element), Self::Uniform) | (Self::Uniform, Self::Array(element)) => {
                Self::Array(element.clone())
            }
            _ => Self::Varying,
        }
    }

    /// The shape of such a value after it was chosen pixel by pixel.
    pub(super) fn varied(&self) -> Self {
        match self {
            Self::Uniform => Self::Varying,
            Self::Tuple(parts) => Self::Tuple(parts.iter().map(Self::varied).collect()),
            Self::Array(element) => Self::Array(Box::new(element.varied())),
            other => other.clone(),
        }
    }

    /// Whether any part of it varies.
    pub(super) fn varies(&self) -> bool {
        match self {
            Self::Varying => true,
            Self::Tuple(parts) => parts.iter().any(Self::varies),
            Self::Array(element) => element.varies(),
            Self::Never | Self::Uniform | Self::Window | Self::Closure(_) => false,
        }
    }

    /// Whether the value is the user's own, with nothing of the lowering in it.
    pub(super) fn is_uniform(&self) -> bool {
        matches!(self, Self::Uniform | Self::Never)
    }

    /// Whether it holds a window or a closure somewhere.
    pub(super) fn is_special(&self) -> bool {
        match self {
            Self::Window | Self::Closure(_) => true,
            Self::Tuple(parts) => parts.iter().any(Self::is_special),
            Self::Array(element) => element.is_special(),
            _ => false,
        }
    }

    /// The shape of a tuple's field.
    pub(super) fn part(&self, index: usize) -> Self {
        match self {
            Self::Tuple(parts) => parts.get(index).cloned().unwrap_or(Self::Uniform),
            Self::Array(element) => (**element).clone(),
            Self::Varying => Self::Varying,
            Self::Never => Self::Never,
            _ => Self::Uniform,
        }
    }

    /// The shape of an array's elements.
    pub(super) fn element(&self) -> Self {
        match self {
            Self::Array(element) => (**element).clone(),
            other => other.clone(),
        }
    }
}
