"""The 目录 in Word: where it begins."""

from __future__ import annotations

import pytest

from hfgoals.layout.sheet import Cell, Paper, Row, Sheet
from hfgoals.render.docx_contents import Bookmarks, contents


@pytest.mark.parametrize("new_page", [True, False])
def test_only_the_first_line_of_its_title_may_begin_a_page(*, new_page: bool) -> None:
    cells = (
        Cell(0, 0, text="目", style="contents-title"),
        Cell(1, 0, text="录", style="contents-title"),
    )
    sheet = Sheet("contents", "目录", (100.0,), (Row(), Row()), cells, Paper())
    first, second = contents(sheet, Bookmarks([]), new_page=new_page).split("</w:p>")[:2]
    assert ("<w:pageBreakBefore/>" in first) == new_page
    assert "pageBreakBefore" not in second
