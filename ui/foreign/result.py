"""The result as it will stand: rows to show, each value with the cells that it came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from hfgoals.exchange.foreign import (
    FIELD_CHOICES,
    STAGE_CHOICES,
    CellAt,
    FieldChoice,
    Held,
    RowAt,
    Understanding,
    choice_of,
)
from hfgoals.exchange.proposal import Proposal
from hfgoals.model.fields import FIELDS, LEVELS, Part, field_of
from hfgoals.model.values import Indicator, Project, SubGoal

RowKind = Literal["section", "field", "heads", "indicator", "words"]
LIST_HEADS: Final = ("级别", "指标", "指标值", "确定依据")
_SHOWN_BLANK: Final = ("project.name", "project.budget", "goal.text")
"""Said to be blank when they are: nearly every table has them."""
_SUBGOAL: Final = tuple(choice for choice in FIELD_CHOICES if choice.part == "subgoal")
_FURTHER: Final = tuple(
    each
    for each in FIELDS["indicator"]
    if each.path not in (*LEVELS, "name", "description", "target", "basis")
)
_TARGET: Final = ("indicator.target", "indicator.target.sign", "indicator.target.unit")
_OF_RESULT: Final = tuple(each.id for each in STAGE_CHOICES if each.part == "result")
_ACTUAL: Final = ("result.actual",)


@dataclass(frozen=True, slots=True)
class ResultCell:
    """One value, or the label of one."""

    text: str
    below: str = ""
    """A second line, smaller."""
    sources: tuple[CellAt, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class ResultRow:
    """section: a title over all columns. field: a label and its value. heads: the heading of an
    indicator list. indicator: one of LIST_HEADS each. words: a quiet sentence."""

    kind: RowKind
    cells: tuple[ResultCell, ...]

    @property
    def sources(self) -> Iterator[CellAt]:
        """All cells that this row came from."""
        return (at for cell in self.cells for at in cell.sources)


def result_rows(understanding: Understanding, proposal: Proposal) -> tuple[ResultRow, ...]:
    """The rows of the whole, then of every project."""
    found = _Sources(understanding)
    rows = list(_whole(found, proposal))
    if rows:
        rows.insert(0, _section("部门整体和单位"))
    for index, project in enumerate(proposal.plan.projects):
        rows.append(_section(f"{index + 1}. {' '.join(project.name.split()) or '（没有名称）'}"))
        rows += _project(found, index, project)
    return tuple(rows)


class _Sources:
    """Which cells hold a field."""

    def __init__(self, understanding: Understanding) -> None:
        self._meanings = understanding.meanings
        self._held: dict[tuple[str, int | None], list[tuple[CellAt, Held]]] = defaultdict(list)
        self._of_row: dict[tuple[str, int | None, RowAt], list[CellAt]] = defaultdict(list)
        for at in sorted(understanding.meanings):
            for held in understanding.meanings[at].holds:
                self._held[held.choice.id, held.project].append((at, held))
                for row in held.rows:
                    self._of_row[held.choice.id, held.project, row].append(at)

    def of(self, choice_id: str, project: int | None) -> list[tuple[CellAt, Held]]:
        """The cells, in reading order, and what of them it is."""
        return self._held.get((choice_id, project), [])

    def rows(self, part: Part, project: int | None) -> list[RowAt]:
        """The rows in which the indicators, goals or sub-goals begin."""
        ids = {choice.id for choice in FIELD_CHOICES if choice.part == part}
        held = (each for one in ids for _, each in self.of(one, project))
        return sorted({row for each in held for row in each.rows})

    def in_row(self, choice_ids: Sequence[str], project: int | None, row: RowAt) -> list[CellAt]:
        """The cells that hold one of the fields for that row."""
        return [at for one in choice_ids for at in self._of_row.get((one, project, row), ())]

    def cell(self, text: str, sources: Iterable[CellAt], below: str = "") -> ResultCell:
        """The value that came from these cells."""
        cells = tuple(dict.fromkeys(sources))
        return ResultCell(text, below, cells, any(self._meanings[at].doubtful for at in cells))


def _section(text: str) -> ResultRow:
    return ResultRow("section", (ResultCell(text),))


def _whole(found: _Sources, proposal: Proposal) -> Iterator[ResultRow]:
    plan = proposal.plan
    year = str(proposal.year) if proposal.year is not None else ""
    for choice in FIELD_CHOICES:
        if choice.part == "unit":
            yield from _field(found, choice, None, proposal.unit)
        elif choice.id == "plan.year":
            yield from _said(found, choice, None, year)
        elif choice.part == "plan":
            yield from _field(found, choice, None, plan)
    yield from _subgoals(found, plan.overall.subgoals)
    texts = [each.text for each in plan.overall.safeguards]
    yield from _texts(found, choice_of("safeguard.text"), None, texts)


def _subgoals(found: _Sources, subgoals: Sequence[SubGoal]) -> Iterator[ResultRow]:
    starts = found.rows("subgoal", None)
    known = len(starts) == len(subgoals)
    for number, subgoal in enumerate(subgoals):
        for choice in _SUBGOAL:
            text = field_of(choice.part, choice.path).text(subgoal)
            sources = found.in_row((choice.id,), None, starts[number]) if known else ()
            if text:
                label = ResultCell(f"{number + 1} {choice.label}")
                yield ResultRow("field", (label, found.cell(text, sources)))


def _project(found: _Sources, index: int, project: Project) -> Iterator[ResultRow]:
    for choice in FIELD_CHOICES:
        if choice.part == "project":
            yield from _field(found, choice, index, project)
    goals = [each.text for each in project.goals]
    yield from _texts(found, choice_of("goal.text"), index, goals)
    for stage in project.stages:
        for choice in STAGE_CHOICES:
            if choice.part == "stage" and choice.path != "date":
                text = field_of(choice.part, choice.path).text(stage)
                yield from _field(found, choice, index, stage) if text else ()
    if not project.indicators:
        yield ResultRow("words", (ResultCell("没有读到绩效指标。"),))
        return
    yield ResultRow("heads", tuple(ResultCell(text) for text in LIST_HEADS))
    starts = found.rows("indicator", index)
    known = len(starts) == len(project.indicators)
    for number, indicator in enumerate(project.indicators):
        yield _indicator(found, index, indicator, starts[number] if known else None)


def _indicator(found: _Sources, index: int, indicator: Indicator, start: RowAt | None) -> ResultRow:
    def cell(text: str, ids: Sequence[str], below: str = "") -> ResultCell:
        sources = found.in_row(ids, index, start) if start is not None else ()
        return found.cell(text, sources, below)

    return ResultRow(
        "indicator",
        (
            cell(
                indicator.level1, ("indicator.level1", "indicator.level2"), below=indicator.level2
            ),
            cell(
                indicator.name,
                ("indicator.name", "indicator.description"),
                below=indicator.description,
            ),
            cell(str(indicator.target), (*_TARGET, *_ACTUAL), below=_came_of(indicator)),
            cell(
                indicator.basis,
                (
                    "indicator.basis",
                    *(f"indicator.{each.path}" for each in _FURTHER),
                    *(each for each in _OF_RESULT if each not in _ACTUAL),
                ),
                below=_told_below(indicator),
            ),
        ),
    )


def _told_below(indicator: Indicator) -> str:
    """What of an indicator has no column of its own."""
    texts = [(each.label, each.text(indicator)) for each in _FURTHER]
    for result in indicator.stages:
        paths = (each for each in FIELDS["result"] if each.path not in ("date", "actual"))
        texts += [(each.name, each.text(result)) for each in paths]
    return "　".join(f"{label}：{text}" for label, text in texts if text)


def _came_of(indicator: Indicator) -> str:
    """What came of it by the end of each stage that the table is of."""
    return "　".join(f"完成：{each.actual}" for each in indicator.stages if each.actual.text)


def _field(
    found: _Sources, choice: FieldChoice, index: int | None, owner: object
) -> Iterator[ResultRow]:
    text = field_of(choice.part, choice.path).text(owner)
    yield from _said(found, choice, index, f"{text} 万元" if text and choice.is_money else text)


def _said(
    found: _Sources, choice: FieldChoice, index: int | None, text: str
) -> Iterator[ResultRow]:
    sources = [at for at, _ in found.of(choice.id, index)]
    if text or sources or choice.id in _SHOWN_BLANK:
        yield ResultRow("field", (ResultCell(choice.label), found.cell(text, sources)))


def _texts(
    found: _Sources, choice: FieldChoice, index: int | None, texts: Sequence[str]
) -> Iterator[ResultRow]:
    """A list of texts under one label; which came from where, when there are as many cells."""
    held = [at for at, _ in found.of(choice.id, index)]
    for number, text in enumerate(texts):
        label = f"{choice.label} {number + 1}" if len(texts) > 1 else choice.label
        sources = [held[number]] if len(held) == len(texts) else held
        yield ResultRow("field", (ResultCell(label), found.cell(text, sources)))
    if not texts and choice.id in _SHOWN_BLANK:
        yield ResultRow("field", (ResultCell(choice.label), ResultCell("")))
