"""What the peers in Numba have in common.

Each row is computed in a function of its own: written into the body of a `prange`, stores to the last pixel of a row get
lost (Numba 0.68)."""

import numba
from numba import njit

from rows import Peer

STRIP = 64

parallel = njit(parallel=True, fastmath=True)
compiled = njit(fastmath=True)


@compiled
def mirror(i, n):
    """The row that stands in for row `i`, up to one length outside."""
    return -1 - i if i < 0 else (2 * n - 1 - i if i >= n else i)


@compiled
def reflect_ends(line, r):
    """Fills the `r` elements at both ends of a line."""
    n = line.size - 2 * r
    for k in range(r):
        line[r - 1 - k] = line[r + k]
        line[r + n + k] = line[r + n - 1 - k]


def plain(function, *parameters):
    """A function of the image, the output and parameters."""

    def make(image, output, threads):
        numba.set_num_threads(threads)
        return lambda: function(image, output, *parameters)

    return make


def one(make):
    return [Peer("Numba", make)]
