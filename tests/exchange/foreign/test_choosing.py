"""Which reading stands: that of the standard forms or that by labels."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hfgoals.exchange.foreign import understand
from hfgoals.exchange.foreign.choosing import either_way, gives_anything
from hfgoals.exchange.foreign.pasted import tables_of_text
from hfgoals.exchange.note import Note
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.published import read_published
from hfgoals.exchange.reading import read_source
from hfgoals.model.values import AnnualPlan, Overall, Project, Unit
from hfgoals.trouble import NotUnderstood

_REAL = Path(__file__).parents[2] / "real_files"
_FOREIGN = "项目名称：甲\n预算数：5万元\n绩效目标：完成"
_UNREAD = (Note(1, "旁注", "没有读懂", unread=True),)


def _standard(*notes: Note, name: str = "乙", ours: bool = False) -> Proposal:
    plan = AnnualPlan(year=2024, projects=(Project(name=name, code="1"),))
    return Proposal(Unit(), 2024, plan, notes, ours=ours)


def _chosen(standard: Proposal, text: str = _FOREIGN) -> str:
    proposal = either_way(lambda: standard, lambda: tables_of_text(text), "x")
    return proposal.plan.projects[0].name


@pytest.mark.parametrize("name", ["002.txt", "004.txt"])
def test_published_texts_are_read_as_before(name: str) -> None:
    proposal = read_source(_REAL / name)
    assert proposal.understanding is None
    text = (_REAL / name).read_text("utf-8")
    assert len(proposal.plan.projects) == len(read_published(text).plan.projects)


def test_the_standard_reading_stands_when_nothing_was_left() -> None:
    assert _chosen(_standard()) == "乙"
    assert _chosen(_standard(*_UNREAD, ours=True)) == "乙"


def test_labels_count_when_the_standard_ones_are_not_there() -> None:
    assert _chosen(_standard(*_UNREAD)) == "甲"


def test_with_standard_labels_the_one_that_takes_in_more_stands() -> None:
    more = f"项目编码\t7\n{_FOREIGN}"
    assert _chosen(_standard(*_UNREAD), more) == "甲"
    assert _chosen(_standard(*_UNREAD), f"别的：一\n又一句别的话\n{more}") == "乙"
    assert _chosen(_standard(*_UNREAD), "项目编码\t7\n项目名称：甲") == "乙"


def test_an_overall_part_is_not_given_up_for_more_fields() -> None:
    standard = _standard(*_UNREAD * 9)
    whole = replace(standard.plan, overall=Overall(goal="保障播出。"))
    assert _chosen(replace(standard, plan=whole), f"项目编码：1\n{_FOREIGN}") == "乙"


def test_a_text_of_another_kind_is_refused_with_the_first_sentence() -> None:
    text = "关于加强管理的意见\n\n二、重点任务\n（一）推进标准化。\n三、组织保障\n加强领导。"
    assert not gives_anything(understand(tables_of_text(text)))
    with pytest.raises(NotUnderstood) as raised:
        either_way(lambda: read_published(text), lambda: tables_of_text(text), "意见")
    assert "总体绩效目标" in raised.value.what


def test_a_form_converted_to_plain_text() -> None:
    """As the overall form of another city was published: a cell a line, behind a tab."""
    text = (
        "\n\t部门整体支出绩效目标申报表\n\n\t（  2020 年度）\n\n\t部门（单位）名称\n\t某局\n\n"
        "\t部门（单位）总体资金情况（万元）\n\t资金总额：\n\t30.5\n\n\t\n\t基本支出：\n\t10.5\n\n"
        "\t\n\t项目支出：\n\t20\n\n\t部门（单位）绩效目标\n\t履行职能。\n\n\t绩效指标\n\t指标名称\n"
        "\t指标内容和指标值\n\n\t\n\t把好导向\n\t执行法规。\n\n\t其他说明的问题\n\t无\n"
    )
    proposal = either_way(lambda: read_published(text), lambda: tables_of_text(text), "表")
    overall = proposal.plan.overall
    assert (proposal.unit.name, proposal.year, overall.goal) == ("某局", 2020, "履行职能。")
    assert [str(overall.funds.basic), str(overall.funds.project)] == ["10.50", "20.00"]
    assert [(each.title, each.indicators) for each in overall.subgoals] == [
        ("把好导向", "执行法规。")
    ]


def test_far_too_many_cells_are_left_to_the_standard_reading() -> None:
    lines = "\n".join(f"第{number}行" for number in range(76_000))
    assert _chosen(_standard(*_UNREAD), f"{_FOREIGN}\n{lines}") == "乙"
