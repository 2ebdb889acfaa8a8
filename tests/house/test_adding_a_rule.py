"""CONTRIBUTING.md, "a review rule": done in a copy of the program, and looked for everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.copies import copied, places_told

FUNCTION = '''

from hfgoals.checks.case import at


@rule("W99", reads=("project.purpose",))
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


@pytest.mark.slow
def test_a_rule_is_one_function_and_one_file(tmp_path: Path) -> None:
    program = copied(tmp_path, ())
    module = program / "hfgoals" / "checks" / "rules" / "naming.py"
    module.write_text(module.read_text("utf-8") + FUNCTION, "utf-8")
    (program / "resources" / "checks" / "W99.toml").write_text(TOLD, "utf-8")
    assert places_told(program, "drill_rule.py", tmp_path / "drill") == {
        "checked",
        "page",
        "help",
        "settings",
    }
