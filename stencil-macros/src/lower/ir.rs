//! The tree that the lowering works on: the user's body with every local name resolved.
//!
//! It is close to Rust's own syntax on purpose. What differs: names of locals are [`VarId`]s, loops over sequences
//! known at expansion are already unrolled, offsets and indices known at expansion are [`Kind::Known`], and whatever
//! the lowering has no opinion on is [`Kind::Opaque`] with the locals that it mentions.

use proc_macro2::{Ident, Span, TokenStream};
use syn::{AngleBracketedGenericArguments, BinOp, ExprPath, Lifetime, Lit, Member, RangeLimits, Type, UnOp};

/// A local binding: window, parameter, or variable of the body.
pub(super) type VarId = usize;
/// A function nested in the body.
pub(super) type FunId = usize;
/// A `const` in the body.
pub(super) type ConstId = usize;
/// The place of an expression in the tables of the analyses.
pub(super) type ExprId = usize;

/// A body and everything it declares.
pub(super) struct Program {
    pub vars: Vec<Var>,
    /// By [`FunId`]; empty where an attempt to unroll was given up.
    pub funs: Vec<Option<Fun>>,
    /// The types of the body's constants, by [`ConstId`].
    pub consts: Vec<Type>,
    pub body: Block,
    /// Bound by the caller, in order: first the windows, then the parameters.
    pub arguments: Vec<Argument>,
    pub returns: Type,
    /// How many [`ExprId`]s are in use.
    pub exprs: usize,
}

/// An argument of the function that is lowered.
pub(super) struct Argument {
    pub var: VarId,
    pub ty: Type,
    pub role: Role,
}

/// What the caller passes for an argument.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Window,
    /// The same value for all pixels.
    Uniform,
    /// A value for each pixel.
    Varying,
}

pub(super) struct Var {
    pub ident: Ident,
    pub mutable: bool,
}

/// A nested function.
pub(super) struct Fun {
    pub item: syn::ItemFn,
    pub params: Vec<(Pat, Type)>,
    pub returns: Option<Type>,
    pub body: Block,
}

#[derive(Clone)]
pub(super) struct Expr {
    pub id: ExprId,
    pub span: Span,
    pub kind: Kind,
}

#[derive(Clone)]
pub(super) enum Kind {
    Lit(Lit),
    /// A name from outside the body.
    Path(ExprPath),
    Local(VarId),
    /// A `const` of the body.
    Const(ConstId, ExprPath),
    /// A nested function by name.
    Fun(FunId, ExprPath),
    /// An integer known at expansion; `from` is what it replaces, for its type.
    Known(i128, Box<Expr>),
    Unary(UnOp, Box<Expr>),
    Binary(BinOp, Box<Expr>, Box<Expr>),
    Assign(Box<Expr>, Box<Expr>),
    /// The operator is the assigning one.
    AssignOp(BinOp, Box<Expr>, Box<Expr>),
    Cast(Box<Expr>, Type),
    Index(Box<Expr>, Box<Expr>),
    Field(Box<Expr>, Member),
    Method(Box<Method>),
    Call(Box<Expr>, Vec<Expr>),
    Tuple(Vec<Expr>),
    Array(Vec<Expr>),
    Repeat(Box<Expr>, Box<Expr>),
    Block(Block),
    If(Box<If>),
    Match(Box<Expr>, Vec<Arm>),
    /// `let PAT = EXPR` as a condition.
    Let(Box<Pat>, Box<Expr>),
    For(Box<For>),
    While(Option<Lifetime>, Box<Expr>, Block),
    Loop(Option<Lifetime>, Block),
    Break(Option<Lifetime>, Option<Box<Expr>>),
    Continue(Option<Lifetime>),
    Return(Option<Box<Expr>>),
    Closure(Box<Closure>),
    /// `&e`, `&mut e`.
    Ref(bool, Box<Expr>),
    Range(Option<Box<Expr>>, RangeLimits, Option<Box<Expr>>),
    /// `matches!(e, pat if guard)`.
    Matches(Box<Expr>, Box<Pat>, Option<Box<Expr>>),
    /// `_` on the left of an assignment.
    Hole,
    Opaque(Opaque),
}

/// Tokens taken over as they stand.
#[derive(Clone)]
pub(super) struct Opaque {
    pub tokens: TokenStream,
    pub mentions: Vec<VarId>,
    /// What it is, for messages: "this macro", "this struct literal".
    pub what: &'static str,
    /// Whether it may do more than give a value: print, panic, assign.
    pub acts: bool,
}

#[derive(Clone)]
pub(super) struct Method {
    pub receiver: Expr,
    pub name: Ident,
    pub turbofish: Option<AngleBracketedGenericArguments>,
    pub args: Vec<Expr>,
    /// The number of the call, for the body of one pixel.
    pub mark: Option<u32>,
}

#[derive(Clone)]
pub(super) struct If {
    pub cond: Expr,
    pub then: Block,
    pub otherwise: Option<Expr>,
}

#[derive(Clone)]
pub(super) struct Arm {
    pub pat: Pat,
    pub guard: Option<Expr>,
    pub body: Expr,
}

#[derive(Clone)]
pub(super) struct For {
    pub label: Option<Lifetime>,
    pub pat: Pat,
    pub iter: Expr,
    pub body: Block,
}

#[derive(Clone)]
pub(super) struct Closure {
    pub params: Vec<(Pat, Option<Type>)>,
    pub returns: Option<Type>,
    pub body: Expr,
    pub moves: bool,
}

#[derive(Clone, Default)]
pub(super) struct Block {
    pub label: Option<Lifetime>,
    pub stmts: Vec<Stmt>,
    pub tail: Option<Box<Expr>>,
}

#[derive(Clone)]
#[allow(clippy::large_enum_variant, reason = "bodies are small and do not live long")]
pub(super) enum Stmt {
    Let(Let),
    Expr(Expr),
    /// A nested function, which may be needed in a lowered form too.
    Fun(FunId),
    Item(TokenStream),
}

#[derive(Clone)]
pub(super) struct Let {
    pub span: Span,
    pub pat: Pat,
    pub ty: Option<Type>,
    pub init: Option<Expr>,
    pub otherwise: Option<Expr>,
    /// Made by unrolling: left out where nothing is left that names the variables.
    pub made: bool,
}

#[derive(Clone)]
#[allow(clippy::large_enum_variant, reason = "bodies are small and do not live long")]
pub(super) enum Pat {
    Wild,
    Rest,
    Bind {
        var: VarId,
        by_ref: bool,
        sub: Option<Box<Pat>>,
    },
    Tuple(Vec<Pat>),
    Slice(Vec<Pat>),
    Ref(bool, Box<Pat>),
    /// A literal, a constant, a constant expression.
    Value(Expr),
    Range(Option<Expr>, RangeLimits, Option<Expr>),
    Or(Vec<Pat>),
    /// Structs, enums and anything else.
    Opaque(syn::Pat, Vec<VarId>),
}

impl Pat {
    /// Calls `f` for each variable that the pattern binds.
    pub(super) fn each_var(&self, f: &mut impl FnMut(VarId)) {
        match self {
            Self::Bind { var, sub, .. } => {
                f(*var);
                if let Some(sub) = sub {
                    sub.each_var(f);
                }
            }
            Self::Tuple(pats) | Self::Slice(pats) | Self::Or(pats) => pats.iter().for_each(|pat| pat.each_var(f)),
            Self::Ref(_, pat) => pat.each_var(f),
            Self::Opaque(_, vars) => vars.iter().for_each(|var| f(*var)),
            Self::Wild | Self::Rest | Self::Value(_) | Self::Range(..) => {}
        }
    }

    /// Whether the pattern takes every value of its type, as far as its form tells.
    pub(super) fn is_irrefutable(&self) -> bool {
        match self {
            Self::Wild | Self::Rest | Self::Bind { sub: None, .. } => true,
            Self::Bind { sub: Some(pat), .. } | Self::Ref(_, pat) => pat.is_irrefutable(),
            Self::Tuple(pats) => pats.iter().all(Self::is_irrefutable),
            Self::Or(pats) => pats.iter().any(Self::is_irrefutable),
            Self::Slice(_) | Self::Value(_) | Self::Range(..) | Self::Opaque(..) => false,
        }
    }
}

impl Expr {
    /// The variable at the root of a place: `v` of `v[i].0`.
    pub(super) fn root(&self) -> Option<VarId> {
        match &self.kind {
            Kind::Local(var) => Some(*var),
            Kind::Index(base, _) | Kind::Field(base, _) | Kind::Unary(UnOp::Deref(_), base) | Kind::Ref(_, base) => {
                base.root()
            }
            _ => None,
        }
    }

    /// Whether nothing changes, and nothing is divided, when it is evaluated: it can be left out, or be moved.
    pub(super) fn only_looks(&self) -> bool {
        let acts = |e: &Self| match &e.kind {
            Kind::Binary(op, ..) => matches!(op, BinOp::Div(_) | BinOp::Rem(_)),
            Kind::Method(method) => {
                let name = method.name.to_string();
                super::methods::find(&name).is_none() || super::methods::divides(&name)
            }
            Kind::Lit(_) | Kind::Local(_) | Kind::Const(..) | Kind::Known(..) | Kind::Path(_) => false,
            Kind::Unary(..) | Kind::Cast(..) | Kind::Index(..) | Kind::Field(..) | Kind::Tuple(_) | Kind::Array(_) => {
                false
            }
            _ => true,
        };
        !self.any(&mut |e| acts(e))
    }

    pub(super) fn is_block_like(&self) -> bool {
        matches!(
            self.kind,
            Kind::Block(_) | Kind::If(_) | Kind::Match(..) | Kind::For(_) | Kind::While(..) | Kind::Loop(..)
        )
    }
}
