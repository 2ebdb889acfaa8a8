"""压缩到一页: what fits a page when set more closely does so whole; everything else stays."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hfgoals.forms import hebei_project
from hfgoals.layout.fitting import CLOSER, fitted
from hfgoals.layout.flow import endless, flow
from hfgoals.layout.sheet import Sheet
from hfgoals.layout.styles import NORMAL
from hfgoals.model.values import AnnualPlan, Indicator, Project
from tests.forms.examples import UNIT, indicator, long_project, platform_project

LEAST_IN_TABLES = 9.0


def form(project: Project, *, signed: bool = True) -> Sheet:
    return hebei_project.compose(UNIT, AnnualPlan(year=2023), project, 1, signed=signed)


def rows_of(count: int) -> tuple[Indicator, ...]:
    return tuple(
        indicator("产出指标", f"第{number}类", f"第{number}项编发数量", basis="工作计划" * 4)
        for number in range(count)
    )


def longer(count: int, *, signed: bool = True) -> Sheet:
    return form(replace(platform_project(), indicators=rows_of(count)), signed=signed)


def sizes(sheet: Sheet) -> set[float]:
    return {box.style.size for box in endless(sheet).boxes if box.framed}


def test_a_form_that_fits_is_left_alone() -> None:
    sheet = form(platform_project())
    assert fitted(sheet) is sheet


def test_a_form_a_little_too_long_takes_one_page_with_its_signatures() -> None:
    counts = [count for count in range(6, 30) if len(flow([longer(count)])) == 2]
    tried = [fitted(longer(count)) for count in counts]
    saved = [sheet for sheet in tried if len(flow([sheet])) == 1]
    assert len(saved) >= 4
    assert {sheet.density for sheet in saved} <= set(CLOSER)
    assert len({sheet.density for sheet in saved}) > 1
    for sheet in saved:
        (page,) = flow([sheet])
        assert "（单位公章）" in [box.cell.text for box in page.boxes]
        assert min(sizes(sheet)) >= LEAST_IN_TABLES


def test_the_least_change_is_taken() -> None:
    densities = [fitted(longer(count)).density for count in range(6, 30)]
    order = (NORMAL, *CLOSER, NORMAL)
    ranks = [order.index(density) for density in densities]
    first_normal = ranks.index(0)
    assert first_normal == 0
    compressed = [rank for rank in ranks if rank]
    assert compressed == sorted(compressed)


def test_a_form_far_too_long_keeps_its_size() -> None:
    sheet = form(long_project())
    assert fitted(sheet) is sheet
    assert sizes(sheet) == {10.5}


@pytest.mark.parametrize("signed", [True, False])
@pytest.mark.parametrize("count", range(8, 30))
def test_no_row_stands_alone_on_the_second_page(count: int, *, signed: bool) -> None:
    sheet = longer(count, signed=signed)
    pages = flow([sheet])
    for page in pages[1:]:
        rows = {box.cell.row for box in page.boxes if box.cell.style == "value"}
        assert len(rows) >= 2


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 30), st.integers(0, 5), st.booleans())
def test_no_text_row_or_width_is_lost(count: int, more: int, signed: bool) -> None:
    texts = [
        f"第{number}项，共计{number}次。" * (1 + number % (more + 1)) for number in range(count)
    ]
    rows = tuple(indicator("产出指标", "数量指标", text, basis=text) for text in texts)
    sheet = form(replace(platform_project(), indicators=rows), signed=signed)
    made = fitted(sheet)
    assert made.columns == sheet.columns
    assert sum(made.columns) == pytest.approx(made.paper.inner_width)
    assert made.cells == sheet.cells
    assert [row.item for row in made.rows] == [row.item for row in sheet.rows]
    if made is not sheet:
        (page,) = flow([made])
        assert {box.cell for box in page.boxes} == set(sheet.cells)
        for box in page.boxes:
            shown = "".join(line.text for line in box.lines)
            assert shown == "".join(box.cell.text.split("\n"))
            assert not box.framed or box.style.size >= LEAST_IN_TABLES
