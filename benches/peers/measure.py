"""Rows of the comparison: every peer's result is compared with ours, then all are timed in turn."""

import statistics
import sys
import time

import numpy as np

from images import blank, images
from ours import Ours
from rows import ROWS

FAR = 3.0  # times the fastest: what takes longer is timed once
NEAR = 2.0  # times the fastest: what takes longer on the first size is not run on the others
FEW = 3  # rounds at least
PAUSE = 0.002  # seconds


class Disagreement(Exception):
    """A peer's result is not ours."""


def matches(name, parts):
    """Whether a name contains one of the parts; all do if there are none."""
    return not parts or any(part.strip().lower() in name.lower() for part in parts.split(","))


def load_peers(rust_library):
    """Every library's versions of the rows, by symbol."""
    import halide_peers
    import numba_peers
    import opencv_peers
    import rust_peers
    import scipy_peers

    tables = [module.PEERS for module in (opencv_peers, halide_peers, numba_peers, scipy_peers)]
    if rust_library:
        tables.append(rust_peers.peers(rust_library))
    peers = {}
    for table in tables:
        for symbol, versions in table.items():
            peers.setdefault(symbol, []).extend(versions)
    return peers


def difference(found, expected):
    """By how much pixels differ: in steps for integers, as a part of the largest value for floats."""
    if expected.dtype.kind == "f":
        return np.abs(found - expected) / np.abs(expected).max()
    return np.abs(found.astype(np.int64) - expected)


def check(row, peer, found, expected):
    """Fails unless a peer's result is ours."""
    if found.shape != expected.shape or found.dtype != expected.dtype:
        raise Disagreement(f"{row.name}: {peer.library} gives {found.dtype} {found.shape}")
    edge = peer.border
    inside = (..., slice(edge, -edge or None), slice(edge, -edge or None))
    found, expected = found[inside], expected[inside]
    scaled = found * np.float32(peer.scale) if peer.scale != 1 else found
    wrong = difference(scaled, np.maximum(expected, 0) if peer.positive else expected)
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
    """The calls to be timed, ours first, and the times of those that need no more: every peer's result has been compared
    with ours, and a call that compiles nothing and was far slower then is not repeated."""
    expected = blank(row, image)
    calls, times = {"ours": ours.call(row.symbol, image, expected, threads)}, {}
    calls["ours"]()
    reference = once(calls["ours"], image.size)
    original = image.copy()
    # With several threads, libraries that use one take part only where there is no other.
    for peer in [peer for peer in peers if threads == 1 or peer.threaded] or peers:
        output = blank(row, image)
        call = peer.make(image, output, threads)
        results = []
        first = once(lambda: results.append(call()), image.size)
        result = results[0] if isinstance(results[0], np.ndarray) else output
        check(row, peer, result, expected)
        if not np.array_equal(image, original):
            raise Disagreement(f"{row.name}: {peer.library} changed its input")
        if not peer.threaded and first > FAR * reference:
            times[peer.library] = [first]
        else:
            calls[peer.library] = call
    return calls, times


def interleaved(calls, pixels, rounds, seconds):
    """Times of all calls, taken in turn: so many rounds, or as fit in so many seconds. What is far slower than the fastest
    has one."""
    times = {name: [once(call, pixels)] for name, call in calls.items()}
    fastest = min(first for (first,) in times.values())
    near = {name: call for name, call in calls.items() if name == "ours" or times[name][0] <= FAR * fastest}
    enough = seconds * 1e9 / pixels / sum(times[name][0] for name in near)
    for _ in range(1, min(rounds, max(FEW, int(enough)))):
        for name, call in near.items():
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


def near_the_fastest(found):
    """The libraries worth running on other sizes. Two are, always: every row is held against OpenCV, and Halide's schedules
    differ by twice between widths."""
    fastest = min(one["time"] for one in found.values())
    return {name for name, one in found.items() if one["time"] <= NEAR * fastest or name.startswith(("OpenCV", "Halide"))}


def measure(options):
    """One process, one number of threads: results by side and row."""
    import cv2

    threads = options.threads[0]
    cv2.setNumThreads(threads)
    ours, peers, results, wrong = Ours(options.library), load_peers(options.rust_library), {}, []
    near = {}
    for side in options.side:
        inputs = images(side)
        for row in (row for row in ROWS if matches(row.name, options.rows)):
            image = inputs[row.input]
            chosen = [peer for peer in peers.get(row.symbol, []) if matches(peer.library, options.peers)]
            chosen = [peer for peer in chosen if row.name not in near or peer.library in near[row.name]]
            try:
                calls, known = prepare(row, ours, chosen, image, threads)
            except Disagreement as error:
                print(error, file=sys.stderr)
                wrong.append(str(error))
                continue
            found = summary(interleaved(calls, image.size, options.rounds, options.seconds) | known)
            near.setdefault(row.name, near_the_fastest(found))
            results.setdefault(str(side), {})[row.name] = found
            line = ", ".join(f"{name} {value['time']:.3f}" for name, value in found.items())
            print(f"{side} x {side}, {threads} thread(s), {row.name}: {line}", flush=True)
    if wrong:
        raise SystemExit("\n".join(["not all results agree:", *wrong]))
    return results
