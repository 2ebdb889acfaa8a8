"""Limits of time that hold on any machine.

A wait for something ends when that happens; how long it may take at most, PATIENCE, only ends a
test that fails. What must not take long is limited by processor time, in seconds of the machine of
docs/benchmarks.md: a short loop, run in the same process at the same time, tells how much slower
this one is.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 300
"""In seconds."""

_STEPS = 1_000_000
_THERE = 0.03
"""Processor seconds that the loop takes on the machine of docs/benchmarks.md."""


def slowness() -> float:
    """How many times slower than that machine this one is now; 1 when it is faster."""
    return max(1.0, min(_loop() for _ in range(3)) / _THERE)


def spent() -> float:
    """Processor seconds spent by this process, and by those that it started and that ended."""
    return sum(os.times()[:4])


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """The block takes no more processor time than that machine has in so many seconds."""
    before, begun = slowness(), spent()
    yield
    took = spent() - begun
    slower = max(before, slowness())
    assert took <= seconds * slower, f"{took:.2f} s on a machine {slower:.1f} times slower"


def _loop() -> float:
    begun = time.process_time()
    left = _STEPS
    while left:
        left -= 1
    return time.process_time() - begun
