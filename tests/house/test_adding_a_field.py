"""CONTRIBUTING.md, "a field": done in a copy of the program, and looked for everywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pace import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
DRILL = Path(__file__).with_name("drill_field.py")
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
    program, folder = tmp_path / "program", tmp_path / "drill"
    for name in ("hfgoals", "ui", "resources"):
        shutil.copytree(ROOT / name, program / name, ignore=shutil.ignore_patterns("__pycache__"))
    folder.mkdir()
    assert len(PATCHES) <= 3
    for name, (before, after) in PATCHES.items():
        path = program / name
        text = path.read_text("utf-8")
        assert text.count(before) == 1, name
        path.write_text(text.replace(before, after), "utf-8")
    done = subprocess.run(
        [sys.executable, "-P", str(DRILL), str(folder)],
        env={**os.environ, "PYTHONPATH": f"{program}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert set(done.stdout.split("\n")) - {""} == PLACES
