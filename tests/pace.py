"""Limits of time that hold on any machine.

A wait for something ends when that happens; how long it may take at most, PATIENCE, only ends a
test that fails. What must not take long is limited by processor time, in seconds of the machine of
docs/benchmarks.md: a short loop, run in the same process, tells how much slower this one is now.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 300
"""In seconds."""

_LOOPS = 20
_STEPS = 200_000
_THERE = 0.05
"""Processor seconds that one loop takes on the machine of docs/benchmarks.md."""


def spent() -> float:
    """Processor seconds spent by this process, and by those that it started and that ended."""
    return sum(os.times()[:4])


def too_long(took: float, seconds: float) -> bool:
    """Whether so much processor time is more than that machine has in so many seconds."""
    return took > seconds and took > seconds * _slowness()


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """The block takes no more processor time than that machine has in so many seconds."""
    begun = spent()
    yield
    took = spent() - begun
    assert not too_long(took, seconds), f"{took:.2f} s of processor time"


def _slowness() -> float:
    """How many times slower than that machine this one is now, on the average of a second."""
    begun = time.process_time()
    for _ in range(_LOOPS):
        _loop()
    return (time.process_time() - begun) / _LOOPS / _THERE


def _loop() -> None:
    # As most of our work does: makes small things and keeps some, beyond the processor's caches.
    kept: dict[int, tuple[int, str]] = {}
    for step in range(_STEPS):
        kept[step & 0xFFFF] = (step, str(step))
