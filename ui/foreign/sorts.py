"""The sorts of cells that the preview tells apart, each with its colours and its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from hfgoals.exchange.foreign import CellAt, FieldChoice, Meaning, Understanding
from ui.kit import tokens

SortName = Literal["project", "list", "whole", "label", "heading", "left_out", "unknown"]


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of cells."""

    name: SortName
    said: str
    """For people."""
    ground: str
    ink: str
    """The colour of the small tag."""
    text: str = tokens.TEXT
    """The colour of the cell's own text."""


SORTS: Final[Mapping[str, Sort]] = {
    sort.name: sort
    for sort in (
        Sort("project", "项目", tokens.SKY_TINT, tokens.SKY),
        Sort("list", "绩效指标", tokens.LEAF_TINT, tokens.LEAF),
        Sort("whole", "部门整体和单位", tokens.PLUM_TINT, tokens.PLUM),
        Sort("label", "标签", tokens.LABEL, tokens.SECOND_TEXT, tokens.SECOND_TEXT),
        Sort("heading", "标题", tokens.PAPER, tokens.SECOND_TEXT, tokens.SECOND_TEXT),
        Sort("left_out", "不读入", tokens.PAPER, tokens.FAINT_TEXT, tokens.FAINT_TEXT),
        Sort("unknown", "未读懂", tokens.ERROR_TINT, tokens.ERROR),
    )
}
"""In the order of the legend."""


def sort_of_choice(choice: FieldChoice) -> SortName:
    """The sort of the cells that hold that field."""
    if choice.part in ("indicator", "result"):
        return "list"
    return "project" if choice.of_project else "whole"


def sort_of(meaning: Meaning) -> Sort:
    """The sort of a cell; one that holds several fields goes by the first."""
    if meaning.kind != "value":
        return SORTS[meaning.kind]
    return SORTS[sort_of_choice(meaning.holds[0].choice) if meaning.holds else "unknown"]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cells there are of each sort, over the tables that are read."""

    sorts: Mapping[str, int]
    doubtful: int

    @property
    def read(self) -> int:
        """The cells that are taken in."""
        return self.sorts["project"] + self.sorts["list"] + self.sorts["whole"]

    @property
    def said(self) -> str:
        """For people."""
        unknown = self.sorts["unknown"]
        return f"已读 {self.read} 格 · 存疑 {self.doubtful} · 未读懂 {unknown}"


def tally(understanding: Understanding) -> Tally:
    """Count the cells. Tables that are not read stay out of it."""
    counts = dict.fromkeys(SORTS, 0)
    doubtful = 0
    for at, meaning in understanding.meanings.items():
        if understanding.readings[at.table].read:
            counts[sort_of(meaning).name] += 1
            doubtful += meaning.doubtful
    return Tally(counts, doubtful)


def to_look_at(understanding: Understanding) -> list[CellAt]:
    """The cells in doubt or not understood, in reading order."""
    return sorted(
        at
        for at, meaning in understanding.meanings.items()
        if (meaning.doubtful or meaning.kind == "unknown") and understanding.readings[at.table].read
    )
