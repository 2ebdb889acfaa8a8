"""Small Word documents written by hand: nothing in them but what a test is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
FORM = (
    ("项目编码", "13022522P1", "项目名称", "甲"),
    ("预算规模及资金用途", "预算数", "30.00", "其中：财政资金", "30.00", "其他资金", ""),
    ("", "用途"),
    ("资金支出计划（%）", "3月底", "6月底", "10月底", "12月底"),
    ("", "", "30%", "60%", "100%"),
    ("绩效目标", "1.保障运行"),
)
HEADINGS = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
INDICATORS = (
    HEADINGS,
    ("产出指标", "数量指标", "编发数", "全年", "≥1个", "计划"),
    ("", "质量指标", "合格率", "验收", "≥95%", "标准"),
)


def run(text: str, properties: str = "") -> str:
    """A run; a line break in the text is one in the run."""
    shown = "<w:br/>".join(
        f'<w:t xml:space="preserve">{line}</w:t>' if line else "" for line in text.split("\n")
    )
    made = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{made}{shown}</w:r>"


def paragraph(content: str = "", properties: str = "") -> str:
    """A paragraph of a text, or of runs that are XML already."""
    runs = content if content.startswith("<") or not content else run(content)
    made = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{made}{runs}</w:p>"


def cell(content: str = "", properties: str = "") -> str:
    """A cell of a text, or of blocks that are XML already."""
    blocks = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells, given as texts or as XML."""
    made = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    shown = (each if each.startswith("<w:tc>") else cell(each) for each in cells)
    return f"<w:tr>{made}{''.join(shown)}</w:tr>"


def table(rows: Sequence[str | Sequence[str]], widths: Sequence[int] = ()) -> str:
    """A table of rows, given as XML or as the texts of their cells."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    shown = (each if isinstance(each, str) else row(*each) for each in rows)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(shown)}</w:tbl>"


def form(title: str = "1.甲绩效目标表", caption: str = "359001某中心\t单位：万元") -> str:
    """A form as it is published: title, unit, two tables."""
    named = run(caption).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return paragraph(title) + paragraph(named) + table(FORM) + paragraph() + table(INDICATORS)


OVERALL = "".join(
    map(
        paragraph,
        ("一、总体绩效目标", "做好宣传", "二、分项绩效目标", "三、工作保障措施", "加强管理"),
    )
)


def document(body: str, namespace: str = WORD) -> str:
    """The main part."""
    return (
        f'{HEAD}<w:document xmlns:w="{namespace}" xmlns:r="{RELATION}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{body}</w:body></w:document>"
    )


def parts(body: str = "", *, main: str = "", **more: str) -> dict[str, str | bytes]:
    """The parts of a document; ``more`` are word/NAME.xml, tied to the main part."""
    ties = "".join(
        f'<Relationship Id="{name}" Type="{RELATION}/{name.rstrip("0123456789")}" '
        f'Target="{name}.xml"/>'
        for name in more
    )
    return {
        "[Content_Types].xml": f"{HEAD}<Types/>",
        "_rels/.rels": (
            f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
            f'Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'{HEAD}<Relationships xmlns="{PACKAGE}">{ties}</Relationships>'
        ),
        "word/document.xml": main or document(body),
        **{f"word/{name}.xml": f"{HEAD}{text}" for name, text in more.items()},
    }


def packed(made: dict[str, str | bytes] | list[tuple[str, str | bytes]]) -> bytes:
    """The parts as a zip."""
    stream = io.BytesIO()
    entries = made.items() if isinstance(made, dict) else made
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return stream.getvalue()


def saved(folder: Path, body: str = "", *, main: str = "", **more: str) -> Path:
    """The document as a file."""
    path = folder / "来源.docx"
    path.write_bytes(packed(parts(body, main=main, **more)))
    return path
