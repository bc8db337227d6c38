"""The peers written in Halide, with schedules tuned by hand.

What they have in common: vectors along x, strips of rows in parallel, stages kept in a few rows that stay in the cache
(computed for a block of rows, or rolling along a strip), loops over rows unrolled where they share what they load.
"""

import halide as hl
import numpy as np

from halide_build import BYTE, FLOAT, WORD, compiled, largest, peer, plus, smallest, x, y, yi
from halide_gaussians import gaussian, small_gaussian, unsharp, weighted, weights, word_gaussian
from rows import Peer


def laplacian(b):
    f, out = b.clamped(), hl.Func("laplacian")
    out[x, y] = f[x, y - 1] + f[x, y + 1] + f[x - 1, y] + f[x + 1, y] - 4.0 * f[x, y]
    return b.cut(out, 16, strip=128)


def variance(b):
    def columns(at):
        values = [b.reflected_rows(at, y + k) for k in range(-2, 3)]
        return hl.Tuple([plus(values), plus([v * v for v in values])])

    sums, out = b.stage("sums", (FLOAT, FLOAT), columns, 2, 16, unroll=True), hl.Func("variance")
    mean = plus([sums[x + k, y][0] for k in range(-2, 3)]) / 25.0
    out[x, y] = plus([sums[x + k, y][1] for k in range(-2, 3)]) / 25.0 - mean * mean
    b.cut(out, 16, rows=4)
    b.block(sums, out)
    return out


def mean(b):
    f, out = b.clamped(), hl.Func("mean")
    out[x, y] = plus([f[x + i, y + j] for j in (-1, 0, 1) for i in (-1, 0, 1)]) * hl.f32(1 / 9)
    return b.cut(out, 16, rows=2, strip=128, share=True)


def nine_weights(b):
    f, out = b.clamped(), hl.Func("weights")
    taps = ((1, 3, 1), (2, 4, 2), (0, 2, 1))
    terms = [hl.u16(taps[j + 1][i + 1]) * hl.u16(f[x + i, y + j]) for j in (-1, 0, 1) for i in (-1, 0, 1)]
    out[x, y] = hl.u8((plus(terms) + hl.u16(8)) >> hl.u16(4))
    return b.cut(out, 32, rows=2, strip=128, share=True)


def derivatives(at):
    """Sobel's, along x and along y."""
    falling, rising = at(1, 1) - at(-1, -1), at(-1, 1) - at(1, -1)
    return falling - rising + 2 * (at(1, 0) - at(-1, 0)), falling + rising + 2 * (at(0, 1) - at(0, -1))


def magnitude(b):
    f, out = b.clamped(), hl.Func("magnitude")
    gx, gy = derivatives(lambda i, j: f[x + i, y + j])
    out[x, y] = hl.sqrt(gx * gx + gy * gy)
    return b.cut(out, 8, rows=2, strip=128, share=True)


def gradient(b):
    f, out = b.clamped(), hl.Func("gradient")
    out[x, y] = hl.Tuple(list(derivatives(lambda i, j: hl.i16(f[x + i, y + j]))))
    return b.cut(out, 16, rows=2, strip=128, share=True)


def middle(a, b, c):
    """The median of three."""
    return hl.max(hl.min(a, b), hl.min(hl.max(a, b), c))


def median_3(lanes):
    def build(b):
        f, columns, out = b.clamped(), hl.Func("columns"), hl.Func("median")
        p, q, r = f[x, y - 1], f[x, y], f[x, y + 1]
        low, high = hl.min(p, q), hl.max(p, q)
        columns[x, y] = hl.Tuple([hl.min(low, r), hl.max(low, hl.min(high, r)), hl.max(high, r)])
        three = [columns[x + k, y] for k in (-1, 0, 1)]
        lows, middles, highs = ([column[k] for column in three] for k in range(3))
        top, bottom = largest(lows), hl.min(hl.min(highs[0], highs[1]), highs[2])
        out[x, y] = middle(top, middle(*middles), bottom)
        b.cut(out, lanes, rows=2)
        columns.vectorize(x, lanes).reorder(y, x).unroll(y)
        b.block(columns, out)
        return out

    return build


def exchanged(values, network):
    """A list after exchanges that put the smaller first."""
    values = list(values)
    for i, j in network:
        values[i], values[j] = hl.min(values[i], values[j]), hl.max(values[i], values[j])
    return values


FIVE = [(0, 3), (1, 4), (0, 2), (1, 3), (0, 1), (2, 4), (1, 2), (3, 4), (2, 3)]


def batcher(count):
    """Batcher's odd-even merge sort."""
    network, p = [], 1
    while p < count:
        k = p
        while k >= 1:
            for j in range(k % p, count - k, 2 * k):
                for i in range(min(k, count - j - k)):
                    if (i + j) // (2 * p) == (i + j + k) // (2 * p):
                        network.append((i + j, i + j + k))
            k //= 2
        p *= 2
    return network


def median_5(b):
    f, columns, out = b.clamped(), hl.Func("columns"), hl.Func("median")
    columns[x, y] = hl.Tuple(exchanged([f[x, y + k] for k in range(-2, 3)], FIVE))
    # Sorted columns, then sorted rows of those: 12 of the 25 are then known to be above or below the median.
    rows = [exchanged([columns[x + k, y][rank] for k in range(-2, 3)], FIVE) for rank in range(5)]
    left = [rows[i][j] for i in range(5) for j in range(5) if (i + 1) * (j + 1) <= 13 and (5 - i) * (5 - j) <= 13]
    out[x, y] = exchanged(left, batcher(len(left)))[len(left) // 2]
    b.cut(out, 32, rows=1)
    columns.vectorize(x, 32)
    b.block(columns, out)
    return out


def running(first, lanes, axis):
    """Maxima of 15 along an axis by doubling: 2, 4 and 8 pixels, then two overlapping eights."""
    at = (lambda f, k: f[x, y + k]) if axis == 1 else (lambda f, k: f[x + k, y])
    previous, stages = first, []
    for step in (1, 2, 4):
        stage = hl.Func(f"maximum{2 * step}_{axis}")
        stage[x, y] = hl.max(at(previous, 0), at(previous, step))
        stages.append(stage)
        previous = stage
    for stage in stages:
        stage.vectorize(x, lanes)
    return stages, hl.max(at(previous, -7), at(previous, 0))


def dilate_box(lanes):
    def build(b):
        f, vertical, out = b.clamped(), hl.Func("vertical"), hl.Func("dilate")
        down, value = running(f, lanes, 1)
        vertical[x, y] = value
        across, value = running(vertical, lanes, 0)
        out[x, y] = value
        b.cut(out, lanes, strip=128)
        for stage in down:
            b.roll(stage, out)
        vertical.compute_at(out, yi).vectorize(x, lanes)
        for stage in across:
            stage.compute_at(out, yi)
        return out

    return build


def dilate_3(b):
    f, vertical, out = b.clamped(), hl.Func("vertical"), hl.Func("dilate")
    vertical[x, y] = largest([f[x, y + k] for k in (-1, 0, 1)])
    out[x, y] = largest([vertical[x + k, y] for k in (-1, 0, 1)])
    b.cut(out, 32)
    vertical.compute_at(out, yi).vectorize(x, 32)
    return out


HALF_WIDTHS = {5: 0, 4: 3, 3: 4, 2: 4, 1: 4, 0: 5}


def disk_of(f, name, reduce):
    """The reduction under a disk of radius 5: how to make it at a column and row, and the stages of its bars."""
    seven, nine, eleven = (hl.Func(f"{bar}_{name}") for bar in ("seven", "nine", "eleven"))
    seven[x, y] = reduce([f[x + k, y] for k in range(-3, 4)])
    nine[x, y] = reduce([f[x - 4, y], f[x + 4, y], seven[x, y]])
    eleven[x, y] = reduce([f[x - 5, y], f[x + 5, y], nine[x, y]])
    bars = {0: f, 3: seven, 4: nine, 5: eleven}

    def value(column, row):
        return reduce([bars[HALF_WIDTHS[abs(k)]][column, row + k] for k in range(-5, 6)])

    return value, [stage.vectorize(x, 32) for stage in (seven, nine)]


def dilate_disk(b):
    out = hl.Func("dilate")
    value, stages = disk_of(b.clamped(), "dilate", largest)
    out[x, y] = value(x, y)
    b.cut(out, 32, strip=128)
    for stage in stages:
        b.roll(stage, out)
    return out


def open_disk(b):
    eroded, out = hl.Func("eroded"), hl.Func("open")
    value, before = disk_of(b.clamped(), "erode", smallest)
    # What lies outside cannot be the largest.
    inside = hl.likely(x >= 0) & hl.likely(x < b.width) & (y >= 0) & (y < b.height)
    eroded[x, y] = hl.select(inside, value(x, y), hl.u8(0))
    value, after = disk_of(eroded, "dilate", largest)
    out[x, y] = value(x, y)
    b.cut(out, 32, strip=128)
    for stage in (*after, eroded.vectorize(x, 32), *before):
        b.roll(stage, out)
    return out


def harris(b):
    f = b.clamped()

    def products(at):
        inside = hl.clamp(y, 0, b.height - 1)
        gx, gy = derivatives(lambda i, j: f[at + i, inside + j])
        return hl.Tuple([gx * gx, gx * gy, gy * gy])

    tensor, sums, out = b.stage("tensor", (FLOAT,) * 3, products, 1, 8), hl.Func("sums"), hl.Func("harris")
    sums[x, y] = hl.Tuple([plus([tensor[x, y + k][part] for k in (-1, 0, 1)]) for part in range(3)])
    xx, xy, yy = (plus([sums[x + k, y][part] for k in (-1, 0, 1)]) for part in range(3))
    out[x, y] = xx * yy - xy * xy - hl.f32(0.04) * (xx + yy) * (xx + yy)
    b.cut(out, 8, strip=128)
    b.roll(tensor, out)
    sums.compute_at(out, yi).vectorize(x, 8)
    return out


def edges(b):
    taps = weights(1)
    inside = hl.clamp(y, 0, b.height - 1)
    vertical = b.stage(
        "vertical", (FLOAT,), lambda at: weighted(taps, lambda k: b.reflected_rows(at, inside + k)), 4, 16
    )
    smooth = b.stage("smooth", (FLOAT,), lambda at: weighted(taps, lambda k: vertical[at + k, y]), 1, 16)
    out = hl.Func("edges")
    gx, gy = derivatives(lambda i, j: smooth[x + i, y + j])
    out[x, y] = hl.select(hl.sqrt(gx * gx + gy * gy) > 0.5, hl.u8(255), hl.u8(0))
    b.cut(out, 16, strip=128)
    b.roll(smooth, out)
    b.roll(vertical, out)
    return out


def bilateral(radius, exp):
    space, value = 2.0, 0.1

    def build(b):
        image, out = b.stage("image", (FLOAT,), lambda at: b.reflected_rows(at, y), radius, 16), hl.Func("bilateral")
        centre = image[x, y]

        def tap(i, j):
            """A neighbour times its weight, and the weight."""
            near = hl.f32(-(i * i + j * j) / (2.0 * space * space))
            v = image[x + i, y + j]
            d = (v - centre) * hl.f32(1.0 / value)
            weight = exp(near - hl.f32(0.5) * d * d)
            return weight * v, weight

        around = range(-radius, radius + 1)
        taps = [tap(i, j) for j in around for i in around]
        out[x, y] = plus([value for value, _ in taps]) / plus([weight for _, weight in taps])
        b.cut(out, 16)
        b.roll(image, out)
        return out

    return build


def polar(b):
    f, out = b.clamped(), hl.Func("polar")
    gx, gy = derivatives(lambda i, j: f[x + i, y + j])
    out[x, y] = hl.Tuple([hl.sqrt(gx * gx + gy * gy), hl.atan2(gy, gx)])
    return b.cut(out, 16, strip=128)


STEPS = 10


def heat(b):
    # A symmetric rule keeps a mirrored image mirrored: it is continued once, ten pixels deep, for ten steps.
    plate = b.stage("plate", (FLOAT,), lambda at: b.reflected_rows(at, y), STEPS, 16)
    stages, out = [plate], hl.Func("heat")
    for step in range(STEPS):
        u, target = stages[-1], hl.Func(f"step{step}") if step < STEPS - 1 else out
        around = u[x, y - 1] + u[x, y + 1] + u[x - 1, y] + u[x + 1, y]
        target[x, y] = u[x, y] + hl.f32(0.2) * (around - 4.0 * u[x, y])
        stages.append(target)
    b.cut(out, 16, strip=256)
    for stage in stages[1:-1]:
        stage.vectorize(x, 16)
    for stage in stages[:-1]:
        b.roll(stage, out)
    return out


def heat_peer(image, output, threads):
    """Ten steps at a time, from one array to another and back."""
    pipeline, other = compiled(FLOAT, heat, threads), np.empty_like(image)
    arrays = [hl.Buffer(image), hl.Buffer(other), hl.Buffer(output)]

    def call():
        source = arrays[0]
        for turn in range(100 // STEPS):
            target = arrays[1 + turn % 2]
            pipeline(source, target)
            source = target

    return call


PEERS = {
    "laplacian_f32": peer(FLOAT, laplacian),
    "variance_f32": peer(FLOAT, variance),
    "sobel_f32": peer(FLOAT, magnitude),
    "gradient_u8": peer(BYTE, gradient),
    "median_3_u8": peer(BYTE, median_3(32)),
    "median_3_f32": peer(FLOAT, median_3(8)),
    "median_5_u8": peer(BYTE, median_5),
    "dilate_3_u8": peer(BYTE, dilate_3),
    "dilate_box_u8": peer(BYTE, dilate_box(32)),
    "dilate_box_f32": peer(FLOAT, dilate_box(16)),
    "dilate_disk_u8": peer(BYTE, dilate_disk),
    "open_disk_u8": peer(BYTE, open_disk),
    "mean_3_f32": peer(FLOAT, mean),
    "weighted_3_u8": peer(BYTE, nine_weights),
    "unsharp_f32": peer(FLOAT, unsharp),
    "gaussian_10_f32": peer(FLOAT, gaussian(10)),
    "gaussian_2_u16": peer(WORD, word_gaussian(2)),
    "harris_f32": peer(FLOAT, harris),
    "edges_f32": peer(FLOAT, edges),
    "heat_f32": [Peer("Halide", heat_peer)],
    "polar_f32": peer(FLOAT, polar),
}
FEWER_DIGITS = {"tolerance": 1e-4, "why": "its exp has fewer digits"}
for _radius in (2, 3, 5):
    PEERS[f"bilateral_{_radius}_f32"] = [
        *peer(FLOAT, bilateral(_radius, hl.exp)),
        *peer(FLOAT, bilateral(_radius, hl.fast_exp), "Halide, fast_exp", **FEWER_DIGITS),
    ]
for _sigma in (1, 2, 5):
    PEERS[f"gaussian_{_sigma}_f32"] = peer(FLOAT, gaussian(_sigma))
    PEERS[f"gaussian_{_sigma}_u8"] = peer(BYTE, small_gaussian(_sigma))
