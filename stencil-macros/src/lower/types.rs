//! Types as the user writes them: which have a form in lanes, and what it is.

use super::shape::Shape;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Type;

pub(super) fn text(ty: &Type) -> String {
    ty.to_token_stream().to_string().replace(' ', "")
}

pub(super) fn is_char(ty: &Type) -> bool {
    text(ty) == "char"
}

/// `Window<T, D>`, by value or by reference.
pub(super) fn is_window(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => path.path.segments.last().is_some_and(|last| last.ident == "Window"),
        Type::Reference(inner) => is_window(&inner.elem),
        Type::Paren(inner) => is_window(&inner.elem),
        Type::Group(inner) => is_window(&inner.elem),
        _ => false,
    }
}

/// Whether a value of this type can hold a number per pixel.
pub(super) fn has_lanes(ty: &Type) -> bool {
    match ty {
        Type::Infer(_) => true,
        Type::Paren(inner) => has_lanes(&inner.elem),
        Type::Group(inner) => has_lanes(&inner.elem),
        Type::Reference(inner) => has_lanes(&inner.elem),
        Type::Array(array) => has_lanes(&array.elem),
        Type::Slice(slice) => has_lanes(&slice.elem),
        Type::Tuple(tuple) => tuple.elems.iter().all(has_lanes),
        // A number, a type parameter, an alias; not `Vec<f32>`.
        Type::Path(path) => path.path.segments.iter().all(|segment| segment.arguments.is_empty()),
        _ => false,
    }
}

/// Writes types in their form for lanes.
#[derive(Clone)]
pub(super) struct LaneTypes {
    /// The width, as it is named where the code will stand: `Self::Width` or a parameter.
    pub width: TokenStream,
}

impl LaneTypes {
    pub(super) fn lanes(&self, scalar: &impl ToTokens) -> TokenStream {
        let width = &self.width;
        quote!(__stencil::Lanes<__S, #scalar, #width>)
    }

    /// `ty`, for a value of the given shape.
    pub(super) fn write(&self, ty: &Type, shape: &Shape) -> TokenStream {
        match (ty, shape) {
            (_, Shape::Uniform | Shape::Never | Shape::Closure(_)) | (Type::Infer(_), _) => ty.to_token_stream(),
            (Type::Paren(inner), _) => self.write(&inner.elem, shape),
            (Type::Group(inner), _) => self.write(&inner.elem, shape),
            (Type::Reference(inner), _) => {
                let (lifetime, mutability, elem) = (&inner.lifetime, &inner.mutability, self.write(&inner.elem, shape));
                quote!(& #lifetime #mutability #elem)
            }
            (Type::Array(array), _) => {
                let (elem, len) = (self.write(&array.elem, &shape.element()), &array.len);
                quote!([#elem; #len])
            }
            (Type::Slice(slice), _) => {
                let elem = self.write(&slice.elem, &shape.element());
                quote!([#elem])
            }
            (Type::Tuple(tuple), _) => {
                let elems = tuple.elems.iter().enumerate().map(|(index, ty)| self.write(ty, &shape.part(index)));
                quote!((#(#elems,)*))
            }
            (_, Shape::Window) => self.window(ty),
            _ => self.lanes(ty),
        }
    }

    /// `Window<T, D>` as a window of lanes.
    fn window(&self, ty: &Type) -> TokenStream {
        let Type::Path(path) = ty else { return ty.to_token_stream() };
        let Some(last) = path.path.segments.last() else { return ty.to_token_stream() };
        let syn::PathArguments::AngleBracketed(args) = &last.arguments else { return ty.to_token_stream() };
        let args = args.args.iter().filter(|arg| !matches!(arg, syn::GenericArgument::Lifetime(_)));
        let args: Vec<_> = args.collect();
        let width = &self.width;
        match &*args {
            [element, dims] => quote!(__stencil::LaneWindow<'_, __S, #element, #width, #dims>),
            _ => ty.to_token_stream(),
        }
    }
}
