"""The next year from this one: a copy of its texts, with the years that mean the budget year moved.

Amounts, spending plans and indicators stay; project codes go, as does the date of signing, but for
continued projects (延续项目) that keep theirs as long as they run. Which
years move is proposed here and settled by the user.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any, Final, TypeAlias

from hfgoals.model.address import Address
from hfgoals.model.disclosure import rolled_report
from hfgoals.model.edits import Insert
from hfgoals.model.fields import FIELDS, PART_OF, field_of
from hfgoals.model.identity import following_id, new_id
from hfgoals.model.kinds import LINE, TARGET, TEXTS, YEAR, FieldError
from hfgoals.model.rows import CHILDREN, OF_STAGES, children_of, flatten, with_children
from hfgoals.model.stretch import Stretch, with_stretches
from hfgoals.model.values import AnnualPlan, Book, Project
from hfgoals.model.years import written_like, years_in
from hfgoals.trouble import Trouble

_CLEARED: Final = {("project", "code"), ("plan", "signatures.filled_on")}
_SAFE: Final = "没有改动任何内容。"


class CannotRoll(Trouble):
    """A year cannot be copied to that other year."""


YearChange: TypeAlias = Stretch
"""A year inside a text of the plan that is copied; ``sure`` when it means the budget year."""


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
    for path, below in CHILDREN[part]:
        for child in children_of(row, path) if below not in OF_STAGES else ():
            yield from _proposed(child, year, to_year)


def _stays(part: str, path: str) -> bool:
    # A policy is what it is, whatever the year.
    return part == "policy" or (part, path) in _CLEARED or path.startswith("signatures.")


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
    *,
    keep_codes: bool = False,
) -> AnnualPlan:
    """The plan as one for another year: no codes unless ``keep_codes``, the given years moved.

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
    if not keep_codes:
        whole = replace(whole, projects=tuple(replace(each, code="") for each in whole.projects))
    signatures = replace(whole.signatures, filled_on="")
    reports = tuple(map(rolled_report, whole.reports))
    return replace(whole, year=to_year, signatures=signatures, reports=reports)


def _among(plan: AnnualPlan, projects: Collection[str]) -> tuple[Project, ...]:
    return tuple(project for project in plan.projects if project.id in projects)


def _renewed(row: Any, changes: dict[str, list[YearChange]], to_year: int) -> Any:
    own = PART_OF[type(row)]
    by_path: dict[str, list[YearChange]] = {}
    for change in changes.get(row.id, ()):
        by_path.setdefault(change.address.path, []).append(change)
    for path, moved in by_path.items():
        field = field_of(own, path)
        row = field.put(row, with_stretches(field.text(row), moved))
    for path, part in CHILDREN[own]:
        # What came of the targets is of their year.
        rows = () if part in OF_STAGES else children_of(row, path)
        below = tuple(_renewed(child, changes, to_year) for child in rows)
        row = with_children(row, path, below)
    if isinstance(row, AnnualPlan):
        row = replace(row, stages=replace(row.stages, month=None))
    return replace(row, id=following_id(row.id, to_year))


def rolled_into(
    book: Book,
    plan: AnnualPlan,
    to_year: int,
    changes: Iterable[YearChange],
    projects: Collection[str] | None = None,
    *,
    keep_codes: bool = False,
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
    following = _apart(rolled(plan, to_year, changes, projects, keep_codes=keep_codes), used)
    years = (*others, following)
    return replace(book, years=tuple(sorted(years, key=lambda each: each.year)))


def copied_to(
    book: Book, plan: AnnualPlan, target: AnnualPlan, projects: Collection[str]
) -> tuple[Insert, ...]:
    """The edits that put a copy of those projects at the end of another year of the Book: without
    their codes, and for a later year with the years that surely mean the budget year moved on."""
    if target.year > plan.year:
        changes = [each for each in proposed_years(plan, target.year) if each.sure]
        copies = rolled(plan, target.year, changes, projects).projects
    else:
        copies = tuple(replace(each, code="") for each in _among(plan, projects))
    used = {placed.id for placed in flatten(book)}
    return tuple(Insert(target.id, _apart(each, used)) for each in copies)


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
