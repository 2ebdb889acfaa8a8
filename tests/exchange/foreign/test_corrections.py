"""What a person corrects: it goes over a fresh understanding, adds up, is undone by dropping."""

from __future__ import annotations

import pytest

from hfgoals.exchange.foreign import (
    FIELD_CHOICES,
    CellAt,
    CellHolds,
    CellLeftOut,
    ColumnHolds,
    Correction,
    FirstIndicator,
    LabelNames,
    TableBegins,
    TableMoney,
    TableRead,
    Understanding,
    choice_of,
    proposal_of,
    understand,
)
from hfgoals.exchange.tables import Origin, table_of
from tests.exchange.foreign.layouts.maker import grid_of
from tests.exchange.foreign.readings import reading

_FORM = """
项目名称 | 直播车运维 | 项目代号 | A01
经费 | 1200000 | 备用金 | 300000
要求 | 全年可用 | < | <
一级指标 | 二级指标 | 三级指标 | 指标值 | 指标释文
产出指标 | 数量指标 | 直播场次 | ≥60场 | 全年场次
产出指标 | 质量指标 | 成功率 | ≥99% | 无事故
"""


def _understand(*texts: str) -> Understanding:
    tables = []
    for number, text in enumerate(texts, 1):
        grid = grid_of(text)
        cells = [(*place, each, "") for place, each in grid.cells.items()]
        tables.append(table_of(Origin("", number), cells, grid.merges))
    return understand(tables, name="2024年度")


def _after(before: Understanding, *corrections: Correction) -> Understanding:
    for correction in corrections:
        before = _with(before, (*before.corrections, correction))
    return before


def _undone(after: Understanding) -> Understanding:
    return _with(after, after.corrections[:-1])


def _with(before: Understanding, corrections: tuple[Correction, ...]) -> Understanding:
    return understand(before.tables, corrections, before.name, before.remarks)


def test_a_cell_holds_a_field() -> None:
    before = _understand(_FORM)
    after = _after(before, CellHolds(CellAt(0, 1, 4), choice_of("project.code")))
    assert reading(proposal_of(after))["项目"][0]["项目编码"] == "A01"
    assert after.meanings[CellAt(0, 1, 4)].kind == "value"
    assert _undone(after).meanings == before.meanings
    assert reading(proposal_of(before)) == reading(proposal_of(_undone(after)))


def test_a_cell_takes_a_field_from_another() -> None:
    after = _after(_understand(_FORM), CellHolds(CellAt(0, 3, 2), choice_of("project.name")))
    assert reading(proposal_of(after))["项目"][0]["项目名称"] == "全年可用"
    assert after.meanings[CellAt(0, 1, 2)].kind == "left_out"


_LIST = """
项目名称 | 资金总额（元） | 资金用途 | 备注
直播车运维 | 1200000 | 用于车辆 | A01
演播室改造 | 300000 | 用于灯光 | B02
"""


@pytest.mark.parametrize(("row", "owner"), [(2, 0), (3, 1)])
def test_in_a_table_of_two_projects_a_cell_is_its_neighbours(row: int, owner: int) -> None:
    before = _understand(_LIST)
    assert len(reading(proposal_of(before))["项目"]) == 2
    after = _after(before, CellHolds(CellAt(0, row, 4), choice_of("project.code")))
    codes = [each.get("项目编码", "") for each in reading(proposal_of(after))["项目"]]
    assert codes == [("A01", "")[owner], ("", "B02")[owner]]
    assert after.meanings[CellAt(0, row, 4)].project == owner
    # The other project keeps what it had.
    names = [each["项目名称"] for each in reading(proposal_of(after))["项目"]]
    assert names == ["直播车运维", "演播室改造"]


def test_a_field_given_to_a_cell_is_taken_from_its_own_project_only() -> None:
    before = _understand(_LIST)
    after = _after(before, CellHolds(CellAt(0, 3, 4), choice_of("project.name")))
    names = [each["项目名称"] for each in reading(proposal_of(after))["项目"]]
    assert names == ["直播车运维", "B02"]
    assert after.meanings[CellAt(0, 2, 1)] == before.meanings[CellAt(0, 2, 1)]
    assert after.meanings[CellAt(0, 3, 1)].kind == "left_out"


def test_of_two_forms_below_each_other_a_loose_cell_is_the_one_s_before_it() -> None:
    before = _understand(_FORM, _FORM.replace("直播车", "大屏"))
    after = _after(before, CellHolds(CellAt(1, 3, 2), choice_of("project.purpose")))
    purposes = [each.get("资金用途", "") for each in reading(proposal_of(after))["项目"]]
    assert purposes == ["", "全年可用"]
    told = _after(before, CellHolds(CellAt(1, 3, 2), choice_of("project.purpose"), project=0))
    purposes = [each.get("资金用途", "") for each in reading(proposal_of(told))["项目"]]
    assert purposes == ["全年可用", ""]


def test_a_cell_is_left_out() -> None:
    after = _after(_understand(_FORM), CellLeftOut(CellAt(0, 5, 4)))
    rows = reading(proposal_of(after))["项目"][0]["绩效指标"]
    assert [row[4] for row in rows] == ["", "≥99%"]
    assert any(
        note.place == "第1个表格第5行第4列" and note.unread for note in proposal_of(after).notes
    )


def test_a_label_names_a_field() -> None:
    after = _after(
        _understand(_FORM),
        LabelNames(CellAt(0, 1, 3), choice_of("project.code")),
        LabelNames(CellAt(0, 2, 3), choice_of("project.other")),
        LabelNames(CellAt(0, 3, 1), choice_of("goal.text")),
        TableMoney(0, "元"),
    )
    [project] = reading(proposal_of(after))["项目"]
    assert (project["项目编码"], project["其他资金"]) == ("A01", "30.00")
    assert project["绩效目标"] == ["全年可用"]
    assert after.readings[0].currency == "元"
    names_nothing = _after(after, LabelNames(CellAt(0, 1, 1), None))
    assert "项目名称" not in reading(proposal_of(names_nothing))["项目"][0]


def test_a_column_holds_a_field_or_nothing() -> None:
    before = _understand(_FORM)
    after = _after(before, ColumnHolds(0, 5, choice_of("indicator.basis")))
    rows = reading(proposal_of(after))["项目"][0]["绩效指标"]
    assert [row[5] for row in rows] == ["全年场次", "无事故"]
    assert after.readings[0].columns[5] == choice_of("indicator.basis")
    moved = _after(after, ColumnHolds(0, 5, choice_of("indicator.name")))
    rows = reading(proposal_of(moved))["项目"][0]["绩效指标"]
    assert [row[2] for row in rows] == ["全年场次", "无事故"]
    nothing = _after(before, ColumnHolds(0, 4, None))
    assert [row[4] for row in reading(proposal_of(nothing))["项目"][0]["绩效指标"]] == ["", ""]


def test_a_list_without_a_heading() -> None:
    before = _understand("项目名称 | 甲 | |\n产出 | 数量 | 场次 | 5场\n效益 | 社会 | 观众 | 9人")
    assert "绩效指标" not in reading(proposal_of(before))["项目"][0]
    columns = ("level1", "level2", "name", "target")
    after = _after(
        before,
        FirstIndicator(0, 2),
        *(
            ColumnHolds(0, number, choice_of(f"indicator.{path}"))
            for number, path in enumerate(columns, 1)
        ),
    )
    assert reading(proposal_of(after))["项目"][0]["绩效指标"] == [
        ["产出", "数量", "场次", "", "5场", ""],
        ["效益", "社会", "观众", "", "9人", ""],
    ]
    assert after.readings[0].first_indicator == 2


def test_the_first_indicator_stands_further_down() -> None:
    before = _understand(_FORM.replace("产出指标 | 数量指标", "填写示例 | 数量指标"))
    after = _after(before, FirstIndicator(0, 6))
    assert [row[2] for row in reading(proposal_of(after))["项目"][0]["绩效指标"]] == ["成功率"]


def test_a_table_is_not_read_or_is() -> None:
    before = _understand(_FORM, _FORM.replace("直播车", "大屏"))
    assert [each.read for each in before.readings] == [True, True]
    after = _after(before, TableRead(0, read=False))
    assert [each["项目名称"] for each in reading(proposal_of(after))["项目"]] == ["大屏运维"]
    assert len(reading(proposal_of(_undone(after)))["项目"]) == 2
    assert len(reading(proposal_of(_after(after, TableRead(0, read=True))))["项目"]) == 2


def test_a_table_begins_a_project_or_goes_on() -> None:
    lists = "一级指标 | 三级指标 | 指标值\n产出指标 | 数 | {}个"
    before = _understand("项目名称 | 甲", lists.format(1), lists.format(2))
    assert [each.begins for each in before.readings] == [True, False, True]
    assert len(proposal_of(before).plan.projects) == 2
    after = _after(before, TableBegins(2, new=False))
    [project] = proposal_of(after).plan.projects
    assert [each.target.text for each in project.indicators] == ["1个", "2个"]
    parted = _after(before, TableBegins(1, new=True))
    assert len(proposal_of(parted).plan.projects) == 3


def test_corrections_add_up_in_any_order() -> None:
    one: Correction = ColumnHolds(0, 5, choice_of("indicator.basis"))
    other: Correction = CellHolds(CellAt(0, 1, 4), choice_of("project.code"))
    third: Correction = TableMoney(0, "元")
    before = _understand(_FORM)
    found = [
        reading(proposal_of(_after(before, *order)))
        for order in ((one, other, third), (third, other, one), (other, third, one))
    ]
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("choice", FIELD_CHOICES, ids=lambda choice: choice.id)
def test_any_cell_may_hold_anything(choice: object) -> None:
    before = _understand(_FORM, "杂项 | 1\n二 | 三")
    assert len(before.meanings) > 20
    for at in before.meanings:
        after = _after(before, CellHolds(at, choice_of(choice.id)))  # type: ignore[attr-defined]
        assert after.meanings[at].holds[0].choice == choice
        proposal_of(after)


def test_choices_are_told_apart_by_their_labels() -> None:
    labels = [choice.label for choice in FIELD_CHOICES]
    assert len(set(labels)) == len(labels)
    assert all(choice_of(choice.id) is choice for choice in FIELD_CHOICES)
