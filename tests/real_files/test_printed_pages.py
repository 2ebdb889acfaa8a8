"""The two published texts in print: each table on one page, no number broken, in every output."""

from __future__ import annotations

import json
import re
from itertools import accumulate
from pathlib import Path

import pytest

from hfgoals.exchange.dump import load
from hfgoals.export import booklet
from hfgoals.layout.pages import Box, Page
from hfgoals.model.values import Book

_HERE = Path(__file__).parent
_TABLES = {"002": 6, "004": 3}
_PIECE = re.compile(
    r"[≥≤＝＞＜]?\d+(?:[.,]\d+)*(?:万元|平方米|[%％元个次期年月日项篇])?|[0-9A-Z]{15,}"
)


def book_of(name: str) -> Book:
    return load(json.loads((_HERE / f"{name}.json").read_text(encoding="utf-8")))


def printed(name: str, *, fit_page: bool = True) -> list[list[Page]]:
    """The pages of every project's table."""
    book = book_of(name)
    tables: list[list[Page]] = []
    for page in booklet(book.unit, book.years[0], fit_page=fit_page):
        if page.boxes[0].cell.style == "title":
            tables.append([])
        if tables:
            tables[-1].append(page)
    return tables


def broken_pieces(box: Box) -> list[str]:
    """The numbers, with sign and unit, and codes at which a line of the cell ends."""
    text = box.cell.text.replace("\n", "")
    ends = set(accumulate(len(line.text) for line in box.lines))
    return [
        found[0]
        for found in _PIECE.finditer(text)
        if ends & set(range(found.start() + 1, found.end()))
    ]


@pytest.mark.parametrize("name", _TABLES)
def test_every_table_with_its_signatures_takes_one_page(name: str) -> None:
    tables = printed(name)
    assert len(tables) == _TABLES[name]
    for pages in tables:
        (page,) = pages
        texts = [box.cell.text for box in page.boxes]
        assert "（单位公章）" in texts
        assert any(text.startswith("填报日期") for text in texts)
        assert all(box.style.size >= 9 for box in page.boxes)


@pytest.mark.parametrize("name", _TABLES)
@pytest.mark.parametrize("fit_page", [True, False])
def test_no_number_and_no_code_is_broken(name: str, *, fit_page: bool) -> None:
    for pages in printed(name, fit_page=fit_page):
        for page in pages:
            for box in page.boxes:
                if box.framed:
                    assert "".join(line.text for line in box.lines) == "".join(
                        box.cell.text.split("\n")
                    )
                    assert broken_pieces(box) == []
