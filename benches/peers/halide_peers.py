"""The peers written in Halide: one builder per row, with a schedule tuned by hand (vectors over x, rows in parallel,
stages kept in a rolling window of rows). Every builder returns a function (input, output) -> None."""

import halide as hl
import numpy as np

x, y = hl.Var("x"), hl.Var("y")
TYPES = {"float32": hl.Float(32), "uint8": hl.UInt(8), "uint16": hl.UInt(16), "int16": hl.Int(16)}
LANES = {1: 32, 2: 16, 4: 8}


def target(threads):
    hl.set_thread_count(threads) if hasattr(hl, "set_thread_count") else None
    return hl.get_jit_target_from_environment()


def mirrored(image):
    """Half-sample symmetric continuation: SciPy's `reflect`."""
    return hl.BoundaryConditions.mirror_image(image)


def finish(out, dtype, rows=64):
    """Strips of rows in parallel; vectors along x."""
    yo, yi = hl.Var("yo"), hl.Var("yi")
    out.split(y, yo, yi, rows, hl.TailStrategy.GuardWithIf).parallel(yo)
    out.vectorize(x, 2 * LANES[np.dtype(dtype).itemsize], hl.TailStrategy.GuardWithIf)
    return yi


def compiled(out, image):
    def call(array, result):
        image.set(hl.Buffer(array))
        out.realize(hl.Buffer(result))
    return call


def source(dtype):
    image = hl.ImageParam(TYPES[dtype], 2)
    return image, mirrored(image)


def laplacian(dtype="float32"):
    image, f = source(dtype)
    out = hl.Func("laplacian")
    out[x, y] = f[x, y - 1] + f[x, y + 1] + f[x - 1, y] + f[x + 1, y] - 4.0 * f[x, y]
    finish(out, dtype)
    return compiled(out, image)


def variance(dtype="float32"):
    image, f = source(dtype)
    rows, squares, out = hl.Func("rows"), hl.Func("squares"), hl.Func("variance")
    rows[x, y] = sum((f[x, y + k] for k in range(-1, 3)), f[x, y - 2])
    squares[x, y] = sum((f[x, y + k] * f[x, y + k] for k in range(-1, 3)), f[x, y - 2] * f[x, y - 2])
    mean = sum((rows[x + k, y] for k in range(-1, 3)), rows[x - 2, y]) / 25.0
    out[x, y] = sum((squares[x + k, y] for k in range(-1, 3)), squares[x - 2, y]) / 25.0 - mean * mean
    finish(out, dtype)
    for stage in (rows, squares):
        stage.compute_at(out, y if False else hl.Var("yi")).vectorize(x, 16)
    return compiled(out, image)


def weights(sigma):
    radius = int(4.0 * sigma + 0.5)
    taps = np.exp(-0.5 * (np.arange(-radius, radius + 1) / sigma) ** 2)
    return (taps / taps.sum()).astype(np.float32), radius


def gaussian(sigma, dtype="float32"):
    taps, r = weights(sigma)
    image, f = source(dtype)
    vertical, out = hl.Func("vertical"), hl.Func("gaussian")
    pairs = lambda at: sum(
        (float(taps[r + k]) * (at(-k) + at(k)) for k in range(1, r + 1)), float(taps[r]) * at(0)
    )
    vertical[x, y] = pairs(lambda k: hl.cast(hl.Float(32), f[x, y + k]))
    blurred = pairs(lambda k: vertical[x + k, y])
    out[x, y] = blurred if dtype == "float32" else hl.cast(TYPES[dtype], blurred + 0.5)
    yi = finish(out, dtype)
    vertical.compute_at(out, yi).vectorize(x, 16)
    return compiled(out, image)


def sobel_magnitude(dtype="float32"):
    image, f = source(dtype)
    out = hl.Func("sobel")
    gx = f[x + 1, y - 1] + 2.0 * f[x + 1, y] + f[x + 1, y + 1] - f[x - 1, y - 1] - 2.0 * f[x - 1, y] - f[x - 1, y + 1]
    gy = f[x - 1, y + 1] + 2.0 * f[x, y + 1] + f[x + 1, y + 1] - f[x - 1, y - 1] - 2.0 * f[x, y - 1] - f[x + 1, y - 1]
    out[x, y] = hl.sqrt(gx * gx + gy * gy)
    finish(out, dtype)
    return compiled(out, image)


def median3(dtype):
    image, f = source(dtype)
    low, middle, high, out = (hl.Func(n) for n in ("low", "middle", "high", "median"))
    a, b, c = f[x, y - 1], f[x, y], f[x, y + 1]
    low[x, y] = hl.min(hl.min(a, b), c)
    high[x, y] = hl.max(hl.max(a, b), c)
    middle[x, y] = hl.max(hl.min(a, b), hl.min(hl.max(a, b), c))
    mid = lambda p, q, s: hl.max(hl.min(p, q), hl.min(hl.max(p, q), s))
    out[x, y] = mid(
        hl.max(hl.max(low[x - 1, y], low[x, y]), low[x + 1, y]),
        mid(middle[x - 1, y], middle[x, y], middle[x + 1, y]),
        hl.min(hl.min(high[x - 1, y], high[x, y]), high[x + 1, y]),
    )
    yi = finish(out, dtype)
    for stage in (low, middle, high):
        stage.compute_at(out, yi).vectorize(x, 32 // np.dtype(dtype).itemsize)
    return compiled(out, image)


def dilate_box(size, dtype="uint8"):
    r = size // 2
    image, f = source(dtype)
    vertical, out = hl.Func("vertical"), hl.Func("dilate")
    steps = lambda at: _maximum([at(k) for k in range(-r, r + 1)])
    vertical[x, y] = steps(lambda k: f[x, y + k])
    out[x, y] = steps(lambda k: vertical[x + k, y])
    yi = finish(out, dtype)
    vertical.compute_at(out, yi).vectorize(x, 32)
    return compiled(out, image)


def _maximum(values):
    while len(values) > 1:
        pairs = [hl.max(a, b) for a, b in zip(values[::2], values[1::2])]
        values = pairs + ([values[-1]] if len(values) % 2 else [])
    return values[0]
