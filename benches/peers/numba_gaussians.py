"""Gaussians in Numba: a row down, its ends reflected, and the row across."""

import numba
import numpy as np
from numba import prange

from numba_build import STRIP, compiled, mirror, parallel, reflect_ends

HALF, AMOUNT = np.float32(0.5), np.float32(0.7)


@compiled
def scale(source, tap, out):
    """One row times a weight."""
    for x in range(out.size):
        out[x] = tap * source[x]


@compiled
def add_pair(first, second, tap, out):
    """Adds the sum of two rows times a weight."""
    for x in range(out.size):
        out[x] += tap * (np.float32(first[x]) + np.float32(second[x]))


@compiled
def smooth_row(image, y, taps, line, out):
    """One row of the Gaussian, down and then across; `line` is scratch."""
    rows, cols = image.shape
    r = taps.size - 1
    middle = line[r : r + cols]
    scale(image[y], taps[0], middle)
    for k in range(1, r + 1):
        add_pair(image[mirror(y - k, rows)], image[mirror(y + k, rows)], taps[k], middle)
    reflect_ends(line, r)
    scale(middle, taps[0], out)
    for k in range(1, r + 1):
        add_pair(line[r - k : r - k + cols], line[r + k : r + k + cols], taps[k], out)


@parallel
def gaussian_f32(image, output, taps):
    rows, cols = image.shape
    for strip in prange((rows + STRIP - 1) // STRIP):
        line = np.empty(cols + 2 * taps.size - 2, np.float32)
        for y in range(strip * STRIP, min(strip * STRIP + STRIP, rows)):
            smooth_row(image, y, taps, line, output[y])


@compiled
def round_row(sums, out):
    """Floats to bytes."""
    for x in range(out.size):
        out[x] = np.uint8(sums[x] + HALF)


@parallel
def gaussian_u8(image, output, taps):
    rows, cols = image.shape
    for strip in prange((rows + STRIP - 1) // STRIP):
        line = np.empty(cols + 2 * taps.size - 2, np.float32)
        sums = np.empty(cols, np.float32)
        for y in range(strip * STRIP, min(strip * STRIP + STRIP, rows)):
            smooth_row(image, y, taps, line, sums)
            round_row(sums, output[y])


@compiled
def round_short_row(sums, out):
    """Floats to 16 bits."""
    for x in range(out.size):
        out[x] = np.uint16(sums[x] + HALF)


@parallel
def gaussian_u16(image, output, taps):
    rows, cols = image.shape
    for strip in prange((rows + STRIP - 1) // STRIP):
        line = np.empty(cols + 2 * taps.size - 2, np.float32)
        sums = np.empty(cols, np.float32)
        for y in range(strip * STRIP, min(strip * STRIP + STRIP, rows)):
            smooth_row(image, y, taps, line, sums)
            round_short_row(sums, output[y])


@parallel
def smooth_planes(image, output, taps):
    """One pass from plane to plane."""
    planes, rows, _ = image.shape
    for z in prange(planes):
        for y in range(rows):
            scale(image[z, y], taps[0], output[z, y])
            for k in range(1, taps.size):
                before, after = image[mirror(z - k, planes), y], image[mirror(z + k, planes), y]
                add_pair(before, after, taps[k], output[z, y])


@parallel
def smooth_each_plane(image, output, taps):
    """The other two passes, plane by plane."""
    planes, rows, cols = image.shape
    for z in prange(planes):
        line = np.empty(cols + 2 * taps.size - 2, np.float32)
        for y in range(rows):
            smooth_row(image[z], y, taps, line, output[z, y])


@compiled
def sharpen_row(row, smooth, out):
    """The image, and more of what smoothing takes away."""
    for x in range(out.size):
        out[x] = row[x] + AMOUNT * (row[x] - smooth[x])


@parallel
def unsharp(image, output, taps):
    rows, cols = image.shape
    for strip in prange((rows + STRIP - 1) // STRIP):
        line, smooth = np.empty(cols + 2 * taps.size - 2, np.float32), np.empty(cols, np.float32)
        for y in range(strip * STRIP, min(strip * STRIP + STRIP, rows)):
            smooth_row(image, y, taps, line, smooth)
            sharpen_row(image[y], smooth, output[y])


def weights(sigma):
    """The centre's weight and those of the neighbours on one side."""
    taps = np.exp(-0.5 * (np.arange(int(4.0 * sigma + 0.5) + 1) / sigma) ** 2)
    return (taps / (2 * taps.sum() - taps[0])).astype(np.float32)


def gaussian_in_space(image, output, threads):
    numba.set_num_threads(threads)
    between, taps = np.empty_like(image), weights(2)

    def call():
        smooth_planes(image, between, taps)
        smooth_each_plane(between, output, taps)

    return call
