//! Two kernels of one name in different modules, seen from outside by `pub(crate)`, `pub(super)`, `pub(in ..)`.

mod rows {
    use stencil_core::prelude::*;

    #[stencil]
    pub(crate) fn difference(w: Window<f32, 2>) -> f32 {
        w[[0, 1]] - w[[0, 0]]
    }

    pub(super) mod wide {
        use stencil_core::prelude::*;

        #[stencil]
        pub(in super::super) fn difference(w: Window<f32, 2>, by: f32) -> f32 {
            by * (w[[0, 2]] - w[[0, -2]])
        }
    }
}

mod columns {
    #[stencil_core::prelude::stencil]
    pub(super) fn difference(w: stencil_core::prelude::Window<'_, f32, 2>) -> f32 {
        w[[1, 0]] - w[[0, 0]]
    }
}

#[test]
fn each_is_itself() {
    use stencil_core::prelude::*;

    assert_eq!(rows::difference.halo(), Halo::from_sides([(0, 0), (0, 1)]));
    assert_eq!(columns::difference.halo(), Halo::from_sides([(0, 1), (0, 0)]));
    assert_eq!(rows::wide::difference(1.0).halo(), Halo::from_sides([(0, 0), (2, 2)]));
}
