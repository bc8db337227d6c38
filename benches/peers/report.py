"""Writes what `compare.py` measured: a page with tables, and a plot of the ratios."""

import importlib.metadata
import platform
import re
import subprocess
from pathlib import Path

ABOUT = """# Performance

Time per pixel on the same work, beside the fastest peers, measured together on one machine. The whole image is computed, its
edge included; outputs are allocated beforehand where the library allows it. All libraries run in one process on the same
arrays, in turn: ours, peer, peer, ours, and so on. Before that, every peer's result is compared with ours; one that
differs by more than rounding stops the run. A ratio is the median, over the rounds, of our time divided by the peer's in the
same round: below 1, ours is faster. Rows where ours is slower are listed like the others.

The image is `docs/images/camera.png`, mirrored to fill the square, with a little noise.
"""

NOTES = """
## What is compared

* Edges are SciPy's `reflect`; medians continue by the edge pixel, which is all that OpenCV's offers. scikit-image's `rank.median`
  shrinks its windows at the edge and is compared inside only.
* 8-bit Gaussians may differ by one grey level (libraries round differently), from SciPy's by two (it truncates after each
  pass). Floats agree to a millionth of the largest value, to a hundred-thousandth where sums of squares are subtracted or a
  hundred steps are taken. Of the thresholded image, one pixel in ten thousand may differ. All else agrees to the bit.
* A row has 25 rounds unless the command says otherwise. What takes more than 100 ns per pixel gets three, and what takes more
  than ten seconds gets one.
* "In strips" is OpenCV called on 64 rows at a time, so that what is between two calls stays in the cache.
* Halide's versions are in `benches/peers/halide_peers.py`, Numba's in `benches/peers/numba_peers.py`, ours in
  `benches/peers/ours.rs`. Where another library can use several threads, those that cannot (SciPy, scikit-image) are left out
  of those columns.
* The first two rows copy instead of filtering: there "ours" is the standard library's copy, in one part per thread.
* memcpy reads and writes each pixel once and does nothing else: what no filter of that type can beat while its images are
  larger than the cache.
"""


def machine():
    """The processor and its vector instructions."""
    try:
        text = Path("/proc/cpuinfo").read_text()
    except OSError:
        return platform.processor() or platform.machine()
    name = re.search(r"model name\s*: (.*)", text)
    flags = (re.search(r"flags\s*: (.*)", text) or [0, ""])[1].split()
    levels = [label for flag, label in (("avx512f", "AVX-512"), ("avx2", "AVX2")) if flag in flags]
    count = len(re.findall(r"^processor", text, re.M))
    return f"{name[1] if name else platform.machine()}, {count} processors, {levels[0] if levels else 'no AVX2'}"


def versions():
    """Every library with its version."""
    names = ("halide", "opencv-python-headless", "numba", "scipy", "scikit-image", "numpy")
    rust = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    return ", ".join([f"{name} {importlib.metadata.version(name)}" for name in names] + [f"rustc {rust}"])


def best(found):
    """The fastest peer's name, or None."""
    peers = [name for name in found if name != "ours"]
    return min(peers, key=lambda name: found[name]["time"], default=None)


def cells(found):
    """Our time, the best peer, its time, the ratio."""
    peer = best(found)
    if peer is None:
        return [f"{found['ours']['time']:.3f}", "-", "-", "-"]
    ratio = found[peer]["ratio"]
    shown = f"**{ratio:.2f}**" if ratio < 1 else f"{ratio:.2f}"
    return [f"{found['ours']['time']:.3f}", peer, f"{found[peer]['time']:.3f}", shown]


def table(header, lines):
    """A markdown table; all columns but those of names are numbers."""
    rule = ["---" if name in ("work", "best peer", "peer") else "--:" for name in header]
    return "\n".join(f"| {' | '.join(line)} |" for line in [header, rule, *lines]) + "\n"


def against_the_best(results, side):
    """Our time beside the best peer's, for each number of threads."""
    header = ["work"]
    for threads in results:
        header += [f"ours, {threads}T", "best peer", "ns/px", f"ratio, {threads}T"]
    names = next(iter(results.values()))[side]
    return table(header, [[name] + [cell for of in results.values() for cell in cells(of[side][name])] for name in names])


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


def plot(results, side, file):
    """Bars of the ratios to the best peer, one colour per number of threads."""
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "stencil"
    from matplotlib import pyplot

    names = [name for name in next(iter(results.values()))[side] if not name.startswith("memcpy")]
    figure, axes = pyplot.subplots(figsize=(9, 0.9 + 0.36 * len(names)), layout="constrained")
    height = 0.8 / len(results)
    for index, (threads, of) in enumerate(results.items()):
        ratios = [of[side][name][best(of[side][name])]["ratio"] if best(of[side][name]) else None for name in names]
        places = [(k + (index - (len(results) - 1) / 2) * height, r) for k, r in enumerate(ratios) if r is not None]
        label = f"{threads} thread" + "s" * (threads > 1)
        axes.barh([place for place, _ in places], [ratio - 1 for _, ratio in places], height, left=1, label=label)
    axes.set_yticks(range(len(names)), names)
    axes.set_xscale("log")
    axes.invert_yaxis()
    axes.axvline(1, color="black", linewidth=1)
    ticks = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5]
    low, high = axes.get_xlim()
    shown = [tick for tick in ticks if low <= tick <= high]
    axes.set_xticks(shown, [f"{tick:g}" for tick in shown])
    axes.set_xticks([], minor=True)
    axes.set_xlabel("our time / time of the best peer (left of the line: ours is faster)")
    axes.set_title(f"{side} x {side} pixels")
    axes.legend()
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, metadata={"Date": None})
    pyplot.close(figure)


def write(results, folder, command):
    """`performance.md` and `images/performance.svg` in a folder."""
    sides = list(next(iter(results.values())))
    plot(results, sides[0], folder / "images" / "performance.svg")
    text = ABOUT + f"\nMachine: {machine()}, {platform.system()}. Versions: {versions()}. Made by\n\n"
    text += f"```sh\npip install -r benches/peers/requirements.txt\n{command}\n```\n\n"
    text += "![Ratios to the best peer](images/performance.svg)\n"
    for side in sides:
        text += f"\n## {side} x {side} pixels, beside the best peer\n\nNanoseconds per pixel; heat: for all 100 steps.\n\n"
        text += against_the_best(results, side)
        text += f"\n## {side} x {side} pixels, beside every peer\n\n" + against_all(results, side)
    (folder / "performance.md").write_text(text + NOTES)
