"""The rows of the comparison: what is computed, on which element types, and how closely the peers must agree."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One kind of work. `symbol` is the function of `ours.rs`, and the name under which the peers list theirs."""

    name: str
    symbol: str
    # An element type, or `volume`: 32-bit floats in three dimensions.
    input: str
    output: str
    outputs: int = 1
    # A pixel agrees if it differs by at most this much (integers: steps; floats: a part of the largest value) ...
    tolerance: float = 0.0
    # ... and so much of the image may disagree: pixels that rounding puts on the other side of a threshold.
    share: float = 0.0


ROWS = (
    Row("memcpy f32", "copy_u8", "float32", "float32"),
    Row("memcpy u16", "copy_u8", "uint16", "uint16"),
    Row("memcpy u8", "copy_u8", "uint8", "uint8"),
    Row("laplacian 5-point f32", "laplacian_f32", "float32", "float32", tolerance=1e-6),
    Row("local variance 5x5 f32", "variance_f32", "float32", "float32", tolerance=1e-5),
    Row("gaussian sigma 1 f32", "gaussian_1_f32", "float32", "float32", tolerance=1e-6),
    Row("gaussian sigma 2 f32", "gaussian_2_f32", "float32", "float32", tolerance=1e-6),
    Row("gaussian sigma 5 f32", "gaussian_5_f32", "float32", "float32", tolerance=1e-6),
    Row("gaussian sigma 10 f32", "gaussian_10_f32", "float32", "float32", tolerance=1e-6),
    Row("gaussian sigma 1 u8", "gaussian_1_u8", "uint8", "uint8", tolerance=1),
    Row("gaussian sigma 2 u8", "gaussian_2_u8", "uint8", "uint8", tolerance=1),
    Row("gaussian sigma 5 u8", "gaussian_5_u8", "uint8", "uint8", tolerance=1),
    Row("gaussian sigma 2 u16", "gaussian_2_u16", "uint16", "uint16", tolerance=1),
    Row("gaussian sigma 2 f32, 3-D", "gaussian_2_volume", "volume", "float32", tolerance=1e-6),
    Row("mean 3x3 f32", "mean_3_f32", "float32", "float32", tolerance=1e-6),
    Row("mean 15x15 f32", "mean_15_f32", "float32", "float32", tolerance=1e-6),
    Row("mean 15x15 u8", "mean_15_u8", "uint8", "uint8", tolerance=1),
    Row("mean 31x31 u8", "mean_31_u8", "uint8", "uint8", tolerance=1),
    Row("weights 3x3 u8", "weighted_3_u8", "uint8", "uint8", tolerance=1),
    Row("unsharp mask sigma 2 f32", "unsharp_f32", "float32", "float32", tolerance=1e-5),
    Row("sobel magnitude f32", "sobel_f32", "float32", "float32", tolerance=1e-6),
    Row("sobel dx, dy u8 -> i16", "gradient_u8", "uint8", "int16", outputs=2),
    Row("median 3x3 u8", "median_3_u8", "uint8", "uint8"),
    Row("median 5x5 u8", "median_5_u8", "uint8", "uint8"),
    Row("median 9x9 u8", "median_9_u8", "uint8", "uint8"),
    Row("median 21x21 u8", "median_21_u8", "uint8", "uint8"),
    Row("median 9x9 u16", "median_9_u16", "uint16", "uint16"),
    Row("median 3x3 f32", "median_3_f32", "float32", "float32"),
    Row("median 9x9 f32", "median_9_f32", "float32", "float32"),
    Row("dilation box 3x3 u8", "dilate_3_u8", "uint8", "uint8"),
    Row("dilation box 15x15 u8", "dilate_box_u8", "uint8", "uint8"),
    Row("dilation box 31x31 u8", "dilate_31_u8", "uint8", "uint8"),
    Row("dilation box 15x15 f32", "dilate_box_f32", "float32", "float32"),
    Row("dilation disk 5 u8", "dilate_disk_u8", "uint8", "uint8"),
    Row("dilation disk 15 u8", "dilate_disk_15_u8", "uint8", "uint8"),
    Row("opening box 5x5 u8", "open_5_u8", "uint8", "uint8"),
    Row("opening disk 5 u8", "open_disk_u8", "uint8", "uint8"),
    Row("Harris response f32", "harris_f32", "float32", "float32", tolerance=1e-5),
    Row("gaussian(1), sobel, threshold f32 -> u8", "edges_f32", "float32", "uint8", share=1e-4),
    Row("heat equation f32, 100 steps", "heat_f32", "float32", "float32", tolerance=1e-5),
    Row("bilateral radius 2 f32", "bilateral_2_f32", "float32", "float32", tolerance=1e-5),
    Row("bilateral radius 3 f32", "bilateral_3_f32", "float32", "float32", tolerance=1e-5),
    Row("bilateral radius 5 f32", "bilateral_5_f32", "float32", "float32", tolerance=1e-5),
    Row("gradient: hypot, atan2 f32", "polar_f32", "float32", "float32", outputs=2, tolerance=1e-6, share=1e-4),
)


@dataclass(frozen=True)
class Peer:
    """Another library's version of a row. `make(image, output, threads)` gives the call without arguments to be timed;
    it writes to `output`, or returns the result if the library cannot write to a given array."""

    library: str
    make: object
    # Pixels from the edge that are left out when results are compared, and why.
    border: int = 0
    # Instead of the row's, and why.
    tolerance: float | None = None
    why: str = ""
    # Whether it can use more than one thread.
    threaded: bool = True
    # The result is so many times too small.
    scale: float = 1.0
    # The result has zeros where ours is negative.
    positive: bool = False
