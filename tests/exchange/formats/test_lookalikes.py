"""Texts out of PDFs: radicals and doubles of ideographs, signs of fonts that nobody else has."""

from __future__ import annotations

import json
import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.exchange.dump import dump
from hfgoals.exchange.pasted import read_pasted
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.reading import read_source
from hfgoals.model.characters import ODD, unified
from hfgoals.model.text import cleaned, single_line
from hfgoals.model.values import Book
from tests.budget import some
from tests.exchange.formats.shapes import FORM, KINDS, saved

FILES = Path(__file__).parent / "files"
_REAL = Path(__file__).parents[2] / "real_files"
_DOUBLES: dict[str, list[str]] = {}
for _number in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)):
    if (_plain := unified(chr(_number))) != chr(_number):
        _DOUBLES.setdefault(_plain, []).append(chr(_number))


def _as_from_a_pdf(text: str, seed: int, share: float) -> str:
    chance = random.Random(seed)
    return "".join(
        chance.choice(_DOUBLES[each]) if each in _DOUBLES and chance.random() < share else each
        for each in text
    )


def _values(proposal: Proposal) -> object:
    return json.loads(json.dumps(dump(Book(proposal.unit, (proposal.plan,)))))


def test_the_doubles_are_those_of_the_fonts() -> None:
    assert len(_DOUBLES) > 700
    assert {double: unified(double) for double in "⽬⽤⼀⼾⻅⻚⻘⾦⼯⾏豈"} == dict(
        zip("⽬⽤⼀⼾⻅⻚⻘⾦⼯⾏豈", "目用一户见页青金工行豈", strict=True)
    )
    # 12 of the compatibility block are ideographs of their own.
    assert unified("﨎﨏﨑") == "﨎﨏﨑"
    kangxi = map(chr, range(0x2F00, 0x2FD6))
    assert all(unicodedata.name(unified(each)).startswith("CJK UNIFIED") for each in kangxi)


@pytest.mark.parametrize("seed", some(range(40), 3))
@pytest.mark.parametrize("name", ["002", "004"])
def test_a_published_text_with_radicals_reads_as_without(
    name: str, seed: int, tmp_path: Path
) -> None:
    text = (_REAL / f"{name}.txt").read_text("utf-8")
    path, odd = tmp_path / "文本.txt", tmp_path / "部首.txt"
    path.write_text(text, "utf-8")
    odd.write_text(_as_from_a_pdf(text, seed, (seed + 1) / 3), "utf-8")
    plain, read = read_source(path), read_source(odd)
    assert (plain.year, plain.unit, len(plain.unread)) == (read.year, read.unit, len(read.unread))
    assert _without_ids(_values(plain)) == _without_ids(_values(read))
    assert len(read.notes) == len(plain.notes) + 1


def _without_ids(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_ids(each) for key, each in value.items() if key != "id"}
    return [_without_ids(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [1, 2])
def test_every_kind_of_file_with_radicals_reads_as_without(
    kind: str, seed: int, tmp_path: Path
) -> None:
    odd = [[_as_from_a_pdf(str(cell), seed, 0.5) for cell in row] for row in FORM]
    plain = read_source(saved(tmp_path, KINDS[kind](FORM)))
    read = read_source(saved(tmp_path, KINDS[kind](odd)))
    assert _without_ids(_values(read)) == _without_ids(_values(plain))
    assert "PDF" in read.notes[0].message


def test_pasted_text_with_radicals_reads_as_without() -> None:
    text = "\n".join("\t".join(map(str, row)) for row in FORM)
    plain, read = read_pasted(text), read_pasted(_as_from_a_pdf(text, 5, 0.6))
    assert _without_ids(_values(read)) == _without_ids(_values(plain))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("\uf06e 加强管理\n\uf0b7\t完善制度", "加强管理\n完善制度"),
        ("　\uf0d8加强管理", "　加强管理"),
        ("\uf0b395%", "≥95%"),
        ("合格率\uf0a3 5%", "合格率≤ 5%"),
        ("\uf0fe是 \uf0a8否", "☑是 ☐否"),
        ("周\ue000明", "周\ue000明"),
        ("期\uf06e数", "期\uf06e数"),
    ],
)
def test_signs_of_a_font_are_written_as_meant_where_that_is_sure(text: str, plain: str) -> None:
    assert unified(text) == plain


@given(st.text(st.sampled_from("目⽬⼀\uf0b7\uf0b3\uf0a8 1\n\t　甲"), max_size=12))
def test_a_field_takes_its_own_text_again(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)
    assert single_line(single_line(text)) == single_line(text)
    assert not ODD.search(unified(text).translate({0xF0B7: "", 0xF0B3: "", 0xF0A8: ""}))


def test_the_given_files() -> None:
    one = read_source(FILES / "one-radical-in-a-label.xlsx")
    assert [goal.text for goal in one.plan.projects[0].goals] == [
        "全年发布短视频1800条，用户满意度达到90%。"
    ]
    many = read_source(FILES / "radicals.txt")
    (project,) = many.plan.projects
    assert project.indicators[0].basis == "2023年工作计划"
    assert not ODD.search(str(_values(many)))
