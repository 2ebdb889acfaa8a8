"""Texts that look like something else go through every output and back: as they are, or told.

Some of them (tests/naughty.py); HFGOALS_TIMES=1000 in the environment takes them all.
"""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any, Final

import pypdf

from hfgoals.exchange.dump import dump, load
from hfgoals.exchange.reading import read_source
from hfgoals.export import Choice, export, export_wide
from hfgoals.model.fields import FIELDS, Part
from hfgoals.model.kinds import LINE, TARGET, TEXT
from hfgoals.model.values import (
    AnnualPlan,
    Book,
    Goal,
    Indicator,
    Overall,
    Project,
    Safeguard,
    SubGoal,
    Unit,
)
from hfgoals.store import create, open_file
from hfgoals.trouble import Trouble
from tests import naughty
from tests.budget import often
from tests.cli.run import run
from tests.exchange.docx.trips import as_said, dumped
from tests.exchange.wide.trips import EVERY

_ALL: Final = naughty.texts()
_OF_A_BOOK: Final = 25
_HARM: Final = re.compile(
    # The sums of the overview are formulas, and ours; so are the links of a table of contents.
    rb"<f[ >/](?!SUM\([A-Z]+\d+:[A-Z]+\d+\)</f>)|<hyperlink|<w:hyperlink (?!w:anchor)"
    rb"|<w:fldSimple|ddeLink|oleLink|TargetMode=\"External\""
)
_FIELD: Final = re.compile(rb"<w:instrText[^>]*>([^<]*)<")
_OWN_FIELDS: Final = (
    b"PAGE",
    b"NUMPAGES",
    b"SECTIONPAGES",
    b"PAGEREF",
    b"TOC",
    b"=",
    b"IF",
    b"REF",
)


def test_there_are_enough_of_them() -> None:
    assert len(_ALL) >= 500


def test_none_is_interpreted_and_none_lost(tmp_path: Path) -> None:
    times = min(often(_OF_A_BOOK), len(_ALL))
    texts = random.sample(_ALL, times)
    told = 0
    for start in range(0, times, _OF_A_BOOK):
        folder = tmp_path / str(start)
        folder.mkdir()
        told += _goes_through(texts[start : start + _OF_A_BOOK], folder)
    print(f"{times} texts of {len(_ALL)}; {told} outputs refused or read back with a note")


def _goes_through(texts: list[str], folder: Path) -> int:
    """How many outputs were refused in words, or read back with a note."""
    book, path = _book(texts), folder / "a.hfg"
    create(path, book).close()
    with open_file(path) as store:
        assert store.book == book, texts
    assert dump(load(dump(book))) == dump(book), texts
    out = folder / "out"
    (plan,) = book.years
    told = 0
    for formats in (("xlsx",), ("docx",)):
        try:
            files = export(book, out, Choice(formats=formats)).files
        except Trouble:
            told += 1
            continue
        said = as_said(book.unit, plan) if formats == ("docx",) else dumped(book.unit, plan)
        told += sum(not _comes_back(file, said, texts) for file in files[:1])
    wide = export_wide(book, out, EVERY).files[0]
    # A wide table has the projects only, one column for several goals.
    assert read_source(wide).plan.projects, texts
    for line in (
        f"export {path} --to {out} --pdf",
        f"check {path} --report {folder / 'report'}",
        f"package {path} --to {folder / 'package'} --zip",
    ):
        assert run(*line.split()) in (0, 1), (line, texts)
    _look_at(folder, texts)
    return told


def _comes_back(file: Path, said: Any, texts: list[str]) -> bool:
    """Whether it is read back to the same; what is not is told."""
    proposal = read_source(file)
    found = dump(Book(proposal.unit, (proposal.plan,)))
    assert found == said or proposal.notes, texts
    return bool(found == said)


def _look_at(folder: Path, texts: list[str]) -> None:
    """Nothing in any file acts on its own or leads elsewhere."""
    seen = set()
    for file in [each for each in folder.rglob("*") if each.is_file()]:
        seen.add(file.suffix)
        if file.suffix == ".pdf":
            _look_at_pdf(file, texts)
        elif file.suffix in (".xlsx", ".docx"):
            for part in _parts(file):
                assert not _HARM.search(part), (file, texts)
                for instruction in _FIELD.findall(part):
                    assert instruction.strip().startswith(_OWN_FIELDS), (file, instruction)
    assert seen >= {".hfg", ".xlsx", ".docx", ".pdf", ".zip"}


def _parts(file: Path) -> Iterator[bytes]:
    with zipfile.ZipFile(file) as package:
        for name in package.namelist():
            assert "vba" not in name.lower()
            if name.endswith((".xml", ".rels")):
                yield package.read(name)


def _look_at_pdf(file: Path, texts: list[str]) -> None:
    reader = pypdf.PdfReader(file)
    root = reader.trailer["/Root"].get_object()
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root), file
    for page in reader.pages:
        for annotation in page.get("/Annots", []):
            action = annotation.get_object().get("/A", {})
            assert action.get("/S", "/GoTo") == "/GoTo", (file, texts)


def _book(texts: list[str]) -> Book:
    """A workbook in which each of them stands somewhere."""
    source = cycle(texts)

    def filled(part: Part, row: Any) -> Any:
        for field in FIELDS[part]:
            if field.kind in (LINE, TEXT, TARGET) and field.printed:
                row = field.put(row, next(source))
        return row

    def project() -> Project:
        row = filled("project", Project())
        goals = tuple(filled("goal", Goal()) for _ in range(2))
        return replace(row, goals=goals, indicators=tuple(
            filled("indicator", Indicator()) for _ in range(2)
        ))  # fmt: skip

    optional = tuple(field.path for field in FIELDS["indicator"] if field.optional)
    plan: AnnualPlan = filled("plan", AnnualPlan(year=2023, columns=optional))
    overall: Overall = replace(
        plan.overall,
        subgoals=tuple(filled("subgoal", SubGoal()) for _ in range(2)),
        safeguards=tuple(filled("safeguard", Safeguard()) for _ in range(2)),
    )
    unit: Unit = filled("unit", Unit())
    if not unit.name.strip():
        # Without a name there is nothing to tell from the code.
        unit = replace(unit, name="某县融媒体中心")
    projects = tuple(project() for _ in range(2))
    return Book(unit, (replace(plan, overall=overall, projects=projects),))
