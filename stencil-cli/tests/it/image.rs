//! Arrays whose element type is known at run time.

use ndarray::{ArrayD, ShapeBuilder, array};
use stencil_cli::dtype::DType;
use stencil_cli::image::DynImage;

#[test]
fn a_cast_keeps_memory_order_and_counts_what_it_saturates() {
    let fortran = ArrayD::from_shape_vec(vec![2, 3].f(), vec![-1.0, 0.5, 1.5, 255.4, 256.0, f32::NAN]).unwrap();
    let (cast, saturated) = DynImage::from(fortran).cast(DType::U8);
    let DynImage::U8(cast) = cast else { panic!("not u8") };
    assert_eq!(saturated, 3, "-1, 256 and NaN");
    assert_eq!(cast, array![[0, 2, 255], [0, 255, 0]].into_dyn());
    assert_eq!(cast.strides(), [1, 2]);
}

#[test]
fn every_pair_of_types_keeps_small_values() {
    let ones = DynImage::from(ArrayD::from_elem(vec![2, 2], true));
    for from in DType::ALL {
        for to in DType::ALL {
            let (cast, saturated) = ones.cast(from).0.cast(to);
            assert_eq!((cast.dtype(), saturated), (to, 0), "{from} to {to}");
            assert_eq!(cast.cast(DType::Bool).0, ones, "{from} to {to}");
        }
    }
}
