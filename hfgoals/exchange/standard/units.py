"""The unit and the currency that stand above a table, and figures that want looking at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from hfgoals.exchange.tables import Cell, CellLedger
from hfgoals.model.field import Field
from hfgoals.model.fields import field_of
from hfgoals.model.kinds import MONEY, PERCENT
from hfgoals.model.values import Unit

_UNIT = re.compile(r"(\d{3,20})\s*(\D.*)", re.DOTALL)
_CURRENCY = "单位:"
_BELOW_FEN = re.compile(r"[.．]\d{6}\d*[1-9１-９]")
_YEAR_FOLLOWS = re.compile(r"\d{4}年")


def currency_of(cell: Cell) -> str | None:
    """What follows 单位： ("万元"); None when the cell is no such caption."""
    label = cell.label
    return label.removeprefix(_CURRENCY) if label.startswith(_CURRENCY) else None


def tell_of_figure(field: Field, row: Any, cell: Cell, text: str, ledger: CellLedger) -> None:
    """Note an amount that was rounded, and a share that was taken for so many percent.

    The row has the field's value already; ``text`` is the cell's, in 万元.
    """
    if field.kind is MONEY and _BELOW_FEN.search(text):
        ledger.tell(cell, "金额精确到了分以下，已四舍五入到分，请核对。")
    if field.kind is PERCENT and "n" in cell.letters:
        percent = field.read(row)
        if percent is not None and 0 < percent <= 1:
            ledger.tell(cell, f"支出进度写作 {cell.text}，已按 {cell.text}% 读入，请核对。")


class UnitSeen:
    """The one unit that all worksheets name.

    ``title`` is the document's own: ours begins with the unit's name and the year, which tells
    where the code ends.
    """

    def __init__(self, title: str = "") -> None:
        self.unit = Unit()
        self._title = title

    def take(self, cell: Cell, ledger: CellLedger) -> None:
        """Read the caption of a form; another unit than before is noted and left."""
        unit = Unit()
        for path, text in zip(("code", "name"), self._parts(cell.text), strict=True):
            unit = field_of("unit", path).put(unit, text)
        if self.unit not in (Unit(), unit):
            message = f"单位与前面的“{self.unit.code}{self.unit.name}”不同，没有读入。"
            ledger.refuse(cell, message)
            return
        self.unit = unit
        ledger.use(cell)

    def is_in_title(self, cell: Cell, row: Sequence[Cell]) -> bool:
        """Whether the document's title says that this is the unit, whatever it looks like.

        The unit is the first in its row; the currency stands behind it.
        """
        return cell is row[0] and self._by_title(cell.text) is not None

    def _by_title(self, text: str) -> tuple[str, str] | None:
        for start in range(len(text) if self._title else 0):
            name = text[start:]
            if self._title.startswith(name) and _YEAR_FOLLOWS.match(self._title, len(name)):
                return text[:start], name
        return None

    def _parts(self, text: str) -> tuple[str, str]:
        """The code and the name."""
        named = self._by_title(text)
        if named is not None:
            return named
        found = _UNIT.fullmatch(text.strip())
        if found is not None:
            return found[1], found[2]
        # The title has no name: what stands there is a code, or was typed into a form to fill in.
        code_alone = text.isascii() and _YEAR_FOLLOWS.match(self._title)
        return (text, "") if code_alone else ("", text)
