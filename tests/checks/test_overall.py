"""X03-X08, X10-X15 on the overall part, and what they leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from hfgoals.checks import all_rules
from hfgoals.checks.case import OverallCase
from hfgoals.checks.rule import Hit
from hfgoals.checks.settings import Thresholds
from hfgoals.model.edits import SetText, applied
from hfgoals.model.values import AnnualPlan, Book, Overall, Safeguard, SubGoal, Unit

_RULES = {each.code: each for each in all_rules()}
_BEIJING = Path(__file__).parent / "beijing_2020.txt"


def _hits(
    code: str, overall: Overall, year: int = 2023, unit: str = "示例县融媒体中心"
) -> list[Hit]:
    case = OverallCase(Unit("999001", unit), "plan", year, overall, Thresholds())
    return list(_RULES[code].look(case))


def _says(code: str, hit: Hit) -> str:
    return _RULES[code].told.says.format_map(hit.values)


def _goal(code: str, text: str) -> list[Hit]:
    return _hits(code, Overall(goal=text))


def _item(code: str, **fields: str) -> list[Hit]:
    return _hits(code, Overall(goal="2023年", subgoals=(SubGoal(**fields),)))


def test_numbering_runs_through_all_paragraphs_of_the_safeguards() -> None:
    def rows(*texts: str) -> tuple[Safeguard, ...]:
        return tuple(Safeguard(id=str(at), text=text) for at, text in enumerate(texts))

    assert _hits("X03", Overall(safeguards=rows("（一）甲。", "（二）乙。", "（三）丙。"))) == []
    (hit,) = _hits("X03", Overall(safeguards=rows("（一）甲。", "说明。", "（三）丙。")))
    assert hit.address.row == "2"
    assert "（二）" in _says("X03", hit)
    (alone,) = _hits("X03", Overall(safeguards=rows("1、甲。", "乙。", "丙。")))
    assert alone.address.row == "0"


def test_an_item_without_goal_or_indicators_is_found_but_not_an_unitemised_text() -> None:
    assert [
        each.address.path for each in _item("X04", title="宣传", goal="办好新闻和专题节目")
    ] == ["indicators"]
    slogan = _item("X04", title="宣传", goal="按上级要求做好各项工作。", indicators="52期")
    assert [(each.address.path, each.level) for each in slogan] == [("goal", "warning")]
    assert [each.address.path for each in _item("X04", title="宣传", indicators="52期")] == ["goal"]
    assert len(_item("X04")) == 2
    assert _item("X04", goal="2023年，怀来电视台保证《怀来新闻》播出240期。") == []


def test_a_name_is_asked_for_where_other_items_have_one() -> None:
    rows = (
        SubGoal(title="宣传", goal="办好新闻节目", indicators="52期"),
        SubGoal(goal="办好专题节目", indicators="12期"),
    )
    (hit,) = _hits("X04", Overall(subgoals=rows))
    assert (hit.address.row, hit.address.path) == (rows[1].id, "title")


@pytest.mark.parametrize(
    ("texts", "rows"),
    [
        ((), 1),
        (("",), 1),
        (("加强管理。",), 1),
        (("无",), 1),
        (("成立小组，每季度检查一次进度。", ""), 1),
        (("成立小组，每季度检查一次进度。",), 0),
        (("由纪检组全程监督。", "按月通报。"), 0),
    ],
)
def test_safeguards_are_filled_in(texts: tuple[str, ...], rows: int) -> None:
    overall = Overall(
        goal="2023年办好新闻节目。",
        subgoals=(SubGoal(title="宣传", goal="办好新闻节目", indicators="52期"),),
        safeguards=tuple(Safeguard(text=text) for text in texts),
    )
    assert len(_hits("X17", overall)) == rows
    # A year just begun is not reproached with what is not yet written.
    assert _hits("X17", Overall(safeguards=overall.safeguards)) == []


@pytest.mark.parametrize(
    "text",
    [
        "《示例新闻》播出≥260期；观众满意度≥92%",
        "群众对宣传工作的满意度大于等于90%",
        "广播电视覆盖率≥98%",
        "2023年6月底前完成改版",
        "举办培训四期",
    ],
)
def test_measurable_indicators_are_left_alone(text: str) -> None:
    assert _item("X05", title="新闻宣传", indicators=text) == []


@pytest.mark.parametrize(
    "text",
    ["不断扩大影响力", "对外宣传大于等于95%", "做好2020年度项目入库、评审工作", "传播能力≥90%"],
)
def test_indicators_without_a_number_or_of_what_cannot_be_measured_are_found(text: str) -> None:
    assert len(_item("X05", title="新闻宣传", indicators=text)) == 1


def _beijing() -> list[tuple[str, str]]:
    """Names and contents of the indicators of the Beijing form of 2020, as published."""
    lines = [line.strip() for line in _BEIJING.read_text("utf-8").splitlines() if line.strip()]
    return list(zip(lines[::2], lines[1::2], strict=True))


def _beijing_overall() -> Overall:
    items = tuple(
        SubGoal(id=str(at), title=name, goal=content, indicators=content)
        for at, (name, content) in enumerate(_beijing(), 1)
    )
    return Overall(goal="贯彻落实党中央关于广播电视工作的方针政策。", subgoals=items)


def _rows(code: str) -> list[int]:
    hits = _hits(code, _beijing_overall(), 2020, "北京市广播电视局")
    return [int(each.address.row) for each in hits]


def test_the_eight_indicators_of_the_beijing_form() -> None:
    assert len(_beijing()) == 8
    assert _rows("X05") == [1, 2, 3, 4, 5, 6, 7, 8]
    assert {3, 5, 6, 7, 8} <= set(_rows("X06"))
    assert _rows("X07") == [3, 8]
    assert 2 in _rows("X12")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("开设《甲》《乙》《丙》7大专栏", None),
        ("推出《甲》、《乙》和《丙》4档节目", None),
        ("推出《甲》《乙》等5档节目", "hint"),
        ("推出《甲》《乙》《丙》等2档节目", None),
        ("办好四个平台：公众号、视频号、客户端。", None),
    ],
)
def test_a_count_that_does_not_fit_its_list(text: str, level: str | None) -> None:
    (hit,) = _goal("X08", text)
    assert hit.level == level


@pytest.mark.parametrize(
    "text",
    [
        "开设《甲》《乙》《丙》3大专栏",
        "推出《甲》《乙》两档节目",
        "办好三个平台：公众号、视频号、客户端。",
        "办好三个平台：公众号、视频号和客户端。",
        "做好四项工作：新闻宣传和舆论引导、安全播出、人才培训、服务群众。",
        "办好五类节目：新闻、专题、文艺等。",
        "落实“三个一”“四个一”要求",
        "在《甲》《乙》播出120条",
        "第一、第二届《甲》《乙》评选",
    ],
)
def test_counts_that_fit_or_tell_of_something_else(text: str) -> None:
    assert _goal("X08", text) == []


def test_the_budget_year_is_named_somewhere() -> None:
    assert len(_goal("X11", "做好新闻宣传。")) == 1
    assert len(_goal("X11", "做好2022年新闻宣传。")) == 1
    assert _goal("X11", "做好二〇二三年新闻宣传。") == []
    assert _hits("X11", Overall(safeguards=(Safeguard(text="2023年加强管理。"),))) == []
    assert _hits("X11", Overall()) == []


@pytest.mark.parametrize(
    "text",
    [
        "为了提高质量，办好节目。",
        "2022年更新了演播室设备，2023年投入使用。",
        "近年来，中心建立了全媒体队伍。",
        "为群众提供了解县情的窗口",
        "落实《行动方案（2019年-2022年）》的任务",
        "推动《行动方案（2023年-2025年）》出台",
    ],
)
def test_background_and_coming_plans_are_left_alone(text: str) -> None:
    assert _goal("X12", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "学习贯彻习近平总书记重要讲话精神",
        "县委书记高度重视媒体融合",
        "书记项目的宣传，县长热线的报道",
        "由台长安排值班，局长包联重点企业",
        "开展“书记在一线”专栏报道",
        "采访县委书记、县长，办好《书记访谈》",
    ],
)
def test_posts_without_a_name_are_left_alone(text: str) -> None:
    assert _goal("X14", text) == []


def test_a_heading_of_the_form_is_taken_out_of_the_text() -> None:
    (hit,) = _goal("X09", "一、总体绩效目标：\n\n2023年办好节目。")
    assert [edit.text for edit in hit.repair if isinstance(edit, SetText)] == ["2023年办好节目。"]
    (alone,) = _goal("X09", "总体绩效目标")
    assert alone.repair == ()
    assert _goal("X09", "总体绩效目标是办好节目。\n做好宣传。") == []
    (item,) = _item("X09", title="宣传", goal="绩效目标：\n办好节目", indicators="绩效指标≥3项")
    assert item.address.path == "goal"


def test_a_name_after_a_post_is_found() -> None:
    assert len(_goal("X14", "按照省委书记倪岳峰“周末到河北”的要求")) == 1
    assert len(_goal("X14", "落实县长王志强同志的批示")) == 1


def test_book_marks_round_a_platform_are_mended() -> None:
    overall = Overall(goal="2023年用好《学习强国》和《示例新闻》，推广《智慧怀来APP》。")
    plan = AnnualPlan(id="plan", year=2023, overall=overall)
    (hit,) = _hits("X15", overall)
    book = applied(Book(years=(plan,)), hit.repair)
    assert book.years[0].overall.goal == ("2023年用好“学习强国”和《示例新闻》，推广“智慧怀来APP”。")
    assert _hits("X15", book.years[0].overall) == []
