//! Questions that one asks of a type as it is written.

use proc_macro2::Span;
use syn::Block;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{
    GenericArgument, GenericParam, Generics, Ident, Item, Lifetime, LifetimeParam, Type, TypeImplTrait, TypeParamBound,
    TypePath,
};
use syn::{PathArguments, TypeReference, WherePredicate, parse_quote};

const PRIMITIVES: [&str; 16] = [
    "bool", "char", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32",
    "f64",
];

/// The library's element traits: whatever implements them is `Copy`.
const ELEMENT_TRAITS: [&str; 4] = ["Element", "Number", "Float", "Integer"];

/// The only identifier of a type that is one.
pub(crate) fn as_ident(ty: &Type) -> Option<&Ident> {
    match ty {
        Type::Path(TypePath { qself: None, path, .. }) => path.get_ident(),
        Type::Paren(inner) => as_ident(&inner.elem),
        Type::Group(inner) => as_ident(&inner.elem),
        _ => None,
    }
}

pub(crate) fn is_primitive(ty: &Type) -> bool {
    as_ident(ty).is_some_and(|name| PRIMITIVES.iter().any(|primitive| name == primitive))
}

/// Whether every part of `ty` satisfies `leaf`, through arrays, tuples and parentheses.
fn all_leaves(ty: &Type, leaf: &impl Fn(&Type) -> bool) -> bool {
    match ty {
        Type::Array(array) => all_leaves(&array.elem, leaf),
        Type::Tuple(tuple) => tuple.elems.iter().all(|ty| all_leaves(ty, leaf)),
        Type::Paren(inner) => all_leaves(&inner.elem, leaf),
        Type::Group(inner) => all_leaves(&inner.elem, leaf),
        other => leaf(other),
    }
}

/// Whether a parameter of this type is bound by value in the body: it is known to be `Copy`.
pub(crate) fn is_plain(ty: &Type, generics: &Generics) -> bool {
    all_leaves(ty, &|leaf| {
        is_primitive(leaf)
            || matches!(leaf, Type::Reference(reference) if reference.mutability.is_none())
            || as_ident(leaf).is_some_and(|name| is_element_parameter(name, generics))
    })
}

/// Whether the type consists of primitives only, so that it is also known to be `PartialEq`.
pub(crate) fn is_all_primitive(ty: &Type) -> bool {
    all_leaves(ty, &is_primitive)
}

fn is_element_trait(bound: &TypeParamBound) -> bool {
    let TypeParamBound::Trait(bound) = bound else { return false };
    bound.path.segments.last().is_some_and(|last| ELEMENT_TRAITS.iter().any(|name| last.ident == name))
}

/// What is required of the type parameter `name`, in the brackets or the where clause.
pub(crate) fn bounds_of<'a>(name: &'a Ident, generics: &'a Generics) -> impl Iterator<Item = &'a TypeParamBound> {
    let inline = generics.type_params().filter(move |param| param.ident == *name).flat_map(|param| &param.bounds);
    let predicates = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let clause = predicates.filter_map(move |predicate| match predicate {
        WherePredicate::Type(on) if as_ident(&on.bounded_ty) == Some(name) => Some(&on.bounds),
        _ => None,
    });
    inline.chain(clause.flatten())
}

/// Whether `name` is a type parameter bounded by an element trait.
pub(crate) fn is_element_parameter(name: &Ident, generics: &Generics) -> bool {
    bounds_of(name, generics).any(is_element_trait)
}

/// `Window<'_, f32, 2>` for `Window<f32, 2>`, as some lint would have it.
pub(crate) fn with_elided_lifetime(window: &Type) -> Type {
    let mut window = window.clone();
    if let Type::Path(path) = &mut window {
        elide_lifetime(path);
    }
    window
}

fn elide_lifetime(window: &mut TypePath) {
    if let Some(last) = window.path.segments.last_mut()
        && let PathArguments::AngleBracketed(args) = &mut last.arguments
    {
        let others = args.args.iter().filter(|arg| !matches!(arg, GenericArgument::Lifetime(_))).cloned();
        args.args = std::iter::once(parse_quote!('_)).chain(others).collect();
    }
}

/// The same for the windows that closures and nested functions in a body take.
pub(crate) fn elide_lifetimes_in(body: &mut Block) {
    struct Elide;
    impl VisitMut for Elide {
        fn visit_item_mut(&mut self, item: &mut Item) {
            // Elsewhere, as in a struct, a lifetime must have a name.
            if matches!(item, Item::Fn(_)) {
                visit_mut::visit_item_mut(self, item);
            }
        }
        fn visit_type_path_mut(&mut self, path: &mut TypePath) {
            if path.path.segments.last().is_some_and(|last| last.ident == "Window" && !has_lifetime(&last.arguments)) {
                elide_lifetime(path);
            }
            visit_mut::visit_type_path_mut(self, path);
        }
    }
    Elide.visit_block_mut(body);
}

fn has_lifetime(arguments: &PathArguments) -> bool {
    let PathArguments::AngleBracketed(args) = arguments else { return false };
    args.args.iter().any(|arg| matches!(arg, GenericArgument::Lifetime(_)))
}

/// Whether `name` is a type parameter of which nothing is required.
pub(crate) fn is_unbounded_parameter(name: &Ident, generics: &Generics) -> bool {
    generics.type_params().any(|param| param.ident == *name) && bounds_of(name, generics).next().is_none()
}

/// Whether the type is one that arrays can hold.
pub(crate) fn is_element(ty: &Type) -> bool {
    is_primitive(ty) && as_ident(ty).is_some_and(|name| element_instead(name).is_none())
}

/// For a primitive that is no pixel type: the one to use.
pub(crate) fn element_instead(name: &Ident) -> Option<&'static str> {
    Some(match name.to_string().as_str() {
        "usize" | "u128" => "u64",
        "isize" | "i128" => "i64",
        "char" => "u32",
        "f16" | "bf16" => "f32",
        "str" | "String" => "u8",
        _ => return None,
    })
}

/// Whether a window stands in it, as in `&Window<f32, 2>`.
pub(crate) fn mentions_window(ty: &Type) -> bool {
    struct Find(bool);
    impl Visit<'_> for Find {
        fn visit_type_path(&mut self, path: &TypePath) {
            self.0 |= path.path.segments.last().is_some_and(|last| last.ident == "Window");
            visit::visit_type_path(self, path);
        }
    }
    let mut find = Find(false);
    find.visit_type(ty);
    find.0
}

/// Whether it is a name with or without arguments, not a reference, tuple, array and the like.
pub(crate) fn is_path(ty: &Type) -> bool {
    match ty {
        Type::Path(_) | Type::Macro(_) => true,
        Type::Paren(inner) => is_path(&inner.elem),
        Type::Group(inner) => is_path(&inner.elem),
        _ => false,
    }
}

pub(crate) fn find_impl_trait(ty: &Type) -> Option<&TypeImplTrait> {
    struct Find<'a>(Option<&'a TypeImplTrait>);
    impl<'a> Visit<'a> for Find<'a> {
        fn visit_type_impl_trait(&mut self, found: &'a TypeImplTrait) {
            self.0.get_or_insert(found);
        }
    }
    let mut find = Find(None);
    find.visit_type(ty);
    find.0
}

pub(crate) fn find_mut_reference(ty: &Type) -> Option<&TypeReference> {
    struct Find<'a>(Option<&'a TypeReference>);
    impl<'a> Visit<'a> for Find<'a> {
        fn visit_type_reference(&mut self, found: &'a TypeReference) {
            if found.mutability.is_some() {
                self.0.get_or_insert(found);
            }
            visit::visit_type_reference(self, found);
        }
    }
    let mut find = Find(None);
    find.visit_type(ty);
    find.0
}

/// Takes every `mut` of a reference away.
pub(crate) fn share_references(ty: &mut Type) {
    struct Share;
    impl VisitMut for Share {
        fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
            reference.mutability = None;
            visit_mut::visit_type_reference_mut(self, reference);
        }
    }
    Share.visit_type_mut(ty);
}

/// Gives every elided lifetime of `ty` a name and declares it, since the type becomes that of a field.
pub(crate) fn name_lifetimes(ty: &Type, generics: &mut Generics) -> Type {
    struct Name<'a>(&'a mut Generics);
    impl Name<'_> {
        fn fresh(&mut self) -> Lifetime {
            let count = self.0.lifetimes().count();
            let lifetime = Lifetime::new(&format!("'__p{count}"), Span::call_site());
            self.0.params.insert(count, GenericParam::Lifetime(LifetimeParam::new(lifetime.clone())));
            lifetime
        }
    }
    impl VisitMut for Name<'_> {
        fn visit_type_fn_ptr_mut(&mut self, _: &mut syn::TypeFnPtr) {}
        fn visit_parenthesized_generic_arguments_mut(&mut self, _: &mut syn::ParenthesizedGenericArguments) {}
        fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
            if lifetime.ident == "_" {
                *lifetime = self.fresh();
            }
        }
        fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
            if reference.lifetime.is_none() {
                reference.lifetime = Some(self.fresh());
            }
            visit_mut::visit_type_reference_mut(self, reference);
        }
    }
    let mut named = ty.clone();
    Name(generics).visit_type_mut(&mut named);
    named
}
