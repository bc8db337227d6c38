//! The reach that the user declared: what the macro knows of it, and how it is evaluated at run time.

use super::interval::Interval;
use super::value::Value;
use super::walk::Walk;
use crate::args::Reach;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Expr;
use syn::spanned::Spanned;

/// A declared reach and, per axis, the lowest and the highest offset that it allows.
pub(crate) struct Declared {
    pub reach: Reach,
    pub axes: Vec<[Value; 2]>,
}

impl Declared {
    pub(crate) fn new(reach: &Reach, walk: &mut Walk) -> Self {
        let dims = walk.dims;
        let radius = |walk: &mut Walk, radius: &Expr| {
            let high = walk.expr(radius);
            [negated(&high), high]
        };
        let axes = match reach {
            Reach::Radius(all) => vec![radius(walk, all); dims],
            Reach::PerAxis(axes) => axes.iter().map(|axis| radius(walk, axis)).collect(),
            Reach::Offsets { lowest, highest, .. } => {
                lowest.iter().zip(highest).map(|(low, high)| [walk.expr(low), walk.expr(high)]).collect()
            }
        };
        Self { reach: reach.clone(), axes }
    }

    /// The allowed offsets on one axis, where the macro knows both ends.
    pub(crate) fn known(&self, axis: usize) -> Option<Interval> {
        let [low, high] = self.axes.get(axis)?;
        Some(Interval::new(low.single()?, high.single()?))
    }

    /// The same as an `__stencil::Offsets`, where the compiler can know them.
    pub(crate) fn symbolic(&self, axis: usize) -> Option<TokenStream> {
        let [low, high] = self.axes.get(axis)?;
        let (low, high) = (low.to_symbolic()?, high.to_symbolic()?);
        Some(quote!(#low.to(#high)))
    }

    /// The halo, evaluated when the parameters are known.
    pub(crate) fn at_run_time(&self, dims: usize) -> TokenStream {
        let depth = |radius: &Expr| quote_spanned!(radius.span()=> __stencil::depth(#radius));
        let sides = match &self.reach {
            Reach::Radius(radius) => {
                let depth = depth(radius);
                return quote!({
                    let __depth = #depth;
                    __stencil::Halo::from_sides([(__depth, __depth); #dims])
                });
            }
            Reach::PerAxis(axes) => axes
                .iter()
                .map(|axis| {
                    let depth = depth(axis);
                    quote!({ let __depth = #depth; (__depth, __depth) })
                })
                .collect::<Vec<_>>(),
            Reach::Offsets { lowest, highest, .. } => lowest
                .iter()
                .zip(highest)
                .map(|(low, high)| {
                    let before = quote_spanned!(low.span()=> __stencil::before(#low));
                    let after = quote_spanned!(high.span()=> __stencil::after(#high));
                    quote!((#before, #after))
                })
                .collect(),
        };
        quote!(__stencil::Halo::from_sides([#(#sides),*]))
    }

    /// How the user wrote it, for messages.
    pub(crate) fn written(&self) -> String {
        let list = |axes: &[Expr]| axes.iter().map(|axis| quote!(#axis).to_string()).collect::<Vec<_>>().join(", ");
        match &self.reach {
            Reach::Radius(radius) => format!("radius {}", quote!(#radius)),
            Reach::PerAxis(axes) => format!("radius ({})", list(axes)),
            Reach::Offsets { lowest, highest, .. } => format!("reach ([{}], [{}])", list(lowest), list(highest)),
        }
        .replace("- ", "-")
    }
}

fn negated(value: &Value) -> Value {
    match value {
        Value::Int(interval) => Value::Int(interval.neg()),
        other => match other.to_symbolic() {
            Some(tokens) => Value::Symbolic(quote!(#tokens.neg())),
            None => other.clone(),
        },
    }
}
