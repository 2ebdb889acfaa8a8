"""The list model tells of every change, and only of what changed."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from hfgoals.model.money import Money
from hfgoals.model.values import Project
from ui.projects.list_model import (
    AMOUNT_ROLE,
    ID_ROLE,
    NUMBER_ROLE,
    ProjectFilter,
    ProjectListModel,
)


def rows(*ids: str) -> tuple[Project, ...]:
    return tuple(Project(id=each, name=f"项目{each}") for each in ids)


@pytest.fixture
def model(qapp: QApplication) -> ProjectListModel:
    made = ProjectListModel()
    made.tester = QAbstractItemModelTester(  # type: ignore[attr-defined]
        made, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    return made


def shown_ids(model: ProjectListModel | ProjectFilter) -> list[str]:
    return [model.index(row, 0).data(ID_ROLE) for row in range(model.rowCount())]


def test_only_the_changed_row_is_told(model: ProjectListModel) -> None:
    before = rows("a", "b", "c")
    model.show_projects(before)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.show_projects((before[0], replace(before[1], budget=Money.parse("3")), before[2]))
    assert told == [(1, 1)]
    assert model.index(1).data(AMOUNT_ROLE) == "3.00"


@pytest.mark.parametrize(
    ("before", "after", "signal"),
    [
        ("abcd", "abxcd", "rowsInserted"),
        ("abcd", "abcdx", "rowsInserted"),
        ("abcd", "acd", "rowsRemoved"),
        ("abcd", "bcda", "rowsMoved"),
        ("abcd", "dabc", "rowsMoved"),
        ("abcd", "acbd", "rowsMoved"),
        ("abcde", "edcba", "layoutChanged"),
        ("", "abc", "rowsInserted"),
        ("abc", "", "rowsRemoved"),
    ],
)
def test_changes_of_order_are_told_as_what_they_are(
    model: ProjectListModel, before: str, after: str, signal: str
) -> None:
    model.show_projects(rows(*before))
    told: list[str] = []
    for name in ("rowsInserted", "rowsRemoved", "rowsMoved", "layoutChanged", "modelReset"):
        getattr(model, name).connect(lambda *_, name=name: told.append(name))
    model.show_projects(rows(*after))
    assert told == [signal]
    assert shown_ids(model) == list(after)
    assert [model.index(row).data(NUMBER_ROLE) for row in range(len(after))] == list(
        range(1, len(after) + 1)
    )


def test_any_change_ends_with_the_new_rows_and_keeps_track_of_the_old(
    model: ProjectListModel,
) -> None:
    chance = random.Random(5)
    ids: list[str] = []
    for turn in range(300):
        marks = {row_id: QPersistentModelIndex(model.index(row)) for row, row_id in enumerate(ids)}
        kept = [each for each in ids if chance.random() > 0.2]
        if chance.random() < 0.5:
            chance.shuffle(kept)
        for number in range(chance.randrange(4)):
            kept.insert(chance.randrange(len(kept) + 1), f"{turn}-{number}")
        model.show_projects(rows(*kept))
        assert shown_ids(model) == kept
        for row_id, mark in marks.items():
            assert mark.isValid() == (row_id in kept)
            assert not mark.isValid() or mark.data(ID_ROLE) == row_id
        ids = kept


def test_the_filter_looks_at_name_code_and_amount(model: ProjectListModel) -> None:
    model.show_projects(
        (
            Project(id="a", name="报纸印刷", code="13020822P00908810002X"),
            Project(id="b", name="Server 采购", budget=Money.parse("80.5")),
            Project(id="c"),
        )
    )
    shown = ProjectFilter(model)
    for wanted, found in (
        ("印刷", ["a"]), ("SERVER ", ["b"]), ("p0090", ["a"]), ("80.50", ["b"]),
        ("", ["a", "b", "c"]), ("没有", []), ("<b>", []),
    ):  # fmt: skip
        shown.look_for(wanted)
        assert shown_ids(shown) == found
