"""All ratios of one run as one table: ``python -m tests.benchmarks``."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.benchmarks import (
    checks,
    excel,
    gathering,
    pdf,
    reading,
    scale,
    soon,
    stalls,
    start,
    store,
    text,
    window,
    word,
)
from tests.benchmarks.measure import Row, table

SUBJECTS: dict[str, Callable[[int, int, Path], list[Row]]] = {
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
    "text": text.measure,
    "window": window.measure,
    "stalls": stalls.measure,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table; 1 when a goal is missed."""
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
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen.subjects or SUBJECTS:
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            rows += SUBJECTS[name](chosen.size, chosen.rounds, Path(folder))
    print(table(rows))
    return 1 if any(row.reached is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
