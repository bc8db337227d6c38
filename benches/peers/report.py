"""Writes what `compare.py` measured: a page with tables, and plots."""

import statistics

import plots
from machine import machine, versions
from rows import ROWS

ABOUT = """# Performance

Time per pixel on the same work, beside the fastest peers, measured together on one machine. The whole image is computed, its
edge included; outputs are allocated beforehand where the library allows it. All libraries run in one process on the same
arrays, in turn: ours, peer, peer, ours, and so on. Before that, every peer's result is compared with ours; one that
differs by more than rounding stops the run. A ratio is the median, over the rounds, of our time divided by the peer's in the
same round: below 1, ours is faster. Rows where ours is slower are listed like the others, and marked.

The image is `docs/images/camera.png`, mirrored to fill the square, with a little noise.
"""

NOTES = """
## What is compared

* Edges are SciPy's `reflect`; medians continue by the edge pixel, which is all that OpenCV's offers. scikit-image's `rank.median`
  shrinks its windows at the edge and is compared inside only, and so are the Rust crates that continue an image otherwise.
* 8-bit Gaussians may differ by one grey level (libraries round differently), from SciPy's by two (it truncates after each
  pass), from libblur's by two (its weights have few bits). Floats agree to a millionth of the largest value, to a
  hundred-thousandth where sums of squares are subtracted or a hundred steps are taken. Of the thresholded image, one pixel
  in ten thousand may differ. All else agrees to the bit.
* A row has as many rounds as fit in a second, unless the command says otherwise, and three at least. What takes more than three
  times as long as the fastest has one. On the sizes after the first, OpenCV and Halide run, and what took less than twice as
  long as the fastest on the first.
* "In strips" is OpenCV called on 64 rows at a time, so that what is between two calls stays in the cache.
* Halide's versions are in `benches/peers/halide_peers.py`, Numba's in `benches/peers/numba_peers.py`, those of the Rust crates in
  `benches/rust-peers`, ours in `benches/peers/ours.rs`. Where another library can use several threads, those that cannot
  (SciPy, scikit-image, most crates) are left out of those columns.
* The rows of memcpy copy instead of filtering: there "ours" is the standard library's copy, in one part per thread. It reads
  and writes each pixel once and does nothing else: what no filter of that type can beat while its images are larger than the
  cache.
"""

COPIES = {"uint8": "memcpy u8", "uint16": "memcpy u16", "float32": "memcpy f32", "volume": "memcpy f32"}
NAMES = ("work", "fastest peer", "peer", "rows and columns")


def table(header, lines):
    """A markdown table; all columns but those of names are numbers."""
    rule = ["---" if name in NAMES else "--:" for name in header]
    return "\n".join(f"| {' | '.join(line)} |" for line in [header, rule, *lines]) + "\n"


def worst(runs):
    """Of several runs, for each side, row and peer the one with the largest ratio."""
    first, *others = runs
    return {
        side: {
            row: {
                peer: max([one, *(run[side][row][peer] for run in others if peer in run[side][row])], key=lambda v: v["ratio"])
                for peer, one in peers.items()
            }
            for row, peers in rows.items()
        }
        for side, rows in first.items()
    }


def opencv(found):
    """The better of OpenCV's versions, or None."""
    return min((name for name in found if name.startswith("OpenCV")), key=lambda name: found[name]["time"], default=None)


def fastest(found):
    """The fastest peer's name, or None."""
    return min((name for name in found if name != "ours"), key=lambda name: found[name]["time"], default=None)


def ratio_to(found, choose):
    """The ratio of our time to a chosen peer's, or None."""
    peer = choose(found)
    return None if peer is None else found[peer]["ratio"]


def shown(ratio):
    """A ratio, marked where ours is slower."""
    if ratio is None:
        return "-"
    return f"{ratio:.2f} **slower**" if ratio >= 1.005 else f"{ratio:.2f}"


def is_filter(name):
    """Whether a row filters, and does not only copy."""
    return not name.startswith("memcpy")


def cells(found, copy):
    """Our time, as a multiple of memcpy's, the fastest peer, its time, the ratios."""
    mine, peer = found["ours"]["time"], fastest(found)
    over = f"{mine / copy:.1f}" if copy else "-"
    theirs = [peer, f"{found[peer]['time']:.3f}"] if peer else ["-", "-"]
    return [f"{mine:.3f}", over, *theirs, shown(ratio_to(found, fastest)), shown(ratio_to(found, opencv))]


def against_the_fastest(rows):
    """Our time beside the fastest peer's."""
    header = ["work", "ours", "/ memcpy", "fastest peer", "its", "ratio", "to OpenCV"]
    inputs = {row.name: row.input for row in ROWS}

    def copy(name):
        found = rows.get(COPIES[inputs[name]]) if is_filter(name) else None
        return found["ours"]["time"] if found else None

    return table(header, [[name, *cells(found, copy(name))] for name, found in rows.items()])


def against_all(results, side):
    """Every peer's time, and the ratio of ours to it."""
    lines = []
    for name in next(iter(results.values()))[side]:
        peers = list(dict.fromkeys(peer for of in results.values() for peer in of[side][name] if peer != "ours"))
        for peer in peers:
            found = [of[side][name].get(peer) for of in results.values()]
            pairs = [[f"{one['time']:.3f}", f"{one['ratio']:.2f}"] if one else ["-", "-"] for one in found]
            lines.append([name, peer] + [cell for pair in pairs for cell in pair])
    header = ["work", "peer"] + [word for threads in results for word in (f"ns/px, {threads}T", f"ratio, {threads}T")]
    return table(header, lines)


def counted(ratios):
    """How many of some ratios are below one, their geometric mean, and the largest."""
    known = {name: ratio for name, ratio in ratios.items() if ratio is not None}
    if not known:
        return ["-"] * 3
    name, largest = max(known.items(), key=lambda pair: pair[1])
    faster = sum(ratio < 1.005 for ratio in known.values())
    return [f"{faster} of {len(known)}", f"{statistics.geometric_mean(known.values()):.2f}", f"{largest:.2f} ({name})"]


def summary(results):
    """A line for each size and number of threads."""
    words = ("not slower", "geometric mean", "worst ratio")
    header = ["rows and columns", "threads"] + [f"{word}, {peer}" for peer in ("fastest peer", "OpenCV") for word in words]
    lines = []
    for side in next(iter(results.values())):
        for threads, of in results.items():
            rows = {name: found for name, found in of[side].items() if is_filter(name)}
            halves = [counted({n: ratio_to(found, choose) for n, found in rows.items()}) for choose in (fastest, opencv)]
            lines.append([side, threads, *halves[0], *halves[1]])
    return table(header, lines)


def sizes(found):
    """Nanoseconds per pixel over size, and whole calls on tiny images."""
    text = "\n## Over the size of the image\n\nOur nanoseconds per pixel, squares from 256 to 16384.\n\n"
    text += "![Nanoseconds per pixel over size](images/performance-size.svg)\n"
    for threads, rows in found["sizes"].items():
        header = ["work", *next(iter(rows.values()))]
        lines = [[name, *(f"{time:.3f}" for time in times.values())] for name, times in rows.items()]
        text += f"\n{threads} thread{'s' * (int(threads) > 1)}:\n\n" + table(header, lines)
    text += "\n## Tiny images\n\nMicroseconds of a call of `apply`, and in brackets the ratio of `apply_parallel` to it.\n\n"
    rows = found["tiny"]
    header = ["work", *next(iter(rows.values()))]
    lines = [[name, *(f"{one['apply']:.1f} ({one['ratio']:.2f})" for one in of.values())] for name, of in rows.items()]
    return text + table(header, lines)


def draw(results, found, folder):
    """The plots."""
    side = next(iter(next(iter(results.values()))))
    names = [name for name in next(iter(results.values()))[side] if is_filter(name)]
    ratios = {
        threads: [(ratio_to(of[side][name], fastest), ratio_to(of[side][name], opencv)) for name in names]
        for threads, of in results.items()
    }
    plots.against_peers(names, ratios, f"{side} x {side} pixels", folder / "performance.svg")
    if "sizes" in found:
        plots.over_size(found["sizes"], folder / "performance-size.svg")


def write(found, folder):
    """`performance.md` and its plots in a folder."""
    results = {threads: worst(runs) for threads, runs in found["rows"].items()}
    draw(results, found, folder / "images")
    runs = len(next(iter(found["rows"].values())))
    text = ABOUT + f"\nMachine: {machine()}.\n\nVersions: {versions()}.\n\nMade by\n\n"
    text += f"```sh\npip install -r benches/peers/requirements.txt\n{found['command']}\n```\n\n"
    text += f"All was measured {runs} times over; of each ratio, the worst is shown.\n\n" * (runs > 1)
    text += "![Ratios to the fastest peer](images/performance.svg)\n\n## In short\n\n" + summary(results)
    first, *_ = sides = list(next(iter(results.values())))
    for side in sides:
        for threads, of in results.items():
            text += f"\n## {side} x {side} pixels, {threads} thread{'s' * (int(threads) > 1)}\n\n"
            text += "Nanoseconds per pixel; heat: for all 100 steps.\n\n" + against_the_fastest(of[side])
    text += sizes(found) if "sizes" in found else ""
    text += f"\n## {first} x {first} pixels, every peer\n\n" + against_all(results, first)
    (folder / "performance.md").write_text(text + NOTES)
