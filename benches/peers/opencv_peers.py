"""The peers of OpenCV: one call where there is one, else the calls that make up the work, on whole images and in strips
of rows that stay in the cache."""

import cv2
import numpy as np

from rows import Peer

EDGE = cv2.BORDER_REFLECT
STRIP = 64


def copy(image, output, _threads):
    return lambda: cv2.copyTo(image, None, output)


def laplacian(image, output, _threads):
    return lambda: cv2.Laplacian(image, cv2.CV_32F, output, ksize=1, borderType=EDGE)


def gaussian(sigma):
    size = 2 * int(4.0 * sigma + 0.5) + 1

    def make(image, output, _threads):
        return lambda: cv2.GaussianBlur(image, (size, size), sigma, output, sigma, EDGE)

    return make


def median(size):
    return lambda image, output, _threads: lambda: cv2.medianBlur(image, size, output)


def dilate(kernel):
    return lambda image, output, _threads: lambda: cv2.dilate(image, kernel, output, borderType=EDGE)


def gradient(image, output, _threads):
    # Of this call's borders, REPLICATE is the one that is REFLECT at a depth of one pixel.
    return lambda: cv2.spatialGradient(image, output[0], output[1], 3, cv2.BORDER_REPLICATE)


def gradient_in_two(image, output, _threads):
    def call():
        cv2.Sobel(image, cv2.CV_16S, 1, 0, output[0], 3, borderType=EDGE)
        cv2.Sobel(image, cv2.CV_16S, 0, 1, output[1], 3, borderType=EDGE)

    return call


def mean(size):
    return lambda image, output, _threads: lambda: cv2.blur(image, (size, size), output, borderType=EDGE)


def weighted(image, output, _threads):
    kernel = np.array([[1, 3, 1], [2, 4, 2], [0, 2, 1]], np.float32) / 16
    return lambda: cv2.filter2D(image, cv2.CV_8U, kernel, output, borderType=EDGE)


def opening(kernel):
    return lambda image, output, _threads: lambda: cv2.morphologyEx(
        image, cv2.MORPH_OPEN, kernel, output, borderType=EDGE
    )


def unsharp_steps(image, output, work):
    """The image, and more of what smoothing takes away."""
    cv2.GaussianBlur(image, (17, 17), 2.0, work[0], 2.0, EDGE)
    cv2.addWeighted(image, 1.7, work[0], -0.7, 0, output)


def variance_steps(image, output, work):
    """Mean of squares minus square of the mean."""
    mean, squares = work[:2]
    cv2.boxFilter(image, cv2.CV_32F, (5, 5), mean, borderType=EDGE)
    cv2.sqrBoxFilter(image, cv2.CV_32F, (5, 5), squares, borderType=EDGE)
    cv2.multiply(mean, mean, mean)
    cv2.subtract(squares, mean, output)


def magnitude_steps(image, output, work):
    """Both derivatives, then their length."""
    dx, dy = work[:2]
    cv2.Sobel(image, cv2.CV_32F, 1, 0, dx, 3, borderType=EDGE)
    cv2.Sobel(image, cv2.CV_32F, 0, 1, dy, 3, borderType=EDGE)
    cv2.magnitude(dx, dy, output)


def edges_steps(image, output, work):
    """Smooth, measure the gradient, compare."""
    cv2.GaussianBlur(image, (9, 9), 1.0, work[2], 1.0, EDGE)
    magnitude_steps(work[2], work[3], work)
    cv2.compare(work[3], 0.5, cv2.CMP_GT, output)


def harris_steps(image, output, _work):
    """One call. OpenCV divides the derivatives by 12, so the response by 12 to the fourth."""
    cv2.cornerHarris(image, 3, 3, 0.04, output, EDGE)


def heat(image, output, _threads):
    """A correlation per step, from one array to another and back."""
    rate = 0.2
    kernel = np.array([[0, rate, 0], [rate, 1 - 4 * rate, rate], [0, rate, 0]], np.float32)
    other = np.empty_like(image)

    def call():
        source = image
        for step in range(100):
            target = output if step % 2 else other
            cv2.filter2D(source, cv2.CV_32F, kernel, target, borderType=EDGE)
            source = target

    return call


def whole(steps):
    """The steps one after the other on whole images."""

    def make(image, output, _threads):
        work = [np.empty_like(image) for _ in range(4)]
        return lambda: steps(image, output, work)

    return make


def in_strips(steps, halo):
    """The steps on strips of rows with a halo around them, which is cut off afterwards; one strip after the other."""

    def make(image, output, _threads):
        rows = len(image)
        work = [np.empty_like(image[: STRIP + 2 * halo]) for _ in range(4)]
        result = np.empty_like(output[: STRIP + 2 * halo])

        def call():
            for start in range(0, rows, STRIP):
                end = min(start + STRIP, rows)
                low, high = max(start - halo, 0), min(end + halo, rows)
                part = result[: high - low]
                steps(image[low:high], part, [array[: high - low] for array in work])
                output[start:end] = part[start - low : end - low]

        return call

    return make


def disk(radius):
    """Cells whose centres are up to `radius` away."""
    y, x = np.mgrid[-radius : radius + 1, -radius : radius + 1]
    return (x * x + y * y <= radius * radius).astype(np.uint8)


def chain(steps, halo, **more):
    return [Peer("OpenCV", whole(steps), **more), Peer("OpenCV in strips", in_strips(steps, halo), **more)]


def one(make, **more):
    return [Peer("OpenCV", make, **more)]


PEERS = {
    "copy_u8": one(copy, threaded=False),
    "laplacian_f32": one(laplacian),
    "variance_f32": chain(variance_steps, 2),
    "sobel_f32": chain(magnitude_steps, 1),
    "gradient_u8": [Peer("OpenCV", gradient), Peer("OpenCV, two calls", gradient_in_two)],
    "median_3_u8": one(median(3)),
    "median_5_u8": one(median(5)),
    "median_9_u8": one(median(9)),
    "median_21_u8": one(median(21)),
    "median_3_f32": one(median(3)),
    "dilate_box_u8": one(dilate(np.ones((15, 15), np.uint8))),
    "dilate_3_u8": one(dilate(np.ones((3, 3), np.uint8))),
    "dilate_31_u8": one(dilate(np.ones((31, 31), np.uint8))),
    "dilate_box_f32": one(dilate(np.ones((15, 15), np.uint8))),
    "dilate_disk_u8": one(dilate(disk(5))),
    "dilate_disk_15_u8": one(dilate(disk(15))),
    "open_5_u8": one(opening(np.ones((5, 5), np.uint8))),
    "mean_3_f32": one(mean(3)),
    "mean_15_f32": one(mean(15)),
    "mean_15_u8": one(mean(15)),
    "mean_31_u8": one(mean(31)),
    "weighted_3_u8": one(weighted),
    "open_disk_u8": one(opening(disk(5))),
    "unsharp_f32": chain(unsharp_steps, 8),
    "gaussian_10_f32": one(gaussian(10)),
    "gaussian_2_u16": one(gaussian(2)),
    "harris_f32": chain(harris_steps, 2, scale=12.0**4),
    "edges_f32": chain(edges_steps, 5),
    "heat_f32": one(heat),
} | {f"gaussian_{sigma}_{kind}": one(gaussian(sigma)) for sigma in (1, 2, 5) for kind in ("f32", "u8")}
