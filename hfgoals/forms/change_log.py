"""修改记录: who changed what when, as a table to print or to keep as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hfgoals.forms.draft import Draft
from hfgoals.forms.report_frame import HEAD_EDGE, LEFT, RIGHT, head
from hfgoals.layout.sheet import Row, Sheet
from hfgoals.model.values import Unit

ID: Final = "change_log"
TITLE: Final = "修改记录"
_EDGES = (LEFT, 22.0, 48.0, 84.0, HEAD_EDGE, 128.0, RIGHT)
_COLUMNS: Final = ((LEFT, 22.0), (22.0, 48.0), (48.0, 84.0), (84.0, 128.0), (128.0, RIGHT))
_HEADS: Final = ("时间", "操作", "位置", "原来", "现在")
_TABLE, _ROW = 1, 8.5


@dataclass(frozen=True, slots=True)
class LoggedLine:
    """One change as the table shows it; everything in Chinese."""

    when: str
    step: str
    """What was done, by whom and why."""
    place: str
    before: str
    after: str


def compose(unit: Unit, lines: Sequence[LoggedLine], made_on: str) -> Sheet:
    """The table, its lines in the order given."""
    draft = Draft(_EDGES)
    head(draft, f"{unit.name}{TITLE}", unit, f"制表日期：{made_on}")
    at = draft.row(Row(table=_TABLE, heading=True, keep_with_next=True, least=_ROW))
    for span, label in zip(_COLUMNS, _HEADS, strict=True):
        draft.text(at, span, label, "head")
    for line in lines:
        at = draft.row(Row(table=_TABLE, least=_ROW))
        texts = (line.when, line.step, line.place, line.before, line.after)
        for span, text in zip(_COLUMNS, texts, strict=True):
            draft.text(at, span, text, "value")
    return draft.sheet(ID, TITLE)
