//! Names in scope.

use super::super::ir::{ConstId, FunId, VarId};
use proc_macro2::Ident;
use std::collections::HashMap;

/// What a name stands for.
#[derive(Clone, Copy)]
pub(super) enum Name {
    Var(VarId),
    Const(ConstId),
    Fun(FunId),
    /// An item that the lowering has no opinion on; it hides outer names all the same.
    Item,
}

#[derive(Default)]
pub(super) struct Scopes {
    stack: Vec<Scope>,
}

#[derive(Default)]
struct Scope {
    names: HashMap<String, Name>,
    /// A nested function sees the items around it, but not the variables.
    function: bool,
}

impl Scopes {
    pub(super) fn enter(&mut self) {
        self.stack.push(Scope::default());
    }

    pub(super) fn enter_function(&mut self) {
        self.stack.push(Scope { names: HashMap::new(), function: true });
    }

    pub(super) fn leave(&mut self) {
        self.stack.pop();
    }

    pub(super) fn declare(&mut self, ident: &Ident, name: Name) {
        if let Some(scope) = self.stack.last_mut() {
            scope.names.insert(ident.to_string(), name);
        }
    }

    pub(super) fn find(&self, ident: &str) -> Option<Name> {
        let mut variables = true;
        for scope in self.stack.iter().rev() {
            match scope.names.get(ident) {
                Some(Name::Var(_)) if !variables => {}
                Some(name) => return Some(*name),
                None => {}
            }
            variables &= !scope.function;
        }
        None
    }

    pub(super) fn find_var(&self, ident: &str) -> Option<VarId> {
        match self.find(ident) {
            Some(Name::Var(var)) => Some(var),
            _ => None,
        }
    }
}
