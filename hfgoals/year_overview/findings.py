"""What a check found, counted by reason of return and by level; the rules are not known here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from hfgoals.lean import dataclass
from hfgoals.model.address import Address
from hfgoals.model.rows import OF_STAGES


class Finding(Protocol):
    """What is asked of a finding."""

    @property
    def level(self) -> Literal["error", "warning", "hint"]: ...
    @property
    def reason(self) -> str: ...
    @property
    def owner(self) -> str: ...
    @property
    def address(self) -> Address: ...
    @property
    def accepted(self) -> str: ...


@dataclass(frozen=True, slots=True)
class ReasonCounts:
    """How many findings would be sent back for one reason."""

    reason: str
    error: int = 0
    warning: int = 0
    hint: int = 0

    @property
    def all(self) -> int:
        """Of every level."""
        return self.error + self.warning + self.hint


@dataclass(frozen=True, slots=True)
class Found:
    """All findings of a year, counted."""

    reasons: tuple[ReasonCounts, ...] = ()
    """Only those of which there is any."""
    kept: int = 0
    """How many are kept for a reason told, and count nowhere else."""
    wrong: frozenset[str] = frozenset()
    """What has errors: the projects (or the year) whose targets do, and rows of stages."""

    @property
    def sum(self) -> ReasonCounts:
        """All reasons together."""
        return ReasonCounts(
            "",
            sum(each.error for each in self.reasons),
            sum(each.warning for each in self.reasons),
            sum(each.hint for each in self.reasons),
        )


def found_of(findings: Iterable[Finding], reasons: Sequence[str]) -> Found:
    """The findings counted, in that order of reasons; others stand behind."""
    counts: Counter[tuple[str, str]] = Counter()
    kept, wrong = 0, set[str]()
    for each in findings:
        if each.accepted:
            kept += 1
            continue
        counts[each.reason, each.level] += 1
        if each.level == "error":
            of_stage = each.address.part in OF_STAGES
            wrong.add(each.address.row if of_stage else each.owner)
    named = dict.fromkeys((*reasons, *(reason for reason, _ in counts)))
    rows = (
        ReasonCounts(each, counts[each, "error"], counts[each, "warning"], counts[each, "hint"])
        for each in named
    )
    return Found(tuple(row for row in rows if row.all), kept, frozenset(wrong))
