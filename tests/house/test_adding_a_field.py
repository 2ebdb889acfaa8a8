"""CONTRIBUTING.md, "a field": done in a copy of the program, and looked for everywhere: 考核科室,
an optional field of indicators."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.copies import copied, places_told

PATCHES = {
    "hfgoals/model/values.py": (
        """    \"\"\"数据来源/佐证资料.\"\"\"


@dataclass(frozen=True, slots=True)
class Project:""",
        """    \"\"\"数据来源/佐证资料.\"\"\"
    keeper: str = ""


@dataclass(frozen=True, slots=True)
class Project:""",
    ),
    "hfgoals/model/fields.py": (
        """            hint="写数从哪里来、凭什么资料证明，由谁保管。",
            optional=True,
        ),
""",
        """            hint="写数从哪里来、凭什么资料证明，由谁保管。",
            optional=True,
        ),
        Field(
            "keeper",
            "考核科室",
            LINE,
            column=ListColumn("keeper", 6, centred=True),
            hint="写由谁考核。",
            optional=True,
        ),
""",
    ),
}
PLACES = {
    "completeness",
    "file",
    "dump",
    "read back: .xlsx of drill",
    "read back: .docx of drill",
    "pdf",
    "read back: .xlsx of wide",
    "foreign table",
    "read back: .xlsx of templates",
    "fill-in workbook",
    "editor",
}


@pytest.mark.slow
def test_a_field_touches_two_files_and_is_everywhere(tmp_path: Path) -> None:
    assert len(PATCHES) == 2
    program = copied(tmp_path, ((name, *patch) for name, patch in PATCHES.items()))
    assert places_told(program, "drill_field.py", tmp_path / "drill") == PLACES
