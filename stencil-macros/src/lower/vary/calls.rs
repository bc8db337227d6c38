//! Calls: methods of numbers and arrays, window words, closures, nested functions, annotated helpers.

use super::super::infer::Ty;
use super::super::ir::{Expr, ExprId, FunId, Kind, Method};
use super::super::known::{self, Known};
use super::super::methods::{self, Arg, Word};
use super::super::obstacles::Construct;
use super::super::shape::Shape;
use super::Vary;
use super::percall::name_of;

impl<'a> Vary<'a> {
    pub(super) fn method(&mut self, e: &'a Expr, method: &'a Method) -> Shape {
        let receiver = self.expr(&method.receiver);
        let args: Vec<_> = method.args.iter().map(|arg| self.expr(arg)).collect();
        let name = method.name.to_string();
        if receiver == Shape::Window {
            return self.word(e, &name, method, &args);
        }
        let pixels = !receiver.is_uniform() || args.iter().any(|arg| !self.is_plain(arg));
        if !pixels {
            if self.masks > 0 && matches!(&*name, "unwrap" | "expect") {
                self.obstacle(e, Construct::Panic(name));
            }
            return Shape::Uniform;
        }
        if matches!(&*name, "clone" | "to_owned") {
            return receiver;
        }
        if let Some(shape) = self.array_method(e, &name, method, &receiver, &args) {
            return shape;
        }
        self.number_method(e, &name, method, &args)
    }

    /// Whether a value has nothing to do with pixels.
    fn is_plain(&self, shape: &Shape) -> bool {
        match shape {
            Shape::Closure(id) => self.out.closures.get(id).is_none_or(|closure| !closure.pixels),
            shape => shape.is_uniform(),
        }
    }

    fn number_method(&mut self, e: &'a Expr, name: &str, call: &'a Method, args: &[Shape]) -> Shape {
        if matches!(name, "unwrap" | "expect") {
            self.obstacle(e, Construct::Panic(name.into()));
            return Shape::Varying;
        }
        if matches!(name, "cast" | "into") && args.is_empty() {
            if name == "into" && self.typing.prim(e).is_none() {
                self.obstacle(e, Construct::Method(name.into()));
            }
            return Shape::Varying;
        }
        let Some(method) = methods::find(name).filter(|method| method.args.len() == args.len()) else {
            return self.unknown_call(e, name.into());
        };
        for (kind, shape) in method.args.iter().zip(args) {
            if *kind == Arg::Count && shape.varies() {
                return self.unknown_call(e, name.into());
            }
        }
        if methods::divides(name) {
            self.divisor(e, &call.args[0]);
        }
        if name == "clamp" && self.masks > 0 {
            self.clamp_bounds(e, call);
        }
        Shape::Varying
    }

    /// `clamp` panics on bounds in the wrong order: in a branch they must be written out.
    fn clamp_bounds(&mut self, e: &'a Expr, call: &'a Method) {
        let constant =
            |arg: &Expr| !arg.any(&mut |e| matches!(e.kind, Kind::Local(_) | Kind::Index(..) | Kind::Call(..)));
        if !call.args.iter().all(constant) {
            self.obstacle(e, Construct::Panic("clamp".into()));
        }
    }

    fn word(&mut self, e: &'a Expr, name: &str, method: &'a Method, args: &[Shape]) -> Shape {
        match methods::word(name) {
            None => {
                self.obstacle(e, Construct::WindowMethod(name.into()));
                Shape::Varying
            }
            Some(Word::Len) => Shape::Uniform,
            Some(Word::Fold(before)) => {
                let init = args.get(before).cloned().unwrap_or_default();
                match method.args.get(before + 1) {
                    Some(closure) => self.folded(closure, init, Shape::Varying).varied(),
                    None => Shape::Varying,
                }
            }
            Some(_) => {
                if args.iter().any(Shape::varies) {
                    self.obstacle(e, Construct::Index);
                }
                Shape::Varying
            }
        }
    }

    /// Methods of arrays and iterators whose elements vary, or that are given closures which read pixels.
    fn array_method(
        &mut self,
        e: &'a Expr,
        name: &str,
        method: &'a Method,
        receiver: &Shape,
        args: &[Shape],
    ) -> Option<Shape> {
        let sequence =
            matches!(receiver, Shape::Array(_)) || matches!(self.typing.known(&method.receiver), Ty::Sequence(_));
        if !sequence {
            return None;
        }
        let element = receiver.element();
        let same = || Some(receiver.clone());
        match (name, &*method.args) {
            ("len" | "is_empty", []) => Some(Shape::Uniform),
            ("iter" | "into_iter" | "iter_mut" | "copied" | "cloned" | "rev", []) => same(),
            ("step_by" | "skip" | "take", [_]) if !args[0].varies() => same(),
            ("chain", [_]) => Some(receiver.join(&args[0])),
            ("enumerate", []) => Some(Shape::array(Shape::tuple(vec![Shape::Uniform, element]))),
            ("zip", [_]) => Some(Shape::array(Shape::tuple(vec![element, args[0].element()]))),
            ("map", [f]) => Some(Shape::array(self.called(f, &[element]))),
            ("for_each", [f]) => {
                self.called(f, &[element]);
                Some(Shape::Uniform)
            }
            ("any" | "all", [f]) => {
                self.called(f, &[element]);
                Some(Shape::Varying)
            }
            ("sum" | "product", []) => Some(leafy(self, e, &element)),
            ("fold", [_, f]) => Some(self.folded(f, args[0].clone(), element)),
            ("swap" | "reverse" | "fill", _) => {
                self.changed_array(e, name, method, args);
                Some(Shape::Uniform)
            }
            _ => None,
        }
    }

    fn changed_array(&mut self, e: &'a Expr, name: &str, method: &'a Method, args: &[Shape]) {
        if method.receiver.root().is_some_and(|root| self.masks > self.declared[root]) {
            self.obstacle(e, Construct::Effect(format!("`{name}`")));
        }
        if name == "fill" {
            let value = Shape::array(args.first().cloned().unwrap_or_default());
            self.assign(&method.receiver, &value);
        } else if args.iter().any(Shape::varies) {
            self.obstacle(e, Construct::Index);
        }
    }

    /// The value of a fold with an operator whose first argument is its own result.
    fn folded(&mut self, f: &'a Expr, init: Shape, element: Shape) -> Shape {
        let mut acc = init;
        loop {
            let next = acc.join(&self.called(f, &[acc.clone(), element.clone()]));
            if next == acc {
                return acc;
            }
            acc = next;
        }
    }

    /// The value of something callable in argument position, given the shapes of its arguments.
    fn called(&mut self, f: &'a Expr, args: &[Shape]) -> Shape {
        match (self.out.exprs[f.id].clone(), &f.kind) {
            (Shape::Closure(id), _) => self.closure_call(f, id, args),
            (_, Kind::Fun(id, _)) if args.iter().any(|arg| !arg.is_uniform()) => self.nested_call(f, *id, args),
            (_, Kind::Path(path)) => {
                if args.iter().all(Shape::is_uniform) {
                    return Shape::Uniform;
                }
                match known::callee(&path.path, self.with) {
                    Some(Known::Method(_) | Known::MinMax(_) | Known::Cast(_) | Known::Helper) => Shape::Varying,
                    _ => {
                        self.obstacle(f, Construct::CallOfUnknownType(name_of(f)));
                        Shape::Varying
                    }
                }
            }
            _ => Shape::Uniform,
        }
    }

    fn closure_call(&mut self, e: &'a Expr, id: ExprId, args: &[Shape]) -> Shape {
        let info = self.out.closures.entry(id).or_default();
        info.params.resize(info.params.len().max(args.len()), Shape::Never);
        let mut changed = false;
        for (param, arg) in info.params.iter_mut().zip(args) {
            let joined = param.join(arg);
            changed |= joined != *param;
            *param = joined;
        }
        let info = info.clone();
        self.changed |= changed;
        if info.assigns && self.masks > info.masks {
            self.obstacle(e, Construct::ClosureAssigns);
        }
        if info.panics && self.masks > info.masks {
            self.obstacle(e, Construct::Panic(self.called_name(e)));
        }
        // The closure may be analysed before its first call.
        if let Some(closure) = self.closures.get(&id).copied().filter(|_| changed) {
            for (index, (pat, _)) in closure.params.iter().enumerate() {
                let shape = info.params.get(index).cloned().unwrap_or_default();
                let mut vars = Vec::new();
                pat.each_var(&mut |var| vars.push(var));
                if let [var] = *vars {
                    self.grow_var(var, &shape);
                }
            }
        }
        if info.value == Shape::Never { Shape::Never } else { info.value }
    }

    /// What a message calls the function that `e` calls.
    fn called_name(&self, e: &Expr) -> String {
        match &e.kind {
            Kind::Call(callee, _) => self.called_name(callee),
            Kind::Local(var) => self.program.vars[*var].ident.to_string(),
            _ => name_of(e),
        }
    }

    pub(super) fn call(&mut self, e: &'a Expr, callee: &'a Expr, args: &'a [Expr]) -> Shape {
        if self.is_swap(callee) {
            return self.swap(args);
        }
        let head = self.expr(callee);
        let shapes: Vec<_> = args.iter().map(|arg| self.expr(arg)).collect();
        if let Shape::Closure(id) = head {
            return self.closure_call(e, id, &shapes);
        }
        let plain = shapes.iter().all(|shape| self.is_plain(shape));
        match &callee.kind {
            Kind::Fun(id, _) if !plain => self.nested_call(e, *id, &shapes),
            Kind::Path(path) => {
                let known = known::callee(&path.path, self.with);
                match known {
                    Some(Known::FromFn) => {
                        Shape::array(args.first().map_or(Shape::Uniform, |f| self.called(f, &[Shape::Uniform])))
                    }
                    _ if plain => Shape::Uniform,
                    Some(Known::Method(name)) => self.ufcs(e, name, args, &shapes),
                    Some(Known::MinMax(_) | Known::Cast(_)) => Shape::Varying,
                    Some(Known::Helper) => self.helper(args),
                    Some(Known::Swap) | None => self.unknown_call(e, name_of(callee)),
                }
            }
            _ if plain => Shape::Uniform,
            _ => self.unknown_call(e, name_of(callee)),
        }
    }

    /// `f32::max(a, b)`.
    fn ufcs(&mut self, e: &'a Expr, name: &'static str, args: &'a [Expr], shapes: &[Shape]) -> Shape {
        let Some(method) = methods::find(name).filter(|method| method.args.len() + 1 == args.len()) else {
            return self.unknown_call(e, name.into());
        };
        let counted = method.args.iter().zip(&shapes[1..]).any(|(kind, shape)| *kind == Arg::Count && shape.varies());
        if counted {
            return self.unknown_call(e, name.into());
        }
        if methods::divides(name) {
            self.divisor(e, &args[1]);
        }
        Shape::Varying
    }

    pub(super) fn is_swap(&self, callee: &Expr) -> bool {
        matches!(&callee.kind, Kind::Path(path) if matches!(known::callee(&path.path, self.with), Some(Known::Swap)))
    }

    /// `std::mem::swap(&mut a, &mut b)`: each is assigned the other.
    fn swap(&mut self, args: &'a [Expr]) -> Shape {
        let [a, b] = args else { return Shape::Uniform };
        let inner = |e: &'a Expr| if let Kind::Ref(true, place) = &e.kind { &**place } else { e };
        let (x, y) = (self.expr(inner(a)), self.expr(inner(b)));
        self.assign(inner(a), &x.join(&y));
        self.assign(inner(b), &x.join(&y));
        for (e, shape) in [(a, &x), (b, &y)] {
            self.out.exprs[e.id] = self.out.exprs[e.id].join(shape);
        }
        Shape::Uniform
    }

    /// An annotated helper: everything that it is given varies, and what it may change does too.
    fn helper(&mut self, args: &'a [Expr]) -> Shape {
        for arg in args {
            if let Kind::Ref(true, place) = &arg.kind {
                self.assign(place, &Shape::Varying);
            }
        }
        Shape::Varying
    }

    fn nested_call(&mut self, e: &'a Expr, id: FunId, args: &[Shape]) -> Shape {
        let fun = &mut self.out.funs[id];
        if fun.active {
            let name = self.program.funs[id].as_ref().map_or_else(String::new, |fun| fun.item.sig.ident.to_string());
            self.obstacle(e, Construct::Recursion(name));
            return Shape::Varying;
        }
        if self.program.funs[id].is_none() {
            return self.unknown_call(e, name_of(e));
        }
        if fun.panics && self.masks > 0 {
            self.obstacle(e, Construct::Panic(self.called_name(e)));
        }
        let fun = &mut self.out.funs[id];
        let mut changed = !fun.pixels;
        fun.pixels = true;
        fun.params.resize(fun.params.len().max(args.len()), Shape::Never);
        for (param, arg) in fun.params.iter_mut().zip(args) {
            let joined = param.join(arg);
            changed |= joined != *param;
            *param = joined;
        }
        self.changed |= changed;
        self.out.funs[id].value.clone()
    }
}

/// The sum of elements that vary.
fn leafy(vary: &mut Vary<'_>, e: &Expr, element: &Shape) -> Shape {
    if !vary.typing.is_scalar(e) {
        vary.obstacle(e, Construct::Method("sum".into()));
    }
    if element.varies() { Shape::Varying } else { Shape::Uniform }
}
