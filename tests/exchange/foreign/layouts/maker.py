"""Layouts from their files, and the files that people would send: .xlsx, .docx, .html, pasted."""

from __future__ import annotations

import html
import re
import tomllib
import zipfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from hfgoals.exchange.tables import Origin, Table, table_of

_FOLDER = Path(__file__).parent
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True)
class Grid:
    """One table: the text of every cell by row and column from 1, and its merged ranges."""

    title: str
    cells: dict[tuple[int, int], str]
    merges: list[tuple[int, int, int, int]]
    rows: int
    columns: int


@dataclass(frozen=True)
class Layout:
    """One file of this folder."""

    id: str
    kinds: tuple[str, ...]
    name: str
    grids: tuple[Grid, ...]
    expected: dict[str, Any] = field(hash=False, default_factory=dict)


@cache
def layouts() -> tuple[Layout, ...]:
    """All layouts in the order of their numbers."""
    return tuple(_layout(path) for path in sorted(_FOLDER.glob("*.toml")))


def _layout(path: Path) -> Layout:
    data = tomllib.loads(path.read_text("utf-8"))
    grids = tuple(grid_of(each["格子"], each["名称"]) for each in data["表"])
    return Layout(path.stem, tuple(data["写成"]), data["文件名"], grids, data["应读"])


def grid_of(text: str, title: str = "表") -> Grid:
    """The grid that the lines draw."""
    lines = text.strip("\n").split("\n")
    drawn = [[piece.strip(" ") for piece in line.split("|")] for line in lines]
    columns = max(len(line) for line in drawn)
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    cells: dict[tuple[int, int], str] = {}
    for row, line in enumerate(drawn, 1):
        for column, piece in enumerate(line, 1):
            if piece == "<":
                owner[row, column] = owner[row, column - 1]
            elif piece == "^":
                owner[row, column] = owner[row - 1, column]
            else:
                owner[row, column] = (row, column)
                if piece:
                    cells[row, column] = piece.replace("⏎", "\n")
    merges = []
    for start in sorted(set(owner.values())):
        covered = [place for place, each in owner.items() if each == start]
        bottom, right = max(covered)
        if len(covered) > 1:
            assert len(covered) == (bottom - start[0] + 1) * (right - start[1] + 1), (title, start)
            merges.append((*start, bottom, right))
    return Grid(title, cells, merges, len(drawn), columns)


def tables(layout: Layout, *, numbered: bool = False) -> list[Table]:
    """The tables as a reader of files gives them; numbered as in a document."""
    return [
        table_of(
            Origin(grid.title, number if numbered else 0),
            [(*place, text.removeprefix("'"), "") for place, text in grid.cells.items()],
            grid.merges,
        )
        for number, grid in enumerate(layout.grids, 1)
    ]


def write_xlsx(layout: Layout, path: Path) -> None:
    """A workbook with a worksheet for each table; numbers are numbers."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for grid in layout.grids:
        sheet = book.create_sheet(grid.title)
        for (row, column), text in grid.cells.items():
            cell = sheet.cell(row, column)
            if _NUMBER.fullmatch(text):
                cell.value = float(text) if "." in text else int(text)
            else:
                cell.value = text.removeprefix("'")
                cell.data_type = "s"
        for top, left, bottom, right in grid.merges:
            sheet.merge_cells(None, top, left, bottom, right)
    book.save(path)


def write_html(layout: Layout, path: Path) -> None:
    """A web page as budget systems give it out under the name of a workbook."""
    pages = "".join(f"<p>&nbsp;</p>{_html_table(grid)}" for grid in layout.grids)
    path.write_text(
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><meta charset='utf-8'>"
        "<style>td{mso-number-format:General}</style><script>var a='<td>x</td>'</script></head>"
        f"<body>{pages}</body></html>",
        "utf-8",
    )


def _html_table(grid: Grid) -> str:
    spans = {
        (top, left): (bottom - top + 1, right - left + 1)
        for top, left, bottom, right in grid.merges
    }
    covered = {
        (row, column)
        for top, left, bottom, right in grid.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(spans)
    rows = []
    for row in range(1, grid.rows + 1):
        cells = []
        for column in range(1, grid.columns + 1):
            if (row, column) not in covered:
                down, across = spans.get((row, column), (1, 1))
                text = html.escape(grid.cells.get((row, column), "").removeprefix("'"))
                text = text.replace("\n", "<br>")
                cells.append(f"<td rowspan={down} colspan='{across}'>{text}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table border=1>{''.join(rows)}</table>"


def pasted(layout: Layout) -> str:
    """What is on the clipboard after copying the table: tabs, and quotes around line breaks."""
    lines = []
    for grid in layout.grids:
        for row in range(1, grid.rows + 1):
            texts = [
                grid.cells.get((row, column), "").removeprefix("'")
                for column in range(1, grid.columns + 1)
            ]
            while texts and not texts[-1] and len(texts) > 1:
                texts.pop()
            lines.append("\t".join(f'"{text}"' if "\n" in text else text for text in texts))
        lines.append("")
    return "\n".join(lines)


_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def write_docx(layout: Layout, path: Path) -> None:
    """A document with the tables, the title of each in the paragraph above."""
    body = "".join(
        f"<w:p><w:r><w:t>{escape(grid.title)}</w:t></w:r></w:p>{_word_table(grid)}"
        for grid in layout.grids
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f"{head}<Relationships xmlns="
            '"http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            f'{head}<w:document xmlns:w="{_W}"><w:body>{body}<w:p/></w:body></w:document>',
        )


def _word_table(grid: Grid) -> str:
    owner = {
        (row, column): merge
        for merge in grid.merges
        for row in range(merge[0], merge[2] + 1)
        for column in range(merge[1], merge[3] + 1)
    }
    rows = []
    for row in range(1, grid.rows + 1):
        cells, column = [], 1
        while column <= grid.columns:
            top, left, bottom, right = owner.get((row, column), (row, column, row, column))
            merge = (
                ""
                if bottom == top
                else ("<w:vMerge/>" if row > top else '<w:vMerge w:val="restart"/>')
            )
            text = grid.cells.get((top, left), "").removeprefix("'") if row == top else ""
            paragraphs = "".join(
                f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
                for line in text.split("\n")
            )
            span = f'<w:gridSpan w:val="{right - left + 1}"/>' if right > left else ""
            cells.append(f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{paragraphs}</w:tc>")
            column = right + 1
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    columns = "<w:gridCol/>" * grid.columns
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
