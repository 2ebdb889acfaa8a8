"""The document saved again by another program, also by way of .odt, reads back to the same."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from itertools import product
from pathlib import Path

import pytest

from hfgoals.exchange.dump import load
from hfgoals.exchange.reading import read_source
from hfgoals.model.values import Book
from hfgoals.sample import sample_book
from tests.budget import some
from tests.exchange.docx.test_round_trip import ODD
from tests.exchange.docx.trips import UNIT, as_said, dumped, written
from tests.pace import PATIENCE

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
]
_REAL = Path(__file__).parents[2] / "real_files"


def _book(name: str) -> Book:
    if name == "sample":
        return sample_book()
    if name == "odd":
        return Book(UNIT, (ODD,))
    return load(json.loads((_REAL / f"{name}.json").read_text(encoding="utf-8")))


# Each takes LibreOffice a quarter of a minute.
@pytest.mark.parametrize(
    ("name", "public"),
    some([*product(("002", "004", "sample"), (False, True)), ("odd", False)], 3),
)
def test_saved_again_by_libreoffice(
    name: str, public: bool, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    book = _book(name)
    sources = written(book, tmp_path / "ours", public=public)
    profile = tmp_path_factory.getbasetemp() / "office"

    def converted(kind: str, files: list[Path], folder: str) -> list[Path]:
        command = [
            str(OFFICE),
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--convert-to", kind, "--outdir", str(tmp_path / folder)),
            *map(str, files),
        ]
        subprocess.run(
            command, check=True, capture_output=True, timeout=PATIENCE, env=dict(os.environ)
        )
        return [tmp_path / folder / file.with_suffix(f".{kind}").name for file in files]

    again = converted("docx", list(sources), "again")
    by_odt = converted("docx", converted("odt", list(sources), "odt"), "back")
    for files in (again, by_odt):
        for path, plan in zip(files, book.years, strict=True):
            proposal = read_source(path)
            assert dumped(proposal.unit, proposal.plan) == as_said(book.unit, plan, public=public)
            assert proposal.unread == ()
