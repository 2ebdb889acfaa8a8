"""The law: a wide table reads back to the same projects, or was refused with a sentence."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hfgoals.exchange.published import read_published
from hfgoals.model.money import Money
from hfgoals.model.target import Target
from hfgoals.model.values import AnnualPlan, Book, Goal, Indicator, Project, Unit
from hfgoals.sample import sample_book
from hfgoals.trouble import Trouble
from hfgoals.wide.profile import BUILT_IN, ELEMENTS, IMPORT, STANDARD, Column, WideProfile
from tests import strategies
from tests.budget import tried_on_files
from tests.exchange.wide.trips import EVERY, UNIT, back, fields, of, renamed, written
from tests.exchange.xlsx.trips import longest

_REAL = Path(__file__).parents[2] / "real_files"
_LAW = tried_on_files(13)
_WITHOUT_WHOLE = replace(EVERY, columns=tuple(c for c in EVERY.columns if c.key != "target"))
_TARGETS = (
    "≥95%", "100%", "4项", ">=95%", "=100%", "大于等于90%", "不低于 90%", "48期以上",
    "全年编发数达到48期以上", "2022年6月底前完成", "2022年底", "≤2022年6月", "≤2.5万元/月",
    "1,200件", "≥1,200.50元", "持续提升", "", " ", "-5", "-0", "≥-3℃", "007", "≥０.5%", "≥95% ",
    "1e5", "=1+1", "定性", "≥", "%", "控制在5%以内", "共8个", "达到3次", "#N/A", "TRUE",
    "3亿元（含）", "第一行\n≥95%", "95.123456789012345678%", "≥1234567890123456件",
)  # fmt: skip


def _profiles() -> st.SearchStrategy[WideProfile]:
    """All that is needed for the projects to come back, in any order and under any titles."""
    titles = st.one_of(st.just(""), strategies.lines().map(lambda text: text.strip()[:60]))
    order = st.permutations(_WITHOUT_WHOLE.columns)
    columns = order.flatmap(
        lambda made: st.tuples(*(titles.map(lambda t, c=c: Column(c.key, t)) for c in made))
    )
    return st.builds(
        WideProfile,
        st.just("任意"),
        columns,
        currency=st.sampled_from(["万元", "元"]),
        signs=st.sampled_from(["符号", "文字"]),
        repeat=st.sampled_from(["重复", "合并"]),
        titled=st.booleans(),
    )


def _too_much_for_a_cell(project: Project) -> bool:
    """A text that is too long, or more lines of goals than its mark has room to tell apart."""
    goals = [goal.text for goal in project.goals]
    lines = sum(goal.count("\n") + 1 for goal in goals)
    return lines > 40 or max(longest(fields(project)), sum(map(longest, goals))) > 32_000


@_LAW
@example([Project(), Project(), Project(name="甲"), Project(name="甲"), Project()], EVERY)
@example(
    [
        Project(name="甲", goals=(Goal(text="一\n2.二\n3.三"), Goal(), Goal(text="5件\n 3、四"))),
        Project(name="甲", goals=(Goal(text="1.1"),), indicators=(Indicator(), Indicator())),
    ],
    replace(STANDARD, currency="元"),
)
@example(
    [
        Project(code="0012", name=t, budget=Money(10**20 + 1), other=Money(-1))
        for t in ("合计", "=")
    ],
    replace(_WITHOUT_WHOLE, currency="元", repeat="合并", titled=True),
)
@example(
    [
        Project(
            code="指标值",
            name="三级指标",
            purpose="项目名称",
            indicators=tuple(Indicator(name=t, target=Target.parse(t)) for t in _TARGETS),
        )
    ],
    replace(_WITHOUT_WHOLE, signs="文字"),
)
@example([Project(goals=tuple(Goal(text=f"甲\n{n}.乙") for n in range(2, 90)))], EVERY)
@given(st.lists(strategies.projects(), min_size=1, max_size=3), _profiles())
def test_projects(projects: list[Project], profile: WideProfile) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            path = written(of(*projects), Path(folder), profile)
        except Trouble:
            assert any(map(_too_much_for_a_cell, projects))
            assert list(Path(folder).iterdir()) == []
            return
        proposal = back(of(*projects), Path(folder), profile)
        assert path.exists()
    assert fields(*proposal.plan.projects) == fields(*projects)
    assert proposal.year == 2023
    assert proposal.unread == ()
    assert proposal.unit == UNIT


@pytest.mark.parametrize("profile", [EVERY, *BUILT_IN], ids=lambda each: each.name)
@pytest.mark.parametrize("name", ["002", "004", "sample"])
def test_real_books(name: str, profile: WideProfile, tmp_path: Path) -> None:
    if name == "sample":
        made = sample_book()
        book = Book(made.unit, made.years[-1:])
    else:
        read = read_published((_REAL / f"{name}.txt").read_text(encoding="utf-8"))
        book = Book(read.unit, (read.plan,))
    proposal = back(book, tmp_path, profile)
    assert proposal.unread == ()
    wanted = book.years[0].projects
    if profile is IMPORT:
        assert [note for note in proposal.notes if note.place] != []
        wanted = tuple(
            Project(
                code=project.code,
                name=project.name,
                indicators=tuple(replace(each, description="") for each in project.indicators),
            )
            for project in wanted
        )
    if profile is ELEMENTS:
        wanted = tuple(
            Project(
                code=project.code,
                name=project.name,
                goals=project.goals,
                indicators=tuple(replace(each, basis="") for each in project.indicators),
            )
            for project in wanted
        )
    assert fields(*proposal.plan.projects) == fields(*wanted)
    assert proposal.year == book.years[0].year
    assert proposal.unit == (Unit() if profile is IMPORT else book.unit)


def test_titles_may_be_anything(tmp_path: Path) -> None:
    project = Project(
        code="A1", name="甲", indicators=(Indicator(name="率", target=Target.parse("100%")),)
    )
    profile = renamed(
        EVERY, project_code="项目名称", project_name="项目编码", value="数", target="指标值"
    )
    proposal = back(of(project), tmp_path, profile)
    assert fields(*proposal.plan.projects) == fields(project)


@pytest.mark.parametrize("left_out", [{"sign"}, {"measure"}, {"sign", "measure"}])
def test_a_value_alone_is_the_whole_text(left_out: set[str], tmp_path: Path) -> None:
    columns = tuple(c for c in _WITHOUT_WHOLE.columns if c.key not in left_out)
    project = Project(
        name="甲", indicators=tuple(Indicator(target=Target.parse(text)) for text in _TARGETS)
    )
    proposal = back(of(project), tmp_path, replace(EVERY, columns=columns))
    assert fields(*proposal.plan.projects) == fields(project)


def test_a_text_too_long_for_a_cell_is_refused(tmp_path: Path) -> None:
    project = Project(name="甲", goals=(Goal(text="字" * 20_000), Goal(text="字" * 12_762)))
    proposal = back(of(project), tmp_path)
    assert fields(*proposal.plan.projects) == fields(project)
    longer = replace(project, goals=(*project.goals, Goal(text="字")))
    before = written(of(project), tmp_path).read_bytes()
    with pytest.raises(Trouble, match="32767"):
        written(of(longer), tmp_path)
    (left,) = tmp_path.iterdir()
    assert left.read_bytes() == before


def test_the_year_and_its_projects_only(tmp_path: Path) -> None:
    plan = AnnualPlan(year=2024, projects=(Project(name="甲"), Project(name="乙")))
    without = replace(EVERY, columns=tuple(c for c in EVERY.columns if c.key != "year"))
    for profile in (EVERY, without, replace(without, titled=True)):
        proposal = back(Book(UNIT, (plan,)), tmp_path, profile)
        assert proposal.year == 2024
