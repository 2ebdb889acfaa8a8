"""Run in a copy of the program that has one more rule, W99: is it everywhere?"""

from __future__ import annotations

import os
import sys

from hfgoals.checks import Checker, CheckSettings, Finding
from hfgoals.checks.examples import address_of_place, with_example
from hfgoals.checks.told import Example, told_of
from hfgoals.model.values import Book
from hfgoals.sample import sample_book
from tests.house.rules_page import tables

CODE = "W99"
SAMPLE = sample_book()
YEAR = SAMPLE.years[-1].year


def main() -> None:
    """Follow the new rule through the program."""
    assert_checked()
    assert f"| {CODE} | 咒语 | 警告 | 其他 | Nobody conjures. |" in tables()
    print("page")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    assert_in_window()


def found(example: Example, settings: CheckSettings) -> tuple[Book, list[Finding]]:
    """The sample with the example, and what the rule finds in it."""
    book = with_example(SAMPLE, YEAR, example)
    plan = book.plan_of(YEAR)
    assert plan is not None
    return book, [each for each in Checker(settings).check(book, plan) if each.code == CODE]


def assert_checked() -> None:
    told = told_of(CODE)
    book, (finding,) = found(told.bad[0], CheckSettings())
    assert finding.address == address_of_place(book, YEAR, "", "project.purpose")
    assert (finding.level, finding.message) == ("warning", "用途里写了“急急如律令”。")
    assert found(told.good[0], CheckSettings())[1] == []
    assert found(told.bad[0], CheckSettings(off=frozenset({CODE})))[1] == []
    (graver,) = found(told.bad[0], CheckSettings(levels={CODE: "error"}))[1]
    assert graver.level == "error"
    print("checked")


def assert_in_window() -> None:
    from PySide6.QtWidgets import QApplication

    from ui.review.help_window import RuleHelpWindow
    from ui.review.settings_dialog import SettingsDialog

    application = QApplication(sys.argv)
    assert application is not None
    window = RuleHelpWindow()
    window.show_rule(CODE)
    assert "咒语不能说明" in window.text
    assert "急急如律令" in window.text
    print("help")
    dialog = SettingsDialog(CheckSettings(levels={CODE: "hint"}))
    assert dialog.settings.levels == {CODE: "hint"}
    print("settings", flush=True)
    # Qt's objects are not taken down in good order at the end of such a process.
    os._exit(0)


if __name__ == "__main__":
    main()
