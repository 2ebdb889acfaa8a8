"""Marks on worksheet cells, by which a workbook of ours reads back to the same values.

A worksheet cannot say that a paragraph goes on in the cell below, or that a blank cell is blank
and not merged. A number format can, without showing: it stays with its cell when rows are added or
moved, in every program, and texts look the same under each.
"""

from __future__ import annotations

from typing import Final

CONTINUES: Final = "0.##;-0.##;0;@"
"""The text goes on from the cell above, without a line break: a page ended there."""
FURTHER: Final = "0.###;-0.###;0;@"
"""The next paragraph of the text that begins above."""
APART: Final = "0.####;-0.####;0;@"
"""Stands by itself: a blank level that does not go on from above, text that begins anew."""
REPEATS: Final = "0.#####;-0.#####;0;@"
"""The cell above once more: it spans rows on both sides of a page's end."""

INSTRUCTIONS: Final = "项目绩效目标表填写说明"
"""The first line of the instructions in a workbook for others to fill in: nothing to read there."""

MARKS: Final = {CONTINUES: "c", FURTHER: "m", APART: "a", REPEATS: "r"}
"""Each mark as one letter."""


def mark_of(number_format: str) -> str:
    """The letter of the mark that the number format is, or ""; programs write it a little apart."""
    return MARKS.get(number_format.replace("\\", "").replace('"', "").replace("General", "@"), "")
