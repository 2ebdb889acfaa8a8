"""The text of a Word document before its forms: cover, title and the overall part.

In a document of ours bookmarks say which paragraphs make one text, as the marks of a workbook do;
in any other every line is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hfgoals.exchange.blocks import Block, Paragraph, Stack, WordTable
from hfgoals.exchange.standard.overall_form import SECTIONS, read_overall, section_of
from hfgoals.exchange.tables import Cell, CellLedger, Table
from hfgoals.model.fields import field_of
from hfgoals.model.values import AnnualPlan, Overall, Signatures, Unit

_NUMBERS = "一二三"
_PART_TWO = ("第二部分", "第二部分预算项目绩效目标", "预算项目绩效目标")
_TITLES = ("第一部分", "第一部分部门整体绩效目标", "部门整体绩效目标", *_PART_TWO)
_COVER = (*_TITLES, "及预算项目绩效目标文本", "目录")
_UNIT = re.compile(r"\s*(?:编制单位|编报单位|填报单位|单位名称|部门名称)\s*[：:]\s*(.*)", re.DOTALL)
_CODED = re.compile(r"([0-9A-Za-z]{3,20})[ \u3000]+(.*)", re.DOTALL)
_YEAR = re.compile(r"(?<!\d)(19\d\d|20\d\d|2100)\s*年")
_ONLY_YEAR = re.compile(r"\s*(19\d\d|20\d\d|2100)\s*年?度?\s*")
_LONGEST_TITLE = 60
_MOST_BETWEEN = 4
"""How many paragraphs may part 第二部分 from the name of that part."""
_UNREAD = "没有读懂这一段，没有读入。"


@dataclass(slots=True)
class Front:
    """What the cover and the titles say."""

    unit: Unit = field(default_factory=Unit)
    date: str = ""
    years: dict[str, int] = field(default_factory=dict)
    """By where they stand."""


class TextPart:
    """The blocks before the forms, as rows of one Table, or those behind and between them."""

    def __init__(self, title: str, blocks: Sequence[Block]) -> None:
        """``title`` tells this part from others."""
        self.unread_tables: list[Table] = []
        texts = (block.text for block in blocks if isinstance(block, Paragraph))
        self._headed = any(map(section_of, texts))
        stack = Stack(title)
        for block in blocks:
            if isinstance(block, Paragraph):
                text = self._heading(block) or block.before + block.text + block.after
                stack.add_paragraph(block, (1, text))
            elif self._is_text(block):
                stack.add_table(block)
            else:
                self.unread_tables.append(block.table)
        self._rows = stack.paragraphs
        self.table = stack.table()

    def _heading(self, block: Paragraph) -> str:
        """The heading of a section that has an outline level instead of a number."""
        if self._headed or not block.level or block.bare not in SECTIONS:
            return ""
        return f"{_NUMBERS[SECTIONS.index(block.bare)]}、{block.bare}"

    def _is_text(self, block: WordTable) -> bool:
        """Whether the table is the one of funds, or but a frame around paragraphs."""
        first = next((cell.label for cell in block.table.cells() if cell.text.strip()), "")
        alone = all(len(line) == 1 for line in block.starts)
        return alone or first in ("基本支出", "项目支出") or bool(block.counts())

    @property
    def marked(self) -> bool:
        """Whether bookmarks of ours stand in it."""
        return any(paragraph.letters for paragraph in self._rows.values())

    @property
    def texts(self) -> list[str]:
        """The text as lines; a cell may be several."""
        return [line for cell in self.table.cells() for line in cell.text.split("\n")]

    def has_overall(self) -> bool:
        """Whether any section of the overall part has its heading here."""
        return any(map(section_of, self.texts))

    def read_front(self, ledger: CellLedger) -> Front:
        """What the cover says, and the titles before the first section."""
        front = Front()
        for cell in self.table.cells():
            if section_of(cell.text):
                break
            if not cell.letters:
                _read_line(cell, front, ledger)
        return front

    def read_overall(self, ledger: CellLedger) -> Overall:
        """The overall part; what is none of it is left to the ledger."""
        return read_overall(self.table, ledger, lines=not self.marked)

    def refuse_rest(self, ledger: CellLedger) -> None:
        """Note what nobody asked for; titles of the parts say only where something stands."""
        told = 0
        for cell in self.table.cells():
            if "".join(cell.text.split()) in _TITLES:
                ledger.use(cell)
            elif told < ledger.most:
                ledger.refuse(cell, _UNREAD)
                told += 1
        for table in self.unread_tables:
            ledger.refuse_table(table, "这个表格不是本程序认识的表，没有读入。")


def first_part(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """What stands before the second part, or the first table of a text, and the rest."""
    found = (isinstance(block, WordTable) and bool(block.counts()) for block in blocks)
    end = next((at for at, is_table in enumerate(found) if is_table), len(blocks))
    for at in range(end - 1, -1, -1):
        block = blocks[at]
        if isinstance(block, Paragraph) and not block.letters and block.bare in _PART_TWO:
            above = range(at - 1, max(at - _MOST_BETWEEN, 0) - 1, -1)
            first = (each for each in above if _is_part_two(blocks[each]))
            at = next(first, at)
            return list(blocks[:at]), list(blocks[at:])
    return list(blocks[:end]), list(blocks[end:])


def _is_part_two(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.bare == _PART_TWO[0]


def _read_line(cell: Cell, front: Front, ledger: CellLedger) -> None:
    """Take one line of the cover, or leave it."""
    text = cell.text
    only, unit, date = _ONLY_YEAR.fullmatch(text), _UNIT.fullmatch(text), signed(text)
    if only is not None:
        front.years.setdefault("封面", int(only[1]))
    elif unit is not None:
        coded = _CODED.fullmatch(unit[1])
        parts = coded.groups() if coded is not None else ("", unit[1])
        for path, said in zip(("code", "name"), parts, strict=True):
            front.unit = field_of("unit", path).put(front.unit, said)
    elif date is not None and date[0] == "filled_on":
        front.date = date[1]
    elif _is_title(text):
        named = {int(year) for year in _YEAR.findall(text)}
        if len(named) == 1:
            front.years.setdefault("标题", named.pop())
    elif "".join(text.split()) not in _COVER:
        return
    ledger.use(cell)


def _is_title(text: str) -> bool:
    plain = text.strip()
    return len(plain) <= _LONGEST_TITLE and "绩效" in plain and not re.search("[。；，]", plain)


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
