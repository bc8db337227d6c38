"""This library's side of the comparison: the C functions of `ours.rs`."""

import ctypes
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def build():
    """Compiles the functions with all optimisations, and gives back the library's file."""
    command = ["cargo", "build", "--release", "--example", "peers", "--features", "peers", "--message-format", "short"]
    subprocess.run(command, cwd=ROOT, check=True)
    folder = ROOT / "target" / "release" / "examples"
    names = ("libpeers.so", "libpeers.dylib", "peers.dll")
    return next(folder / name for name in names if (folder / name).exists())


class Ours:
    """The loaded functions."""

    def __init__(self, library):
        self.library = ctypes.CDLL(str(library))

    def call(self, symbol, image, output, threads):
        """The call of one function: no arguments are left to convert. It keeps the arrays alive."""
        function = getattr(self.library, symbol)
        function.restype = ctypes.c_bool
        rows, cols = image.shape
        if symbol == "copy_u8":
            cols *= image.itemsize
        arguments = (
            ctypes.c_void_p(image.ctypes.data),
            ctypes.c_void_p(output.ctypes.data),
            ctypes.c_size_t(rows),
            ctypes.c_size_t(cols),
            ctypes.c_size_t(threads),
        )

        def run(_arrays=(image, output)):
            if not function(*arguments):
                raise RuntimeError(f"{symbol} failed")

        return run
