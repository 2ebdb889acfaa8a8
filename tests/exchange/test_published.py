"""What the reader makes of single places; whole documents are in tests/real_files."""

from __future__ import annotations

import pytest

from hfgoals.exchange.published import Proposal, read_published
from hfgoals.trouble import NotUnderstood

_OVERALL = (
    "第一部分\n部门整体绩效目标\n\n一、总体绩效目标\n{goal}\n"
    "二、分项绩效目标\n{items}\n三、工作保障措施\n措施\n"
)
_HEAD = (
    "{heading}\n\t425001某中心\n\t{currency}\n\n\t项目编码\n\t{code}\n\t项目名称\n\t{name}\n\n"
    "\t预算规模及资金用途\n\t预算数\n\t{budget}\n"
    "\t其中：财政    资金\n\t{budget}\n\t其他资金\n\t\n\n"
    "\t\n\t用途\n\n\t资金支出计划（%）\n\t3月底\n\t6月底\n\t10月底\n\t12月底\n\n"
    "\t\n\t{plan}\n\n\t绩效目标\n\t{goals}\n\n"
    "\t一级指标\n\t二级指标\n\t三级指标\n\t绩效指标描述\n\t指标值\n\t指标值确定依据\n\n"
)
_ROW = "\t产出指标\n\t时效指标\n\t完成时间\n\t完成的时间\n\t{target}\n\t合同\n\n"


def _project(rows: str = "", **given: str) -> str:
    fields = {
        "heading": "1.某项目绩效目标表",
        "currency": "单位：万元",
        "code": "13020822P00908810002X",
        "name": "某项目",
        "budget": "30.00",
        "plan": "0%\n\t30%\n\t60%\n\t100%",
        "goals": "1.目标",
    }
    return "第二部分\n预算项目绩效目标\n" + _HEAD.format(**(fields | given)) + rows


def _unread(proposal: Proposal) -> list[str]:
    return [note.text for note in proposal.unread]


def test_items_of_the_overall_part_keep_their_paragraphs() -> None:
    items = "1、甲\n绩效目标：一\n又一\n绩效指标：二\n\n2、乙\n绩效指标：三"
    overall = read_published(_OVERALL.format(goal="头\n尾 ", items=items)).plan.overall
    assert overall.goal == "头\n尾 "
    found = [(each.title, each.goal, each.indicators) for each in overall.subgoals]
    assert found == [("甲", "一\n又一", "二"), ("乙", "", "三")]


def test_text_before_the_first_item_is_kept_and_told() -> None:
    proposal = read_published(_OVERALL.format(goal="", items="引言\n3、甲\n绩效目标：一"))
    assert [each.goal for each in proposal.plan.overall.subgoals] == ["引言", "一"]
    told = [note for note in proposal.notes if note.line]
    assert [note.text for note in told] == ["引言", "3、甲"]
    assert proposal.unread == ()


def test_a_numbered_sentence_in_a_goal_begins_no_item() -> None:
    items = "1、甲\n绩效目标：一\n2、不是分项\n绩效指标：二"
    # The line after it begins with a label: by the layout it is an item, and nothing is lost.
    assert len(read_published(_OVERALL.format(goal="", items=items)).plan.overall.subgoals) == 2
    items = "1、甲\n绩效目标：一\n2、不是分项\n还是一\n绩效指标：二"
    (only,) = read_published(_OVERALL.format(goal="", items=items)).plan.overall.subgoals
    assert only.goal == "一\n2、不是分项\n还是一"


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("1.保障运行", ["保障运行"]),
        ("1.一\n2.二\n又二\n3、三", ["一", "二\n又二", "三"]),
        ("不编号", ["不编号"]),
        ("1.5万元以内", ["1.5万元以内"]),
        ("2.先来的二", ["先来的二"]),
        ("（3）扩大影响", ["扩大影响"]),
        ("四、提升服务", ["提升服务"]),
        ("⑴圈号", ["圈号"]),
        ("第一，办好报纸", ["办好报纸"]),
        ("1.（1）甲", ["（1）甲"]),
        ("总述：\n1.甲\n2.乙", ["总述：\n1.甲\n2.乙"]),
        ("2、甲\n3、乙", ["甲", "乙"]),
        ("（1）一\n（2）二", ["一", "二"]),
        ("一、甲\n二、乙", ["甲", "乙"]),
        ("①一；②二", ["①一；②二"]),
        ("", []),
    ],
)
def test_numbered_goals(text: str, goals: list[str]) -> None:
    (project,) = read_published(_project(goals=text)).plan.projects
    assert [goal.text for goal in project.goals] == goals


def test_amounts_in_another_unit_of_money_are_not_taken_for_wan() -> None:
    proposal = read_published(_project(currency="单位：元", budget="300000"))
    (project,) = proposal.plan.projects
    assert (project.budget, project.fiscal) == (None, None)
    assert _unread(proposal) == ["300000", "300000"]


def test_what_is_no_amount_or_percent_is_noted() -> None:
    proposal = read_published(_project(budget="三十", plan="0%\n\t三成\n\t60%\n\t100%"))
    assert _unread(proposal) == ["三十", "三十", "三成"]


def test_a_month_that_the_form_does_not_have_is_not_guessed_at() -> None:
    text = _project().replace("\t10月底\n", "\t9月底\n")
    proposal = read_published(text)
    assert list(proposal.plan.projects[0].plan) == [0, 30, None, 100]
    assert _unread(proposal) == ["9月底", "60%"]


def test_a_table_without_heading_is_a_project() -> None:
    proposal = read_published(_project(heading=""))
    assert [project.name for project in proposal.plan.projects] == ["某项目"]
    assert proposal.unit.name == "某中心"


def test_a_name_that_differs_from_the_heading_is_told() -> None:
    proposal = read_published(_project(name="另一项目"))
    assert proposal.plan.projects[0].name == "另一项目"
    assert [note.text for note in proposal.notes] == ["1.某项目绩效目标表"]
    assert proposal.unread == ()


def test_a_heading_with_nothing_below_is_no_project() -> None:
    proposal = read_published(_project() + "2.空项目绩效目标表\n")
    assert len(proposal.plan.projects) == 1
    assert _unread(proposal) == ["2.空项目绩效目标表"]


@pytest.mark.parametrize(
    ("goal", "code", "target", "year"),
    [
        ("", "13020822P00908810002X", "≥1个", 2022),
        ("", "130208X", "2021年底前完成", 2021),
        ("某中心2023年度部门绩效目标", "130208X", "≥1个", 2023),
        ("某中心2022年绩效目标", "13020822P00908810002X", "2022年6月底前", 2022),
        ("某中心2023年绩效目标", "13020822P00908810002X", "≥1个", None),
        ("", "13020822P00908810002X", "2023年底前完成", None),
        ("2020年我们做了许多工作，绩效很好。", "130208X", "≥1个", None),
    ],
)
def test_the_year_is_the_one_all_name(goal: str, code: str, target: str, year: int | None) -> None:
    text = _OVERALL.format(goal=goal, items="") + _project(_ROW.format(target=target), code=code)
    proposal = read_published(text)
    assert proposal.year == year
    assert proposal.plan.year == (year or 0)
    assert any(note.line == 0 for note in proposal.notes) == (year is None)


def test_the_latest_code_counts_for_the_year() -> None:
    second = _project(heading="2.乙绩效目标表", name="乙", code="13020823P00908810002X")
    proposal = read_published(_project(code="13020821P00908810002X") + second)
    assert proposal.year == 2023


@pytest.mark.parametrize("text", ["", "\n\n", "随便一篇文章\n没有表", "\t一\n\t二\n"])
def test_a_text_of_another_kind_is_not_understood(text: str) -> None:
    with pytest.raises(NotUnderstood):
        read_published(text)
