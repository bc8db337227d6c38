//! Types, as far as the lowering needs them, and their unification.

use syn::{GenericArgument, PathArguments, Type};

/// A type. References are left out: `&f32` counts as `f32`.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::lower) enum Ty {
    /// Not known yet: an index into [`Types`].
    Open(usize),
    Prim(Prim),
    /// A type parameter, by name.
    Param(String),
    Tuple(Vec<Ty>),
    /// An array, slice, vector, or an iterator over such.
    Sequence(Box<Ty>),
    Window(Box<Ty>),
    /// Anything else.
    Other,
}

/// A primitive type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lower) enum Prim {
    Bool,
    U8,
    U16,
    U32,
    U64,
    Usize,
    I8,
    I16,
    I32,
    I64,
    Isize,
    F32,
    F64,
}

const PRIMS: [(Prim, &str, u32); 13] = [
    (Prim::Bool, "bool", 8),
    (Prim::U8, "u8", 8),
    (Prim::U16, "u16", 16),
    (Prim::U32, "u32", 32),
    (Prim::U64, "u64", 64),
    (Prim::Usize, "usize", 64),
    (Prim::I8, "i8", 8),
    (Prim::I16, "i16", 16),
    (Prim::I32, "i32", 32),
    (Prim::I64, "i64", 64),
    (Prim::Isize, "isize", 64),
    (Prim::F32, "f32", 32),
    (Prim::F64, "f64", 64),
];

impl Prim {
    pub(in crate::lower) fn named(name: &str) -> Option<Self> {
        PRIMS.iter().find(|(_, text, _)| *text == name).map(|(prim, ..)| *prim)
    }

    pub(in crate::lower) fn name(self) -> &'static str {
        PRIMS.iter().find(|(prim, ..)| *prim == self).map_or("", |(_, name, _)| name)
    }

    pub(in crate::lower) fn bits(self) -> u32 {
        PRIMS.iter().find(|(prim, ..)| *prim == self).map_or(0, |(.., bits)| *bits)
    }

    pub(in crate::lower) fn is_float(self) -> bool {
        matches!(self, Self::F32 | Self::F64)
    }

    pub(in crate::lower) fn is_int(self) -> bool {
        !self.is_float() && self != Self::Bool
    }

    /// The type of the same size without a sign.
    pub(in crate::lower) fn unsigned(self) -> Self {
        match self {
            Self::I8 => Self::U8,
            Self::I16 => Self::U16,
            Self::I32 => Self::U32,
            Self::I64 => Self::U64,
            Self::Isize => Self::Usize,
            other => other,
        }
    }
}

impl Ty {
    pub(in crate::lower) const UNIT: Self = Self::Tuple(Vec::new());
    pub(in crate::lower) const BOOL: Self = Self::Prim(Prim::Bool);
}

/// What is known of an open type.
#[derive(Clone, Debug, Default, PartialEq)]
enum Entry {
    #[default]
    Any,
    /// The type of a literal like `3`.
    Integer,
    /// The type of a literal like `3.0`.
    Float,
    Is(Ty),
}

/// The open types of one body.
pub(in crate::lower) struct Types {
    entries: Vec<Entry>,
    /// Type parameters of the kernel and whether their bounds say that they are floating-point.
    pub params: Vec<(String, bool)>,
}

impl Types {
    pub(in crate::lower) fn new(params: Vec<(String, bool)>) -> Self {
        Self { entries: Vec::new(), params }
    }

    fn push(&mut self, entry: Entry) -> Ty {
        self.entries.push(entry);
        Ty::Open(self.entries.len() - 1)
    }

    pub(in crate::lower) fn open(&mut self) -> Ty {
        self.push(Entry::Any)
    }

    pub(in crate::lower) fn integer(&mut self) -> Ty {
        self.push(Entry::Integer)
    }

    pub(in crate::lower) fn float(&mut self) -> Ty {
        self.push(Entry::Float)
    }

    /// Follows open types to what they are known to be, at the outermost level.
    pub(in crate::lower) fn shallow(&self, ty: &Ty) -> Ty {
        let mut ty = ty.clone();
        while let Ty::Open(index) = ty {
            match &self.entries[index] {
                Entry::Is(known) => ty = known.clone(),
                _ => return Ty::Open(index),
            }
        }
        ty
    }

    /// Makes two types the same where that is possible; where it is not, rustc will have something to say.
    pub(in crate::lower) fn unify(&mut self, a: &Ty, b: &Ty) {
        match (self.shallow(a), self.shallow(b)) {
            (Ty::Open(a), Ty::Open(b)) if a == b => {}
            (Ty::Open(a), Ty::Open(b)) => {
                let narrower = if self.entries[a] == Entry::Any { (a, b) } else { (b, a) };
                self.entries[narrower.0] = Entry::Is(Ty::Open(narrower.1));
            }
            (Ty::Open(open), known) | (known, Ty::Open(open)) if !self.contains(&known, open) => {
                self.entries[open] = Entry::Is(known);
            }
            (Ty::Tuple(a), Ty::Tuple(b)) if a.len() == b.len() => {
                a.iter().zip(&b).for_each(|(a, b)| self.unify(a, b));
            }
            (Ty::Sequence(a), Ty::Sequence(b)) | (Ty::Window(a), Ty::Window(b)) => self.unify(&a, &b),
            _ => {}
        }
    }

    fn contains(&self, ty: &Ty, open: usize) -> bool {
        match self.shallow(ty) {
            Ty::Open(other) => other == open,
            Ty::Tuple(parts) => parts.iter().any(|ty| self.contains(ty, open)),
            Ty::Sequence(element) | Ty::Window(element) => self.contains(&element, open),
            _ => false,
        }
    }

    pub(in crate::lower) fn prim(&self, ty: &Ty) -> Option<Prim> {
        if let Ty::Prim(prim) = self.shallow(ty) { Some(prim) } else { None }
    }

    /// Whether values of this type are surely floating-point.
    pub(in crate::lower) fn is_float(&self, ty: &Ty) -> bool {
        match self.shallow(ty) {
            Ty::Prim(prim) => prim.is_float(),
            Ty::Open(index) => self.entries[index] == Entry::Float,
            Ty::Param(name) => self.params.iter().any(|(param, float)| *param == name && *float),
            _ => false,
        }
    }

    /// Whether values of this type are surely single numbers or booleans.
    pub(in crate::lower) fn is_scalar(&self, ty: &Ty) -> bool {
        match self.shallow(ty) {
            Ty::Prim(_) | Ty::Param(_) => true,
            Ty::Open(index) => matches!(self.entries[index], Entry::Float | Entry::Integer),
            _ => false,
        }
    }

    pub(in crate::lower) fn is_unit(&self, ty: &Ty) -> bool {
        self.shallow(ty) == Ty::UNIT
    }

    /// A type as it is written.
    pub(in crate::lower) fn written(&mut self, ty: &Type) -> Ty {
        match ty {
            Type::Infer(_) => self.open(),
            Type::Paren(inner) => self.written(&inner.elem),
            Type::Group(inner) => self.written(&inner.elem),
            Type::Reference(inner) => self.written(&inner.elem),
            Type::Tuple(tuple) => Ty::Tuple(tuple.elems.iter().map(|ty| self.written(ty)).collect()),
            Type::Array(array) => Ty::Sequence(Box::new(self.written(&array.elem))),
            Type::Slice(slice) => Ty::Sequence(Box::new(self.written(&slice.elem))),
            Type::Path(path) if path.qself.is_none() => self.written_path(&path.path),
            _ => Ty::Other,
        }
    }

    fn written_path(&mut self, path: &syn::Path) -> Ty {
        let Some(last) = path.segments.last() else { return Ty::Other };
        let name = last.ident.to_string();
        let element = match &last.arguments {
            PathArguments::AngleBracketed(args) => args.args.iter().find_map(|arg| match arg {
                GenericArgument::Type(ty) => Some(ty.clone()),
                _ => None,
            }),
            _ => None,
        };
        match (&*name, element) {
            ("Window", Some(element)) => Ty::Window(Box::new(self.written(&element))),
            ("Vec", Some(element)) => Ty::Sequence(Box::new(self.written(&element))),
            (_, None) => match Prim::named(&name) {
                Some(prim) => Ty::Prim(prim),
                None if self.params.iter().any(|(param, _)| *param == name) => Ty::Param(name),
                None => Ty::Other,
            },
            _ => Ty::Other,
        }
    }
}
