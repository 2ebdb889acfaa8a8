"""The small parts: places in words, marks, excerpts, quotations, rows of the list."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from hfgoals.checks import Finding, Level, all_rules
from hfgoals.checks.finding import OTHER
from hfgoals.model.address import UNIT_ROW, Address
from hfgoals.model.stretch import with_stretches
from hfgoals.model.values import Project
from tests.ui.review.published import published_book
from ui.grid.marks import Mark
from ui.review.dialogs import AcceptDialog
from ui.review.field_marks import marks_of, quoted_part
from ui.review.help_window import RuleHelpWindow, example_lines, place_words
from ui.review.listing import FindingRow, count, in_order
from ui.review.model import FindingsModel, GroupRow, Shown, rows_of
from ui.review.places import Places
from ui.review.repairs import Change, stretches
from ui.review.view import FindingsView

BOOK = published_book()
PLAN = BOOK.years[0]
PLACES = Places(PLAN)
SECOND = PLAN.projects[1]


def finding(
    address: Address, code: str = "V05", level: Level = "error", accepted: str = ""
) -> Finding:
    owner = PLACES.owner(address)
    return Finding(code, level, OTHER, address, owner, "说明", "改法", accepted=accepted)


def test_places_are_told_as_on_the_form() -> None:
    row = SECOND.indicators[2]
    assert PLACES.words(Address("indicator", row.id, "target")) == "第3行 指标值"
    assert PLACES.words(Address("project", SECOND.id, "budget")) == "预算数"
    assert PLACES.words(Address("unit", UNIT_ROW, "name")) == "单位名称"
    assert PLACES.owner(Address("indicator", row.id, "target")) == SECOND.id
    assert PLACES.owner(Address("plan", PLAN.id, "overall.goal")) == PLAN.id
    assert PLACES.name(SECOND.id).startswith("2　")
    assert "整体" in PLACES.name(PLAN.id)


def test_ranks_follow_the_printed_text() -> None:
    addresses = [
        Address("plan", PLAN.id, "overall.goal"),
        Address("subgoal", PLAN.overall.subgoals[0].id, "goal"),
        Address("safeguard", PLAN.overall.safeguards[0].id, "text"),
        Address("project", PLAN.projects[0].id, "name"),
        Address("goal", PLAN.projects[0].goals[0].id, "text"),
        Address("indicator", PLAN.projects[0].indicators[0].id, "name"),
        Address("indicator", PLAN.projects[0].indicators[0].id, "target"),
        Address("project", SECOND.id, "code"),
    ]
    ranks = [PLACES.rank(each) for each in addresses]
    assert ranks == sorted(set(ranks))


def test_one_mark_a_place_with_the_gravest_level() -> None:
    address = Address("project", SECOND.id, "name")
    other = Address("project", SECOND.id, "budget")
    marks = marks_of(
        [
            finding(address, "A1", "hint"),
            finding(address, "A2", "error"),
            finding(other, "A3", "error", accepted="如此"),
        ]
    )
    assert set(marks) == {address}
    assert marks[address].level == "error"
    assert marks[address].text.startswith("●")
    assert "○" in marks[address].text
    assert isinstance(marks[address], Mark)


def test_counts_leave_out_the_accepted() -> None:
    address = Address("project", SECOND.id, "name")
    counts = count([finding(address), finding(address, accepted="如此")])
    assert (counts.error, counts.accepted, counts.open) == (1, 1, 1)


def test_alike_findings_of_one_place_have_keys_of_their_own() -> None:
    address = Address("project", SECOND.id, "name")
    assert len(in_order([finding(address), finding(address)], PLACES)) == 2


def _places(before: str, after: str) -> list[tuple[str, str]]:
    change = Change(Address("project", SECOND.id, "purpose"), before, after)
    return [(each.before, each.after) for each in stretches(change)]


def test_only_what_differs_is_shown_near_places_as_one() -> None:
    long = "前" * 500
    assert _places(f"{long}A,B{long}", f"{long}A，B{long}") == [(",", "，")]
    assert len(_places(f"甲,乙{long}丙,丁", f"甲，乙{long}丙，丁")) == 2
    assert len(_places("甲,乙丙,丁", "甲，乙丙，丁")) == 1


@given(st.text("甲乙丙,， \n", max_size=40), st.text("甲乙丙,， \n", max_size=40))
def test_all_the_places_together_are_the_change(before: str, after: str) -> None:
    change = Change(Address("project", SECOND.id, "purpose"), before, after)
    assert with_stretches(before, stretches(change)) == after


@pytest.mark.parametrize(
    ("message", "text", "part"),
    [
        ("其中“为群众为群众”重复", "甲为群众为群众乙", "为群众为群众"),
        ("写的是“没有的”，前面从《甲乙》起", "看《甲乙》", "《甲乙》"),
        ("“…网络平台平稳有序…”不通", "保证网络平台平稳有序运行", "网络平台平稳有序"),
    ],
)
def test_what_a_sentence_quotes_is_found_in_the_text(message: str, text: str, part: str) -> None:
    found = quoted_part(message, text)
    assert found is not None
    assert text[slice(*found)] == part


def test_nothing_is_found_where_nothing_is_quoted() -> None:
    assert quoted_part("没有数字", "没有数字") is None
    assert quoted_part("“,”", "a,b") is None


def test_places_of_examples_are_told_in_words() -> None:
    assert place_words("indicator.2.target") == "第2行 指标值"
    assert place_words("plan.overall.goal") == "总体绩效目标"
    assert "某项目" in place_words("某项目:project.budget")
    assert "预算数" in place_words("某项目:project.budget")


def test_every_rule_with_help_can_be_shown(qapp: QApplication) -> None:
    window = RuleHelpWindow()
    for rule in all_rules():
        window.show_rule(rule.code)
        assert window.text.strip()
    window.show_rule("H12")
    assert "金额平衡" in window.text
    assert any("30.00" in line for line in window.text.splitlines())
    window.show_rule("没有这条规则")
    assert "没有这条规则" in window.text
    window.deleteLater()


def test_examples_name_what_they_change() -> None:
    from hfgoals.checks.told import Example

    lines = example_lines(Example("说明", {"project.budget": ""}, removed=("indicator.3",)))
    assert lines[0].startswith("预算数")
    assert lines[1].startswith("第3行")


ALL = in_order(
    [
        finding(Address("plan", PLAN.id, "overall.goal"), "X01", "warning"),
        finding(Address("project", SECOND.id, "name"), "H02"),
        finding(Address("project", SECOND.id, "name"), "H05", "hint"),
        finding(Address("project", SECOND.id, "budget"), "H12", accepted="如此"),
    ],
    PLACES,
)


EVERYTHING = Shown()


def texts(shown: Shown = EVERYTHING, folded: frozenset[str] = frozenset()) -> list[str]:
    model = FindingsModel()
    model.show_rows(rows_of(ALL, PLACES, shown, folded))
    return [model.index(at).data() for at in range(model.rowCount())]


def test_rows_are_grouped_and_filtered(qapp: QApplication) -> None:
    assert len(texts()) == 5
    assert texts()[0] == PLACES.name(PLAN.id)
    assert texts()[2] == PLACES.name(SECOND.id)
    assert len(texts(Shown(frozenset({"error"})))) == 2
    assert len(texts(folded=frozenset({SECOND.id}))) == 3
    kept = texts(Shown(frozenset(), accepted=True))
    assert len(kept) == 2
    assert "如此" in kept[1]
    assert texts(Shown(frozenset())) == []


def test_a_reader_of_the_screen_hears_level_counts_and_what_is_folded(qapp: QApplication) -> None:
    model = FindingsModel()
    model.show_rows(rows_of(ALL, PLACES, Shown(accepted=True), frozenset({PLAN.id})))
    heard = [
        model.index(at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(model.rowCount())
    ]
    assert ["收起" in told for told in heard] == [True, *[False] * 4]
    assert [told.partition("，")[0] for told in heard[2:]] == ["错误", "提示", "已保留"]
    shown = [model.index(at).data() for at in range(model.rowCount())]
    assert all(seen in told for seen, told in zip(shown, heard, strict=True))
    assert all("1" in told.removeprefix(seen) for seen, told in zip(shown[:2], heard, strict=False))


def test_a_reason_is_wanted_and_not_a_long_story(qapp: QApplication, qtbot: QtBot) -> None:
    place = Address("project", SECOND.id, "name")
    dialog = AcceptDialog(finding(place), "项目名称", None)
    qtbot.addWidget(dialog)
    (field,) = dialog.findChildren(QPlainTextEdit)
    for text, taken in (("", False), (" \n", False), ("长" * 500, True), ("长" * 501, False)):
        field.setPlainText(text)
        assert (dialog.refusal() == "") == taken


def test_the_model_tells_of_every_change(qapp: QApplication) -> None:
    model = FindingsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    chance = random.Random(7)
    for _ in range(200):
        keyed = {
            key: replace(each, message=chance.choice("甲乙"))
            for key, each in ALL.items()
            if chance.random() < 0.7
        }
        folded = frozenset(owner for owner in (PLAN.id, SECOND.id) if chance.random() < 0.3)
        rows = rows_of(keyed, PLACES, Shown(accepted=chance.random() < 0.5), folded)
        model.show_rows(rows)
        assert [model.row(model.index(at)) for at in range(model.rowCount())] == rows
        for at, row in enumerate(rows):
            name = row.key if hasattr(row, "key") else row.owner
            assert model.index_of(name).row() == at
    assert tester.model() is model


def test_thousands_of_findings_are_listed(qapp: QApplication) -> None:
    projects = tuple(Project(name=f"项目{at}") for at in range(1000))
    places = Places(replace(PLAN, projects=projects))
    found = [
        Finding(code, "error", OTHER, Address("project", each.id, "name"), each.id, "说明", "改法")
        for each in projects
        for code in "ABCDE"
    ]
    model = FindingsModel()
    model.show_rows(rows_of(in_order(found, places), places, EVERYTHING))
    assert model.rowCount() == 6000
    model.show_rows(rows_of(in_order(found[1:], places), places, EVERYTHING))
    assert model.rowCount() == 5999


def test_where_no_finding_is_meant_a_heading_stays_in_hand_and_a_finding_does_not(
    qtbot: QtBot,
) -> None:
    view = FindingsView(FindingsModel())
    qtbot.addWidget(view)
    view._model.show_rows(rows_of(ALL, PLACES, EVERYTHING))
    view.take(next(iter(ALL)))
    assert isinstance(view.row_in_hand(), FindingRow)
    view.take(None)
    assert view.row_in_hand() is None
    view.setCurrentIndex(view._model.index(0))
    view.take(None)
    assert isinstance(view.row_in_hand(), GroupRow)


def test_a_row_that_is_not_laid_out_yet_comes_into_view(qtbot: QtBot) -> None:
    address = Address("project", SECOND.id, "name")
    keyed = in_order((finding(address) for _ in range(2500)), PLACES)
    view = FindingsView(FindingsModel())
    qtbot.addWidget(view)
    view.resize(600, 200)
    view.show()
    view._model.show_rows(rows_of(keyed, PLACES, EVERYTHING))
    last = list(keyed)[-1]
    view.take(last)
    index = view.currentIndex()
    assert index.row() == 2500

    def in_view() -> None:
        assert view.viewport().rect().contains(view.visualRect(index))

    qtbot.waitUntil(in_view)
