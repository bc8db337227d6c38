//! The list that a loop goes over: where it is short, the engine asks for a body that is compiled for just its length.

use super::ir::{Argument, Expr, Kind, Program, Role, VarId};
use proc_macro2::Ident;
use syn::{GenericArgument, PathArguments, Type};

/// What slices have as lists have it.
const OF_SLICES: [&str; 6] = ["len", "is_empty", "iter", "first", "last", "get"];

/// The first parameter that is a `Vec` and is used as a slice of numbers can be.
pub(super) fn list(program: &Program) -> Option<Ident> {
    let lists = program.arguments.iter().filter(|argument| argument.role == Role::Uniform && is_list(argument));
    let mut used = lists.filter(|argument| is_slice(program, argument.var));
    used.next().map(|argument| program.vars[argument.var].ident.clone())
}

/// Whether this is a `Vec` of something that the macro can name.
fn is_list(argument: &Argument) -> bool {
    let Type::Path(path) = &argument.ty else { return false };
    let Some(last) = path.path.segments.last().filter(|last| last.ident == "Vec") else { return false };
    match &last.arguments {
        PathArguments::AngleBracketed(args) => matches!(args.args.first(), Some(GenericArgument::Type(_))),
        _ => false,
    }
}

/// Whether a variable is read, and only in ways that slices have too.
fn is_slice(program: &Program, var: VarId) -> bool {
    let (mut mentions, mut plain) = (0, 0);
    let mut look = |e: &Expr| match &e.kind {
        Kind::Local(local) if *local == var => mentions += 1,
        Kind::Opaque(opaque) => mentions += opaque.mentions.iter().filter(|local| **local == var).count(),
        Kind::Index(base, _) => plain += usize::from(is(base, var)),
        Kind::Method(method) if OF_SLICES.iter().any(|name| method.name == name) => {
            plain += usize::from(is(&method.receiver, var));
        }
        _ => {}
    };
    program.body.each(&mut look);
    program.funs.iter().flatten().for_each(|fun| fun.body.each(&mut look));
    mentions > 0 && mentions == plain
}

fn is(e: &Expr, var: VarId) -> bool {
    matches!(e.kind, Kind::Local(local) if local == var)
}
