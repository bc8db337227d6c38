//! Blocks and statements.

use super::super::ir::{Block, Expr, Kind, Let, Pat, Stmt};
use super::super::shape::Shape;
use super::super::types;
use super::{Emit, Target};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

impl Emit<'_> {
    /// A block with its braces, whose value has the shape `wanted`.
    pub(super) fn block(&mut self, block: &Block, wanted: &Shape) -> TokenStream {
        let (label, inner) = (block.label.clone(), self.open_block(block, wanted));
        let label = label.map(|label| quote!(#label:));
        quote!(#label { #inner })
    }

    /// What stands between the braces.
    pub(super) fn open_block(&mut self, block: &Block, wanted: &Shape) -> TokenStream {
        if let Some(label) = &block.label {
            self.targets.push(Target { label: Some(label.ident.to_string()), value: wanted.clone() });
        }
        let stmts: Vec<_> = block.stmts.iter().map(|stmt| self.stmt(stmt)).collect();
        let tail = block.tail.as_ref().map(|tail| self.wanted(tail, wanted).0);
        if block.label.is_some() {
            self.targets.pop();
        }
        quote!(#(#stmts)* #tail)
    }

    fn stmt(&mut self, stmt: &Stmt) -> TokenStream {
        match stmt {
            Stmt::Let(binding) => self.local(binding),
            Stmt::Expr(e) => self.statement(e),
            Stmt::Item(tokens) => tokens.clone(),
            Stmt::Fun(id) => {
                let item = self.program.funs[*id].as_ref().map(|fun| fun.item.to_token_stream());
                let lanes = self.nested(*id);
                quote!(#[allow(dead_code, reason = "may be called on lanes only")] #item #lanes)
            }
        }
    }

    fn statement(&mut self, e: &Expr) -> TokenStream {
        match &e.kind {
            Kind::Block(block) if block.label.is_none() && is_one_statement(block) => {
                self.open_block(block, &Shape::Uniform)
            }
            Kind::Tuple(parts) if parts.is_empty() => TokenStream::new(),
            _ => {
                let tokens = self.own(e, &Shape::Uniform).0;
                let semi = (!e.is_block_like() || e_gives_value(e)).then(|| quote!(;));
                quote!(#tokens #semi)
            }
        }
    }

    fn local(&mut self, binding: &Let) -> TokenStream {
        if binding.made && !self.is_needed(binding) {
            return TokenStream::new();
        }
        let own = binding.init.as_ref().map_or(Shape::Never, |init| self.shape(init).clone());
        let wanted = self.taken(&binding.pat, &own);
        let init = match &binding.init {
            Some(init) => Some(self.wanted(init, &wanted).0),
            None => self.blank_for(&binding.pat, binding.ty.as_ref()),
        };
        let init = init.map(|init| quote!(= #init));
        let ty = binding.ty.as_ref().map(|ty| types::write(ty, &wanted));
        let ty = ty.map(|ty| quote!(: #ty));
        let otherwise = binding.otherwise.as_ref().map(|e| {
            let e = self.expr(e);
            quote!(else #e)
        });
        let pat = match (&binding.pat, &binding.init) {
            (Pat::Bind { var, .. }, None) if self.vary.vars[*var].varies() => {
                self.declare(*var);
                let name = self.ident(*var);
                quote!(mut #name)
            }
            (pat, _) => self.pattern(pat),
        };
        quote!(let #pat #ty #init #otherwise;)
    }

    /// Whether some variable of a binding made by unrolling is still named.
    fn is_needed(&self, binding: &Let) -> bool {
        let mut needed = false;
        binding.pat.each_var(&mut |var| needed |= self.named[var]);
        needed
    }

    /// A first value for `let x;`: under masks, it is read before it is assigned.
    fn blank_for(&self, pat: &Pat, ty: Option<&syn::Type>) -> Option<TokenStream> {
        let Pat::Bind { var, .. } = pat else { return None };
        if !self.vary.vars[*var].varies() {
            return None;
        }
        let _ = ty;
        self.blank(self.typing.of_var(*var))
    }
}

/// Whether a block is a single statement that declares nothing: its braces can go.
fn is_one_statement(block: &Block) -> bool {
    let declares = |stmt: &Stmt| !matches!(stmt, Stmt::Expr(_)) && !matches!(stmt, Stmt::Let(binding) if binding.made);
    !block.stmts.iter().any(declares)
        && block.tail.is_none()
        && !block.stmts.iter().any(|stmt| matches!(stmt, Stmt::Let(binding) if !matches!(binding.pat, Pat::Wild)))
}

/// Whether a block-like expression as a statement needs a semicolon after it.
fn e_gives_value(e: &Expr) -> bool {
    match &e.kind {
        Kind::Block(block) => block.tail.is_some(),
        Kind::If(branch) => branch.then.tail.is_some(),
        Kind::Match(..) => true,
        _ => false,
    }
}
