"""Times this library beside OpenCV, Halide, Numba, SciPy, scikit-image and Rust crates on the same work.

    python benches/peers/compare.py                             # everything; writes docs/performance.md
    python benches/peers/compare.py --rows gaussian,median --quick --no-report

Needs Rust and the packages of `requirements.txt`. Each row runs in one process on the same arrays: first every peer's
result is compared with ours, then all are timed in turn, round by round. A result that differs is an error.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import rust_peers
from measure import measure
from ours import ROOT, build
from sizes import on_tiny, over_size

# What a process of its own measures.
PARTS = {"rows": measure, "sizes": over_size, "tiny": on_tiny}


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--side", type=int, nargs="+", default=[4096, 4000, 4100], help="rows and columns of the images")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=15, help="of each row, at most")
    parser.add_argument("--seconds", type=float, default=1.0, help="that the rounds of a row may take")
    parser.add_argument("--runs", type=int, default=1, help="repeat all, and report each row's worst")
    parser.add_argument("--rows", default="", help="parts of names of rows, with commas between: gaussian,median")
    parser.add_argument("--peers", default="", help="parts of names of libraries, with commas between: OpenCV,Halide")
    parser.add_argument("--quick", action="store_true", help="three rounds: to see that all runs, not how fast")
    parser.add_argument("--no-report", action="store_true", help="print, but leave docs/ as it is")
    parser.add_argument("--keep", type=Path, help="a file for what was measured")
    parser.add_argument("--measured", type=Path, help="write the report of a kept file, and measure nothing")
    parser.add_argument("--output", type=Path, default=ROOT / "docs", help="folder of performance.md and images/")
    parser.add_argument("--part", choices=PARTS, default="rows", help=argparse.SUPPRESS)
    parser.add_argument("--library", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--rust-library", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--results", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.quick:
        options.rounds = 3
    return options


def reproduced(options):
    """The command line that measures the same again, wherever its report goes."""
    words = ["--side", *map(str, options.side), "--threads", *map(str, options.threads)]
    words += ["--rounds", str(options.rounds), "--seconds", str(options.seconds), "--runs", str(options.runs)]
    words += ["--rows", options.rows] * bool(options.rows) + ["--peers", options.peers] * bool(options.peers)
    return words


def apart(part, options, threads, libraries, folder):
    """A process of its own for each part and number of threads: libraries start their threads once."""
    results = Path(folder) / "results.json"
    command = [sys.executable, __file__, *reproduced(options), "--part", part, "--results", str(results), *libraries]
    names = ("HL_NUM_THREADS", "OMP_NUM_THREADS", "NUMBA_NUM_THREADS", "RAYON_NUM_THREADS")
    settings = {name: str(threads) for name in names}
    # Threads that have nothing to do must not spin: the next library needs the cores.
    settings |= {"OMP_WAIT_POLICY": "passive", "KMP_BLOCKTIME": "0", "GOMP_SPINCOUNT": "0"}
    if subprocess.run([*command, "--threads", str(threads)], env=os.environ | settings).returncode:
        raise SystemExit(1)
    return json.loads(results.read_text())


def measured(options):
    """All that was measured: the runs of the rows by number of threads, and our filters over size."""
    libraries = ["--library", str(build()), "--rust-library", str(rust_peers.build())]
    with tempfile.TemporaryDirectory() as folder:
        rows = {threads: [] for threads in options.threads}
        for _ in range(options.runs):
            for threads, runs in rows.items():
                runs.append(apart("rows", options, threads, libraries, folder))
        found = {"command": shlex.join(["python", "benches/peers/compare.py", *reproduced(options)]), "rows": rows}
        if not options.rows and not options.quick:
            found["sizes"] = {n: apart("sizes", options, n, libraries, folder) for n in options.threads}
            found["tiny"] = apart("tiny", options, max(options.threads), libraries, folder)
    # As it is read back: names are text.
    return json.loads(json.dumps(found))


def main():
    """Measures, and writes the report."""
    options = arguments()
    if options.results:
        options.results.write_text(json.dumps(PARTS[options.part](options)))
        return
    found = json.loads(options.measured.read_text()) if options.measured else measured(options)
    if options.keep:
        options.keep.write_text(json.dumps(found))
    if not options.no_report:
        import report

        report.write(found, options.output)


if __name__ == "__main__":
    main()
