//! What the analysis knows of a value: enough to bound the offsets that are made of it.

use super::interval::Interval;
use super::place::Place;
use proc_macro2::TokenStream;
use std::collections::HashMap;
use std::rc::Rc;
use syn::{Expr, ExprClosure, ItemFn};

/// A set of the kernel's windows, one bit each.
pub(crate) type WindowSet = u8;

#[derive(Clone)]
pub(crate) enum Value {
    /// An integer.
    Int(Interval),
    /// An integer made of constants that only the compiler knows: an expression of type `__stencil::Offsets`.
    Symbolic(TokenStream),
    /// A constant from outside of the body, or a part of it.
    Place(Place),
    Bool(bool),
    Tuple(Vec<Value>),
    /// An array or an iterator, entry by entry.
    List(Vec<Value>),
    /// An array or an iterator of which only this is known: what an entry can be, and how many there are.
    Elements {
        each: Box<Value>,
        len: Option<Box<Value>>,
    },
    /// `start..`, which something else has to end.
    Counting(Box<Value>),
    /// One of these windows.
    Window(WindowSet),
    Closure(Rc<Closure>),
    Function(Rc<ItemFn>),
    /// Anything else, why it has no bound, and the windows that may hide in it.
    Unknown(Why, WindowSet),
}

/// A closure and what it captured.
pub(crate) struct Closure {
    pub code: ExprClosure,
    pub scopes: Scopes,
    /// The windows among what it captured.
    pub windows: WindowSet,
}

/// Names and what they stand for, innermost scope last.
pub(crate) type Scopes = Vec<HashMap<String, Value>>;

/// Why an offset has no bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// It comes from this parameter.
    Parameter(String),
    /// It comes from pixels.
    Pixels,
    /// This variable changes in a way that is not followed.
    Changes(String),
    /// It comes out of this function or method.
    Call(String),
    /// It comes from floating-point arithmetic.
    Float,
    /// It stands in this macro.
    Macro(String),
    /// The arithmetic has no bound: a zero divisor, an overflow.
    Arithmetic,
    /// It has some other form.
    Form,
}

impl Value {
    pub(crate) fn at(value: i128) -> Self {
        Self::Int(Interval::at(value))
    }

    pub(crate) fn unknown(why: Why) -> Self {
        Self::Unknown(why, 0)
    }

    pub(crate) fn single(&self) -> Option<i128> {
        if let Self::Int(interval) = self { interval.single() } else { None }
    }

    /// The windows in it.
    pub(crate) fn windows(&self) -> WindowSet {
        match self {
            Self::Window(set) | Self::Unknown(_, set) => *set,
            Self::Tuple(parts) | Self::List(parts) => parts.iter().fold(0, |set, part| set | part.windows()),
            Self::Elements { each, .. } => each.windows(),
            Self::Closure(closure) => closure.windows,
            _ => 0,
        }
    }

    /// Why it is no bounded integer.
    pub(crate) fn why(&self) -> Why {
        match self {
            Self::Unknown(why, _) => why.clone(),
            Self::Tuple(parts) | Self::List(parts) => {
                parts.iter().map(Self::why).find(|why| *why != Why::Form).unwrap_or(Why::Form)
            }
            Self::Elements { each, .. } => each.why(),
            _ => Why::Form,
        }
    }

    /// Whether pixels may decide what it is.
    pub(crate) fn varies(&self) -> bool {
        match self {
            Self::Int(interval) => interval.varies,
            Self::Unknown(why, _) => !matches!(why, Why::Parameter(_)),
            Self::Tuple(parts) | Self::List(parts) => parts.iter().any(Self::varies),
            Self::Elements { each, .. } => each.varies(),
            _ => false,
        }
    }

    /// The same value of something that pixels decide.
    pub(crate) fn varied(&self) -> Self {
        let all = |parts: &[Self]| parts.iter().map(Self::varied).collect();
        match self {
            Self::Int(interval) => Self::Int(interval.varied()),
            Self::Bool(_) => Self::unknown(Why::Pixels),
            Self::Tuple(parts) => Self::Tuple(all(parts)),
            Self::List(parts) => Self::List(all(parts)),
            Self::Elements { each, len } => Self::Elements { each: Box::new(each.varied()), len: len.clone() },
            other => other.clone(),
        }
    }

    /// The same value with nothing known but its windows.
    pub(crate) fn forget(&self, why: Why) -> Self {
        match self {
            Self::List(parts) => Self::List(parts.iter().map(|part| part.forget(why.clone())).collect()),
            Self::Tuple(parts) => Self::Tuple(parts.iter().map(|part| part.forget(why.clone())).collect()),
            Self::Window(set) => Self::Window(*set),
            Self::Closure(_) | Self::Function(_) => self.clone(),
            other => Self::Unknown(why, other.windows()),
        }
    }

    /// The same bounds, without the claim that the ends occur.
    pub(crate) fn at_most(self) -> Self {
        match self {
            Self::Int(interval) => Self::Int(interval.at_most()),
            Self::Symbolic(tokens) => Self::Symbolic(quote::quote!(#tokens.at_most())),
            other => other,
        }
    }

    /// What it can be if it is either of two.
    pub(crate) fn join(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => Self::Int(a.join(*b)),
            (Self::Bool(a), Self::Bool(b)) if a == b => Self::Bool(*a),
            (Self::Window(a), Self::Window(b)) => Self::Window(a | b),
            (Self::Tuple(a), Self::Tuple(b)) if a.len() == b.len() => Self::Tuple(join_all(a, b)),
            (Self::List(a), Self::List(b)) if a.len() == b.len() => Self::List(join_all(a, b)),
            (Self::Place(a), Self::Place(b)) if a.same(b) => self.clone(),
            (Self::Closure(a), Self::Closure(b)) if Rc::ptr_eq(a, b) => self.clone(),
            (Self::Function(a), Self::Function(b)) if Rc::ptr_eq(a, b) => self.clone(),
            (Self::Elements { each: a, len: n }, Self::Elements { each: b, len: m }) => {
                let len = n.as_ref().zip(m.as_ref()).map(|(n, m)| Box::new(n.join(m)));
                Self::Elements { each: Box::new(a.join(b)), len }
            }
            _ => self.join_symbolic(other),
        }
    }

    fn join_symbolic(&self, other: &Self) -> Self {
        match (self.to_symbolic(), other.to_symbolic()) {
            (Some(a), Some(b)) if a.to_string() == b.to_string() => Self::Symbolic(a),
            (Some(a), Some(b)) => Self::Symbolic(quote::quote!(#a.join(#b))),
            (None, _) => Self::Unknown(self.why(), self.windows() | other.windows()),
            (_, None) => Self::Unknown(other.why(), self.windows() | other.windows()),
        }
    }

    /// As an expression of type `__stencil::Offsets`, if it is an integer.
    pub(crate) fn to_symbolic(&self) -> Option<TokenStream> {
        match self {
            Self::Int(interval) => Some(super::place::offsets(*interval)),
            Self::Symbolic(tokens) => Some(tokens.clone()),
            Self::Place(place) => Some(place.to_offsets()),
            _ => None,
        }
    }

    /// What one entry of it can be.
    pub(crate) fn each(&self) -> Self {
        match self {
            Self::List(parts) => match parts.split_first() {
                Some((first, rest)) => rest.iter().fold(first.clone(), |all, part| all.join(part)),
                None => Self::unknown(Why::Form),
            },
            Self::Elements { each, .. } => (**each).clone(),
            Self::Place(place) => Self::Place(place.each()),
            other => Self::Unknown(other.why(), other.windows()),
        }
    }

    /// Part `index` of a tuple.
    pub(crate) fn field(&self, index: usize) -> Self {
        match self {
            Self::Tuple(parts) if index < parts.len() => parts[index].clone(),
            Self::Place(place) => Self::Place(place.field(index)),
            other => Self::Unknown(other.why(), other.windows()),
        }
    }

    /// Entry `index` of an array.
    pub(crate) fn entry(&self, index: &Self) -> Self {
        match (self, index.single().and_then(|index| usize::try_from(index).ok())) {
            (Self::List(parts), Some(index)) if index < parts.len() => parts[index].clone(),
            (Self::Place(place), Some(index)) => Self::Place(place.entry(index)),
            _ => self.each(),
        }
    }

    /// How many entries it has.
    pub(crate) fn len(&self) -> Self {
        match self {
            Self::List(parts) => Self::at(parts.len() as i128),
            Self::Elements { len: Some(len), .. } => (**len).clone(),
            Self::Place(place) => Self::Symbolic(place.len()),
            other => Self::unknown(other.why()),
        }
    }
}

fn join_all(a: &[Value], b: &[Value]) -> Vec<Value> {
    a.iter().zip(b).map(|(a, b)| a.join(b)).collect()
}

/// One index into a window.
pub(crate) struct Access {
    pub windows: WindowSet,
    /// Per axis the expression to point at, and what it can be.
    pub axes: Vec<(Expr, Value)>,
    /// It is one of the offsets that a window word looks at.
    pub by_word: bool,
}
