"""How much one source may hold: more than any county's, and no more than is understood in seconds.

The reading process has limits of its own (outside/worker.py); these are of what becomes of its
plain cells, and of texts, in the program itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from hfgoals.exchange.tables import Table
from hfgoals.trouble import NotUnderstood

MOST_PROJECTS: Final = 2_000
MOST_CELLS: Final = 50_000
"""With a text, in a source that is read by its labels."""
MOST_LETTERS: Final = 4_000_000
"""Of a text; the published ones have about 10,000."""
MOST_LINES: Final = 200_000
"""Of a text; its cells between tabs count as lines. 2,000 projects have three quarters of them."""


def too_much(of_what: str) -> NotUnderstood:
    """The refusal of a source that holds more than it may of that, told in Chinese."""
    return NotUnderstood(
        f"内容太多：{of_what}，超出了一次能读入的范围。",
        "没有读入任何内容，原文件没有改动。",
        "请核对它是不是绩效目标的文件；是的话，请拆成几个文件分别读入。",
    )


def check_projects(count: int) -> None:
    """Raises NotUnderstood for more projects than one source may have."""
    if count > MOST_PROJECTS:
        raise too_much(f"项目超过 {MOST_PROJECTS} 个")


def check_cells(tables: Iterable[Table]) -> None:
    """Raises NotUnderstood for more cells than are read by their labels."""
    if sum(len(cells) for table in tables for cells in table.rows.values()) > MOST_CELLS:
        raise too_much(f"有字的单元格超过 {MOST_CELLS} 个")


def check_text(text: str) -> None:
    """Raises NotUnderstood for a text that is too long."""
    if len(text) > MOST_LETTERS:
        raise too_much(f"文字超过 {MOST_LETTERS // 10_000} 万字")
    if sum(map(text.count, "\n\r\t\x0b\x0c\x85\u2028\u2029")) > MOST_LINES:
        raise too_much(f"文字超过 {MOST_LINES // 10_000} 万行")
