"""The wide table as plain cells, project by project: what a worksheet and a preview show."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from hfgoals.model.fields import FIELDS, field_of
from hfgoals.model.last_year import LastYear
from hfgoals.model.money import Money
from hfgoals.model.numbering import seal
from hfgoals.model.target import QUALITATIVE
from hfgoals.model.values import AnnualPlan, Book, Indicator, Project
from hfgoals.trouble import Trouble
from hfgoals.wide.columns import AMOUNTS, CATALOGUE, column_of
from hfgoals.wide.goals import lookalikes, needs_seal, numbered
from hfgoals.wide.profile import Column, WideProfile
from hfgoals.wide.targets import Parts, parts_of, sign_shown

COLUMN: Final = "COLUMN:"
"""Said of a heading, before the key of its column and, for amounts in 元, YUAN."""
YUAN: Final = ":YUAN"
START: Final = "START"
"""Said of a code or name: another project begins here, though nothing else shows it."""
ROW: Final = "ROW"
"""Said of a blank cell: an indicator of the plan stands here, with nothing in it."""
SIGN: Final = "SIGN:"
"""Said of a sign, before the words by which the text itself says it."""
LINES: Final = "LINES:"
"""Said of goals, before the numbers of the lines that begin none though they look so and
the seal of the text."""
_LONGEST_SAID: Final = 150
_MOST_DIGITS: Final = 15
"""More digits than that a worksheet keeps as a text only."""
_NUMBER: Final = re.compile(r"-?(0|[1-9]\d*|[1-9]\d{0,2}(,\d{3})+)(\.\d{1,15})?")


@dataclass(frozen=True, slots=True)
class WideCell:
    """One cell: the text shown, the same as a number where it is one, and what it does not show."""

    text: str = ""
    number: Decimal | None = None
    number_format: str = ""
    said: str = ""
    """What must be known to read the very value back, told invisibly (codec.marks.telling)."""


_INDICATOR_KEYS: Final = tuple(c.key for c in CATALOGUE if c.part == "indicator")
WideRow = tuple[WideCell, ...]
_EMPTY: Final = WideCell()


def heading(profile: WideProfile) -> WideRow:
    """The headings, each saying invisibly which column it is."""
    return tuple(
        WideCell(profile.title_of(column), said=_heading_said(profile, column))
        for column in profile.columns
    )


def _heading_said(profile: WideProfile, column: Column) -> str:
    key = "target" if column.key == "value" and profile.value_is_whole else column.key
    yuan = YUAN if key in AMOUNTS and profile.currency == "元" else ""
    return f"{COLUMN}{key.upper()}{yuan}"


def projects_of(plan: AnnualPlan, chosen: Collection[str] = ()) -> tuple[Project, ...]:
    """The projects with these row ids, all when none is named."""
    return tuple(each for each in plan.projects if not chosen or each.id in chosen)


def table_rows(
    book: Book, plan: AnnualPlan, profile: WideProfile, chosen: Collection[str] = ()
) -> Iterator[tuple[WideRow, ...]]:
    """The rows of each project in turn, at least one a project.

    Raises Trouble when a text cannot be kept in a table.
    """
    known: set[tuple[str, str]] = set()
    last = LastYear(book, plan)
    number = 1
    for project in projects_of(plan, chosen):
        rows = _Rows(book, plan, profile, project, last).rows(
            number, begins=_begins(project, known)
        )
        number += len(rows)
        yield rows


def _begins(project: Project, known: set[tuple[str, str]]) -> bool:
    """Whether it must be said that a project begins: code and name do not tell."""
    key = (project.code, project.name)
    said = key in known or not any(key)
    known.add(key)
    return said


class _Rows:
    """The rows of one project."""

    def __init__(
        self,
        book: Book,
        plan: AnnualPlan,
        profile: WideProfile,
        project: Project,
        last: LastYear,
    ) -> None:
        self._book, self._plan, self._profile, self._project = book, plan, profile, project
        keys = profile.keys
        self._last = last.targets(project) if "last_target" in keys else {}
        self._key_column = "project_code" if "project_code" in keys else "project_name"

    def rows(self, first: int, *, begins: bool) -> tuple[WideRow, ...]:
        """All of them; ``first`` is the 序号 of the first."""
        same = {
            column.key: self._of_project(column.key)
            for column in self._profile.columns
            if column_of(column.key).scope == "project"
        }
        rows: list[WideRow] = []
        for number, indicator in enumerate(self._project.indicators or (Indicator(),), first):
            # Only the first row has what a project says once.
            shown = (
                same if not rows or self._profile.repeat == "重复" else dict.fromkeys(same, _EMPTY)
            )
            cells = {
                column.key: shown.get(column.key)
                or self._of_indicator(column.key, indicator, number)
                for column in self._profile.columns
            }
            if begins and not rows:
                self._say(cells, (self._key_column,), START)
            if self._project.indicators and not any(_texts_of(indicator)):
                self._say(cells, _INDICATOR_KEYS, ROW)
            rows.append(tuple(cells[column.key] for column in self._profile.columns))
        return tuple(rows)

    @staticmethod
    def _say(cells: dict[str, WideCell], keys: Collection[str], said: str) -> None:
        """Say it of the first of these columns that there is."""
        for key in keys:
            if key in cells:
                cells[key] = replace(cells[key], said=said)
                return

    def _of_project(self, key: str) -> WideCell:
        if key == "year":
            year = self._plan.year
            return WideCell(str(year), Decimal(year), "0")
        if key == "goals":
            return _goals([goal.text for goal in self._project.goals], self._project)
        column = column_of(key)
        owner = self._book.unit if column.part == "unit" else self._project
        field = field_of("unit" if column.part == "unit" else "project", column.path)
        value = field.read(owner)
        if isinstance(value, Money):
            return _amount(value, in_yuan=self._profile.currency == "元")
        text = field.text(owner)
        return _numeral(text, value / 100) if isinstance(value, Decimal) else WideCell(text)

    def _of_indicator(self, key: str, indicator: Indicator, number: int) -> WideCell:
        if key == "number":
            return WideCell(str(number), Decimal(number), "0")
        if key in ("sign", "value", "measure"):
            return self._part(key, parts_of(indicator.target), indicator)
        if key == "last_target":
            return WideCell(self._last.get(indicator.id, ""))
        column = column_of(key)
        if column.part != "indicator":
            return _EMPTY
        field = field_of("indicator", column.path)
        text, value = field.text(indicator), field.read(indicator)
        return _numeral(text, value) if isinstance(value, Decimal) else WideCell(text)

    def _part(self, key: str, parts: Parts, indicator: Indicator) -> WideCell:
        if key == "sign":
            said = f"{SIGN}{parts.said}" if parts.sign and parts.said != parts.sign else ""
            shown = sign_shown(parts.sign, self._profile.signs)
            return WideCell(shown, said="" if parts.sign == QUALITATIVE else said)
        if key == "measure":
            return WideCell(parts.measure)
        if self._profile.value_is_whole:
            return WideCell(indicator.target.text)
        return _value(parts)


def _texts_of(indicator: Indicator) -> Iterator[str]:
    return (field.text(indicator) for field in FIELDS["indicator"])


def _value(parts: Parts) -> WideCell:
    """指标值 as a number where a number shows the same; a date or a whole text stays a text."""
    if not _NUMBER.fullmatch(parts.value) or parts.sign in ("", QUALITATIVE):
        return WideCell(parts.value)
    number = Decimal(parts.value.replace(",", ""))
    # Less than nothing at all is kept by some programs only.
    return _numeral(parts.value, number) if number or parts.value[0] != "-" else WideCell("-0")


def _amount(amount: Money, *, in_yuan: bool) -> WideCell:
    if in_yuan:
        text = f"{Decimal(amount.fen) / 100:.2f}"
        return _numeral(text, Decimal(text))
    return _numeral(str(amount), amount.wan)


def _numeral(text: str, number: Decimal) -> WideCell:
    """The cell whose number format shows the number just as the text does."""
    if len(number.normalize().as_tuple().digits) > _MOST_DIGITS:
        return WideCell(text)
    places = len(text.rstrip("%").partition(".")[2])
    whole = "#,##0" if "," in text else "0"
    percent = "%" if text.endswith("%") else ""
    return WideCell(text, number, f"{whole}{'.' if places else ''}{'0' * places}{percent}")


def _goals(goals: list[str], project: Project) -> WideCell:
    text, lines = numbered(goals), lookalikes(goals)
    said = f"{LINES}{','.join(map(str, lines))}" if lines or needs_seal(goals) else ""
    said = f"{said} {seal(text)}" if said else ""
    if len(said) > _LONGEST_SAID:
        raise Trouble(
            f"项目“{project.name or project.code}”的绩效目标里，有 {len(lines)} 行开头的编号"
            "和目标自己的编号分不开。",
            "没有生成指标明细表，填报的内容没有改动。",
            "请改一改这些行开头的编号，或不选“年度绩效目标”这一栏。",
        )
    return WideCell(text, said=said)
