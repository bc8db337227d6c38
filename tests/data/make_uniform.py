#!/usr/bin/env python3
"""Writes uniform.txt in this folder: what SciPy answers to `uniform_filter`. As make_fixtures.py, whose inputs it shares.

SciPy's running sums keep the rounding of all they have passed, and between two passes along an axis the constant beyond the
edge is the constant again: both are as exact here as there, on whole numbers.
"""

import scipy.ndimage as ndi

from make_fixtures import Cases, image, settings, tuple_text

# Sizes and origins, for each number of axes.
BOXES = {
    1: [((2,), (0,)), ((3,), (-1,)), ((4,), (1,)), ((5,), (0,)), ((16,), (-8,)), ((25,), (12,))],
    2: [((3, 3), (0, 0)), ((2, 5), (0, 1)), ((1, 4), (0, -2)), ((6, 1), (2, 0)), ((15, 12), (0, 0))],
    3: [((3, 3, 3), (0, 0, 0)), ((2, 1, 5), (-1, 0, 2)), ((4, 3, 2), (1, -1, 0))],
}


def uniform():
    cases = Cases("uniform.txt")
    for number, shape, boundary, cval in settings():
        source = image(shape, 5000 + number)
        for size, origin in BOXES[len(shape)]:
            expected = ndi.uniform_filter(source, size, mode=boundary, cval=cval, origin=origin)
            cases.add("uniform", source, expected, boundary, cval, size=tuple_text(size, ","),
                      origin=tuple_text(origin, ","))
    cases.write()


if __name__ == "__main__":
    uniform()
