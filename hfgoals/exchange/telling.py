"""A row with all below it in words, a line for each field that is filled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hfgoals.model.fields import FIELDS, PART_OF
from hfgoals.model.rows import CHILDREN, children_of


def told(row: Any) -> str:
    """The labels and texts of the row; each child row after a blank line."""
    return "\n".join(_lines(row))


def _lines(row: Any) -> Iterator[str]:
    part = PART_OF[type(row)]
    for field in FIELDS[part]:
        text = field.text(row)
        if text.strip():
            yield f"{field.label}：{text}"
    for path, _ in CHILDREN[part]:
        for child in children_of(row, path):
            yield ""
            yield from _lines(child)
