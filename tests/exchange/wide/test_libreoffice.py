"""A wide table saved again by another program reads back to the same projects."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from hfgoals.exchange.reading import read_source
from hfgoals.model.money import Money
from hfgoals.model.target import Target
from hfgoals.model.values import Book, Goal, Indicator, Project
from hfgoals.sample import sample_book
from hfgoals.wide.profile import Column, WideProfile
from tests.exchange.wide.test_round_trip import _TARGETS
from tests.exchange.wide.trips import EVERY, fields, of, written
from tests.pace import PATIENCE

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
]
_THREE = replace(
    EVERY,
    name="三栏",
    columns=tuple(Column(c.key, f"栏{c.key}") for c in EVERY.columns if c.key != "target"),
    currency="元",
    signs="文字",
)
_MERGED = replace(_THREE, name="合并", repeat="合并", titled=True, signs="符号")


def _awkward() -> Book:
    rows = tuple(Indicator(level1="产出", target=Target.parse(text)) for text in _TARGETS)
    project = Project(
        code="130225221234567890123456",
        name="=1+1",
        budget=Money(30_123_456),
        fiscal=Money(10**17 + 1),
        purpose=" 前有空格\n@甲\n\n_x0041_\n𠮷👩🏽‍💻\n+1 ",
        goals=(Goal(text="1.5件\n2.乙"), Goal(text="-1"), Goal(), Goal(text="x" * 9000)),
        indicators=(*rows, Indicator(), Indicator(name="#N/A", description="长" * 4000)),
    )
    return of(project, Project(), Project(), replace(project, indicators=rows[:2]))


def _sample() -> Book:
    made = sample_book()
    return Book(made.unit, made.years[-1:])


@pytest.mark.parametrize("profile", [EVERY, _THREE, _MERGED], ids=lambda each: each.name)
@pytest.mark.parametrize("name", ["sample", "awkward"])
def test_saved_again_by_libreoffice(
    name: str, profile: WideProfile, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    book = _sample() if name == "sample" else _awkward()
    path, again = written(book, tmp_path, profile), tmp_path / "again"
    office = tmp_path_factory.getbasetemp() / "office"
    command = [
        str(OFFICE),
        f"-env:UserInstallation={office.as_uri()}",
        *("--headless", "--convert-to", "xlsx", "--outdir", str(again), str(path)),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE, env=dict(os.environ))
    proposal = read_source(again / path.name)
    assert fields(*proposal.plan.projects) == fields(*book.years[0].projects)
    assert (proposal.unit, proposal.year) == (book.unit, book.years[0].year)
    assert proposal.unread == ()
