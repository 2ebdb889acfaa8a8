"""How long jobs tell how far they are."""

from __future__ import annotations

from collections.abc import Callable

Report = Callable[[int, int], None]
"""Called with (done, total) now and then, total 0 while unknown; may raise Cancelled."""


def part_of(report: Report | None, done: int, weight: int, total: int) -> Report:
    """The report of one part of a job, which counts as so many of its steps, with so many done."""

    def tell(step: int, steps: int) -> None:
        if report is not None:
            report(done + step * weight // max(steps, 1), total)

    return tell
