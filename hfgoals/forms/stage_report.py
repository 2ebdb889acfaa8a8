"""What the reports of monitoring and self-evaluation have in common: chapters, tables, blanks.

A report is a text that the unit goes on writing. What the data hold is there; what they do not
hold is a blank on a coloured ground that says what belongs there. Nothing is made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Final

from hfgoals.forms.draft import Draft
from hfgoals.forms.form import Subject
from hfgoals.forms.stage_parts import stage_of
from hfgoals.layout.sheet import Row, Sheet
from hfgoals.lean import dataclass
from hfgoals.model.money import Money, total
from hfgoals.model.values import AnnualPlan, Indicator, Project

WIDTH: Final = 172.0
TO_FILL: Final = "（请填写）"
"""Stands in a cell of a table of which nothing is known."""
NO_NUMBER: Final = "—"
_WHOLE: Final = (0.0, WIDTH)
_NUMERALS: Final = "一二三四五六七八九十"
_LEAST: Final = 7.5
_SHORT: Final = 6
_LONG: Final = 120
"""Letters from which the row of a table may go on over the page."""
_BLANK_DATE: Final = "　　年　　月　　日"
_ABOUT: Final = "本稿按已填的数据生成，带底色的地方请补写；写完后请删去本段。"

Shown = str | Money | None
"""What a cell of a table shows; None for what is still to be filled in."""


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a table: heads, widths in mm (WIDTH together) and styles."""

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    styles: tuple[str, ...]

    @property
    def edges(self) -> tuple[float, ...]:
        """Where its columns begin, and the right edge."""
        return tuple(accumulate(self.widths, initial=0.0))


class StageReport:
    """A report in the making, from the title to the date."""

    def __init__(self, of: Subject, name: str, tables: Iterable[Table]) -> None:
        """``tables`` are all that it may have: their edges make the grid."""
        edges = {edge for table in tables for edge in table.edges}
        self._draft = Draft(sorted({*_WHOLE, *edges}))
        self._of = of
        self._name = name
        self._chapters = 0
        self._sections = 0
        self._tables = 0
        self._line("title-above", of.unit.name or "（此处请填写单位名称）", heads=True)
        self._line("part", f"{of.plan.year}年度{name}", heads=True)
        self._line("to-fill", f"（{_ABOUT}）")

    def about_the_unit(self, what: str) -> None:
        """The first chapter: the unit, and the projects that ``what`` (自评) is of."""
        unit, plan = self._of.unit, self._of.plan
        self.chapter("基本情况")
        self.section("单位概况")
        known = [f"单位编码{unit.code}"] if unit.code else []
        known += [f"主管部门{plan.stages.department}"] if plan.stages.department else []
        if unit.name:
            told = f"（{'，'.join(known)}）" if known else ""
            self.text(f"{unit.name}{told}。")
        self.blank("单位职能、机构设置和人员情况")
        self.section("项目概况")
        amounts = [project.budget for project in plan.projects]
        budget = whole_of(amounts)
        told = f"{plan.year}年度纳入{what}的项目共{len(amounts)}个"
        self.text(f"{told}，年初预算合计{budget}万元。" if budget is not None else f"{told}。")
        self.blank("项目的立项依据、主要内容和实施情况")

    def chapter(self, name: str) -> None:
        """Begin a chapter: 一、…"""
        self._chapters, self._sections = self._chapters + 1, 0
        self._line("heading1", f"{_NUMERALS[self._chapters - 1]}、{name}", heads=True)

    def section(self, name: str) -> None:
        """Begin a section of it: （一）…"""
        self._sections += 1
        self._line("heading2", f"（{_NUMERALS[self._sections - 1]}）{name}", heads=True)

    def text(self, text: str, *, above_table: bool = False) -> None:
        """Running text, a paragraph a line."""
        self._line("paragraph", text, heads=above_table)

    def blank(self, what: str) -> None:
        """A place to write what the data do not hold."""
        self._line("to-fill", f"（此处请填写：{what}）")

    def told(self, path: str, month: int, what: str) -> None:
        """What each project says of itself in that field of the stage, under its name.

        Where none says anything there is a blank for ``what`` belongs there.
        """
        told = [(of, text) for of in each_project(self._of) if (text := said(of, month, path))]
        for of, text in told:
            self._line("paragraph", f"{of.number}.{named(of.project)}：{text}")
        if not told:
            self.blank(what)

    def table(self, table: Table, rows: Iterable[Sequence[Shown] | str], nothing: str = "") -> None:
        """A table; a row that is a text alone stands above those of one project.

        ``nothing`` stands there where there are no rows.
        """
        self._tables += 1
        spans = tuple(pairwise(table.edges))
        if "number" in table.styles:
            self._line("caption-right", "单位：万元", heads=True)
        else:
            self._draft.gap(1.0, keep_with_next=True)
        at = self._row(heading=True)
        for span, head in zip(spans, table.heads, strict=True):
            self._draft.text(at, span, head, "head")
        listed = list(rows)
        for number, row in enumerate(listed, 1):
            # A short table is not parted for the sake of a row or two.
            keeps = len(listed) <= _SHORT and number < len(listed)
            if isinstance(row, str):
                self._draft.text(self._row(keeps=True), _WHOLE, row, "group")
                continue
            long = any(len(each) > _LONG for each in row if isinstance(each, str))
            at = self._row(keeps=keeps and not long, long=long)
            for span, style, shown in zip(spans, table.styles, row, strict=True):
                self._cell(at, span, style, shown)
        if not listed:
            self._draft.text(self._row(), _WHOLE, nothing, "value-center")
        self._draft.gap(2.0)

    def _cell(self, at: int, span: tuple[float, float], style: str, shown: Shown) -> None:
        if isinstance(shown, Money):
            self._draft.amount(at, span, shown, style=style)
        elif shown is None:
            self._draft.text(at, span, TO_FILL, "to-fill-in")
        else:
            self._draft.text(at, span, shown, style)

    def sheet(self, form: str) -> Sheet:
        """The whole report, with the last chapter, the unit and room for the date at its end."""
        draft = self._draft
        self.chapter("其他需要说明的问题")
        # The unit's name does not stand alone on a page.
        self._line("to-fill", "（此处请填写：没有的写“无”）", heads=True)
        draft.gap(8.0, keep_with_next=True)
        self._line("closing", self._of.unit.name or "（此处请填写单位名称）", heads=True)
        self._line("closing", _BLANK_DATE)
        return draft.sheet(form, self._name, owner=self._of.plan.id)

    def _line(self, style: str, text: str, *, heads: bool = False) -> None:
        splits = style == "paragraph"
        at = self._draft.row(Row(keep_with_next=heads, splits=splits))
        self._draft.text(at, _WHOLE, text, style)

    def _row(self, *, heading: bool = False, keeps: bool = False, long: bool = False) -> int:
        keeps = heading or keeps
        row = Row(self._tables, heading=heading, splits=long, keep_with_next=keeps, least=_LEAST)
        return self._draft.row(row)


def named(project: Project) -> str:
    """Its name, or that it has none yet."""
    return project.name or "（此处请填写项目名称）"


def each_project(of: Subject) -> list[Subject]:
    """Every project of the year as the subject of its own forms."""
    return [
        replace(of, project=project, number=number)
        for number, project in enumerate(of.plan.projects, 1)
    ]


def said(of: Subject, month: int, path: str) -> str | None:
    """What the project says in that field of its stage; None for nothing."""
    return str(getattr(stage_of(of, month), path)).strip() or None


def by_level1(plan: AnnualPlan) -> list[tuple[str, list[Indicator]]]:
    """The indicators of all projects under their 一级指标, in the order in which these come."""
    found: dict[str, list[Indicator]] = {}
    for project in plan.projects:
        for indicator in project.indicators:
            found.setdefault("".join(indicator.level1.split()), []).append(indicator)
    return [(name or "（没有写一级指标）", rows) for name, rows in found.items()]


def whole_of(amounts: Sequence[Money | None]) -> Money | None:
    """What they come to; None unless all are filled in."""
    return None if None in amounts else total([*amounts])
