"""Which tables of a Word document make one 项目绩效目标表, and these as one Table.

A form begins with its title, or with a table that holds 项目编码. It may be one table or several,
also one that a hand divided where a page ends; unit and currency may stand above or in a row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain

from hfgoals.exchange.blocks import Block, Paragraph, Stack, WordTable
from hfgoals.exchange.standard.indicator_table import head_row
from hfgoals.exchange.standard.project_form import CODE, NAME
from hfgoals.exchange.tables import Table

_TITLE = re.compile(r"\s*(?:\d{1,6}\s*[.．、])?\s*(.*)绩效目标表\s*", re.DOTALL)
_CAPTION = re.compile(r"(.*?)\s*((?:金额)?单位\s*[：:].*)", re.DOTALL)
_UNIT = re.compile(r"\s*\d{3,20}\s*\D.*", re.DOTALL)
_LONGEST_CAPTION = 200
_MOST_ABOVE = 4
_CAPTION_ROWS = 3
_LABELS = frozenset(
    "预算规模及资金用途 预算数 其中:财政资金 财政资金 其他资金 资金支出计划(%) 资金支出计划"
    " 3月底 6月底 10月底 12月底 绩效目标 一级指标 二级指标 三级指标 绩效指标描述 指标值".split()
)


@dataclass(slots=True)
class FormParts:
    """What one form is made of, in its order."""

    above: list[Block] = field(default_factory=list)
    """Title and captions."""
    tables: list[WordTable] = field(default_factory=list)


@dataclass(slots=True)
class Grouped:
    """The forms of a document, and the blocks that belong to none."""

    forms: list[FormParts] = field(default_factory=list)
    before: list[Block] = field(default_factory=list)
    """What stands before the first form."""
    others: list[Block] = field(default_factory=list)
    """What stands behind or between."""


def grouped(blocks: Sequence[Block], *, apart: frozenset[int]) -> Grouped:
    """The forms in these blocks; ``apart`` are the numbers of tables that belong to none."""
    found = Grouped()
    loose: list[Block] = []
    current: FormParts | None = None
    direct = titled = False
    for block in blocks:
        rest = found.others if found.forms else found.before
        if isinstance(block, Paragraph):
            if is_title(block):
                current, titled = None, True
            direct = direct and block.blank
            loose.append(block)
        elif block.number in apart:
            rest += loose
            loose, direct = [], False
        elif _begins(block.table) or (titled and _has_labels(block.table)):
            cut = _captions_start(loose)
            rest += loose[:cut]
            current = FormParts([each for each in loose[cut:] if not _is_blank(each)], [block])
            found.forms.append(current)
            loose, direct, titled = [], True, False
        elif current is not None and _goes_on(current, block, direct=direct):
            current.tables.append(block)
            rest += loose
            loose, direct = [], True
        else:
            direct = False
            loose.append(block)
    (found.others if found.forms else found.before).extend(loose)
    return found


def is_title(block: Paragraph) -> bool:
    """Whether the paragraph may be the title of a form."""
    plain = not block.letters and len(block.text) < 40_000
    return plain and _TITLE.fullmatch(block.text) is not None


def joined(form: FormParts) -> Table:
    """All of the form as one Table; its cells keep their places in the document."""
    stack = Stack(f"{form.tables[0].number}")
    for block in form.above:
        if isinstance(block, Paragraph):
            stack.add_paragraph(block, *_caption_cells(block))
    for part in (*(each for each in form.above if isinstance(each, WordTable)), *form.tables):
        stack.add_table(part, _moved(part, _with_head(form.tables, part)))
    return stack.table()


def _begins(table: Table) -> bool:
    for row in sorted(table.rows):
        cells = table.filled(row)
        if cells and cells[0].label == CODE:
            return True
    labels = {cell.label for cell in table.cells()}
    first = next((cell.label for cell in table.cells() if cell.text), "")
    return first == NAME and bool(labels & _LABELS)


def _has_labels(table: Table) -> bool:
    labels = {cell.label for cell in table.cells()}
    return NAME in labels or len(labels & _LABELS) > 1


def _goes_on(form: FormParts, block: WordTable, *, direct: bool) -> bool:
    """Whether the table goes on with the form above it."""
    if block.number == form.tables[-1].number:
        return True
    labels = {cell.label for cell in block.table.cells()}
    if labels & _LABELS and (head_row(block.table, 1, block.table.last_row) or direct):
        return True
    if not direct:
        return False
    head = _head_of(form.tables)
    if head is None:
        return True
    return all(len(line) <= len(head[1]) for line in block.starts)


def _head_of(tables: Sequence[WordTable]) -> tuple[WordTable, list[int]] | None:
    """The last table with headings of indicators, and the columns these begin in."""
    for table in reversed(tables):
        row = head_row(table.table, 1, table.table.last_row)
        if row is not None:
            return table, [cell.column for cell in table.table.filled(row)]
    return None


def _captions_start(loose: Sequence[Block]) -> int:
    """From where on the loose blocks before a form are its title and captions."""
    start = at = len(loose)
    taken = 0
    while at > 0 and taken < _MOST_ABOVE:
        block = loose[at - 1]
        if isinstance(block, WordTable):
            if not _is_caption_table(block.table):
                break
            start = at - 1
        elif block.letters:
            break
        elif not block.blank:
            if is_title(block):
                return at - 1
            if not _is_caption(block):
                break
            start = at - 1
        taken += not _is_blank(block)
        at -= 1
    return start


def _is_caption(block: Paragraph) -> bool:
    text = block.text
    if len(text) > _LONGEST_CAPTION or block.level:
        return False
    if _CAPTION.fullmatch(text) is not None:
        return True
    return _UNIT.fullmatch(text) is not None and not re.search("[。；，、.．]", text)


def _is_caption_table(table: Table) -> bool:
    texts = [cell.label for cell in table.cells() if cell.text.strip()]
    few = table.last_row <= _CAPTION_ROWS and len(texts) <= _MOST_ABOVE
    return few and any(text.startswith(("单位:", "金额单位:")) for text in texts)


def _is_blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.blank


def _caption_cells(block: Paragraph) -> list[tuple[int, str]]:
    """The title in one cell, or unit and currency in two."""
    if is_title(block):
        return [(1, block.text.replace("\n", ""))]
    caption = _CAPTION.fullmatch(block.text)
    if caption is None:
        return [(1, block.text)]
    return [(column, text) for column, text in ((1, caption[1]), (2, caption[2])) if text.strip()]


def _with_head(tables: Sequence[WordTable], part: WordTable) -> WordTable | None:
    """The table whose columns a part goes on with, when it has no headings of its own."""
    if part not in tables or part is tables[0]:
        return None
    if head_row(part.table, 1, part.table.last_row) is not None:
        return None
    before = tables[: tables.index(part)]
    head = _head_of(before)
    return head[0] if head is not None else before[0]


def _moved(part: WordTable, head: WordTable | None) -> Mapping[int, int]:
    """The column of the table above for each of this one; {} where they are the same.

    A row with as many cells as the headings has them in the same order. Otherwise the edges decide
    that lie nearest to each other.
    """
    if head is None or part.counts():
        return {}
    known = _head_of([head])
    lines = {tuple(line) for line in part.starts}
    if known is not None and len(lines) == 1 and len(next(iter(lines))) == len(known[1]):
        return dict(zip(next(iter(lines)), known[1], strict=True))
    here, there = _edges(part), _edges(head)
    if not here or not there or here == there:
        return {}

    def nearest(edge: int) -> int:
        return min(there, key=lambda column: abs(there[column] - edge))

    return {column: nearest(edge) for column, edge in here.items()}


def _edges(table: WordTable) -> dict[int, int]:
    """Where the columns begin, in twips; {} when the document does not say."""
    widths: list[int] = table.plain["widths"]
    last = max(chain.from_iterable(table.starts), default=0)
    if len(widths) < last or 0 in widths:
        return {}
    return dict(enumerate(accumulate((0, *widths)), 1))
