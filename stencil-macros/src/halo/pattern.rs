//! Patterns: what the names in them stand for.

use super::arith::equal;
use super::value::{Value, Why, WindowSet};
use super::walk::Walk;
use syn::punctuated::Punctuated;
use syn::visit::Visit;
use syn::{Expr, Pat, PatIdent, Token};

/// Whether a value fits a pattern.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    Yes,
    Maybe,
    No,
}

impl Fit {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Maybe,
        }
    }

    fn from_known(known: Option<bool>) -> Self {
        known.map_or(Self::Maybe, |fits| if fits { Self::Yes } else { Self::No })
    }

    /// As the value of a `let` condition.
    pub(super) fn into_value(self) -> Value {
        match self {
            Self::Yes => Value::Bool(true),
            Self::No => Value::Bool(false),
            Self::Maybe => Value::unknown(Why::Form),
        }
    }
}

/// The pattern of a match arm, and its guard.
pub(super) fn split_guard(pat: &Pat) -> (&Pat, Option<&Expr>) {
    match pat {
        Pat::Guard(guarded) => (&guarded.pat, Some(&guarded.guard)),
        other => (other, None),
    }
}

impl Walk {
    /// Binds the names of a pattern in the innermost scope.
    pub(super) fn bind(&mut self, pat: &Pat, value: &Value) -> Fit {
        match pat {
            Pat::Wild(_) | Pat::Rest(_) => Fit::Yes,
            Pat::Ident(name) => self.bind_name(name, value),
            Pat::Paren(inner) => self.bind(&inner.pat, value),
            Pat::Reference(inner) => self.bind(&inner.pat, value),
            Pat::Type(inner) => self.bind(&inner.pat, value),
            Pat::Tuple(parts) => self.bind_parts(&parts.elems, value, Value::field),
            Pat::Slice(parts) => {
                self.bind_parts(&parts.elems, value, |value, index| value.entry(&Value::at(index as i128)))
            }
            Pat::Lit(lit) => {
                let expected = self.expr(&Expr::Lit(lit.clone()));
                Fit::from_known(equal(value, &expected))
            }
            Pat::Or(cases) if !binds_names(pat) => {
                let fits: Vec<Fit> = cases.cases.iter().map(|case| self.bind(case, value)).collect();
                if fits.contains(&Fit::Yes) {
                    Fit::Yes
                } else {
                    Fit::from_known(fits.iter().all(|fit| *fit == Fit::No).then_some(false))
                }
            }
            other => {
                self.bind_unknown(other, &value.why(), value.windows());
                Fit::Maybe
            }
        }
    }

    fn bind_name(&mut self, name: &PatIdent, value: &Value) -> Fit {
        if let Some((_, inner)) = &name.subpat {
            self.gets(&name.ident, value);
            self.state.bind(&name.ident, value.clone());
            return self.bind(inner, value);
        }
        // As for rustc, a capitalised name is a constant or a variant.
        if name.ident.to_string().starts_with(char::is_uppercase) {
            return Fit::Maybe;
        }
        self.gets(&name.ident, value);
        self.state.bind(&name.ident, value.clone());
        Fit::Yes
    }

    fn bind_parts(
        &mut self,
        parts: &Punctuated<Pat, Token![,]>,
        value: &Value,
        part: impl Fn(&Value, usize) -> Value,
    ) -> Fit {
        if parts.iter().any(|part| matches!(part, Pat::Rest(_))) {
            for part in parts {
                self.bind_unknown(part, &value.why(), value.windows());
            }
            return Fit::Maybe;
        }
        let (mut fit, mut varies) = (Fit::Yes, false);
        for (index, pat) in parts.iter().enumerate() {
            let part = part(value, index);
            varies |= part.varies();
            fit = fit.and(self.bind(pat, &part));
        }
        // Where pixels are part of what is matched, lanes go through every arm.
        if varies && fit != Fit::Yes { Fit::Maybe } else { fit }
    }

    /// Binds every name of a pattern to something of which only the windows in it are known.
    pub(super) fn bind_unknown(&mut self, pat: &Pat, why: &Why, windows: WindowSet) {
        for name in names(pat) {
            self.state.bind(name, Value::Unknown(why.clone(), windows));
        }
    }
}

fn binds_names(pat: &Pat) -> bool {
    names(pat).iter().any(|name| !name.starts_with(char::is_uppercase))
}

fn names(pat: &Pat) -> Vec<String> {
    struct Names(Vec<String>);
    impl<'a> Visit<'a> for Names {
        fn visit_pat_ident(&mut self, name: &'a PatIdent) {
            self.0.push(name.ident.to_string());
            syn::visit::visit_pat_ident(self, name);
        }
    }
    let mut names = Names(Vec::new());
    names.visit_pat(pat);
    names.0
}
