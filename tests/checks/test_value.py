"""Group V: what is found and what is left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hfgoals.model.identity import following_id
from hfgoals.model.stages import Result
from hfgoals.model.target import Target
from hfgoals.model.values import Overall, Project, Safeguard, SubGoal
from tests.checks.looking import YEAR, in_overall, in_plan, in_project, in_row, mended, project, row


@pytest.mark.parametrize(
    "target",
    [
        "≥48期", "持续10年", "二级", "全市前三名", "90%-95%", "2023.12.31", "年底前", "零事故",
        "无重大差错", "达到国家甲级标准", "合格", "全覆盖", "≤万分之三", "三次", "≥1:3",
    ],
)  # fmt: skip
def test_what_can_be_measured(target: str) -> None:
    assert in_row("V01", "质量", "差错情况", target) == []


@pytest.mark.parametrize(
    "target", ["进一步提升", "及时", "良好", "优", "按合同约定", "持续多平台推介"]
)
def test_what_cannot_be_measured(target: str) -> None:
    assert [hit.level for hit in in_row("V01", "质量", "差错情况", target)] == ["error"]
    assert [hit.level for hit in in_row("V01", "社会", "影响", target)] == [None]


@pytest.mark.parametrize("target", ["", " ", "-", "××"])
def test_blank_and_placeholder_are_left_to_other_rules(target: str) -> None:
    assert in_row("V01", "质量", "差错情况", target) == []


def test_a_grade_counts_where_the_grades_are_told() -> None:
    told = "年末由分管领导按记录评定优良中差四档"
    assert in_row("V01", "持续", "制度落实情况", "优", told) == []
    assert in_row("V01", "持续", "制度落实情况", "优", "制度落实得好不好") != []


@pytest.mark.parametrize(
    ("target", "repair"), [("100%", "＝100%"), ("100％", "＝100%"), ("4项", ""), ("95%", "")]
)
def test_a_missing_sign_is_only_added_where_there_is_one_choice(target: str, repair: str) -> None:
    (hit,) = in_row("V02", "质量", "验收合格率", target)
    assert (mended(hit) if hit.repair else "") == repair


@pytest.mark.parametrize("target", ["≥4项", "不少于4项", "48小时内", "2023年12月", "6月底前", "优"])
def test_signed_dated_and_qualitative_targets_need_no_sign(target: str) -> None:
    assert in_row("V02", "数量", "项目", target) == []


def test_a_missing_unit() -> None:
    assert [hit.level for hit in in_row("V03", "数量", "报纸期数", "≥48")] == [None]
    (hit,) = in_row("V03", "满意", "群众满意度（%）", "≥80")
    assert (hit.level, mended(hit)) == ("warning", "≥80%")
    for target in ("≥80%", "2023年6月底前", "优"):
        assert in_row("V03", "满意", "群众满意度", target) == []


@pytest.mark.parametrize(
    ("name", "target", "wrong"),
    [
        ("工作完成及时率", "≤12月", True),
        ("覆盖率", "≥10个", True),
        ("工作按时完成率", "2023年底前", True),
        ("工作完成及时率", "≥95%", False),
        ("报纸差错率", "≤0.3‰", False),
        ("报纸差错率", "≤1处/万字", False),
        ("观众满意度", "≥90分", False),
        ("自办节目高清化比例", "≥95％", False),
        ("施工进度", "2023年底前", False),
        ("画面清晰度", "≥1080P", False),
        ("发射功率", "≥1千瓦", False),
        ("服务年度", "≥3年", False),
        ("完成及时率", "≥95%以上", False),
    ],
)
def test_rates_are_in_percent(name: str, target: str, *, wrong: bool) -> None:
    assert bool(in_row("V04", "质量", name, target)) == wrong


@pytest.mark.parametrize(
    ("kind", "name", "target"),
    [
        ("数量", "办公改造面积", "≤593平方米"),
        ("质量", "设备正常运行率", "≤95%"),
        ("满意", "群众满意度", "＜90%"),
        ("质量", "播出差错率", "≥1%"),
        ("社会", "安全事故次数", "≥1次"),
        ("社会", "债权人投诉件数", ">0件"),
        ("社会", "设备原因停播次数", "≥2次"),
        ("社会", "信号传输中断次数", "≥2次"),
        ("社会", "债务纠纷诉讼件数", "≥1件"),
        ("社会", "网络安全事件次数", "≥1次"),
        ("质量", "系统试运行故障率", "≥1%"),
        ("时效", "故障响应时间", "≥2小时"),
        ("时效", "工程完成时间", "≥2023年6月底前"),
    ],
)
def test_a_direction_that_is_wrong(kind: str, name: str, target: str) -> None:
    assert len(in_row("V05", kind, name, target)) == 1


@pytest.mark.parametrize(
    ("kind", "name", "target"),
    [
        ("数量", "办公改造面积", "＝593平方米"),
        ("数量", "办公改造面积", "593平方米"),
        ("数量", "公务接待批次", "≤12批"),
        ("数量", "聘用人员数量", "≤18人"),
        ("数量", "重大事件直播场次", "≥10场"),
        ("数量", "受理投诉件数", "≥100件"),
        ("数量", "故障排除次数", "≥30次"),
        ("质量", "故障修复合格率", "≥97%"),
        ("质量", "高危漏洞整改率", "＝100%"),
        ("社会", "雨季无渗漏面积占比", "≥99%"),
        ("质量", "支出增长率", "≤5%"),
        ("质量", "设备闲置率", "≤3%"),
        ("经济", "送外维修支出下降率", "≥5%"),
        ("时效", "连续安全运行时间", "≥8760小时"),
        ("时效", "工资发放及时率", "≥98%"),
        ("成本", "单期制作成本", "≥2万元"),
        ("社会", "停播事故次数", "＝0次"),
    ],
)
def test_a_direction_that_may_be(kind: str, name: str, target: str) -> None:
    assert in_row("V05", kind, name, target) == []


@pytest.mark.parametrize(
    ("name", "target", "level"),
    [("合格率", "≥120%", "none"), ("粉丝增长率", "≥120%", "warning"), ("合格率", "≥-1%", "none")],
)
def test_percents_out_of_bounds(name: str, target: str, level: str) -> None:
    assert [hit.level or "none" for hit in in_row("V06", "质量", name, target)] == [level]
    assert in_row("V06", "质量", name, "＝100%") == []


@pytest.mark.parametrize(
    ("target", "repair"),
    [
        ("≤12月", ""),
        ("12月", ""),
        ("6月底前", f"{YEAR}年6月底前"),
        ("10月31日前", f"{YEAR}年10月31日前"),
    ],
)
def test_months_without_a_year(target: str, repair: str) -> None:
    (hit,) = in_row("V07", "时效", "工程完成时间", target)
    assert hit.level is None
    assert (mended(hit) if hit.repair else "") == repair


@pytest.mark.parametrize(
    "target", ["2023年12月", "≤12个月", "每月10日前", "≤24小时", "≤2.5万元/月", "12个月", "≥95%"]
)
def test_dates_and_durations_that_are_clear(target: str) -> None:
    assert in_row("V07", "时效", "工程完成时间", target) == []


def test_the_end_of_the_year_without_a_year_is_milder() -> None:
    assert [hit.level for hit in in_row("V07", "时效", "完成时间", "年底前完成")] == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "2022年，为了实现全年规划目标，加强人才培养。",
        "用于2022年《新怀来》报的编辑、发行等费用。",
        "2022年度完成公益广告制作120条。",
    ],
)
def test_another_year_in_a_text(text: str) -> None:
    assert len(in_overall("V08", Overall(safeguards=(Safeguard(text=text),)))) == 1
    assert len(in_project("V08", project(purpose=text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "2023年全年完成48期。",
        "落实《2022年宣传工作要点》。",
        "按照怀财字〔2022〕7号、怀财字【2021】12号文件。",
        "截至2022年底，全县有行政村176个。",
        "阅读量比2022年增长10%。",
        "办公楼建于1998年，屋面渗漏。",
        "发射塔2019年建成，已到维护期。",
        "推动智慧广电行动方案（2019年-2022年）的落实。",
        "到2025年实现全覆盖。",
        "自2020年成立以来运行平稳。",
        "2022年实际完成47期。",
    ],
)
def test_years_that_may_differ(text: str) -> None:
    assert in_project("V08", project(purpose=text)) == []


@pytest.mark.parametrize(("year", "level"), [(2022, None), (2021, "warning"), (2024, "warning")])
def test_last_year_is_the_gravest(year: int, level: str | None) -> None:
    (hit,) = in_project("V08", project(purpose=f"用于{year}年报纸印刷。"))
    assert hit.level == level


def test_a_month_of_last_year_may_be_meant() -> None:
    (hit,) = in_project("V08", project(purpose="用于2022年12月工资和全年社会保险费。"))
    assert hit.level == "warning"
    (hit,) = in_row("V08", "时效", "完成时间", "2022年6月底前")
    assert hit.level is None


def test_debts_come_from_earlier_years() -> None:
    one = project(name="偿还门面改造欠款", purpose="用于2021年门面改造工程。")
    assert in_project("V08", one) == []
    assert in_project("V08", project(name="2021年门面改造尾款", purpose="用于付清。")) == []


@pytest.mark.parametrize(
    "name", ["2022年报刊费", "报刊费（2022年度）", "报刊费（2022）", "2022报刊项目", "2024年报刊费"]
)
def test_a_name_is_of_the_budget_year(name: str) -> None:
    (hit,) = in_project("V08", project(name=name, purpose="用于报刊。"))
    assert (hit.address.path, hit.level) == ("name", "warning")


@pytest.mark.parametrize(
    "name",
    ["2023年报刊费", "2022—2023年报刊费", "2022年结转报刊费", "FM2022机房费", "2022米光缆租用费",
     "怀财〔2022〕7号报刊费"],
)  # fmt: skip
def test_a_name_may_tell_of_other_years(name: str) -> None:
    assert in_project("V08", project(name=name, purpose="用于报刊。")) == []


def test_last_years_figures_are_a_basis_but_not_last_years_plan() -> None:
    assert in_row("V08", "数量", "期数", "≥48期", "", "2022年实际完成数") == []
    assert in_row("V08", "数量", "期数", "≥48期", "", "2021年运行维护合同") == []
    (hit,) = in_row("V08", "数量", "期数", "≥48期", "", "2022年工作计划")
    assert hit.level == "warning"


def test_a_deadline_after_the_year() -> None:
    assert len(in_row("V09", "时效", "完成时间", "2024年1月底前")) == 1
    assert in_row("V08", "时效", "完成时间", "2024年1月底前") == []
    assert in_row("V09", "时效", "完成时间", "2023年12月31日前") == []
    assert in_row("V09", "持续", "设备可用到", "2028年底") == []


@pytest.mark.parametrize(
    ("target", "repair"),
    [
        ("全年编发数达到48期以上", "≥48期"),
        ("48期以上", "≥48期"),
        ("大于等于90%", "≥90%"),
        ("不超过3万元", "≤3万元"),
        ("48小时内", "≤48小时"),
        ("≥95%以上", "≥95%"),
        ("≤2小时以内", "≤2小时"),
        ("三次", ""),
        ("≥一年", ""),
    ],
)
def test_words_become_symbols(target: str, repair: str) -> None:
    (hit,) = in_row("V10", "数量", "期数", target)
    assert (mended(hit) if hit.repair else "") == repair


@pytest.mark.parametrize("target", ["≥48期", "4项", "2023年6月底前完成", "优", "持续推进三年行动"])
def test_symbols_dates_and_sentences_are_no_words_for_numbers(target: str) -> None:
    assert in_row("V10", "数量", "期数", target) == []


def test_words_for_signs_in_the_overall_part() -> None:
    subgoal = SubGoal(indicators="下载量大于等于80万次，差错率小于等于 1%。")
    (hit,) = in_overall("V10", Overall(subgoals=(subgoal,)))
    assert mended(hit) == "下载量≥80万次，差错率≤1%。"


def test_a_unit_is_written_once() -> None:
    (hit,) = in_row("V11", "满意", "群众满意度（%）", "≥80%", "怎样算")
    assert mended(hit) == "群众满意度"
    assert in_row("V11", "满意", "群众满意度（问卷）", "≥80%", "怎样算") == []
    assert in_row("V11", "数量", "新闻条数（部）", "≥80条", "怎样算") == []


@pytest.mark.parametrize(
    ("name", "target", "wrong"),
    [
        ("客户端下载量", "≥80%", True),
        ("增强影响力", "≥95%", True),
        ("项目持续发挥作用", "≥95%", True),
        ("改造面积", "≥3个", True),
        ("设备使用年限", "≥95%", True),
        ("客户端下载量增长率", "≥8%", False),
        ("服务能力达标率", "≥95%", False),
        ("改造面积", "≥0.1万平方米", False),
        ("雨季无渗漏面积占比", "≥99%", False),
        ("收看人次", "≥20万人次", False),
        ("持续发挥作用期限", "≥10年", False),
        ("节目质量", "≥95%", False),
    ],
)
def test_units_that_fit(name: str, target: str, *, wrong: bool) -> None:
    assert bool(in_row("V12", "社会", name, target)) == wrong


def test_one_name_one_unit() -> None:
    years = project(row("持续", "项目持续发挥作用", "≥10年"), name="一")
    percent = project(row("持续", "项目持续发挥作用", "≥95%"), name="二")
    longer = project(row("持续", "项目持续发挥作用", "≥12年"), name="三")
    (hit,) = in_plan("V13", percent, years, longer)
    assert hit.address.row == percent.indicators[0].id
    assert in_plan("V13", years, longer) == []
    assert in_plan("V13", percent, project(row("持续", "另一名称", "≥10年"))) == []


def test_counts_of_one_name_in_two_counting_words_are_a_hint() -> None:
    one, other = project(row("数量", "活动", "≥3个")), project(row("数量", "活动", "≥3项"))
    assert [hit.level for hit in in_plan("V13", one, other)] == ["hint"]


@pytest.mark.parametrize(
    ("name", "target", "wrong"),
    [
        ("工资发放准确率", "≥95%", True),
        ("工程验收合格率", "≥98%", True),
        ("安全播出率", "≥99.9%", True),
        ("舆论导向正确率", "≥99%", True),
        ("工资发放准确率", "＝100%", False),
        ("带宽测试合格率", "≥98%", False),
        ("任务完成率", "≥95%", False),
    ],
)
def test_what_must_be_all(name: str, target: str, *, wrong: bool) -> None:
    assert bool(in_row("V14", "质量", name, target)) == wrong


def test_a_debt_is_paid_in_full() -> None:
    rows = (row("质量", "完成率", "≥95%"),)
    assert len(in_project("V14", project(*rows, name="偿还历史债务"))) == 1
    assert in_project("V14", project(*rows, name="公益宣传")) == []


@pytest.mark.parametrize(
    ("target", "wrong"), [("≥70%", True), ("≥84.9%", True), ("＝100%", True), ("≥85%", False)]
)
def test_a_sensible_satisfaction(target: str, *, wrong: bool) -> None:
    assert bool(in_row("V15", "满意", "群众满意度", target)) == wrong
    assert in_row("V15", "质量", "合格率", target) == []


def test_who_promises_all_asks_for_all() -> None:
    rows = row("社会", "行政村覆盖率", "≥95%"), row("社会", "终端在线率", "≥95%")
    promised = project(*rows, goals=("实现应急广播行政村全覆盖",))
    assert [hit.address.row for hit in in_project("V16", promised)] == [rows[0].id]
    assert in_project("V16", project(*rows, goals=("扩大覆盖面",))) == []
    whole = project(row("社会", "行政村覆盖率", "＝100%"), goals=("实现全覆盖",))
    assert in_project("V16", whole) == []


def test_targets_below_last_year() -> None:
    now = project(row("数量", "出版期数", "≥41期"), row("质量", "差错率", "≤2%"))
    before = project(row("数量", "出版期数", "≥48期"), row("质量", "差错率", "≤1%"))
    assert len(in_project("V17", now, before)) == 2
    assert in_project("V17", before, now) == []
    assert in_project("V17", now) == []
    other = project(row("数量", "出版期数", "≥48版"))
    assert in_project("V17", now, other) == []


def test_at_least_one_asks_for_nothing() -> None:
    assert len(in_row("V17", "数量", "完成项目数量", "≥1个")) == 1
    assert in_row("V17", "数量", "建成指挥中心", "＝1个") == []
    assert in_row("V17", "质量", "优秀作品", "≥1件") == []


@pytest.mark.parametrize(
    ("kind", "name", "target", "wrong"),
    [
        ("持续", "防水层有效年限", "≥10年", True),
        ("持续", "防水层有效年限", "≥5年", False),
        ("持续", "报纸连续出版年数", "≥20年", False),
        ("数量", "服务年限", "≥10年", False),
    ],
)
def test_years_that_an_effect_lasts(kind: str, name: str, target: str, *, wrong: bool) -> None:
    assert bool(in_row("V18", kind, name, target)) == wrong


@pytest.mark.parametrize(
    ("target", "done", "level"),
    [
        ("≥48期", "52期", None),  # within a tenth of what was done
        ("≥48期", "54期", "hint"),
        ("≥48期", "70期", "warning"),
        ("≥48期", "48期", None),
        ("≥4.8万份", "52000份", None),
        ("≥4.8万份", "60000份", "hint"),
        ("≥48期", "9000份", None),
        ("≥48期", "全部完成", None),
        ("≥48期", "", None),
        ("＝48期", "60期", None),
        ("48期", "60期", None),
        ("≥85%", "96%", "hint"),
        ("≥90%", "96%", None),
        ("≤30天", "20天", "hint"),
        ("≤30天", "28天", None),
        ("≤2次", "0次", None),
        ("≤1.05万元/期", "1.00万元/期", None),
        ("≤1.20万元/期", "1.00万元/期", "hint"),
        ("≤0.02%", "0.01%", None),
        ("≤20%", "5%", "hint"),
        ("≤0.3‰", "0.1‰", None),
        ("2023年6月底前", "2022年5月", None),
        ("达成", "60期", None),
    ],
)
def test_targets_below_what_was_done_last_year(target: str, done: str, level: str | None) -> None:
    now = project(row("数量", "出版期数", target))
    found = in_project("V21", now, _done(done))
    assert [hit.level or "hint" for hit in found] == ([level] if level else [])


def _done(actual: str, name: str = "出版期数", date: str = str(YEAR - 1)) -> Project:
    old = row("数量", name, "≥40期")
    result = Result(date=date, actual=Target.parse(actual))
    return project(replace(old, stages=(result,)))


def test_only_the_same_indicator_and_the_self_evaluation_count() -> None:
    now = project(row("数量", "出版期数", "≥10期"))
    assert len(in_project("V21", now, _done("60期"))) == 1
    assert in_project("V21", now, _done("60期", "发稿篇数")) == []
    assert in_project("V21", now, _done("60期", date=f"{YEAR - 1}-07")) == []
    assert in_project("V21", now) == []
    (renamed,) = _done("60期", "发稿篇数").indicators
    rolled = replace(now.indicators[0], id=following_id(renamed.id, YEAR))
    assert in_project("V21", project(rolled), project(renamed)) == []
    dated = project(row("数量", f"{YEAR}年出版期数", "≥10期"))
    assert len(in_project("V21", dated, _done("60期", f"{YEAR - 1}年出版期数"))) == 1
