"""This library's side of the comparison: the C functions of `ours.rs`."""

import ctypes
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def build():
    """Compiles the functions with all optimisations, and gives back the library's file."""
    command = ["cargo", "build", "--release", "--example", "peers", "--features", "peers", "--message-format", "short"]
    subprocess.run(command, cwd=ROOT, check=True)
    return library("peers", Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "examples")


def library(name, folder):
    """The file of a compiled library in a folder."""
    names = (f"lib{name}.so", f"lib{name}.dylib", f"{name}.dll")
    return next(folder / name for name in names if (folder / name).exists())


class Ours:
    """The loaded functions."""

    def __init__(self, library):
        self.library = ctypes.CDLL(str(library))

    def call(self, symbol, image, output, threads, times=1):
        """The call of one function, or of several calls of it: no arguments are left to convert. It keeps the arrays alive."""
        function = getattr(self.library, symbol)
        rows, cols = image.shape[0], image.shape[-1]
        if symbol == "copy_u8":
            cols *= image.itemsize
        sizes = [ctypes.c_size_t(number) for number in (rows, cols, threads)]
        arguments = [ctypes.c_void_p(image.ctypes.data), ctypes.c_void_p(output.ctypes.data), *sizes]
        if times > 1:
            arguments = [ctypes.cast(function, ctypes.c_void_p), *arguments, ctypes.c_size_t(times)]
            function = self.library.repeat
        function.restype = ctypes.c_bool

        def run(_arrays=(image, output)):
            if not function(*arguments):
                raise RuntimeError(f"{symbol} failed")

        return run
