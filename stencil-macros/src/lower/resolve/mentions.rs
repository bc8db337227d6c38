//! Coarse questions about names, asked of the syntax before the walk: which may hold pixels, which may change unseen.
//!
//! The answers err on the side of "yes" and decide only whether something is worth unrolling or safe to follow.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::HashSet;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, Ident, Pat};

type Names = HashSet<String>;

/// Every identifier in `node`, and every one that a format string in it captures.
pub(super) fn idents(node: &impl ToTokens) -> Names {
    let mut names = Names::new();
    scan(node.to_token_stream(), &mut names);
    names
}

fn scan(tokens: TokenStream, names: &mut Names) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                names.insert(ident.to_string());
            }
            TokenTree::Group(group) => scan(group.stream(), names),
            TokenTree::Literal(literal) => captured(&literal.to_string(), names),
            TokenTree::Punct(_) => {}
        }
    }
}

/// `x` of `"{x}"` and `"{x:?}"`.
fn captured(text: &str, names: &mut Names) {
    for piece in text.split('{').skip(1) {
        let name: String = piece.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        names.insert(name);
    }
}

/// The variable at the root of a place, or those of a tuple of places.
fn roots(place: &Expr, names: &mut Names) {
    match place {
        Expr::Path(path) => names.extend(path.path.get_ident().map(Ident::to_string)),
        Expr::Index(e) => roots(&e.expr, names),
        Expr::Field(e) => roots(&e.base, names),
        Expr::Unary(e) => roots(&e.expr, names),
        Expr::Paren(e) => roots(&e.expr, names),
        Expr::Group(e) => roots(&e.expr, names),
        Expr::Reference(e) => roots(&e.expr, names),
        Expr::Tuple(e) => e.elems.iter().for_each(|e| roots(e, names)),
        Expr::Array(e) => e.elems.iter().for_each(|e| roots(e, names)),
        _ => {}
    }
}

/// Names that something in `node` may change: assigned, mutably borrowed, called a method of.
pub(super) fn changed(node: &impl VisitNode) -> Names {
    let mut visitor = Changed::default();
    node.visit_with(&mut visitor);
    visitor.names
}

/// A node that a visitor can start from.
pub(super) trait VisitNode {
    fn visit_with<'ast>(&'ast self, visitor: &mut impl Visit<'ast>);
}
impl VisitNode for Expr {
    fn visit_with<'ast>(&'ast self, visitor: &mut impl Visit<'ast>) {
        visitor.visit_expr(self);
    }
}
impl VisitNode for syn::Block {
    fn visit_with<'ast>(&'ast self, visitor: &mut impl Visit<'ast>) {
        visitor.visit_block(self);
    }
}

#[derive(Default)]
struct Changed {
    names: Names,
}

impl<'ast> Visit<'ast> for Changed {
    fn visit_expr(&mut self, e: &'ast Expr) {
        match e {
            Expr::Assign(e) => roots(&e.left, &mut self.names),
            Expr::Binary(e) if is_assigning(&e.op) => roots(&e.left, &mut self.names),
            Expr::Reference(e) if e.mutability.is_some() => roots(&e.expr, &mut self.names),
            Expr::MethodCall(e) => roots(&e.receiver, &mut self.names),
            Expr::Macro(e) => self.names.extend(idents(&e.mac.tokens)),
            _ => {}
        }
        visit::visit_expr(self, e);
    }

    fn visit_stmt_macro(&mut self, stmt: &'ast syn::StmtMacro) {
        self.names.extend(idents(&stmt.mac.tokens));
    }
}

/// Names that may change where the walk does not see it: in closures, through `&mut`, in macros.
pub(super) fn volatile(body: &syn::Block) -> Names {
    let mut visitor = Volatile::default();
    visitor.visit_block(body);
    visitor.names
}

#[derive(Default)]
struct Volatile {
    names: Names,
}

impl<'ast> Visit<'ast> for Volatile {
    fn visit_expr(&mut self, e: &'ast Expr) {
        match e {
            Expr::Closure(closure) => self.names.extend(changed(&*closure.body)),
            Expr::Reference(e) if e.mutability.is_some() => roots(&e.expr, &mut self.names),
            Expr::Macro(e) => self.names.extend(idents(&e.mac.tokens)),
            _ => {}
        }
        visit::visit_expr(self, e);
    }

    fn visit_stmt_macro(&mut self, stmt: &'ast syn::StmtMacro) {
        self.names.extend(idents(&stmt.mac.tokens));
    }
}

/// Names that may hold pixels, given those that do at first.
pub(super) fn tainted(body: &syn::Block, first: Names) -> Names {
    let mut flows = Flows::default();
    flows.visit_block(body);
    let mut tainted = first;
    loop {
        let before = tainted.len();
        for (targets, sources) in &flows.found {
            if !sources.is_disjoint(&tainted) {
                tainted.extend(targets.iter().cloned());
            }
        }
        if tainted.len() == before {
            return tainted;
        }
    }
}

/// "These names may depend on those."
#[derive(Default)]
struct Flows {
    found: Vec<(Names, Names)>,
}

impl<'ast> Visit<'ast> for Flows {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let Some(init) = &local.init {
            self.found.push((bound(&local.pat), idents(&init.expr)));
        }
        visit::visit_local(self, local);
    }

    fn visit_expr(&mut self, whole: &'ast Expr) {
        match whole {
            Expr::Assign(e) => self.flow(&e.left, &e.right),
            Expr::Binary(e) if is_assigning(&e.op) => self.flow(&e.left, &e.right),
            Expr::ForLoop(e) => self.found.push((bound(&e.pat), idents(&e.expr))),
            Expr::MethodCall(e) => {
                let mut targets = Names::new();
                roots(&e.receiver, &mut targets);
                self.found.push((targets, idents(&e.args)));
            }
            Expr::If(e) => self.found.push((changed(whole), idents(&e.cond))),
            Expr::Match(e) => {
                let mut targets: Names = e.arms.iter().flat_map(|arm| bound(&arm.pat)).collect();
                targets.extend(changed(whole));
                self.found.push((targets, idents(&e.expr)));
            }
            Expr::Let(e) => self.found.push((bound(&e.pat), idents(&e.expr))),
            _ => {}
        }
        visit::visit_expr(self, whole);
    }
}

impl Flows {
    fn flow(&mut self, place: &Expr, value: &Expr) {
        let mut targets = Names::new();
        roots(place, &mut targets);
        self.found.push((targets, idents(value)));
    }
}

/// The names that a pattern binds, and a few more.
fn bound(pat: &Pat) -> Names {
    idents(pat)
}

pub(super) fn is_assigning(op: &BinOp) -> bool {
    matches!(
        op,
        BinOp::AddAssign(_)
            | BinOp::SubAssign(_)
            | BinOp::MulAssign(_)
            | BinOp::DivAssign(_)
            | BinOp::RemAssign(_)
            | BinOp::BitXorAssign(_)
            | BinOp::BitAndAssign(_)
            | BinOp::BitOrAssign(_)
            | BinOp::ShlAssign(_)
            | BinOp::ShrAssign(_)
    )
}
