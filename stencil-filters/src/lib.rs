//! Filters written with `#[stencil]`: every one is an annotated function, or a composition of such.
//!
//! | filter | halo per axis | reference | element types |
//! | --- | --- | --- | --- |
//! | [`gaussian`] | `int(4 sigma + 0.5)` | `scipy.ndimage.gaussian_filter` | numbers |
//! | [`gaussian(s).order(k)`](Gaussian::order) | `int(4 sigma + 0.5)` | `scipy.ndimage.gaussian_filter(_, s, order=k)` | numbers, to floats |
//! | [`gaussian_laplace`] | `int(4 sigma + 0.5)` | `scipy.ndimage.gaussian_laplace` | numbers, to floats |
//! | [`gaussian_gradient_magnitude`] | `int(4 sigma + 0.5)` | `scipy.ndimage.gaussian_gradient_magnitude` | numbers |
//! | [`difference_of_gaussians`] | `int(4 high + 0.5)` | `skimage.filters.difference_of_gaussians` | numbers, to floats |
//! | [`unsharp_mask`] | `int(4 sigma + 0.5)` | `skimage.filters.unsharp_mask(preserve_range=True)` | numbers |
//! | [`uniform`] | `size / 2` before, `size - size / 2 - 1` behind | `scipy.ndimage.uniform_filter` | numbers |
//! | [`correlate1d`] [`correlate`] | `n / 2 + origin` before, `n - 1 - n / 2 - origin` behind, less zeros at the ends | `scipy.ndimage.correlate1d` `correlate` | numbers, with `.signed()` to signed ones |
//! | [`convolve1d`] [`convolve`] | the same, with both sides swapped | `scipy.ndimage.convolve1d` `convolve` | numbers, with `.signed()` to signed ones |
//! | [`gabor`] | `ceil(3 sigma)` of the turned Gaussian | `skimage.filters.gabor` | numbers, to floats |
//! | [`sobel`] | 1 | `scipy.ndimage.generic_gradient_magnitude(_, sobel)` | numbers |
//! | [`sobel().axis(a)`](Sobel::axis) | 1 | `scipy.ndimage.sobel(_, a)` | numbers, to signed ones |
//! | [`sobel().normalized()`](Sobel::normalized) | 1 | `skimage.filters.sobel` | numbers |
//! | [`prewitt`] | 1 | `scipy.ndimage.generic_gradient_magnitude(_, prewitt)`; `.normalized()` `skimage.filters.prewitt` | numbers |
//! | [`scharr`] | 1 | `cv2.Scharr`; `.normalized()` `skimage.filters.scharr` | numbers |
//! | [`farid`] | 2 | `.normalized()` `skimage.filters.farid` | numbers |
//! | [`prewitt().axis(a)`](Gradient::axis), of the other operators too | the same | `scipy.ndimage.prewitt(_, a)` | numbers, to signed ones |
//! | [`roberts`] | 0 before, 1 behind | `.normalized()` `skimage.filters.roberts` | numbers |
//! | [`laplace`] | 1 | `scipy.ndimage.laplace` | numbers, to signed ones |
//! | [`median`] [`rank`] [`percentile`] | the window's | `scipy.ndimage.median_filter` `rank_filter` `percentile_filter` | all |
//! | [`minimum`] [`maximum`] | the window's | `scipy.ndimage.minimum_filter` `maximum_filter` | all |
//! | [`erode`] [`dilate`] | the footprint's | `scipy.ndimage.grey_erosion` `grey_dilation` | all |
//! | [`open`] [`close`] | both sides of the footprint's | `scipy.ndimage.grey_opening` `grey_closing` | all |
//! | [`white_tophat`] [`black_tophat`] | both sides of the footprint's | `scipy.ndimage.white_tophat` `black_tophat` | all |
//! | [`morphological_gradient`] | the larger side of the footprint's | `scipy.ndimage.morphological_gradient` | all |
//! | [`morphological_laplace`] | the larger side of the footprint's | `scipy.ndimage.morphological_laplace` | numbers |
//! | [`hit_or_miss`] | the footprints' | `scipy.ndimage.binary_hit_or_miss` | all, to `bool` |
//! | [`threshold`] | 0 | `image > level` | numbers, to `bool` |
//! | [`threshold_local`] | `int(4 (size - 1) / 6 + 0.5)`, or `size / 2` | `skimage.filters.threshold_local` | numbers, to floats |
//! | [`niblack`](niblack()) [`sauvola`](sauvola()) | `size / 2` | `skimage.filters.threshold_niblack` `threshold_sauvola` | numbers, to floats |
//! | [`canny`](canny()) | `int(4 sigma + 0.5) + 2` | `skimage.feature.canny` before its last step | numbers, to `u8` |
//! | [`bilateral`] | `max(2, ceil(3 sigma))` | `skimage.restoration.denoise_bilateral` | numbers, to floats |
//! | [`non_local_means`] | `patch / 2 + distance` | `skimage.restoration.denoise_nl_means` | numbers, to floats |
//! | [`structure_tensor`] | `1 + int(4 sigma + 0.5)` | `skimage.feature.structure_tensor` | numbers, to floats |
//! | [`hessian_matrix`] | `2 + int(4 sigma + 0.5)` | `skimage.feature.hessian_matrix` | numbers, to floats |
//! | [`corner_harris`] [`corner_shi_tomasi`] [`corner_foerstner`] | `1 + int(4 sigma + 0.5)` | `skimage.feature.corner_harris` `corner_shi_tomasi` `corner_foerstner` | numbers, to floats |
//! | [`corner_kitchen_rosenfeld`] | 2 | `skimage.feature.corner_kitchen_rosenfeld` | numbers, to floats |
//! | [`corner_moravec`] | `2 size` | `skimage.feature.corner_moravec` | numbers, to floats |
//! | [`corner_fast`] | 3 | `skimage.feature.corner_fast` | numbers, to floats |
//!
//! What depends on an image as a whole is no filter. [`detect`] and its like find points: [`peak_local_max`],
//! [`blob_log`](blob_log()), [`blob_dog`](blob_dog()), [`blob_doh`](blob_doh()); [`canny_edges`] and [`hysteresis`] link what is
//! connected.
//!
//! What they have in common:
//!
//! * They are N-dimensional unless their parameters name a number of axes, and span all axes of an array or those chosen.
//! * Integers saturate; they never wrap and are never rescaled. Fractions are rounded to the nearest, half to even.
//! * A NaN in a window makes the result NaN, and reaches no further than the window; filters with a [`NanPolicy`] can leave
//!   it out.
//! * A parameter that makes no sense is an [`Error::Parameter`](stencil_core::Error::Parameter) when the filter is applied,
//!   before anything is written.

mod canny;
mod corners;
mod correlate;
mod denoise;
mod edges;
mod error;
mod footprint;
mod gabor;
mod gaussian;
mod laplace;
mod linear;
mod lines;
mod local_threshold;
mod morphology;
mod nan;
mod per_axis;
mod pixel;
mod points;
mod rank;
mod recipe;
mod roberts;
mod sobel;
mod tensor;
mod threshold;
mod uniform;

// What filters are made of.
pub use footprint::Footprint;
pub use nan::NanPolicy;
pub use per_axis::PerAxis;
pub use pixel::Pixel;

// Smoothing.
pub use gaussian::{Gaussian, gaussian};
pub use gaussian::{UnsharpMask, unsharp_mask};
pub use rank::{Rank, maximum, median, minimum, percentile, rank};
pub use uniform::{Averaged, Uniform, uniform};

// Weights of one's own.
pub use correlate::{Correlate, SignedCorrelate, convolve, convolve1d, correlate, correlate1d};

// Derivatives of what is smoothed.
pub use gaussian::{DifferenceOfGaussians, GaussianDerivative, GaussianGradientMagnitude, GaussianLaplace};
pub use gaussian::{difference_of_gaussians, gaussian_gradient_magnitude, gaussian_laplace};

// Edges.
pub use edges::{Derivative, Gradient, farid, prewitt, scharr};
pub use gabor::{Gabor, gabor};
pub use laplace::{Laplace, laplace};
pub use roberts::{Diagonal, Roberts, roberts};
pub use sobel::{Sobel, SobelAxis, sobel};

// Shapes.
pub use morphology::{
    Additive, BlackTophat, Close, Difference, Dilate, Erode, HitOrMiss, MorphologicalGradient, MorphologicalLaplace,
    Neighbourhood, Open, SecondDifference, Structure, WhiteTophat, black_tophat, close, dilate, erode, hit_or_miss,
    morphological_gradient, morphological_laplace, open, white_tophat,
};
pub use threshold::{Threshold, threshold};

// Thresholds that differ from pixel to pixel.
pub use local_threshold::{
    Binary, LocalThreshold, Niblack, Sauvola, ThresholdLocal, niblack, sauvola, threshold_local,
};

// Smoothing that keeps edges.
pub use denoise::{Bilateral, NonLocalMeans, bilateral, non_local_means};

// Lines.
pub use canny::{Canny, canny, canny_edges, hysteresis};

// Points.
pub use points::{
    Blob, BlobDog, BlobDoh, BlobLog, Detect, Detector, How, Peak, PeakLocalMax, blob_dog, blob_doh, blob_log, detect,
    detect_parallel, peak_local_max,
};

// Corners.
pub use corners::{
    CornerFast, CornerFoerstner, CornerHarris, CornerKitchenRosenfeld, CornerMoravec, CornerShiTomasi, corner_fast,
    corner_foerstner, corner_harris, corner_kitchen_rosenfeld, corner_moravec, corner_shi_tomasi,
};
pub use tensor::{
    Eigenvalues, HessianMatrix, Matrix, MatrixElement, StructureTensor, Volume, VolumeEigenvalues, hessian_matrix,
    structure_tensor,
};
