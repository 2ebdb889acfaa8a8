"""Group W on the published documents: every finding, each judged by hand."""

from __future__ import annotations

import pytest

from tests.checks.documents import Place, document, found

_ALL_GOALS_2 = [(number, "goal 1", "text") for number in range(1, 7)]
_ALL_GOALS_4 = [(number, "goal 1", "text") for number in range(1, 4)]
_RUNNING = "融媒体中心设备正常运\n行率"


@pytest.mark.parametrize(
    ("code", "places"),
    [
        ("W02", [(1, "增强服务保障能力。", "name")]),
        (
            "W03",
            [
                (1, "增强服务保障能力。", "name"),
                (1, "按时完成项目", "name"),
                (5, "增强影响力", "name"),
                (6, "增强影响力", "name"),
                (6, "按时支出", "name"),
            ],
        ),
        ("W06", [(number, "完成项目数量", "basis") for number in range(1, 7)]),
        (
            "W07",
            [
                (1, "按时完成项目", "basis"),
                (1, "运行正常运转率", "basis"),
                (2, "工作按时完成率", "basis"),
            ],
        ),
        ("W08", [(number, "满意率", "name") for number in (1, 3, 4, 5, 6)]),
        ("W13", _ALL_GOALS_2),
        ("W14", [(5, "goal 1", "text")]),
        ("W17", [(0, "subgoal 1", "goal"), (4, "goal 1", "text")]),
        ("W18", [(0, "safeguard 5", "text")]),
        (
            "W19",
            [
                (0, "", "overall.goal"),
                (0, "safeguard 3", "text"),
                (0, "subgoal 2", "goal"),
                (0, "subgoal 2", "indicators"),
                (0, "subgoal 3", "indicators"),
            ],
        ),
        ("W20", [(0, "subgoal 3", "goal"), (0, "subgoal 5", "goal")]),
        ("W22", [(0, "safeguard 1", "text"), (0, "safeguard 4", "text")]),
    ],
)
def test_places_in_002(code: str, places: list[Place]) -> None:
    assert found("002", code) == places


def test_every_description_in_002_is_a_copy() -> None:
    assert len(found("002", "W01")) == 36


def test_the_same_two_indicators_fill_002() -> None:
    assert found("002", "W04") == sorted(
        [(number, "完成项目数量", "target") for number in range(1, 7)]
        + [(number, "满意率", "target") for number in (1, 3, 4, 5, 6)]
    )


def test_every_basis_in_002_is_vague_but_those_of_costs_and_the_one_standard() -> None:
    rows = {
        (number, row.name, "basis")
        for number, project in enumerate(document("002").years[0].projects, 1)
        for row in project.indicators
        # 预算安排 is what a cost rests on.
        if not (row.level2.startswith("成本") and "预算" in row.basis)
    }
    assert set(found("002", "W05")) == rows - {(2, "工作按时完成率", "basis")}


@pytest.mark.parametrize(
    ("code", "places"),
    [
        (
            "W01",
            [
                (1, "项目预算控制数", "description"),
                (2, "项目建设验收合格率", "description"),
                (2, "项目预算控制数", "description"),
                (3, "保障新媒体平台运营事项数量", "description"),
                (3, "工作任务完成及时率", "description"),
            ],
        ),
        ("W03", [(2, "提升的社会影响力", "name"), (3, "各类媒体广泛宣传", "name")]),
        (
            "W06",
            [
                (1, "满意度", "basis"),
                (1, "项目预算控制数", "basis"),
                (2, "观众满意度", "basis"),
                (3, "满意率", "basis"),
            ],
        ),
        (
            "W08",
            [(1, "满意度", "name"), (2, "观众满意度", "description"), (3, "满意率", "name")],
        ),
        ("W09", [(2, "设备购置数量", "description")]),
        (
            "W11",
            [
                (1, "项目完成率", "description"),
                (3, _RUNNING, "description"),
                (3, _RUNNING, "name"),
            ],
        ),
        ("W12", [(3, _RUNNING, "description")]),
        ("W13", _ALL_GOALS_4),
        ("W14", [(2, "goal 1", "text"), (3, "goal 1", "text")]),
        ("W15", [(1, "goal 1", "text"), (3, _RUNNING, "name")]),
        ("W17", [(0, "", "overall.goal"), (1, "goal 1", "text")]),
        ("W18", [(0, "", "overall.goal"), (0, "", "overall.goal")]),
        ("W19", [(0, "", "overall.goal")]),
        ("W20", [(0, "", "overall.goal")]),
        ("W22", [(0, "", "overall.goal"), (3, "", "purpose"), (3, "goal 1", "text")]),
    ],
)
def test_places_in_004(code: str, places: list[Place]) -> None:
    assert found("004", code) == places


@pytest.mark.parametrize(
    ("document_", "codes"),
    [
        ("002", "W09 W10 W11 W12 W15 W21"),
        # The list of eight accounts says 8个; the one long list of 004 is right.
        ("004", "W02 W04 W05 W07 W10 W21"),
    ],
)
def test_what_the_documents_have_right(document_: str, codes: str) -> None:
    for code in codes.split():
        assert found(document_, code) == []
