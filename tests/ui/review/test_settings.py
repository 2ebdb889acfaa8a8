"""Rules and numbers set by the user hold for this workbook, also after reopening."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from hfgoals.checks import SETTING, CheckSettings, Thresholds, all_rules
from hfgoals.checks.settings import label_of
from ui.document import Document
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.review.review import Review
from ui.review.settings_dialog import SettingsDialog


def _box(dialog: SettingsDialog, code: str) -> QComboBox:
    boxes = dialog.findChildren(QComboBox)
    return next(each for each in boxes if each.accessibleName().startswith(code))


def _field(dialog: SettingsDialog, label: str) -> QLineEdit:
    fields = dialog.findChildren(QLineEdit)
    return next(each for each in fields if label in each.accessibleName())


@pytest.fixture
def dialog(qapp: QApplication, qtbot: QtBot) -> SettingsDialog:
    made = SettingsDialog(CheckSettings(off=frozenset({"W05"})))
    qtbot.addWidget(made)
    made.show()
    return made


def test_nothing_chosen_changes_nothing(dialog: SettingsDialog) -> None:
    assert dialog.settings == CheckSettings(off=frozenset({"W05"}))


def test_levels_and_numbers_are_taken(dialog: SettingsDialog) -> None:
    _box(dialog, "W01").setCurrentText("提示")
    _box(dialog, "V15").setCurrentText("不查")
    _field(dialog, "满意度").setText("90")
    chosen = dialog.settings
    assert chosen.levels == {"W01": "hint"}
    assert chosen.off == {"W05", "V15"}
    assert chosen.thresholds.satisfaction_floor == Decimal(90)
    assert CheckSettings.from_json(chosen.to_json()) == chosen


def test_no_number_is_refused(dialog: SettingsDialog) -> None:
    _field(dialog, "满意度").setText("九十")
    dialog.accept()
    assert dialog.isVisible()
    assert "满意度" in dialog.refusal()


def test_defaults_come_back(dialog: SettingsDialog) -> None:
    _field(dialog, "满意度").setText("70")
    next(each for each in dialog.findChildren(QPushButton) if each.text() == "恢复默认").click()
    assert dialog.settings == CheckSettings()


def test_the_wheel_changes_no_level(dialog: SettingsDialog) -> None:
    box = _box(dialog, "C01")
    before = box.currentText()
    down = QWheelEvent(
        QPointF(5, 5), box.mapToGlobal(QPointF(5, 5)), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    QApplication.sendEvent(box, down)
    assert box.currentText() == before


def test_settings_stay_with_the_file(document: Document) -> None:
    review = Review(document)
    assert review.use(CheckSettings(off=frozenset({"W01"})))
    kept = CheckSettings.from_json(document.session.setting(SETTING))
    assert kept.off == {"W01"}
    review.stop()


def test_the_report_is_written(
    document: Document, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = document.session.path
    document.close()
    window = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(window)
    window.show()
    window.open_path(path)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    window.actions_by_name["export_report"].trigger()
    assert {each.suffix for each in tmp_path.glob("*检查报告*")} == {".pdf", ".xlsx"}
    assert "检查报告" in window.notice.text
    window.close()


def test_every_number_has_a_label_that_names_a_rule(dialog: SettingsDialog) -> None:
    codes = {rule.code for rule in all_rules()}
    for each in fields(Thresholds):
        label = label_of(each.name)
        assert label.split("　")[-1] in codes
        assert _field(dialog, label).text() == f"{getattr(Thresholds(), each.name)}"
