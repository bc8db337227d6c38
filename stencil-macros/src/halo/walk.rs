//! The walk through the body: blocks and statements; every path is followed.

use super::loops::Frame;
use super::state::State;
use super::value::{Access, Value, Why, WindowSet};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;
use syn::{Block, Expr, Ident, Item, ItemConst, ItemStatic, Local, Stmt};

/// How many expressions are looked at before loops are summed up instead of run.
const FUEL: u32 = 100_000;
/// How deep calls of closures and nested functions are followed.
pub(crate) const DEPTH: u32 = 16;

/// What the walk found out about the windows.
pub(crate) enum Finding {
    Access(Access),
    /// A neighbourhood word: it looks at the whole window.
    Word {
        windows: WindowSet,
        word: Ident,
    },
    /// An index that cannot be one: of another number of axes, or not of integers.
    Misfit {
        windows: WindowSet,
        at: Expr,
    },
    /// The window went where the walk cannot follow.
    Escape {
        windows: WindowSet,
        at: Expr,
        why: Why,
    },
}

pub(crate) struct Walk {
    pub state: State,
    pub dims: usize,
    pub found: Vec<Finding>,
    /// The constants of the body's outer block, for those whose value is left to the compiler.
    pub items: TokenStream,
    pub type_params: Vec<String>,
    pub(super) calls: u32,
    pub(super) returned: Vec<Value>,
    /// How many conditions, of which it is not known whether they hold, the walk is inside of.
    pub(super) guards: u32,
    pub(super) frames: Vec<Frame>,
    pub(super) fuel: u32,
    /// The variables that somewhere hold what pixels decide. In lanes they do everywhere: what is known of their values
    /// bounds offsets, but decides no condition.
    pub varying: BTreeSet<String>,
}

impl Walk {
    pub(crate) fn new(dims: usize, type_params: Vec<String>) -> Self {
        let mut state = State::default();
        state.push();
        let (found, items, frames, returned) = (Vec::new(), TokenStream::new(), Vec::new(), Vec::new());
        let varying = BTreeSet::new();
        Self { state, dims, found, items, type_params, calls: 0, returned, guards: 0, frames, fuel: FUEL, varying }
    }

    /// Notes what a variable gets.
    pub(super) fn gets(&mut self, name: impl ToString, value: &Value) {
        if value.varies() {
            self.varying.insert(name.to_string());
        }
    }

    /// Spends one unit; false when loops are to be summed up.
    pub(super) fn burn(&mut self) -> bool {
        self.fuel = self.fuel.saturating_sub(1);
        self.fuel > 0
    }

    pub(crate) fn block(&mut self, block: &Block) -> Value {
        self.state.push();
        self.items_of(block);
        let mut value = Value::Tuple(Vec::new());
        for stmt in &block.stmts {
            if self.state.dead {
                break;
            }
            value = self.stmt(stmt);
        }
        self.state.pop();
        value
    }

    /// Items are in scope in their whole block, also above where they stand.
    fn items_of(&mut self, block: &Block) {
        let outermost = self.state.scopes.len() == 2 && self.calls == 0;
        let items =
            || block.stmts.iter().filter_map(|stmt| if let Stmt::Item(item) = stmt { Some(item) } else { None });
        if outermost {
            self.items = items().filter(|item| !matches!(item, Item::Macro(_))).map(|item| quote!(#item)).collect();
        }
        for item in items() {
            if let Item::Const(ItemConst { ident, .. }) | Item::Static(ItemStatic { ident, .. }) = item {
                self.state.bind(ident, Value::unknown(Why::Form));
            }
        }
        for item in items() {
            match item {
                Item::Fn(function) => self.state.bind(&function.sig.ident, Value::Function(function.clone().into())),
                Item::Const(constant) => self.constant(constant, outermost),
                _ => {}
            }
        }
    }

    fn constant(&mut self, constant: &ItemConst, outermost: bool) {
        let name = &constant.ident;
        let value = match self.expr(&constant.expr) {
            Value::Unknown(..) if outermost => {
                let items = &self.items;
                Value::Place(super::place::Place::new(quote!({ #items #name })))
            }
            known => known,
        };
        self.state.bind(name, value);
    }

    fn stmt(&mut self, stmt: &Stmt) -> Value {
        match stmt {
            Stmt::Local(local) => self.local(local),
            Stmt::Expr(expr, semi) => {
                let value = self.expr(expr);
                return if semi.is_some() { Value::Tuple(Vec::new()) } else { value };
            }
            Stmt::Macro(stmt) => return self.macro_call(&stmt.mac),
            Stmt::Item(_) => {}
        }
        Value::Tuple(Vec::new())
    }

    fn local(&mut self, local: &Local) {
        let Some(init) = &local.init else {
            self.bind_unknown(&local.pat, &Why::Form, 0);
            return;
        };
        let value = self.expr(&init.expr);
        if let Some((_, diverge)) = &init.diverge {
            let before = self.state.clone();
            self.expr(diverge);
            self.state = before;
        }
        self.bind(&local.pat, &value);
    }

    /// Runs both, from the same state, and goes on with what either leaves.
    pub(super) fn either(
        &mut self,
        first: impl FnOnce(&mut Self) -> Value,
        second: impl FnOnce(&mut Self) -> Value,
    ) -> Value {
        let before = self.state.clone();
        self.guards += 1;
        let a = first(self);
        let after_first = std::mem::replace(&mut self.state, before);
        let b = second(self);
        self.guards -= 1;
        let value = match (after_first.dead, self.state.dead) {
            (true, _) => b,
            (_, true) => a,
            _ => a.join(&b),
        };
        self.state = after_first.join(std::mem::take(&mut self.state));
        value
    }

    /// Follows a call with its own frames and variables; gives back what it returns.
    pub(super) fn call(&mut self, state: State, body: impl FnOnce(&mut Self) -> Value) -> Value {
        let outer_state = std::mem::replace(&mut self.state, state);
        let outer_frames = std::mem::take(&mut self.frames);
        let outer_returned = std::mem::take(&mut self.returned);
        self.calls += 1;
        let value = body(self);
        self.calls -= 1;
        let falls_through = !self.state.dead;
        let returned = std::mem::replace(&mut self.returned, outer_returned);
        self.frames = outer_frames;
        self.state = outer_state;
        let all = returned.into_iter().chain(falls_through.then_some(value));
        all.reduce(|all, value| all.join(&value)).unwrap_or(Value::Tuple(Vec::new()))
    }
}
