//! Items declared in the body: constants, which may size loops, and functions, which may be called with pixels.

use super::super::ir::{Fun, Role, Stmt};
use super::scope::Name;
use super::{Constant, Resolver, Source, SourceArg};
use quote::ToTokens;
use syn::{FnArg, Ident, Item, ItemFn, Pat, ReturnType, Type};

impl Resolver {
    /// Declares the items of a block: they are visible before the place where they stand.
    pub(super) fn items(&mut self, block: &syn::Block) {
        let items =
            || block.stmts.iter().filter_map(|stmt| if let syn::Stmt::Item(item) = stmt { Some(item) } else { None });
        for item in items() {
            match item {
                Item::Const(item) => {
                    let id = self.consts.len();
                    let value = self.value_of_type(&item.ty);
                    self.consts.push(Constant { value, ty: (*item.ty).clone() });
                    self.scopes.declare(&item.ident, Name::Const(id));
                }
                Item::Fn(item) if item.sig.inputs.iter().any(|arg| plain_param(arg).is_none()) => {
                    self.scopes.declare(&item.sig.ident, Name::Item);
                }
                Item::Fn(item) => {
                    self.funs.push(None);
                    self.scopes.declare(&item.sig.ident, Name::Fun(self.funs.len() - 1));
                }
                Item::Static(item) => self.scopes.declare(&item.ident, Name::Item),
                _ => {}
            }
        }
        for item in items() {
            if let (Item::Const(item), Some(Name::Const(id))) = (item, self.item_name(item)) {
                let init = self.expr(&item.expr);
                let value = self.eval(&init);
                if value != super::value::Value::Unknown {
                    self.consts[id].value = value;
                }
            }
        }
    }

    fn item_name(&self, item: &Item) -> Option<Name> {
        match item {
            Item::Const(item) => self.scopes.find(&item.ident.to_string()),
            Item::Fn(item) => self.scopes.find(&item.sig.ident.to_string()),
            _ => None,
        }
    }

    pub(super) fn item(&mut self, item: &Item) -> Stmt {
        match (item, self.item_name(item)) {
            (Item::Fn(function), Some(Name::Fun(id))) => match self.nested(function) {
                Some(fun) => {
                    self.funs[id] = Some(fun);
                    Stmt::Fun(id)
                }
                None => Stmt::Item(item.to_token_stream()),
            },
            _ => Stmt::Item(item.to_token_stream()),
        }
    }

    /// Resolves a nested function. All its parameters may turn out to vary.
    fn nested(&mut self, item: &ItemFn) -> Option<Fun> {
        let unit: Type = syn::parse_quote!(());
        let returns = match &item.sig.output {
            ReturnType::Default => None,
            ReturnType::Type(_, ty) => Some(Type::clone(ty)),
        };
        let params: Vec<(&Ident, &Type, bool)> = item.sig.inputs.iter().map(plain_param).collect::<Option<_>>()?;
        let args =
            params.iter().map(|&(name, ty, mutable)| SourceArg { name, ty, role: Role::Varying, mutable }).collect();
        let source = Source { args, body: &item.block, returns: returns.as_ref().unwrap_or(&unit) };
        let (arguments, body) = self.function(&source);
        let params = arguments
            .into_iter()
            .map(|arg| (super::super::ir::Pat::Bind { var: arg.var, by_ref: false, sub: None }, arg.ty));
        Some(Fun { item: item.clone(), params: params.collect(), returns, body })
    }
}

/// `name: Type`, with or without `mut`.
fn plain_param(arg: &FnArg) -> Option<(&Ident, &Type, bool)> {
    let FnArg::Typed(typed) = arg else { return None };
    match &*typed.pat {
        Pat::Ident(pat) if pat.by_ref.is_none() && pat.subpat.is_none() => {
            Some((&pat.ident, &typed.ty, pat.mutability.is_some()))
        }
        _ => None,
    }
}
