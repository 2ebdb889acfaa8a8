"""A limit by processor time: it counts work, whoever does it, and no waiting."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from tests import pace

_WORK = "from tests.pace import _loop\nfor _ in range(10): _loop()"


def work_here() -> None:
    for _ in range(10):
        pace._loop()


def work_in_a_process() -> None:
    subprocess.run([sys.executable, "-c", _WORK], check=True, timeout=pace.PATIENCE)


def test_waiting_does_not_count() -> None:
    with pace.within(0.1):
        time.sleep(0.3)


@pytest.mark.parametrize("work", [work_here, work_in_a_process])
def test_work_counts_on_any_machine(work: Callable[[], None]) -> None:
    limited = pace.within(0.1)(work)
    with pytest.raises(AssertionError, match="processor time"):
        limited()


def test_a_slow_machine_has_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "_slowness", lambda: 2.5)
    assert not pace.too_long(12.0, 5.0)
    assert pace.too_long(13.0, 5.0)
    assert not pace.too_long(4.0, 5.0)
