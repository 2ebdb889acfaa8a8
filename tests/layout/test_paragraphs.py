from __future__ import annotations

from hfgoals.layout.flow import flow
from hfgoals.layout.paragraphs import in_paragraphs
from hfgoals.layout.sheet import Cell, Row, Sheet

_TEXT = "一是新闻。\n二是" + "保障正常运行，" * 60 + "\n三是服务。"


def _sheet(*cells: Cell, rows: int) -> Sheet:
    return Sheet("x", "表", (86.0, 86.0), tuple(Row(splits=True) for _ in range(rows)), cells)


def test_a_running_text_becomes_a_row_each_paragraph() -> None:
    sheet = _sheet(
        Cell(0, 0, 1, 2, "标题", "title"),
        Cell(1, 0, 1, 2, _TEXT, "paragraph"),
        Cell(2, 0, 2, 1, "左", "label"),
        Cell(2, 1, text="1", style="number"),
        Cell(3, 1, text="1", style="number", adds_up=(2, 2)),
        rows=4,
    )
    parted = in_paragraphs(sheet)
    assert len(parted.rows) == 6
    found = [(cell.row, cell.rows, cell.text) for cell in parted.cells]
    one, two, three = _TEXT.split("\n")
    assert found[1:4] == [(1, 1, one), (2, 1, two), (3, 1, three)]
    assert found[4:] == [(4, 2, "左"), (4, 1, "1"), (5, 1, "1")]
    assert parted.cells[-1].adds_up == (4, 4)
    lines = [[line.text for page in flow([each]) for box in page.boxes for line in box.lines]
             for each in (sheet, parted)]  # fmt: skip
    assert lines[0] == lines[1]


def test_what_has_no_paragraphs_is_the_very_same() -> None:
    beside = (Cell(0, 0, text=_TEXT, style="paragraph"), Cell(0, 1, text="右"))
    for cells in (beside, (Cell(0, 0, text="甲\n乙", style="value"),), ()):
        sheet = _sheet(*cells, rows=1)
        assert in_paragraphs(sheet) is sheet
