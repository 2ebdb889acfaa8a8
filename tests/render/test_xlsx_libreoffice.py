"""The workbook as another program prints it: as many pages as the layout has for every form."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from hfgoals.forms import hebei_overall, hebei_project, overview
from hfgoals.layout.flow import flow
from hfgoals.layout.sheet import Sheet
from hfgoals.model.values import AnnualPlan, Overall, Project, Safeguard
from hfgoals.paths import resource
from hfgoals.render.xlsx import write_xlsx
from tests.forms.examples import UNIT, long_project, plan, platform_project, stray_project
from tests.pace import PATIENCE

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


def printed(sheets: list[Sheet], folder: Path, profile: Path) -> list[str]:
    """The texts of the pages, without blanks, as LibreOffice prints the workbook."""
    write_xlsx(sheets, folder / "t.xlsx", title="t", author="a")
    command = [
        str(OFFICE),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        *("--convert-to", "pdf", "--outdir", str(folder), str(folder / "t.xlsx")),
    ]
    # With the fonts that the program brings: what others this machine has is chance.
    fonts = {**os.environ, "FONTCONFIG_FILE": str(resource("fonts", "fonts.conf"))}
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE, env=fonts)
    pages = PdfReader(folder / "t.pdf").pages
    texts = ("".join(page.extract_text().split()) for page in pages)
    return [re.sub(r"第\d+页共\d+页", "", text) for text in texts]


def test_every_form_prints_on_its_own_pages(tmp_path: Path, profile: Path) -> None:
    year = plan()
    year_sheets = [hebei_overall.compose(UNIT, year)]
    for number, project in enumerate(
        (stray_project(), platform_project(), Project(name="空表"), long_project()), 1
    ):
        signed = number % 2 == 0
        year_sheets.append(hebei_project.compose(UNIT, year, project, number, signed=signed))
    year_sheets.append(hebei_project.compose(UNIT, year, long_project(90), 5, signed=True))
    pages = printed(year_sheets, tmp_path, profile)
    start = 0
    for sheet in year_sheets:
        first = "".join(sheet.cells[0].text.split())
        assert first in pages[start]
        count = len(flow((sheet,)))
        assert all(first not in page for page in pages[start + 1 : start + count])
        start += count
    assert start == len(pages)


def test_long_texts_keep_their_pages_and_every_character(tmp_path: Path, profile: Path) -> None:
    lines = "\n".join(f"第{number}句，" * 90 + "完" for number in range(1, 30))
    year = AnnualPlan(
        year=2023, overall=Overall(goal=lines, safeguards=(Safeguard(text="保障" * 1500),))
    )
    sheets = [
        hebei_overall.compose(UNIT, year),
        hebei_project.compose(UNIT, year, Project(name="长", purpose="用途说明" * 1200), 1),
    ]
    pages = printed(sheets, tmp_path, profile)
    assert len(pages) == sum(len(flow((sheet,))) for sheet in sheets)
    text = "".join(pages)
    assert all(text.count(f"第{number}句，") == 90 for number in range(1, 30))


def test_sums_are_computed(tmp_path: Path, profile: Path) -> None:
    year = plan()
    (page,) = printed([overview.compose(UNIT, year)], tmp_path, profile)
    assert "346.00" in page
    assert "54" in page
