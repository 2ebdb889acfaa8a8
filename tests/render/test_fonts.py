"""Every character finds a face, or is known to have none."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.layout import metrics
from hfgoals.layout.faces import FACES
from hfgoals.paths import resource
from hfgoals.render.fonts import MISSING, pieces

RARE = "𬭎"
"""In every face, beyond the first 65,536 characters."""
NOWHERE = "𠮷"
"""In no face."""


def test_an_ordinary_text_is_one_piece() -> None:
    assert pieces(f"项目名称 ≥95% {RARE}", "serif") == [("serif", f"项目名称 ≥95% {RARE}")]
    assert pieces("", "serif") == []


def test_a_character_of_no_face_stands_alone() -> None:
    assert pieces(f"张{NOWHERE}林", "serif-bold") == [
        ("serif-bold", "张"),
        ("", NOWHERE),
        ("serif-bold", "林"),
    ]


@pytest.mark.parametrize("face", ["serif", "serif-bold"])
def test_another_face_helps_out(face: str) -> None:
    lacking = only_in_sans()
    assert pieces(f"甲{lacking}乙", face) == [
        (face, "甲"),
        (face.replace("serif", "sans"), lacking),
        (face, "乙"),
    ]


def test_what_cannot_be_seen_needs_no_other_face() -> None:
    text = "葛\U000e0100城\ufe0e区"
    assert pieces(text, "serif") == [("serif", text)]


@pytest.mark.parametrize("face", FACES)
def test_every_face_can_draw_the_stand_in(face: str) -> None:
    assert metrics.has(face, MISSING)
    assert metrics.has(face, " ")


@given(st.text(), st.sampled_from(sorted(FACES)))
def test_nothing_is_lost_or_moved(text: str, face: str) -> None:
    found = pieces(text, face)
    assert "".join(run for _, run in found) == text
    assert all(before[0] != after[0] for before, after in pairwise(found))


def test_reportlab_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, hfgoals.render.pdf; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def only_in_sans() -> str:
    """A character that the sans faces have and the serif ones do not."""
    known: dict[str, set[int]] = {}
    for face, name in FACES.items():
        with TTFont(resource("fonts", name), lazy=True) as font:
            known[face] = set(font.getBestCmap())
    lacking = (known["sans"] & known["sans-bold"]) - known["serif"] - known["serif-bold"]
    return chr(min(lacking))
