//! What is declared, and how it meets what is inferred.

use super::halos;
use proc_macro2::TokenStream;
use quote::quote;

#[test]
fn a_declared_radius_is_kept_and_checked() {
    let kernel = |body: TokenStream| quote!(fn kernel(w: Window<f32, 2>, r: usize, k: [f32; 5]) -> f32 { #body });
    assert_eq!(halos(quote!(radius = 2), kernel(quote!(w[[0, 0]]))), ["[2, 2] x [2, 2]"]);
    assert_eq!(halos(quote!(radius = (2, 1)), kernel(quote!(w.mean()))), ["[2, 2] x [1, 1]"]);
    assert_eq!(halos(quote!(reach = ([-1, 0], [2, 0])), kernel(quote!(w.mean()))), ["[1, 2] x [0, 0]"]);
    assert_eq!(halos(quote!(radius = k.len() / 2), kernel(quote!(w.mean()))), ["[2, 2] x [2, 2]"]);
    let found = halos(quote!(radius = r), kernel(quote!(w[[0, 99]])));
    assert!(found[0].contains("__stencil :: depth (r)"), "{found:?}");
    let found = halos(quote!(radius = 2), kernel(quote!(w[[0, 3]])));
    assert!(found[0].contains("offset 3 on axis 1 is outside of the declared radius 2"), "{found:?}");
    let found = halos(
        quote!(radius = 2),
        kernel(quote!({
            for d in -3..=2 {
                w[[d, 0]];
            }
            0.0
        })),
    );
    assert!(found[0].contains("offset -3 on axis 0"), "{found:?}");
    // Whether these go too far is only known at run time.
    assert_eq!(halos(quote!(radius = 2), kernel(quote!(w[[0, r as isize]]))), ["[2, 2] x [2, 2]"]);
    assert_eq!(halos(quote!(radius = 2), kernel(quote!(w[[0, (r as isize).min(5)]]))), ["[2, 2] x [2, 2]"]);
}

#[test]
fn a_window_with_bounded_reads_keeps_its_own_halo() {
    let displace = quote! {
        fn displace(w: Window<f32, 2>, by: Window<i8, 2>) -> f32 { w[[0, by[[0, 0]] as isize]] }
    };
    assert_eq!(halos(quote!(radius = 3), displace.clone()), ["[3, 3] x [3, 3]", "[0, 0] x [0, 0]"]);
    assert_eq!(halos(quote!(radius(w) = 3), displace), ["[3, 3] x [3, 3]", "[0, 0] x [0, 0]"]);
    let point = quote!(
        fn add(a: Window<f32, 1>, b: Window<f32, 1>) -> f32 {
            a[0] + b[0]
        }
    );
    // If no window needs the radius, it is a promise for all.
    assert_eq!(halos(quote!(radius = 1), point.clone()), ["[1, 1]", "[1, 1]"]);
    assert_eq!(halos(quote!(radius(b) = 1), point), ["[0, 0]", "[1, 1]"]);
}
