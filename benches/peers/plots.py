"""The plots of the report, readable on light and on dark pages."""

import matplotlib

matplotlib.use("Agg")
matplotlib.rcParams["svg.hashsalt"] = "stencil"

from matplotlib import pyplot  # noqa: E402

GREY = "#808080"
FASTER, SLOWER, BESIDE = "#2a9d5c", "#d1495b", "#3d7ebf"
LEAST = 0.1  # what is left of it is cut off, and says its number
TICKS = (0.1, 0.2, 0.5, 1, 2, 5, 10)


def plain(axes):
    """Text and lines in a grey that shows on white and on black."""
    axes.tick_params(colors=GREY, which="both", length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    for text in (axes.xaxis.label, axes.yaxis.label, axes.title):
        text.set_color(GREY)


def save(figure, file):
    """The same bytes for the same numbers."""
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, metadata={"Date": None}, transparent=True)
    pyplot.close(figure)


def bars(axes, ratios):
    """A bar per row from 1 to the ratio with the fastest peer, and a mark at the ratio with OpenCV."""
    for place, (best, opencv) in enumerate(ratios):
        if best is not None:
            axes.barh(place, best - 1, 0.62, left=1, color=FASTER if best < 1 else SLOWER)
        if best is not None and best < LEAST:
            axes.text(LEAST * 1.1, place, f"{best:.2f}", color="white", fontsize=8, va="center")
        if opencv is not None:
            axes.plot(opencv, place, "D", color=BESIDE, markersize=5, zorder=3)
    axes.axvline(1, color=GREY, linewidth=1)
    axes.set_xscale("log")
    axes.grid(axis="x", color=GREY, alpha=0.25, linewidth=0.6)
    axes.set_axisbelow(True)


def limits(ratios):
    """From the smallest to the largest ratio, with room."""
    known = [value for of in ratios.values() for pair in of for value in pair if value is not None]
    return max(LEAST, min([0.5, *known]) / 1.15), max([2.0, *known]) * 1.15


def against_peers(names, ratios, title, file):
    """One panel per number of threads; `ratios` has a pair for each name: to the fastest peer, to OpenCV."""
    figure, panels = pyplot.subplots(
        1, len(ratios), sharey=True, squeeze=False, figsize=(10, 1.2 + 0.27 * len(names)), layout="constrained"
    )
    low, high = limits(ratios)
    for axes, (threads, of) in zip(panels[0], ratios.items()):
        bars(axes, of)
        axes.set_xlim(low, high)
        shown = [tick for tick in TICKS if low <= tick <= high]
        axes.set_xticks(shown, [f"{tick:g}" for tick in shown])
        axes.set_xticks([], minor=True)
        axes.set_title(f"{threads} thread" + "s" * (int(threads) > 1), fontsize=11)
        axes.set_yticks(range(len(names)), names)
        plain(axes)
    panels[0][0].invert_yaxis()
    figure.suptitle(f"{title}: our time / a peer's, left of 1 we are faster", color=GREY, fontsize=12)
    handles = [
        pyplot.Rectangle((0, 0), 1, 1, color=FASTER, label="to the fastest peer: faster"),
        pyplot.Rectangle((0, 0), 1, 1, color=SLOWER, label="to the fastest peer: slower"),
        pyplot.Line2D([], [], color=BESIDE, marker="D", linestyle="", label="to OpenCV"),
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False, labelcolor=GREY)
    save(figure, file)


def over_size(sizes, file):
    """Nanoseconds per pixel over the side of the image, one panel per number of threads."""
    figure, panels = pyplot.subplots(
        1, len(sizes), sharey=True, squeeze=False, figsize=(10, 3.8), layout="constrained"
    )
    for axes, (threads, rows) in zip(panels[0], sizes.items()):
        for name, found in rows.items():
            style = {"color": GREY, "linestyle": ":"} if name.startswith("memcpy") else {"marker": "o", "markersize": 4}
            axes.plot([int(side) for side in found], list(found.values()), label=name, **style)
        sides = [int(side) for side in next(iter(rows.values()))]
        axes.set_xscale("log", base=2)
        axes.set_yscale("log")
        axes.set_xticks(sides, [str(side) for side in sides], fontsize=8)
        axes.set_yticks([0.05, 0.1, 0.2, 0.5, 1, 2, 5], ["0.05", "0.1", "0.2", "0.5", "1", "2", "5"])
        axes.set_yticks([], minor=True)
        axes.set_title(f"{threads} thread" + "s" * (int(threads) > 1), fontsize=11)
        axes.set_xlabel("rows and columns")
        axes.grid(color=GREY, alpha=0.25, linewidth=0.6)
        plain(axes)
    panels[0][0].set_ylabel("ns per pixel")
    handles, labels = panels[0][0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4, frameon=False, labelcolor=GREY, fontsize=8)
    save(figure, file)
