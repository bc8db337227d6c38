//! The walk through the body: every path is followed, loops with known rounds are run round by round.

use super::state::{self, State};
use super::value::{Access, Value, Why, WindowSet};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Block, Expr, ExprForLoop, ExprLoop, ExprWhile, Ident, Item, ItemConst, ItemStatic, Label, Lifetime, Local, Stmt,
};

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

/// A loop or a labelled block on the way, and the states that jumped out of it.
#[derive(Default)]
struct Frame {
    label: Option<Lifetime>,
    is_loop: bool,
    /// How many scopes there are outside of it.
    scopes: usize,
    next: Vec<State>,
    out: Vec<State>,
    value: Option<Value>,
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
    frames: Vec<Frame>,
    fuel: u32,
}

impl Walk {
    pub(crate) fn new(dims: usize, type_params: Vec<String>) -> Self {
        let mut state = State::default();
        state.push();
        let (found, items, frames, returned) = (Vec::new(), TokenStream::new(), Vec::new(), Vec::new());
        Self { state, dims, found, items, type_params, calls: 0, returned, guards: 0, frames, fuel: FUEL }
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

    pub(super) fn for_loop(&mut self, code: &ExprForLoop) -> Value {
        let items = self.expr(&code.expr);
        let changes = state::block_changes(&code.body);
        self.enter(code.label.as_ref(), true);
        match items {
            Value::List(items) if self.fuel > 0 => {
                for (done, item) in items.iter().enumerate() {
                    if !self.burn() {
                        self.once(&changes, |walk| walk.round(code, &Value::List(items[done..].to_vec()).each()));
                        break;
                    }
                    self.round(code, item);
                    if self.state.dead {
                        break;
                    }
                }
            }
            Value::List(items) if items.is_empty() => {}
            items => self.once(&changes, |walk| walk.round(code, &items.each())),
        }
        self.leave();
        Value::Tuple(Vec::new())
    }

    fn round(&mut self, code: &ExprForLoop, item: &Value) {
        self.state.push();
        self.bind(&code.pat, item);
        self.block(&code.body);
        self.state.pop();
        self.next_round();
    }

    pub(super) fn while_loop(&mut self, code: &ExprWhile) -> Value {
        let mut changes = state::block_changes(&code.body);
        changes.extend(state::expr_changes(&code.cond));
        self.rounds(code.label.as_ref(), &changes, |walk| {
            walk.state.push();
            let cond = walk.expr(&code.cond);
            if !matches!(cond, Value::Bool(false)) {
                walk.block(&code.body);
            }
            walk.state.pop();
            match cond {
                Value::Bool(goes_on) => Some(goes_on),
                _ => None,
            }
        });
        Value::Tuple(Vec::new())
    }

    pub(super) fn endless_loop(&mut self, code: &ExprLoop) -> Value {
        let changes = state::block_changes(&code.body);
        self.rounds(code.label.as_ref(), &changes, |walk| {
            walk.block(&code.body);
            Some(!walk.state.dead || walk.frames.last().is_some_and(|frame| !frame.next.is_empty()))
        })
    }

    /// Runs rounds while it is known that there is a next one, then sums up the rest.
    fn rounds(
        &mut self,
        label: Option<&Label>,
        changes: &[String],
        mut round: impl FnMut(&mut Self) -> Option<bool>,
    ) -> Value {
        self.enter(label, true);
        loop {
            let before = self.state.clone();
            let exits = self.frames.last().map_or(0, |frame| frame.out.len());
            let goes_on = if self.burn() { round(self) } else { None };
            self.next_round();
            let jumped = self.frames.last().map_or(0, |frame| frame.out.len()) > exits;
            match goes_on {
                Some(true) if !self.state.dead && !jumped => {}
                Some(true) if self.state.dead => break,
                Some(false) => break,
                _ => {
                    self.state = before;
                    self.once(changes, |walk| {
                        round(walk);
                    });
                    break;
                }
            }
        }
        self.leave()
    }

    /// One round for all: what it changes is unknown before and after.
    fn once(&mut self, changes: &[String], round: impl FnOnce(&mut Self)) {
        self.state.forget_changes(changes);
        let any = self.state.clone();
        round(self);
        self.next_round();
        self.state = any;
    }

    fn enter(&mut self, label: Option<&Label>, is_loop: bool) {
        let label = label.map(|label| label.name.clone());
        let scopes = self.state.scopes.len();
        self.frames.push(Frame { label, is_loop, scopes, ..Frame::default() });
    }

    /// Brings in what said `continue`.
    fn next_round(&mut self) {
        let skipped = self.frames.last_mut().map(|frame| std::mem::take(&mut frame.next)).unwrap_or_default();
        self.state = skipped.into_iter().fold(std::mem::take(&mut self.state), |all, state| all.join(state));
    }

    /// Brings in what said `break`.
    fn leave(&mut self) -> Value {
        let Some(frame) = self.frames.pop() else { return Value::unknown(Why::Form) };
        self.state = frame.out.into_iter().fold(std::mem::take(&mut self.state), |all, state| all.join(state));
        frame.value.unwrap_or(Value::Tuple(Vec::new()))
    }

    pub(super) fn labelled_block(&mut self, label: Option<&Label>, block: &Block) -> Value {
        if label.is_none() {
            return self.block(block);
        }
        self.enter(label, false);
        let value = self.block(block);
        let fell_through = !self.state.dead;
        let broken = self.frames.last().and_then(|frame| frame.value.clone());
        self.leave();
        match broken {
            Some(broken) if fell_through => value.join(&broken),
            Some(broken) => broken,
            None => value,
        }
    }

    /// `continue`, or `break` with its value.
    pub(super) fn jump(&mut self, label: Option<&Lifetime>, value: Option<Value>, goes_on: bool) -> Value {
        let target = self.frames.iter().rposition(|frame| match label {
            Some(label) => frame.label.as_ref() == Some(label),
            None => frame.is_loop,
        });
        if let Some(target) = target {
            let mut state = self.state.clone();
            let frame = &mut self.frames[target];
            state.scopes.truncate(frame.scopes);
            if goes_on {
                frame.next.push(state);
            } else {
                frame.out.push(state);
                frame.value = match (frame.value.take(), value) {
                    (Some(a), Some(b)) => Some(a.join(&b)),
                    (a, b) => a.or(b),
                };
            }
        }
        self.state.dead = true;
        Value::Tuple(Vec::new())
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
