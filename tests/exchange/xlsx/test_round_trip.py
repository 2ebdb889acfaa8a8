"""The law: a workbook of ours reads back to the same values, or was refused with a sentence."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hfgoals.exchange.dump import dump, load
from hfgoals.exchange.published import read_published
from hfgoals.exchange.reading import read_source
from hfgoals.export import Choice, export
from hfgoals.merging.taking_in import taken_in
from hfgoals.model.money import Money
from hfgoals.model.target import Target
from hfgoals.model.text import cleaned
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
    Unit,
)
from hfgoals.sample import sample_book
from hfgoals.store import create, open_file
from hfgoals.trouble import Trouble
from tests import strategies
from tests.benchmarks.books import book as many
from tests.budget import tried_on_files
from tests.exchange.xlsx.trips import (
    LONGEST,
    UNIT,
    back,
    everything,
    fields,
    longest,
    read_here,
    written,
)

_REAL = Path(__file__).parents[2] / "real_files"
_LONG = "用途说明" * 1200
_LAW = tried_on_files(20)


def _indicators(*rows: tuple[str, str, str]) -> tuple[Indicator, ...]:
    return tuple(Indicator(level1=a, level2=b, name=c) for a, b, c in rows)


def _projects() -> st.SearchStrategy[Project]:
    nasty = strategies.projects(strategies.nasty_texts(too_long=True), strategies.nasty_lines())
    return strategies.projects() | nasty


def _overalls() -> st.SearchStrategy[Overall]:
    nasty = strategies.overalls(strategies.nasty_texts(too_long=True), strategies.nasty_lines())
    return strategies.overalls() | nasty


def _comes_back(plan: AnnualPlan, unit: Unit = UNIT) -> None:
    """The law for one year: everything the same, or refused for what no cell can hold."""
    with tempfile.TemporaryDirectory() as folder:
        path, refused = None, None
        try:
            path = written(plan, Path(folder), unit)
        except Trouble as trouble:
            refused = trouble
        if path is None or refused is not None:
            assert refused is not None
            assert "限制" in refused.what
            assert refused.safe
            assert refused.advice
            assert longest(everything(unit, plan)) + len("绩效目标：") > LONGEST
            assert list(Path(folder).iterdir()) == []
            return
        proposal = read_here(path)
    assert everything(proposal.unit, proposal.plan) == everything(unit, plan)
    assert proposal.year == plan.year
    assert proposal.unread == ()


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
@example([Project(goals=(Goal(), Goal(text="a"), Goal())), Project(goals=(Goal(),))])
@example([Project(indicators=(Indicator(), *_indicators(("甲", "", "a")), Indicator()))])
@example([Project(indicators=_indicators(("甲", "乙", ""), ("甲", "", ""), ("", "", "")))])
@given(st.lists(_projects(), min_size=1, max_size=3))
def test_projects(projects: list[Project]) -> None:
    _comes_back(AnnualPlan(year=2023, projects=tuple(projects)))


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
@example(
    Overall(goal="  \n甲\n \n　　乙  \n ", safeguards=(Safeguard(), Safeguard(text="　甲\n\n乙")))
)
@example(
    Overall(
        goal="二、分项绩效目标",
        safeguards=(Safeguard(text="三、工作保障措施"), Safeguard(text="合计")),
    )
)
@example(Overall(goal=" ", subgoals=(SubGoal(goal="  "), SubGoal(title=" ", goal="\u00a0"))))
@example(Overall(subgoals=(SubGoal(goal="绩效目标：甲"), SubGoal(goal="绩效指标：乙"), SubGoal())))
@example(
    Overall(subgoals=(SubGoal(), SubGoal(indicators="1、甲\n绩效目标：乙"), SubGoal(title="丙")))
)
@example(Overall(goal="单位：万元", funds=Funds(Money(5), None)))
@example(
    Overall(goal="\n".join([" 甲"] * 300), safeguards=(Safeguard(text="　" * 60 + "乙 " * 3000),))
)
@given(_overalls())
def test_the_overall_part(overall: Overall) -> None:
    _comes_back(AnnualPlan(year=2023, overall=overall))


@_LAW
@example(Unit("", "3号演播室"), AnnualPlan(year=2023))
@example(Unit("单位：万元", " 甲"), AnnualPlan(year=2023, projects=(Project(name="甲"),)))
@example(Unit("2.5件", "单位：万元"), AnnualPlan(year=2023, projects=(Project(name="甲"),)))
@example(Unit("甲", "2019年2022-01-01"), AnnualPlan(year=2038))
@example(Unit("359001", ""), AnnualPlan(year=2023, signatures=Signatures(phone=" 0313-1234567")))
@example(Unit("A-01", "2024年项目办"), AnnualPlan(year=2023, signatures=Signatures("合计", "=1+1")))
@given(
    # Without a name there is nothing to tell from the code.
    st.builds(Unit, strategies.nasty_lines(), strategies.nasty_lines().filter(bool)),
    strategies.plans(strategies.nasty_texts(), strategies.nasty_lines()),
)
def test_a_whole_year(unit: Unit, plan: AnnualPlan) -> None:
    _comes_back(plan, unit)


def test_a_number_stands_once_where_its_row_goes_on_over_the_page(tmp_path: Path) -> None:
    row = Indicator(name="期数", weight=Decimal("2.68"), scoring="每少一期扣二分。" * 600)
    one = Project(name="甲", indicators=(row, Indicator(name="篇数", weight=Decimal(3))))
    plan = AnnualPlan(year=2023, columns=("weight", "scoring"), projects=(one,))
    (read,) = back(plan, tmp_path).plan.projects
    assert [(each.weight, each.scoring) for each in read.indicators] == [
        (each.weight, each.scoring) for each in one.indicators
    ]


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
        assert everything(proposal.unit, proposal.plan) == everything(book.unit, plan)


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


def test_a_workbook_for_publication_names_nobody(tmp_path: Path) -> None:
    names = Signatures("张三", "李四", "王五", "0313-1234567", "2023年1月1日")
    plan = AnnualPlan(year=2023, projects=(Project(name="甲"),), signatures=names)
    for public, expected in ((False, names), (True, Signatures())):
        choice = Choice(formats=("xlsx",), public=public)
        (path,) = export(Book(UNIT, (plan,)), tmp_path / str(public), choice).files
        assert read_source(path).plan.signatures == expected


def test_from_the_file_to_the_workbook_and_back(tmp_path: Path) -> None:
    texts = [cleaned(text).strip("\n") for text in strategies.NASTY]
    goals = tuple(Goal(text=text) for text in texts)
    said = Overall(goal="\n".join(texts), safeguards=tuple(Safeguard(text=text) for text in texts))
    plan = AnnualPlan(year=2023, overall=said, projects=(Project(name="甲", goals=goals),))
    create(tmp_path / "甲.hfg", Book(UNIT, (plan,))).close()
    with open_file(tmp_path / "甲.hfg") as store:
        kept = store.book
    assert dump(kept) == everything(UNIT, plan)
    assert dump(load(json.loads(json.dumps(dump(kept))))) == dump(kept)
    (path,) = export(kept, tmp_path, Choice(formats=("xlsx",))).files
    taken = taken_in(Book(), read_source(path), 2023)
    assert dump(taken.book) == dump(kept)
    assert taken.skipped == ()
