//! What the expansion must and must not contain, and why.

use crate::driver::stencil;
use proc_macro2::TokenStream;
use quote::quote;

/// The expansion, printed as rustfmt would.
fn expanded(args: TokenStream, function: TokenStream) -> String {
    let file = syn::parse2(stencil(args, function)).expect("the expansion is a list of items");
    prettyplease::unparse(&file)
}

#[track_caller]
fn assert_contains(code: &str, part: &str) {
    let flat = |text: &str| text.split_whitespace().collect::<String>();
    assert!(flat(code).contains(&flat(part)), "`{part}` is missing in\n{code}");
}

#[track_caller]
fn assert_lacks(code: &str, part: &str) {
    assert!(!code.contains(part), "`{part}` must not be in\n{code}");
}

fn laplacian() -> TokenStream {
    quote! {
        /// Five points.
        #[inline]
        #[allow(clippy::identity_op)]
        pub fn laplacian(w: Window<f32, 2>) -> f32 {
            w[[-1, 0]] + w[[1, 0]] + w[[0, -1]] + w[[0, 1]] - 4.0 * w[[0, 0]]
        }
    }
}

#[test]
fn a_kernel_without_parameters_is_a_unit_struct() {
    let code = expanded(quote!(), laplacian());
    // The kernel is the value `laplacian`, as visible as its function.
    assert_contains(&code, "pub struct laplacian;");
    // No constructor beside it: it would clash with the unit struct's value.
    assert_lacks(&code, "fn laplacian(");
    // The user's words come first, then what the macro found out.
    assert_contains(&code, "/// Five points.\n///\n///Halo \\[1, 1\\] × \\[1, 1\\]");
    // A lint that the user allowed must hold wherever tokens of theirs are repeated.
    assert_eq!(code.matches("#[allow(clippy::identity_op)]").count(), 2, "on the struct and on the impls:\n{code}");
    // `#[inline]` means nothing on a struct, and the expansion decides it for the rest.
    assert_contains(&code, "#[inline] fn pixel");
}

#[test]
fn nothing_leaks_into_the_module() {
    let code = expanded(quote!(), laplacian());
    // One struct and one anonymous constant: the user's other names stay free.
    let file: syn::File = syn::parse_str(&code).expect("code");
    assert_eq!(file.items.len(), 2, "{code}");
    assert!(matches!(&file.items[1], syn::Item::Const(constant) if constant.ident == "_"), "{code}");
    // Absolute paths only, so that a shadowed `Option` or `std` changes nothing.
    for bare in [" Option<", " Some(", " std::", " core::", " Cow<", " Clone,", " Default"] {
        assert_lacks(&code, bare);
    }
    assert_contains(&code, "use ::stencil_core::__private as __stencil;");
}

#[test]
fn the_halo_is_stated_once() {
    let code = expanded(quote!(), laplacian());
    // A constant, so that checks against it vanish.
    assert_contains(&code, "const { __stencil::Halo::from_sides([(1, 1), (1, 1)]) }");
    assert_eq!(code.matches("from_sides").count(), 1, "everything else asks for it:\n{code}");
    assert_contains(&code, "fn halos(&self) -> [__stencil::Halo; 1] { __halos(self) }");
}

#[test]
fn parameters_become_fields_and_constructor_arguments() {
    let code = expanded(
        quote!(),
        quote! {
            fn soft(w: Window<f32, 2>, /** Where it starts. */ mut level: f32, look: Look) -> f32 { look.of(w[[0, 0]], level) }
        },
    );
    assert_contains(&code, "level: f32,\n///The parameter `look`.\nlook: Look,");
    assert_contains(&code, "Where it starts.");
    // Constant, so that a kernel can be a constant or a static.
    assert_contains(&code, "const fn soft(level: f32, look: Look) -> soft { soft { level, look } }");
    // Primitives are copied into the body; of anything else the pixels share one.
    assert_contains(&code, "let mut level = self.level;");
    assert_contains(&code, "let look = &self.look;");
    // `Copy` only if the user's type is; the odd bound makes that a question and not a demand.
    assert_contains(&code, "impl ::core::marker::Copy for soft where for<'__any> Look: ::core::marker::Copy,");
    assert_lacks(&code, "#[derive");
}

#[test]
fn element_types_stay_out_of_the_struct() {
    let code = expanded(
        quote!(),
        quote!(
            fn smallest<T: Element>(w: Window<T, 1>) -> T {
                w[0]
            }
        ),
    );
    // One value for all element types: `apply(&bytes, &smallest)` needs no turbofish.
    assert_contains(&code, "struct smallest;");
    assert_contains(&code, "impl<T: Element> __stencil::Kernel<(T,), 1> for smallest {");
    assert_contains(&code, "impl __stencil::Stencil for smallest {");
}

#[test]
fn other_generics_belong_to_the_struct() {
    let code = expanded(
        quote!(),
        quote! {
            fn limit<'a, T: Number, U: Element, const R: isize>(w: Window<T, 1>, level: T, names: &'a [u8], more: &[u8]) -> U { go(w) }
        },
    );
    // `T` is settled by `level`, `U` by the caller; an elided lifetime needs a name in a field.
    assert_contains(&code, "struct limit<'a, '__p1, T: Number, U: Element, const R: isize> {");
    assert_contains(&code, "more: &'__p1 [u8],");
    assert_contains(&code, "__types: ::core::marker::PhantomData<fn() -> (U,)>");
}

#[test]
fn the_engine_is_told_what_the_body_asks_of_the_processor() {
    // Nothing but rows to share.
    assert_contains(&expanded(quote!(), laplacian()), "Effort { values: 1, long: false, deep: true, }");
    // A loop whose end a parameter sets, along one row.
    let code = expanded(
        quote!(reach = ([0, 0], [0, 3])),
        quote! {
            fn ahead(w: Window<f32, 2>, taps: [f32; 4], used: usize) -> f32 {
                let mut sum = 0.0;
                for k in 0..used {
                    sum += taps[k] * w[[0, k as isize]];
                }
                sum
            }
        },
    );
    assert_contains(&code, "Effort { values: 1, long: true, deep: false, }");
    // Each element of an array is a value.
    let code = expanded(
        quote!(),
        quote! {
            fn middle(w: Window<u8, 1>) -> u8 {
                let v = [w[-1], w[0], w[1]];
                v[0].max(v[1]).min(v[2])
            }
        },
    );
    assert_contains(&code, "Effort { values: 4, long: false, deep: true, }");
    // What calls a function of many registers is left to the engine's default: one row.
    let code = expanded(
        quote!(),
        quote!(
            fn angle(w: Window<f32, 2>) -> f32 {
                w[[0, 1]].atan2(w[[1, 0]])
            }
        ),
    );
    assert_lacks(&code, "Effort");
}

#[test]
fn a_parameter_of_any_type_must_be_shareable() {
    let code = expanded(
        quote!(),
        quote!(
            fn each<F: Fn(f32) -> f32>(w: Window<f32, 1>, f: F) -> f32 {
                f(w[0])
            }
        ),
    );
    // All threads use one kernel.
    assert_contains(&code, "where F: ::core::marker::Send + ::core::marker::Sync,");
    // Closures have no `Debug`, kernels have.
    assert_contains(&code, "::core::any::type_name::<F>()");
}

#[test]
fn const_generics_are_folded_by_the_compiler() {
    let code = expanded(
        quote!(),
        quote!(
            fn star<const R: isize>(w: Window<i32, 1>) -> i32 {
                w[R]
            }
        ),
    );
    // A unit struct still, so that it is written `star::<2>`.
    assert_contains(&code, "struct star<const R: isize>;");
    assert_contains(&code, "__stencil::Offsets::at((R) as i128)");
}

#[test]
fn promises_about_constants_are_assertions() {
    let function = quote!(
        fn far(w: Window<f32, 1>) -> f32 {
            w[FAR]
        }
    );
    // Not in a generic function: the compiler then checks it even if the kernel is never used.
    assert_contains(&expanded(quote!(radius = 2), function), "const _: () = ::core::assert!(");
    let generic = quote!(
        fn far<const R: isize>(w: Window<f32, 1>) -> f32 {
            w[R]
        }
    );
    // Generics are not in scope in an item.
    assert_contains(&expanded(quote!(radius = 2), generic), "const { ::core::assert!(");
}

#[test]
fn only_words_can_leave_neighbours_out() {
    // The filter may then be asked to leave out what is beyond the edge.
    let words = expanded(
        quote!(radius = 1),
        quote!(
            fn max(w: Window<f32, 2>) -> f32 {
                w.max()
            }
        ),
    );
    assert_contains(&words, "fn ignores(&self) -> bool { true }");
    let cross = expanded(
        quote!(),
        quote!(
            fn max(w: Window<f32, 1>) -> f32 {
                w.max_over(&[-1, 0, 1])
            }
        ),
    );
    assert_contains(&cross, "fn ignores(&self) -> bool { true }");
    let offsets = expanded(
        quote!(radius = 1),
        quote!(
            fn max(w: Window<f32, 2>) -> f32 {
                w.max() + w[[0, 1]]
            }
        ),
    );
    assert_lacks(&offsets, "fn ignores");
}

#[test]
fn the_user_may_rename_the_library() {
    let code = expanded(quote!(crate = "my::deps::stencil"), laplacian());
    assert_contains(&code, "use my::deps::stencil::__private as __stencil;");
    assert_lacks(&code, "stencil_core");
}

#[test]
fn attributes_go_where_they_mean_something() {
    let code = expanded(
        quote!(),
        quote! {
            #[cfg(unix)]
            #[deprecated]
            #[must_use = "slow"]
            fn old(w: Window<f32, 1>, k: f32) -> f32 { k * w[0] }
        },
    );
    // The struct, the constructor and the impls come and go together.
    assert_eq!(code.matches("#[cfg(unix)]").count(), 3, "{code}");
    assert_eq!(code.matches("#[deprecated]").count(), 2, "{code}");
    // One `must_use` on the constructor, the user's.
    assert_eq!(code.matches("#[must_use").count(), 2, "{code}");
}

#[test]
fn after_a_mistake_there_is_a_kernel_that_never_runs() {
    let code = expanded(
        quote!(radios = 2),
        quote!(
            fn blur(w: Window<f32, 2>, sigma: f32) -> f32 {
                w.mean()
            }
        ),
    );
    // One error; uses of `blur` add none.
    assert_eq!(code.matches("compile_error!").count(), 1, "{code}");
    assert_contains(&code, "const fn blur(sigma: f32) -> blur");
    assert_contains(&code, "impl<__In: __stencil::Elements> __stencil::Filter<__In> for blur");
    // The body may be what is wrong: it is not repeated.
    assert_lacks(&code, "mean");
}

#[test]
fn all_mistakes_are_shown() {
    let code = expanded(
        quote!(radios = 2, simd = 3),
        quote!(
            async fn blur(w: Window<usize, 2>) {}
        ),
    );
    assert_eq!(code.matches("compile_error!").count(), 5, "{code}");
}
