//! From the analysed tree to the body for lanes.
//!
//! Every expression is written in a wanted [`Shape`]; where its own is less, it is lifted as far inside as possible,
//! so that literals become `__cx.splat(4.0)` rather than whole expressions being converted. Conditions on pixels become
//! masks: both branches run, and assignments to variables from outside of a branch keep the other pixels' values.

mod calls;
mod choice;
mod coerce;
mod control;
mod expr;
mod function;
mod pattern;
mod percall;
mod place;
mod sequence;
mod stmt;

use super::infer::Typing;
use super::ir::{Expr, FunId, Program, VarId};
use super::scalar::Values;
use super::shape::Shape;
use super::vary::Varying;
pub(super) use calls::scalar_path;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::{Lifetime, Path};

/// How tightly the outermost operator of some tokens binds; operands that bind less get parentheses.
type Binding = u8;

mod binding {
    use super::Binding;
    pub(super) const LOOSE: Binding = 0;
    pub(super) const OR: Binding = 1;
    pub(super) const AND: Binding = 2;
    pub(super) const COMPARE: Binding = 3;
    pub(super) const BIT_OR: Binding = 4;
    pub(super) const BIT_XOR: Binding = 5;
    pub(super) const BIT_AND: Binding = 6;
    pub(super) const SHIFT: Binding = 7;
    pub(super) const SUM: Binding = 8;
    pub(super) const PRODUCT: Binding = 9;
    pub(super) const CAST: Binding = 10;
    pub(super) const UNARY: Binding = 11;
    pub(super) const ATOM: Binding = 12;
}

/// Tokens and how tightly they bind.
struct Term(TokenStream, Binding);

impl Term {
    fn atom(tokens: TokenStream) -> Self {
        Self(tokens, binding::ATOM)
    }

    /// As an operand of something that binds this tightly.
    fn within(self, binding: Binding) -> TokenStream {
        if self.1 >= binding {
            self.0
        } else {
            let tokens = self.0;
            quote!((#tokens))
        }
    }
}

/// A condition on pixels around the walk.
struct Layer {
    mask: Ident,
    used: bool,
}

/// What a `return` or `break` must give.
struct Target {
    label: Option<String>,
    value: Shape,
}

/// Where `return` leads.
#[derive(Clone, PartialEq)]
enum Returns {
    /// Out of the labelled block that holds the whole body.
    Body(Shape),
    /// Out of a closure or function.
    Function(Shape),
}

pub(super) struct Emit<'a> {
    program: &'a Program,
    typing: &'a Typing,
    vary: &'a Varying,
    with: &'a [Path],
    values: Values,
    layers: Vec<Layer>,
    /// How many layers there were around the declaration of a variable.
    declared: Vec<usize>,
    /// Variables that something still names, after indices were spelled out.
    named: Vec<bool>,
    targets: Vec<Target>,
    returns: Returns,
    /// Whether some `return` was written as a `break` out of the body.
    body_label_used: bool,
    temporaries: usize,
}

impl<'a> Emit<'a> {
    pub(super) fn new(program: &'a Program, typing: &'a Typing, vary: &'a Varying, with: &'a [Path]) -> Self {
        let value = vary.returns.varied();
        Self {
            program,
            typing,
            vary,
            with,
            values: Values::of(program),
            layers: Vec::new(),
            declared: vec![0; program.vars.len()],
            named: named(program),
            targets: Vec::new(),
            returns: Returns::Body(value),
            body_label_used: false,
            temporaries: 0,
        }
    }

    /// A name that the user's code cannot clash with.
    fn temporary(&mut self, name: &str) -> Ident {
        self.temporaries += 1;
        Ident::new(&format!("__{name}{}", self.temporaries), Span::mixed_site())
    }

    fn ident(&self, var: VarId) -> &'a Ident {
        &self.program.vars[var].ident
    }

    fn shape(&self, e: &Expr) -> &'a Shape {
        self.vary.of(e)
    }

    /// The mask under which a variable is assigned here, if any: that of the conditions since its declaration.
    fn mask_for(&mut self, var: VarId) -> Option<TokenStream> {
        self.mask_since(self.declared[var])
    }

    /// The mask of all conditions around the walk, if there are any.
    fn active(&mut self) -> Option<TokenStream> {
        self.mask_since(0)
    }

    fn mask_since(&mut self, depth: usize) -> Option<TokenStream> {
        let depth = depth.min(self.layers.len());
        let masks = self.layers[depth..].iter_mut().map(|layer| {
            layer.used = true;
            &layer.mask
        });
        masks.map(|mask| quote!(#mask)).reduce(|all, mask| quote!(#all & #mask))
    }

    /// Runs `f` under a mask, and tells whether the mask was needed.
    fn under<R>(&mut self, mask: Ident, f: impl FnOnce(&mut Self) -> R) -> (R, bool) {
        self.layers.push(Layer { mask, used: false });
        let result = f(self);
        let used = self.layers.pop().is_some_and(|layer| layer.used);
        (result, used)
    }

    fn body_label() -> Lifetime {
        Lifetime::new("'__body", Span::mixed_site())
    }

    /// The name of a nested function's form on lanes.
    fn lanes_name(&self, id: FunId) -> Ident {
        let name = self.program.funs[id].as_ref().map(|fun| fun.item.sig.ident.clone());
        name.map_or_else(|| format_ident!("__lanes"), |name| format_ident!("__{}_lanes", name))
    }
}

/// Which variables are still named somewhere: an index that was spelled out names none.
fn named(program: &Program) -> Vec<bool> {
    use super::ir::Kind;
    let mut named = vec![false; program.vars.len()];
    let mut note = |e: &Expr| match &e.kind {
        Kind::Local(var) => named[*var] = true,
        Kind::Opaque(opaque) => opaque.mentions.iter().for_each(|var| named[*var] = true),
        _ => {}
    };
    program.body.each(&mut note);
    program.funs.iter().flatten().for_each(|fun| fun.body.each(&mut note));
    named
}
