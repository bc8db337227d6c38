"""The peers written in Numba: strips of rows in parallel, a line of intermediate results with the reflected edge on
both sides, inner loops that vectorise."""

import math

import numba
import numpy as np
from numba import prange

from numba_build import STRIP, compiled, mirror, one, parallel, plain, reflect_ends
from numba_gaussians import gaussian_f32, gaussian_in_space, gaussian_u8, gaussian_u16, smooth_row, unsharp, weights

# Rates and levels are single precision: a double would drag the arithmetic along.
HALF, RATE, FOUR, SENSITIVITY = np.float32(0.5), np.float32(0.2), np.float32(4.0), np.float32(0.04)
TWENTY_FIFTH, NINTH, TWO = np.float32(1 / 25), np.float32(1 / 9), np.float32(2.0)


@parallel
def copy(image, output):
    for strip in prange((image.shape[0] + STRIP - 1) // STRIP):
        for y in range(strip * STRIP, min(strip * STRIP + STRIP, image.shape[0])):
            output[y] = image[y]


@compiled
def laplacian_row(a, b, c, out):
    """One row from three."""
    last = out.size - 1
    for x in range(1, last):
        out[x] = a[x] + c[x] + b[x - 1] + b[x + 1] - FOUR * b[x]
    out[0] = a[0] + c[0] + b[0] + b[1] - FOUR * b[0]
    out[last] = a[last] + c[last] + b[last - 1] + b[last] - FOUR * b[last]


@parallel
def laplacian(image, output):
    rows = image.shape[0]
    for strip in prange((rows + STRIP - 1) // STRIP):
        for y in range(strip * STRIP, min(strip * STRIP + STRIP, rows)):
            laplacian_row(image[mirror(y - 1, rows)], image[y], image[mirror(y + 1, rows)], output[y])


@compiled
def variance_row(a, b, c, d, e, sums, squares, out):
    """One row from five; `sums` and `squares` are scratch."""
    cols = out.size
    for x in range(cols):
        p, q, r, s, t = a[x], b[x], c[x], d[x], e[x]
        sums[x + 2] = p + q + r + s + t
        squares[x + 2] = p * p + q * q + r * r + s * s + t * t
    reflect_ends(sums, 2)
    reflect_ends(squares, 2)
    for x in range(cols):
        mean = (sums[x] + sums[x + 1] + sums[x + 2] + sums[x + 3] + sums[x + 4]) * TWENTY_FIFTH
        square = squares[x] + squares[x + 1] + squares[x + 2] + squares[x + 3] + squares[x + 4]
        out[x] = square * TWENTY_FIFTH - mean * mean


@parallel
def variance(image, output):
    rows, cols = image.shape
    for strip in prange((rows + STRIP - 1) // STRIP):
        sums, squares = np.empty(cols + 4, np.float32), np.empty(cols + 4, np.float32)
        for y in range(strip * STRIP, min(strip * STRIP + STRIP, rows)):
            a, b, c = image[mirror(y - 2, rows)], image[mirror(y - 1, rows)], image[y]
            d, e = image[mirror(y + 1, rows)], image[mirror(y + 2, rows)]
            variance_row(a, b, c, d, e, sums, squares, output[y])


@compiled
def mean_row(a, b, c, sums, out):
    """One row from three; `sums` is scratch."""
    cols = out.size
    for x in range(cols):
        sums[x + 1] = a[x] + b[x] + c[x]
    reflect_ends(sums, 1)
    for x in range(cols):
        out[x] = (sums[x] + sums[x + 1] + sums[x + 2]) * NINTH


@parallel
def mean(image, output):
    rows, cols = image.shape
    for strip in prange((rows + STRIP - 1) // STRIP):
        sums = np.empty(cols + 2, np.float32)
        for y in range(strip * STRIP, min(strip * STRIP + STRIP, rows)):
            mean_row(image[mirror(y - 1, rows)], image[y], image[mirror(y + 1, rows)], sums, output[y])


@compiled
def weighted_at(a, b, c, west, x, east):
    """The weighted sum of nine bytes."""
    above = np.uint16(a[west]) + np.uint16(3) * np.uint16(a[x]) + np.uint16(a[east])
    level = np.uint16(2) * np.uint16(b[west]) + np.uint16(4) * np.uint16(b[x]) + np.uint16(2) * np.uint16(b[east])
    below = np.uint16(2) * np.uint16(c[x]) + np.uint16(c[east])
    return np.uint8(np.uint16(above + level + below + np.uint16(8)) >> np.uint16(4))


@compiled
def weighted_row(a, b, c, out):
    """One row from three."""
    last = out.size - 1
    for x in range(1, last):
        out[x] = weighted_at(a, b, c, x - 1, x, x + 1)
    out[0] = weighted_at(a, b, c, 0, 0, 1)
    out[last] = weighted_at(a, b, c, last - 1, last, last)


@parallel
def weighted(image, output):
    rows = image.shape[0]
    for strip in prange((rows + STRIP - 1) // STRIP):
        for y in range(strip * STRIP, min(strip * STRIP + STRIP, rows)):
            weighted_row(image[mirror(y - 1, rows)], image[y], image[mirror(y + 1, rows)], output[y])


@compiled
def gradient_at(a, b, c, west, x, east):
    """Both derivatives at `x` from three rows."""
    falling, rising = c[east] - a[west], c[west] - a[east]
    return falling - rising + TWO * (b[east] - b[west]), falling + rising + TWO * (c[x] - a[x])


@compiled
def magnitude_row(a, b, c, out):
    """One row of gradient lengths."""
    last = out.size - 1
    for x in range(1, last):
        gx, gy = gradient_at(a, b, c, x - 1, x, x + 1)
        out[x] = math.sqrt(gx * gx + gy * gy)
    gx, gy = gradient_at(a, b, c, 0, 0, 1)
    out[0] = math.sqrt(gx * gx + gy * gy)
    gx, gy = gradient_at(a, b, c, last - 1, last, last)
    out[last] = math.sqrt(gx * gx + gy * gy)


@parallel
def magnitude(image, output):
    rows = image.shape[0]
    for strip in prange((rows + STRIP - 1) // STRIP):
        for y in range(strip * STRIP, min(strip * STRIP + STRIP, rows)):
            magnitude_row(image[mirror(y - 1, rows)], image[y], image[mirror(y + 1, rows)], output[y])


@compiled
def small_gradient(a, b, c, west, x, east):
    """Both derivatives of bytes, in 16 bits."""
    nw, n, ne = np.int16(a[west]), np.int16(a[x]), np.int16(a[east])
    w, e = np.int16(b[west]), np.int16(b[east])
    sw, s, se = np.int16(c[west]), np.int16(c[x]), np.int16(c[east])
    return np.int16(ne + e + e + se - nw - w - w - sw), np.int16(sw + s + s + se - nw - n - n - ne)


@compiled
def small_gradient_row(a, b, c, dx, dy):
    """One row of both derivatives of bytes."""
    last = dx.size - 1
    for x in range(1, last):
        dx[x], dy[x] = small_gradient(a, b, c, x - 1, x, x + 1)
    dx[0], dy[0] = small_gradient(a, b, c, 0, 0, 1)
    dx[last], dy[last] = small_gradient(a, b, c, last - 1, last, last)


@parallel
def gradient(image, output):
    rows = image.shape[0]
    for strip in prange((rows + STRIP - 1) // STRIP):
        for y in range(strip * STRIP, min(strip * STRIP + STRIP, rows)):
            a, b, c = image[mirror(y - 1, rows)], image[y], image[mirror(y + 1, rows)]
            small_gradient_row(a, b, c, output[0, y], output[1, y])


@compiled
def tensor_row(a, b, c, xx, xy, yy):
    """The products of the derivatives along one row, with one reflected pixel at both ends."""
    last = a.size - 1
    for x in range(1, last):
        gx, gy = gradient_at(a, b, c, x - 1, x, x + 1)
        xx[x + 1], xy[x + 1], yy[x + 1] = gx * gx, gx * gy, gy * gy
    gx, gy = gradient_at(a, b, c, 0, 0, 1)
    xx[1], xy[1], yy[1] = gx * gx, gx * gy, gy * gy
    gx, gy = gradient_at(a, b, c, last - 1, last, last)
    xx[last + 1], xy[last + 1], yy[last + 1] = gx * gx, gx * gy, gy * gy
    reflect_ends(xx, 1)
    reflect_ends(xy, 1)
    reflect_ends(yy, 1)


@compiled
def box_sum(a, b, c, x):
    """The sum of nine."""
    return a[x] + b[x] + c[x] + a[x + 1] + b[x + 1] + c[x + 1] + a[x + 2] + b[x + 2] + c[x + 2]


@compiled
def corner_row(p, q, r, out):
    """One row of the response, from three rows of products."""
    for x in range(out.size):
        xx, xy, yy = box_sum(p[0], q[0], r[0], x), box_sum(p[1], q[1], r[1], x), box_sum(p[2], q[2], r[2], x)
        out[x] = xx * yy - xy * xy - SENSITIVITY * (xx + yy) * (xx + yy)


@parallel
def harris(image, output):
    rows, cols = image.shape
    for strip in prange((rows + STRIP - 1) // STRIP):
        start = strip * STRIP
        # A ring of three rows of products: row `y` is in slot `(y + 3) % 3`.
        ring = np.empty((3, 3, cols + 2), np.float32)
        for y in range(start - 2, min(start + STRIP, rows)):
            at, slot = mirror(y + 1, rows), ring[(y + 4) % 3]
            above, below = image[mirror(at - 1, rows)], image[mirror(at + 1, rows)]
            tensor_row(above, image[at], below, slot[0], slot[1], slot[2])
            if y >= start:
                corner_row(ring[(y + 2) % 3], ring[(y + 3) % 3], ring[(y + 4) % 3], output[y])


@compiled
def threshold_row(steep, out):
    """White above the level."""
    for x in range(out.size):
        out[x] = np.uint8(255) if steep[x] > HALF else np.uint8(0)


@parallel
def edges(image, output, taps):
    rows, cols = image.shape
    for strip in prange((rows + STRIP - 1) // STRIP):
        start = strip * STRIP
        line, steep = np.empty(cols + 2 * taps.size - 2, np.float32), np.empty(cols, np.float32)
        # A ring of three smoothed rows: row `y` is in slot `(y + 3) % 3`.
        ring = np.empty((3, cols), np.float32)
        for y in range(start - 2, min(start + STRIP, rows)):
            smooth_row(image, mirror(y + 1, rows), taps, line, ring[(y + 4) % 3])
            if y >= start:
                magnitude_row(ring[(y + 2) % 3], ring[(y + 3) % 3], ring[(y + 4) % 3], steep)
                threshold_row(steep, output[y])


@compiled
def heat_row(a, b, c, out):
    """One row from three, one step later."""
    last = out.size - 1
    for x in range(1, last):
        out[x] = b[x] + RATE * (a[x] + c[x] + b[x - 1] + b[x + 1] - FOUR * b[x])
    out[0] = b[0] + RATE * (a[0] + c[0] + b[0] + b[1] - FOUR * b[0])
    out[last] = b[last] + RATE * (a[last] + c[last] + b[last - 1] + b[last] - FOUR * b[last])


@parallel
def heat_step(image, output):
    rows = image.shape[0]
    for strip in prange((rows + STRIP - 1) // STRIP):
        for y in range(strip * STRIP, min(strip * STRIP + STRIP, rows)):
            heat_row(image[mirror(y - 1, rows)], image[y], image[mirror(y + 1, rows)], output[y])


def heat(image, output, threads):
    numba.set_num_threads(threads)
    other = np.empty_like(image)

    def call():
        source = image
        for step in range(100):
            target = output if step % 2 else other
            heat_step(source, target)
            source = target

    return call


PEERS = {
    "copy_u8": one(plain(copy)),
    "laplacian_f32": one(plain(laplacian)),
    "variance_f32": one(plain(variance)),
    "sobel_f32": one(plain(magnitude)),
    "gradient_u8": one(plain(gradient)),
    "harris_f32": one(plain(harris)),
    "edges_f32": one(plain(edges, weights(1))),
    "heat_f32": one(heat),
    "mean_3_f32": one(plain(mean)),
    "weighted_3_u8": one(plain(weighted)),
    "unsharp_f32": one(plain(unsharp, weights(2))),
    "gaussian_10_f32": one(plain(gaussian_f32, weights(10))),
    "gaussian_2_u16": one(plain(gaussian_u16, weights(2))),
    "gaussian_2_volume": one(gaussian_in_space),
}
for _sigma in (1, 2, 5):
    PEERS[f"gaussian_{_sigma}_f32"] = one(plain(gaussian_f32, weights(_sigma)))
    PEERS[f"gaussian_{_sigma}_u8"] = one(plain(gaussian_u8, weights(_sigma)))
