"""Times this library beside OpenCV, Halide, Numba, SciPy and scikit-image on the same work.

    python benches/peers/compare.py                             # everything, 4096 x 4096; writes docs/performance.md
    python benches/peers/compare.py --rows gaussian,median --quick --no-report

Needs Rust and the packages of `requirements.txt`. Each row runs in one process on the same arrays: first every peer's
result is compared with ours, then all are timed in turn, round by round. A result that differs is an error.
"""

import argparse
import json
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from ours import ROOT, Ours, build
from rows import ROWS

SLOW = 100.0  # ns per pixel: what takes longer gets few rounds
FEW = 3
PATIENCE = 10e9  # nanoseconds: what takes longer gets one
PAUSE = 0.002  # seconds


class Disagreement(Exception):
    """A peer's result is not ours."""


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--side", type=int, nargs="+", default=[4096], help="rows and columns of the images")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--rows", default="", help="parts of names of rows, with commas between: gaussian,median")
    parser.add_argument("--peers", default="", help="parts of names of libraries, with commas between: OpenCV,Halide")
    parser.add_argument("--quick", action="store_true", help="three rounds: to see that all runs, not how fast")
    parser.add_argument("--no-report", action="store_true", help="print, but leave docs/ as it is")
    parser.add_argument("--output", type=Path, default=ROOT / "docs", help="folder of performance.md and images/")
    parser.add_argument("--library", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--results", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def matches(name, parts):
    """Whether a name contains one of the parts; all do if there are none."""
    return not parts or any(part.strip().lower() in name.lower() for part in parts.split(","))


def photograph(side):
    """A square 8-bit image: a photograph, mirrored until it is large enough, with a little noise so that it never repeats."""
    import cv2

    camera = cv2.imread(str(ROOT / "docs" / "images" / "camera.png"), cv2.IMREAD_GRAYSCALE)
    tile = np.block([[camera, camera[:, ::-1]], [camera[::-1], camera[::-1, ::-1]]])
    times = -(-side // len(tile))
    noise = np.random.default_rng(1).integers(-4, 5, (side, side), dtype=np.int16)
    return np.clip(np.tile(tile, (times, times))[:side, :side] + noise, 0, 255).astype(np.uint8)


def images(side):
    """The photograph in every element type of the rows; 16-bit and float pixels have fractions of a grey level."""
    grey = photograph(side)
    fine = grey * np.uint16(256) + np.random.default_rng(2).integers(0, 256, grey.shape, dtype=np.uint16)
    return {"uint8": grey, "uint16": fine, "float32": (fine / np.float32(65536)).astype(np.float32)}


def load_peers():
    """Every library's versions of the rows, by symbol."""
    import halide_peers
    import numba_peers
    import opencv_peers
    import scipy_peers

    peers = {}
    for module in (opencv_peers, halide_peers, numba_peers, scipy_peers):
        for symbol, versions in module.PEERS.items():
            peers.setdefault(symbol, []).extend(versions)
    return peers


def blank(row, side):
    """An array for the results of a row."""
    shape = (side, side) if row.outputs == 1 else (row.outputs, side, side)
    # Filled, so that no page is touched first while the clock runs, and with what is no result.
    return np.full(shape, 77, row.output)


def difference(found, expected):
    """By how much pixels differ: in steps for integers, as a part of the largest value for floats."""
    if expected.dtype.kind == "f":
        return np.abs(found - expected) / np.abs(expected).max()
    return np.abs(found.astype(np.int64) - expected)


def check(row, peer, found, expected):
    """Fails unless a peer's result is ours."""
    edge = peer.border
    inside = (..., slice(edge, -edge or None), slice(edge, -edge or None))
    scaled = found[inside] * np.float32(peer.scale) if peer.scale != 1 else found[inside]
    wrong = difference(scaled, expected[inside])
    tolerance = row.tolerance if peer.tolerance is None else peer.tolerance
    share = np.mean(~(wrong <= tolerance))
    if share > row.share:
        place = np.unravel_index(np.argmax(wrong), wrong.shape)
        raise Disagreement(
            f"{row.name}: {peer.library} differs from ours at {share:.2%} of the pixels, by up to {wrong.max()} at {place}"
        )


def once(call, pixels):
    """Nanoseconds per pixel of one call, after a pause in which the threads of the library before go to sleep."""
    time.sleep(PAUSE)
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1e9 / pixels


def prepare(row, ours, peers, image, threads):
    """The calls to be timed, ours first; every peer's result has been compared with ours."""
    side = len(image)
    expected, found = blank(row, side), blank(row, side)
    calls = {"ours": ours.call(row.symbol, image, expected, threads)}
    calls["ours"]()
    original = image.copy()
    # With several threads, libraries that use one take part only where there is no other.
    able = [peer for peer in peers if threads == 1 or peer.threaded] or peers
    for peer in able:
        output = blank(row, side)
        call = peer.make(image, output, threads)
        result = call()
        check(row, peer, output if not isinstance(result, np.ndarray) else result, expected)
        if not np.array_equal(image, original):
            raise Disagreement(f"{row.name}: {peer.library} changed its input")
        calls[peer.library] = call
    return calls


def enough(first, pixels):
    """How many rounds are enough for a call that took so many nanoseconds per pixel."""
    if first * pixels > PATIENCE:
        return 1
    return FEW if first > SLOW else sys.maxsize


def interleaved(calls, pixels, rounds):
    """Times of all calls, taken in turn. The slow ones are left out after a few rounds."""
    times = {name: [] for name in calls}
    for turn in range(rounds):
        for name, call in calls.items():
            if turn == 0 or turn < enough(times[name][0], pixels):
                times[name].append(once(call, pixels))
    return times


def summary(times):
    """Each one's median time, and the median of the ratios of ours to it, round by round."""
    ours = times["ours"]
    return {
        name: {
            "time": statistics.median(values),
            "ratio": statistics.median(mine / theirs for mine, theirs in zip(ours, values)),
            "rounds": len(values),
        }
        for name, values in times.items()
    }


def measure(options):
    """One process, one number of threads: results by side and row."""
    import cv2

    threads = options.threads[0]
    cv2.setNumThreads(threads)
    ours, peers, results, wrong = Ours(options.library), load_peers(), {}, []
    for side in options.side:
        inputs = images(side)
        for row in (row for row in ROWS if matches(row.name, options.rows)):
            chosen = [peer for peer in peers.get(row.symbol, []) if matches(peer.library, options.peers)]
            try:
                calls = prepare(row, ours, chosen, inputs[row.input], threads)
            except Disagreement as error:
                print(error, file=sys.stderr)
                wrong.append(str(error))
                continue
            found = summary(interleaved(calls, side * side, FEW if options.quick else options.rounds))
            results.setdefault(str(side), {})[row.name] = found
            line = ", ".join(f"{name} {value['time']:.3f}" for name, value in found.items())
            print(f"{side} x {side}, {threads} thread(s), {row.name}: {line}", flush=True)
    if wrong:
        raise SystemExit("\n".join(["not all results agree:", *wrong]))
    options.results.write_text(json.dumps(results))


def measure_apart(options, library, threads, folder):
    """A process of its own for each number of threads: libraries start their threads once."""
    results = Path(folder) / f"{threads}.json"
    command = [sys.executable, __file__, "--library", str(library), "--results", str(results)]
    command += ["--threads", str(threads), "--rounds", str(options.rounds), "--side", *map(str, options.side)]
    command += ["--rows", options.rows, "--peers", options.peers] + ["--quick"] * options.quick
    settings = {name: str(threads) for name in ("HL_NUM_THREADS", "OMP_NUM_THREADS", "NUMBA_NUM_THREADS")}
    # Threads that have nothing to do must not spin: the next library needs the cores.
    settings |= {"OMP_WAIT_POLICY": "passive", "KMP_BLOCKTIME": "0", "GOMP_SPINCOUNT": "0"}
    if subprocess.run(command, env=os.environ | settings).returncode:
        raise SystemExit(1)
    return json.loads(results.read_text())


def reproduced(options):
    """The command line that measures the same again, wherever its report goes."""
    words = ["--side", *map(str, options.side), "--threads", *map(str, options.threads)]
    words += ["--rounds", str(options.rounds)] + ["--quick"] * options.quick
    words += ["--rows", options.rows] * bool(options.rows) + ["--peers", options.peers] * bool(options.peers)
    return shlex.join(["python", "benches/peers/compare.py", *words])


def main():
    """Measures, and writes the report."""
    options = arguments()
    if options.results:
        measure(options)
        return
    library = build()
    with tempfile.TemporaryDirectory() as folder:
        found = {threads: measure_apart(options, library, threads, folder) for threads in options.threads}
    if not options.no_report:
        import report

        report.write(found, options.output, reproduced(options))


if __name__ == "__main__":
    main()
