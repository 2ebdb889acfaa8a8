"""The overview on paper: one page of A4, whatever the year holds."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from hfgoals.checks import Checker
from hfgoals.forms.year_overview import TITLE
from hfgoals.layout.flow import flow
from hfgoals.layout.sheet import Sheet
from hfgoals.layout.styles import STYLES
from hfgoals.model.check_code import year_code
from hfgoals.model.values import AnnualPlan, Book, Damage, Project
from hfgoals.report import hand_over, year_overview
from tests.many_projects import LONG_NAME, many, so_many
from tests.ui.review.published import published_book


def _sheet(book: Book) -> Sheet:
    plan = book.years[-1]
    (sheet,) = year_overview(book, plan, Checker().check(book, plan)).sheets
    return sheet


def _long() -> Book:
    """Five changes of long names, and every kind."""
    book = many()
    before, now = book.years
    named = tuple(replace(each, name=f"{n}{LONG_NAME}" * 3) for n, each in enumerate(now.projects))
    return replace(book, years=(before, replace(now, projects=named)))


@pytest.mark.parametrize(
    "book",
    [
        many(),
        _long(),
        published_book(),
        Book(years=(so_many(500),)),
        Book(years=(so_many(9, Decimal(10**14)),)),
        Book(years=(AnnualPlan(year=2023),)),
        Book(years=(AnnualPlan(year=2023, projects=(Project(),)),)),
    ],
    ids=["many", "long names", "published", "500", "huge", "empty", "blank"],
)
def test_it_stays_on_one_page(book: Book) -> None:
    sheet = _sheet(book)
    assert sum(sheet.columns) == pytest.approx(sheet.paper.inner_width)
    assert {cell.style for cell in sheet.cells} <= set(STYLES)
    (page,) = flow([sheet])
    assert all(box.y + box.height <= page.paper.height for box in page.boxes)


def test_it_says_the_same_as_the_year() -> None:
    book = many()
    text = [cell.text for cell in _sheet(book).cells]
    for wanted in ("576.40", "571.40", "5.00", "设备购置", "22.2%", "+383.40", "44.43%", "98.67"):
        assert wanted in text
    assert any(TITLE in each for each in text)
    assert any(each.endswith("…") for each in text if "融合传播" in each)


def test_bars_are_as_long_as_their_percent() -> None:
    sheet = _sheet(many())
    edges = [0.0]
    for width in sheet.columns:
        edges.append(edges[-1] + width)
    bars = [
        round(edges[cell.column + cell.columns] - edges[cell.column])
        for cell in sheet.cells
        if cell.style == "bar"
    ]
    assert bars == [17, 53, 89, 100]


def test_it_carries_the_code_of_the_year() -> None:
    book = many()
    assert _sheet(book).code == year_code(book.unit, book.years[-1])


def test_of_a_damaged_year_it_says_so_in_place_of_a_code() -> None:
    book = many()
    plan = replace(book.years[-1], damage=Damage(lost=frozenset({book.years[-1].projects[0].id})))
    sheet = _sheet(replace(book, years=(*book.years[:-1], plan)))
    assert sheet.incomplete
    assert not sheet.code


def test_it_is_written_as_one_pdf(tmp_path: Path) -> None:
    book = many()
    result = hand_over(year_overview(book, book.years[-1], ()), tmp_path)
    assert [path.suffix for path in result.files] == [".pdf"]
    assert TITLE in result.files[0].name
