//! The body for one pixel: the user's own, except that methods of numbers go through the library's `Scalar` trait.
//!
//! Which calls those are takes types, hence a second walk of the lowering's front half, without unrolling; calls are
//! numbered with an attribute so that the outcome finds its way back to the user's syntax.

use super::ir::Kind;
use super::known::{self, Known};
use super::resolve::{self, Source, SourceArg};
use super::scalar::{Through, Values};
use super::{emit, infer, type_params};
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use std::collections::HashMap;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Block, Expr, ExprMethodCall, Generics, Item};

/// The attribute that numbers a call within the macro; it never leaves it.
pub(super) const MARK: &str = "__stencil_call";

/// The body, as an expression.
pub(super) fn body(source: &Source<'_>, generics: &Generics) -> TokenStream {
    let mut marked = source.body.clone();
    let mut number = Number(0);
    number.visit_block_mut(&mut marked);
    let args = source.args.iter().map(|arg| SourceArg { ..*arg }).collect();
    let program = resolve::resolve_plainly(&Source { args, body: &marked, returns: source.returns });
    let typing = infer::infer(&program, type_params(generics, &program));
    let values = Values::of(&program);
    let mut rewrites = HashMap::new();
    let mut note = |e: &super::ir::Expr| {
        if let Kind::Method(method) = &e.kind
            && let (Some(mark), Some(through)) = (method.mark, values.through(method, &program, &typing))
        {
            rewrites.insert(mark, through);
        }
    };
    program.body.each(&mut note);
    program.funs.iter().flatten().for_each(|fun| fun.body.each(&mut note));
    let mut rewrite = Rewrite { rewrites, returns: false, depth: 0 };
    rewrite.visit_block_mut(&mut marked);
    let returns = source.returns;
    if rewrite.returns { quote!((|| -> #returns #marked)()) } else { marked.into_token_stream() }
}

struct Number(u32);

impl VisitMut for Number {
    fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
        let (name, number) = (format_ident!("{MARK}"), self.0);
        call.attrs.push(syn::parse_quote!(#[#name(#number)]));
        self.0 += 1;
        visit_mut::visit_expr_method_call_mut(self, call);
    }
}

/// The number of a call.
pub(super) fn mark_of(attrs: &[Attribute]) -> Option<u32> {
    let mark = attrs.iter().find(|attr| attr.path().is_ident(MARK))?;
    mark.parse_args::<syn::LitInt>().ok()?.base10_parse().ok()
}

struct Rewrite {
    rewrites: HashMap<u32, Through>,
    /// Whether the body itself has a `return`.
    returns: bool,
    /// How many closures and functions are around the walk.
    depth: usize,
}

impl VisitMut for Rewrite {
    fn visit_expr_mut(&mut self, e: &mut Expr) {
        if matches!(e, Expr::Return(_)) && self.depth == 0 {
            self.returns = true;
        }
        let inner = usize::from(matches!(e, Expr::Closure(_) | Expr::Async(_)));
        self.depth += inner;
        visit_mut::visit_expr_mut(self, e);
        self.depth -= inner;
        match e {
            Expr::MethodCall(call) => {
                let mark = mark_of(&call.attrs);
                call.attrs.retain(|attr| !attr.path().is_ident(MARK));
                if let Some(through) = mark.and_then(|mark| self.rewrites.get(&mark)) {
                    *e = Expr::Verbatim(through_trait(call, *through));
                }
            }
            Expr::Path(path) => {
                if let Some(Known::Method(name)) = known::callee(&path.path, &[])
                    && let Some(path) = emit::scalar_path(&path.path, name)
                {
                    *e = Expr::Verbatim(path);
                }
            }
            _ => {}
        }
    }

    fn visit_item_mut(&mut self, item: &mut Item) {
        self.depth += 1;
        visit_mut::visit_item_mut(self, item);
        self.depth -= 1;
    }

    fn visit_block_mut(&mut self, block: &mut Block) {
        visit_mut::visit_block_mut(self, block);
    }
}

fn through_trait(call: &ExprMethodCall, through: Through) -> TokenStream {
    let (receiver, name, args) = (&call.receiver, &call.method, &call.args);
    let receiver = match through {
        Through::Value => match &**receiver {
            Expr::Paren(inner) => inner.expr.to_token_stream(),
            receiver => receiver.to_token_stream(),
        },
        Through::Borrow(prim) => {
            let prim = format_ident!("{}", prim.name());
            quote!(*::core::borrow::Borrow::<#prim>::borrow(&#receiver))
        }
    };
    let path = quote_spanned!(name.span()=> __stencil::Scalar::#name);
    let args = args.iter();
    quote!(#path(#receiver #(, #args)*))
}
