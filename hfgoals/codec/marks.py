"""Marks on worksheet cells, by which a workbook of ours reads back to the same values.

A worksheet cannot say that a paragraph goes on in the cell below, or that a blank cell is blank
and not merged. A number format can, without showing: it stays with its cell when rows are added or
moved, in every program, and texts look the same under each.
"""

from __future__ import annotations

import re
from typing import Final

CONTINUES: Final = "0.##;-0.##;0;@"
"""The text goes on from the cell above, without a line break: a page ended there."""
FURTHER: Final = "0.###;-0.###;0;@"
"""The next paragraph of the text that begins above."""
APART: Final = "0.####;-0.####;0;@"
"""Stands by itself: a blank level that does not go on from above, text that begins anew and is no
heading, whatever it says."""
BLANK: Final = "0.######;-0.######;0;@"
"""Blank in the workbook too: a row or a text of the plan that has nothing in it."""
REPEATS: Final = "0.#####;-0.#####;0;@"
"""The cell above once more: it spans rows on both sides of a page's end."""

INSTRUCTIONS: Final = "项目绩效目标表填写说明"
STAGE_INSTRUCTIONS: Final = "监控和自评填写说明"
ALL_INSTRUCTIONS: Final = (INSTRUCTIONS, STAGE_INSTRUCTIONS)
"""The first line of the instructions in a workbook for others to fill in: nothing to read there."""

REASONS: Final = "检查中保留的理由"
"""The first line of the worksheet beside it that tells why findings were kept."""

MARKS: Final = {CONTINUES: "c", FURTHER: "m", APART: "a", REPEATS: "r", BLANK: "b"}
"""Each mark as one letter."""


_ROW: Final = "ROW:"
_ROW_ID = re.compile(f"{_ROW}([0-9A-F]{{12}})")
_TOLD = re.compile("‹[^‹›a-z]{1,200}›")


def telling(said: str) -> str:
    """The number format that says a few words more of a text, shown to nobody; no small letters.

    They stand where a number below zero would be shown, and the cell holds a text.
    """
    return f'General;"‹{said}›"-0;General;@'


def told(letters: str) -> str:
    """What was said by ``telling``, from the letters of a cell; "" when nothing was."""
    found = _TOLD.search(letters)
    return found[0][1:-1] if found is not None else ""


def telling_row(row_id: str) -> str:
    """The number format that says of which row of a workbook a form was made."""
    return telling(_ROW + row_id.upper())


def row_told(letters: str) -> str:
    """The id that ``telling_row`` said, from the letters of a cell; "" when none was said."""
    found = _ROW_ID.fullmatch(told(letters))
    return found[1].lower() if found is not None else ""


def mark_of(number_format: str) -> str:
    """The letter of the mark that the number format is, or ""; programs write it a little apart.

    For one made by ``telling`` what it says, in ‹›.
    """
    plain = number_format.replace("\\", "").replace('"', "")
    found = _TOLD.search(plain) if "‹" in plain else None
    return found[0] if found is not None else MARKS.get(plain.replace("General", "@"), "")
