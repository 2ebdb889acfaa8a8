"""Two ways of doing a thing, timed in turn within one run: only their ratio travels."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Work = Callable[[], object]
Timing = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: how long ours takes against the other, in medians."""

    subject: str
    against: str
    goal: float | None = None
    """The ratio not to exceed; None where the figure is only told."""
    ours: float = 0.0
    """Seconds."""
    other: float = 0.0
    """Seconds."""
    ratio: float | None = None
    """None when it could not be measured; ``note`` says why."""
    note: str = ""
    straw_man: bool = False
    """Whether the other side is one that is easily beaten: a ratio to tell, not to boast of."""

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached; None when there is none or nothing was measured."""
        if self.goal is None or self.ratio is None:
            return None
        return self.ratio <= self.goal


def compare(
    subject: str,
    ours: Work,
    against: str,
    other: Work,
    *,
    rounds: int,
    goal: float | None = None,
    repeat: int = 1,
) -> Row:
    """Time both, by turns and in changing order, after one round to warm up.

    The ratio is the median of the ratios of the rounds. ``repeat`` calls make one timing where a
    single one is too short.
    """
    return compare_timings(
        subject,
        lambda: seconds(ours, repeat),
        against,
        lambda: seconds(other, repeat),
        rounds=rounds,
        goal=goal,
    )


def compare_timings(
    subject: str,
    ours: Timing,
    against: str,
    other: Timing,
    *,
    rounds: int,
    goal: float | None = None,
) -> Row:
    """The same for what takes its own time and says how many seconds it took."""
    ours(), other()
    pairs: list[tuple[float, float]] = []
    for number in range(rounds):
        if number % 2:
            second = other()
            first = ours()
        else:
            first = ours()
            second = other()
        pairs.append((first, second))
    return Row(
        subject,
        against,
        goal,
        median(first for first, _ in pairs),
        median(second for _, second in pairs),
        median(first / second for first, second in pairs),
    )


def within(subject: str, timing: Callable[[], float], limit: float, rounds: int) -> Row:
    """A time against the most that it may take."""
    timing()
    taken = median(timing() for _ in range(rounds))
    return Row(subject, "the time allowed", 1.0, taken, limit, taken / limit)


def seconds(work: Work, repeat: int = 1) -> float:
    """How long one call takes, without the litter of what ran before."""
    gc.collect()
    start = time.perf_counter()
    for _ in range(repeat):
        work()
    return (time.perf_counter() - start) / repeat


def not_measured(subject: str, against: str, goal: float | None, why: str) -> Row:
    """A line that says why there is no figure."""
    return Row(subject, against, goal, note=why)


HEAD = "| what | against | ours | other | ratio | goal | |\n|---|---|--:|--:|--:|--:|---|"


def line(row: Row) -> str:
    """The row as a line of a table in Markdown, below HEAD."""
    against = f"{row.against} (a straw man)" if row.straw_man else row.against
    goal = "" if row.goal is None else f"≤ {row.goal:g}"
    if row.ratio is None:
        return f"| {row.subject} | {against} | | | | {goal} | {row.note} |"
    verdict = {True: "reached", False: "MISSED", None: ""}[row.reached]
    return (
        f"| {row.subject} | {against} | {_shown(row.ours)} | {_shown(row.other)} "
        f"| {row.ratio:.2f} | {goal} | {verdict} |"
    )


def _shown(value: float) -> str:
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.2f} ms"
