"""X rules and H17 on the two published texts: every example of the review rules at its place."""

from __future__ import annotations

from collections import Counter
from functools import cache

from hfgoals.checks import Checker, Finding
from hfgoals.model.edits import text_at
from tests.checks.documents import document

_CODES = frozenset(
    "H17 X01 X02 X03 X04 X05 X06 X07 X08 X09 X10 X11 X12 X13 X14 X15 X16".split()
)  # fmt: skip


@cache
def _findings(name: str) -> tuple[Finding, ...]:
    book = document(name)
    return tuple(each for each in Checker().check(book, book.years[0]) if each.code in _CODES)


def _found(name: str, code: str) -> list[tuple[str, str]]:
    """Field and text of every place where the rule found something."""
    book = document(name)
    return [
        (f"{each.address.part}.{each.address.path}", text_at(book, each.address))
        for each in _findings(name)
        if each.code == code
    ]


def test_41_issues_in_the_overall_part_and_48_in_the_table() -> None:
    assert _found("004", "X01") == [("indicator.target", "全年编发数达到48期以上")]
    (finding,) = (each for each in _findings("004") if each.code == "X01")
    assert finding.level == "error"
    assert "41期" in finding.message
    assert _found("002", "X01") == []


def test_five_tasks_of_2022_are_in_no_project_and_projects_stand_apart() -> None:
    titles = [row.title for row in document("002").years[0].overall.subgoals]
    found = _found("002", "X02")
    assert [text for place, text in found if place == "subgoal.title"] == titles
    assert {place for place, _ in found} == {"subgoal.title", "project.name"}
    levels = {each.address.part: each.level for each in _findings("002") if each.code == "X02"}
    assert levels == {"subgoal": "warning", "project": "hint"}
    assert ("project.name", "更换牌匾及门口修缮（21年借款）") in found
    assert ("project.name", "联通公司MSTP专线费") in found


def test_the_amounts_of_2023_that_no_table_states_are_one_hint() -> None:
    (finding,) = (each for each in _findings("004") if each.code == "X02")
    assert (finding.level, finding.address.part, finding.address.path) == (
        "hint", "subgoal", "goal",
    )  # fmt: skip
    for amount in ("240期", "550期", "980篇", "17.8万", "1800条", "120条"):
        assert amount in finding.message
    assert "41期" not in finding.message


def test_numbering() -> None:
    (goal, safeguard) = _found("004", "X03")
    assert goal[0] == "plan.overall.goal"
    assert safeguard[1].startswith("（一）加强制度建设")
    assert "（五）" in [each for each in _findings("004") if each.code == "X03"][1].message
    ((place, text),) = _found("002", "X03")
    assert (place, text[:6]) == ("safeguard.text", "1、夯实基础")


def test_no_item_lacks_its_goal_or_indicators() -> None:
    assert _found("002", "X04") == _found("004", "X04") == []


def test_numbers_on_what_cannot_be_measured() -> None:
    places = [text[-12:] for _, text in _found("002", "X05")]
    assert len(places) == 3
    for text, end in zip(
        places, ("工作大于等于90%", "能力大于等于90%。", "宣传大于等于95%。"), strict=True
    ):
        assert text.endswith(end)


def test_a_title_that_says_nothing_of_its_content() -> None:
    assert _found("002", "X07") == [("subgoal.title", "以创新为主旨，拓展工作思路")]


def test_counts_and_lists() -> None:
    hits = [each for each in _findings("004") if each.code == "X08"]
    assert [(each.address.path, each.level) for each in hits] == [
        ("overall.goal", "warning"),
        ("goal", "hint"),
    ]
    assert "7大" in hits[0].message
    assert "5档" in hits[1].message


def test_a_heading_written_again() -> None:
    ((place, text),) = _found("004", "X09")
    assert place == "plan.overall.goal"
    assert text.startswith("总体绩效目标\n")


def test_sentences_written_twice() -> None:
    assert [place for place, _ in _found("004", "X10")] == ["plan.overall.goal"]
    ((place, text),) = _found("002", "X10")
    assert place == "subgoal.goal"
    assert text.startswith("加强技术管理")


def test_year_tense_borrowed_words_names_and_marks() -> None:
    assert [place for place, _ in _found("002", "X11")] == ["plan.overall.goal"]
    assert _found("004", "X11") == []
    assert [place for place, _ in _found("004", "X12")] == ["subgoal.goal"]
    assert [text[:6] for _, text in _found("002", "X13")] == ["加强支出管理", "加强内部监督"]
    assert [place for place, _ in _found("004", "X14")] == ["plan.overall.goal"]
    assert ["《学习强国》" in text for _, text in _found("002", "X15")] == [True]


def test_two_projects_on_the_same_gate() -> None:
    assert _found("002", "H17") == [("project.name", "融媒体中心西办公楼防水及门面改造")]


def test_how_many_each_rule_finds() -> None:
    """Judged one by one by hand; a change here is to be judged again."""
    assert Counter(each.code for each in _findings("002")) == {
        "H17": 1, "X02": 8, "X03": 1, "X05": 3, "X07": 1, "X10": 1, "X11": 1, "X13": 2, "X15": 1,
    }  # fmt: skip
    assert Counter(each.code for each in _findings("004")) == {
        "X01": 1, "X02": 1, "X03": 2, "X08": 2, "X09": 1, "X10": 1, "X12": 1, "X14": 1,
    }  # fmt: skip
