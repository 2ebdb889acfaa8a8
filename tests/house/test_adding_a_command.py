"""CONTRIBUTING.md, "a command of the window": done in a copy of the program, and given there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.copies import copied, places_told

PATCHES = (
    (
        "ui/actions.py",
        """    Command("about", "关于绩效目标填报", needs_book=False),
""",
        """    Command("about", "关于绩效目标填报", needs_book=False),
    Command("name_unit", "单位改名为“新名称”", "Ctrl+Alt+Shift+N", changes=True),
""",
    ),
    (
        "ui/actions.py",
        """"convert_overall", "remove_year", SEPARATOR""",
        """"convert_overall", "remove_year", "name_unit", SEPARATOR""",
    ),
    (
        "ui/commands/years.py",
        """    def remove_year(self) -> None:
""",
        """    def name_unit(self) -> None:
        from hfgoals.model.address import UNIT_ROW, Address
        from hfgoals.model.edits import SetText

        address = Address("unit", UNIT_ROW, "name")
        self._window.document.apply("改名", [SetText(address, "新名称")])

    def remove_year(self) -> None:
""",
    ),
)
PLACES = {"menu", "offered with a workbook", "key", "undone", "not offered where nothing changes"}


@pytest.mark.slow
def test_a_command_is_a_line_a_method_and_its_place(tmp_path: Path) -> None:
    assert len({name for name, _, _ in PATCHES}) == 2
    program = copied(tmp_path, PATCHES)
    assert places_told(program, "drill_command.py", tmp_path / "drill") == PLACES
