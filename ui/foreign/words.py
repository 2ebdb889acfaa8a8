"""What the preview says about cells, tables and corrections, in words."""

from __future__ import annotations

from hfgoals.exchange.foreign import (
    CellAt,
    CellHolds,
    CellLeftOut,
    ColumnHolds,
    Correction,
    FieldChoice,
    FirstIndicator,
    Held,
    LabelNames,
    Meaning,
    TableBegins,
    TableMoney,
    TableRead,
    Understanding,
)
from hfgoals.exchange.tables import Table
from ui.foreign.sorts import SORTS

_LONGEST = 40


def one_line(text: str, longest: int = _LONGEST) -> str:
    """The text on one line, cut with … when it is long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def place_of(table: Table, row: int, column: int) -> str:
    """Where a cell stands within its table: B7, or 第7行第2列."""
    return table.origin.place(row, column).removeprefix(table.origin.name).strip()


def table_name(table: Table, number: int) -> str:
    """The table in a list: a worksheet's title, or 第3个表格 and what stands above it."""
    origin = table.origin
    if not origin.number:
        return one_line(origin.title) or f"第 {number + 1} 个工作表"
    above = one_line(origin.title, 24)
    return f"{origin.name}　{above}" if above else origin.name


def project_said(index: int) -> str:
    """A project for people."""
    return f"第 {index + 1} 个项目"


def tag_of(meaning: Meaning, *, several: bool) -> str:
    """What the small tag of a value says; ``several``: whether there is more than one project."""
    first = meaning.holds[0]
    number = f"{first.project + 1} · " if several and first.project is not None else ""
    more = f" +{len(meaning.holds) - 1}" if len(meaning.holds) > 1 else ""
    return f"{number}{first.choice.label}{more}"


def meaning_said(meaning: Meaning | None) -> str:
    """What a cell was taken for."""
    if meaning is None:
        return "空白格。"
    if meaning.kind == "value" and meaning.holds:
        return "\n".join(_held_said(held) for held in meaning.holds)
    if meaning.kind == "label":
        if not meaning.names:
            return "标签，不对应某一项。"
        return f"标签，表示：{'、'.join(choice.label for choice in meaning.names)}。"
    if meaning.kind == "heading":
        return "标题或说明，没有要读入的内容。"
    if meaning.kind == "left_out":
        return "不读入。"
    return "没有读懂，不会读入。"


def _held_said(held: Held) -> str:
    whose = f"（{project_said(held.project)}）" if held.project is not None else ""
    unit = f"，单位{held.currency}" if held.currency else ""
    rows = f"，管 {len(held.rows)} 行" if len(held.rows) > 1 else ""
    return f"读作“{held.choice.label}”{whose}：{one_line(held.text, 60)}{unit}{rows}"


def cell_spoken(understanding: Understanding, at: CellAt) -> str:
    """What a reader of the screen says about the cell in hand."""
    table, meaning = understanding.tables[at.table], understanding.meanings.get(at)
    place = place_of(table, at.row, at.column)
    if meaning is None:
        return f"{place}，空白格"
    text = one_line(text_at(understanding, at), 80)
    note = f"，请核对：{meaning.note}" if meaning.note else ""
    return f"{place}：{text}，{one_line(meaning_said(meaning), 80)}{note}"


def tip_of(understanding: Understanding, at: CellAt) -> str:
    """What is said when the mouse rests on the cell; "" for a blank one."""
    meaning = understanding.meanings.get(at)
    if meaning is None:
        return ""
    sort = f"{SORTS['unknown'].said}。" if meaning.kind == "unknown" else meaning_said(meaning)
    return "\n".join(part for part in (sort, meaning.note) if part)


def text_at(understanding: Understanding, at: CellAt) -> str:
    """The text of the cell; "" for a blank one."""
    return understanding.cell(at).text if at in understanding.meanings else ""


def correction_said(understanding: Understanding, correction: Correction) -> tuple[str, str]:
    """A correction for people: where it was made, and what it says."""
    if isinstance(correction, CellHolds | CellLeftOut | LabelNames):
        at = correction.at
        table = understanding.tables[at.table]
        return _where(understanding, at.table, table, at), _cell_said(correction)
    table = understanding.tables[correction.table]
    return _where(understanding, correction.table, table), _table_said(correction, table)


def _cell_said(correction: CellHolds | CellLeftOut | LabelNames) -> str:
    if isinstance(correction, CellLeftOut):
        return "这一格不读入"
    if isinstance(correction, LabelNames):
        return f"是标签，表示“{_named(correction.choice, '不对应某一项')}”"
    whose = f"（{project_said(correction.project)}）" if correction.project is not None else ""
    return f"这一格是“{correction.choice.label}”{whose}"


def _table_said(
    correction: ColumnHolds | TableMoney | TableRead | TableBegins | FirstIndicator, table: Table
) -> str:
    if isinstance(correction, ColumnHolds):
        column = column_said(table, correction.column)
        if correction.choice is None:
            return f"{column}不读入"
        return f"{column}都是“{correction.choice.label}”"
    if isinstance(correction, TableMoney):
        return f"金额单位是{correction.currency}"
    if isinstance(correction, TableRead):
        return "读入这张表" if correction.read else "不读入这张表"
    if isinstance(correction, TableBegins):
        return "从这张表开始是新项目" if correction.new else "接上一张表的项目"
    return f"第一条指标在第 {correction.row} 行"


def column_said(table: Table, column: int) -> str:
    """A column for people: B 列, or 第2列."""
    if table.origin.number:
        return f"第 {column} 列"
    return f"{table.origin.place(1, column).split(' ')[-1].rstrip('0123456789')} 列"


def _named(choice: FieldChoice | None, nothing: str) -> str:
    return choice.label if choice is not None else nothing


def _where(
    understanding: Understanding, number: int, table: Table, at: CellAt | None = None
) -> str:
    name = table_name(table, number) if len(understanding.tables) > 1 else ""
    place = place_of(table, at.row, at.column) if at is not None else ""
    return "　".join(part for part in (name, place) if part) or "这张表"
