"""The law for workbooks that others fill in: what stands in them and what is typed comes back."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hfgoals.model.numbering import unnumbered
from hfgoals.model.target import Target
from hfgoals.model.values import Goal, Indicator, Project
from hfgoals.trouble import Trouble
from tests import strategies
from tests.budget import tried_on_files
from tests.exchange.xlsx.trips import LONGEST, fields, longest, read_here
from tests.forms.examples import UNIT
from tests.render.test_xlsx_template import FORM, places, template

_LAW = tried_on_files(10)
_MOST_ROWS = 3
_FIGURES = (
    "1.5万元", "2.5", "3.1月", "1.2.3", "2.1.", "1. 5", "1、2月份", "2．5", "3.5%", "12.9", "5G",
)  # fmt: skip
"""What a goal may begin with that is no number of a list."""


def _without_blank_rows(project: Project) -> Project:
    """What a fill-in workbook of the project says: a blank row in it is room for others."""
    blank = replace(Indicator(), id="")
    indicators = tuple(each for each in project.indicators if replace(each, id="") != blank)
    return replace(project, goals=tuple(g for g in project.goals if g.text), indicators=indicators)


@_LAW
@example(Project(goals=(Goal(), Goal(text="乙")), indicators=(Indicator(), Indicator(name="丙"))))
@given(
    strategies.projects(strategies.nasty_texts(too_long=True), strategies.nasty_lines())
    | strategies.projects()
)
def test_what_stands_in_it(project: Project) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, refused = None, None
        try:
            path = template(Path(folder), project)
        except Trouble as trouble:
            refused = trouble
        if path is None or refused is not None:
            assert refused is not None
            assert "限制" in refused.what
            assert longest(fields([project])) + len("1.") > LONGEST
            assert list(Path(folder).iterdir()) == []
            return
        proposal = read_here(path)
    assert fields(proposal.plan.projects) == fields([_without_blank_rows(project)])
    assert (proposal.unit, proposal.year) == (UNIT, 2024)
    assert proposal.unread == ()


def _typed() -> st.SearchStrategy[Project]:
    """What people can type: a blank alone is nothing, a number of a list none of the goal."""
    text = strategies.nasty_texts().filter(lambda text: bool(text.strip()))
    line = strategies.nasty_lines().filter(lambda text: bool(text.strip()))
    figures = st.builds("{}{}".format, st.sampled_from(_FIGURES), text)
    goal = figures | text.filter(_is_unnumbered)
    rows = st.builds(
        Indicator,
        level1=line,
        level2=line,
        name=text,
        description=text,
        target=text.map(Target.parse),
        basis=text,
    )
    return st.builds(
        Project,
        code=line,
        name=line,
        purpose=text,
        goals=st.lists(st.builds(Goal, text=goal), min_size=1, max_size=_MOST_ROWS).map(tuple),
        indicators=st.lists(rows, min_size=1, max_size=_MOST_ROWS).map(tuple),
    )


def _is_unnumbered(text: str) -> bool:
    """No number at its beginning is taken for that of a list: 1., 二、."""
    places = range(_MOST_ROWS + 1)
    return not text.lstrip()[:1].isdecimal() and all(
        unnumbered(text, place, rising=rising) == text
        for place in places
        for rising in (True, False)
    )


@_LAW
@given(_typed())
def test_what_is_typed_into_it(project: Project) -> None:
    import openpyxl

    with tempfile.TemporaryDirectory() as folder:
        path = template(Path(folder))
        workbook = openpyxl.load_workbook(path)
        _fill(workbook[FORM], project)
        workbook.save(path)
        proposal = read_here(path)
    assert fields(proposal.plan.projects) == fields([project])
    assert (proposal.unit, proposal.year) == (UNIT, 2024)
    assert proposal.unread == ()


@pytest.mark.parametrize("typed", ["1.5万元以内采购", 1.5, "1.1月完成采购", "1.2.3三级编号"])
@pytest.mark.parametrize("before", ["甲", "5万元以内采购", "2.3乙"])
def test_a_figure_typed_over_a_goal_stays_whole(
    typed: str | float, before: str, tmp_path: Path
) -> None:
    import openpyxl

    path = template(tmp_path, Project(name="丙", goals=(Goal(text=before), Goal(text="5G覆盖"))))
    workbook = openpyxl.load_workbook(path)
    worksheet = workbook[FORM]
    worksheet[places(worksheet)["绩效目标"]].value = typed
    workbook.save(path)
    proposal = read_here(path)
    said = [goal.text for goal in proposal.plan.projects[0].goals]
    same = typed == f"1.{before}"
    assert said == [before if same else str(typed), "5G覆盖"]
    assert [note.place[-3:] for note in proposal.notes if str(typed) in note.text] == (
        [] if same else [worksheet[places(worksheet)["绩效目标"]].coordinate.rjust(3)]
    )


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (["1）甲", "2）乙"], ["甲", "乙"]),
        (["(1)甲"], ["甲"]),
        (["①甲", "②乙"], ["甲", "乙"]),
        (["（一）甲"], ["甲"]),
        (["2、完成宣传任务"], ["完成宣传任务"]),
        (["（3）甲", "（4）乙"], ["甲", "乙"]),
        (["甲", "（1）乙"], ["甲", "（1）乙"]),
        (["总述：\n1.甲\n2.乙"], ["总述：\n1.甲\n2.乙"]),
        (["2、甲\n3、乙"], ["甲", "乙"]),
    ],
)
def test_a_number_of_the_list_goes_and_a_doubtful_one_stays_with_a_note(
    typed: list[str], read: list[str], tmp_path: Path
) -> None:
    import openpyxl

    path = template(tmp_path)
    workbook = openpyxl.load_workbook(path)
    _fill(workbook[FORM], Project(name="丙", goals=tuple(Goal(text=text) for text in typed)))
    workbook.save(path)
    proposal = read_here(path)
    assert [goal.text for goal in proposal.plan.projects[0].goals] == read
    assert any("照原文保留" in note.message for note in proposal.notes) == ("（1）乙" in read)


def test_it_tells_whose_it_is_and_a_copied_worksheet_is_another(tmp_path: Path) -> None:
    import openpyxl

    project = Project(name="丙")
    path = template(tmp_path, project)
    assert [each.id for each in read_here(path).plan.projects] == [project.id]
    workbook = openpyxl.load_workbook(path)
    workbook.copy_worksheet(workbook[FORM])
    workbook.save(path)
    first, second = read_here(path).plan.projects
    assert (first.id, second.name) == (project.id, "丙")
    assert second.id != project.id


def _fill(worksheet: Any, project: Project) -> None:
    at = places(worksheet)

    def put(title: str, down: int, text: str) -> None:
        first = worksheet[at[title]]
        cell = worksheet.cell(first.row + down, first.column)
        # Excel writes what looks like an escape with one of its own; openpyxl leaves that to us.
        cell.value = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
        # As typed into a cell of text: no formula, and no fault either.
        cell.data_type = "s"

    for title, text in (
        ("项目编码", project.code),
        ("项目名称", project.name),
        ("资金用途", project.purpose),
    ):
        put(title, 0, text)
    for down, goal in enumerate(project.goals):
        put("绩效目标", down, goal.text)
    for down, row in enumerate(project.indicators):
        for title, text in (
            ("一级指标", row.level1),
            ("二级指标", row.level2),
            ("三级指标", row.name),
            ("绩效指标描述", row.description),
            ("指标值", row.target.text),
            ("指标值确定依据", row.basis),
        ):
            put(title, down, text)
