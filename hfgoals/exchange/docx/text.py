"""The text of a Word document before its forms: cover, title and the overall part.

In a document of ours bookmarks say which paragraphs make one text; then the overall part is read as
that of a workbook, a paragraph a row. In any other it is read as the lines of a published text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hfgoals.exchange import overall as published
from hfgoals.exchange.docx.blocks import Block, Paragraph, Stack, WordTable
from hfgoals.exchange.lines import Ledger, SourceLine
from hfgoals.exchange.note import Note
from hfgoals.exchange.standard import overall_form
from hfgoals.exchange.standard.units import currency_of
from hfgoals.exchange.tables import Cell, CellLedger, Table
from hfgoals.model.fields import field_of
from hfgoals.model.values import AnnualPlan, Overall, Signatures, Unit

_SECTIONS = (published.GOAL, published.SUBGOALS, published.SAFEGUARDS)
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
        lines = (
            SourceLine(0, block.text, cell=False)
            for block in blocks
            if isinstance(block, Paragraph)
        )
        self._headed = published.has_section(lines)
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
        if self._headed or not block.level or block.bare not in _SECTIONS:
            return ""
        return f"{_NUMBERS[_SECTIONS.index(block.bare)]}、{block.bare}"

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
    def lines(self) -> list[SourceLine]:
        """The text as lines, numbered by the rows of the table; a cell may be several."""
        last = max((*self._rows, *self.table.rows), default=0)
        return [
            SourceLine(row, text, cell=False)
            for row in range(1, last + 1)
            for whole in [cell.text for cell in self.table.rows.get(row, ())] or [""]
            for text in whole.split("\n")
        ]

    @property
    def texts(self) -> list[str]:
        """The same without their numbers."""
        return [line.text for line in self.lines]

    def has_overall(self) -> bool:
        """Whether any section of the overall part has its heading here."""
        return published.has_section(self.lines)

    def read_front(self, ledger: CellLedger) -> Front:
        """What the cover says, and the titles before the first section."""
        front = Front()
        for cell in self.table.cells():
            if published.has_section([SourceLine(0, cell.text, cell=False)]):
                break
            if not cell.letters:
                _read_line(cell, front, ledger)
        return front

    def read_overall(self, ledger: CellLedger) -> tuple[Overall, tuple[Note, ...]]:
        """The overall part, and notes beside those of the ledger."""
        if self.marked:
            return overall_form.read_overall(self.table, ledger), ()
        funds = [row for row in self.table.rows if len(self.table.filled(row)) > 1]
        captions = [row for row in self.table.rows if _is_currency(self.table, row, funds)]
        taken = {*funds, *captions}
        read = overall_form.read_overall(_rows_of(self.table, taken), ledger)
        for cell in (cell for row in captions for cell in self.table.filled(row)):
            if currency_of(cell) == "万元":
                ledger.use(cell)
            else:
                ledger.tell(cell, "金额单位不是万元，基本支出和项目支出请核对。")
        lines = [line for line in self.lines if line.number not in taken]
        start = next((at for at, line in enumerate(lines) if published.has_section([line])), None)
        if start is None:
            return read, ()
        told = Ledger(lines[start:])
        found = published.read_overall(lines[start:], told)
        for line in lines[start:]:
            ledger.use(*self.table.rows.get(line.number, ()))
        notes = tuple(self._placed(note) for note in told.notes()[: ledger.most])
        return replace(found, funds=read.funds), notes

    def _placed(self, note: Note) -> Note:
        cells = self.table.rows.get(note.line)
        if not cells:
            return note
        line, place = cells[0].origin.line(note.line, 1), cells[0].place
        if place == f"第{line}行":
            return replace(note, line=line)
        return replace(note, line=line, place=place, text=note.text[:300])

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


def _is_currency(table: Table, row: int, funds: Sequence[int]) -> bool:
    cell = next(iter(table.filled(row)), None)
    if cell is None or currency_of(cell) is None:
        return False
    return any(row < below <= row + 3 for below in funds)


def _rows_of(table: Table, rows: set[int]) -> Table:
    """The table with these rows only."""
    kept = {row: cells for row, cells in table.rows.items() if row in rows}
    return Table(table.origin, rows=kept, last_row=table.last_row)


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
