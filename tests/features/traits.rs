//! What every public type can do, and what every filter says of itself.

use std::fmt::Debug;
use stencil_core::compose::{Boxed, Each};
use stencil_core::prelude::*;
use stencil_filters::{
    Bilateral, Binary, BlobDog, BlobDoh, BlobLog, Canny, CornerFast, CornerFoerstner, CornerHarris,
    CornerKitchenRosenfeld, CornerMoravec, CornerShiTomasi, Detector, Eigenvalues, HessianMatrix, MatrixElement,
    Niblack, NonLocalMeans, PeakLocalMax, Sauvola, StructureTensor, ThresholdLocal, Volume, VolumeEigenvalues,
    bilateral, blob_dog, blob_doh, blob_log, canny, corner_fast, corner_foerstner, corner_harris,
    corner_kitchen_rosenfeld, corner_moravec, corner_shi_tomasi, gaussian, hessian_matrix, niblack, non_local_means,
    peak_local_max, sauvola, structure_tensor, threshold_local,
};

fn usual<T: Send + Sync + Debug + Clone + PartialEq + Unpin + std::panic::UnwindSafe + 'static>() {}

#[test]
fn public_types_are_send_sync_debug_clone_and_comparable() {
    usual::<ThresholdLocal>();
    usual::<Niblack>();
    usual::<Sauvola>();
    usual::<Binary<Sauvola>>();
    usual::<StructureTensor>();
    usual::<HessianMatrix>();
    usual::<Volume<HessianMatrix>>();
    usual::<MatrixElement<StructureTensor>>();
    usual::<Eigenvalues<StructureTensor>>();
    usual::<VolumeEigenvalues<HessianMatrix>>();
    usual::<CornerHarris>();
    usual::<CornerShiTomasi>();
    usual::<CornerFoerstner>();
    usual::<CornerKitchenRosenfeld>();
    usual::<CornerMoravec>();
    usual::<CornerFast>();
    usual::<Bilateral>();
    usual::<NonLocalMeans>();
    usual::<Canny>();
    usual::<PeakLocalMax>();
    usual::<BlobLog>();
    usual::<BlobDog>();
    usual::<BlobDoh>();
}

fn copied<T: Copy>(_: &T) {}

#[test]
fn filters_without_a_footprint_are_copy() {
    copied(&threshold_local(3).median().binary());
    copied(&structure_tensor(1.0).volume().eigenvalues());
    copied(&corner_harris(1.0));
    copied(&bilateral(1.0, 1.0));
    copied(&canny(1.0, 0.0, 1.0));
    copied(&blob_log(1.0, 2.0, 3));
}

/// Every filter through the trait object that `explain` and the command line use.
#[test]
fn every_filter_says_its_name_and_halo() {
    let sides = |reach: usize| Halo::from_sides([(reach, reach); 2]);
    let filters: [(&dyn Stencil, &str, Halo); 22] = [
        (&threshold_local(35), "threshold_local", Halo::uniform(23)),
        (&threshold_local([3, 5]).mean(), "threshold_local", Halo::from_sides([(1, 1), (2, 2)])),
        (&niblack(15), "niblack", Halo::uniform(7)),
        (&sauvola(15).binary(), "sauvola", Halo::uniform(7)),
        (&structure_tensor(1.0), "structure_tensor", Halo::uniform(5)),
        (&structure_tensor(1.0).volume(), "structure_tensor", Halo::uniform(5)),
        (&structure_tensor(1.0).element(2, 1), "structure_tensor", Halo::uniform(5)),
        (&structure_tensor(1.0).eigenvalues(), "structure_tensor eigenvalues", Halo::uniform(5)),
        (&hessian_matrix(1.0), "hessian_matrix", Halo::uniform(6)),
        (&hessian_matrix(1.0).gaussian_derivatives(), "hessian_matrix", Halo::uniform(142)),
        (&hessian_matrix(3.0).gaussian_derivatives(), "hessian_matrix", Halo::uniform(34)),
        (&hessian_matrix(0.0).volume().eigenvalues(), "hessian_matrix eigenvalues", Halo::uniform(2)),
        (&corner_harris(1.0), "corner_harris", Halo::uniform(5)),
        (&corner_shi_tomasi(1.0), "corner_shi_tomasi", Halo::uniform(5)),
        (&corner_foerstner(1.0), "corner_foerstner", Halo::uniform(5)),
        (&corner_kitchen_rosenfeld(), "corner_kitchen_rosenfeld", Halo::uniform(2)),
        (&corner_moravec(1), "corner_moravec", sides(2)),
        (&corner_fast(12, 0.15), "corner_fast", sides(3)),
        (&bilateral(0.1, 1.0), "bilateral", Halo::uniform(3)),
        (&non_local_means(7, 11, 0.1), "non_local_means", Halo::uniform(14)),
        (&canny(1.0, 0.1, 0.2), "canny", Halo::uniform(6)),
        (&Boxed::<(f32,), _>::new(gaussian(1.0)), "gaussian", Halo::uniform(4)),
    ];
    for (filter, name, halo) in filters {
        assert_eq!((filter.name().as_ref(), filter.halo()), (name, halo));
        assert!(!format!("{filter:?}").is_empty());
        let axes = filter.dims().unwrap_or(3);
        assert!(!filter.stages(axes).is_empty() && filter.fits(axes).is_ok(), "{filter:?}");
    }
    assert_eq!(Each::new(gaussian(2.0)).halo(), Halo::uniform(8));
}

#[test]
fn every_detector_says_how_far_it_looks() {
    assert_eq!(peak_local_max(3).halo(), Halo::uniform(3));
    assert_eq!(blob_log(1.0, 5.0, 5).halo(), Halo::uniform(21));
    // 1, 2, 4 and 8.
    assert_eq!(blob_dog(1.0, 5.0).sigma_ratio(2.0).halo(), Halo::uniform(33));
    assert_eq!(blob_doh(1.0, 5.0, 5).halo().side(0).after, 8);
}
