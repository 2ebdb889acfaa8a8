"""The law: a Word document of ours reads back to the same values, all of them."""

from __future__ import annotations

import json
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given

from hfgoals.exchange.dump import dump, load
from hfgoals.exchange.published import read_published
from hfgoals.exchange.reading import read_source
from hfgoals.export import Choice, export
from hfgoals.model.money import Money
from hfgoals.model.values import (
    AnnualPlan,
    Book,
    Funds,
    Goal,
    Indicator,
    Overall,
    Project,
    Safeguard,
    Signatures,
    SubGoal,
)
from hfgoals.sample import sample_book
from tests import strategies
from tests.benchmarks.books import book as many
from tests.budget import tried_on_files
from tests.exchange.docx.trips import UNIT, as_said, dumped, read, written

_REAL = Path(__file__).parents[2] / "real_files"
_LAW = tried_on_files(20)
_LEVELS = (("甲", "乙", "a"), ("甲", "", "b"), ("", "乙", "c"), (" ", "乙", "d"), ("甲", "乙", ""))
ODD = AnnualPlan(
    year=2023,
    overall=Overall(
        goal="一、甲\n\n 乙 \n\n\n二、总体绩效目标\n1.丙绩效目标表\n第二部分\n 　\n目录",
        subgoals=(
            SubGoal(title=" 2023年", goal="1、甲\n绩效目标：乙\n\n丙", indicators="绩效指标：丁"),
            SubGoal(goal="没有名称\n单位：万元"),
            SubGoal(),
        ),
        safeguards=(Safeguard(text="一\n\n二"), Safeguard(), Safeguard(text="编制单位：三")),
        funds=Funds(None, Money(5)),
    ),
    projects=(
        Project(
            code="项目名称",
            name="项目编码",
            purpose=" \n @甲\n\n用途\n ",
            goals=(Goal(text="1.甲\n2.乙"), Goal(), Goal(text="绩效目标"), Goal(text=" ")),
            indicators=tuple(Indicator(level1=a, level2=b, name=c) for a, b, c in _LEVELS),
        ),
        Project(name="长", purpose="用途说明" * 9000, indicators=(Indicator(), Indicator())),
        Project(name="=1+1", indicators=(Indicator(name="单位负责人：某", basis="填报人：甲"),)),
    ),
    signatures=Signatures("张三", "", "李四", "0313-6221234", "2023年1月5日"),
)


@_LAW
@example(ODD)
@example(
    AnnualPlan(year=2023, overall=Overall(goal="第二部分"), projects=(Project(name="_x0041_"),))
)
@example(AnnualPlan(year=2023, overall=Overall(funds=Funds(Money(0), None))))
@given(strategies.plans())
def test_everything_comes_back(plan: AnnualPlan) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (path,) = written(Book(UNIT, (plan,)), Path(folder))
        proposal = read(path)
    assert dumped(proposal.unit, proposal.plan) == as_said(UNIT, plan)
    assert proposal.unread == ()


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("name", ["002", "004"])
def test_published_texts(name: str, public: bool, tmp_path: Path) -> None:
    text = read_published((_REAL / f"{name}.txt").read_text(encoding="utf-8"))
    expected = json.loads((_REAL / f"{name}.json").read_text(encoding="utf-8"))
    (path,) = written(Book(text.unit, (text.plan,)), tmp_path, public=public)
    proposal = read_source(path)
    # A key that came since then has its default.
    assert dump(Book(proposal.unit, (proposal.plan,))) == dump(load(expected))
    assert (proposal.year, proposal.notes) == (text.year, ())


@pytest.mark.parametrize("public", [False, True])
def test_the_sample(public: bool, tmp_path: Path) -> None:
    book = sample_book()
    for path, plan in zip(written(book, tmp_path, public=public), book.years, strict=True):
        proposal = read_source(path)
        assert dumped(proposal.unit, proposal.plan) == as_said(book.unit, plan, public=public)
        assert proposal.notes == ()


def test_chosen_projects_alone(tmp_path: Path) -> None:
    book = many(4)
    plan = book.years[0]
    chosen = (plan.projects[1], plan.projects[3])
    choice = Choice(formats=("docx",), projects=tuple(each.id for each in chosen))
    (path,) = export(book, tmp_path, choice).files
    proposal = read(path)
    expected = replace(plan, projects=chosen, overall=Overall())
    assert dumped(proposal.unit, proposal.plan) == as_said(book.unit, expected)
    assert proposal.unread == ()


def test_the_overall_part_alone(tmp_path: Path) -> None:
    choice = Choice(formats=("docx",), forms=("hebei_overall",))
    (path,) = export(Book(UNIT, (ODD,)), tmp_path, choice).files
    assert read(path).plan.overall.goal == as_said(UNIT, ODD)["years"][0]["overall"]["goal"]


@pytest.mark.parametrize("goal", ["5万元采购", "2.3乙"])
def test_a_figure_typed_over_a_goal_that_begins_with_one(goal: str, tmp_path: Path) -> None:
    project = Project(id="p", name="甲", goals=(Goal(text=goal), Goal(text="乙")))
    book = Book(UNIT, (AnnualPlan(year=2023, projects=(project,)),))
    (path,) = written(book, tmp_path)
    assert [each.text for each in read(path).plan.projects[0].goals] == [goal, "乙"]
    edited = tmp_path / "改.docx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(edited, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(f"1.{goal}".encode(), "1.5万元维修".encode()))
    assert [each.text for each in read(edited).plan.projects[0].goals] == ["1.5万元维修", "乙"]
