"""A monkey at the real window: 20,000 steps of keys, mouse and input method, and the laws hold.

Each seed runs in a process of its own, so that a crash is told with its seed and its steps.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.monkey.__main__ import numbers_of
from tests.monkey.cornering import corner

_ROOT = Path(__file__).parents[2]
_STEPS = 5000


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_nothing_breaks(seed: int, tmp_path: Path) -> None:
    trace = tmp_path / "trace.txt"
    command = [sys.executable, "-m", "tests.monkey", "--seed", str(seed), "--steps", str(_STEPS)]
    done = subprocess.run(
        [*command, "--trace", str(trace)],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    last = trace.read_text("utf-8").splitlines()[-12:] if trace.exists() else []
    told = "\n".join([done.stdout, done.stderr, "the last steps of the trace:", *last])
    assert done.returncode == 0, told
    assert f"{_STEPS} steps" in done.stdout, told


def test_steps_are_named_by_ranges() -> None:
    assert numbers_of("3,7,10-12") == [3, 7, 10, 11, 12]


def test_a_fault_is_cornered_to_the_steps_that_bring_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def attempt(_seed: int, numbers: list[int]) -> tuple[str, int]:
        return ("broken", 63) if {12, 63} <= set(numbers) else ("", 0)

    monkeypatch.setattr("tests.monkey.cornering.attempt", attempt)
    assert corner(1, list(range(1, 101))) == "12,63"
    assert corner(1, list(range(1, 60))) == ""
