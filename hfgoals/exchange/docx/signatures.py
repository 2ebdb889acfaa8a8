"""The names under the forms of a Word document: tables of 单位负责人：… and the like."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hfgoals.exchange.tables import CellLedger, Table
from hfgoals.model.fields import field_of
from hfgoals.model.values import AnnualPlan, Signatures

_PATHS = {
    "单位负责人": "unit_head",
    "财务负责人": "finance_head",
    "填报人": "preparer",
    "联系电话": "phone",
    "填报日期": "filled_on",
}
_SEAL = "(单位公章)"
_SIGNED = re.compile(rf"\s*({'|'.join(_PATHS)})\s*[：:](.*)", re.DOTALL)
_NO_DATE = re.compile(r"[\s年月日]*")


def signed(text: str) -> tuple[str, str] | None:
    """The field that a text such as 填报人：张三 fills, and with what; None for any other text."""
    found = _SIGNED.fullmatch(text)
    if found is None:
        return None
    path, value = _PATHS[found[1]], found[2]
    blank = not value.strip() or (path == "filled_on" and _NO_DATE.fullmatch(value))
    return path, "" if blank else value


def is_signatures(table: Table) -> bool:
    """Whether the table holds nothing but places for names and the seal."""
    cells = [cell for cell in table.cells() if cell.text.strip()]
    named = [cell for cell in cells if signed(cell.text) is not None]
    return len(named) > 1 and all(cell in named or cell.label == _SEAL for cell in cells)


def read_signatures(tables: Sequence[Table], date: str, ledger: CellLedger) -> Signatures:
    """The names; ``date`` is the one on the cover. Another name than before is noted and left."""
    plan = AnnualPlan()
    for table in tables:
        for cell in table.cells():
            found = signed(cell.text)
            if found is not None and found[1]:
                field = field_of("plan", f"signatures.{found[0]}")
                before = field.text(plan)
                if before and before != found[1]:
                    ledger.refuse(cell, f"{field.label}与前面的“{before}”不同，没有读入。")
                    continue
                plan = field.put(plan, found[1])
            ledger.use(cell)
    if date and not plan.signatures.filled_on:
        plan = field_of("plan", "signatures.filled_on").put(plan, date)
    return plan.signatures
