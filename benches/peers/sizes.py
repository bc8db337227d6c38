"""Our filters alone, over the size of the image: time per pixel from small to large, and whole calls on tiny images."""

import statistics
import time

import numpy as np

from images import blank, photograph
from measure import once
from ours import Ours
from rows import ROWS

SIDES = (256, 512, 1024, 2048, 4096, 8192, 16384)
TINY = (16, 32, 64, 128, 256, 512)
OVER_SIZE = ("copy_u8", "laplacian_f32", "gaussian_2_f32", "gaussian_2_u8", "sobel_f32", "median_5_u8", "edges_f32")
ON_TINY = ("laplacian_f32", "gaussian_2_f32", "median_3_u8", "edges_f32")
ROUNDS = 7
LARGE = 8192  # from here on rounds are few
SAMPLE = 0.002  # seconds that one sample takes at least
TINY_ROUNDS = 31


def work(symbols):
    """The first row of each symbol."""
    rows = {row.symbol: row for row in reversed(ROWS)}
    return [rows[symbol] for symbol in symbols]


def image_of(row, side):
    """A square image of a row's type, without its own page for every pixel of the noise."""
    times = -(-side // 2048)
    grey = np.tile(photograph(min(side, 2048)), (times, times))[:side, :side]
    return grey if row.input == "uint8" else (grey / np.float32(256)).astype(row.input)


def times_for(call):
    """How many calls one sample takes: threads are awake for all but the first."""
    call()
    start, times = time.perf_counter(), 0
    while times == 0 or time.perf_counter() - start < SAMPLE:
        call()
        times += 1
    return times


def per_pixel(ours, row, side, threads):
    """Nanoseconds per pixel of one of the larger images."""
    image = np.ascontiguousarray(image_of(row, side))
    output = blank(row, image)
    times = times_for(ours.call(row.symbol, image, output, threads))
    call = ours.call(row.symbol, image, output, threads, times)
    rounds = 3 if side >= LARGE else ROUNDS
    return statistics.median(once(call, image.size * times) for _ in range(rounds))


def over_size(options):
    """Nanoseconds per pixel by row and side, for one number of threads."""
    ours, threads, results = Ours(options.library), options.threads[0], {}
    for row in work(OVER_SIZE):
        found = {str(side): per_pixel(ours, row, side, threads) for side in SIDES}
        results[row.name] = found
        line = ", ".join(f"{side}: {time:.3f}" for side, time in found.items())
        print(f"{threads} thread(s), {row.name}: {line}", flush=True)
    return results


def on_tiny(options):
    """Microseconds of `apply` and of `apply_parallel` by row and side, and the ratio of neighbours."""
    ours, results = Ours(options.library), {}
    for row in work(ON_TINY):
        for side in TINY:
            image = np.ascontiguousarray(image_of(row, side))
            output = blank(row, image)
            times = times_for(ours.call(row.symbol, image, output, 1))
            serial, parallel = (ours.call(row.symbol, image, output, threads, times) for threads in (1, 0))
            pairs = [(once(serial, times), once(parallel, times)) for _ in range(TINY_ROUNDS)]
            found = {
                "apply": statistics.median(one for one, _ in pairs) / 1e3,
                "parallel": statistics.median(two for _, two in pairs) / 1e3,
                "ratio": statistics.median(two / one for one, two in pairs),
            }
            results.setdefault(row.name, {})[str(side)] = found
            print(f"{side} x {side}, {row.name}: apply {found['apply']:.1f} us, ratio {found['ratio']:.2f}", flush=True)
    return results
