"""The next year from this one: a copy of its texts, with the years that mean the budget year moved.

Amounts, spending plans and indicators stay; project codes are the bureau's for one year and go, as
does the date of signing. Which years move is proposed here and settled by the user.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from hfgoals.lean import dataclass
from hfgoals.model.address import Address
from hfgoals.model.disclosure import rolled_report
from hfgoals.model.fields import FIELDS, PART_OF, field_of
from hfgoals.model.identity import following_id, new_id
from hfgoals.model.kinds import LINE, TARGET, TEXTS, YEAR, FieldError
from hfgoals.model.rows import CHILDREN, children_of, flatten, with_children
from hfgoals.model.values import AnnualPlan, Book, Project
from hfgoals.model.years import written_like, years_in
from hfgoals.trouble import Trouble

_CLEARED: Final = {("project", "code"), ("plan", "signatures.filled_on")}
_SAFE: Final = "没有改动任何内容。"


class CannotRoll(Trouble):
    """A year cannot be copied to that other year."""


@dataclass(frozen=True, slots=True)
class YearChange:
    """A year inside a text of the plan that is copied, and what it would become."""

    address: Address
    before: str
    after: str
    start: int
    end: int
    """Where ``before`` stands in the field's text."""
    sure: bool
    """Whether it surely means the budget year; else the user had better look."""
    why: str = ""
    """Why it is not sure, in Chinese."""
    text: str = ""
    """The whole text of the field."""

    def around(self, letters: int = 24) -> tuple[str, str]:
        """What stands before and after the year, on one line; "…" where it goes on."""
        left, right = self.text[: self.start], self.text[self.end :]
        shown_left = left if len(left) <= letters else f"…{left[-letters:]}"
        shown_right = right if len(right) <= letters else f"{right[:letters]}…"
        return " ".join(shown_left.split("\n")), " ".join(shown_right.split("\n"))


def proposed_years(plan: AnnualPlan, to_year: int) -> tuple[YearChange, ...]:
    """Every year in the texts of the plan that means its budget year, in the order of the form.

    Years of titles (《》), document numbers, spans (2019年-2022年) and those compared with or
    counted from (较2021年, 2020年以来) are none. The year after (2024年1月, in a plan for 2023) is
    proposed as not sure.
    """
    return tuple(_proposed(plan, plan.year, to_year))


def _proposed(row: Any, year: int, to_year: int) -> Iterator[YearChange]:
    part = PART_OF[type(row)]
    for field in FIELDS[part]:
        if field.kind not in (LINE, *TEXTS, TARGET) or _stays(part, field.path):
            continue
        yield from _in_text(Address(part, row.id, field.path), field.text(row), year, to_year)
    for path, _ in CHILDREN[part]:
        for child in children_of(row, path):
            yield from _proposed(child, year, to_year)


def _stays(part: str, path: str) -> bool:
    return (part, path) in _CLEARED or path.startswith("signatures.")


def _in_text(address: Address, text: str, year: int, to_year: int) -> Iterator[YearChange]:
    for found in years_in(text):
        own, following = found.year == year, found.year == year + 1
        if found.sense not in ("plain", "doubtful") or not (own or following):
            continue
        digits = text[found.start : found.end]
        yield YearChange(
            address,
            digits,
            written_like(digits, found.year + to_year - year),
            found.start,
            found.end,
            sure=own and found.sense == "plain",
            why="写的是下一年度" if following else found.why,
            text=text,
        )


def rolled(
    plan: AnnualPlan,
    to_year: int,
    changes: Iterable[YearChange],
    projects: Collection[str] | None = None,
) -> AnnualPlan:
    """The plan as one for another year: no codes, the given years moved.

    Every row gets the id that follows from its own, so that last year's is found again.

    ``projects`` are the row ids of those to take, None for all; changes in the others count for
    nothing. Raises ValueError for a change that is not of this plan's texts, CannotRoll for a year
    that is not later or that is none.
    """
    if to_year <= plan.year:
        raise CannotRoll(
            f"只能结转到 {plan.year} 年之后的年度，不能到 {to_year} 年。", _SAFE, "请换一个年度。"
        )
    try:
        YEAR.parse(str(to_year))
    except FieldError as error:
        raise CannotRoll(str(error), _SAFE) from None
    by_row: dict[str, list[YearChange]] = {}
    for change in changes:
        by_row.setdefault(change.address.row, []).append(change)
    taken = plan.projects if projects is None else _among(plan, projects)
    whole: AnnualPlan = _renewed(replace(plan, projects=taken), by_row, to_year)
    signatures = replace(whole.signatures, filled_on="")
    reports = tuple(map(rolled_report, whole.reports))
    return replace(whole, year=to_year, signatures=signatures, reports=reports)


def _among(plan: AnnualPlan, projects: Collection[str]) -> tuple[Project, ...]:
    return tuple(project for project in plan.projects if project.id in projects)


def _renewed(row: Any, changes: dict[str, list[YearChange]], to_year: int) -> Any:
    for change in _from_the_end(changes.get(row.id, ())):
        row = _with_year(row, change)
    for path, _ in CHILDREN[PART_OF[type(row)]]:
        below = tuple(_renewed(child, changes, to_year) for child in children_of(row, path))
        row = with_children(row, path, below)
    cleared = {"code": ""} if isinstance(row, Project) else {}
    return replace(row, id=following_id(row.id, to_year), **cleared)


def _from_the_end(changes: Iterable[YearChange]) -> list[YearChange]:
    """Later places first: an earlier one stays where it is whatever is put behind it."""
    return sorted(set(changes), key=lambda change: (change.address, change.start), reverse=True)


def _with_year(row: Any, change: YearChange) -> Any:
    field = field_of(change.address.part, change.address.path)
    text = field.text(row)
    if text[change.start : change.end] != change.before:
        raise ValueError(f"no year {change.before} at {change.start} of {change.address}")
    return field.put(row, f"{text[: change.start]}{change.after}{text[change.end :]}")


def rolled_into(
    book: Book,
    plan: AnnualPlan,
    to_year: int,
    changes: Iterable[YearChange],
    projects: Collection[str] | None = None,
) -> Book:
    """The Book with that copy of one of its plans; a blank year of that number gives way to it.

    Raises CannotRoll when that year has content already or is not later.
    """
    present = book.plan_of(to_year)
    if present is not None and not present.is_blank:
        raise CannotRoll(
            f"本工作簿里已有 {to_year} 年度，并且填有内容，不能再结转到这一年度。",
            _SAFE,
            "请换一个年度；如果那一年度确实不要了，请先删除它。",
        )
    others = [each for each in book.years if each is not present]
    used = {placed.id for placed in flatten(replace(book, years=tuple(others)))}
    following = _apart(rolled(plan, to_year, changes, projects), used)
    years = (*others, following)
    return replace(book, years=tuple(sorted(years, key=lambda each: each.year)))


def _apart(row: Any, used: Collection[str]) -> Any:
    """The row and all below it, with a fresh id where another has theirs.

    That is so once a copy made before has been brought in again under another year.
    """
    for path, _ in CHILDREN[PART_OF[type(row)]]:
        row = with_children(row, path, tuple(_apart(each, used) for each in children_of(row, path)))
    return replace(row, id=new_id()) if row.id in used else row


def next_free_year(book: Book, plan: AnnualPlan) -> int:
    """The first year after the plan's that has no content yet."""
    full = {each.year for each in book.years if not each.is_blank}
    return next(
        year for year in range(plan.year + 1, plan.year + 2 + len(full)) if year not in full
    )
