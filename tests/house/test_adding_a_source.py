"""CONTRIBUTING.md, "a source to read in": done in a copy of the program, then looked for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.house.copies import copied, places_told

MODULE = Path(__file__).with_name("sylk.py")
KINDS = "hfgoals/exchange/kinds.py"
TABLE = (
    (
        KINDS,
        """    # All that is left; what is no text""",
        """    SourceKind("sylk", is_sylk, {".slk": "SYLK 表格"}, f"{_READ}.older.sylk:read_sylk"),
    # All that is left; what is no text""",
    ),
    (
        KINDS,
        "from typing import Final, Literal\n",
        "from typing import Final, Literal\n\nfrom hfgoals.exchange.older.sylk import is_sylk\n",
    ),
)
PLACES = {"read", "import", "merge", "folder", "choice of a file", "files to gather"}


@pytest.mark.slow
def test_a_source_is_one_module_and_its_line_and_is_everywhere(tmp_path: Path) -> None:
    program = copied(tmp_path, TABLE)
    shutil.copy(MODULE, program / "hfgoals" / "exchange" / "older")
    assert places_told(program, "drill_source.py", tmp_path / "drill") == PLACES
