"""The workbook saved again by another program reads back to the same values."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from hfgoals.exchange.published import read_published
from hfgoals.exchange.reading import read_source
from hfgoals.export import Choice, export
from hfgoals.model.money import Money
from hfgoals.model.target import Target
from hfgoals.model.values import (
    AnnualPlan,
    Book,
    Goal,
    Indicator,
    Overall,
    Project,
    Safeguard,
    SubGoal,
)
from hfgoals.sample import sample_book
from tests.exchange.xlsx.trips import UNIT, fields, overall_as_read, written

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
]
_REAL = Path(__file__).parents[2] / "real_files"


def _awkward() -> AnnualPlan:
    level = Indicator(level1="产出指标", level2="数量指标")
    project = Project(
        code="130225221234567890123456",
        name="=1+1",
        budget=Money(30_123_456),
        fiscal=Money(10**17 + 1),
        purpose=" 前有空格\n@甲\n\n_x0041_\n𠮷👩🏽‍💻\n+1 ",
        goals=(Goal(text="1.5件\n2.乙"), Goal(text="-1"), Goal(text="x" * 9000)),
        indicators=(
            replace(level, name="#N/A", target=Target.parse("1e5")),
            replace(level, name="007", description="长" * 4000, basis="2022年6月"),
            Indicator(level1="产出指标", name="没有二级", target=Target.parse("95%")),
            Indicator(level2="质量指标", name="没有一级", target=Target.parse("TRUE")),
        ),
    )
    overall = Overall(
        goal="目标" * 6000 + "\n第二段",
        subgoals=(
            SubGoal(title="甲", goal="一\n绩效指标：二", indicators="三"),
            SubGoal(goal="四"),
        ),
        safeguards=(Safeguard(text="五\n六"), Safeguard(text="七")),
    )
    return AnnualPlan(year=2023, overall=overall, projects=(project, Project(name="空")))


def _books() -> dict[str, Book]:
    books = {"sample": sample_book(), "awkward": Book(UNIT, (_awkward(),))}
    for name in ("002", "004"):
        read = read_published((_REAL / f"{name}.txt").read_text(encoding="utf-8"))
        books[name] = Book(read.unit, (read.plan,))
    return books


@pytest.mark.parametrize("name", ["sample", "awkward", "002", "004"])
def test_saved_again_by_libreoffice(
    name: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    book = _books()[name]
    if name == "awkward":
        files: tuple[Path, ...] = (written(book.years[0], tmp_path),)
    else:
        files = export(book, tmp_path, Choice(formats=("xlsx",))).files
    again = tmp_path / "again"
    profile = tmp_path_factory.getbasetemp() / "office"
    command = [
        str(OFFICE),
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--convert-to", "xlsx", "--outdir", str(again)),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180, env=dict(os.environ))
    for path, plan in zip(files, book.years, strict=True):
        proposal = read_source(again / path.name)
        assert (proposal.unit, proposal.year) == (book.unit, plan.year)
        assert fields(proposal.plan.projects) == fields(plan.projects)
        assert overall_as_read(proposal.plan.overall) == overall_as_read(plan.overall)
        assert proposal.unread == ()
