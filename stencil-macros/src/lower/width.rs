//! The width of a kernel: set by the widest element type that it computes in.

use super::infer::{Ty, Typing};
use super::ir::{Expr, Kind, Program, Role};
use super::vary::Varying;
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use std::collections::BTreeSet;
use syn::{GenericArgument, PathArguments, Type};

/// The type for `Kernel::Width`.
pub(super) fn width(program: &Program, typing: &Typing, vary: &Varying) -> TokenStream {
    let mut widest = Widest::default();
    for argument in program.arguments.iter().filter(|argument| argument.role == Role::Window) {
        if let Some(element) = element_of(&argument.ty) {
            widest.declared(element, typing);
        }
    }
    outputs(&program.returns).into_iter().for_each(|ty| widest.declared(ty, typing));
    let mut note = |e: &Expr| {
        // An index type is never stored: it does not set the width.
        if vary.of(e).varies() && !matches!(e.kind, Kind::Closure(_)) {
            typing.leaves(typing.of(e), &mut |leaf| widest.leaf(leaf));
        }
    };
    program.body.each(&mut note);
    program.funs.iter().flatten().for_each(|fun| fun.body.each(&mut note));
    widest.written()
}

#[derive(Default)]
struct Widest {
    bits: u32,
    /// `<T as Element>::Width` for each type that is not a primitive.
    others: BTreeSet<String>,
}

impl Widest {
    fn leaf(&mut self, ty: &Ty) {
        use super::infer::Prim;
        match ty {
            Ty::Prim(Prim::Usize | Prim::Isize) => {}
            Ty::Prim(prim) => self.bits = self.bits.max(prim.bits()),
            Ty::Param(name) => {
                self.others.insert(name.clone());
            }
            _ => {}
        }
    }

    fn declared(&mut self, ty: &Type, typing: &Typing) {
        match typing.declared(ty) {
            Ty::Other => {
                self.others.insert(ty.to_token_stream().to_string());
            }
            known => self.leaf(&known),
        }
    }

    fn written(&self) -> TokenStream {
        let own = format_ident!("B{}", self.bits.max(8));
        let own = quote!(__stencil::#own);
        if self.bits == 64 {
            return own;
        }
        let others = self.others.iter().filter_map(|ty| syn::parse_str::<Type>(ty).ok());
        others.fold(own, |width, ty| quote!(__stencil::Wider<<#ty as __stencil::Element>::Width, #width>))
    }
}

fn element_of(window: &Type) -> Option<&Type> {
    let Type::Path(path) = window else { return None };
    match &path.path.segments.last()?.arguments {
        PathArguments::AngleBracketed(args) => args.args.iter().find_map(|arg| match arg {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        }),
        _ => None,
    }
}

fn outputs(ty: &Type) -> Vec<&Type> {
    match ty {
        Type::Tuple(tuple) => tuple.elems.iter().collect(),
        Type::Paren(inner) => outputs(&inner.elem),
        Type::Group(inner) => outputs(&inner.elem),
        other => vec![other],
    }
}
