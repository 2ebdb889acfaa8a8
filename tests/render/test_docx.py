from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.export import Choice, booklet, booklet_sheets, export
from hfgoals.forms import check_report, hebei_overall, hebei_project
from hfgoals.layout.sheet import Cell, Paper, Row, Sheet
from hfgoals.layout.styles import NORMAL, Density, style_in
from hfgoals.model.check_code import overall_code, project_code, year_code
from hfgoals.model.text import printable
from hfgoals.model.values import AnnualPlan, Overall, Project, Safeguard, Signatures, Unit
from hfgoals.render.docx import write_docx
from hfgoals.trouble import Cancelled
from tests.budget import tried
from tests.forms.examples import UNIT, book, long_project, plan, platform_project

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = [
    '<w:p/>&amp;]]><!-- "x" -->',
    "=1+1",
    "@SUM(A1)",
    "+8613800000000",
    "-5",
    "http://example.com/ {HYPERLINK x}",
    "𠀀𪚥👩‍👧 ≥95％",
    "  两端空格  ",
    "一\n\n二\n",
    "长" * 40_000,
    "12345678901234567890",
    "%1 &#x0;",
]


def written(sheets: list[Sheet] | tuple[Sheet, ...], folder: Path) -> Path:
    path = folder / "t.docx"
    write_docx(sheets, path, title="标题 <1> & \x01", author="单位")
    return path


def part(path: Path, name: str = "word/document.xml") -> ET.Element:
    with ZipFile(path) as archive:
        return ET.fromstring(archive.read(name))  # noqa: S314 - written by ourselves


def text_of(element: ET.Element) -> str:
    """What a reader sees: texts, line breaks and tabs; no instructions of fields."""
    marks = {f"{W}br": "\n", f"{W}tab": "\t"}
    nodes = (node for run in element.iter(f"{W}r") for node in run)
    return "".join(
        (node.text or "") if node.tag == f"{W}t" else marks.get(node.tag, "") for node in nodes
    )


def value(element: ET.Element, path: str, name: str = "val") -> str:
    found = element.find("/".join(W + step for step in path.split("/")))
    return "" if found is None else found.get(W + name, "")


def grid(table: ET.Element) -> list[list[tuple[int, int, str, str]]]:
    """Every row's cells as (first grid column, one after the last, vMerge, text)."""
    rows = []
    for row in table.iter(f"{W}tr"):
        at, cells = 0, []
        for cell in row.iter(f"{W}tc"):
            span = int(value(cell, "tcPr/gridSpan") or 1)
            cells.append((at, at + span, value(cell, "tcPr/vMerge"), text_of(cell)))
            at += span
        rows.append(cells)
    return rows


def tables(path: Path) -> Iterator[ET.Element]:
    yield from part(path).iter(f"{W}tbl")


@pytest.fixture(scope="module")
def year() -> AnnualPlan:
    return plan()


def test_every_text_appears_once_in_its_order(year: AnnualPlan, tmp_path: Path) -> None:
    sheets = booklet_sheets(UNIT, year)
    document = part(written(sheets, tmp_path))
    shown = Counter(text_of(paragraph) for paragraph in document.iter(f"{W}p"))
    wanted = Counter(
        cell.text
        for sheet in sheets
        for cell in sheet.cells
        if cell.text and not cell.style.startswith(("contents", "caption"))
    )
    assert wanted <= shown
    texts = [cell.text for sheet in sheets for cell in sheet.cells if cell.style == "paragraph"]
    body = [
        text_of(paragraph)
        for paragraph in document.iter(f"{W}p")
        if value(paragraph, "pPr/pStyle") == "BodyText"
    ]
    assert body == texts
    assert f"{UNIT.code}{UNIT.name}\t单位：万元" in shown


def test_merges_are_those_of_the_form(year: AnnualPlan, tmp_path: Path) -> None:
    sheet = hebei_project.compose(UNIT, year, platform_project(), 1)
    made = list(tables(written([sheet], tmp_path)))
    assert len(made) == 2
    for number, table in enumerate(made, 1):
        rows = [at for at, row in enumerate(sheet.rows) if row.table == number]
        cells = [cell for cell in sheet.cells if cell.row in rows]
        edges = sorted(
            {edge for cell in cells for edge in (cell.column, cell.column + cell.columns)}
        )
        found = grid(table)
        assert len(found) == len(rows)
        assert all(line[-1][1] == len(edges) - 1 for line in found)
        for cell in cells:
            span = (edges.index(cell.column), edges.index(cell.column + cell.columns))
            at = cell.row - rows[0]
            merge = "restart" if cell.rows > 1 else ""
            assert (*span, merge, cell.text) in found[at]
            for below in range(at + 1, at + cell.rows):
                assert (*span, "continue", "") in found[below]


def test_columns_are_as_wide_as_the_form(year: AnnualPlan, tmp_path: Path) -> None:
    sheet = hebei_project.compose(UNIT, year, platform_project(), 1)
    made = list(tables(written([sheet], tmp_path)))
    assert len(made) == 2
    for table in made:
        widths = [int(column.get(f"{W}w", "0")) for column in table.iter(f"{W}gridCol")]
        assert abs(sum(widths) - sum(sheet.columns) * 1440 / 25.4) <= 1
        for row in table.iter(f"{W}tr"):
            cells = [int(value(cell, "tcPr/tcW", "w")) for cell in row.iter(f"{W}tc")]
            assert sum(cells) == sum(widths)


def test_headings_repeat_and_rows_stay_whole(year: AnnualPlan, tmp_path: Path) -> None:
    sheet = hebei_project.compose(UNIT, year, long_project(), 1)
    head, indicators = tables(written([sheet], tmp_path))
    assert not list(head.iter(f"{W}tblHeader"))
    rows = list(indicators.iter(f"{W}tr"))
    repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    assert repeated == [True] + [False] * (len(rows) - 1)
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_a_row_higher_than_a_page_may_be_broken(tmp_path: Path) -> None:
    year = AnnualPlan(year=2023)
    sheet = hebei_project.compose(UNIT, year, Project(purpose="用途" * 3000), 1)
    head, _ = tables(written([sheet], tmp_path))
    whole = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in head.iter(f"{W}tr")]
    assert whole.count(False) == 1


@pytest.mark.parametrize(("share", "broken"), [(0.3, False), (0.55, False), (0.65, True)])
def test_a_row_of_much_more_than_half_a_page_may_be_broken_rather_than_moved(
    share: float, broken: bool, tmp_path: Path
) -> None:
    paper = Paper()
    inner = paper.height - paper.top - paper.bottom
    rows = (Row(table=1, least=20.0), Row(table=1, least=inner * share))
    cells = (Cell(0, 0, text="甲"), Cell(1, 0, text="乙"))
    (table,) = tables(written([Sheet("x", "表", (172.0,), rows, cells, paper)], tmp_path))
    whole = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.iter(f"{W}tr")]
    assert whole == [True, not broken]


def test_headings_have_levels_and_labels_their_tint(year: AnnualPlan, tmp_path: Path) -> None:
    path = written(booklet_sheets(UNIT, year), tmp_path)
    styles = {style.get(f"{W}styleId"): style for style in part(path, "word/styles.xml")}
    levels = [
        value(styles[name], "pPr/outlineLvl") for name in ("Heading1", "Heading2", "Heading3")
    ]
    assert levels == ["0", "1", "2"]
    assert value(styles["FormTitle"], "pPr/outlineLvl") == "1"
    for element in part(path).iter(f"{W}pStyle"):
        assert element.get(f"{W}val") in styles
    for style in styles.values():
        fonts = style.find(f"{W}rPr/{W}rFonts")
        assert fonts is None or fonts.get(f"{W}eastAsia") in ("宋体", "黑体")
    label = next(cell for cell in part(path).iter(f"{W}tc") if text_of(cell) == "项目编码")
    assert value(label, "tcPr/shd", "fill") == "F2F4F8"


def test_contents_are_a_field_with_the_pages_of_the_print(year: AnnualPlan, tmp_path: Path) -> None:
    sheets = booklet_sheets(UNIT, year)
    path = written(sheets, tmp_path)
    document = part(path)
    block = document.find(f".//{W}sdt")
    assert block is not None
    told = [node.text or "" for node in block.iter(f"{W}instrText")]
    assert told[0].split()[0] == "TOC"
    named = [node.get(f"{W}name", "") for node in document.iter(f"{W}bookmarkStart")]
    marks = {name for name in named if name.startswith("_Toc")}
    pages = [box.cell.text for page in booklet(UNIT, year) for box in page.boxes]
    entries = [text_of(line) for line in block.iter(f"{W}hyperlink")]
    assert len(entries) == len(told) - 1 == len(marks) == 5 + len(year.projects)
    assert {instruction.split()[1] for instruction in told[1:]} == marks
    for entry in entries:
        text, _, page = entry.partition("\t")
        assert page in pages
        heading = text.rpartition("　")[2] if text.startswith("第") else text
        assert any(heading in shown for shown in pages)
    kinds = [node.get(f"{W}fldCharType") for node in document.iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    assert not list(part(path, "word/settings.xml").iter(f"{W}updateFields"))


def test_pages_are_numbered_from_the_text_on(year: AnnualPlan, tmp_path: Path) -> None:
    path = written(booklet_sheets(UNIT, year), tmp_path)
    sections = list(part(path).iter(f"{W}sectPr"))
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    named = [section.find(f"{W}footerReference") for section in sections]
    feet = [part(path, f"word/{each.get(relation)}.xml") for each in named if each is not None]
    fields = [[(node.text or "").strip() for node in foot.iter(f"{W}instrText")] for foot in feet]
    assert fields == [[], *[["PAGE", "NUMPAGES"]] * (len(feet) - 1)]
    codes = [text_of(foot).rpartition("\t核对码 ")[2] for foot in feet]
    whole = year_code(UNIT, year)
    projects = [project_code(UNIT, year.year, project) for project in year.projects]
    assert codes == [whole, overall_code(UNIT, year), whole, *projects]
    core = part(path, "docProps/core.xml")
    (keywords,) = (node.text or "" for node in core if node.tag.endswith("keywords"))
    assert keywords.split("; ") == [whole, overall_code(UNIT, year), *projects]
    for section in sections:
        assert (value(section, "pgSz", "w"), value(section, "pgSz", "h")) == ("11906", "16838")
        assert value(section, "pgMar", "left") == str(round(Paper().left * 1440 / 25.4))


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:8])
def test_what_users_write_stays_text(text: str, tmp_path: Path) -> None:
    year = AnnualPlan(year=2023, overall=Overall(safeguards=(Safeguard(text=text),)))
    project = Project(name=text, purpose=text)
    sheets = [
        hebei_overall.compose(Unit("1", text), year),
        hebei_project.compose(Unit("1", text), year, project, 1),
    ]
    document = part(written(sheets, tmp_path))
    cells = [text_of(cell) for cell in document.iter(f"{W}tc")]
    assert cells.count(text) == 2
    assert not list(document.iter(f"{W}instrText"))
    assert not list(document.iter(f"{W}hyperlink"))


def _sheet(text: str, style: str) -> Sheet:
    cells = (Cell(0, 0, text=text, style=style), Cell(1, 0, text=text))
    return Sheet("x", text, (172.0,), (Row(), Row(table=1)), cells)


@tried(20)
@given(
    text=st.text(max_size=60),
    style=st.sampled_from(["title", "paragraph", "signature", "cover-line"]),
)
def test_any_text_comes_out_as_printable(
    text: str, style: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    document = part(written([_sheet(text, style)], tmp_path_factory.mktemp("docx")))
    shown = [text_of(paragraph) for paragraph in document.iter(f"{W}p")]
    assert shown.count(printable(text)) >= 2


def test_the_same_sheets_give_the_same_bytes(year: AnnualPlan, tmp_path: Path) -> None:
    sheets = booklet_sheets(UNIT, year)
    first = written(sheets, tmp_path).read_bytes()
    assert written(sheets, tmp_path).read_bytes() == first
    with ZipFile(tmp_path / "t.docx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_every_part_is_declared_and_tied(year: AnnualPlan, tmp_path: Path) -> None:
    path = written(booklet_sheets(UNIT, year), tmp_path)
    with ZipFile(path) as archive:
        names = set(archive.namelist())
        assert archive.namelist()[0] == "[Content_Types].xml"
    types = part(path, "[Content_Types].xml")
    declared = {each.get("PartName", "").lstrip("/") for each in types} - {""}
    assert declared <= names
    rels = part(path, "word/_rels/document.xml.rels")
    assert {f"word/{each.get('Target')}" for each in rels} <= names
    assert all(each.get("TargetMode") is None for each in rels)
    for name in names:
        part(path, name)


def test_cancelling_leaves_the_old_file(year: AnnualPlan, tmp_path: Path) -> None:
    target = tmp_path / "t.docx"
    target.write_bytes(b"old")

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_docx(booklet_sheets(UNIT, year), target, title="t", author="a", report=stop)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_the_public_version_names_nobody(tmp_path: Path) -> None:
    here = book()
    names = Signatures("张三丰", "李四光", "王五一", "0313-6221234", "2023-01-05")
    years = tuple(replace(each, signatures=names) for each in here.years)
    signed = replace(here, years=years)
    texts = []
    for public in (False, True):
        choice = Choice(formats=("docx",), public=public)
        (path,) = export(signed, tmp_path / str(public), choice).files
        texts.append(text_of(part(path)))
    for name in ("张三丰", "李四光", "王五一", "0313-6221234", "单位公章"):
        assert name in texts[0]
        assert name not in texts[1]
    assert all(project.name in texts[1] for project in here.years[0].projects)


@pytest.mark.parametrize(
    ("style", "place"), [("value", "center"), ("listed-top", "top"), ("head", "center")]
)
def test_a_cell_stands_as_high_in_its_row_as_on_paper(
    style: str, place: str, tmp_path: Path
) -> None:
    cells = (Cell(0, 0, text="一格", style=style), Cell(0, 1, text="很高的\n邻格\n三行"))
    sheet = Sheet("甲", "甲", (40.0, 40.0), (Row(table=1),), cells)
    document = part(written([sheet], tmp_path))
    cell = next(each for each in document.iter(f"{W}tc") if text_of(each) == "一格")
    assert value(cell, "tcPr/vAlign") in ({"top": ("", "top")}.get(place, (place,)))


def test_only_what_is_a_cell_has_a_frame(tmp_path: Path) -> None:
    cells = (Cell(0, 0, text="甲"), Cell(1, 0, text="乙"), Cell(1, 1, text="丙"))
    sheet = Sheet("甲", "甲", (40.0, 40.0), (Row(table=1), Row(table=1)), cells)
    document = part(written([sheet], tmp_path))
    unframed = {
        text_of(each): [side.get(f"{W}val") for side in each.iterfind(f"{W}tcPr/{W}tcBorders/*")]
        for each in document.iter(f"{W}tc")
    }
    assert unframed == {"甲": [], "": ["nil"] * 4, "乙": [], "丙": []}


@pytest.mark.parametrize("density", [NORMAL, Density(room=0.5)])
def test_the_room_in_a_cell_is_the_layouts(density: Density, tmp_path: Path) -> None:
    cells = (Cell(0, 0, text="甲", style="signature"), Cell(0, 1, text="乙"))
    sheet = Sheet("甲", "甲", (40.0, 40.0), (Row(table=1),), cells, density=density)
    document = part(written([sheet], tmp_path))
    shared = value(document, "body/tbl/tblPr/tblCellMar/top", "w")
    rooms = {
        text_of(each): value(each, "tcPr/tcMar/top", "w") or shared
        for each in document.iter(f"{W}tc")
    }
    wanted = style_in("value", density).before / 25.4 * 1440
    assert abs(int(rooms["乙"]) - wanted) <= 1
    assert rooms["甲"] != rooms["乙"]


@pytest.mark.parametrize(("least", "wanted"), [(0.0, 0), (4.0, 0), (30.0, 17)])
def test_a_line_takes_the_room_that_the_layout_gives_it(
    least: float, wanted: int, tmp_path: Path
) -> None:
    """A row that is to be higher than its text has room above and below it; another has none."""
    cells = tuple(Cell(row, 0, text=text, style="caption") for row, text in enumerate(("上", "下")))
    sheet = Sheet("甲", "甲", (170.0,), (Row(), Row(least=least)), cells)
    document = part(written([sheet], tmp_path))
    lines = [each for each in document.iter(f"{W}p") if text_of(each) == "下"]
    (line,) = lines
    room = [value(line, "pPr/spacing", side) for side in ("before", "after")]
    in_mm = [int(each or 0) / 20 * 25.4 / 72 for each in room]
    assert sum(in_mm) >= wanted
    assert bool(sum(in_mm)) is bool(wanted)


def test_tables_never_touch(year: AnnualPlan, tmp_path: Path) -> None:
    lines = [
        check_report.ReportLine("1.甲", "名称", f"问题{number}", "改", "错误", "内容")
        for number in range(3)
    ]
    report = check_report.compose(
        UNIT, year, lines, ("内容",), "2023年1月5日", check_report.Rules(115)
    )
    signed = hebei_project.compose(UNIT, year, platform_project(), 1, signed=True)
    body = part(written([*report, signed, signed], tmp_path)).find(f"{W}body")
    assert body is not None
    kinds = [element.tag.removeprefix(W) for element in body]
    assert all(pair != ("tbl", "tbl") for pair in pairwise(kinds))
    assert kinds[-2:] == ["p", "sectPr"]
    assert kinds.count("tbl") == 4 + 3 + 3


def test_nothing_at_all_is_still_a_document(tmp_path: Path) -> None:
    assert text_of(part(written([], tmp_path))) == ""


def test_title_and_author_are_told(tmp_path: Path) -> None:
    core = part(written([], tmp_path), "docProps/core.xml")
    told = {re.sub("{.*}", "", each.tag): each.text for each in core}
    assert told["title"] == "标题 <1> & "
    assert told["creator"] == "单位"


def test_contents_take_any_name(tmp_path: Path) -> None:
    projects = tuple(Project(name=text) for text in HOSTILE)
    document = part(
        written(booklet_sheets(UNIT, AnnualPlan(year=2023, projects=projects)), tmp_path)
    )
    entries = [text_of(line) for line in document.iter(f"{W}hyperlink")]
    for text in HOSTILE:
        assert any(text in entry for entry in entries)
    assert len(entries) == 5 + len(HOSTILE)
    assert len(list(document.iter(f"{W}instrText"))) == 1 + len(entries)
