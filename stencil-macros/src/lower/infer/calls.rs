//! The types of calls.

use super::super::ir::{Expr, Kind, Method};
use super::super::methods::{self, Arg, Gives, Word};
use super::{Callee, Infer, Prim, Ty};
use syn::{GenericArgument, Type};

impl Infer<'_> {
    pub(super) fn method(&mut self, method: &Method) -> Ty {
        let receiver = self.expr(&method.receiver);
        let args: Vec<_> = method.args.iter().map(|arg| self.expr(arg)).collect();
        let name = method.name.to_string();
        match self.typing.types.shallow(&receiver) {
            Ty::Window(element) => self.word(&name, *element, method),
            Ty::Sequence(element) => self.sequence_method(&name, &element, method, &args),
            Ty::Tuple(_) | Ty::Other => self.own_method(&name, &receiver),
            _ => self.number_method(&name, receiver, &args, method),
        }
    }

    /// A method of numbers, if it is one.
    fn number_method(&mut self, name: &str, receiver: Ty, args: &[Ty], call: &Method) -> Ty {
        if name == "cast" {
            return self.turbofish(call).unwrap_or_else(|| self.typing.types.open());
        }
        let Some(method) = methods::find(name).filter(|method| method.args.len() == args.len()) else {
            return self.own_method(name, &receiver);
        };
        for (kind, arg) in method.args.iter().zip(args) {
            if *kind == Arg::Same {
                self.unify(&receiver, arg);
            }
        }
        let prim = self.typing.types.prim(&receiver);
        match (method.gives, prim) {
            (Gives::Same, _) => receiver,
            (Gives::Bool, _) => Ty::BOOL,
            (Gives::U32, _) | (Gives::Bits, Some(Prim::F32)) => Ty::Prim(Prim::U32),
            (Gives::Bits, Some(Prim::F64)) => Ty::Prim(Prim::U64),
            (Gives::Unsigned, Some(prim)) => Ty::Prim(prim.unsigned()),
            (Gives::Unsigned | Gives::Bits, _) => self.typing.types.open(),
        }
    }

    fn own_method(&mut self, name: &str, receiver: &Ty) -> Ty {
        match name {
            "clone" | "to_owned" => receiver.clone(),
            _ => self.typing.types.open(),
        }
    }

    fn turbofish(&mut self, call: &Method) -> Option<Ty> {
        let ty = call.turbofish.as_ref()?.args.iter().find_map(|arg| match arg {
            GenericArgument::Type(ty) => Some(Type::clone(ty)),
            _ => None,
        })?;
        Some(self.typing.types.written(&ty))
    }

    fn word(&mut self, name: &str, element: Ty, method: &Method) -> Ty {
        match methods::word(name) {
            Some(Word::Element) => element,
            Some(Word::Mean) => self.typing.types.prim(&element).map_or_else(|| self.typing.types.open(), mean_of),
            Some(Word::Sum) => self.typing.types.prim(&element).map_or_else(|| self.typing.types.open(), sum_of),
            None => self.typing.types.open(),
            Some(Word::Count) => Ty::Prim(Prim::U32),
            Some(Word::Len) => Ty::Prim(Prim::Usize),
            Some(Word::Fold(before)) => {
                let acc = method.args.get(before).map(|init| self.typing.exprs[init.id].clone());
                let acc = acc.unwrap_or_else(|| self.typing.types.open());
                self.closure(method.args.get(before + 1), &[acc.clone(), element], &acc);
                acc
            }
        }
    }

    /// Tells a closure in argument position what it is called with and what it should give.
    fn closure(&mut self, closure: Option<&Expr>, params: &[Ty], value: &Ty) {
        let Some(closure) = closure.and_then(|e| self.closures.get(&Callee::Expr(e.id))).cloned() else { return };
        closure.params.iter().zip(params).for_each(|(a, b)| self.unify(a, b));
        self.unify(&closure.value, value);
    }

    /// Methods of arrays and iterators.
    fn sequence_method(&mut self, name: &str, element: &Ty, method: &Method, args: &[Ty]) -> Ty {
        let same = || Ty::Sequence(Box::new(element.clone()));
        match name {
            "iter" | "into_iter" | "iter_mut" | "copied" | "cloned" | "rev" | "step_by" | "skip" | "take" | "clone"
            | "to_vec" | "collect" | "as_slice" | "chain" => same(),
            "len" | "count" => Ty::Prim(Prim::Usize),
            "enumerate" => Ty::Sequence(Box::new(Ty::Tuple(vec![Ty::Prim(Prim::Usize), element.clone()]))),
            "zip" => {
                let other = self.typing.types.open();
                if let Some(arg) = args.first() {
                    self.unify(arg, &Ty::Sequence(Box::new(other.clone())));
                }
                Ty::Sequence(Box::new(Ty::Tuple(vec![element.clone(), other])))
            }
            "map" => {
                let value = self.typing.types.open();
                self.closure(method.args.first(), std::slice::from_ref(element), &value);
                Ty::Sequence(Box::new(value))
            }
            "filter" | "take_while" | "skip_while" => {
                self.closure(method.args.first(), std::slice::from_ref(element), &Ty::BOOL);
                same()
            }
            "any" | "all" => {
                self.closure(method.args.first(), std::slice::from_ref(element), &Ty::BOOL);
                Ty::BOOL
            }
            "for_each" => {
                self.closure(method.args.first(), std::slice::from_ref(element), &Ty::UNIT);
                Ty::UNIT
            }
            "sum" | "product" => {
                if let Some(ty) = self.turbofish(method) {
                    self.unify(&ty, element);
                }
                element.clone()
            }
            "fold" => {
                let acc = args.first().cloned().unwrap_or_else(|| self.typing.types.open());
                self.closure(method.args.get(1), &[acc.clone(), element.clone()], &acc);
                acc
            }
            "contains" | "is_empty" => Ty::BOOL,
            "fill" => {
                args.iter().for_each(|arg| self.unify(arg, element));
                Ty::UNIT
            }
            "swap" | "sort" | "sort_unstable" | "sort_by" | "sort_unstable_by" | "reverse" => Ty::UNIT,
            _ => self.typing.types.open(),
        }
    }

    pub(super) fn call(&mut self, callee: &Expr, args: &[Expr]) -> Ty {
        let args: Vec<_> = args.iter().map(|arg| self.expr(arg)).collect();
        match &callee.kind {
            Kind::Fun(id, _) => self.nested_call(*id, &args),
            Kind::Local(var) => match self.closures.get(&Callee::Var(*var)).cloned() {
                Some(closure) => {
                    closure.params.iter().zip(&args).for_each(|(a, b)| self.unify(a, b));
                    closure.value
                }
                None => self.typing.types.open(),
            },
            Kind::Path(path) => self.path_call(path, &args),
            _ => {
                self.expr(callee);
                self.typing.types.open()
            }
        }
    }

    fn nested_call(&mut self, id: usize, args: &[Ty]) -> Ty {
        let program = self.program;
        let Some(fun) = program.funs.get(id).and_then(Option::as_ref) else { return self.typing.types.open() };
        let generic = !fun.item.sig.generics.params.is_empty();
        for ((_, ty), arg) in fun.params.iter().zip(args).filter(|_| !generic) {
            let ty = self.typing.types.written(ty);
            self.unify(arg, &ty);
        }
        match &fun.returns {
            Some(ty) if !generic => self.typing.types.written(ty),
            Some(_) => self.typing.types.open(),
            None => Ty::UNIT,
        }
    }

    /// `f32::max(a, b)`, `f32::from(x)`, `std::cmp::max(a, b)`, `std::mem::swap(..)`.
    fn path_call(&mut self, path: &syn::ExprPath, args: &[Ty]) -> Ty {
        let segments: Vec<_> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let segments: Vec<_> = segments.iter().map(String::as_str).collect();
        match &*segments {
            [.., prim, name] if Prim::named(prim).is_some() => {
                let ty = Prim::named(prim).map_or(Ty::Other, Ty::Prim);
                if matches!(*name, "from" | "from_bits") {
                    return ty;
                }
                match methods::find(name) {
                    Some(method) => {
                        let same = args.iter().zip(std::iter::once(&Arg::Same).chain(method.args));
                        for (arg, _) in same.filter(|(_, kind)| **kind == Arg::Same) {
                            self.unify(arg, &ty);
                        }
                        match method.gives {
                            Gives::Same => ty,
                            Gives::Bool => Ty::BOOL,
                            Gives::U32 => Ty::Prim(Prim::U32),
                            Gives::Unsigned | Gives::Bits => self.typing.types.open(),
                        }
                    }
                    None => self.typing.types.open(),
                }
            }
            [.., "cmp", "min" | "max"] | [.., "Scalar" | "Ord", "min" | "max"] => {
                let value = self.typing.types.open();
                args.iter().for_each(|arg| self.unify(arg, &value));
                value
            }
            [.., "mem", "swap"] | ["swap"] => {
                if let [a, b] = args {
                    self.unify(a, b);
                }
                Ty::UNIT
            }
            _ => self.typing.types.open(),
        }
    }
}

/// The type of `Window::sum`.
fn sum_of(element: Prim) -> Ty {
    Ty::Prim(match element {
        Prim::Bool | Prim::U8 | Prim::U16 => Prim::U32,
        Prim::I8 | Prim::I16 => Prim::I32,
        Prim::U32 => Prim::U64,
        Prim::I32 => Prim::I64,
        other => other,
    })
}

/// The type of `Window::mean`.
fn mean_of(element: Prim) -> Ty {
    let single = matches!(element, Prim::Bool | Prim::U8 | Prim::U16 | Prim::I8 | Prim::I16 | Prim::F32);
    Ty::Prim(if single { Prim::F32 } else { Prim::F64 })
}
