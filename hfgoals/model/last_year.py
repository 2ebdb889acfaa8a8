"""Last year's targets and what came of them, to stand beside this year's."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeVar

from hfgoals.lean import dataclass
from hfgoals.model.identity import following_id
from hfgoals.model.money import Money
from hfgoals.model.stages import WHOLE_YEAR, at_stage
from hfgoals.model.target import Target
from hfgoals.model.values import AnnualPlan, Book, Indicator, Project

_Row = TypeVar("_Row", Project, Indicator)
_Key = Callable[[_Row], str]
"""What a row goes by; "" finds nothing."""
_NOTHING = AnnualPlan()


@dataclass(frozen=True, slots=True)
class Past:
    """One indicator in a year before."""

    year: int
    target: str
    done: str
    """上年完成值: its actual value by that year's self-evaluation; "" where there is none."""

    @property
    def lines(self) -> tuple[str, ...]:
        """What there is of it, the target before what was done."""
        return tuple(filter(None, (self.target, f"完成 {self.done}" if self.done else "")))


class LastYear:
    """One year beside the year before it: which projects and indicators are the same.

    A row is the same as the one that it was rolled from. What was not rolled meets by what people
    go by: a project by its code, then its name; an indicator by 二级指标 and 三级指标, then by
    三级指标 alone where only one is called so. No row of the year before is met twice; of several
    alike the first meets the first.
    """

    def __init__(self, book: Book, plan: AnnualPlan) -> None:
        self._book = book
        self._before = book.plan_of(plan.year - 1) or _NOTHING
        self._plan = plan

    def project(self, project: Project) -> Project | None:
        """The project of the year before that this one of the year goes on; None for none."""
        return self._projects.get(project.id)

    def targets(self, project: Project) -> dict[str, str]:
        """The 指标值 of the year before by the id of this year's indicator, blank ones left out."""
        return {
            row_id: row.target.text
            for row_id, row in self._rows(project).items()
            if row.target.text.strip()
        }

    def past(self, project: Project) -> dict[str, tuple[Past, ...]]:
        """What is known of last year and of the year before it, by the id of this year's indicator.

        Last year first; a year that says nothing of an indicator is left out.
        """
        before = self.project(project)
        rows = self._rows(project)
        older = LastYear(self._book, self._before)._rows(before) if before is not None else {}
        found: dict[str, tuple[Past, ...]] = {}
        for row_id, row in rows.items():
            year = self._before.year
            each = [_past(year, row)]
            if row.id in older:
                each.append(_past(year - 1, older[row.id]))
            if said := tuple(past for past in each if past.lines):
                found[row_id] = said
        return found

    def spent(self, project: Project) -> Money | None:
        """全年执行数 of the year before by its self-evaluation; None where there is none."""
        before = self.project(project)
        stage = at_stage(before.stages, WHOLE_YEAR) if before is not None else None
        return stage.spent.whole if stage is not None else None

    def _rows(self, project: Project) -> dict[str, Indicator]:
        before = self.project(project)
        if before is None:
            return {}
        years = self._before.year, self._plan.year
        return same_rows(before.indicators, project.indicators, *years)

    @cached_property
    def _projects(self) -> dict[str, Project]:
        then, now = self._before.year, self._plan.year
        ladder: list[tuple[_Key[Project], _Key[Project]]] = [
            (self._following, _own_id),
            (lambda old: _said(old.code), lambda new: _said(new.code)),
            (lambda old: _said(old.name), lambda new: _said(new.name)),
            (lambda old: timeless(old.name, then), lambda new: timeless(new.name, now)),
        ]
        return _met(self._before.projects, self._plan.projects, ladder)

    def _following(self, row: Project | Indicator) -> str:
        return following_id(row.id, self._plan.year)


def done_of(indicator: Indicator) -> Target:
    """Its actual value by the self-evaluation; blank where there is none."""
    result = at_stage(indicator.stages, WHOLE_YEAR)
    return result.actual if result is not None else Target("")


def same_rows(
    before: Sequence[Indicator], rows: Sequence[Indicator], then: int, now: int
) -> dict[str, Indicator]:
    """The indicator of the year ``then`` that each row goes on in the year ``now``, by its id."""
    named = Counter(timeless(row.name, then) for row in before)

    def alone(row: Indicator) -> str:
        name = timeless(row.name, then)
        return name if named[name] == 1 else ""

    ladder: list[tuple[_Key[Indicator], _Key[Indicator]]] = [
        (lambda old: following_id(old.id, now), _own_id),
        (_both, _both),
        (lambda old: _both(old, then), lambda new: _both(new, now)),
        (alone, lambda new: timeless(new.name, now)),
    ]
    return _met(before, rows, ladder)


def _past(year: int, row: Indicator) -> Past:
    return Past(year, row.target.text.strip(), done_of(row).text.strip())


def goes_by(project: Project) -> tuple[str, str, str]:
    """All of a project that tells which one of the year before it goes on."""
    return project.id, project.code, project.name


def _met(
    before: Sequence[_Row], rows: Sequence[_Row], ladder: Sequence[tuple[_Key[_Row], _Key[_Row]]]
) -> dict[str, _Row]:
    """The row before for each of the rows, by the id of the latter; surer keys go first."""
    found: dict[str, _Row] = {}
    taken: set[str] = set()
    for key_before, key in ladder:
        left = [row for row in rows if row.id not in found]
        if not left or len(taken) == len(before):
            break
        waiting: defaultdict[str, deque[_Row]] = defaultdict(deque)
        for row in before:
            if row.id not in taken:
                waiting[key_before(row)].append(row)
        for row in left:
            known = key(row)
            if known and waiting[known]:
                found[row.id] = waiting[known].popleft()
                taken.add(found[row.id].id)
    return found


def _own_id(row: Project | Indicator) -> str:
    return row.id


def _both(row: Indicator, year: int | None = None) -> str:
    name = timeless(row.name, year)
    # No text holds that character.
    return f"{timeless(row.level2, year)}\x01{name}" if name else ""


def _said(text: str) -> str:
    """The text without blanks."""
    return "".join(text.split())


def timeless(text: str, year: int | None) -> str:
    """The text as far as it goes on from year to year: without blanks and its own year."""
    return _said(text) if year is None else _said(text).replace(str(year), "\0")
