"""What the contents of tables mean: files that were read wrong, and their kinds in other words."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from hfgoals.exchange.foreign import proposal_of, understand
from hfgoals.exchange.foreign.pasted import tables_of_text
from hfgoals.exchange.mending import is_residue, level_alone, name_alone, target_mended
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.reading import read_source
from hfgoals.model.values import Project
from hfgoals.trouble import NotUnderstood
from tests.exchange.foreign.law import lost_cells
from tests.exchange.foreign.layouts import maker

_CASES = Path(__file__).parent / "cases"


def _case(name: str) -> Proposal:
    return read_source(_CASES / name)


def _pasted(text: str) -> Proposal:
    """Of a table with strokes between its cells."""
    understood = understand(tables_of_text(re.sub(r" ?\| ?", "\t", text.strip("\n"))))
    proposal = proposal_of(understood)
    assert lost_cells(understood, proposal) == []
    return proposal


def _only(proposal: Proposal) -> Project:
    [project] = proposal.plan.projects
    return project


def _rows(proposal: Proposal) -> list[tuple[str, str, str, str]]:
    return [
        (each.level1, each.level2, each.name, str(each.target))
        for each in _only(proposal).indicators
    ]


def _wan(proposal: Proposal) -> list[Decimal | None]:
    project = _only(proposal)
    amounts = (project.budget, project.fiscal, project.other)
    return [amount.wan if amount is not None else None for amount in amounts]


def _told(proposal: Proposal) -> str:
    return "\n".join(f"{note.text} {note.message}" for note in proposal.notes)


# ---- tables that tell what became of the targets


def test_self_evaluation() -> None:
    proposal = _case("self-evaluation.xlsx")
    project = _only(proposal)
    assert "自评表" in _told(proposal)
    # 年初预算数 is the project's, as in our forms; 全年预算数 is of the stage.
    assert _wan(proposal)[0] == Decimal(8)
    assert [goal.text for goal in project.goals] == ["组织演练2场，参演120人次。"]
    assert _rows(proposal) == [
        ("产出指标", "数量指标", "演练场次", "≥2场"),
        ("产出指标", "时效指标", "完成时间", "2023年11月底前"),
        ("效益指标", "社会效益指标", "参演人员掌握率", "≥90%"),
        ("满意度指标", "服务对象满意度指标", "参演人员满意度", "≥90%"),
    ]
    [stage] = project.stages
    assert (str(stage.revised.total), str(stage.spent.total)) == ("7.50", "7.20")
    assert stage.achieved == "实际演练3场，超额完成。"
    results = [result for row in project.indicators for result in row.stages]
    assert [str(each.actual) for each in results] == ["3场", "2023年12月", "93%", "91%"]
    assert [each.reason for each in results] == ["计划偏低", "场地档期调整", "", ""]
    # What the actual values come to is not kept; the one that differs is, and told.
    assert [each.score for each in results] == [None, Decimal(15), None, None]
    assert "得分写的是 15" in _told(proposal)
    assert {each.date for each in (stage, *results)} == {"2023"}
    assert "evaluation_project" in proposal.plan.forms


_LIST = """
项目名称 | 甲
年度资金总额（万元） | 5
{}
"""


@pytest.mark.parametrize(
    ("title", "goals", "heads"),
    [
        ("项目支出绩效自评表", "年初设定目标 | 全年实际完成情况", "实际完成值"),
        ("部门项目自我评价表", "预期目标 | 实际完成情况", "全年完成值"),
        ("项目绩效目标表", "预期目标 | 目标完成情况", "全年实际完成情况"),
        ("绩效运行监控表", "年初目标 | 1-7月完成情况", "1-7月执行情况"),
        ("项目绩效跟踪监控表", "年初设定目标 | 1至6月完成情况", "全年预计完成情况"),
        ("项目支出绩效自评表", "年初绩效目标 | 年度目标完成情况", "自评完成情况"),
    ],
)
def test_results_are_never_targets(title: str, goals: str, heads: str) -> None:
    proposal = _pasted(f"""
{title}
项目名称 | 甲
年度总体目标 | {goals}
 | 演练2场。 | 演练了3场，超额完成。
一级指标 | 二级指标 | 三级指标 | {heads} | 年度指标值 | 得分
产出指标 | 数量指标 | 演练场次 | 3场 | ≥2场 | 10
""")
    assert [goal.text for goal in _only(proposal).goals] == ["演练2场。"]
    assert _rows(proposal) == [("产出指标", "数量指标", "演练场次", "≥2场")]
    achieved = [stage.achieved for stage in _only(proposal).stages]
    noted = any("演练了3场" in note.text for note in proposal.unread)
    assert noted or achieved == ["演练了3场，超额完成。"]


@pytest.mark.parametrize(
    ("heads", "amounts", "budget"),
    [
        ("年初预算数 | 全年预算数 | 全年执行数", "8 | 7.5 | 7", "7.5"),
        ("全年执行数 | 调整后预算数 | 年初预算数", "7 | 7.5 | 8", "7.5"),
        ("年初预算 | 实际支出数 | 执行率", "8 | 7 | 88%", "8"),
        ("年初预算数 | 1-7月执行数 | 全年预计执行数", "8 | 3 | 8", "8"),
        ("预算数 | 执行数 | 得分", "8 | 7 | 9", "8"),
        ("上年结转 | 全年预算数 | 预算执行率", "1 | 8 | 90%", "8"),
    ],
)
def test_the_budget_among_other_amounts(heads: str, amounts: str, budget: str) -> None:
    proposal = _pasted(f"""
项目名称 | 甲
项目资金（万元） | | {heads}
 | 年度资金总额 | {amounts}
 | 其中：当年财政拨款 | {amounts}
年度绩效目标 | 做好。
""")
    assert _wan(proposal)[:2] == [Decimal(budget), Decimal(budget)]


# ---- rows that do not stand below their headings


def test_rows_shifted_by_one() -> None:
    proposal = _case("shifted-by-one.txt")
    assert _rows(proposal) == [
        ("产出指标", "数量指标", "演练场次", "≥3场"),
        ("产出指标", "质量指标", "演练考核合格率", "≥95%"),
        ("满意度指标", "服务对象满意度指标", "参演人员满意度", "≥90%"),
    ]
    assert "错开" in _told(proposal)


_RIGHT = [
    ("产出指标", "数量指标", "演练场次", "≥3场"),
    ("产出指标", "质量指标", "合格率", "≥95%"),
]


@pytest.mark.parametrize(
    "rows",
    [
        "产出指标 | 数量指标 | 演练场次 | ≥3场\n质量指标 | 合格率 | ≥95%",
        "1 | 产出指标 | 数量指标 | 演练场次 | ≥3场\n2 | 产出指标 | 质量指标 | 合格率 | ≥95%",
        " | 产出指标 | 数量指标 | 演练场次 | ≥3场\n | | 质量指标 | 合格率 | ≥95%",
        "产出指标 | 数量指标 | 演练场次 | 20 | ≥3场\n | 质量指标 | 合格率 | 10 | ≥95%",
        "产出指标 | 数量指标 | 演练场次 | ≥3场\n | | 质量指标 | 合格率 | ≥95%",
        "产出指标 | 数量指标 | 演练场次 | ≥3场\n | 质量指标 | 合格率 | ≥95%\n指标3： |",
    ],
)
def test_rows_that_moved_are_read_where_they_stand(rows: str) -> None:
    heads = "一级指标 | 二级指标 | 三级指标 | 指标值"
    proposal = _pasted(_LIST.format(f"年度目标 | 做好。\n{heads}\n{rows}"))
    assert _rows(proposal) == _RIGHT
    assert proposal.notes


@pytest.mark.parametrize("target", ["100%", "98.5％", "全年", "2023年11月底前", "12期"])
def test_a_row_like_the_others_is_not_doubted_for_its_target(target: str) -> None:
    heads = "一级指标 | 二级指标 | 三级指标 | 指标值"
    rows = (
        "产出指标 | 数量指标 | 演练场次 | ≥3场\n产出指标 | 数量指标 | 演练人数 | ≥30人\n"
        f"产出指标 | 质量指标 | 合格率 | {target}"
    )
    proposal = _pasted(_LIST.format(f"年度目标 | 做好。\n{heads}\n{rows}"))
    assert [row[3] for row in _rows(proposal)] == ["≥3场", "≥30人", target]
    assert "对不上" not in _told(proposal)
    assert "错开" not in _told(proposal)


def test_a_row_that_fits_nowhere_is_refused() -> None:
    proposal = _pasted(
        _LIST.format(
            "一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 数量指标 | 演练场次 | ≥3场\n"
            "≥95% | 产出指标 | 20 | 质量指标"
        )
    )
    assert _rows(proposal) == _RIGHT[:1]
    assert any("≥95%" in note.text for note in proposal.unread)


def test_second_levels_below_first_level() -> None:
    proposal = _case("second-levels-in-first-column.xlsx")
    assert _rows(proposal) == [
        ("产出指标", "数量指标", "演练场次", "≥2场"),
        ("产出指标", "质量指标", "演练合格率", "≥95%"),
        ("满意度指标", "服务对象满意度指标", "参演人员满意度", "≥90%"),
    ]
    described = [each.description for each in _only(proposal).indicators]
    assert described == ["全年组织的演练", "考核合格人员比例", "问卷满意比例"]


@pytest.mark.parametrize(
    ("heads", "rows", "description"),
    [
        (
            "一级指标 | 二级指标 | 指标值",
            "数量指标 | 演练场次 | ≥3场\n质量指标 | 合格率 | ≥95%",
            "",
        ),
        (
            "一级指标 | 三级指标 | 指标值",
            "数量指标 | 演练场次 | ≥3场\n质量指标 | 合格率 | ≥95%",
            "",
        ),
        (
            "一级指标 | 二级指标 | 三级指标 | 目标值",
            "数量指标 | 演练场次 | 全年 | ≥3场\n质量指标 | 合格率 | 抽检 | ≥95%",
            "全年",
        ),
        (
            "一级指标 | 二级指标 | 指标说明 | 目标值",
            "数量指标 | 演练场次 | 全年 | ≥3场\n质量指标 | 合格率 | 抽检 | ≥95%",
            "全年",
        ),
        (
            "序号 | 一级目标 | 二级目标 | 预期值",
            "1 | 数量指标 | 演练场次 | ≥3场\n2 | 质量指标 | 合格率 | ≥95%",
            "",
        ),
        (
            "一级 | 二级 | 绩效标准 | 年度指标值",
            "产出数量 | 演练场次 | 全年 | ≥3场\n产出质量 | 合格率 | 抽检 | ≥95%",
            "全年",
        ),
    ],
)
def test_first_column_of_second_levels(heads: str, rows: str, description: str) -> None:
    proposal = _pasted(_LIST.format(f"{heads}\n{rows}"))
    found = [(level1, name, target) for level1, _, name, target in _rows(proposal)]
    assert found == [(level1, name, target) for level1, _, name, target in _RIGHT]
    assert _only(proposal).indicators[0].description == description


# ---- money


def test_the_total_of_several_years_is_no_budget() -> None:
    proposal = _case("multi-year-total.xlsx")
    assert _wan(proposal)[:2] == [250, 250]
    assert [goal.text for goal in _only(proposal).goals] == ["改造台站2座。"]


@pytest.mark.parametrize(
    "lines",
    [
        "项目总投资（万元） | 900\n年度资金总额（万元） | 30",
        "项目资金总额（万元） | 900\n当年预算（万元） | 30",
        "实施期资金总额（万元） | 900\n年度资金总额（万元） | 30",
        "本年预算（万元） | 30\n项目总额（万元） | 900",
        "总预算（元） | 9000000\n年度预算安排（元） | 300000",
        "项目资金总额 | 900万元\n年度资金申请总额 | 30万",
    ],
)
def test_this_year_wins_over_the_total(lines: str) -> None:
    proposal = _pasted(f"项目名称 | 甲\n{lines}\n年度目标 | 做好。")
    assert _wan(proposal)[0] == 30
    assert any("900" in note.text.replace(",", "") for note in proposal.unread)


def test_a_total_alone_is_doubted_where_the_project_takes_years() -> None:
    text = "项目名称 | 甲\n项目周期 | 2023年-2026年\n项目总额（万元） | 900\n年度目标 | 做好。"
    proposal = _pasted(text)
    assert _wan(proposal)[0] == 900
    assert "各年合计" in _told(proposal)


def test_unit_year_and_currency_above_the_table() -> None:
    proposal = _case("unit-in-paragraph-above.docx")
    assert (proposal.year, proposal.unit.name) == (2024, "示例县融媒体中心")
    assert _wan(proposal) == [6, 6, 0]


@pytest.mark.parametrize(
    ("above", "label", "amount"),
    [
        ("填报单位：某县文化馆 | 单位：元", "预算数", "60000"),
        ("2024年项目绩效目标表 金额单位：元", "预算数", "60,000.00"),
        ("金额单位 | 元", "预算数", "60000"),
        ("2024年度", "预算数（元）", "￥60,000.00"),
        ("单位：元", "预算数", "6万元"),
        ("单位：元", "预算数（万元）", "6.00"),
        ("2024年度", "预算数", "6 万"),
        ("单位：千元", "预算数", "60"),
    ],
)
def test_where_a_currency_stands(above: str, label: str, amount: str) -> None:
    proposal = _pasted(f"{above}\n项目名称 | 甲\n{label} | {amount}\n年度目标 | 做好。")
    assert _wan(proposal)[0] == 6


def test_the_currency_in_the_name_of_a_worksheet(tmp_path: Path) -> None:
    grid = maker.grid_of("项目名称 | 甲\n预算数 | 60000\n年度目标 | 做好。", "目标表（元）")
    path = tmp_path / "2024年.xlsx"
    maker.write_xlsx(maker.Layout("a", ("xlsx",), "a", (grid,)), path)
    assert _wan(read_source(path))[0] == 6


@pytest.mark.parametrize(
    "lines",
    [
        "预算金额 | 500000元\n其中：财政拨款（万元） | 50",
        "预算数（万元） | 500000\n财政资金 | 50",
        "预算数（元） | 50\n财政资金（万元） | 40\n其他资金（万元） | 10",
        "预算数 | 50万\n财政资金（万元） | 400000\n其他资金（万元） | 100000",
        "预算数 | 500000\n财政资金 | 500000",
        "预算金额 | 5000000千元\n其中：财政拨款（万元） | 50",
    ],
)
def test_yuan_against_wan_yuan(lines: str) -> None:
    proposal = _pasted(f"项目名称 | 甲\n{lines}\n年度目标 | 做好。")
    amounts = _wan(proposal)
    assert amounts[0] == 50 or "请核对" in _told(proposal)
    if "千元" not in lines:
        assert amounts[0] == sum(each for each in amounts[1:] if each is not None) == 50


def test_less_than_a_fen_is_told() -> None:
    proposal = _pasted("项目名称 | 甲\n预算数（元） | 100.005\n年度目标 | 做好。")
    assert _wan(proposal)[0] is None
    assert any("100.005" in note.text for note in proposal.unread)


# ---- units and codes


def test_a_label_is_no_unit() -> None:
    proposal = _case("unit-is-a-label.xlsx")
    assert proposal.unit.name == "示例县融媒体中心"
    assert _wan(proposal)[:2] == [250, 250]


@pytest.mark.parametrize(
    "lines",
    [
        "填报单位： | 单位：万元\n单位名称 | 某县文化馆",
        "填报单位（盖章） | 金额单位：万元\n预算单位 | 某县文化馆",
        "单位 | 万元\n单位名称 | 某县文化馆",
        "单位名称 | 某县文化馆（盖章）",
        "单位名称 | 某县文化馆\n填报单位 | 另一个馆",
        "填报单位：某县文化馆 | 单位：万元",
    ],
)
def test_one_unit_and_it_is_one(lines: str) -> None:
    proposal = _pasted(f"{lines}\n项目名称 | 甲\n预算数 | 6\n年度目标 | 做好。")
    assert proposal.unit.name == "某县文化馆"


@pytest.mark.parametrize("code", ["无", "项目名称：乙", "详见附件", "（空）", "另行编制", "待定"])
def test_a_code_has_a_form(code: str) -> None:
    proposal = _pasted(f"项目名称 | 甲\n项目编码 | {code}\n年度目标 | 做好。\n预算数 | 1")
    assert all(project.code == "" for project in proposal.plan.projects)


# ---- signs


def test_signs_that_look_alike() -> None:
    proposal = _case("sign-as-bookmark.xlsx")
    targets = [target for *_, target in _rows(proposal)]
    assert targets == ["≥1800条", "≤0.5%", "≤30分钟", "≤5.00万元/月", "≥2400万次", "≥90%"]
    assert "》1800条" in _told(proposal)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("》1800条", "≥1800条"),
        ("《 0.5%", "≤0.5%"),
        ("⩾95%", "≥95%"),
        ("> =95%", "≥95%"),
        ("≥不低于95%", "≥95%"),
        ("≤ 不超过3天", "≤3天"),
        ("=>5次", "≥5次"),
        ("1O0场", "100场"),
        ("≥1OO%", "≥100%"),
        ("《9o%", "≤90%"),
        ("≥1OO㎡", "≥100㎡"),
        ("≥≥5", "≥5"),
    ],
)
def test_mended_targets(written: str, meant: str) -> None:
    text, doubt = target_mended(written)
    assert text == meant
    assert written.strip() in doubt
    proposal = _pasted(f"项目名称 | 甲\n一级指标 | 三级指标 | 指标值\n产出指标 | 乙 | {written}")
    assert _rows(proposal)[0][3] == meant
    assert written in _told(proposal)


@pytest.mark.parametrize(
    "text",
    [
        *(
            ">=95%",
            "≥ 95%",
            "＞＝90%",
            "不低于95%",
            "ISO9001认证",
            "《手册》1本",
            "10OA",
            "提升",
            "",
        ),
        *("甲9o乙", "9oÀ", "第1o期起改版，按月刊出"),
    ],
)
def test_targets_that_stay_to_the_letter(text: str) -> None:
    assert target_mended(text) == (text, "")


@pytest.mark.parametrize("text", ["≥", "≥提升", "≤≥5", "< >", "≥%", "=—"])
def test_targets_without_sense_are_noted(text: str) -> None:
    kept, doubt = target_mended(text)
    assert kept == text
    assert doubt


@pytest.mark.parametrize(
    ("value", "shape", "target"),
    [
        (0.95, "0%", "95%"),
        (0.95, '"≥"0%', "≥95%"),
        (3, '"≥"0"场"', "≥3场"),
        (1200, '#,##0"条"', "1,200条"),
        (45626, 'yyyy"年"m"月"d"日"', "2024年11月30日"),
        (2.5, '"≤"0.00"万元"', "≤2.50万元"),
        (45293, 'm"月"d"日"', "1月2日"),
    ],
)
def test_formats_that_carry_sign_and_unit(
    value: float, shape: str, target: str, tmp_path: Path
) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["项目名称", "甲"])
    sheet.append(["预算数", 60000])
    sheet["B2"].number_format = '#,##0.00"元"'
    sheet.append(["一级指标", "二级指标", "三级指标", "指标值"])
    sheet.append(["产出指标", "数量指标", "演练场次", value])
    sheet["D4"].number_format = shape
    path = tmp_path / "2024年.xlsx"
    book.save(path)
    proposal = read_source(path)
    assert _wan(proposal)[0] == 6
    assert _rows(proposal)[0][3] == target
    assert ("没有年份的日期" in _told(proposal)) == (target == "1月2日")


# ---- several goals, rows of templates, points


def test_two_goals_in_a_cell() -> None:
    goals = [goal.text for goal in _only(_case("two-goals-in-a-cell.xlsx")).goals]
    assert goals == ["第一个目标", "第二个目标，发布1800条"]


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("产出指标（50分）", "产出指标"),
        ("成本指标(0-20)分", "成本指标"),
        ("效益指标30分", "效益指标"),
        ("满意度指标【10分】", "满意度指标"),
        ("产出指标（40%）", "产出指标"),
        ("数量指标（ 15.5 分 ）", "数量指标"),
        ("产出指标", "产出指标"),
        ("（50分）", "（50分）"),
        ("合计@SUM(A1)", "合计@SUM(A1)"),
        ("产出指标1)", "产出指标1)"),
    ],
)
def test_levels_without_their_points(text: str, alone: str) -> None:
    assert level_alone(text)[0] == alone


def test_rows_of_a_template() -> None:
    proposal = _pasted(
        _LIST.format(
            "一级指标 | 二级指标 | 三级指标 | 指标值\n"
            "产出指标（50分） | 数量指标 | 指标1：演练场次 | ≥3场\n"
            " | | 指标2： |\n | 质量指标 | 指标1：合格率 | ≥95%\n | | 指标2 |"
        )
    )
    assert _rows(proposal) == _RIGHT
    assert "空白模板" in _told(proposal)
    assert "（50分）" in _told(proposal)
    assert is_residue("指标3：", ["", "指标3"])
    assert not is_residue("指标1：新闻")
    assert not is_residue("数量指标")
    assert name_alone("指标1：新闻") == "新闻"
    assert name_alone("指标体系建设") == "指标体系建设"


# ---- more labels


@pytest.mark.parametrize(
    ("lines", "field", "wanted"),
    [
        ("一级项目名称 | 大类\n二级项目名称 | 甲", "name", "甲"),
        ("项目名称 | 甲\n年度资金申请总额（万元） | 6", "budget", "6.00"),
        ("项目名称 | 甲\n预算安排（万元） | 6", "budget", "6.00"),
        ("项目名称 | 甲\n财政拨款数（万元） | 6", "fiscal", "6.00"),
        ("项目名称 | 甲\n当年财政资金（万元） | 6", "fiscal", "6.00"),
        ("项目名称 | 甲\n项目概述 | 买设备", "purpose", "买设备"),
    ],
)
def test_labels_of_projects(lines: str, field: str, wanted: str) -> None:
    project = _only(_pasted(f"{lines}\n年度目标 | 做好。"))
    assert str(getattr(project, field)) == wanted


@pytest.mark.parametrize(
    "label", ["年度主要目标和成果", "预期目标", "年初设定目标", "主要目标和成果"]
)
def test_labels_of_goals(label: str) -> None:
    assert _only(_pasted(f"项目名称 | 甲\n{label} | 做好。")).goals[0].text == "做好。"


@pytest.mark.parametrize("head", ["当年预期实现值", "指标值及单位", "预期目标", "年度预期值"])
def test_headings_of_targets(head: str) -> None:
    proposal = _pasted(
        f"项目名称 | 甲\n一级指标 | 二级指标 | 三级指标 | {head} | 评（扣）分标准\n"
        "产出指标 | 数量指标 | 演练场次 | ≥3场 | 少一场扣1分"
    )
    assert _rows(proposal) == _RIGHT[:1]
    assert _only(proposal).indicators[0].description == ""


# ---- prose, strokes, cells on lines of their own


def test_projects_in_prose() -> None:
    proposal = _case("prose-list.docx")
    found = [
        (each.name, str(each.budget), str(each.fiscal), each.goals[0].text)
        for each in proposal.plan.projects
    ]
    assert found == [
        (
            "融媒体平台运营专项经费", "63.40", "63.40",
            "通过对平台日常运营维护，保障平台正常运转，用户满意度达到90%。",
        ),
        ("应急广播专项经费", "30.18", "30.18", "终端完好率达到98%。"),
    ]  # fmt: skip
    assert proposal.year == 2025
    assert any("立项依据" in note.message for note in proposal.unread)


_PROSE = [
    "{}设备购置项目\n项目概述：买设备。\n年度预算安排：财政拨款6万元。\n绩效目标：买好。",
    "项目名称：设备购置项目\n项目概述：买设备。\n预算：6万元\n绩效目标：买好。",
    "1.“设备购置项目”。\n（1）立项依据。需要。\n（2）预算安排。6万元。\n（3）绩效目标。买好。",
]


@pytest.mark.parametrize(
    "text",
    [*_PROSE[1:], *(_PROSE[0].format(number) for number in ("1.", "（一）", "一、", "2、", "(3)"))],
)
def test_prose_in_other_words(text: str) -> None:
    project = _only(proposal_of(understand(tables_of_text(text))))
    assert (project.name, str(project.budget)) == ("设备购置项目", "6.00")
    assert [goal.text.rstrip("。") for goal in project.goals] == ["买好"]


@pytest.mark.parametrize("stroke", ["|", " | ", "｜", "│", "┃", " │ "])
def test_strokes_between_cells(stroke: str) -> None:
    lines = [
        "项目名称 甲", "预算数（万元） 6", "年度目标 做好。", "一级指标 二级指标 三级指标 指标值",
        "产出指标 数量指标 演练场次 ≥3场", " 质量指标 合格率 ≥95%",
    ]  # fmt: skip
    text = "\n".join(stroke + stroke.join(line.split(" ")) + stroke for line in lines)
    proposal = proposal_of(understand(tables_of_text(text)))
    assert _wan(proposal)[0] == 6
    assert _rows(proposal) == _RIGHT


@pytest.mark.parametrize(
    "text",
    [
        "绩效目标\n做好\n一级指标\n二级指标\n三级指标\n指标值\n产出指标\n数量指标\n演练\n≥3场",
        "预算数\n5\n绩效目标\n做好",
        "一级指标\n二级指标\n三级指标\n指标值\n产出指标",
        "财政资金\n5\n资金用途\n买设备\n绩效目标\n买好",
        "资金用途：买设备\n绩效目标：买好",
        "绩效目标：\n1.做好。\n2.做完。\n资金用途：买设备",
    ],
)
def test_cells_on_lines_of_their_own_never_make_a_project_without_a_name(
    text: str, tmp_path: Path
) -> None:
    path = tmp_path / "目标.txt"
    path.write_text(text, "utf-8")
    with pytest.raises(NotUnderstood):
        read_source(path)
