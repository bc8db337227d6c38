"""What the pipelines in Halide are made of: how an image continues, how work is cut, how stages are kept.

Beyond the edge, rows stand in for others (`row`), and columns are filled in at both ends of each row (`stage`) or clamped,
which is the same at a depth of one pixel and for maxima. So no inner loop asks where it is.
"""

import functools

import halide as hl

from rows import Peer

x, y = hl.Var("x"), hl.Var("y")
xo, yo, yi, yb = hl.Var("xo"), hl.Var("yo"), hl.Var("yi"), hl.Var("yb")
FLOAT, BYTE, SHORT, WORD = hl.Float(32), hl.UInt(8), hl.Int(16), hl.UInt(16)


class Build:
    """One pipeline on its way: the image, the number of threads, and how work is cut."""

    def __init__(self, kind, threads):
        self.image = hl.ImageParam(kind, 2, "image")
        self.threads = threads
        self.width, self.height = self.image.width(), self.image.height()

    def row(self, at):
        """The row that stands in for row `at`, as in SciPy's `reflect`."""
        inside = hl.max(hl.min(at, 2 * self.height - 1 - at), -1 - at)
        return hl.clamp(inside, 0, self.height - 1)

    def reflected_rows(self, at_x, at_y):
        """A pixel of a column inside, and of any row."""
        return self.image[at_x, self.row(at_y)]

    def clamped(self):
        """The image, continued by its edge pixels."""
        source = hl.Func("clamped")
        source[x, y] = self.image[hl.clamp(hl.likely(x), 0, self.width - 1), hl.clamp(y, 0, self.height - 1)]
        return source

    def stage(self, name, kinds, value, margin, lanes, unroll=False):
        """Rows of `value(column)`, with `margin` reflected columns at both ends; `compute_at` is left to the caller."""
        stage = hl.Func(name)
        column, end = hl.RDom([(0, self.width)], "column"), hl.RDom([(0, margin)], "end")
        # To Halide a tuple of one is not the same as its element.
        wrap = hl.Tuple if len(kinds) > 1 else lambda values: values[0]
        stage[x, y] = wrap([hl.undef(kind) for kind in kinds])
        stage[column.x, y] = value(column.x)
        stage[-1 - end.x, y] = stage[end.x, y]
        stage[self.width + end.x, y] = stage[self.width - 1 - end.x, y]
        inner, outer = hl.RVar("inner"), hl.RVar("outer")
        main = stage.update(0)
        main.split(column.x, outer, inner, lanes).vectorize(inner)
        if unroll:
            main.reorder(inner, y, outer).unroll(y)
        for ends in (1, 2):
            stage.update(ends).unscheduled()
        return stage

    def cut(self, out, lanes, rows=1, strip=64, share=False):
        """Strips of blocks of `rows` rows. With `share`, the rows of a block are computed together."""
        out.split(y, yo, yi, strip).split(yi, yi, yb, rows).split(x, xo, x, lanes).vectorize(x)
        if share:
            out.reorder(x, yb, xo, yi, yo).unroll(yb)
        else:
            out.reorder(x, xo, yb, yi, yo)
        if self.threads > 1:
            out.parallel(yo)
        return out

    def block(self, stage, out):
        """Computes a stage anew for each block of rows."""
        stage.compute_at(out, yi)

    def roll(self, stage, out):
        """Keeps the rows of a stage that the next block still needs."""
        stage.store_at(out, yo).compute_at(out, yi)


def plus(values):
    """The sum of a list, in order."""
    total = values[0]
    for value in values[1:]:
        total = total + value
    return total


def largest(values):
    """The maximum of a list."""
    total = values[0]
    for value in values[1:]:
        total = hl.max(total, value)
    return total


def smallest(values):
    """The minimum of a list."""
    total = values[0]
    for value in values[1:]:
        total = hl.min(total, value)
    return total


def compiled(kind, build, threads):
    """The pipeline as a function of buffers."""
    b = Build(kind, threads)
    return build(b).compile_to_callable([b.image])


def peer(kind, build, name="Halide", **more):
    """A pipeline from one image to one or several; `more` is what a `Peer` says about how it differs."""

    # It serves images of any size.
    pipeline_for = functools.cache(lambda threads: compiled(kind, build, threads))

    def make(image, output, threads):
        pipeline = pipeline_for(threads)
        outputs = [output] if output.ndim == 2 else list(output)
        buffers = [hl.Buffer(array) for array in (image, *outputs)]
        return lambda: pipeline(*buffers)

    return [Peer(name, make, **more)]
