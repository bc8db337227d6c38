//! What stands in the parentheses of `#[stencil(...)]`.

use crate::errors;
use crate::report::Errors;
use crate::tokens::mentions;
use proc_macro2::{Group, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Error, Expr, Ident, LitStr, Path, Result, Token, parse2, token};

/// The attribute's arguments.
#[derive(Default)]
pub(crate) struct Args {
    /// `radius = ...` or `reach = ...`: for the windows that need it.
    pub reach: Option<Reach>,
    /// `radius(w) = ...` or `reach(w) = ...`: for the named window.
    pub window_reaches: Vec<(Ident, Reach)>,
    /// `simd`: a body that cannot be lowered is an error.
    pub simd: Option<Span>,
    /// `with(helper, ...)`: annotated functions that the body calls.
    pub with: Vec<Path>,
    /// `crate = "path"`: where the library lives, if it was renamed or re-exported.
    pub crate_path: Option<Path>,
}

/// A declared reach. Its expressions may use the kernel's parameters.
#[derive(Clone)]
pub(crate) enum Reach {
    /// `radius = r`: on both sides of every axis.
    Radius(Expr),
    /// `radius = (r, s)`: on both sides, axis by axis.
    PerAxis(Vec<Expr>),
    /// `reach = (lowest, highest)`: two offsets, each with one entry per axis.
    Offsets { original: Expr, lowest: Vec<Expr>, highest: Vec<Expr> },
}

impl Reach {
    /// Whether a parameter of this name stands in it.
    fn mentions(&self, name: &str) -> bool {
        let any = |list: &[Expr]| list.iter().any(|e| mentions(e, name));
        match self {
            Self::Radius(radius) => mentions(radius, name),
            Self::PerAxis(radii) => any(radii),
            Self::Offsets { lowest, highest, .. } => any(lowest) || any(highest),
        }
    }
}

impl Args {
    /// Whether a parameter of this name stands in a declared reach.
    pub(crate) fn mentions(&self, name: &str) -> bool {
        let declared = self.window_reaches.iter().map(|(_, reach)| reach).chain(&self.reach);
        declared.into_iter().any(|reach| reach.mentions(name))
    }

    /// Parses the arguments; a mistake in one does not hide those in the others.
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut args = Self::default();
        let all = |input: ParseStream<'_>| {
            while !input.is_empty() {
                if let Err(error) = args.parse_one(input).and_then(|()| comma(input)) {
                    errors.push(error);
                    skip_to_comma(input)?;
                }
            }
            Ok(())
        };
        let outcome = all.parse2(tokens);
        errors.ok(outcome);
        args
    }

    /// The rule for helpers: they have no reach, and `simd` is what they are for.
    pub(crate) fn check_for_helper(&self, errors: &mut Errors) {
        let reach = self.reach.as_ref().map(|reach| match reach {
            Reach::Radius(radius) => radius.span(),
            Reach::PerAxis(axes) => axes.first().map_or_else(Span::call_site, Spanned::span),
            Reach::Offsets { original, .. } => original.span(),
        });
        let named = self.window_reaches.iter().map(|(window, _)| window.span());
        for span in reach.into_iter().chain(named).chain(self.simd) {
            errors.at_span(span, errors::HELPER_ARGUMENTS);
        }
    }

    /// Whether some declared reach depends on `name`.
    pub(crate) fn reach_mentions(&self, name: &Ident) -> bool {
        let named = self.window_reaches.iter().map(|(_, reach)| reach);
        let exprs = self.reach.iter().chain(named).flat_map(|reach| match reach {
            Reach::Radius(expr) | Reach::Offsets { original: expr, .. } => std::slice::from_ref(expr),
            Reach::PerAxis(exprs) => exprs,
        });
        exprs.into_iter().any(|expr| mentions(expr, &name.to_string()))
    }

    fn parse_one(&mut self, input: ParseStream<'_>) -> Result<()> {
        let key = key(input)?;
        match key.to_string().as_str() {
            "radius" | "reach" => self.parse_reach(&key, input),
            "simd" if input.is_empty() || input.peek(Token![,]) => once(&mut self.simd, key.span(), &key),
            "simd" => Err(Error::new(key.span(), errors::SIMD_TAKES_NOTHING)),
            "with" => {
                self.with.extend(paths(&key, input)?);
                Ok(())
            }
            "crate" => once(&mut self.crate_path, crate_path(&key, input)?, &key),
            other => Err(Error::new(key.span(), errors::unknown_key(other))),
        }
    }

    fn parse_reach(&mut self, key: &Ident, input: ParseStream<'_>) -> Result<()> {
        let window = if input.peek(token::Paren) { Some(window_name(input)?) } else { None };
        let needs_value = if key == "radius" { errors::RADIUS_NEEDS_VALUE } else { errors::REACH_NEEDS_VALUE };
        if !input.peek(Token![=]) || input.peek(Token![==]) {
            return Err(Error::new(key.span(), needs_value));
        }
        input.parse::<Token![=]>()?;
        if input.is_empty() || input.peek(Token![,]) {
            return Err(Error::new(key.span(), needs_value));
        }
        let value: Expr = input.parse()?;
        let reach = if key == "radius" { Reach::radius(value) } else { Reach::offsets(value)? };
        match window {
            None => match &self.reach {
                Some(first) if key != first.key() => Err(Error::new(key.span(), errors::RADIUS_AND_REACH)),
                _ => once(&mut self.reach, reach, key),
            },
            Some(window) if self.window_reaches.iter().any(|(other, _)| *other == window) => {
                Err(Error::new(window.span(), errors::repeated_key(format_args!("{key}({window})"))))
            }
            Some(window) => {
                self.window_reaches.push((window, reach));
                Ok(())
            }
        }
    }
}

impl Reach {
    fn radius(value: Expr) -> Self {
        match value {
            Expr::Tuple(axes) => Self::PerAxis(axes.elems.into_iter().collect()),
            other => Self::Radius(other),
        }
    }

    fn offsets(value: Expr) -> Result<Self> {
        let original = value.clone();
        match value {
            Expr::Tuple(pair) if pair.elems.len() == 2 => {
                let mut corners = pair.elems.into_iter().map(corner);
                let (lowest, highest) = (corners.next().unwrap_or_default(), corners.next().unwrap_or_default());
                Ok(Self::Offsets { original, lowest, highest })
            }
            other => Err(Error::new_spanned(other, errors::REACH_FORM)),
        }
    }

    /// The word that the user wrote for it.
    pub(crate) fn key(&self) -> &'static str {
        if matches!(self, Self::Offsets { .. }) { "reach" } else { "radius" }
    }
}

/// An offset as in an index: `[y, x]`, or a plain number for one axis.
fn corner(value: Expr) -> Vec<Expr> {
    match value {
        Expr::Array(axes) => axes.elems.into_iter().collect(),
        other => vec![other],
    }
}

fn once<T>(place: &mut Option<T>, value: T, key: &Ident) -> Result<()> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(Error::new(key.span(), errors::repeated_key(key))),
    }
}

fn key(input: ParseStream<'_>) -> Result<Ident> {
    let ahead = input.fork();
    input.call(Ident::parse_any).map_err(|error| match ahead.parse::<TokenTree>() {
        Ok(token) => Error::new(token.span(), errors::unknown_key(token)),
        Err(_) => error,
    })
}

fn window_name(input: ParseStream<'_>) -> Result<Ident> {
    let names: Group = input.parse()?;
    parse2(names.stream()).map_err(|_| Error::new(names.span(), errors::ONE_WINDOW_A_KEY))
}

fn paths(key: &Ident, input: ParseStream<'_>) -> Result<Vec<Path>> {
    if !input.peek(token::Paren) {
        return Err(Error::new(key.span(), errors::WITH_FORM));
    }
    let content: Group = input.parse()?;
    let list =
        |input: ParseStream<'_>| Punctuated::<Path, Token![,]>::parse_terminated_with(input, Path::parse_mod_style);
    let paths = list.parse2(content.stream()).map_err(|error| Error::new(error.span(), errors::WITH_FORM))?;
    Ok(paths.into_iter().collect())
}

fn crate_path(key: &Ident, input: ParseStream<'_>) -> Result<Path> {
    let wrong = |span| Error::new(span, errors::CRATE_FORM);
    input.parse::<Token![=]>().map_err(|_| wrong(key.span()))?;
    let text: LitStr = input.parse().map_err(|error| wrong(error.span()))?;
    text.parse_with(Path::parse_mod_style).map_err(|_| wrong(text.span()))
}

fn comma(input: ParseStream<'_>) -> Result<()> {
    if input.is_empty() {
        return Ok(());
    }
    if input.peek(Token![,]) { input.parse::<Token![,]>().map(drop) } else { Err(input.error(errors::MISSING_COMMA)) }
}

fn skip_to_comma(input: ParseStream<'_>) -> Result<()> {
    input.step(|cursor| {
        let mut rest = *cursor;
        while let Some((token, next)) = rest.token_tree() {
            rest = next;
            if matches!(&token, proc_macro2::TokenTree::Punct(p) if p.as_char() == ',') {
                break;
            }
        }
        Ok(((), rest))
    })
}
