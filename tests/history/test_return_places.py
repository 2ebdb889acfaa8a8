"""Where a remark belongs, by what it names: as bureaux write, and nothing where nothing fits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.checks.where import Places
from hfgoals.history.names import Names
from hfgoals.history.return_places import GONE, MOST_OFFERED, Finder, told
from hfgoals.history.returns import Remark
from hfgoals.merging.pairing import folded
from hfgoals.model.address import Address
from hfgoals.model.values import AnnualPlan
from hfgoals.sample import sample_book
from tests.benchmarks.books import book
from tests.budget import tried
from tests.pace import within
from tests.strategies import nasty_lines, plans

PLAN = sample_book().years[-1]
PLACES = Places(PLAN)
P1 = "1.《示例融媒》报编印发行费"
P2 = "2.广播电视节目制作费"
P3 = "3.新媒体平台运营费"
P5 = "5.演播室摄录设备购置"
P9 = "9.公益广告制作展播"
P10 = "10.全媒体人才培训"


def _said(places: Places, address: Address) -> str:
    return " ".join(filter(None, told(places, address)))


def _told(text: str) -> list[str]:
    return [_said(PLACES, address) for address in Finder(PLAN).offered(text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        # a project by its name, a part of it, its code, its number
        ("《示例融媒》报编印发行费：指标不够完整", P1),
        ("“全媒体人才培训”项目建议增加明确效益指标", P10),
        ("节目制作费项目指标不够细化、量化", P2),
        ("摄录设备购置项目建议拆分指标", P5),
        ("99990023P001003100013 指标与项目的相关性不够", P3),
        ("第3个项目建议增加满意度指标", P3),
        ("第三个项目指标过少", P3),
        ("项目3：一级指标类型错误", P3),
        ("项目三、指标不够完整", P3),
        ("3号项目请补充社会效益", P3),
        # fields of a project
        ("第2个项目资金用途写得不清楚", f"{P2} 资金用途"),
        ("项目2预算数与批复不一致", f"{P2} 预算数"),
        ("全媒体人才培训 3月底支出进度偏低", f"{P10} 3月底支出进度"),
        ("新媒体平台运营费项目编码有误", f"{P3} 项目编码"),
        ("公益广告制作展播其他资金未填", f"{P9} 其他资金"),
        # goals
        ("第1个项目绩效目标第1条太笼统", f"{P1} 绩效目标第1条"),
        # rows by number
        ("第1个项目指标第2行指标值偏低", f"{P1} 绩效指标第2行“指标值”"),
        ("项目1第三行 指标值确定依据未填", f"{P1} 绩效指标第3行“指标值确定依据”"),
        ("全媒体人才培训第2条指标描述不清", f"{P10} 绩效指标第2行“绩效指标描述”"),
        ("第2个项目第5个指标一级指标类型错误", f"{P2} 绩效指标第5行“一级指标”"),
        # rows by name
        ("“报纸出版期数”指标值与描述不一致", f"{P1} 绩效指标第2行“指标值”"),
        ("短视频发布数量的指标值确定依据不具体", f"{P3} 绩效指标第3行“指标值确定依据”"),
        ("三级指标“三级审核执行率”指标值偏高", f"{P2} 绩效指标第5行“指标值”"),
        ("全媒体人才培训中作品刊播件数不可考核", f"{P10} 绩效指标第6行"),
        ("新媒体平台运营费 首发时间 二级指标类型错误", f"{P3} 绩效指标第5行“二级指标”"),
        ("公益广告制作展播质量指标的指标值过低", f"{P9} 绩效指标第4行“指标值”"),
        # the overall part
        ("总体绩效目标不够精炼", "部门整体绩效目标 总体绩效目标"),
        ("分项绩效目标第2项内容不全", "部门整体绩效目标 分项绩效目标第2项"),
        ("“人才培训与办公条件保障”缺少绩效指标", "部门整体绩效目标 分项绩效目标第5项"),
        ("工作保障措施第1条过长", "部门整体绩效目标 工作保障措施第1条"),
    ],
)
def test_the_first_place_offered_is_the_one_meant(text: str, first: str) -> None:
    assert _told(text)[:1] == [first]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "请加盖公章后重新报送",
        "建议增加满意度指标",
        "指标与指标值不匹配",
        "一级指标类型错误",
        "项目一级指标类型错误",
        "项目3月底支出进度应不低于25%",
        "项目30万元以上的要附说明",
        "绩效目标表请双面打印",
        "第99个项目指标不够完整",
        "指标第2行偏低",
        "示例县融媒体中心的绩效指标值请核实",
    ],
)
def test_nothing_is_offered_where_nothing_fits(text: str) -> None:
    assert _told(text) == []


def test_several_numbers_are_several_places_and_the_project_comes_last() -> None:
    assert _told("第1个项目指标第2、3行指标值偏低") == [
        f"{P1} 绩效指标第2行“指标值”",
        f"{P1} 绩效指标第3行“指标值”",
        P1,
    ]
    assert _told("第2、3个项目指标不够完整") == [P2, P3]


def test_a_name_within_a_longer_one_is_not_another_project() -> None:
    first, second, *others = PLAN.projects
    both = replace(
        PLAN,
        projects=(
            replace(first, name="设备购置费"),
            replace(second, name="演播设备购置费二期"),
            replace(others[0], name="设备购置费"),
        ),
    )
    places = Places(both)
    found = [_said(places, each) for each in Finder(both).offered("演播设备购置费二期指标不够完整")]
    assert found == ["2.演播设备购置费二期"]
    same = [_said(places, each) for each in Finder(both).offered("设备购置费指标不够完整")]
    assert same == ["1.设备购置费", "3.设备购置费"]


def test_the_only_project_need_not_be_named() -> None:
    only = replace(PLAN, projects=PLAN.projects[:1])
    (first, *_) = Finder(only).offered("指标第2行偏低")
    assert _said(Places(only), first) == "1.《示例融媒》报编印发行费 绩效指标第2行"


def test_a_remark_of_nothing_but_numbers_is_answered() -> None:
    # Lists of numbers without end were tried again from each of them.
    assert Finder(PLAN).offered("第1、2" * 30_000) == ()


def test_a_place_that_went_is_told_as_gone() -> None:
    assert told(PLACES, Address("indicator", "nothing", "target")) == (GONE, "")


def test_a_remark_is_tied_by_itself_only_where_one_form_is_meant() -> None:
    def place(text: str) -> str | None:
        address = Finder(PLAN).tied(Remark(text, PLAN.id)).address
        return None if address is None else _said(PLACES, address)

    assert place("第1个项目指标第2、3行指标值偏低") == f"{P1} 绩效指标第2行“指标值”"
    assert place("第2、3个项目指标不够完整") is None
    assert place("请盖章") is None


@tried(20)
@given(plans(), nasty_lines(), st.data())
def test_whatever_is_offered_is_a_place_of_the_year(
    plan: AnnualPlan, text: str, data: st.DataObject
) -> None:
    names = [each.name for each in plan.projects] + [
        row.name for each in plan.projects for row in each.indicators
    ]
    said = text + data.draw(st.sampled_from([*names, ""])) + "第1个项目第1行总体绩效目标"
    found = Finder(plan).offered(said)
    assert len(found) <= MOST_OFFERED
    assert len(set(found)) == len(found)
    places = Places(plan)
    for address in found:
        assert told(places, address)[0] != GONE
        assert address.field


def test_five_hundred_remarks_find_their_places_among_a_thousand_projects_at_once() -> None:
    plan = book(1000).years[0]
    texts = [
        said
        for number, project in enumerate(plan.projects[::10])
        for said in (
            f"{project.name}的数量指标过少，请补充",
            f"“{project.name[:12]}”资金用途不完整，请细化",
            f"第{number + 1}个项目绩效指标第2行指标值与描述不匹配",
            f"{project.indicators[1].name}的指标值偏低，请说明依据",
            "部分项目绩效目标与资金用途的相关性不强，请按照要求逐一核对，于本月底之前重新报送",
        )
    ]
    with within(1.0):
        finder = Finder(plan)
        made = [finder.tied(Remark(text, plan.id)) for text in texts]
    assert sum(each.address is not None for each in made) > 250


def test_every_name_is_looked_at_however_many_share_a_part() -> None:
    """As one by one: what many share tells nothing, what few share tells them."""
    names = [folded(f"甲乙丙丁戊己{number:02d}号设备购置") for number in range(60)]
    index = Names(names)
    assert index.said(f"请看{names[7]}和{names[31]}") == [7, 31]
    assert 42 in index.partly_said("请看丁戊己42号设的")
    assert index.tells("己42号设")
    assert not index.tells("号设备购置")
    assert index.partly_said("丙丁戊己") == []
