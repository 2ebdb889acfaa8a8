"""CONTRIBUTING.md, "a review rule": done in a copy of the program, and looked for everywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pace import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
FUNCTION = '''

from hfgoals.checks.case import at


@rule("W23", reads=("project.purpose",))
def no_abracadabra(case: ProjectCase) -> Iterator[Hit]:
    """Nobody conjures."""
    if "急急如律令" in case.project.purpose:
        yield Hit(at(case.project, "purpose"), {"word": "急急如律令"})
'''
TOLD = """title = "咒语"
level = "warning"
reason = "其他"
says = "用途里写了“{word}”。"
advice = "请删去“{word}”。"
why = "咒语不能说明资金做什么用，审核时看不出要办的事。"

[[bad]]
says = "用途末尾写了咒语"
place = "project.purpose"
change = { "project.purpose" = "用于编印报纸，急急如律令。" }

[[good]]
says = "只写要办的事"
change = { "project.purpose" = "用于编印报纸。" }
"""
DRILL = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from hfgoals.checks import Checker, CheckSettings
from hfgoals.checks.examples import address_of_place, with_example
from hfgoals.checks.told import told_of
from hfgoals.sample import sample_book
from tests.house.rules_page import tables
from ui.review.help_window import RuleHelpWindow
from ui.review.settings_dialog import SettingsDialog

sample, told = sample_book(), told_of("W23")
year = sample.years[-1].year
def found(example, settings):
    book = with_example(sample, year, example)
    findings = Checker(settings).check(book, book.plan_of(year))
    return book, [each for each in findings if each.code == "W23"]

book, (finding,) = found(told.bad[0], CheckSettings())
assert finding.address == address_of_place(book, year, "", "project.purpose")
assert (finding.level, finding.message) == ("warning", "用途里写了“急急如律令”。")
assert found(told.good[0], CheckSettings())[1] == []
assert found(told.bad[0], CheckSettings(off=frozenset({"W23"})))[1] == []
assert found(told.bad[0], CheckSettings(levels={"W23": "error"}))[1][0].level == "error"
print("checked")
assert "| W23 | 咒语 | 警告 | 其他 | Nobody conjures. |" in tables()
print("page")
app = QApplication(sys.argv)
window = RuleHelpWindow()
window.show_rule("W23")
assert "咒语不能说明" in window.text and "急急如律令" in window.text
print("help")
dialog = SettingsDialog(CheckSettings(levels={"W23": "hint"}))
assert dialog.settings.levels == {"W23": "hint"}
print("settings")
"""


@pytest.mark.slow
def test_a_rule_is_one_function_and_one_file(tmp_path: Path) -> None:
    program = tmp_path / "program"
    for name in ("hfgoals", "ui", "resources"):
        shutil.copytree(ROOT / name, program / name, ignore=shutil.ignore_patterns("__pycache__"))
    module = program / "hfgoals" / "checks" / "rules" / "naming.py"
    module.write_text(module.read_text("utf-8") + FUNCTION, "utf-8")
    (program / "resources" / "checks" / "W23.toml").write_text(TOLD, "utf-8")
    done = subprocess.run(
        [sys.executable, "-P", "-c", DRILL],
        env={
            **os.environ,
            "PYTHONPATH": f"{program}{os.pathsep}{ROOT}",
            "QT_QPA_PLATFORM": "offscreen",
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.split() == ["checked", "page", "help", "settings"]
