//! Which of the function's generics belong to the kernel's type, and which only to what it is applied to.
//!
//! A kernel value is the same for every element type: in `fn median<T: Element>(w: Window<T, 2>) -> T` the `T` is
//! settled by the array, so `median` is a plain unit struct. A generic that occurs in a parameter, every const
//! generic, and a type parameter that no window settles belong to the struct.

use crate::model::Kernel;
use crate::tokens::mentions;
use crate::types;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::punctuated::Punctuated;
use syn::{GenericParam, Generics, Ident, TypeParamBound, WherePredicate, parse_quote};

/// Traits that `f32` has, or `i32` if `Integer` is among them.
const SATISFIED: [&str; 14] = [
    "Element",
    "Number",
    "Float",
    "Integer",
    "Copy",
    "Clone",
    "Debug",
    "Default",
    "PartialEq",
    "PartialOrd",
    "Send",
    "Sync",
    "Sized",
    "'static",
];

/// The function's generics, divided.
pub(crate) struct Divided {
    /// Those of the struct, with the bounds that concern them alone.
    pub own: Generics,
    /// The type parameters of the struct that no field mentions.
    pub phantom: Vec<Ident>,
    /// Type parameters of the struct that a field mentions and that no element trait bounds.
    pub opaque: Vec<Ident>,
    /// All of them.
    pub all: Generics,
}

impl Divided {
    pub(crate) fn of(kernel: &Kernel) -> Self {
        let all = &kernel.generics;
        let in_params = |name: &str| kernel.params.iter().any(|param| mentions(&param.ty, name));
        let settled = |name: &Ident| kernel.windows.iter().any(|window| types::as_ident(&window.element) == Some(name));
        let mut phantom = Vec::new();
        let mut opaque = Vec::new();
        let mut dropped = Vec::new();
        let mut own = Punctuated::new();
        for param in &all.params {
            let keep = match param {
                GenericParam::Const(_) => true,
                GenericParam::Lifetime(lifetime) => in_params(&lifetime.lifetime.to_string()),
                GenericParam::Type(ty) if in_params(&ty.ident.to_string()) => {
                    if !types::is_element_parameter(&ty.ident, all) {
                        opaque.push(ty.ident.clone());
                    }
                    true
                }
                GenericParam::Type(ty) if settled(&ty.ident) => false,
                GenericParam::Type(ty) => {
                    phantom.push(ty.ident.clone());
                    true
                }
            };
            if keep {
                own.push(param.clone());
            } else {
                dropped.push(name_of(param));
            }
        }
        let foreign = |tokens: &dyn ToTokens| dropped.iter().any(|name| mentions(tokens, name));
        let mut own = Generics { params: own, ..all.clone() };
        for param in own.type_params_mut() {
            param.bounds = param.bounds.iter().filter(|bound| !foreign(bound)).cloned().collect();
        }
        own.where_clause = own.where_clause.filter(|_| !own.params.is_empty());
        if let Some(clause) = &mut own.where_clause {
            clause.predicates = clause.predicates.iter().filter(|predicate| !foreign(predicate)).cloned().collect();
        }
        Self { own, all: all.clone(), phantom, opaque }.shared()
    }

    /// Kernels are shared between threads, so what their fields are made of must be.
    fn shared(mut self) -> Self {
        for name in self.opaque.clone() {
            for generics in [&mut self.own, &mut self.all] {
                generics
                    .make_where_clause()
                    .predicates
                    .push(parse_quote!(#name: ::core::marker::Send + ::core::marker::Sync));
            }
        }
        self
    }

    /// An argument for each type and const parameter that satisfies its bounds, if all bounds are known.
    ///
    /// A constant cannot depend on generics; of a generic body it can ask whether it has errors with any arguments.
    pub(crate) fn witnesses(&self) -> Option<Vec<TokenStream>> {
        let params = self.all.params.iter().filter(|param| !matches!(param, GenericParam::Lifetime(_)));
        params.map(|param| self.witness(param)).collect()
    }

    fn witness(&self, param: &GenericParam) -> Option<TokenStream> {
        match param {
            GenericParam::Type(ty) => {
                // What a clause says of anything but a parameter is not looked into.
                let plain = |predicate: &WherePredicate| match predicate {
                    WherePredicate::Type(on) => types::as_ident(&on.bounded_ty).is_some(),
                    _ => false,
                };
                if !self.all.where_clause.iter().flat_map(|clause| &clause.predicates).all(plain) {
                    return None;
                }
                let bounds: Vec<_> = types::bounds_of(&ty.ident, &self.all).map(last_name).collect();
                let known = bounds.iter().all(|bound| SATISFIED.contains(&bound.as_str()));
                let integer = bounds.iter().any(|bound| bound == "Integer");
                known.then(|| if integer { quote!(i32) } else { quote!(f32) })
            }
            GenericParam::Const(constant) => match types::as_ident(&constant.ty)?.to_string().as_str() {
                "bool" => Some(quote!(false)),
                "usize" | "isize" | "u8" | "u16" | "u32" | "u64" | "i8" | "i16" | "i32" | "i64" => Some(quote!(0)),
                _ => None,
            },
            GenericParam::Lifetime(_) => None,
        }
    }

    /// Whether a constant expression depends on a generic, so that it can only be evaluated inside of an impl.
    pub(crate) fn concern(&self, tokens: &impl ToTokens) -> bool {
        self.own.params.iter().any(|param| mentions(tokens, &name_of(param)))
    }
}

/// The parameter, as it is mentioned.
pub(crate) fn name_of(param: &GenericParam) -> String {
    match param {
        GenericParam::Lifetime(lifetime) => lifetime.lifetime.to_string(),
        GenericParam::Type(ty) => ty.ident.to_string(),
        GenericParam::Const(constant) => constant.ident.to_string(),
    }
}

fn last_name(bound: &TypeParamBound) -> String {
    match bound {
        TypeParamBound::Trait(bound) => bound
            .path
            .segments
            .last()
            .filter(|last| last.arguments.is_none())
            .map_or_else(String::new, |last| last.ident.to_string()),
        TypeParamBound::Lifetime(lifetime) => lifetime.to_string(),
        _ => String::new(),
    }
}
