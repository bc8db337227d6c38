//! Calls: closures and nested functions are followed, anything else may do whatever it likes with its arguments.

use super::state::{self, State};
use super::value::{Closure, Value, Why, WindowSet};
use super::walk::{DEPTH, Walk};
use crate::tokens::{Matches, idents};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use std::rc::Rc;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprCall, ExprClosure, FnArg, ItemFn, Macro, Token};

impl Walk {
    pub(super) fn closure(&mut self, code: &ExprClosure) -> Value {
        self.state.forget_changes(&state::expr_changes(&code.body));
        let windows = self.windows_named(code.body.to_token_stream());
        Value::Closure(Rc::new(Closure { code: code.clone(), scopes: self.state.scopes.clone(), windows }))
    }

    /// The windows that some code can see by their names.
    fn windows_named(&self, code: TokenStream) -> WindowSet {
        let words = idents(code);
        let named = words.iter().filter_map(|word| self.state.get(word));
        named.fold(0, |set, value| set | value.windows())
    }

    pub(super) fn function_call(&mut self, call: &ExprCall) -> Value {
        if let Some(value) = self.integer_function(call) {
            return value;
        }
        let function = self.expr(&call.func);
        let args: Vec<Value> = call.args.iter().map(|arg| self.expr(arg)).collect();
        match &function {
            Value::Closure(_) | Value::Function(_) if self.calls < DEPTH => self.inline(&function, &args),
            unknown => {
                let function = &call.func;
                let name = quote!(#function).to_string().replace(' ', "");
                self.escape(unknown.windows(), function, Why::Form);
                self.hand_over(&call.args, &args, &Why::Call(name))
            }
        }
    }

    /// A call that cannot be followed: windows among the arguments escape, closures may be called with anything.
    pub(super) fn hand_over(&mut self, written: &Punctuated<Expr, Token![,]>, args: &[Value], why: &Why) -> Value {
        for (at, value) in written.iter().zip(args) {
            match value {
                Value::Closure(_) | Value::Function(_) if self.calls < DEPTH => {
                    self.inline(value, &[]);
                }
                other => self.escape(other.windows(), at, why.clone()),
            }
        }
        Value::unknown(why.clone())
    }

    /// Follows the call of a closure or a nested function; arguments that are not given are unknown.
    pub(super) fn inline(&mut self, function: &Value, args: &[Value]) -> Value {
        match function {
            Value::Closure(closure) => {
                let mut state = State { scopes: closure.scopes.clone(), dead: false };
                state.push();
                self.call(state, |walk| {
                    for (i, pattern) in closure.code.inputs.iter().enumerate() {
                        walk.bind(pattern, args.get(i).unwrap_or(&Value::unknown(Why::Form)));
                    }
                    walk.expr(&closure.code.body)
                })
            }
            Value::Function(function) => self.inline_function(function, args),
            _ => Value::unknown(Why::Form),
        }
    }

    fn inline_function(&mut self, function: &ItemFn, args: &[Value]) -> Value {
        let items_only =
            |value: &Value| matches!(value, Value::Function(_) | Value::Place(_) | Value::List(_) | Value::Int(_));
        let mut state = State::default();
        state.push();
        // A nested function sees the items around it; a variable of the same name cannot be meant.
        for (name, value) in self.state.scopes.iter().flatten().filter(|(_, value)| items_only(value)) {
            state.bind(name, value.clone());
        }
        self.call(state, |walk| {
            for (i, input) in function.sig.inputs.iter().enumerate() {
                if let FnArg::Typed(typed) = input {
                    walk.bind(&typed.pat, args.get(i).unwrap_or(&Value::unknown(Why::Form)));
                }
            }
            walk.block(&function.block)
        })
    }

    /// A macro's arguments are looked at if they are expressions, as in `assert!`; otherwise its windows escape.
    pub(super) fn macro_call(&mut self, mac: &Macro) -> Value {
        let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
        let name = mac.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        if ["panic", "unreachable", "todo", "unimplemented"].contains(&name.as_str()) {
            self.state.dead = true;
            return Value::unknown(Why::Form);
        }
        if let ("matches", Ok(code)) = (name.as_str(), mac.parse_body::<Matches>()) {
            return self.matches_macro(&code);
        }
        match mac.parse_body_with(parser) {
            Ok(args) => {
                let values: Vec<Value> = args.iter().map(|arg| self.expr(arg)).collect();
                let plain = ["assert", "assert_eq", "assert_ne", "debug_assert", "debug_assert_eq", "vec"];
                if !plain.contains(&name.as_str()) {
                    self.hand_over(&args, &values, &Why::Macro(name.clone()));
                }
            }
            Err(_) => self.opaque_macro(mac, &name),
        }
        Value::unknown(Why::Macro(name))
    }

    fn matches_macro(&mut self, code: &Matches) -> Value {
        let value = self.expr(&code.value);
        self.state.push();
        let mut fits = self.bind(&code.pat, &value).into_value();
        if let (Some(guard), false) = (&code.guard, matches!(fits, Value::Bool(false))) {
            fits = match self.expr(guard) {
                Value::Bool(true) => fits,
                other => other,
            };
        }
        self.state.pop();
        fits
    }

    fn opaque_macro(&mut self, mac: &Macro, name: &str) {
        let hidden = self.windows_named(mac.tokens.clone());
        let at = Expr::Macro(syn::ExprMacro { attrs: Vec::new(), mac: mac.clone() });
        self.escape(hidden, &at, Why::Macro(name.to_owned()));
    }
}
