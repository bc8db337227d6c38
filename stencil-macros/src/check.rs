//! The rules that need more than the signature: how far the body reads against what is declared, and `simd`.

use crate::args::Reach;
use crate::errors;
use crate::halo::{Access, Declared, Finding, Interval, Study, Value, Why};
use crate::lower::Lowered;
use crate::model::Kernel;
use crate::report::Errors;
use crate::tokens;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, Lit};

/// The rules of the declared reach by itself.
pub(crate) fn check_declared(kernel: &Kernel, study: &Study, errors: &mut Errors) {
    for (name, _) in &kernel.args.window_reaches {
        if !kernel.windows.iter().any(|window| window.name == *name) {
            errors.at(name, errors::no_such_window(name, &kernel.windows[0].name));
        }
    }
    for declared in study.declared.iter().chain(study.window_declared.iter().flatten()) {
        check_axes(kernel, &declared.reach, errors);
        match &declared.reach {
            Reach::Radius(radius) => check_radius(kernel, radius, declared.axes.first(), errors),
            Reach::PerAxis(axes) => {
                for (radius, ends) in axes.iter().zip(&declared.axes) {
                    check_radius(kernel, radius, Some(ends), errors);
                }
            }
            Reach::Offsets { original, lowest, highest } => {
                for end in lowest.iter().chain(highest) {
                    check_number(kernel, end, errors);
                }
                check_order(original, declared, errors);
            }
        }
    }
}

fn check_axes(kernel: &Kernel, reach: &Reach, errors: &mut Errors) {
    match reach {
        Reach::Radius(_) => {}
        Reach::PerAxis(axes) if axes.len() == kernel.dims => {}
        Reach::PerAxis(axes) => {
            let all: TokenStream = axes.iter().map(ToTokens::to_token_stream).collect();
            errors.at(all, errors::radius_axes(axes.len(), kernel.dims));
        }
        Reach::Offsets { original, lowest, highest } => {
            if lowest.len() != kernel.dims || highest.len() != kernel.dims {
                errors.at(original, errors::reach_axes(kernel.dims));
            }
        }
    }
}

fn check_radius(kernel: &Kernel, radius: &Expr, ends: Option<&[Value; 2]>, errors: &mut Errors) {
    check_number(kernel, radius, errors);
    if ends.and_then(|[_, high]| high.single()).is_some_and(|radius| radius < 0) {
        errors.at(radius, errors::NEGATIVE_RADIUS);
    }
}

fn check_number(kernel: &Kernel, number: &Expr, errors: &mut Errors) {
    let literal = match number {
        Expr::Unary(negated) => &negated.expr,
        other => other,
    };
    if matches!(literal, Expr::Lit(lit) if !matches!(lit.lit, Lit::Int(_))) {
        errors.at(number, errors::RADIUS_NUMBER);
    }
    let words = tokens::idents(number.to_token_stream());
    if let Some(window) = kernel.windows.iter().find(|window| words.contains(&window.name.to_string())) {
        errors.at(number, errors::radius_uses_window(&window.name));
    }
}

fn check_order(original: &Expr, declared: &Declared, errors: &mut Errors) {
    for axis in 0..declared.axes.len() {
        if let Some(Interval { lo, hi, .. }) = declared.known(axis)
            && lo > hi
        {
            errors.at(original, errors::reach_order(axis, lo, hi));
        }
    }
}

/// The rules of the body against the declared reach. Gives back what is left for the compiler to check.
pub(crate) fn check_reads(kernel: &Kernel, study: &Study, errors: &mut Errors) -> Vec<TokenStream> {
    let mut promises = Vec::new();
    for (index, window) in kernel.windows.iter().enumerate() {
        for finding in study.found.iter().filter(|finding| finding.is_on(index)) {
            if let Finding::Misfit { at, .. } = finding {
                errors.at(at, errors::index_form(&window.name, kernel.dims));
            }
        }
        let findings = || study.found.iter().filter(move |finding| finding.is_on(index));
        match study.promise_for(index) {
            None => {
                // One error is enough: the same declaration settles the others.
                if let Some(open) = findings().find(|finding| finding.is_open()) {
                    ask_for_reach(kernel, &window.name.to_string(), open, errors);
                }
            }
            Some(declared) => {
                for finding in findings() {
                    if let Finding::Access(access) = finding {
                        promises.extend(check_access(kernel, declared, access, errors));
                    }
                }
            }
        }
    }
    promises
}

fn ask_for_reach(kernel: &Kernel, window: &str, finding: &Finding, errors: &mut Errors) {
    match finding {
        Finding::Word { word, .. } => errors.at(word, errors::word_needs_radius(word)),
        Finding::Escape { at, why, .. } => errors.at(at, errors::window_escapes(window, why)),
        Finding::Misfit { .. } => {}
        Finding::Access(access) => {
            let open = access.axes.iter().enumerate().find(|(_, (_, value))| value.to_symbolic().is_none());
            if let Some((axis, (at, value))) = open {
                let axis = (kernel.dims > 1).then_some(axis);
                errors.at(at, errors::open_offset(axis, &value.why(), &suggestion(kernel, &value.why())));
            }
        }
    }
}

/// What to write for the radius: the parameter itself if it is an integer.
fn suggestion(kernel: &Kernel, why: &Why) -> String {
    let Why::Parameter(name) = why else { return "...".to_owned() };
    let param = kernel.params.iter().find(|param| param.name == name.as_str());
    if param.is_some_and(|param| crate::types::is_primitive(&param.ty)) { name.clone() } else { "...".to_owned() }
}

fn check_access(kernel: &Kernel, declared: &Declared, access: &Access, errors: &mut Errors) -> Vec<TokenStream> {
    let mut promises = Vec::new();
    for (axis, (at, value)) in access.axes.iter().enumerate() {
        let axis_name = (kernel.dims > 1).then_some(axis);
        match (value, declared.known(axis)) {
            (Value::Int(offsets), Some(allowed)) => {
                if let Some(offset) = outside(*offsets, allowed) {
                    errors.at(at, errors::outside(offset, axis_name, &declared.written(), allowed.lo, allowed.hi));
                }
            }
            _ => {
                if let (Some(offsets), Some(allowed)) = (value.to_symbolic(), declared.symbolic(axis)) {
                    let text = errors::outside_const(axis_name, &declared.written());
                    promises.push(quote_spanned!(at.span()=> ::core::assert!(#allowed.allow(#offsets), #text)));
                }
            }
        }
    }
    promises
}

/// An offset that is surely read and not allowed.
fn outside(offsets: Interval, allowed: Interval) -> Option<i128> {
    if offsets.lo > allowed.hi || (offsets.attained && offsets.hi > allowed.hi) {
        Some(offsets.hi)
    } else if offsets.hi < allowed.lo || (offsets.attained && offsets.lo < allowed.lo) {
        Some(offsets.lo)
    } else {
        None
    }
}

/// `simd`: whatever keeps the body from lanes is a mistake.
pub(crate) fn check_simd(kernel: &Kernel, lowered: &Lowered, errors: &mut Errors) {
    if kernel.args.simd.is_some() {
        for obstacle in &lowered.obstacles {
            errors.at_span(obstacle.span, errors::not_simd(&obstacle.what, &obstacle.instead));
        }
    }
}
