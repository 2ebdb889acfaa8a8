"""Run in a copy of the program with further presets: a scheme, a unit, a basis, a spending plan, a
kind of project. Are they everywhere?

`python drill_preset.py FOLDER` with the copy first on the path; prints a line for every place that
has them, and fails at the first that forgets one.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook

from hfgoals import presets
from hfgoals.checks import Checker, CheckSettings
from hfgoals.cli.entry import main as program
from hfgoals.exchange.reading import read_source
from hfgoals.export import Choice, export
from hfgoals.model.address import Address
from hfgoals.model.edits import applied
from hfgoals.model.fields import with_texts
from hfgoals.model.values import Book, Indicator, Project
from hfgoals.sample import sample_book
from ui.grid.offers import Place, offers_for, taking

SAMPLE = sample_book()
YEAR = SAMPLE.years[-1].year
SECONDS = ("产出数量指标", "公共安全指标")
NAMES = ("航拍飞行架次", "飞行安全事故次数")


def main(folder: Path) -> None:
    """Make a project of the new kind and follow it through the program."""
    book = with_flight(SAMPLE)
    project = book.years[-1].projects[-1]
    kind = presets.kind_of(project.name)
    assert kind is not None
    assert kind.id == "aerial"
    scheme = presets.guess_scheme(project.indicators, YEAR)
    assert scheme.id == "drill"
    assert scheme.canonical_level2("飞行安全") == SECONDS[1]
    told("recognised")
    assert_offered(book, project)
    assert_checked(book, project)
    assert_in_templates(book, folder)
    export(book, folder / "written", Choice(("xlsx",), projects=(project.id,)))
    (written,) = (folder / "written").iterdir()
    (read,) = read_source(written).plan.projects
    assert [(row.level2, row.name) for row in read.indicators] == list(
        zip(SECONDS, NAMES, strict=True)
    )
    told("read")
    assert program(["templates", "--to", str(folder / "asked")], lambda *_: 1) == 0
    assert [path for path in (folder / "asked").iterdir() if "航拍" in path.name]
    told("command line")


def told(place: str) -> None:
    """Say that a place has it."""
    print(place, flush=True)


def with_flight(book: Book) -> Book:
    """The sample with a project that the library's indicators fill, in the new scheme."""
    plan = book.years[-1]
    project = replace(plan.projects[0], id="p-flight", name="无人机航拍服务费", indicators=())
    scheme = presets.scheme("drill")
    rows = tuple(
        with_texts(Indicator(), entry.filled(YEAR, project.budget, scheme).texts)
        for entry in presets.library("aerial")
    )
    project = replace(project, indicators=rows)
    return replace(
        book, years=(*book.years[:-1], replace(plan, projects=(*plan.projects, project)))
    )


def assert_offered(book: Book, project: Project) -> None:
    """Each in the dropdown of its cell; the plan of its kind fills the four cells."""
    row = project.indicators[0]

    def offered(part: str, row_id: str, path: str, text: str = "") -> list[str]:
        place = Place(book.years[-1], project, Address(part, row_id, path))  # type: ignore[arg-type]
        return [offer.text for offer in offers_for(place, text, typed=False).items]

    assert "成效指标" in offered("indicator", row.id, "level1")
    assert "产出时效指标" in offered("indicator", row.id, "level2")
    assert NAMES[0] in offered("indicator", row.id, "name")
    assert "架次" in offered("indicator", row.id, "target")
    assert f"{YEAR}年飞行计划" in offered("indicator", row.id, "basis")
    place = Place(book.years[-1], project, Address("project", project.id, "plan.june"))
    first = offers_for(place, "", typed=False).items[0]
    assert first.note == "按飞行季支付"
    step = taking(place, first)
    assert step is not None
    after = applied(book, step.edits).years[-1].projects[-1]
    assert str(after.plan.october) == "90"
    told("offered")


def assert_checked(book: Book, project: Project) -> None:
    """Levels, units and bases are known; what the scheme wants besides these two rows is missed."""
    findings = Checker(CheckSettings()).check(book, book.years[-1])
    rows = {project.id, *(row.id for row in project.indicators)}
    found = {each.code: each.message for each in findings if each.address.row in rows}
    assert found.keys() & {"C03", "C08", "C09", "V03", "V12", "W05"} == set()
    assert "满意度指标" in found["C01"]
    assert all(name in found["C02"] for name in ("产出质量指标", "产出时效指标", "产出成本指标"))
    told("checked")


def assert_in_templates(book: Book, folder: Path) -> None:
    """Workbooks to fill in offer them, and say them in their notes."""
    from hfgoals.templates import templates_of_book, write_templates

    template = templates_of_book(book)[-1]
    (path,) = write_templates([template], folder / "templates")
    texts = {
        str(cell.value)
        for sheet in load_workbook(path).worksheets
        for line in sheet.iter_rows()
        for cell in line
        if cell.value is not None
    }
    assert {"成效指标", "公共安全指标", f"{YEAR}年飞行计划"} <= texts
    assert any("架次" in text and "台" not in text for text in texts)
    told("template")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
