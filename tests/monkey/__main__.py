"""A monkey at the window: ``python -m tests.monkey --seed 7 --steps 20000``.

On a fault it prints the last steps and the command that does them again, and ends with 1.
``--corner`` runs until the fault and then looks for fewer steps that bring it.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from tests.monkey.cornering import FAULT, corner

_TOLD = 12


def main(arguments: Sequence[str] | None = None) -> int:
    """Let it loose."""
    parser = argparse.ArgumentParser(prog="python -m tests.monkey", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=20_000)
    parser.add_argument("--only", help="numbers of the steps, as 3,7,10-19; of a run before")
    parser.add_argument("--trace", type=Path, help="write every step into that file")
    parser.add_argument("--corner", action="store_true", help="find few steps that bring the fault")
    chosen = parser.parse_args(arguments)
    faulthandler.enable()
    numbers: Iterable[int] = range(1, chosen.steps + 1)
    if chosen.only:
        numbers = numbers_of(chosen.only)
    if chosen.corner:
        few = corner(chosen.seed, list(numbers))
        print(f"again: python -m tests.monkey --seed {chosen.seed} --only {few}" if few else "good")
        return 1 if few else 0
    with tempfile.TemporaryDirectory() as home:
        trace = chosen.trace or Path(home, "trace.txt")
        return _run(chosen.seed, numbers, Path(home), trace)


def numbers_of(text: str) -> list[int]:
    """3,7,10-12 as 3, 7, 10, 11, 12."""
    numbers: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        numbers += range(int(first), int(last or first) + 1)
    return numbers


def _run(seed: int, numbers: Iterable[int], home: Path, trace: Path) -> int:
    _move_in(home)
    from tests.monkey.run import Plan, Result, Run
    from tests.monkey.stage import Stage
    from ui.launch import application

    application()
    began = time.monotonic()

    def report(result: Result) -> None:
        print(
            f"seed {seed}: {result.steps} steps, {result.books} workbooks opened, {result.undone}"
            f" steps undone and redone, {result.grown:+.0f} MB, {time.process_time():.0f} s"
            f" of processor, {time.monotonic() - began:.0f} s"
        )
        print("in front:", ", ".join(f"{name} {n}" for name, n in result.fronts.most_common()))

    def give_up(result: Result) -> None:
        report(result)
        last = trace.read_text("utf-8").splitlines()[-_TOLD:]
        print(f"{FAULT}{result.steps}:\n{result.fault}\nthe last steps:", *last, sep="\n")
        print(f"again: python -m tests.monkey --seed {seed} --steps {result.steps}", flush=True)
        os._exit(1)

    # Unbuffered: after a crash the last line is the step that did it.
    with trace.open("wb", buffering=0) as told:
        stage = Stage(home / "stage")
        plan = Plan(seed, numbers)
        report(Run(plan, stage, lambda line: _tell(told, line), give_up).go())
    return 0


def _move_in(home: Path) -> None:
    """Nothing of this machine's user is touched, and no display is needed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["OPENPYXL_LXML"] = "False"
    names = (
        *(f"XDG_{name}_HOME" for name in ("CONFIG", "CACHE", "DATA", "STATE")),
        "APPDATA",
        "LOCALAPPDATA",
    )
    for name in (*names, "HOME", "USERPROFILE"):
        os.environ[name] = str(home)


def _tell(told: BinaryIO, line: str) -> None:
    told.write(f"{line}\n".encode())


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    # Qt's objects are not taken down in good order at the end of a process that held them so long.
    os._exit(code)
