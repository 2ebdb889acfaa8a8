"""Every kind of file, and that nobody passes their table by."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hfgoals.cli.arguments import explain
from hfgoals.export import EVERY_FORMAT, FORMATS
from hfgoals.forms import FORMS
from hfgoals.render.outputs import OUTPUTS, OutputFormat, output_of
from tests.forms.examples import UNIT, plan

ROOT = Path(__file__).resolve().parents[2]
BY_NAME = {
    "hfgoals/package.py": "the check report goes to the bureau as pages",
    "ui/commands/files.py": "three menu commands open the dialog with one ticked",
    "ui/actions.py": "the names of their icons",
    "ui/commands/history.py": "what no printer takes is handed over as pages",
    "ui/year_overview/page.py": "the icon of the command",
    "hfgoals/report.py": "the overview of a year is one page",
}
"""Who may name a kind of file beside the table, and why; reading knows kinds of its own."""
_READING = re.compile(r"hfgoals/(exchange|gathering)/")

every_output = pytest.mark.parametrize("output", OUTPUTS, ids=[output.id for output in OUTPUTS])


def test_nobody_names_a_kind_of_file_but_who_has_a_reason() -> None:
    ids = "|".join(output.id for output in OUTPUTS)
    naming = {
        path.relative_to(ROOT).as_posix()
        for room in ("hfgoals", "ui")
        for path in (ROOT / room).rglob("*.py")
        if re.search(rf'"(?:{ids})"', path.read_text("utf-8"))
    }
    others = {name for name in naming if not _READING.match(name)}
    assert others == {"hfgoals/render/outputs.py", *BY_NAME}


def test_ids_tell_them_apart_and_some_are_usual() -> None:
    assert len(set(EVERY_FORMAT)) == len(OUTPUTS)
    assert set(FORMATS) < set(EVERY_FORMAT)
    assert [output_of(output_id) for output_id in EVERY_FORMAT] == list(OUTPUTS)
    with pytest.raises(KeyError):
        output_of("doc")


@every_output
def test_each_writes_sheets_reports_and_is_an_option(output: OutputFormat, tmp_path: Path) -> None:
    sheets = [sheet for form in FORMS for sheet in form.sheets(UNIT, plan())]
    told: list[tuple[int, int]] = []
    target = tmp_path / f"试.{output.id}"
    report = lambda done, total: told.append((done, total))  # noqa: E731
    notes = output.write(sheets, target, title="试", author="甲", report=report)
    assert target.stat().st_size > 1000
    assert all(isinstance(note, str) for note in notes)
    assert told == sorted(told)
    assert told
    assert f"--{output.id}" in explain("export")
