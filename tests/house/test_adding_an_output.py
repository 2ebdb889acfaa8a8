"""CONTRIBUTING.md, "an output": done in a copy of the program, and looked for everywhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.house.copies import copied, places_told

MODULE = Path(__file__).with_name("plain_text.py")
OUTPUTS = "hfgoals/render/outputs.py"
REGISTRY = (
    (
        OUTPUTS,
        """"供公开和修改", _docx, drafts=True),
""",
        """"供公开和修改", _docx, drafts=True),
    OutputFormat("txt", "文本", "文本文件（.txt）", "供复制文字", write_text),
""",
    ),
    (
        OUTPUTS,
        "from hfgoals.render.xlsx import write_xlsx\n",
        (
            "from hfgoals.render.plain_text import write_text\n"
            "from hfgoals.render.xlsx import write_xlsx\n"
        ),
    ),
)
PLACES = {"export", "command line", "check report", "package", "offered for export"}


@pytest.mark.slow
def test_an_output_is_one_module_and_its_line_and_is_everywhere(tmp_path: Path) -> None:
    program = copied(tmp_path, REGISTRY)
    shutil.copy(MODULE, program / "hfgoals" / "render")
    assert places_told(program, "drill_output.py", tmp_path / "drill") == PLACES
