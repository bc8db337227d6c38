"""The peers written in Rust: crates behind the C functions of `benches/rust-peers`, which is built on its own."""

import ctypes
import os
import subprocess
from pathlib import Path

import numpy as np

from ours import ROOT, library
from rows import Peer

FOLDER = ROOT / "benches" / "rust-peers"


def build():
    """Compiles the crates with all optimisations, and gives back the library's file."""
    subprocess.run(["cargo", "build", "--release", "--locked", "--message-format", "short"], cwd=FOLDER, check=True)
    return library("rust_peers", Path(os.environ.get("CARGO_TARGET_DIR", FOLDER / "target")) / "release")


class Work:
    """A prepared row of a crate, to be called."""

    def __init__(self, functions, crate, row, image, output, threads):
        self.functions, self.image, self.output = functions, image, output
        sizes = [ctypes.c_size_t(number) for number in (image.shape[0], image.shape[-1], threads)]
        addresses = [ctypes.c_void_p(array.ctypes.data) for array in (image, output)]
        self.handle = ctypes.c_void_p(functions.open(crate.encode(), row.encode(), *addresses, *sizes))
        if not self.handle:
            raise RuntimeError(f"{crate} has no {row}")

    def __call__(self):
        """Runs it, and gives the result, wherever it lies."""
        address = self.functions.run(self.handle)
        if address == self.output.ctypes.data:
            return self.output
        kind = ctypes.POINTER(np.ctypeslib.as_ctypes_type(self.output.dtype))
        return np.ctypeslib.as_array(ctypes.cast(address, kind), self.output.shape)

    def __del__(self):
        self.functions.close(self.handle)


def peers(file):
    """The crates' versions of the rows, by symbol."""
    functions = ctypes.CDLL(str(file))
    functions.open.restype = functions.run.restype = ctypes.c_void_p

    def peer(crate, row, **more):
        return Peer(crate, lambda *arguments: Work(functions, crate, row, *arguments), **more)

    found = {}
    for crate, rows in CRATES.items():
        for row, more in rows.items():
            found.setdefault(row, []).append(peer(crate, row, **more))
    return found


ONE = {"threaded": False}
BEYOND = "its right edge is continued otherwise"
CLAMPED = "it continues by the edge pixel"
BLACK = "beyond its edge is black"
CRATES = {
    "libblur": {
        **{f"gaussian_{sigma}_f32": {"border": 4 * sigma, "why": BEYOND} for sigma in (1, 2, 5, 10)},
        # Its weights for bytes have few bits.
        **{f"gaussian_{sigma}_u8": {"border": 4 * sigma, "why": BEYOND, "tolerance": 2} for sigma in (1, 2, 5)},
        "gaussian_2_u16": {"border": 8, "why": BEYOND},
        "median_3_u8": {},
        "median_5_u8": {},
    },
    "imageproc": {
        **{f"gaussian_{sigma}_f32": ONE | {"border": 4 * sigma, "why": CLAMPED} for sigma in (1, 2, 5)},
        **{f"median_{size}_u8": ONE for size in (3, 5, 9, 21)},
        **{row: ONE for row in ("dilate_box_u8", "dilate_disk_u8", "open_disk_u8")},
    },
    "kornia": {
        **{f"gaussian_{sigma}_f32": ONE | {"border": 4 * sigma, "why": BLACK} for sigma in (1, 2, 5)},
        "sobel_f32": ONE | {"border": 1, "why": BLACK},
        "median_3_u8": ONE,
        "median_5_u8": ONE,
        "harris_f32": {"border": 2, "why": BLACK, "scale": 8.0**4, "positive": True},
    },
    "ndarray-ndimage": {
        row: ONE
        for row in (
            *(f"gaussian_{sigma}_f32" for sigma in (1, 2, 5, 10)),
            "gaussian_2_volume",
            "dilate_box_u8",
        )
    }
    | {"mean_3_f32": ONE | {"tolerance": 1e-5, "why": "its sums run along the row"}},
}
