"""What the report says of the machine and of the versions."""

import importlib.metadata
import platform
import re
import subprocess
import tomllib
from pathlib import Path

from ours import ROOT

PACKAGES = ("halide", "opencv-python-headless", "numba", "scipy", "scikit-image", "numpy")
CRATES = ("libblur", "imageproc", "kornia-imgproc", "ndarray-ndimage")


def caches():
    """The caches of the first processor, as Linux tells them."""
    found = []
    for folder in sorted(Path("/sys/devices/system/cpu/cpu0/cache").glob("index*")):
        kind, level, size = ((folder / name).read_text().strip() for name in ("type", "level", "size"))
        if kind != "Instruction":
            found.append(f"L{level} {size}")
    return found


def machine():
    """The processor, its vector instructions and its caches."""
    try:
        text = Path("/proc/cpuinfo").read_text()
    except OSError:
        return f"{platform.processor() or platform.machine()}, {platform.system()}"
    field = {name: re.search(rf"^{name}\s*: (.*)", text, re.M) for name in ("model name", "cpu family", "model", "flags")}
    said = {name: match[1] if match else "" for name, match in field.items()}
    levels = [label for flag, label in (("avx512f", "AVX-512"), ("avx2", "AVX2")) if flag in said["flags"].split()]
    count = len(re.findall(r"^processor", text, re.M))
    name = f"{said['model name'] or platform.machine()} (family {said['cpu family']}, model {said['model']})"
    parts = [name, f"{count} processors", levels[0] if levels else "no AVX2", *caches(), f"Linux {platform.release()}"]
    return ", ".join(parts)


def crates():
    """The Rust crates of the comparison, as they are locked."""
    locked = tomllib.loads((ROOT / "benches" / "rust-peers" / "Cargo.lock").read_text())["package"]
    by_name = {package["name"]: package["version"] for package in locked}
    return [f"{name} {by_name[name]}" for name in CRATES]


def versions():
    """Every library with its version."""
    rust = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    packages = [f"{name} {importlib.metadata.version(name)}" for name in PACKAGES]
    return ", ".join([*packages, *crates(), f"rustc {rust}", f"Python {platform.python_version()}"])
