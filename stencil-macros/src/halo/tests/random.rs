//! Random bodies: the halo holds every offset that is read when they are run, and is exact if nothing in them depends
//! on a parameter.

use super::super::study;
use crate::args::Args;
use crate::model::Kernel;
use crate::report::Errors;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};
use std::collections::HashMap;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    fn number(&mut self) -> i64 {
        self.roll(7) as i64 - 3
    }
}

enum Num {
    Lit(i64),
    Var(usize),
    Loop(usize),
    /// The parameter, whose value the macro cannot know.
    Param,
    Binary(&'static str, Box<Num>, Box<Num>),
    Clamp(Box<Num>, i64),
}

enum Code {
    Set(usize, Num),
    Read(Num, Num),
    If(Num, Num, Vec<Code>, Vec<Code>),
    Range(usize, i64, i64, Vec<Code>),
    Table(usize, Vec<(i64, i64)>, Vec<Code>),
    Jump(Num, Num, bool),
}

/// How many variables there are, all declared at the top.
const VARS: usize = 3;

struct Maker {
    dice: Dice,
    params: bool,
    loops: usize,
}

impl Maker {
    fn num(&mut self, depth: usize) -> Num {
        match self.dice.roll(if depth == 0 { 4 } else { 9 }) {
            0 => Num::Lit(self.dice.number()),
            1 => Num::Var(self.dice.roll(VARS)),
            2 if self.loops > 0 => Num::Loop(self.dice.roll(2 * self.loops)),
            3 if self.params => Num::Param,
            4 => Num::Clamp(Box::new(self.num(depth - 1)), 1 + self.dice.roll(4) as i64),
            5 => Num::Binary("%", Box::new(self.num(depth - 1)), Box::new(Num::Lit(1 + self.dice.roll(4) as i64))),
            6 => Num::Binary("*", Box::new(self.num(depth - 1)), Box::new(Num::Lit(self.dice.number()))),
            7 => Num::Binary("-", Box::new(self.num(depth - 1)), Box::new(self.num(depth - 1))),
            8 => Num::Binary("+", Box::new(self.num(depth - 1)), Box::new(self.num(depth - 1))),
            _ => Num::Lit(self.dice.number()),
        }
    }

    fn block(&mut self, depth: usize) -> Vec<Code> {
        let count = 1 + self.dice.roll(3);
        (0..count).map(|_| self.code(depth)).collect()
    }

    fn code(&mut self, depth: usize) -> Code {
        match self.dice.roll(if depth == 0 { 5 } else { 9 }) {
            0 | 1 => Code::Set(self.dice.roll(VARS), self.num(2)),
            2 | 3 => Code::Read(self.num(2), self.num(2)),
            4 if self.loops > 0 => Code::Jump(self.num(1), self.num(1), self.dice.roll(2) == 0),
            5 | 6 => Code::If(self.num(1), self.num(1), self.block(depth - 1), self.block(depth - 1)),
            7 => self.looping(|maker, number| {
                let start = maker.dice.number();
                let end = start + maker.dice.roll(5) as i64 - 1;
                Code::Range(number, start, end, maker.block(depth - 1))
            }),
            8 => self.looping(|maker, number| {
                let count = maker.dice.roll(4);
                let rows = (0..count).map(|_| (maker.dice.number(), maker.dice.number())).collect();
                Code::Table(number, rows, maker.block(depth - 1))
            }),
            _ => Code::Read(self.num(1), self.num(1)),
        }
    }

    fn looping(&mut self, make: impl FnOnce(&mut Self, usize) -> Code) -> Code {
        self.loops += 1;
        let code = make(self, self.loops - 1);
        self.loops -= 1;
        code
    }
}

impl ToTokens for Num {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Lit(value) => {
                let magnitude = Literal::u64_unsuffixed(value.unsigned_abs());
                if *value < 0 { quote!(-#magnitude) } else { quote!(#magnitude) }
            }
            Self::Var(number) => format_ident!("v{}", number).to_token_stream(),
            Self::Loop(number) => format_ident!("i{}", number).to_token_stream(),
            Self::Param => quote!(n),
            Self::Binary(op, a, b) => {
                let op: TokenStream = op.parse().expect("an operator");
                quote!(((#a) #op (#b)))
            }
            Self::Clamp(a, limit) => quote!((#a).clamp(-#limit, #limit)),
        });
    }
}

impl ToTokens for Code {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Set(number, value) => {
                let name = format_ident!("v{}", number);
                quote!(#name = #value;)
            }
            Self::Read(y, x) => quote!(w[[#y, #x]];),
            Self::If(a, b, yes, no) => quote!(if #a < #b { #(#yes)* } else { #(#no)* }),
            // Every loop binds two names, so that any of them may be used inside.
            Self::Range(number, start, end, body) => {
                let (first, second) = (format_ident!("i{}", 2 * number), format_ident!("i{}", 2 * number + 1));
                quote!(for #first in (#start)..(#end) { let #second = #first + 1; #(#body)* })
            }
            Self::Table(number, rows, body) => {
                let (first, second) = (format_ident!("i{}", 2 * number), format_ident!("i{}", 2 * number + 1));
                let rows = rows.iter().map(|(a, b)| quote!((#a, #b)));
                quote!(for &(#first, #second) in [#(#rows),*].iter() { #(#body)* })
            }
            Self::Jump(a, b, true) => quote!(if #a < #b { continue; }),
            Self::Jump(a, b, false) => quote!(if #a < #b { break; }),
        });
    }
}

/// Runs the code; a loop ends early on `Some(false)`, a round on `Some(true)`.
#[derive(Default)]
struct Machine {
    vars: [i64; VARS],
    loops: HashMap<usize, i64>,
    param: i64,
    reads: Vec<(i64, i64)>,
}

impl Machine {
    fn num(&self, num: &Num) -> i64 {
        match num {
            Num::Lit(value) => *value,
            Num::Var(number) => self.vars[*number],
            Num::Loop(number) => self.loops[number],
            Num::Param => self.param,
            Num::Binary("%", a, b) => self.num(a) % self.num(b),
            Num::Binary("*", a, b) => self.num(a) * self.num(b),
            Num::Binary("-", a, b) => self.num(a) - self.num(b),
            Num::Binary(_, a, b) => self.num(a) + self.num(b),
            Num::Clamp(a, limit) => self.num(a).clamp(-limit, *limit),
        }
    }

    fn block(&mut self, block: &[Code]) -> Option<bool> {
        block.iter().find_map(|code| self.code(code))
    }

    fn code(&mut self, code: &Code) -> Option<bool> {
        match code {
            Code::Set(number, value) => self.vars[*number] = self.num(value),
            Code::Read(y, x) => self.reads.push((self.num(y), self.num(x))),
            Code::If(a, b, yes, no) => return self.block(if self.num(a) < self.num(b) { yes } else { no }),
            Code::Range(number, start, end, body) => self.rounds(*number, (*start..*end).map(|i| (i, i + 1)), body),
            Code::Table(number, rows, body) => self.rounds(*number, rows.iter().copied(), body),
            Code::Jump(a, b, goes_on) => return (self.num(a) < self.num(b)).then_some(*goes_on),
        }
        None
    }

    fn rounds(&mut self, number: usize, rows: impl Iterator<Item = (i64, i64)>, body: &[Code]) {
        for (first, second) in rows {
            self.loops.extend([(2 * number, first), (2 * number + 1, second)]);
            if self.block(body) == Some(false) {
                break;
            }
        }
    }
}

/// `(before, after)` per axis of what is read.
fn run(program: &[Code], param: i64) -> [(i128, i128); 2] {
    let mut machine = Machine { param, ..Machine::default() };
    machine.block(program);
    let mut sides = [(0, 0); 2];
    for (y, x) in machine.reads {
        for (side, offset) in sides.iter_mut().zip([i128::from(y), i128::from(x)]) {
            *side = (side.0.max(-offset), side.1.max(offset));
        }
    }
    sides
}

/// The inferred halo; `None` if it was left open.
fn infer(program: &[Code]) -> Option<Vec<(i128, i128)>> {
    let function = quote! {
        fn kernel(w: Window<f32, 2>, n: i64) -> f32 {
            let (mut v0, mut v1, mut v2) = (0, 0, 0);
            #(#program)*
            0.0
        }
    };
    let mut errors = Errors::default();
    let kernel = Kernel::from_fn(Args::default(), syn::parse2(function).expect("a function"), &mut errors);
    errors.barrier().expect("no errors");
    let study = study(&kernel);
    if study.is_open(0) { None } else { study.halos().windows.remove(0).known }
}

fn programs(params: bool) -> impl Iterator<Item = Vec<Code>> {
    (0..1000).map(move |seed| Maker { dice: Dice(seed), params, loops: 0 }.block(3))
}

#[test]
fn without_parameters_the_halo_is_exact() {
    for program in programs(false) {
        let halo = infer(&program).expect("everything is known");
        assert_eq!(halo, run(&program, 0), "of {}", quote!(#(#program)*));
    }
}

#[test]
fn the_halo_holds_every_read() {
    let mut closed = 0;
    for program in programs(true) {
        let Some(halo) = infer(&program) else { continue };
        closed += 1;
        for param in -4..=4 {
            for (inferred, read) in halo.iter().zip(run(&program, param)) {
                let holds = inferred.0 >= read.0 && inferred.1 >= read.1;
                assert!(holds, "{inferred:?} does not hold {read:?} with n = {param} of {}", quote!(#(#program)*));
            }
        }
    }
    assert!(closed > 300, "only {closed} of the programs have a bound");
}
