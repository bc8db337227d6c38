//! Loops and jumps: rounds that are known to happen are run one by one, the rest is summed up in one.

use super::state::{self, State};
use super::value::{Value, Why};
use super::walk::Walk;
use syn::{Block, ExprForLoop, ExprLoop, ExprWhile, Label, Lifetime};

/// A loop or a labelled block on the way, and the states that jumped out of it.
#[derive(Default)]
pub(super) struct Frame {
    label: Option<Lifetime>,
    is_loop: bool,
    /// How many scopes there are outside of it.
    scopes: usize,
    next: Vec<State>,
    out: Vec<State>,
    value: Option<Value>,
}

impl Walk {
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
}
