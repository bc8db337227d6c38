"""The peers of SciPy and scikit-image. They use one thread."""

import numpy as np
from scipy import ndimage
from skimage import filters, morphology

from opencv_peers import disk
from rows import Peer

CROSS = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]], np.float32)


def copy(image, output, _threads):
    return lambda: np.copyto(output, image)


def laplacian(image, output, _threads):
    return lambda: ndimage.laplace(image, output)


def variance(image, output, _threads):
    mean, squares = np.empty_like(image), np.empty_like(image)

    def call():
        ndimage.uniform_filter(image, 5, mean)
        ndimage.uniform_filter(image * image, 5, squares)
        np.multiply(mean, mean, mean)
        np.subtract(squares, mean, output)

    return call


def gaussian(sigma):
    return lambda image, output, _threads: lambda: ndimage.gaussian_filter(image, sigma, output=output)


def gaussian_of_skimage(sigma):
    def make(image, output, _threads):
        return lambda: filters.gaussian(image, sigma, out=output, mode="reflect", preserve_range=True)

    return make


def magnitude(image, output, _threads):
    return lambda: ndimage.generic_gradient_magnitude(image, ndimage.sobel, output)


def gradient(image, output, _threads):
    def call():
        ndimage.sobel(image, 1, output[0])
        ndimage.sobel(image, 0, output[1])

    return call


def median(size):
    return lambda image, output, _threads: lambda: ndimage.median_filter(image, size, output=output, mode="nearest")


def median_of_skimage(size):
    footprint = np.ones((size, size), np.uint8)
    return lambda image, output, _threads: lambda: filters.rank.median(image, footprint, out=output)


def dilate_box(image, output, _threads):
    return lambda: ndimage.grey_dilation(image, (15, 15), output=output)


def dilate_box_of_skimage(image, output, _threads):
    footprint = morphology.footprint_rectangle((15, 15), decomposition="separable")
    return lambda: morphology.dilation(image, footprint, out=output)


def dilate_disk(image, output, _threads):
    footprint = disk(5)
    return lambda: ndimage.grey_dilation(image, footprint=footprint, output=output)


def dilate_disk_of_skimage(image, output, _threads):
    footprint = disk(5)
    return lambda: morphology.dilation(image, footprint, out=output)


def mean(size):
    return lambda image, output, _threads: lambda: ndimage.uniform_filter(image, size, output)


def weighted(image, output, _threads):
    kernel = np.array([[1, 3, 1], [2, 4, 2], [0, 2, 1]]) / 16
    return lambda: ndimage.correlate(image, kernel, output)


def opening(image, output, _threads):
    footprint = disk(5)
    return lambda: ndimage.grey_opening(image, footprint=footprint, output=output)


def opening_of_skimage(image, output, _threads):
    footprint = disk(5)
    return lambda: morphology.opening(image, footprint, out=output)


def unsharp(image, output, _threads):
    def call():
        ndimage.gaussian_filter(image, 2, output=output)
        np.subtract(np.float32(1.7) * image, np.float32(0.7) * output, output)

    return call


def unsharp_of_skimage(image, _output, _threads):
    return lambda: filters.unsharp_mask(image, 2, 0.7, preserve_range=True)


def harris(image, output, _threads):
    def call():
        x, y = ndimage.sobel(image, 1), ndimage.sobel(image, 0)
        sums = [9.0 * ndimage.uniform_filter(product, 3) for product in (x * x, x * y, y * y)]
        np.subtract(sums[0] * sums[2] - sums[1] ** 2, 0.04 * (sums[0] + sums[2]) ** 2, output)

    return call


def edges(image, output, _threads):
    smooth, steep = np.empty_like(image), np.empty_like(image)

    def call():
        ndimage.gaussian_filter(image, 1, output=smooth)
        ndimage.generic_gradient_magnitude(smooth, ndimage.sobel, steep)
        np.multiply(steep > 0.5, np.uint8(255), output)

    return call


def heat(image, output, _threads):
    change = np.empty_like(image)

    def call():
        np.copyto(output, image)
        for _ in range(100):
            ndimage.correlate(output, CROSS, change)
            np.multiply(change, np.float32(0.2), change)
            np.add(output, change, output)

    return call


def scipy(make, **more):
    return Peer("SciPy", make, threaded=False, **more)


def skimage(make, **more):
    return Peer("scikit-image", make, threaded=False, **more)


def medians(size, kind):
    # SciPy takes a minute for the largest.
    peers = [scipy(median(size))] if size < 20 else []
    if kind == "u8":
        why = "its windows are smaller at the edge"
        peers.append(skimage(median_of_skimage(size), border=size // 2, why=why))
    return peers


PEERS = {
    "copy_u8": [Peer("NumPy", copy, threaded=False)],
    "laplacian_f32": [scipy(laplacian)],
    "variance_f32": [scipy(variance)],
    "sobel_f32": [scipy(magnitude)],
    "gradient_u8": [scipy(gradient)],
    "median_3_u8": medians(3, "u8"),
    "median_5_u8": medians(5, "u8"),
    "median_9_u8": medians(9, "u8"),
    "median_21_u8": medians(21, "u8"),
    "median_9_u16": medians(9, "u16"),
    "median_3_f32": medians(3, "f32"),
    "median_9_f32": medians(9, "f32"),
    "dilate_box_u8": [scipy(dilate_box), skimage(dilate_box_of_skimage)],
    "dilate_disk_u8": [scipy(dilate_disk), skimage(dilate_disk_of_skimage)],
    "open_disk_u8": [scipy(opening), skimage(opening_of_skimage)],
    "mean_3_f32": [scipy(mean(3))],
    "mean_15_f32": [scipy(mean(15))],
    "mean_15_u8": [scipy(mean(15), tolerance=2, why="it truncates after each pass")],
    "mean_31_u8": [scipy(mean(31), tolerance=2, why="it truncates after each pass")],
    "weighted_3_u8": [scipy(weighted, tolerance=1, why="it truncates")],
    "unsharp_f32": [scipy(unsharp), skimage(unsharp_of_skimage)],
    "gaussian_10_f32": [scipy(gaussian(10)), skimage(gaussian_of_skimage(10))],
    "gaussian_2_u16": [scipy(gaussian(2), tolerance=2, why="it truncates after each pass")],
    "gaussian_2_volume": [scipy(gaussian(2)), skimage(gaussian_of_skimage(2))],
    "harris_f32": [scipy(harris)],
    "edges_f32": [scipy(edges)],
    "heat_f32": [scipy(heat)],
}
for _sigma in (1, 2, 5):
    PEERS[f"gaussian_{_sigma}_f32"] = [scipy(gaussian(_sigma)), skimage(gaussian_of_skimage(_sigma))]
    PEERS[f"gaussian_{_sigma}_u8"] = [scipy(gaussian(_sigma), tolerance=2, why="it truncates after each pass")]
