"""PDF of many project forms, against bare drawing and against LibreOffice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hfgoals.forms import hebei_project
from hfgoals.layout.faces import FACES
from hfgoals.layout.flow import flow
from hfgoals.layout.pages import Page
from hfgoals.model.values import Book
from hfgoals.paths import resource
from hfgoals.render.pdf import write_pdf
from hfgoals.render.xlsx import write_xlsx
from tests.benchmarks.books import book, with_new_books
from tests.benchmarks.measure import Row, compare, compare_timings, not_measured, seconds, within

_SLOW_ROUNDS = 3
"""LibreOffice takes half a minute for a hundred forms."""
_POINTS = 72 / 25.4
_FIRST = 0.150
_FIRST_OF_PROCESS = (
    "import sys, time; from pathlib import Path; from tests.benchmarks.pdf import book, export;"
    "made = book(1); begun = time.process_time(); export(made, Path(sys.argv[1]));"
    "print(time.process_time() - begun)"
)
_WHOLE_PROCESS = (
    "import sys; from pathlib import Path; from tests.benchmarks.pdf import export_new;"
    "export_new(int(sys.argv[1]), Path(sys.argv[2]))"
)


def measure(size: int, rounds: int, folder: Path) -> Iterator[Row]:
    """Rows about PDF; the files go into the folder."""
    made = book(size)
    bare = Bare.of(flow(hebei_project.FORM.sheets(made.unit, made.years[0], signed=True)))
    yield compare_timings(
        f"PDF of {size} forms (compose, lay out, write)",
        with_new_books(size, lambda new: export(new, folder / "ours.pdf")),
        "bare reportlab canvas, as much text and as many lines",
        lambda: seconds(lambda: bare.draw(folder / "bare.pdf")),
        rounds=rounds,
        goal=2.0,
    )
    yield within("the first PDF of one form", lambda: _first(folder), _FIRST, rounds)
    yield _against_libreoffice(made, size, rounds, folder)


def _first(folder: Path) -> float:
    """Processor seconds of a new process from values to the file, loading reportlab included."""
    command = [sys.executable, "-c", _FIRST_OF_PROCESS, str(folder / "first.pdf")]
    return float(subprocess.run(command, check=True, capture_output=True).stdout)


def export(made: Book, target: Path) -> None:
    """The forms of all projects, from values to file."""
    sheets = hebei_project.FORM.sheets(made.unit, made.years[0], signed=True)
    write_pdf(flow(sheets), target, title="基准", author=made.unit.name)


def export_new(size: int, target: Path) -> None:
    """The same from nothing: what one process of its own does."""
    export(book(size), target)


@dataclass(frozen=True, slots=True)
class Bare:
    """What a page shows, in points, ready for the canvas: no layout is left to be done."""

    pages: list[tuple[list[tuple[float, ...]], list[tuple[str, float, float, float, str, float]]]]
    """For every page its frames (x, y, width, height) and lines (face, size, x, y, text, room)."""

    @staticmethod
    def of(pages: tuple[Page, ...]) -> Bare:
        """The same text and lines as on the pages."""
        return Bare([_in_points(page) for page in pages])

    def draw(self, target: Path) -> None:
        """Draw with nothing but reportlab's own canvas and fonts."""
        from reportlab.pdfgen.canvas import Canvas

        _register()
        canvas: Any = Canvas(str(target), invariant=1)
        canvas.setLineWidth(0.5)
        for frames, lines in self.pages:
            for frame in frames:
                canvas.rect(*frame)
            for face, size, x, y, text, room in lines:
                canvas.setFont(face, size)
                canvas.drawString(x, y, text, charSpace=room)
            canvas.showPage()
        canvas.save()


def _in_points(page: Page) -> Any:
    top = page.paper.height
    frames = [
        (
            box.x * _POINTS,
            (top - box.y - box.height) * _POINTS,
            box.width * _POINTS,
            box.height * _POINTS,
        )
        for box in page.boxes
        if box.framed
    ]
    lines = [
        (
            line.face,
            line.size,
            line.x * _POINTS,
            (top - line.baseline) * _POINTS,
            line.text,
            line.spacing * _POINTS,
        )
        for line in (*(line for box in page.boxes for line in box.lines), *page.footer)
    ]
    return frames, lines


def _register() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for face, name in FACES.items():
        if face not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(face, str(resource("fonts", name))))


def _against_libreoffice(made: Book, size: int, rounds: int, folder: Path) -> Row:
    subject = f"PDF of {size} forms, a process of its own from nothing"
    against = "LibreOffice converting the workbook of the same forms, whole process"
    goal = 0.25
    soffice = shutil.which("soffice")
    if soffice is None:
        return not_measured(subject, against, goal, "LibreOffice (soffice) is not installed")
    workbook = folder / "forms.xlsx"
    sheets = hebei_project.FORM.sheets(made.unit, made.years[0], signed=True)
    write_xlsx(sheets, workbook, title="基准", author=made.unit.name)
    ours = [sys.executable, "-c", _WHOLE_PROCESS, str(size), str(folder / "whole.pdf")]
    row = compare(
        subject,
        lambda: subprocess.run(ours, check=True),
        against,
        _converting(soffice, workbook, folder),
        rounds=min(rounds, _SLOW_ROUNDS),
        goal=goal,
    )
    return replace(row, straw_man=True)


def _converting(soffice: str, workbook: Path, folder: Path) -> Callable[[], object]:
    """A call of LibreOffice with a profile of its own and the program's fonts."""
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder / "converted"), str(workbook)]
    environment = dict(os.environ, FONTCONFIG_FILE=str(resource("fonts", "fonts.conf")))

    def convert() -> None:
        subprocess.run(command, env=environment, check=True, capture_output=True)

    return convert
