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
from hfgoals.model.identity import new_id
from hfgoals.model.money import Money
from hfgoals.model.target import Target
from hfgoals.model.text import cleaned, single_line
from hfgoals.model.values import (
    AnnualPlan,
    Book,
    Goal,
    Indicator,
    Overall,
    Project,
    Safeguard,
    Signatures,
    SubGoal,
    Unit,
)
from hfgoals.sample import sample_book
from tests.exchange.xlsx.trips import UNIT, everything, written
from tests.pace import PATIENCE
from tests.strategies import NASTY

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
]
_NOT_ESCAPED = ("_x005F_x0041_",)
"""LibreOffice saves an escape of an escape as it stands: even to itself it is another text then."""
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


def _nasty() -> AnnualPlan:
    """Every text that programs stumble over, in every field."""
    texts = [cleaned(text).strip("\n") for text in NASTY if text not in _NOT_ESCAPED]
    lines = [single_line(text) for text in NASTY if text not in _NOT_ESCAPED]
    pairs = list(zip(texts, lines, strict=True))
    projects = tuple(
        Project(
            code=line,
            name=line,
            purpose=text,
            goals=(Goal(), Goal(text=text)),
            indicators=(
                Indicator(new_id(), line, line, text, text, Target.parse(text), text),
                Indicator(name="后"),
            ),
        )
        for text, line in pairs
    )
    said = Overall(
        goal="\n".join(texts),
        subgoals=(
            *(SubGoal(title=line, goal=text, indicators=text) for text, line in pairs),
            *(SubGoal(goal=text, indicators=text) for text, _ in pairs),
            SubGoal(),
        ),
        safeguards=(
            *(Safeguard(text=text) for text in texts),
            Safeguard(),
            Safeguard(text="　末 "),
        ),
    )
    names = Signatures("=1+1", " 甲 ", "一\u00a0二", "0313-007", "2023年2月1日")
    return AnnualPlan(year=2023, overall=said, projects=projects, signatures=names)


def _books() -> dict[str, Book]:
    books = {
        "sample": sample_book(),
        "awkward": Book(UNIT, (_awkward(),)),
        "nasty": Book(Unit("A-01", "3号 “𠮷”<台>"), (_nasty(),)),
    }
    for name in ("002", "004"):
        read = read_published((_REAL / f"{name}.txt").read_text(encoding="utf-8"))
        books[name] = Book(read.unit, (read.plan,))
    return books


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, tuple[Unit, AnnualPlan]]:
    """Workbooks, and what each of them must read back to."""
    found: dict[Path, tuple[Unit, AnnualPlan]] = {}
    for name, book in _books().items():
        folder = tmp_path_factory.mktemp(name)
        if name in ("awkward", "nasty"):
            paths: tuple[Path, ...] = (written(book.years[0], folder, book.unit),)
        else:
            paths = export(book, folder, Choice(formats=("xlsx",))).files
        for path, plan in zip(paths, book.years, strict=True):
            own = path.with_name(f"{name}{len(found)}.xlsx")
            path.rename(own)
            found[own] = (book.unit, plan)
    return found


@pytest.mark.parametrize("ways", [("xlsx",), ("ods", "xlsx")], ids=["xlsx", "ods and xlsx"])
def test_saved_again_by_libreoffice(
    ways: tuple[str, ...],
    files: dict[Path, tuple[Unit, AnnualPlan]],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    saved = list(files)
    for number, way in enumerate(ways):
        saved = _converted(saved, way, tmp_path / str(number), tmp_path_factory.getbasetemp())
    for path, (unit, plan) in zip(saved, files.values(), strict=True):
        proposal = read_source(path)
        assert everything(proposal.unit, proposal.plan) == everything(unit, plan), path.name
        assert proposal.year == plan.year
        assert proposal.unread == ()


def _converted(files: list[Path], form: str, folder: Path, base: Path) -> list[Path]:
    command = [
        str(OFFICE),
        f"-env:UserInstallation={(base / 'office').as_uri()}",
        *("--headless", "--convert-to", form, "--outdir", str(folder)),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE, env=dict(os.environ))
    return [folder / f"{path.stem}.{form}" for path in files]
