"""Drafts: they fill what is blank, say why, and touch nothing that is there."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals import presets
from hfgoals.model.edits import applied
from hfgoals.model.money import Money
from hfgoals.model.target import Target
from hfgoals.model.text import UNFILLED
from hfgoals.model.values import AnnualPlan, Book, Goal, Indicator, Project
from hfgoals.presets.drafting import (
    Draft,
    completions,
    draft_of,
    first_open,
    is_undrafted,
    kind_and_why,
)
from hfgoals.presets.drafts import line_reworded, load_drafts, outline_of, outlines
from hfgoals.presets.recognition import told_by
from hfgoals.presets.source import preset_path
from hfgoals.trouble import PresetTrouble
from tests.budget import tried

YEAR = 2027
ADS = Project(name="公益广告制作播出", budget=Money.of_wan(Decimal(36)))


def taken(project: Project, *without: str, draft: Draft | None = None) -> Project:
    """The project with its draft in it, but for the items of these ids."""
    plan = AnnualPlan(year=YEAR, projects=(project,))
    draft = draft or draft_of(plan, project)
    ids = {each.id for each in draft.items} - set(without)
    return applied(Book(years=(plan,)), draft.edits(ids)).years[0].projects[0]


def completed(project: Project) -> Project:
    plan = AnnualPlan(year=YEAR, projects=(project,))
    edits = [edit for item in completions(plan, project) for edit in item.edits]
    return applied(Book(years=(plan,)), edits).years[0].projects[0]


def with_value(project: Project, name: str, value: str) -> Project:
    rows = tuple(
        replace(row, target=Target.parse(value)) if row.name == name else row
        for row in project.indicators
    )
    return replace(project, indicators=rows)


def draft(project: Project) -> Draft:
    return draft_of(AnnualPlan(year=YEAR, projects=(project,)), project)


def test_an_empty_form_gets_purpose_goals_and_a_row_of_every_level() -> None:
    project = taken(ADS)
    assert project.purpose
    assert len(project.goals) == 2
    codes = [presets.code_of(row.level2) for row in project.indicators]
    assert codes == ["数量", "质量", "时效", "成本", "社会效益", "满意度"]


@pytest.mark.parametrize("scheme", presets.schemes(), ids=lambda one: one.id)
def test_rows_stand_in_the_order_of_the_scheme(scheme: presets.Scheme) -> None:
    plan = AnnualPlan(year=YEAR, projects=(ADS,))
    project = taken(ADS, draft=draft_of(plan, ADS, scheme=scheme))
    firsts = list(dict.fromkeys(row.level1 for row in project.indicators))
    assert firsts == [each for each in scheme.level1 if each in firsts]
    assert set(firsts) == set(scheme.level1)


def test_numbers_that_are_the_units_own_stay_open_and_rules_are_filled_in() -> None:
    for outline in outlines().outlines:
        for line in outline.lines("", large=True):
            project = taken(Project(kind=kind_name(outline.kind)))
            row = next((each for each in project.indicators if each.name == line.name), None)
            if row is not None and line.open:
                assert not row.target.text
            if row is not None and line.nature in ("规定", "底线"):
                assert row.target.text


def kind_name(kind_id: str) -> str:
    return next(kind.name for kind in presets.kinds() if kind.id == kind_id)


def test_what_is_there_is_never_touched() -> None:
    own = Project(
        name="公益广告",
        purpose="用于公益广告。",
        goals=(Goal(text="制作公益广告 60 条。"),),
        indicators=(Indicator(level1="产出指标", level2="数量指标", name="广告条数"),),
    )
    after = taken(own)
    assert (after.purpose, after.goals, after.indicators[0]) == (
        own.purpose,
        own.goals,
        own.indicators[0],
    )
    codes = [presets.code_of(row.level2) for row in after.indicators]
    assert codes == ["数量", "质量", "时效", "成本", "社会效益", "满意度"]
    assert "绩效目标 1 条" in draft(own).kept


def test_a_second_draft_of_the_same_form_has_nothing_to_put_in() -> None:
    assert draft(taken(ADS)).items == ()


def test_blank_rows_and_goals_give_way_and_come_back_with_undo() -> None:
    begun = replace(
        ADS,
        goals=(Goal(id="g"),),
        indicators=(Indicator(id="a"), Indicator(id="b", level1="满意度指标", level2="满意度")),
    )
    after = taken(begun)
    assert after.goals[0].id == "g"
    assert [row.name for row in after.indicators if not row.name] == []
    assert len(after.indicators) == 6


def test_what_is_unticked_stays_out() -> None:
    after = taken(ADS, "purpose", "row公益广告网络播放人次")
    assert not after.purpose
    assert len(after.indicators) == 5


def test_it_says_why() -> None:
    assert "公益广告" in kind_and_why(ADS)[1]
    kind, why = kind_and_why(Project(name="二期", purpose="用于应急广播终端维护"))
    assert kind is not None
    assert kind.id == "emergency_broadcast"
    assert "资金用途" in why
    assert "应急广播" in why
    chosen, why = kind_and_why(Project(name="公益广告", kind="培训"))
    assert chosen is not None
    assert chosen.id == "training"
    assert "培训" in why
    assert kind_and_why(Project(name="工会经费"))[1] == presets.basic_expenditure_advice("工会经费")
    assert kind_and_why(Project(name="老照片征集"))[0] is None


def test_another_kind_than_its_own_is_kept_with_it() -> None:
    plan = AnnualPlan(year=YEAR, projects=(ADS,))
    training = next(kind for kind in presets.kinds() if kind.id == "training")
    after = taken(ADS, draft=draft_of(plan, ADS, training))
    assert after.kind == "培训"
    assert "培训班期数" in [row.name for row in after.indicators]
    assert taken(ADS).kind == ""


def test_a_draft_does_not_make_its_project_another_kind() -> None:
    for outline in outlines().outlines:
        kind, _ = told_by(outline.purpose)
        usual = outline.kind if outline.kind != "general" else None
        if usual is None:
            assert kind is None, outline.purpose


def test_large_projects_count_more_than_one_thing() -> None:
    large = replace(ADS, budget=outlines().large)
    counts = [row for row in taken(large).indicators if presets.code_of(row.level2) == "数量"]
    assert len(counts) == 2


def test_numbers_in_the_table_go_into_the_goals() -> None:
    project = with_value(taken(ADS), "公益广告制作条数", "≥60条")
    after = completed(project)
    assert "不少于60条" in after.goals[0].text
    assert UNFILLED not in after.goals[0].text
    assert after.goals[1] == project.goals[1]
    assert completed(after) == after


def test_a_deadline_goes_into_the_goals() -> None:
    project = taken(Project(name="老照片征集"))
    after = completed(with_value(project, "计划事项办结时间", "2027年10月底前"))
    assert "在2027年10月底前通过验收" in after.goals[0].text


def test_numbers_go_into_a_goal_that_was_edited_elsewhere() -> None:
    project = taken(ADS)
    goal = replace(project.goals[0], text=f"在城乡各处，{project.goals[0].text}（见方案）")
    project = with_value(replace(project, goals=(goal,)), "公益广告制作条数", "≥60条")
    assert "不少于60条" in completed(project).goals[0].text


def test_unit_costs_are_worked_out_once_their_quantity_stands() -> None:
    project = taken(Project(name="助农直播带货", budget=Money.of_wan(Decimal(24))))
    assert not next(row for row in project.indicators if "成本" in row.name).target.text
    after = completed(with_value(project, "助农直播场次", "≥24场"))
    assert next(row for row in after.indicators if "成本" in row.name).target.text == "≤1万元/场"


def test_a_thing_that_the_name_tells_gets_into_the_rows() -> None:
    names = [row.name for row in taken(Project(name="无人机购置")).indicators]
    assert "购置无人机台数" in names
    assert "单台无人机购置成本" in names
    blank = taken(Project(name="设备购置"))
    assert f"购置{UNFILLED}台数" in [row.name for row in blank.indicators]
    first = first_open(blank)
    assert first is not None
    assert first.path == "name"
    line = line_reworded("购置话筒台数")
    assert line is not None
    assert line.completed("3") == "＝3台"
    assert line_reworded("培训班期数") is None


def test_words_choose_among_the_outlines_of_a_kind() -> None:
    assert "采暖" in outline_of("logistics", "办公楼采暖费")[0].words
    assert outline_of("logistics", "会议费")[0].words == ()
    assert outline_of("logistics", "经费", "用于支付物业费")[1] == "物业"
    assert outline_of("nobody's kind")[0].kind == "general"


def test_every_kind_has_an_outline_of_its_own() -> None:
    assert {each.kind for each in outlines().outlines if not each.words} == {
        kind.id for kind in presets.kinds()
    }


@tried(40)
@given(st.text(alphabet="公益广告应急培训＿一二三 \n<b>&", max_size=20), st.booleans())
def test_whatever_the_name_a_draft_comes_and_is_exact(name: str, large: bool) -> None:
    project = Project(name=name.replace("\n", ""), budget=Money(30_000_000_00 if large else 1))
    after = taken(project)
    assert after.name == project.name
    assert len(after.indicators) >= 6
    assert not is_undrafted(after)
    assert len({row.id for row in after.indicators}) == len(after.indicators)


OUTLINE = (
    '[["草稿"]]\n"名称" = "一"\n"用途" = "用"\n"目标" = ["{}"]\n"指标" = ["{}"]\n"类型" = "{}"'
)
FAULTS = {
    OUTLINE.format("一", "一", "没有"): "没有",
    OUTLINE.format("一", "一", "debt"): "一",
    OUTLINE.format("{某}", "债务偿还笔数", "debt"): "某",
    OUTLINE.format("一", "债务偿还笔数", "debt"): "general",
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_told_by_its_place(text: str, tmp_path: Path) -> None:
    path = tmp_path / "drafts.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PresetTrouble) as told:
        load_drafts(path)
    assert FAULTS[text] in str(told.value)


def test_two_usual_outlines_of_a_kind_are_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "drafts.toml"
    whole = preset_path("drafts.toml").read_text(encoding="utf-8")
    block = whole.split('[["草稿"]]')[2]
    path.write_text(f'{whole}\n[["草稿"]]{block}', encoding="utf-8")
    with pytest.raises(PresetTrouble, match="general"):
        load_drafts(path)
