"""Workbooks in older shapes: .xls, .et, and web pages under the name of a workbook."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from hfgoals.exchange.older.biff import read_workbook
from hfgoals.exchange.older.page import read_page
from hfgoals.exchange.outside.prescan import Refused
from hfgoals.exchange.reading import read_source
from hfgoals.exchange.source import kind_of
from hfgoals.trouble import NotUnderstood, Trouble
from tests.exchange.foreign.layouts import maker
from tests.exchange.foreign.readings import compared
from tests.pace import PATIENCE, within

_FILES = Path(__file__).parent / "files"
_ROOT = Path(__file__).parents[3]
_OFFICE = shutil.which("soffice")


def _layout(start: str) -> maker.Layout:
    return next(each for each in maker.layouts() if each.id.startswith(start))


@pytest.mark.parametrize("path", sorted(_FILES.iterdir()), ids=lambda path: path.name)
def test_old_workbooks(path: Path, tmp_path: Path) -> None:
    layout = _layout(path.stem)
    named = tmp_path / f"{layout.name}{path.suffix}"
    shutil.copy(path, named)
    assert kind_of(named).id == "xls"
    _, _, wrong = compared(read_source(named), layout.expected)
    assert wrong == []


def test_damaged_old_workbooks_are_refused_or_read(tmp_path: Path) -> None:
    whole = (_FILES / "03_sichuan_wide.xls").read_bytes()
    chance = random.Random(7)
    for number in range(60):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 40)):
            data[chance.randrange(512, len(data))] = chance.randrange(256)
        path = tmp_path / f"{number}.xls"
        path.write_bytes(data[: chance.randrange(2000, len(data) + 1)])
        assert _outcome(path)


def _outcome(path: Path) -> str:
    """What became of a file; anything but a refusal or a reading is a fault and comes through."""
    try:
        sheets = read_workbook(path)["sheets"]
    except Refused as refused:
        return refused.what and refused.advice
    return f"{len(sheets)} sheets"


def test_an_old_workbook_with_a_password(tmp_path: Path) -> None:
    # The record that says how the rest is locked, where the workbook's first record ends.
    data = bytearray((_FILES / "03_sichuan_wide.xls").read_bytes())
    start = data.find(bytes.fromhex("0908100000060500"))
    assert start > 0
    at = start + 20
    data[at : at + 2] = (0x2F).to_bytes(2, "little")
    path = tmp_path / "加密.xls"
    path.write_bytes(data)
    with pytest.raises(NotUnderstood) as raised:
        read_source(path)
    assert "密码" in raised.value.what
    assert "密码" in raised.value.advice


@pytest.mark.slow
@pytest.mark.skipif(_OFFICE is None, reason="LibreOffice is not installed")
def test_numbers_dates_and_hidden_sheets_of_an_old_workbook(tmp_path: Path) -> None:
    import datetime

    from openpyxl import Workbook

    book = Workbook()
    shown: list[tuple[Any, str, str]] = [
        (0.955, "0.00%", "95.50%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (datetime.date(2024, 6, 30), 'yyyy"年"m"月"d"日"', "2024年6月30日"),
        (0.1 + 0.2, "General", "0.3"),
        (True, "General", "TRUE"),
    ]
    for row, (value, code, _) in enumerate(shown, 1):
        book.worksheets[0].cell(row, 1, value).number_format = code
    book.create_sheet("名单").sheet_state = "hidden"
    book.save(tmp_path / "数.xlsx")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless"]
    command += ["--convert-to", "xls:MS Excel 97", "--outdir", str(tmp_path)]
    env = {**os.environ, "FONTCONFIG_FILE": str(_ROOT / "resources/fonts/fonts.conf")}
    subprocess.run([*command, str(tmp_path / "数.xlsx")], check=True, timeout=PATIENCE, env=env)
    answer = read_workbook(tmp_path / "数.xls")
    assert [sheet["hidden"] for sheet in answer["sheets"]] == [False, True]
    assert [cell[2] for cell in answer["sheets"][0]["cells"]] == [text for *_, text in shown]


def _page(tmp_path: Path, text: str, encoding: str = "utf-8") -> list[dict[str, Any]]:
    path = tmp_path / "页.xls"
    path.write_bytes(text.encode(encoding))
    sheets: list[dict[str, Any]] = read_page(path)["sheets"]
    return sheets


def test_spans_breaks_and_unclosed_tags(tmp_path: Path) -> None:
    [sheet] = _page(
        tmp_path,
        "<table><tr><td rowspan=2>甲<td colspan=2>乙<br>丙</td><tr><td>丁<td>&lt;戊&gt; &nbsp;己"
        "<tr><th>  庚\n 辛 </th></table>",
    )
    assert sheet["cells"] == [
        (1, 1, "甲", ""), (1, 2, "乙\n丙", ""), (2, 2, "丁", ""), (2, 3, "<戊> \u00a0己", ""),
        (3, 1, "庚 辛", ""),
    ]  # fmt: skip
    assert sheet["merges"] == [(1, 1, 2, 1), (1, 2, 1, 3)]


def test_tables_within_tables_and_the_text_above(tmp_path: Path) -> None:
    sheets = _page(
        tmp_path,
        "<title>页</title><p>第一个表</p><table><tr><td>外<table><tr><td>内</td></tr></table>后"
        "</td></tr></table><div>第二个</div><table><tr><td>二</td></tr></table>",
    )
    assert [sheet["title"] for sheet in sheets] == ["第一个表", "", "第二个"]
    texts = [[cell[2] for cell in sheet["cells"]] for sheet in sheets]
    assert texts == [["外后"], ["内"], ["二"]]
    assert [sheet["number"] for sheet in sheets] == [1, 2, 3]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_pages_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    said = "" if encoding == "utf-8-sig" else f"<meta charset={encoding}>"
    [sheet] = _page(tmp_path, f"<html>{said}<table><tr><td>融媒体</table>", encoding)
    assert sheet["cells"][0][2] == "融媒体"


def test_scripts_and_endless_spans_do_no_harm(tmp_path: Path) -> None:
    [sheet] = _page(
        tmp_path,
        "<table><tr><td rowspan=999999999 colspan='-3'>甲<script>document.write('<td>x')</script>"
        "<td rowspan=99999>乙</table>",
    )
    assert [cell[2] for cell in sheet["cells"]] == ["甲", "乙"]
    assert max(merge[2] for merge in sheet["merges"]) <= 1000


def test_a_page_without_a_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "登录.xls"
    path.write_text("<html><body>登录超时，请重新登录</body></html>", "utf-8")
    assert kind_of(path).id == "html"
    with pytest.raises(NotUnderstood) as raised:
        read_source(path)
    assert "没有表格" in raised.value.what


def test_a_page_of_other_matters_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "通讯录.xls"
    path.write_text("<table><tr><td>姓名<td>电话<tr><td>张三<td>123</table>", "utf-8")
    with pytest.raises(Trouble):
        read_source(path)


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>" + "<" * 3_000_000,
        "<table>" + "<tr>" * 1_000_000,
        *(f"<html>{start * 150_000}" for start in ("<!", "</", "<a", "<?", "<![CDATA[", "<!--")),
        "<table>" + "<tr><td rowspan=1000 colspan=1000>x" * 300,
        "<table><tr><td>" + "‹" * 3_000_000,
    ],
    ids=lambda page: page[:30],
)
def test_a_page_made_to_keep_us_busy(page: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(page, "utf-8")
    with within(3), pytest.raises(Trouble):
        read_source(path)


def test_what_stands_behind_the_last_tag_is_read(tmp_path: Path) -> None:
    [sheet] = _page(tmp_path, "<table><tr><td>甲<td>乙&amp;丙")
    assert [cell[2] for cell in sheet["cells"]] == ["甲", "乙&丙"]
