"""The real forms on paper: what a reader of the printed text would notice."""

from __future__ import annotations

import pytest

from hfgoals.forms import hebei_overall, hebei_project
from hfgoals.layout.flow import flow
from hfgoals.layout.pieces import NO_END, NO_START
from hfgoals.layout.sheet import Sheet
from hfgoals.model.values import AnnualPlan, Project
from tests.forms.examples import UNIT, long_project, plan, platform_project, stray_project


def form(project: Project, *, signed: bool = True) -> Sheet:
    return hebei_project.compose(UNIT, AnnualPlan(year=2023), project, 1, signed=signed)


@pytest.mark.parametrize("project", [Project(), stray_project(), platform_project()])
def test_an_ordinary_form_takes_one_page_with_its_signatures(project: Project) -> None:
    assert len(flow([form(project)])) == 1


def test_a_long_form_shows_heading_and_levels_on_every_page_of_its_table() -> None:
    sheet = form(long_project(), signed=False)
    pages = flow([sheet])
    assert len(pages) > 3
    for page in pages[1:]:
        texts = [box.cell.text for box in page.boxes]
        assert texts[:6] == [cell.text for cell in sheet.cells if cell.style == "head"]
        assert {"产出指标", "效益指标"} & set(texts[6:])


def test_running_text_keeps_to_the_rules_of_line_breaking() -> None:
    (first, *others) = flow([hebei_overall.compose(UNIT, plan())])
    for page in (first, *others):
        for box in page.boxes:
            lines = [line.text for line in box.lines]
            assert not [line for line in lines[1:] if line[0] in NO_START]
            assert not [line for line in lines[:-1] if line[-1] in NO_END]
