"""The law: a workbook of ours reads back to the same values, or was refused with a sentence."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from hfgoals.exchange.published import read_published
from hfgoals.exchange.reading import read_source
from hfgoals.export import Choice, export
from hfgoals.model.money import Money
from hfgoals.model.target import Target
from hfgoals.model.values import (
    AnnualPlan,
    Book,
    Funds,
    Goal,
    Indicator,
    Overall,
    Project,
    Safeguard,
    SubGoal,
)
from hfgoals.sample import sample_book
from hfgoals.trouble import Trouble
from tests import strategies
from tests.benchmarks.books import book as many
from tests.exchange.xlsx.trips import back, fields, overall_as_read, written

_REAL = Path(__file__).parents[2] / "real_files"
_LONG = "用途说明" * 1200
_LAW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # Each example writes a workbook and starts a process: making it smaller takes minutes.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


def _indicators(*rows: tuple[str, str, str]) -> tuple[Indicator, ...]:
    return tuple(Indicator(level1=a, level2=b, name=c) for a, b, c in rows)


@_LAW
@example([Project(name="空", goals=(Goal(text="1.甲\n2.乙"), Goal(text="5件"), Goal(text=" 丙")))])
@example([Project(goals=(Goal(text="a"), Goal(), Goal(text="3.b"), Goal(text="2.5件")))])
@example([Project(purpose=_LONG, goals=(Goal(text=_LONG), Goal(text="x" * 9000)))])
@example(
    [Project(indicators=_indicators(("产出", "", "a"), ("", "数量", "b"), ("产出", "数量", "")))]
)
@example([Project(indicators=_indicators(("甲", "乙", "a"), ("甲", "乙", ""), ("甲", "", "c")))])
@example(
    [
        Project(
            indicators=(
                *_indicators(("产出", "数量", "前"), ("产出", "数量", "x" + "\nx" * 300)),
                Indicator(
                    level1="产出",
                    level2="数量",
                    name="字" * 3000,
                    description="𠮷" * 3000,
                    target=Target.parse("=1+1" * 900),
                    basis="依据，" * 1500,
                ),
                *_indicators(("产出", "数量", "后")),
            )
        )
    ]
)
@example([Project(code="_x0041_", name="=SUM(A1)", purpose="'@-+#N/A\n 　", budget=Money(-1))])
@example(
    [
        Project(
            code="项目名称",
            name="项目编码",
            purpose="项目编码",
            goals=(Goal(text="绩效目标"),),
            indicators=_indicators(
                ("产出", "联系电话", "三级指标"),
                ("产出", "项目编码", "指标值"),
                ("绩效目标", "用途", ""),
            ),
        ),
        Project(code="项目编码", name="绩效目标", purpose="资金支出计划（%）"),
        Project(
            code="", name="其他资金", purpose="用途", indicators=_indicators(("指标值", "", ""))
        ),
    ]
)
@given(st.lists(strategies.projects(), min_size=1, max_size=3))
def test_projects(projects: list[Project]) -> None:
    plan = AnnualPlan(year=2023, projects=tuple(projects))
    with tempfile.TemporaryDirectory() as folder:
        try:
            path = written(plan, Path(folder))
        except Trouble as trouble:
            assert "限制" in trouble.what  # noqa: PT017 - a refusal is one of two ends
            return
        proposal = read_source(path)
    assert fields(proposal.plan.projects) == fields(projects)
    assert proposal.year == 2023
    assert proposal.unread == ()


@_LAW
@example(
    Overall(
        goal="一、甲\n\n 乙 \n二、总体绩效目标\n丙",
        subgoals=(SubGoal(title="子", goal="1、甲\n绩效目标：乙\n丙"), SubGoal(goal="没有名称")),
        safeguards=(Safeguard(text="一\n二"), Safeguard(text="三")),
        funds=Funds(None, Money(5)),
    )
)
@example(
    Overall(goal="基本支出", safeguards=(Safeguard(text="单位：万元"), Safeguard(text="合计")))
)
@example(Overall(goal="目" * 9000 + "\n" + "标" * 5000, safeguards=(Safeguard(text="保" * 9000),)))
@example(
    Overall(subgoals=(SubGoal(goal="甲"), SubGoal(goal="", indicators="乙"), SubGoal(title="丁")))
)
@given(strategies.plans().map(lambda plan: plan.overall))
def test_the_overall_part(overall: Overall) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            path = written(AnnualPlan(year=2023, overall=overall), Path(folder))
        except Trouble as trouble:
            assert "限制" in trouble.what  # noqa: PT017 - a refusal is one of two ends
            return
        proposal = read_source(path)
    assert overall_as_read(proposal.plan.overall) == overall_as_read(overall)
    assert proposal.unread == ()


def test_texts_as_long_as_a_cell_can_hold(tmp_path: Path) -> None:
    project = Project(name="长", purpose="字" * 32_767)
    proposal = back(AnnualPlan(year=2023, projects=(project,)), tmp_path)
    assert proposal.plan.projects[0].purpose == project.purpose
    with pytest.raises(Trouble):
        written(AnnualPlan(projects=(replace(project, purpose="字" * 32_768),)), tmp_path)


@pytest.mark.parametrize("name", ["002", "004", "sample"])
def test_real_books(name: str, tmp_path: Path) -> None:
    if name == "sample":
        book = sample_book()
    else:
        read = read_published((_REAL / f"{name}.txt").read_text(encoding="utf-8"))
        book = Book(read.unit, (read.plan,))
    files = export(book, tmp_path, Choice(formats=("xlsx",))).files
    for path, plan in zip(files, book.years, strict=True):
        proposal = read_source(path)
        assert (proposal.unit, proposal.year, proposal.notes) == (book.unit, plan.year, ())
        assert fields(proposal.plan.projects) == fields(plan.projects)
        assert overall_as_read(proposal.plan.overall) == overall_as_read(plan.overall)


def test_chosen_projects_keep_their_order_and_year(tmp_path: Path) -> None:
    book = many(4)
    chosen = (book.years[0].projects[3], book.years[0].projects[1])
    choice = Choice(formats=("xlsx",), projects=tuple(each.id for each in chosen))
    (path,) = export(book, tmp_path, choice).files
    proposal = read_source(path)
    assert fields(proposal.plan.projects) == fields(reversed(chosen))  # type: ignore[arg-type]
    assert (proposal.year, proposal.notes) == (2023, ())
    single = Choice(formats=("xlsx",), one_file_per_project=True)
    for path, project in zip(
        export(book, tmp_path, single).files[1:], book.years[0].projects, strict=True
    ):
        assert fields(read_source(path).plan.projects) == fields([project])
