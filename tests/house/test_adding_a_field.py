"""CONTRIBUTING.md, "a field": done in a copy of the program, and looked for everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.copies import copied, places_told

PATCHES = {
    "hfgoals/model/values.py": (
        """    basis: str = ""


@dataclass(frozen=True, slots=True)
class Project:""",
        """    basis: str = ""
    weight: str = ""


@dataclass(frozen=True, slots=True)
class Project:""",
    ),
    "hfgoals/model/fields.py": (
        """            hint="可以点箭头选一项，也可以自己写；有几项的用顿号隔开。",
        ),
""",
        """            hint="可以点箭头选一项，也可以自己写；有几项的用顿号隔开。",
        ),
        Field("weight", "权重", LINE, column=ListColumn("weight", 6), hint="合计 100。"),
""",
    ),
    "hfgoals/forms/hebei_project.py": (
        """    ("绩效指标描述", "description", Column(42.0, 30.0, 66.0)),
    ("指标值", "target", Column(25.0, 19.0, 38.0, "value-center")),
    ("指标值\\n确定依据", "basis", Column(25.0, 20.0, 58.0)),
""",
        """    ("绩效指标描述", "description", Column(32.0, 30.0, 66.0)),
    ("指标值", "target", Column(25.0, 19.0, 38.0, "value-center")),
    ("指标值\\n确定依据", "basis", Column(22.0, 20.0, 58.0)),
    ("权重", "weight", Column(13.0, 13.0, 13.0, "value-center")),
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
def test_a_field_touches_three_files_and_is_everywhere(tmp_path: Path) -> None:
    assert len(PATCHES) <= 3
    program = copied(tmp_path, ((name, *patch) for name, patch in PATCHES.items()))
    assert places_told(program, "drill_field.py", tmp_path / "drill") == PLACES
