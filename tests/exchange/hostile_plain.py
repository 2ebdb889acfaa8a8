"""Hostile web pages, texts and old workbooks, each made in a moment: ``MAKERS`` by the file's name.

``python -m tests.exchange.hostile_plain FOLDER`` writes them all. A maker gives the bytes. What
each must come to is the test's business: tests/exchange/test_hostile_plain.py.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

_OLD: Final = Path(__file__).parent / "foreign" / "files"
_HEADS: Final = ("一级指标", "二级指标", "三级指标", "指标值")


def page(*rows: Iterable[str], before: str = "", head: str = "<meta charset=utf-8>") -> bytes:
    """A page with one table that begins with a project's name."""
    named = ("项目名称", "甲"), *rows
    shown = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in named)
    return f"<html>{head}{before}<table>{shown}</table>".encode()


def _list(*rows: Iterable[str]) -> bytes:
    return page(_HEADS, *rows)


def _text(text: str) -> bytes:
    return text.encode()


def _published(*lines: str) -> bytes:
    return "\n".join(("第一部分", "一、总体绩效目标", "甲", *lines)).encode()


def _form(**cells: str) -> bytes:
    """A project of a published text, with odd values in it."""
    value, name = cells.get("value", "≥1个"), cells.get("name", "甲")
    code = cells.get("code", "13022522P1")
    rows = (
        ("项目编码", code, "项目名称", name),
        ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"),
        ("产出指标", "数量指标", "编发数", "全年", value, "计划"),
    )
    return "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows).encode()


def _old(change: Callable[[bytearray], None], name: str = "03_sichuan_wide.xls") -> bytes:
    data = bytearray((_OLD / name).read_bytes())
    change(data)
    return bytes(data)


def _fill(start: int, end: int, with_: int) -> Callable[[bytearray], None]:
    def change(data: bytearray) -> None:
        data[start:end] = bytes([with_]) * (end - start)

    return change


def _flip(every: int) -> Callable[[bytearray], None]:
    def change(data: bytearray) -> None:
        for at in range(512, len(data), every):
            data[at] ^= 0xFF

    return change


_LONG = 200_000
MAKERS: Final[dict[str, Callable[[], bytes]]] = {
    # ---- pages: extent
    "sixty thousand rows.html": lambda: _list(
        *(("产出指标", "数量指标", f"指标{n}", f"≥{n}个") for n in range(60_000))
    ),
    "many rows of one project.html": lambda: _list(
        *(("产出指标", "数量指标", f"指标{n}", f"≥{n}个") for n in range(12_000))
    ),
    "three hundred columns.html": lambda: _list(
        *([f"{row}.{column}" for column in range(300)] for row in range(170))
    ),
    "nothing but labels.html": lambda: page(*(["项目名称"] * 300 for _ in range(170))),
    "nothing but headings.html": lambda: page(*([*_HEADS, "项目名称"] * 60 for _ in range(170))),
    "a heading over every other row.html": lambda: page(
        *((_HEADS, ("产出指标", "数量指标", "甲", "1"))[n % 2] for n in range(24_000))
    ),
    "two thousand huge merges.html": lambda: page(
        before="<table><tr><td rowspan=1000 colspan=400>项目名称<td>甲</table>" * 1_990
    ),
    "sixteen thousand columns.html": lambda: page(
        *(["<td colspan=160>".join(["", *_HEADS * 25]), "项目名称"] for _ in range(400))
    ),
    "three million signs.html": lambda: page(("‹" * 3_000_000,)),
    "a million lesser signs.html": lambda: page(("<" * 1_000_000,)),
    "four hundred thousand rows.html": lambda: b"<table>" + b"<tr>" * 399_000 + b"<td>x",
    "tables in tables.html": lambda: b"<html>" + b"<table><tr><td>a" * 1_900,
    "a million attributes.html": lambda: page(before=f"<p {'a=b ' * 1_000_000}>"),
    "a million entities.html": lambda: page(("&amp;&#x4e2d;&nosuch;" * 300_000,)),
    "an endless comment.html": lambda: page(before="<!--" + "x" * 3_000_000),
    "many open comments.html": lambda: page(before="<!-- x <!" * 190_000),
    "an endless script.html": lambda: page(before="<script>" + "</scrip>" * 190_000),
    "declarations without end.html": lambda: page(before="<![if x " * 190_000),
    # ---- pages: encodings
    "punycode.html": lambda: page(("字" * 100_000,), head="<meta charset=punycode>"),
    "idna.html": lambda: page(("a" * 300_000,), head="<meta charset=idna>"),
    "utf-7.html": lambda: page(("+AAAA-" * 100_000,), head="<meta charset=utf-7>"),
    "escapes.html": lambda: page(("\\N{BOM}\\ud800",), head="<meta charset=unicode_escape>"),
    "no text encoding.html": lambda: page(head="<meta charset=zlib_codec>"),
    "half letters.html": lambda: b"\xff\xfe" + "<table><tr><td>项目名称<td>".encode("utf-16-le")
    + b"\x00\xd8" * 1_000,
    # ---- pages: texts
    "blanks within a value.html": lambda: page((f"项目名称：甲{'&#12288; ' * _LONG}乙", "丙")),
    "其中 without end.html": lambda: page((f"项目名称：甲{'其中：（' * _LONG}",)),
    "brackets without end.html": lambda: page(
        ("（" * _LONG + "万元", "1"), ("预算" + "(" * 900, "1")
    ),
    "levels in levels.html": lambda: _list(("产出指标", "指标" * 16_000 + "。", "甲", "≥1")),
    "labels in one cell.html": lambda: page(("项目名称：甲；预算数：1；" * 30_000,)),
    "colons in one cell.html": lambda: page(("：" * _LONG, "甲：" * _LONG)),
    "amounts below each other.html": lambda: page(*(("财政拨款", "1") for _ in range(20_000))),
    "a label beside twenty thousand rows.html": lambda: page(
        ("<td rowspan=1000>资金用途", *("乙" * 2 for _ in range(40))),
        *(("丙",) * 40 for _ in range(999)),
    ),
    "goals below each other.html": lambda: page(
        ("<td rowspan=1000>绩效目标", "甲"), *((f"目标{n}：做好",) for n in range(20_000))
    ),
    "a purpose in many cells.html": lambda: page(
        ("资金用途",), *((f"用于第{n}项" * 50,) for n in range(10_000))
    ),
    # ---- texts
    "sixty thousand names.txt": lambda: _text("".join(f"项目名称：甲{n}\n" for n in range(60_000))),
    "a list of projects.txt": lambda: _text(
        "项目名称\t一级指标\t二级指标\t三级指标\t指标值\n"
        + "".join(f"甲{n}\t产出指标\t数量指标\t指标{n}\t≥{n}\n" for n in range(9_000))
    ),
    "numbered without end.txt": lambda: _published("二、分项绩效目标", *["1、一"] * 150_000),
    "sections without end.txt": lambda: _published(*["二、分项绩效目标", "1、一"] * 80_000),
    "goals without end.txt": lambda: _published(
        "二、分项绩效目标", *["1、一", "绩效目标：二", "绩效指标：三"] * 50_000
    ),
    "tabs.txt": lambda: _text("项目编码" + "\t" * 3_900_000),
    "blank lines.txt": lambda: _text("项目名称：甲" + "\n" * 3_900_000),
    "one line.txt": lambda: _text("一、总体绩效目标" * 400_000),
    "forms.txt": lambda: _text(
        "".join(f"{n}.甲绩效目标表\n\t项目编码\n\t{n}\n\t项目名称\n\t甲\n\n" for n in range(30_000))
    ),
    "a cell without end.txt": lambda: _text("\t项目编码\n\t甲\n" + "一\n" * 190_000),
    "quotes.txt": lambda: _text('项目名称\t甲\n' + '"""a\t""\n' * 60_000),
    "colons.txt": lambda: _text("项目名称：" * 400_000),
    "bookmarks.txt": lambda: _text("一、总体绩效目标\n" + "[bookmark:" * 150_000),
    "many digits.txt": lambda: _form(value="≥" + "9" * 6_000 + "个", code="9" * 100_000),
    "a million digits.txt": lambda: _form(value="9" * 1_000_000),
    "many years.txt": lambda: _form(value="2023年" * 100_000, name="（2023年）" * 50_000),
    "signs before a value.txt": lambda: _form(value="≥" * 100_000 + "大于" * 50_000 + "1"),
    "blanks before a value.txt": lambda: _form(value="≥1" + " " * 300_000 + "个"),
    "commas.csv": lambda: _text(
        "项目名称,甲\n" + "," * 1_000_000 + "\n" + "一级指标,二级指标\n" * 50_000
    ),
    "utf-16 without an end.txt": lambda: "一、总体绩效目标\n".encode("utf-16") * 20_000 + b"\x01",
    # ---- old workbooks
    "sectors of nothing.xls": lambda: _old(_fill(512, 1024, 0)),
    "sectors in a ring.xls": lambda: _old(_fill(0x4C, 0x200, 1)),
    "no end.xls": lambda: _old(_fill(1024, 4096, 0xFF)),
    "flipped.xls": lambda: _old(_flip(97)),
    "flipped much.xls": lambda: _old(_flip(7), "05_shandong_sign_columns.xls"),
    "cut off.xls": lambda: (_OLD / "09_shanxi_two_projects.et").read_bytes()[:3_000],
    "a header alone.xls": lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500)
    + "Workbook".encode("utf-16-le"),
    # ---- others by another name
    "a workbook that is none.hfg": lambda: b"SQLite format 3\x00" + b"\xff" * 5_000,
}  # fmt: skip


def main(folder: Path) -> None:
    """Write them all into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in MAKERS.items():
        (folder / name).write_bytes(make())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
