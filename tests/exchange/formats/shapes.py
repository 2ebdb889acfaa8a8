"""One small form in every kind of file, by hand: rows of cells, some of them in pieces.

A cell is a text, or pieces of which a ``Struck`` one is struck out. A row may be hidden.
"""

from __future__ import annotations

import binascii
import quopri
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from tests.exchange import hostile_xlsx
from tests.exchange.docx import made


class Struck(str):
    """A piece of text with a line through it."""

    __slots__ = ()


Cell = str | Sequence[str]
Rows = Sequence[Sequence[Cell]]
FORM: Rows = (
    ("项目编码", "13022522P1", "项目名称", "甲"),
    ("预算规模及资金用途", "预算数", "30.00", "其中：财政资金", "30.00"),
    ("绩效目标", "保障运行"),
    ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"),
    ("产出指标", "数量指标", "编发数", "全年", "≥1个", "计划"),
    ("产出指标", "质量指标", "合格率", "验收", "≥95%", "标准"),
)


def _pieces(cell: Cell) -> list[tuple[str, bool]]:
    whole = [cell] if isinstance(cell, str) else cell
    return [(escape(piece), isinstance(piece, Struck)) for piece in whole]


def xlsx(rows: Rows, hidden: Sequence[int] = ()) -> bytes:
    """A workbook, its struck texts in runs."""
    shown = []
    for number, row in enumerate(rows, 1):
        cells = []
        for at, cell in enumerate(row):
            runs = "".join(
                f"<r>{'<rPr><strike/></rPr>' if struck else ''}<t>{text}</t></r>"
                for text, struck in _pieces(cell)
            )
            cells.append(f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is>{runs}</is></c>')
        hides = ' hidden="1"' if number in hidden else ""
        shown.append(f'<row r="{number}"{hides}>{"".join(cells)}</row>')
    return hostile_xlsx.packed(hostile_xlsx.parts(hostile_xlsx.sheet("".join(shown))))


def _word(rows: Rows) -> str:
    """The rows as a table of Word, of any year."""

    def content(cell: Cell) -> str:
        runs = (made.run(text, "<w:strike/>" if out else "") for text, out in _pieces(cell))
        return made.cell(made.paragraph("".join(runs)))

    return made.paragraph("1.甲绩效目标表") + made.table(
        [made.row(*(content(cell) for cell in row)) for row in rows]
    )


def docx(rows: Rows) -> bytes:
    """A document."""
    return made.packed(made.parts(_word(rows)))


def flat(rows: Rows) -> bytes:
    """A document whose parts stand unpacked in one XML file."""
    parts = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{_bare(data)}</pkg:xmlData></pkg:part>'
        for name, data in made.parts(_word(rows)).items()
        if isinstance(data, str) and name != "[Content_Types].xml"
    )
    namespace = "http://schemas.microsoft.com/office/2006/xmlPackage"
    head = f'{made.HEAD}<?mso-application progid="Word.Document"?>'
    return f'{head}<pkg:package xmlns:pkg="{namespace}">{parts}</pkg:package>'.encode()


def _bare(part: str) -> str:
    return part.removeprefix(made.HEAD)


def word_2003(rows: Rows, encoding: str = "utf-8") -> bytes:
    """A document of Word 2003 as XML."""
    namespace = "http://schemas.microsoft.com/office/word/2003/wordml"
    head = f'<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Word.Document"?>'
    body = _word(rows)
    whole = f'{head}<w:wordDocument xmlns:w="{namespace}"><w:body>{body}</w:body></w:wordDocument>'
    return whole.encode(encoding)


def excel_2003(rows: Rows, hidden: Sequence[int] = (), encoding: str = "utf-8") -> bytes:
    """A workbook of Excel 2003 as XML; struck texts in runs."""
    shown = []
    for number, row in enumerate(rows, 1):
        hides = ' ss:Hidden="1"' if number in hidden else ""
        cells = "".join(
            '<Cell><ss:Data ss:Type="String">'
            + "".join(f"<S>{text}</S>" if struck else text for text, struck in _pieces(cell))
            + "</ss:Data></Cell>"
            for cell in row
        )
        shown.append(f'<Row ss:Index="{number}"{hides}>{cells}</Row>')
    namespace = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0" encoding="{encoding}"?><Workbook xmlns="{namespace}" '
        f'xmlns:ss="{namespace}"><Worksheet ss:Name="甲"><Table>{"".join(shown)}</Table>'
        "</Worksheet></Workbook>"
    ).encode(encoding)


def html(rows: Rows, hidden: Sequence[int] = (), strike: str = "<s>|</s>") -> bytes:
    """A page; ``strike`` is what stands before and behind a struck text."""
    before, after = strike.split("|")
    shown = "".join(
        f"<tr{' style=display:none' if number in hidden else ''}>"
        + "".join(
            "<td>" + "".join(before + t + after if out else t for t, out in _pieces(cell)) + "</td>"
            for cell in row
        )
        + "</tr>"
        for number, row in enumerate(rows, 1)
    )
    style = "<style>\n<!-- .xl1 {color:red;\n\ttext-decoration:line-through;} -->\n</style>"
    return f"<html><head>{style}</head><body><table>{shown}</table></body></html>".encode()


def mht(rows: Rows, encoding: str = "quoted-printable") -> bytes:
    """A page archive with a picture beside its page."""
    page = html(rows)
    body = quopri.encodestring(page) if encoding[0] == "q" else binascii.b2a_base64(page)
    return (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--=_1"\r\n\r\n'
        b"----=_1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n"
        b'----=_1\r\nContent-Type: text/html; charset="utf-8"\r\n'
        b"Content-Transfer-Encoding: "
        + encoding.encode()
        + b"\r\n\r\n"
        + body
        + b"\r\n----=_1--\r\n"
    )


def delimited(rows: Rows, delimiter: str = ",", encoding: str = "utf-8-sig") -> bytes:
    """Cells with commas between, as a worksheet is saved: every row as long as the longest."""
    width = max(len(row) for row in rows)
    lines = []
    for row in rows:
        cells = [cell if isinstance(cell, str) else "".join(cell) for cell in row]
        quoted = [
            '"' + c.replace('"', '""') + '"' if set(c) & set(f'{delimiter}"\n') else c
            for c in cells
        ]
        lines.append(delimiter.join(quoted + [""] * (width - len(cells))))
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


KINDS: dict[str, Callable[[Rows], bytes]] = {
    "xlsx": xlsx,
    "docx": docx,
    "flat-document": flat,
    "xml-document": word_2003,
    "xml-workbook": excel_2003,
    "html": html,
    "mht": mht,
}
"""Every kind that can strike out, by its id."""


def saved(folder: Path, content: bytes, name: str = "来源") -> Path:
    """The content as a file."""
    path = folder / name
    path.write_bytes(content)
    return path
