"""Gaussians in Halide: columns first, for a block of rows at a time, then rows."""

import halide as hl
import numpy as np

from halide_build import FLOAT, SHORT, WORD, plus, x, y


def weights(sigma):
    """The centre's weight and those of the neighbours on one side."""
    taps = np.exp(-0.5 * (np.arange(int(4.0 * sigma + 0.5) + 1) / sigma) ** 2)
    return taps / (2 * taps.sum() - taps[0])


def weighted(taps, at):
    """The weighted sum of pairs of neighbours."""
    pairs = [hl.f32(float(tap)) * (at(-k) + at(k)) for k, tap in enumerate(taps) if k]
    return plus([hl.f32(float(taps[0])) * at(0), *pairs])


def gaussian(sigma):
    taps = weights(sigma)

    def build(b):
        def down(at):
            return weighted(taps, lambda k: b.reflected_rows(at, y + k))

        vertical, out = b.stage("vertical", (FLOAT,), down, len(taps) - 1, 16, unroll=True), hl.Func("gaussian")
        out[x, y] = weighted(taps, lambda k: vertical[x + k, y])
        b.cut(out, 16, rows=4)
        b.block(vertical, out)
        return out

    return build


def word_gaussian(sigma):
    """16-bit words in floats, rounded at the end."""
    taps = weights(sigma)

    def build(b):
        def down(at):
            return weighted(taps, lambda k: hl.f32(b.reflected_rows(at, y + k)))

        vertical, out = b.stage("vertical", (FLOAT,), down, len(taps) - 1, 16, unroll=True), hl.Func("gaussian")
        out[x, y] = hl.cast(WORD, weighted(taps, lambda k: vertical[x + k, y]) + hl.f32(0.5))
        b.cut(out, 16, rows=4)
        b.block(vertical, out)
        return out

    return build


def unsharp(b):
    taps = weights(2)

    def down(at):
        return weighted(taps, lambda k: b.reflected_rows(at, y + k))

    vertical, out = b.stage("vertical", (FLOAT,), down, len(taps) - 1, 16, unroll=True), hl.Func("unsharp")
    pixel = b.image[x, y]
    out[x, y] = pixel + hl.f32(0.7) * (pixel - weighted(taps, lambda k: vertical[x + k, y]))
    b.cut(out, 16, rows=4)
    b.block(vertical, out)
    return out


def small_gaussian(sigma):
    """Bytes in 16-bit fixed point: six bits of fraction, weights of fifteen, products rounded."""
    taps = [int(round(float(tap) * 32768)) for tap in weights(sigma)]
    taps[0] = 32768 - 2 * sum(taps[1:])

    def fixed(at, centre, shift):
        def times(value, tap):
            return hl.rounding_mul_shift_right(value << shift if shift else value, hl.i16(tap), hl.u16(15))

        pairs = [times(at(-k) + at(k), tap) for k, tap in enumerate(taps) if k]
        return plus([times(centre, taps[0]), *pairs])

    def build(b):
        def down(at):
            def pixel(k):
                return hl.i16(b.reflected_rows(at, y + k))

            return fixed(pixel, pixel(0), 6)

        vertical, out = b.stage("vertical", (SHORT,), down, len(taps) - 1, 32, unroll=True), hl.Func("gaussian")
        total = fixed(lambda k: vertical[x + k, y], vertical[x, y], 0)
        out[x, y] = hl.u8_sat((total + hl.i16(32)) >> 6)
        b.cut(out, 32, rows=4)
        b.block(vertical, out)
        return out

    return build
