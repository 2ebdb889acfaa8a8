"""The worksheet of a fill-in workbook that tells why findings were kept (出错说明)."""

from __future__ import annotations

import re
from typing import Final

from hfgoals.codec.marks import REASONS
from hfgoals.exchange.tables import CellLedger, Table
from hfgoals.model.fields import Part
from hfgoals.model.reasons import Reason

_PLACE: Final = re.compile(r"(项目|目标|指标)第(\d{1,4})行")
_PARTS: Final[dict[str, Part]] = {"项目": "project", "目标": "goal", "指标": "indicator"}
_COLUMNS: Final = 5


def is_reasons(table: Table) -> bool:
    """Whether it is that worksheet."""
    first = next((cell for cell in table.cells() if cell.text.strip()), None)
    return first is not None and first.label == REASONS


def read_reasons(table: Table, ledger: CellLedger) -> tuple[Reason, ...]:
    """What it tells; lines without a reason, or whose place was overwritten, are passed over."""
    ledger.use(*table.cells())
    found = []
    for row in sorted(table.rows):
        cells = table.filled(row)
        place = _PLACE.fullmatch(cells[1].text.strip()) if len(cells) == _COLUMNS else None
        if place is not None:
            code, _, label, text, reason = (cell.text for cell in cells)
            part = _PARTS[place[1]]
            found.append(Reason(code.strip(), part, int(place[2]), label.strip(), text, reason))
    return tuple(found)
