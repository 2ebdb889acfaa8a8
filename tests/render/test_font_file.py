"""Looked up where it lies, a font file says what reportlab finds when it reads it all."""

from __future__ import annotations

import struct

import pytest
from reportlab.pdfbase.ttfonts import TTFontFace

from hfgoals.layout.faces import FACES
from hfgoals.layout.metrics import has
from hfgoals.paths import resource
from hfgoals.render.font_file import _Metrics, _Places, font_file
from tests.pace import within


@pytest.mark.parametrize("face", FACES)
def test_all_is_as_reportlab_reads_it(face: str) -> None:
    whole, looked_up = TTFontFace(str(resource("fonts", FACES[face]))), font_file(face)
    asked = {*range(0x3100), *range(0x4E00, 0xA000), *range(0x20000, 0x2A000, 7)}
    asked |= whole.charToGlyph.keys()
    lacking = {code for code in asked if code not in looked_up.charToGlyph}
    assert asked - lacking == whole.charToGlyph.keys()
    assert lacking == {code for code in asked if not has(face, chr(code))}
    assert {code: looked_up.charToGlyph[code] for code in asked - lacking} == whole.charToGlyph
    assert not any(map(looked_up.charToGlyph.__getitem__, lacking))
    assert list(map(looked_up.getCharWidth, asked)) == list(map(whole.getCharWidth, asked))
    glyphs = range(whole.numGlyphs)
    assert [looked_up.hmetrics[glyph] for glyph in glyphs] == whole.hmetrics
    assert [looked_up.glyphPos[glyph] for glyph in (*glyphs, len(glyphs))] == whole.glyphPos
    for told in ("name", "bbox", "ascent", "descent", "capHeight", "italicAngle", "stemV"):
        assert getattr(looked_up, told) == getattr(whole, told)


@pytest.mark.parametrize("face", FACES)
def test_what_is_embedded_is_the_same_to_the_byte(face: str) -> None:
    whole, looked_up = TTFontFace(str(resource("fonts", FACES[face]))), font_file(face)
    for subset in (
        [0],
        [0, *map(ord, "项目名称 \xa0≥95%𬭎𠮷")],
        [0, *sorted(whole.charToGlyph)[::17]],
    ):
        assert looked_up.makeSubset(subset) == whole.makeSubset(subset)


def test_a_font_file_is_not_gone_through_before_the_first_page() -> None:
    font_file("serif")  # With reportlab's own start.
    font_file.cache_clear()
    # Reading one through takes 0.05 to 0.2 seconds.
    with within(0.03):
        for face in FACES:
            font_file(face)


def test_glyphs_beyond_the_measured_ones_are_as_wide_as_the_last() -> None:
    table = struct.pack(">HHHHHH", 500, 10, 900, 20, 65530, 40)
    metrics = _Metrics(table, 2)
    assert [metrics[glyph] for glyph in range(4)] == [(500, 10), (900, 20), (900, 65530), (900, 40)]


def test_places_are_kept_long_or_as_halves() -> None:
    places = [0, 6, 0x1FFFE]
    for table, long in (
        (struct.pack(">III", *places), True),
        (struct.pack(">HHH", *(place // 2 for place in places)), False),
    ):
        assert [_Places(table, long=long)[number] for number in range(3)] == places
