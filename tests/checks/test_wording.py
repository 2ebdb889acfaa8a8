"""Group W: what is found and what is left alone."""

from __future__ import annotations

import pytest

from hfgoals.model.values import Indicator, Overall, Project, Safeguard, SubGoal, Unit
from tests.checks.looking import UNIT, in_overall, in_plan, in_project, in_row, mended, project, row


def _texts(code: str, text: str) -> list[str]:
    """What the rule says of a text, in a purpose and in a safeguard alike."""
    here = in_project(code, project(purpose=text))
    there = in_overall(code, Overall(safeguards=(Safeguard(text=text),)))
    assert len(here) == len(there)
    return [mended(hit) if hit.repair else "" for hit in here]


@pytest.mark.parametrize(
    ("description", "levels"),
    [
        ("报纸出版期数", [None]),
        ("报纸、出版期数。", [None]),
        ("报纸出版期数\n1.日报\n2.周报", ["hint"]),
        ("全年出版的报纸期数", []),
        ("", []),
    ],
)
def test_descriptions_that_copy_the_name(description: str, levels: list[str | None]) -> None:
    found = in_row("W01", "数量", "报纸出版期数", "≥48期", description)
    assert [hit.level for hit in found] == levels


@pytest.mark.parametrize("name", ["服务保障率。", "服务保障率；", "服务保障率 ， "])
def test_marks_at_the_end_of_a_name(name: str) -> None:
    (hit,) = in_row("W02", "社会", name)
    assert mended(hit) == "服务保障率"


def test_names_without_a_mark() -> None:
    for name in ("服务保障率", "服务保障率（年末）", "《示例》报", ""):
        assert in_row("W02", "社会", name) == []


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("按时完成项目", True),
        ("按时支出", True),
        ("增强影响力", True),
        ("进一步扩大宣传", True),
        ("各类媒体广泛宣传", True),
        ("保障新媒体平台运营事项数量", False),
        ("提升群众知晓率", False),
        ("维护终端台数", False),
        ("完成项目数量", False),
        ("安全管理制度落实情况", False),
        ("节目稳定收视人口", False),
        ("工程竣工时间", False),
        ("", False),
    ],
)
def test_names_that_are_no_indicators(name: str, *, wrong: bool) -> None:
    assert bool(in_row("W03", "社会", name)) == wrong


def _same(count: int, *rows: tuple[str, str, str]) -> list[Project]:
    return [project(*(row(*each) for each in rows), name=str(at)) for at in range(count)]


def test_the_same_row_in_three_projects() -> None:
    stock = ("数量", "完成项目数量", "≥1个")
    assert len(in_plan("W04", *_same(3, stock))) == 3
    assert in_plan("W04", *_same(2, stock)) == []
    twice = project(row(*stock), row(*stock), row(*stock))
    assert in_plan("W04", twice) == []


def test_what_cannot_be_said_otherwise_may_stand_in_three_projects() -> None:
    rows = ("质量", "验收合格率", "＝100%"), ("社会", "安全事故次数", "＝0次")
    assert in_plan("W04", *_same(3, *rows)) == []


def test_a_thousand_copies_do_not_bury_everything_else() -> None:
    found = in_plan("W04", *_same(1000, ("数量", "完成项目数量", "≥1个")))
    assert 3 <= len(found) <= 20
    assert found[0].values["count"] == 1000


@pytest.mark.parametrize(
    ("basis", "wrong"),
    [
        ("经验标准", True),
        ("历史经验、预算安排", True),
        ("调查问卷", True),
        ("历史标准", False),
        ("2023年工作计划", False),
        ("经验标准、运行维护合同", False),
        ("《广播电视安全播出管理规定》", False),
        ("", False),
    ],
)
def test_vague_bases(basis: str, *, wrong: bool) -> None:
    assert bool(in_row("W05", "质量", "合格率", "≥95%", "", basis)) == wrong


@pytest.mark.parametrize(
    ("kind", "name", "basis", "levels"),
    [
        ("成本", "总成本", "2023年工作计划、绩效考核量化明细", [None]),
        ("成本", "总成本", "2023年工作计划、预算测算", []),
        ("成本", "总成本", "市场询价记录", []),
        ("成本", "总成本", "预算安排", []),
        ("数量", "期数", "预算安排", [None]),
        ("数量", "期数", "预算安排、2023年工作计划", []),
        ("数量", "期数", "2023年工作计划", []),
        ("满意", "观众满意度", "问卷调查", ["hint"]),
        ("满意", "观众满意度", "满意度问卷调查方案", []),
        ("满意", "观众满意度", "《2023年问卷调查》", []),
    ],
)
def test_bases_that_do_not_fit(kind: str, name: str, basis: str, levels: list[str | None]) -> None:
    assert [hit.level for hit in in_row("W06", kind, name, "", "", basis)] == levels


def test_one_word_for_one_thing() -> None:
    rows = [row("质量", "率", "≥9%", "", basis) for basis in ("历史经验", "历史经验", "经验标准")]
    assert len(in_plan("W07", project(rows[0], rows[1]), project(rows[2]))) == 2
    assert in_plan("W07", project(rows[0]), project(rows[1])) == []


@pytest.mark.parametrize(
    ("name", "description", "path"),
    [
        ("满意率", "满意率", "name"),
        ("满意度", "读者好评率达到的程度", "name"),
        ("服务满意度", "满意的比例", "name"),
        ("观众满意度", "受众满意度", "description"),
        ("观众满意度", "受访读者中表示满意的比例", "description"),
    ],
)
def test_satisfaction_of_nobody_or_of_others(name: str, description: str, path: str) -> None:
    (hit,) = in_row("W08", "满意", name, "≥90%", description)
    assert hit.address.path == path


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("采编播人员满意度", "采编播人员中表示满意的比例"),
        ("村民满意度", "受访村民中表示满意的比例"),
        ("用户满意度", "受访用户中表示满意的比例"),
        ("参训学员满意度", "受访参训学员中表示满意的比例"),
        ("债权人满意度", "受访债权人中表示满意的户数比例"),
        ("群众满意度（%）", "受访观众和听众中表示满意的比例"),
        ("服务对象满意度", "受访读者中表示满意的比例"),
        ("节目满意度", "受访观众中表示满意的比例"),
        ("学员满意度", "受访参训人员中表示满意的比例"),
        ("社会公众知晓率", "受访公众中知道的比例"),
    ],
)
def test_satisfaction_of_somebody(name: str, description: str) -> None:
    assert in_row("W08", "满意", name, "≥90%", description) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("融媒体技术平台1项、指挥中心大屏系统1项、数字单频网1项", 3),
        ("摄像机8台，编辑工作站6套", 2),
        ("验收入库的高清摄像机台数", 0),
        ("收到稿件后2小时内发布的条数占应发布条数的比例", 0),
        ("2023年1月、2023年6月各检查一次", 0),
        ("图像、声音、字幕", 0),
    ],
)
def test_several_indicators_in_one(text: str, count: int) -> None:
    found = in_row("W09", "数量", "购置数量", "", text)
    assert [hit.values["count"] for hit in found] == ([count] if count else [])


@pytest.mark.parametrize(
    ("description", "target", "wrong"),
    [
        ("1.甲平台\n2.乙平台\n3.丙平台", "＝4个", True),
        ("1.甲平台\n2.乙平台\n3.丙平台", "3个", False),
        ("1.甲平台\n2.乙平台\n3.丙平台", "≥4个", True),
        ("1.甲平台\n2.乙平台\n3.丙平台", "≥2个", False),
        ("（1）甲平台；（2）乙平台", "3个", True),
        ("运营事项\n1怀来发布APP。\n2冀云怀来APP。", "8个", True),
        ("运营事项\n1怀来发布APP。\n2冀云怀来APP。", "2个", False),
        ("2.甲平台\n5.乙平台", "8个", False),
        ("甲平台、乙平台", "8个", False),
    ],
)
def test_lists_and_their_number(description: str, target: str, *, wrong: bool) -> None:
    assert bool(in_row("W10", "数量", "平台数量", target, description)) == wrong


def test_words_torn_by_a_line_break() -> None:
    one = row("质量", "设备正常运\n行率", "≥95%", "各项事务按年初计划稳\n步完成")
    assert [mended(hit) for hit in in_project("W11", project(one))] == [
        "设备正常运行率",
        "各项事务按年初计划稳步完成",
    ]


@pytest.mark.parametrize(
    "text",
    ["账号：\n1.微信\n2.抖音", "微信公众号文章\n抖音快手短视频", "一行", "第一句。\n第二句。"],
)
def test_line_breaks_that_are_meant(text: str) -> None:
    assert in_row("W11", "数量", "平台数量", "", text) == []


def test_a_description_short_of_a_character() -> None:
    assert len(in_row("W12", "质量", "设备正常运行率", "", "设备正常运\n行")) == 1
    for description in ("设备正常运行率", "设备", "运行时长占比", ""):
        assert in_row("W12", "质量", "设备正常运行率", "", description) == []


@pytest.mark.parametrize(
    ("goals", "count"),
    [
        (("保障融媒体中心的正常运行",), 1),
        (("办好节目",), 1),
        (("进一步深化媒体融合改革，舆论引导服务大众上取得新突破",), 1),
        (("完成 2023 年深入推进新闻宣传高质量发展工作、深化改革的任务",), 1),
        (("保障机房正常运行，全年巡检48次，故障修复时间不超过4小时",), 0),
        (("进一步深化媒体融合改革，提高传播能力", "全年出版报纸48期"), 0),
        ((), 0),
    ],
)
def test_goals_that_say_nothing(goals: tuple[str, ...], count: int) -> None:
    assert len(in_project("W13", project(goals=goals))) == count


@pytest.mark.parametrize(
    ("goal", "wrong"),
    [
        ("目标内容：平台正常运行维护费用", True),
        ("用于平台正常运行维护费用。", True),
        ("用创收收入偿还历史债务，保障机关正常运行", True),
        ("用创收收入偿还历史债务3笔，保障机关正常运行", False),
        ("全年维护平台8个", False),
    ],
)
def test_goals_that_are_copies(goal: str, *, wrong: bool) -> None:
    one = project(name="用创收收入偿还历史债务", purpose="平台正常运行维护费用", goals=(goal,))
    assert bool(in_project("W14", one)) == wrong


def _paper(goal: str) -> Project:
    return project(
        row("数量", "报纸出版期数", "≥48期"),
        row("质量", "报纸差错率", "≤0.3‰"),
        name="报纸编印费",
        purpose="用于报纸编印",
        goals=(goal,),
    )


def test_numbers_of_the_goal_stand_in_the_table() -> None:
    assert in_project("W15", _paper("全年出版报纸48期，差错率不超过0.3‰。")) == []
    (against,) = in_project("W15", _paper("全年出版报纸60期。"))
    assert against.level is None
    (nowhere,) = in_project("W15", _paper("全年出版报纸48期，投递到176个行政村。"))
    assert nowhere.level == "hint"


def test_goal_and_table_speak_of_one_subject() -> None:
    (hit,) = in_project("W15", _paper("深化媒体融合改革，加强新闻宣传。"))
    assert hit.level is None
    strange = project(row("质量", "设备正常运行率", "≥95%"), name="报纸编印费", goals=("办好报纸",))
    assert [hit.address.path for hit in in_project("W15", strange)] == ["text", "name"]


@pytest.mark.parametrize(
    ("goal", "faults"),
    [
        ("办好报纸，扩大发行。", 0),
        ("一是办好报纸；二是扩大发行；三是提高质量。", 0),
        ("一是办好报纸；三是扩大发行。", 1),
        ("第一，办好报纸；第二，扩大发行；第二，提高质量。", 1),
        ("1.办好报纸；2.扩大发行；4.提高质量。", 1),
        # Two enumerations, and one that the text never begins.
        ("报纸上，一是编好，二是印好；广播上，一是播好，二是听好。", 0),
        ("第三，扩大发行渠道；第五，提高质量。", 0),
    ],
)
def test_an_enumeration_counts_on(goal: str, faults: int) -> None:
    assert len(in_project("W16", project(goals=(goal,)))) == faults


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("产业发展,推进三网融合", "产业发展，推进三网融合"),
        ("目标内容:完成任务", "目标内容：完成任务"),
        ("融媒体中心(广播电视台)的工作", "融媒体中心（广播电视台）的工作"),
        ("改善条件,保障运行;按时完成", "改善条件，保障运行；按时完成"),
    ],
)
def test_half_width_marks(text: str, right: str) -> None:
    assert _texts("W17", text) == [right]


@pytest.mark.parametrize(
    "text", ["每期6,000份，8:30前送达", "版本2.0(beta)", "改善条件，保障运行", "见http://a.cn:80/x"]
)
def test_half_width_marks_that_belong(text: str) -> None:
    assert _texts("W17", text) == []


def test_targets_and_codes_keep_their_marks() -> None:
    assert in_project("W17", project(row("数量", "份数", "≥6,000份"), code="A,B(甲)")) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("为群众提供为群众提供信息服务", ["为群众提供信息服务"]),
        ("在全市县区排名中，保持外宣在全市中的保持优异成绩", [""]),
        ("全面梳理业务流程，分析业务流程，分析风险隐患", [""]),
        ("加大宣传工作力度，抓好培训，加大宣传工作力度。", [""]),
        ("加大宣传工作力度。抓好培训。加大检查工作力度。", []),
        ("一步一步推进，点点滴滴做起", []),
        ("建立财务管理制度，规范审批程序", []),
    ],
)
def test_things_said_twice(text: str, right: list[str]) -> None:
    assert _texts("W18", text) == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("坚持科学发展关", ["坚持科学发展观"]),
        ("签定合同，更新标签定位", ["签订合同，更新标签定位"]),
        ("更好地塑树形象", [""]),
        ("记者走进层", ["记者走基层"]),
        ("塑树形象，签定合同", ["塑树形象，签订合同"]),
        ("抓住科学发展关键期", []),
        ("网上发布署名文章", []),
        ("误报导致中断", []),
        ("预期效果标准", []),
    ],
)
def test_wrong_words(text: str, right: list[str]) -> None:
    assert _texts("W19", text) == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("中央、省、市、的决策部署", ["中央、省、市的决策部署"]),
        ("完成任务。。按时结题", ["完成任务。按时结题"]),
        ("光滑道、幸福道.....等主干道", [""]),
        ("张家口电视台张家口广播电台等媒体", ["张家口电视台、张家口广播电台等媒体"]),
        ("完成任务，。按时结题", [""]),
        ("《喜庆二十大》《奋进新征程》专栏", []),
        ("差错率0.3，比例1.5……", []),
        ("指标明确、的确可行", []),
        ("河北电视台、张家口电视台", []),
    ],
)
def test_marks_that_are_wrong(text: str, right: list[str]) -> None:
    assert _texts("W20", text) == right


@pytest.mark.parametrize(
    "text", ["填制说明：1、概括目标", "指标1：出版报纸", "请填写计算方法", "示例县的新闻"]
)
def test_left_over_text(text: str) -> None:
    assert len(_texts("W21", text)) == 1


def test_text_of_ones_own() -> None:
    assert _texts("W21", "各项指标1年内完成，打造示例工程，填写台账") == []


def _named(purpose: str, unit: Unit = UNIT, goal: str = "") -> list[object]:
    found = in_plan("W22", project(purpose=purpose), unit=unit, goal=goal)
    return [hit.values["found"] for hit in found]


def test_a_centre_is_no_station() -> None:
    assert _named("台领导带队，全台动员") == ["台领导"]
    for text in ("电视台领导来访", "建立安全台账，健全台账", "成本台账", "平台内容", "市电视台"):
        assert _named(text) == []
    assert _named("台领导带队", Unit("1", "怀来县广播电视台")) == []


def test_the_units_name_keeps_its_brackets() -> None:
    unit = Unit("359001", "怀来县融媒体中心（怀来县广播电视台）")
    assert _named("怀来县融媒体中心(怀来县广播电视台)运行", unit) != []
    assert _named("怀来县融媒体中心（怀来县广播电视台）运行", unit) == []


def test_a_platform_has_one_name() -> None:
    unit = Unit("359001", "怀来县融媒体中心")
    assert _named("怀来县发布APP", unit, "用好怀来发布公众号") == ["怀来县发布"]
    assert _named("怀来县发布APP", unit) == []
    assert _named("怀来县发布会", unit, "用好怀来发布公众号") == []


def test_the_unit_may_change_its_name() -> None:
    one = project(purpose="怀来县发布APP，怀来发布公众号")
    assert len(in_plan("W22", one, unit=Unit("1", "怀来县融媒体中心"))) == 1
    assert in_plan("W22", one, unit=Unit("1", "怀远县融媒体中心")) == []


def test_subgoals_are_read_too() -> None:
    overall = Overall(subgoals=(SubGoal(title="科学发展关", goal="布署", indicators="台帐"),))
    assert len(in_overall("W19", overall)) == 3


def test_an_empty_row_is_no_slip() -> None:
    assert in_project("W18", project(Indicator())) == []
