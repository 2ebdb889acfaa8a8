"""Which forms a year uses, chosen where a year is set up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget
from pytestqt.qtbot import QtBot

from hfgoals.forms import FORMS
from hfgoals.model.fields import FIELDS
from hfgoals.model.options import OPTIONS
from hfgoals.model.values import STANDARD_FORMS, Book
from tests.ui import modal
from ui.dialogs import year_forms
from ui.dialogs.unit import UnitDialog, YearDialog
from ui.main_window import MainWindow

FURTHER = replace(FORMS[0], id="one_more", name="又一种表")


@pytest.fixture
def one_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(year_forms, "FORMS", (*FORMS, FURTHER))


_COLUMNS = {field.label: field.path for field in FIELDS["indicator"] if field.optional}

_LISTED = [f"另列{said}" for said in OPTIONS.values()]


def _all_ticks(dialog: QWidget) -> dict[str, QCheckBox]:
    return {box.text(): box for box in dialog.findChildren(QCheckBox) if box.isVisibleTo(dialog)}


def _ticks(dialog: QWidget) -> dict[str, QCheckBox]:
    every = _all_ticks(dialog).items()
    return {text: box for text, box in every if text not in (*_COLUMNS, *_LISTED)}


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def _dialogs(parent: QWidget) -> list[UnitDialog | YearDialog]:
    return [UnitDialog(parent), YearDialog(Book(), "新建年度", "新建", 2024, parent)]


def test_without_a_choice_nothing_is_asked(
    parent: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = tuple(form for form in FORMS if form.id in STANDARD_FORMS)
    monkeypatch.setattr(year_forms, "FORMS", usual)
    for dialog in _dialogs(parent):
        assert _ticks(dialog) == {}
        assert dialog.forms.forms == STANDARD_FORMS


@pytest.mark.usefixtures("one_more")
def test_a_new_year_has_the_standard_forms_and_may_have_more(parent: QWidget) -> None:
    for dialog in _dialogs(parent):
        ticks = _ticks(dialog)
        assert list(ticks) == [form.name for form in (*FORMS, FURTHER)]
        assert dialog.forms.forms == STANDARD_FORMS
        ticks[FURTHER.name].click()
        assert dialog.forms.forms == (*STANDARD_FORMS, FURTHER.id)
        for tick in ticks.values():
            tick.setChecked(False)
        assert dialog.forms.refusal


def test_of_two_forms_of_the_overall_part_the_last_one_ticked_is_used(parent: QWidget) -> None:
    ticks = {form.id: form.name for form in FORMS}
    for dialog in _dialogs(parent):
        boxes = _ticks(dialog)
        boxes[ticks["beijing_overall"]].click()
        assert dialog.forms.forms == ("beijing_overall", "hebei_project")
        boxes[ticks["hebei_overall"]].click()
        assert dialog.forms.forms == STANDARD_FORMS


@pytest.mark.usefixtures("one_more")
def test_the_forms_of_a_year_change_as_one_step_and_come_back(window: MainWindow) -> None:
    document = window.document
    plan = document.plan
    assert plan is not None

    def choose(dialog: QDialog) -> None:
        _ticks(dialog)[FURTHER.name].click()
        dialog.accept()

    modal.answer(YearDialog, choose)
    window.years.change_year()
    assert document.plan == replace(plan, forms=(*STANDARD_FORMS, FURTHER.id))
    document.undo()
    assert document.plan == plan


@pytest.mark.usefixtures("one_more")
def test_what_a_later_program_says_of_a_year_stays(window: MainWindow) -> None:
    document = window.document
    assert document.plan is not None
    later = replace(document.plan, forms=("of_a_later_program", FORMS[0].id))
    document.replace("改", replace(document.book, years=(later,)))
    modal.answer(YearDialog, QDialog.accept)
    window.years.change_year()
    assert set(document.plan.forms) == set(later.forms)


def test_optional_columns_of_a_year_change_as_one_step(window: MainWindow) -> None:
    document = window.document
    plan = document.plan
    assert plan is not None
    later = replace(plan, columns=("later", "evidence"))
    document.replace("改", replace(document.book, years=(later,)))

    def choose(dialog: QDialog) -> None:
        ticks = _all_ticks(dialog)
        assert [ticks[label].isChecked() for label in _COLUMNS] == [False, False, True]
        ticks["分值"].click()
        dialog.accept()

    modal.answer(YearDialog, choose)
    window.years.change_year()
    assert document.plan == replace(later, columns=("weight", "evidence", "later"))
    document.undo()
    assert document.plan == later


def test_a_new_year_may_have_optional_columns(parent: QWidget) -> None:
    for dialog in _dialogs(parent):
        assert dialog.forms.plan_of(2024).columns == ()
        _all_ticks(dialog)["评（扣）分标准"].click()
        assert dialog.forms.plan_of(2024).columns == ("scoring",)
