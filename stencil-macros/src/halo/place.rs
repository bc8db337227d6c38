//! Constants from outside of the body: the macro does not know them, the compiler does. They become tokens that it folds.

use super::interval::Interval;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

/// A constant, or a part of it.
#[derive(Clone)]
pub(crate) struct Place {
    root: TokenStream,
    steps: Vec<Step>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Field(usize),
    Entry(usize),
    /// Any entry.
    Each,
}

impl Place {
    pub(crate) fn new(root: TokenStream) -> Self {
        Self { root, steps: Vec::new() }
    }

    pub(crate) fn same(&self, other: &Self) -> bool {
        self.steps == other.steps && self.root.to_string() == other.root.to_string()
    }

    fn step(&self, step: Step) -> Self {
        let mut place = self.clone();
        place.steps.push(step);
        place
    }

    pub(crate) fn field(&self, index: usize) -> Self {
        self.step(Step::Field(index))
    }

    pub(crate) fn entry(&self, index: usize) -> Self {
        self.step(Step::Entry(index))
    }

    pub(crate) fn each(&self) -> Self {
        self.step(Step::Each)
    }

    /// `place as ty`, which means something only for the constant itself.
    pub(crate) fn cast(&self, ty: &syn::Type) -> Self {
        let root = &self.root;
        if self.steps.is_empty() { Self::new(quote!((#root as #ty))) } else { self.clone() }
    }

    /// Everything that the place can be, as an `__stencil::Offsets`.
    pub(crate) fn to_offsets(&self) -> TokenStream {
        fold(&self.root, &self.steps, 0, &|leaf| quote!(__stencil::Offsets::at((#leaf) as i128)))
    }

    /// How many entries it has, as an `__stencil::Offsets`.
    pub(crate) fn len(&self) -> TokenStream {
        fold(&self.root, &self.steps, 0, &|leaf| quote!(__stencil::Offsets::at((#leaf).len() as i128)))
    }
}

/// A constant expression that joins `leaf` over every part that the steps lead to.
fn fold(root: &TokenStream, steps: &[Step], depth: usize, leaf: &dyn Fn(&TokenStream) -> TokenStream) -> TokenStream {
    let Some((first, rest)) = steps.split_first() else { return leaf(root) };
    match first {
        Step::Field(index) => {
            let index = Literal::usize_unsuffixed(*index);
            fold(&quote!(#root.#index), rest, depth, leaf)
        }
        Step::Entry(index) => fold(&quote!(#root[#index]), rest, depth, leaf),
        Step::Each => {
            let (table, all, i) =
                (format_ident!("__table{}", depth), format_ident!("__all{}", depth), format_ident!("__i{}", depth));
            let inner = fold(&quote!(#table[#i]), rest, depth + 1, leaf);
            quote!(({
                let #table = &#root;
                let mut #all = __stencil::Offsets::NONE;
                let mut #i = 0;
                while #i < #table.len() {
                    #all = #all.join(#inner);
                    #i += 1;
                }
                #all
            }))
        }
    }
}

/// A known interval as an expression.
pub(crate) fn offsets(interval: Interval) -> TokenStream {
    let (lo, hi) = (signed(interval.lo), signed(interval.hi));
    match interval.single() {
        Some(_) => quote!(__stencil::Offsets::at(#lo)),
        None => quote!(__stencil::Offsets::between(#lo, #hi)),
    }
}

fn signed(value: i128) -> TokenStream {
    let magnitude = Literal::u128_unsuffixed(value.unsigned_abs());
    if value < 0 { quote!(-#magnitude) } else { quote!(#magnitude) }
}
