//! Branches, loops and exits.

use super::super::ir::{Expr, For, If, Kind};
use super::super::shape::Shape;
use super::binding::LOOSE;
use super::{Emit, Returns, Target, Term};
use proc_macro2::TokenStream;
use quote::quote;
use syn::Lifetime;

impl Emit<'_> {
    pub(super) fn control(&mut self, e: &Expr, wanted: &Shape) -> Term {
        let tokens = match &e.kind {
            Kind::Block(block) => self.block(block, wanted),
            Kind::If(branch) => self.branch(e, branch, wanted),
            Kind::Match(scrutinee, arms) => self.choice(e, scrutinee, arms, wanted),
            Kind::Let(pat, value) => {
                let own = self.shape(value).clone();
                let taken = self.taken(pat, &own);
                let (value, pat) = (self.wanted(value, &taken).within(super::binding::COMPARE), self.pattern(pat));
                return Term(quote!(let #pat = #value), super::binding::COMPARE);
            }
            Kind::Matches(value, pat, guard) if self.shape(e).varies() => {
                self.matches_macro(value, pat, guard.as_deref())
            }
            Kind::Matches(value, pat, guard) => {
                let (value, pat) = (self.expr(value), self.pattern(pat));
                let guard = guard.as_ref().map(|guard| {
                    let guard = self.expr(guard);
                    quote!(if #guard)
                });
                quote!(::core::matches!(#value, #pat #guard))
            }
            Kind::For(each) => self.each(each),
            Kind::While(label, cond, body) => {
                let (label, cond) = (label.as_ref().map(|label| quote!(#label:)), self.condition(cond));
                let body = self.block(body, &Shape::Uniform);
                quote!(#label while #cond #body)
            }
            Kind::Loop(label, body) => {
                self.targets.push(Target { label: label.as_ref().map(|l| l.ident.to_string()), value: wanted.clone() });
                let (label, body) = (label.as_ref().map(|label| quote!(#label:)), self.block(body, &Shape::Uniform));
                self.targets.pop();
                quote!(#label loop #body)
            }
            Kind::Closure(closure) => self.closure(e, closure),
            _ => return Term(self.exit(e), LOOSE),
        };
        // At the start of a statement, a block or `matches!` would be all of it: as an operand, it is in parentheses.
        Term(tokens, LOOSE)
    }

    /// The condition of an `if` or `while`: struct literals and blocks in it need parentheses, which operands get.
    fn condition(&mut self, cond: &Expr) -> TokenStream {
        self.expr(cond)
    }

    fn branch(&mut self, e: &Expr, branch: &If, wanted: &Shape) -> TokenStream {
        if self.shape(&branch.cond).varies() {
            return self.masked_branch(e, branch, wanted);
        }
        let cond = self.condition(&branch.cond);
        let then = self.block(&branch.then, wanted);
        let otherwise = branch.otherwise.as_ref().map(|otherwise| {
            let tokens = self.wanted(otherwise, wanted).0;
            match &otherwise.kind {
                Kind::If(inner) if !self.shape(&inner.cond).varies() => quote!(else #tokens),
                Kind::Block(_) => quote!(else #tokens),
                _ => quote!(else { #tokens }),
            }
        });
        quote!(if #cond #then #otherwise)
    }

    /// `if d < r && w[d] > 0.0 { w[d + 1] }`: nothing is read unless the part that is the same for all pixels holds: it
    /// may be what keeps the offsets inside of the halo.
    fn masked_branch(&mut self, e: &Expr, branch: &If, wanted: &Shape) -> TokenStream {
        let gives_value = branch.otherwise.is_some() && !self.typing.is_unit(e);
        let value = if gives_value { wanted.varied() } else { Shape::Uniform };
        // The other branch is written twice: not if it is a chain of them.
        let chain = branch.otherwise.as_ref().is_some_and(|otherwise| matches!(otherwise.kind, Kind::If(_)));
        let part = self.uniform_part(&branch.cond).filter(|_| !chain);
        let Some(part) = part else { return self.select_branch(branch, gives_value, &value) };
        let part = self.condition(part);
        let both = self.select_branch(branch, gives_value, &value);
        let both = unbraced(both);
        let otherwise = branch.otherwise.as_ref().map(|otherwise| {
            let tokens = self.wanted(otherwise, &value).0;
            quote!(else { #tokens })
        });
        quote!(if #part { #both } #otherwise)
    }

    /// An operand of `&&` that is the same for all pixels and does nothing but look.
    fn uniform_part<'e>(&self, cond: &'e Expr) -> Option<&'e Expr> {
        if self.shape(cond).is_uniform() {
            let panics = cond.any(&mut |e| matches!(e.kind, Kind::Index(..)));
            return (cond.only_looks() && !panics).then_some(cond);
        }
        match &cond.kind {
            Kind::Binary(syn::BinOp::And(_), a, b) => self.uniform_part(a).or_else(|| self.uniform_part(b)),
            _ => None,
        }
    }

    /// Both branches run; values are selected, assignments masked.
    fn select_branch(&mut self, branch: &If, gives_value: bool, value: &Shape) -> TokenStream {
        let cond = self.lanes(&branch.cond);
        let mask = self.temporary("m");
        let (then, then_masked) = self.under(mask.clone(), |this| this.block(&branch.then, value));
        let Some(otherwise) = &branch.otherwise else {
            return quote!({ let #mask = #cond; #then });
        };
        let not = self.temporary("m");
        let (otherwise, else_masked) = self.under(not.clone(), |this| this.wanted(otherwise, value).0);
        let not = else_masked.then(|| quote!(let #not = !#mask;));
        if !gives_value {
            return quote!({ let #mask = #cond; #not #then #otherwise });
        }
        if !then_masked && !else_masked {
            return select(&cond, &unbraced(then), &unbraced(otherwise));
        }
        let (yes, no) = (self.temporary("yes"), self.temporary("no"));
        let chosen = select(&quote!(#mask), &quote!(#yes), &quote!(#no));
        quote!({ let #mask = #cond; #not let #yes = #then; let #no = #otherwise; #chosen })
    }

    fn each(&mut self, each: &For) -> TokenStream {
        let label = each.label.as_ref().map(|label| quote!(#label:));
        let own = self.shape(&each.iter).clone();
        let element = self.taken(&each.pat, &own.element());
        let wanted = if element.is_uniform() { own.clone() } else { Shape::array(element) };
        let wanted = if own == Shape::Varying { own } else { wanted };
        let iter = self.wanted(&each.iter, &wanted).0;
        let pat = self.pattern(&each.pat);
        let body = self.loop_body(each.label.as_ref(), &each.body);
        quote!(#label for #pat in #iter #body)
    }

    fn loop_body(&mut self, label: Option<&Lifetime>, body: &super::super::ir::Block) -> TokenStream {
        self.targets.push(Target { label: label.map(|label| label.ident.to_string()), value: Shape::Uniform });
        let body = self.block(body, &Shape::Uniform);
        self.targets.pop();
        body
    }

    fn exit(&mut self, e: &Expr) -> TokenStream {
        match &e.kind {
            Kind::Return(value) => {
                let returns = self.returns.clone();
                let (Returns::Body(shape) | Returns::Function(shape)) = &returns;
                let value = value.as_ref().map(|value| self.wanted(value, shape).0);
                match returns {
                    Returns::Function(_) => quote!(return #value),
                    Returns::Body(_) => {
                        self.body_label_used = true;
                        let label = Self::body_label();
                        quote!(break #label #value)
                    }
                }
            }
            Kind::Break(label, value) => {
                let name = label.as_ref().map(|label| label.ident.to_string());
                let target = self.targets.iter().rev().find(|target| name.is_none() || target.label == name);
                let shape = target.map_or(Shape::Uniform, |target| target.value.clone());
                let value = value.as_ref().map(|value| self.wanted(value, &shape).0);
                quote!(break #label #value)
            }
            Kind::Continue(label) => quote!(continue #label),
            _ => TokenStream::new(),
        }
    }
}

/// `select(mask, yes, no)`.
pub(super) fn select(mask: &TokenStream, yes: &TokenStream, no: &TokenStream) -> TokenStream {
    quote!(__stencil::ops::select(#mask, #yes, #no))
}

/// `{ e }` as `e`, where the braces hold nothing but an expression.
pub(super) fn unbraced(block: TokenStream) -> TokenStream {
    use proc_macro2::{Delimiter, TokenTree};
    let mut tokens = block.clone().into_iter();
    let (Some(TokenTree::Group(group)), None) = (tokens.next(), tokens.next()) else { return block };
    // Read as a block: `{ a } (b, c)` would be a call, were it an expression.
    let alone = |block: &syn::Block| matches!(block.stmts.as_slice(), [syn::Stmt::Expr(_, None)]);
    if group.delimiter() != Delimiter::Brace || !syn::parse2(block.clone()).is_ok_and(|block| alone(&block)) {
        return block;
    }
    group.stream()
}
