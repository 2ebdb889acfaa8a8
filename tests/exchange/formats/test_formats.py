"""Kinds of files beside workbooks and documents of today: known by content, read as the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from hfgoals.exchange.reading import read_source
from hfgoals.exchange.source import kind_of
from hfgoals.model.values import Project
from hfgoals.trouble import NotUnderstood, Trouble
from tests.exchange.formats import shapes
from tests.exchange.formats.shapes import FORM, KINDS, saved
from tests.exchange.test_source import _zip_holding
from tests.pace import within

FILES = Path(__file__).parent / "files"
WIDE = (
    ("项目编码", "项目名称", "预算数（万元）", "一级指标", "二级指标", "三级指标", "绩效指标描述",
     "计算符号", "指标值", "计量单位", "指标值确定依据"),
    ("99990023P001003100013", "甲项目", "60.00", "产出指标", "数量指标", "发布数", '“短”, 即"快"',
     "≥", "1800", "条", "计划"),
    ("99990023P001003100013", "甲项目", "60.00", "产出指标", "质量指标", "差错率", "抽检\n每月一次",
     "≤", "0.5", "%", "办法；制度"),
)  # fmt: skip


def _shown(project: Project) -> tuple[object, ...]:
    texts = [
        (each.level1, each.level2, each.name, each.description, str(each.target), each.basis)
        for each in project.indicators
    ]
    goals = tuple(goal.text for goal in project.goals)
    return project.code, project.name, str(project.budget), goals, texts


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_reads_the_same_form_the_same(kind: str, tmp_path: Path) -> None:
    # An ending that lies changes nothing.
    read = read_source(saved(tmp_path, KINDS[kind](FORM), "来源.xls"))
    (project,) = read.plan.projects
    (same,) = read_source(saved(tmp_path, shapes.xlsx(FORM))).plan.projects
    assert _shown(project) == _shown(same)
    assert not read.unread


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gb2312", "gbk", "utf-16"])
@pytest.mark.parametrize("make", [shapes.word_2003, shapes.excel_2003])
def test_xml_in_every_encoding(make: object, encoding: str, tmp_path: Path) -> None:
    content = make(FORM, encoding=encoding)  # type: ignore[operator]
    (project,) = read_source(saved(tmp_path, content)).plan.projects
    assert (project.name, len(project.indicators)) == ("甲", 2)


def test_page_archives_in_base64(tmp_path: Path) -> None:
    (project,) = read_source(saved(tmp_path, shapes.mht(FORM, "base64"))).plan.projects
    assert len(project.indicators) == 2


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_wide_tables_with_commas(delimiter: str, encoding: str, tmp_path: Path) -> None:
    path = saved(tmp_path, shapes.delimited(WIDE, delimiter, encoding), "明细.txt")
    assert kind_of(path).id == "csv"
    (project,) = read_source(path).plan.projects
    code, name, budget, _, texts = _shown(project)
    assert (code, name, budget) == ("99990023P001003100013", "甲项目", "60.00")
    assert texts == [
        ("产出指标", "数量指标", "发布数", '“短”, 即"快"', "≥1800条", "计划"),
        ("产出指标", "质量指标", "差错率", "抽检\n每月一次", "≤0.5%", "办法；制度"),
    ]


def test_any_table_with_commas(tmp_path: Path) -> None:
    rows = (
        ("某县融媒体中心项目绩效目标申报表",),
        ("项目名称", "甲", "主管部门", "宣传部"),
        *FORM[3:],
    )
    (project,) = read_source(saved(tmp_path, shapes.delimited(rows))).plan.projects
    assert project.name == "甲"
    assert [str(each.target) for each in project.indicators] == ["≥1个", "≥95%"]


@pytest.mark.parametrize(
    "text",
    [
        "一、总体目标\n今年,我们要做好宣传,提高质量。\n二、措施\n加强管理",
        "甲,乙,丙\n",
        "第一，做好；第二，做快\n第三，做好",
        "\t项目名称\n\t甲,乙,丙\n\t丁,戊,己\n",
        "项目名称\t预算数\n甲\t1,234,567.00\n乙\t2,345,678.00\n丙\t3,456,789.00\n",
    ],
)
def test_running_text_with_commas_is_text(text: str, tmp_path: Path) -> None:
    assert kind_of(saved(tmp_path, text.encode())).id == "text"


def test_codes_that_were_kept_from_being_numbers(tmp_path: Path) -> None:
    rows = [list(row) for row in WIDE]
    rows[1][0], rows[2][0] = '="99990023P001003100013"', "99990023P001003100013\t"
    (project,) = read_source(saved(tmp_path, shapes.delimited(rows))).plan.projects
    assert project.code == "99990023P001003100013"


def test_numbers_dates_and_hidden_sheets_of_excel_2003(tmp_path: Path) -> None:
    from hfgoals.exchange.older.sheets2003 import read_workbook

    styles = (
        '<Styles><Style ss:ID="p"><NumberFormat ss:Format="0.00%"/></Style><Style ss:ID="d">'
        '<NumberFormat ss:Format="Long Date"/></Style><Style ss:ID="x" ss:Parent="p">'
        '<Font ss:StrikeThrough="1"/></Style></Styles><Worksheet ss:Name="甲">'
    )
    cells = (
        '<Cell ss:StyleID="p"><Data ss:Type="Number">0.955</Data></Cell><Cell ss:Index="4" '
        'ss:MergeAcross="1" ss:MergeDown="2" ss:StyleID="d"><Data ss:Type="DateTime">'
        '2024-06-30T00:00:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell>'
        '<Cell ss:StyleID="x"><Data ss:Type="String">旧</Data></Cell>'
    )
    content = shapes.excel_2003(()).decode().replace('<Worksheet ss:Name="甲">', styles)
    content = content.replace(
        "<Table>", f"<Table><Column ss:Index='4' ss:Hidden='1'/><Row>{cells}</Row>"
    )
    content = content.replace(
        "</Worksheet>",
        "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>",
    )
    (sheet,) = read_workbook(saved(tmp_path, content.encode()))["sheets"]
    assert [cell[:3] for cell in sheet["cells"]] == [
        (1, 1, "95.50%"), (1, 4, "2024年6月30日"), (1, 6, "TRUE")
    ]  # fmt: skip
    assert sheet["merges"] == [(1, 4, 3, 5)]
    assert sheet["hidden"]
    assert sheet["told"] == [("columns", 4, 4, ""), ("struck", 1, 7, "旧")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.4 x", ("PDF", "Word")),
        (b"\r\n%PDF-1.4 x", ("PDF",)),
        (b"{\\rtf1\\ansi x}", ("RTF", "docx")),
        (_zip_holding("OFD.xml"), ("OFD", "Word")),
        (_zip_holding("mimetype", "application/vnd.oasis.opendocument.text"), ("odt", "docx")),
        (
            _zip_holding("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("ods", "xlsx"),
        ),
        (_zip_holding("ppt/presentation.xml"), ("pptx",)),
        (_zip_holding("表.docx"), ("压缩包", "解压")),
        (b"Rar!\x1a\x07\x00", ("RAR", "解压")),
        (b"7z\xbc\xaf\x27\x1c", ("7z", "解压")),
        (b"\xff\xd8\xff\xe0" + bytes(40), ("图片",)),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le"), ("Word", "docx")),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), ("密码",)),
        (b'<?xml version="1.0"?><uof:UOF xmlns:uof="u"/>', ("标文通", "WPS")),
        ('<?xml version="1.0"?><配置 xmlns="u"/>'.encode(), ("XML",)),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_by_its_content(
    content: bytes, words: tuple[str, ...], tmp_path: Path
) -> None:
    for name in ("来源.doc", "来源.xlsx", "来源"):
        with pytest.raises(NotUnderstood) as raised:
            read_source(saved(tmp_path, content, name))
        assert all(word in raised.value.what + raised.value.advice for word in words)
        assert raised.value.advice


@pytest.mark.parametrize(
    "start", ["<!---->", "<?a?>", "<!-- --><?x ?>\n", "a,b;c", '"a,', "From: a\n", "<!--", "<?"]
)
def test_the_kind_is_told_at_once(start: str, tmp_path: Path) -> None:
    path = saved(tmp_path, start.encode() * 3_000)
    with within(1):
        kind_of(path)


def _bomb(make: object) -> bytes:
    """Entities that name each other ten times, eight deep."""
    named = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    content: str = make(FORM).decode()  # type: ignore[operator]
    head, _, rest = content.partition("?>")
    return f'{head}?><!DOCTYPE x [<!ENTITY a0 "甲">{named}]>{rest}'.replace("计划", "&a8;").encode()


HOSTILE = {
    "an XML bomb in Word 2003": lambda: _bomb(shapes.word_2003),
    "an XML bomb in Excel 2003": lambda: _bomb(shapes.excel_2003),
    "an XML bomb in a flat package": lambda: _bomb(shapes.flat),
    "cells without end": lambda: shapes.excel_2003([["甲"] * 40] * 30_000),
    "rows far away": lambda: shapes.excel_2003(FORM).replace(
        b'ss:Index="1"', b'ss:Index="9999999"'
    ),
    "elements without end": lambda: shapes.excel_2003(FORM)[:-40] + b"<Row/>" * 4_000_000,
    "deep elements": lambda: shapes.word_2003(FORM)[:-40] + b"<w:p>" * 1_000_000,
    "parts that never end": lambda: shapes.flat(FORM)[:-300],
    "commas without end": lambda: b"a,b,c\n" * 3 + b"," * 20_000_000,
    "rows of commas without end": lambda: b"a,b,c\n" * 4_000_000,
    "a quote without end": lambda: b'a,b,c\n1,2,3\n4,5,"' + b"x" * 20_000_000,
    "pages without end": lambda: shapes.mht(FORM).replace(b"----=_1--", b"") * 3_000,
    "a style sheet without end": lambda: b"<html>" + b"<style>" * 1_000_000 + b"<table><tr><td>a",
    "style rules without end": lambda: b"<html><style>" + b"a" * 20_000_000 + b"</style><table>",
    "struck out without end": lambda: b"<table><tr><td>" + b"<s>x" * 190_000,
}
"""Each made in a moment: to be answered soon, in little memory."""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name: str, tmp_path: Path) -> None:
    from tests.exchange.answering import assert_answered

    assert_answered(saved(tmp_path, HOSTILE[name]()), readable=False)


@pytest.mark.parametrize("kind", [*KINDS, "csv"])
def test_random_damage_never_crashes(kind: str, tmp_path: Path) -> None:
    make = {**KINDS, "csv": shapes.delimited}[kind]
    whole = make(FORM)
    for at in range(0, len(whole), max(1, len(whole) // 25)):
        damaged = bytearray(whole)
        damaged[at] ^= 0x5A
        try:
            read_source(saved(tmp_path, bytes(damaged)))
        except Trouble as trouble:
            assert "意外" not in trouble.what, at  # noqa: PT017


def test_the_given_files() -> None:
    for name in (
        "spreadsheetml-2003.xls",
        "word-2003-xml.doc",
        "mht-named.xls",
        "overlapping-sectors.xls",
    ):
        (project,) = read_source(FILES / name).plan.projects
        assert (project.name, str(project.budget)) == ("新媒体平台运营费", "60.00")
        assert (len(project.indicators), len(project.goals)) == (6, 1)
    for name in ("wide-gbk.csv", "wide-utf8-bom.csv"):
        (project,) = read_source(FILES / name).plan.projects
        assert [str(each.target) for each in project.indicators] == [
            "≥1800条", "≤0.5%", "≤30分钟", "≤5.00万元/月", "≥2400万次", "≥90%"
        ]  # fmt: skip
