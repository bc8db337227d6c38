//! Blocks and statements.

use super::super::ir::{Block, Expr, Let, Stmt};
use super::Resolver;
use super::value::Value;
use syn::Type;
use syn::spanned::Spanned;

impl Resolver {
    pub(super) fn block(&mut self, block: &syn::Block) -> Block {
        self.scopes.enter();
        self.items(block);
        let mut out = Block::default();
        let last = block.stmts.len().saturating_sub(1);
        for (index, stmt) in block.stmts.iter().enumerate() {
            self.unrolling.spend();
            match stmt {
                syn::Stmt::Local(local) => out.stmts.push(self.local(local)),
                syn::Stmt::Expr(e, None) if index == last => out.tail = Some(self.boxed(e)),
                syn::Stmt::Expr(e, _) => out.stmts.push(Stmt::Expr(self.expr(e))),
                syn::Stmt::Macro(mac) if mac.semi_token.is_none() && index == last => {
                    out.tail = Some(Box::new(self.macro_call(&mac.mac)));
                }
                syn::Stmt::Macro(mac) => out.stmts.push(Stmt::Expr(self.macro_call(&mac.mac))),
                syn::Stmt::Item(item) => out.stmts.push(self.item(item)),
            }
        }
        self.scopes.leave();
        out
    }

    fn local(&mut self, local: &syn::Local) -> Stmt {
        let init = local.init.as_ref().map(|init| self.expr(&init.expr));
        let otherwise = local.init.as_ref().and_then(|init| init.diverge.as_ref()).map(|(_, e)| self.expr(e));
        let (pat, ty) = match &local.pat {
            syn::Pat::Type(typed) => (&*typed.pat, Some(Type::clone(&typed.ty))),
            pat => (pat, None),
        };
        let value = self.initial_value(init.as_ref(), ty.as_ref());
        let pat = self.pattern(pat);
        self.learn(&pat, &value);
        Stmt::Let(Let { span: local.span(), pat, ty, init, otherwise, made: false })
    }

    fn initial_value(&self, init: Option<&Expr>, ty: Option<&Type>) -> Value {
        match (init.map(|e| self.eval(e)), ty.map(|ty| self.value_of_type(ty))) {
            (Some(value), _) if value != Value::Unknown => value,
            (_, Some(structure)) => structure,
            _ => Value::Unknown,
        }
    }
}
