"""The dialog before an export: what its ticks ask for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtWidgets import QCheckBox, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from hfgoals.export import Format
from hfgoals.forms import (
    disclosure_report,
    evaluation_project,
    evaluation_report,
    monitoring_project,
)
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText
from hfgoals.model.values import AnnualPlan
from ui.dialogs.export import ExportDialog
from ui.document import Document


class Shown(Protocol):
    """Shows the dialog with these formats ticked."""

    def __call__(self, *formats: Format) -> ExportDialog: ...


@pytest.fixture
def shown(document: Document, qtbot: QtBot, tmp_path: Path) -> Shown:
    parent = QWidget()
    qtbot.addWidget(parent)

    def show(*formats: Format) -> ExportDialog:
        dialog = ExportDialog(document, formats, tmp_path, parent)
        dialog.show()
        return dialog

    return show


def _tick(dialog: ExportDialog, word: str) -> QCheckBox:
    (found,) = (box for box in dialog.findChildren(QCheckBox) if word in box.text())
    return found


def test_word_is_offered_but_not_asked_for(shown: Shown) -> None:
    dialog = shown("xlsx", "pdf")
    assert "docx" not in dialog.choice.formats
    _tick(dialog, ".docx").click()
    assert list(dialog.choice.formats) == ["xlsx", "pdf", "docx"]
    assert dialog.refusal() == ""


def test_every_format_has_a_public_version_and_pages_single_forms(shown: Shown) -> None:
    dialog = shown("xlsx")
    public, single = _tick(dialog, "用于公开"), _tick(dialog, "单独一个文件")
    assert public.isEnabled()
    assert not single.isEnabled()
    _tick(dialog, ".docx").click()
    public.click()
    single.click()
    full = dialog.choice
    assert full.public
    assert full.one_file_per_project
    _tick(dialog, ".docx").click()
    bare = dialog.choice
    assert bare.public
    assert not bare.one_file_per_project


def test_nothing_ticked_is_refused(shown: Shown) -> None:
    assert shown().refusal()
    assert not shown("docx").refusal()


def test_tables_are_fitted_to_a_page_unless_that_is_unticked(shown: Shown) -> None:
    dialog = shown("pdf")
    assert dialog.choice.fit_page
    _tick(dialog, "压缩到一页").click()
    assert not dialog.choice.fit_page


def test_all_of_the_year_is_what_something_is_filled_in_of(
    shown: Shown, document: Document
) -> None:
    def says() -> str:
        buttons = shown("pdf").findChildren(QRadioButton)
        (whole,) = (each.text() for each in buttons if "年度全部" in each.text())
        return whole

    plan = document.plan
    assert plan is not None
    assert f"{len(plan.projects)} 个项目" in says()
    report = replace(plan.report, overview="公开信息 12 条。")
    forms = (*plan.forms, disclosure_report.ID)
    alone = AnnualPlan(plan.id, plan.year, forms=forms, reports=(report,))
    document.replace("x", replace(document.book, years=(alone,)))
    assert says() == f"{plan.year} 年度全部（{disclosure_report.NAME}）"


def _use(document: Document, *forms: str) -> None:
    plan = document.plan
    assert plan is not None
    said = "、".join((*plan.forms, *forms))
    document.apply("x", [SetText(Address("plan", plan.id, "forms"), said)])


def _report(dialog: ExportDialog, name: str) -> QRadioButton:
    (found,) = (box for box in dialog.findChildren(QRadioButton) if name in box.text())
    return found


def test_a_report_is_offered_once_its_stage_is_used_and_is_word(
    shown: Shown, document: Document
) -> None:
    assert not any("报告" in each.text() for each in shown().findChildren(QRadioButton))
    _use(document, evaluation_project.ID)
    dialog = shown("xlsx")
    _report(dialog, evaluation_report.NAME).click()
    assert dialog.refusal() == ""
    assert dialog.choice.forms == (evaluation_report.ID,)
    assert dialog.choice.formats == ("docx",)
    assert not _tick(dialog, ".xlsx").isEnabled()
    _report(dialog, "年度全部").click()
    assert dialog.choice.formats == ("xlsx",)
    assert _tick(dialog, ".xlsx").isEnabled()


def test_the_report_of_the_latest_stage_stands_first(
    document: Document, qtbot: QtBot, tmp_path: Path
) -> None:
    _use(document, monitoring_project.ID, evaluation_project.ID)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ExportDialog(document, (), tmp_path, parent, report=True)
    assert dialog.choice.forms == (evaluation_report.ID,)
    assert dialog.refusal() == ""
