"""C01-C10 on small cases, in both schemes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hfgoals.checks import Thresholds
from hfgoals.checks.case import ProjectCase
from hfgoals.checks.rules.cells import fits_the_system
from hfgoals.model.edits import applied
from hfgoals.model.money import Money
from hfgoals.model.values import Book, Goal, Indicator, Project
from hfgoals.presets import Scheme, kinds, library, schemes
from tests.checks.looking import UNIT, YEAR
from tests.checks.making import findings, plan_of, project, row, told
from tests.presets.answers import answered

ROWS = (
    ("成本", "月均维护成本", "≤2.5万元/月"),
    ("数量", "维护设备数量", "＝86台"),
    ("质量", "设备正常运行率", "≥99%"),
    ("时效", "故障修复时间", "≤4小时"),
    ("社会效益", "信号可用度", "≥99.9%"),
    ("满意度", "值班人员满意度", "≥93%"),
)


def _whole(scheme: int, without: str = "") -> Project:
    return project(*(row(*each, scheme=scheme) for each in ROWS if each[0] != without))


@pytest.mark.parametrize("scheme", [0, 1])
@pytest.mark.parametrize("code", [f"C{number:02}" for number in range(1, 11)])
def test_a_whole_table_is_left_alone(scheme: int, code: str) -> None:
    assert told(code, _whole(scheme)) == []


@pytest.mark.parametrize(
    ("scheme", "without", "code"),
    [
        (0, "社会效益", "C01"),
        (0, "满意度", "C01"),
        (0, "数量", "C02"),
        (0, "成本", "C02"),
        (1, "满意度", "C01"),
        (1, "质量", "C02"),
        (1, "时效", "C02"),
    ],
)
def test_what_is_missing_is_found(scheme: int, without: str, code: str) -> None:
    found = findings(code, plan_of(_whole(scheme, without)))
    assert [each.level for each in found] == ["error"]


def test_an_empty_table_lacks_every_first_level_in_one_finding() -> None:
    (found,) = findings("C01", plan_of(project()))
    assert all(name in found.message for name in schemes()[0].level1)


def test_the_cost_group_is_wanted_only_in_the_newer_scheme() -> None:
    rows = [row(*each, scheme=1) for each in ROWS if each[0] != "成本"]
    social = row("社会成本", "扰民投诉件数", "≤2件", scheme=1)
    assert told("C01", project(*rows, social)) == []


def test_debts_may_do_without_satisfaction() -> None:
    made = replace(_whole(0, "满意度"), name="偿还设备欠款")
    assert told("C01", made) == [("name", "warning")]
    assert told("C04", made) == [("name", "hint")]
    assert told("C04", replace(_whole(0), name="偿还设备欠款")) == []


def test_rows_of_the_other_scheme_are_moved_by_the_repair() -> None:
    other = row("成本", "备件采购成本", "≤3.00万元", scheme=1)
    made = project(*_whole(0).indicators, other)
    plan = plan_of(made)
    (found,) = findings("C08", plan)
    mended = applied(Book(years=(plan,)), found.repair).years[0]
    assert findings("C08", mended) == []
    last = mended.projects[0].indicators[-1]
    assert (last.level1, last.level2) == ("产出指标", "成本指标")


def test_a_second_level_under_the_wrong_first_is_not_moved() -> None:
    rows = list(_whole(0).indicators)
    rows[1] = replace(rows[1], level1="效益指标")
    (found,) = findings("C08", plan_of(project(*rows)))
    assert (found.address.path, found.repair) == ("level2", ())


@pytest.mark.parametrize(
    ("target", "level"),
    [
        ("待定", "error"),
        ("XX条", "error"),
        ("≥**期", "error"),
        ("/", "error"),
        ("__", "error"),
        ("90-95%", "warning"),
        ("≥3次/日", None),
        ("7×24小时", None),
        ("7*24小时", None),
        ("2023-06-30前", None),
        ("≤-5%", None),
        ("≥48期", None),
        ("优", None),
    ],
)
def test_placeholders_in_targets(target: str, level: str | None) -> None:
    found = told("C06", project(row("数量", "播出期数", target)))
    assert found == ([("target", level)] if level else [])


@pytest.mark.parametrize(
    "name", ["APP下载次数", "“学习强国”供稿条数", "5G-A直播场次", "H5作品件数"]
)
def test_names_with_letters_hold_no_places(name: str) -> None:
    assert told("C06", project(row("数量", name, "≥10次"))) == []


@pytest.mark.parametrize(
    ("code", "name", "target", "found"),
    [
        ("质量", "完成率", "≥95%", True),
        ("质量", "按时播出率", "≥95%", True),
        ("质量", "节目制作验收", "2023年6月底前", True),
        ("质量", "高危漏洞整改率", "＝100%", False),
        ("时效", "印刷合格率", "≥98%", True),
        ("时效", "工作按时完成率", "≥95%", False),
        ("社会效益", "宣传持续影响程度", "≥95%", True),
        ("社会效益", "行政村覆盖率", "≥95%", False),
        ("可持续影响", "设备可持续使用年限", "≥5年", False),
        ("数量", "设备完好率", "≥95%", True),
        ("数量", "巡检频率", "≥4次/月", False),
        ("数量", "播出期数", "≥48期", False),
    ],
)
def test_rows_in_the_wrong_place(code: str, name: str, target: str, found: bool) -> None:
    assert bool(told("C09", project(row(code, name, target)))) == found


def test_a_row_without_anything_is_one_finding() -> None:
    assert told("C05", project(Indicator())) == [("name", "error")]
    half = row("数量", "播出期数", "", basis="")
    assert sorted(told("C05", project(half))) == [("basis", "error"), ("target", "error")]


@pytest.mark.parametrize("scheme", schemes(), ids=lambda one: one.id)
@pytest.mark.parametrize("kind", [kind.id for kind in kinds()])
def test_the_library_gives_no_finding(kind: str, scheme: Scheme) -> None:
    # Enough for the dearest example, so many times a piece.
    budget = Money.of_wan(Decimal(100))
    rows = []
    for each in library(kind):
        fill = answered(each, 2023, budget, scheme)
        made = row(each.code, fill.name, fill.target)
        rows.append(
            replace(
                made,
                level1=fill.level1,
                level2=fill.level2,
                description=fill.description,
                basis=fill.basis,
            )
        )
    made_of_all = project(*rows, plan="25 50 83 100", budget="100")
    for code in [f"{group}{number:02}" for group in "CK" for number in range(1, 11)]:
        found = findings(code, plan_of(made_of_all))
        assert [each.message for each in found if each.level != "hint"] == []


@pytest.mark.parametrize(("name", "found"), [("名" * 60, []), ("名" * 61, ["name"])])
def test_a_name_has_room_for_sixty_characters(name: str, found: list[str]) -> None:
    plan = plan_of(replace(_whole(0), name=name))
    told = [each for each in findings("L01", plan) if each.level != "hint"]
    assert [each.address.path for each in told] == found


@pytest.mark.parametrize(
    ("length", "levels"), [(32, []), (33, ["hint"]), (40, ["hint"]), (41, ["warning"])]
)
def test_a_third_level_name_has_room_for_forty_characters(length: int, levels: list[str]) -> None:
    rows = (row("数量", "名" * length, "≥48期"),)
    found = findings("L01", plan_of(project(*rows)))
    assert [each.level for each in found if each.address.part == "indicator"] == levels


def test_the_goals_of_a_project_share_their_room() -> None:
    goals = tuple(Goal(text="字" * 300) for _ in range(3))
    (found,) = findings("L01", plan_of(replace(_whole(0), goals=goals)))
    assert (found.address.row, found.level) == (goals[-1].id, "warning")
    (found,) = findings("L01", plan_of(replace(_whole(0), goals=goals[:2])))
    assert (found.address.row, found.level) == (goals[1].id, "hint")
    assert findings("L01", plan_of(replace(_whole(0), goals=goals[:1]))) == []


@pytest.mark.parametrize(
    ("thresholds", "most"), [(Thresholds(), "30"), (Thresholds(longest_name=36), "36")]
)
def test_a_scheme_has_lengths_of_its_own(thresholds: Thresholds, most: str) -> None:
    one = project(row("数量", "名" * 38, "≥48期"))
    case = ProjectCase(UNIT, YEAR, one, thresholds)
    case.__dict__["scheme"] = replace(case.scheme, longest=(30, 0, 0))
    (hit,) = fits_the_system(case)
    assert (hit.level, str(hit.values["most"])) == (None, most)
