"""The unit and the currency that stand above a table."""

from __future__ import annotations

import re

from hfgoals.exchange.tables import Cell, CellLedger
from hfgoals.model.fields import field_of
from hfgoals.model.values import Unit

_UNIT = re.compile(r"(\d{3,20})\s*(\D.*)", re.DOTALL)
_CURRENCY = "单位:"


def currency_of(cell: Cell) -> str | None:
    """What follows 单位： ("万元"); None when the cell is no such caption."""
    label = cell.label
    return label.removeprefix(_CURRENCY) if label.startswith(_CURRENCY) else None


class UnitSeen:
    """The one unit that all worksheets name."""

    def __init__(self) -> None:
        self.unit = Unit()

    def take(self, cell: Cell, ledger: CellLedger) -> None:
        """Read the caption of a form; another unit than before is noted and left."""
        found = _UNIT.fullmatch(cell.text.strip())
        unit = Unit()
        for path, text in zip(
            ("code", "name"), found.groups() if found else ("", cell.text), strict=True
        ):
            unit = field_of("unit", path).put(unit, text)
        if self.unit not in (Unit(), unit):
            message = f"单位与前面的“{self.unit.code}{self.unit.name}”不同，没有读入。"
            ledger.refuse(cell, message)
            return
        self.unit = unit
        ledger.use(cell)
