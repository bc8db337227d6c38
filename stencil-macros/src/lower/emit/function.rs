//! Whole functions: the body, nested functions, closures.

use super::super::ir::{Closure, Expr, FunId, Kind, Pat, Role};
use super::super::shape::Shape;
use super::super::types;
use super::{Emit, Returns, Term};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{GenericParam, Path, PathArguments, Type};

impl Emit<'_> {
    /// The body for lanes, as an expression.
    pub(in crate::lower) fn body(&mut self) -> TokenStream {
        let program = self.program;
        let value = returned(&program.returns);
        self.returns = Returns::Body(value.clone());
        let lifted: Vec<_> =
            program.arguments.iter().filter_map(|argument| self.lifted(argument.var, argument.role)).collect();
        let body = self.open_block(&program.body, &value);
        let label = self.body_label_used.then(|| {
            let label = Self::body_label();
            quote!(#label:)
        });
        quote!(#label { #(#lifted)* #body })
    }

    /// A parameter that is assigned under a condition on pixels varies from the start.
    fn lifted(&mut self, var: usize, role: Role) -> Option<TokenStream> {
        let shape = &self.vary.vars[var];
        if role != Role::Uniform || shape.is_uniform() {
            return None;
        }
        let name = self.ident(var).to_token_stream();
        let value = self.coerce(Term::atom(name.clone()), &Shape::Uniform, shape, false).0;
        Some(quote!(let mut #name = #value;))
    }

    /// The shapes that the parameters of a nested function have in its form for lanes.
    pub(super) fn param_shapes(&self, id: FunId) -> Vec<Shape> {
        let Some(fun) = &self.program.funs[id] else { return Vec::new() };
        let given = &self.vary.funs[id].params;
        let shape =
            |(index, (pat, _)): (usize, &(Pat, Type))| self.taken(pat, given.get(index).unwrap_or(&Shape::Uniform));
        fun.params.iter().enumerate().map(shape).collect()
    }

    /// The path of a nested function's form for lanes, with its generic arguments.
    pub(super) fn lanes_path(&mut self, id: FunId, path: &Path) -> TokenStream {
        let name = self.lanes_name(id);
        match path.segments.last().map(|last| &last.arguments) {
            Some(PathArguments::AngleBracketed(args)) => {
                let args = args.args.iter();
                quote!(#name::<__S, __W, #(#args),*>)
            }
            _ => quote!(#name),
        }
    }

    /// The form for lanes of a nested function, if it is called with pixels.
    pub(super) fn nested(&mut self, id: FunId) -> Option<TokenStream> {
        let fun = self.program.funs[id].as_ref().filter(|_| self.vary.funs[id].pixels)?;
        let layers = std::mem::take(&mut self.layers);
        let targets = std::mem::take(&mut self.targets);
        let value = self.vary.funs[id].value.clone();
        let outer_returns = std::mem::replace(&mut self.returns, Returns::Function(value.clone()));
        let shapes = self.param_shapes(id);
        let params = fun.params.iter().zip(&shapes).map(|((pat, ty), shape)| {
            let (pat, ty) = (self.pattern(pat), types::write(ty, shape));
            quote!(#pat: #ty)
        });
        let params: Vec<_> = params.collect();
        let output = fun.returns.as_ref().map(|ty| {
            let ty = types::write(ty, &value);
            quote!(-> #ty)
        });
        let body = self.block(&fun.body, &value);
        self.layers = layers;
        self.targets = targets;
        self.returns = outer_returns;
        let name = self.lanes_name(id);
        let generics = &fun.item.sig.generics;
        let lifetimes = generics.params.iter().filter(|param| matches!(param, GenericParam::Lifetime(_)));
        let others = generics.params.iter().filter(|param| !matches!(param, GenericParam::Lifetime(_)));
        let bounds = &generics.where_clause;
        Some(quote! {
            #[inline(always)]
            fn #name<#(#lifetimes,)* __S: __stencil::Simd, __W: __stencil::Width, #(#others),*>(
                __cx: __stencil::Cx<__S, __W>, #(#params),*
            ) #output #bounds #body
        })
    }

    /// A closure as a value: the braces let it carry an attribute.
    pub(super) fn closure(&mut self, e: &Expr, closure: &Closure) -> TokenStream {
        let closure = self.bare_closure(e, closure);
        quote!({ #closure })
    }

    pub(super) fn bare_closure(&mut self, e: &Expr, closure: &Closure) -> TokenStream {
        self.bare_closure_giving(e, closure, None)
    }

    /// A closure whose value has at least the shape `wanted`.
    pub(super) fn bare_closure_giving(&mut self, e: &Expr, closure: &Closure, wanted: Option<&Shape>) -> TokenStream {
        let info = self.vary.closures.get(&e.id).cloned().unwrap_or_default();
        let value = wanted.map_or_else(|| info.value.clone(), |wanted| info.value.join(wanted));
        let params = closure.params.iter().enumerate().map(|(index, (pat, ty))| {
            let given = match ty {
                Some(ty) if super::super::types::is_window(ty) => Shape::Window,
                _ => info.params.get(index).cloned().unwrap_or(Shape::Uniform),
            };
            let shape = self.taken(pat, &given);
            let ty = ty.as_ref().map(|ty| types::write(ty, &shape));
            let ty = ty.map(|ty| quote!(: #ty));
            let pat = self.pattern(pat);
            quote!(#pat #ty)
        });
        let params: Vec<_> = params.collect();
        let outer = std::mem::replace(&mut self.returns, Returns::Function(value.clone()));
        let targets = std::mem::take(&mut self.targets);
        let body = self.wanted(&closure.body, &value).0;
        self.returns = outer;
        self.targets = targets;
        let moves = closure.moves.then(|| quote!(move));
        let output = closure.returns.as_ref().map(|ty| {
            let ty = types::write(ty, &value);
            quote!(-> #ty)
        });
        let body = match (&output, &closure.body.kind) {
            (Some(_), Kind::Block(_)) | (None, _) => body,
            _ => quote!({ #body }),
        };
        let inline = info.pixels.then(|| quote!(#[inline(always)]));
        quote!(#inline #moves |#(#params),*| #output #body)
    }

    pub(super) fn closure_call(&mut self, id: usize, callee: &Expr, args: &[Expr]) -> TokenStream {
        let params = self.closure_params(id);
        let callee = self.operand(callee, super::binding::ATOM);
        let args = args.iter().enumerate().map(|(index, arg)| {
            let shape = params.get(index).cloned().unwrap_or(Shape::Uniform);
            self.wanted(arg, &shape).0
        });
        let args: Vec<_> = args.collect();
        quote!(#callee(#(#args),*))
    }

    /// The shapes that a closure's parameters have.
    fn closure_params(&self, id: usize) -> Vec<Shape> {
        let mut found = None;
        let mut look = |e: &Expr| {
            if let (true, Kind::Closure(closure)) = (e.id == id, &e.kind) {
                found = Some(closure.params.iter().map(|(pat, _)| pat.clone()).collect::<Vec<_>>());
            }
        };
        self.program.body.each(&mut look);
        self.program.funs.iter().flatten().for_each(|fun| fun.body.each(&mut look));
        let given = self.vary.closures.get(&id).map(|closure| closure.params.clone()).unwrap_or_default();
        let pats = found.unwrap_or_default();
        given
            .iter()
            .enumerate()
            .map(|(index, shape)| pats.get(index).map_or(shape.clone(), |pat| self.taken(pat, shape)))
            .collect()
    }
}

/// The shape of the outputs: all of them vary.
fn returned(ty: &Type) -> Shape {
    match ty {
        Type::Tuple(tuple) => Shape::Tuple(tuple.elems.iter().map(|_| Shape::Varying).collect()),
        Type::Paren(inner) => returned(&inner.elem),
        Type::Group(inner) => returned(&inner.elem),
        _ => Shape::Varying,
    }
}
