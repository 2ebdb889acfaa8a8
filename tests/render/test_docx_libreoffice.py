"""The document as another program opens and prints it, next to our own print."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from hfgoals.exchange.dump import load
from hfgoals.export import Choice, booklet, export
from hfgoals.forms.form import Form
from hfgoals.forms.reports import REPORTS
from hfgoals.layout.flow import flow
from hfgoals.model.values import Book, Overall, Project, Safeguard
from hfgoals.paths import resource
from hfgoals.sample import sample_book
from tests.forms.examples import UNIT, book, long_project, plan
from tests.pace import PATIENCE
from tests.staged import whole

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
]
REAL = Path(__file__).parents[1] / "real_files"
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include>{folder}/fonts.conf</include>
  <match><test name="family"><string>宋体</string></test>
    <edit name="family" mode="prepend" binding="same"><string>Noto Serif SC</string></edit></match>
  <match><test name="family"><string>黑体</string></test>
    <edit name="family" mode="prepend" binding="same"><string>Noto Sans SC</string></edit></match>
</fontconfig>
"""
"""The bundled faces in place of those that Chinese Windows has."""


def real(name: str) -> Book:
    return load(json.loads((REAL / f"{name}.json").read_text(encoding="utf-8")))


def long_texts() -> Book:
    """Rows higher than a page, long tables, many line breaks."""
    tall = Project(name="长", purpose="用途说明，" * 900, goals=())
    overall = Overall(goal="目标。\n" * 90, safeguards=(Safeguard(text="保障" * 2500),))
    year = plan()
    projects = (tall, long_project(90), *year.projects)
    return Book(UNIT, (type(year)(year=2023, overall=overall, projects=projects),))


_FOOT_TEXT = r"(?:第\d+页共\d+页)?核对码[0-9A-Z]{5}-[0-9A-Z]{5}"
_FOOT = re.compile(f"^{_FOOT_TEXT}|{_FOOT_TEXT}$")
"""Some versions write the foot of a page before its contents."""
BOOKS = {
    "sample": sample_book,
    "002": lambda: real("002"),
    "004": lambda: real("004"),
    "example": book,
    "long": long_texts,
}


def printed(source: Path, folder: Path) -> list[str]:
    """The texts of the pages, without blanks, as LibreOffice prints the document."""
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTS.format(folder=resource("fonts")), encoding="utf-8")
    command = [
        str(OFFICE),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        *("--convert-to", "pdf", "--outdir", str(folder), str(source)),
    ]
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE, env=environment)
    pages = PdfReader(folder / source.with_suffix(".pdf").name).pages
    return ["".join(page.extract_text().split()) for page in pages]


@pytest.mark.parametrize("name", BOOKS)
def test_it_prints_on_the_pages_of_our_print(name: str, tmp_path: Path) -> None:
    here = BOOKS[name]()
    year = here.years[-1]
    choice = Choice(formats=("docx",), years=(year.year,))
    (source,) = export(here, tmp_path / "out", choice).files
    pages = printed(source, tmp_path)
    ours = booklet(here.unit, year)
    assert abs(len(pages) - len(ours)) <= 1
    feet = [found[0] for page in pages if (found := _FOOT.search(page))]
    pages = [_FOOT.sub("", page) for page in pages]
    numbers = [foot.rpartition("核对码")[0] for foot in feet]
    told = [f"第{number}页共{len(pages)}页" for number in range(3, len(pages) + 1)]
    assert numbers == ["", "", *told]
    codes = dict.fromkeys(foot[-11:] for foot in feet)
    assert list(codes) == list(dict.fromkeys(page.footer[-1].text[-11:] for page in ours))
    if name == "long":
        text = "".join(pages)
        assert text.count("用途说明，") == 900
        assert text.count("目标。") >= 90
        return
    for number, page in enumerate(ours, 1):
        if page.sheet_title and number > 2:
            first = "".join(page.boxes[0].cell.text.split())
            assert pages[number - 1].startswith(first)


@pytest.mark.parametrize("form", REPORTS, ids=[form.id for form in REPORTS])
def test_a_report_prints_with_what_is_to_be_written_by_hand(form: Form, tmp_path: Path) -> None:
    (source,) = export(whole(), tmp_path / "out", Choice(forms=(form.id,))).files
    pages = printed(source, tmp_path)
    text = "".join(pages)
    (sheet,) = form.sheets(whole().unit, whole().years[0])
    assert text.count("此处请填写") == sum("此处请填写" in cell.text for cell in sheet.cells)
    assert "印刷厂设备检修" in text
    assert abs(len(pages) - len(flow((sheet,)))) <= 1
