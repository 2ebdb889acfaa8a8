"""CONTRIBUTING.md, "a standard form": done in a copy of the program, and looked for everywhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.house.copies import copied, places_told

MODULE = Path(__file__).with_name("duties_overall.py")
REGISTRY = (
    (
        "hfgoals/forms/__init__.py",
        "from hfgoals.forms.form import Form\n",
        "from hfgoals.forms import duties_overall\nfrom hfgoals.forms.form import Form\n",
    ),
    (
        "hfgoals/forms/__init__.py",
        '"""Every form, in the order of a printed text."""',
        "FORMS = (*FORMS, duties_overall.FORM)",
    ),
)
PLACES = {
    "file",
    "dump",
    "what is asked of every form",
    "pdf",
    "read back: .xlsx",
    "read back: .docx",
    "package",
    "command line",
    "offered for the year",
    "offered for export",
    "editor",
    "preview",
    "undone",
}


@pytest.mark.slow
def test_a_form_is_one_module_and_its_line_and_is_everywhere(tmp_path: Path) -> None:
    program = copied(tmp_path, REGISTRY)
    shutil.copy(MODULE, program / "hfgoals" / "forms")
    assert places_told(program, "drill_form.py", tmp_path / "drill") == PLACES
