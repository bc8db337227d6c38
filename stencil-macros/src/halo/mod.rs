//! The halo: how far each window is read, found by walking through the body with intervals for numbers.
//!
//! [`study`] runs the body once with every integer as an interval (`interval`), loops of known length round by round
//! (`walk`), and notes each access. Constants that stand outside of the body are unknown to a macro; offsets made of
//! them become constant expressions for the compiler (`place`, `Offsets` in the core). What comes from parameters or
//! pixels has no bound, and [`Why`] says so in the message.

mod arith;
mod assign;
mod calls;
mod declared;
mod eval;
mod interval;
mod loops;
mod methods;
mod pattern;
mod place;
mod reads;
mod sequences;
mod state;
mod value;
mod walk;

pub(crate) use declared::Declared;
pub(crate) use interval::Interval;
pub(crate) use value::{Access, Value, Why};
pub(crate) use walk::Finding;

use crate::model::{Kernel, Param};
use crate::types;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;
use syn::Type;
use walk::Walk;

/// Everything that is known about how far a kernel reads.
pub(crate) struct Study {
    pub dims: usize,
    pub found: Vec<Finding>,
    /// The plain `radius` or `reach`.
    pub declared: Option<Declared>,
    /// Those for one window, by its number.
    pub window_declared: Vec<Option<Declared>>,
}

/// Walks through the body and the declared reach, until it is known which variables pixels decide.
pub(crate) fn study(kernel: &Kernel) -> Study {
    let mut varying = BTreeSet::new();
    loop {
        let known = varying.len();
        let study = study_with(kernel, &mut varying);
        if varying.len() == known {
            return study;
        }
    }
}

fn study_with(kernel: &Kernel, varying: &mut BTreeSet<String>) -> Study {
    let type_params = kernel.generics.type_params().map(|param| param.ident.to_string()).collect();
    let mut walk = Walk::new(kernel.dims, type_params);
    walk.varying = std::mem::take(varying);
    for param in &kernel.params {
        let value = parameter(&mut walk, param, &param.ty);
        walk.state.bind(&param.name, value);
    }
    let declared = kernel.args.reach.as_ref().map(|reach| Declared::new(reach, &mut walk));
    let window_declared = kernel.windows.iter().map(|window| {
        let named = kernel.args.window_reaches.iter().find(|(name, _)| *name == window.name);
        named.map(|(_, reach)| Declared::new(reach, &mut walk))
    });
    let window_declared = window_declared.collect();
    for (index, window) in kernel.windows.iter().enumerate() {
        walk.state.bind(&window.name, Value::Window(1 << index));
    }
    walk.found.clear();
    walk.block(&kernel.body);
    *varying = walk.varying;
    Study { dims: kernel.dims, found: walk.found, declared, window_declared }
}

/// A parameter: nothing is known of it but its shape.
fn parameter(walk: &mut Walk, param: &Param, ty: &Type) -> Value {
    let unknown = || Value::unknown(Why::Parameter(param.name.to_string()));
    match ty {
        Type::Reference(reference) => parameter(walk, param, &reference.elem),
        Type::Paren(inner) => parameter(walk, param, &inner.elem),
        Type::Array(array) => {
            let len = walk.expr(&array.len);
            Value::Elements { each: Box::new(parameter(walk, param, &array.elem)), len: Some(Box::new(len)) }
        }
        Type::Tuple(parts) => Value::Tuple(parts.elems.iter().map(|ty| parameter(walk, param, ty)).collect()),
        other if types::as_ident(other).is_some_and(|name| name == "f32" || name == "f64") => {
            Value::unknown(Why::Float)
        }
        _ => unknown(),
    }
}

impl Finding {
    /// Whether it touches window number `index`.
    pub(crate) fn is_on(&self, index: usize) -> bool {
        let (Self::Access(Access { windows, .. })
        | Self::Word { windows, .. }
        | Self::Misfit { windows, .. }
        | Self::Escape { windows, .. }) = self;
        windows & (1 << index) != 0
    }

    /// Whether it leaves open how far the window is read.
    pub(crate) fn is_open(&self) -> bool {
        match self {
            Self::Access(access) => access.axes.iter().any(|(_, value)| value.to_symbolic().is_none()),
            Self::Word { .. } | Self::Escape { .. } => true,
            Self::Misfit { .. } => false,
        }
    }
}

/// What the expansion states of the kernel's reads.
pub(crate) struct Halos {
    pub windows: Vec<WindowHalo>,
    /// Whether neighbours may be left out, as beyond the edge of the array.
    pub ignores: bool,
}

/// The halo of one window.
pub(crate) struct WindowHalo {
    /// An expression of type `Halo`; it may use the parameters.
    pub tokens: TokenStream,
    /// `(before, after)` per axis, where the macro knows them.
    pub known: Option<Vec<(i128, i128)>>,
}

impl Study {
    /// What is declared for window `index`, if anything.
    ///
    /// A reach that names the window always counts. The plain one counts for the windows that need it, because their
    /// reads leave the halo open; the others keep their exact halo. If none needs it, it is a promise for all.
    pub(crate) fn declared_for(&self, index: usize) -> Option<&Declared> {
        if let Some(named) = &self.window_declared[index] {
            return Some(named);
        }
        let open = |index: usize| self.window_declared[index].is_none() && self.is_open(index);
        let none_needs_it = !(0..self.window_declared.len()).any(open);
        self.declared.as_ref().filter(|_| none_needs_it || open(index))
    }

    /// What accesses of window `index` are held to, if anything.
    pub(crate) fn promise_for(&self, index: usize) -> Option<&Declared> {
        self.window_declared[index].as_ref().or(self.declared.as_ref())
    }

    pub(crate) fn is_open(&self, index: usize) -> bool {
        self.found.iter().any(|finding| finding.is_on(index) && finding.is_open())
    }

    /// Whether neighbours are looked at by window words alone, which can leave some out.
    fn words_only(&self) -> bool {
        let centre = |access: &Access| access.axes.iter().all(|(_, value)| value.single() == Some(0));
        let by_word = |finding: &Finding| match finding {
            Finding::Word { .. } => true,
            Finding::Access(access) => access.by_word,
            Finding::Misfit { .. } | Finding::Escape { .. } => false,
        };
        let at_centre = |finding: &Finding| matches!(finding, Finding::Access(access) if centre(access));
        self.found.iter().any(by_word) && self.found.iter().all(|finding| by_word(finding) || at_centre(finding))
    }

    /// The halo of every window. Only after the checks: whatever is open is declared.
    pub(crate) fn halos(&self) -> Halos {
        let windows = (0..self.window_declared.len()).map(|index| self.halo(index)).collect();
        Halos { windows, ignores: self.words_only() }
    }

    fn halo(&self, index: usize) -> WindowHalo {
        match self.declared_for(index) {
            None => self.inferred(index),
            Some(declared) => {
                let known: Option<Vec<Interval>> = (0..self.dims).map(|axis| declared.known(axis)).collect();
                match known {
                    Some(axes) => known_halo(&axes),
                    None => WindowHalo { tokens: declared.at_run_time(self.dims), known: None },
                }
            }
        }
    }

    fn inferred(&self, index: usize) -> WindowHalo {
        let axes: Vec<Value> = (0..self.dims).map(|axis| self.reads(index, axis)).collect();
        let known = axes.iter().map(|value| if let Value::Int(interval) = value { Some(*interval) } else { None });
        if let Some(axes) = known.collect::<Option<Vec<_>>>() {
            return known_halo(&axes);
        }
        let sides = axes.iter().filter_map(Value::to_symbolic).map(|offsets| quote!(#offsets.sides()));
        WindowHalo { tokens: quote!(const { __stencil::Halo::from_sides([#(#sides),*]) }), known: None }
    }

    /// All offsets of a window on one axis; the centre is always among them.
    fn reads(&self, index: usize, axis: usize) -> Value {
        let mut all = Value::at(0);
        let mut seen = Vec::new();
        for finding in self.found.iter().filter(|finding| finding.is_on(index)) {
            if let Finding::Access(access) = finding {
                let value = &access.axes[axis].1;
                // Each constant expression once: a loop meets the same one in every round.
                let text = value.to_symbolic().map(|tokens| tokens.to_string());
                if !seen.contains(&text) {
                    all = all.join(value);
                    seen.push(text);
                }
            }
        }
        all
    }
}

fn known_halo(axes: &[Interval]) -> WindowHalo {
    let sides: Vec<(i128, i128)> = axes.iter().map(|axis| ((-axis.lo).max(0), axis.hi.max(0))).collect();
    let pairs = sides.iter().map(|(before, after)| {
        let (before, after) = (unsuffixed(*before), unsuffixed(*after));
        quote!((#before, #after))
    });
    WindowHalo { tokens: quote!(const { __stencil::Halo::from_sides([#(#pairs),*]) }), known: Some(sides) }
}

fn unsuffixed(value: i128) -> proc_macro2::Literal {
    proc_macro2::Literal::u128_unsuffixed(value.unsigned_abs())
}

#[cfg(test)]
mod tests;
