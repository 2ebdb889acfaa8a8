"""All ratios of one run as one table: ``python -m tests.benchmarks``."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.benchmarks import (
    checks,
    comparing,
    excel,
    gathering,
    keys,
    pdf,
    reading,
    scale,
    soon,
    stages,
    stalls,
    start,
    store,
    text,
    window,
    word,
)
from tests.benchmarks.measure import HEAD, Row, line

SUBJECTS: dict[str, Callable[[int, int, Path], Iterator[Row]]] = {
    "pdf": pdf.measure,
    "excel": excel.measure,
    "word": word.measure,
    "reading": reading.measure,
    "gathering": gathering.measure,
    "store": store.measure,
    "scale": scale.measure,
    "soon": soon.measure,
    "start": start.measure,
    "checks": checks.measure,
    "comparing": comparing.measure,
    "text": text.measure,
    "window": window.measure,
    "stalls": stalls.measure,
    "stages": stages.measure,
    "keys": keys.measure,
}


_STOPPED = 130
"""As a shell tells of a program that was stopped by Ctrl+C."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print line by line; 1 when a goal is missed, 130 when stopped by Ctrl+C."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("subjects", nargs="*", metavar="subject", help=" ".join(SUBJECTS))
    parser.add_argument("--size", type=int, default=100, help="projects in a book")
    parser.add_argument("--rounds", type=int, default=7, help="timings of each side")
    chosen = parser.parse_args(arguments)
    unknown = set(chosen.subjects) - SUBJECTS.keys()
    if unknown:
        parser.error(f"no such subject: {' '.join(sorted(unknown))}")
    # The tests bring lxml along; users' machines have none, so openpyxl is to do without it.
    os.environ["OPENPYXL_LXML"] = "False"
    missed = False
    print(HEAD, flush=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            # Windows that are worked in back their workbooks up.
            os.environ["XDG_DATA_HOME"] = os.environ["LOCALAPPDATA"] = folder
            for name in chosen.subjects or SUBJECTS:
                print(f"measuring {name} …", file=sys.stderr, flush=True)
                for row in SUBJECTS[name](chosen.size, chosen.rounds, Path(folder)):
                    print(line(row), flush=True)
                    missed = missed or row.reached is False
    except KeyboardInterrupt:
        print("stopped; the lines above were measured", file=sys.stderr)
        return _STOPPED
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
