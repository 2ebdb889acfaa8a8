from __future__ import annotations

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from hfgoals.layout import metrics
from hfgoals.layout.faces import FACES
from hfgoals.layout.metrics import face_of, has, width
from hfgoals.layout.styles import MM_PER_POINT
from hfgoals.paths import resource


@pytest.mark.parametrize("face", FACES)
def test_widths_are_those_that_another_reader_finds(face: str) -> None:
    other = TTFontFile(str(resource("fonts", FACES[face])))
    ours = face_of(face)
    for code in (*range(0x20, 0x3100), *range(0x4E00, 0xA000, 7), *range(0x20000, 0x2A000, 11)):
        character = chr(code)
        assert ours.has(character) == bool(other.charToGlyph.get(code))
        if ours.has(character):
            assert ours.advance(character) * 1000 == pytest.approx(other.charWidths[code])


def test_both_kinds_of_character_map_say_the_same() -> None:
    with resource("fonts", FACES["serif"]).open("rb") as data:
        cmap = metrics._read(data, metrics._tables(data)[b"cmap"])
    forms = {
        int.from_bytes(cmap[at : at + 2]): at
        for at in (int.from_bytes(cmap[8 + 8 * n : 12 + 8 * n]) for n in range(cmap[3]))
    }
    full, basic = metrics._Groups(cmap, forms[12]), metrics._Segments(cmap, forms[4])
    assert [full.glyph(code) for code in range(0x10000)] == [
        basic.glyph(code) for code in range(0x10000)
    ]


def test_widths_are_in_mm_and_add_up() -> None:
    assert width("融媒体", "serif", 10) == pytest.approx(30 * MM_PER_POINT)
    assert width("a1", "sans", 20) == pytest.approx(
        2 * (width("a", "sans", 10) + width("1", "sans", 10))
    )
    assert width("", "sans", 10) == 0


def test_a_character_that_the_face_lacks_is_one_em_wide() -> None:
    assert not has("serif", "☑")
    assert has("serif", "融")
    assert width("☑", "serif", 10) == pytest.approx(10 * MM_PER_POINT)


def test_ascent_and_descent_hold_a_chinese_character() -> None:
    face = face_of("serif")
    assert face.ascent > 0.88
    assert face.descent > 0.12
