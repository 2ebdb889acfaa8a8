"""Damaged texts: never an exception other than Trouble, never a silent loss."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.exchange.published import read_published
from hfgoals.trouble import NotUnderstood
from tests.budget import tried
from tests.exchange.law import lost_lines

_REAL = Path(__file__).parents[1] / "real_files"
_TEXTS = {name: (_REAL / f"{name}.txt").read_text(encoding="utf-8") for name in ("002", "004")}


def _obeys_the_law(text: str) -> None:
    try:
        proposal = read_published(text)
    except NotUnderstood:
        return
    assert lost_lines(text, proposal) == []


@pytest.mark.parametrize("name", _TEXTS)
def test_nothing_of_the_real_texts_is_lost(name: str) -> None:
    proposal = read_published(_TEXTS[name])
    assert lost_lines(_TEXTS[name], proposal) == []
    assert proposal.unread == ()


def test_the_law_itself_notices_a_loss() -> None:
    proposal = read_published(_TEXTS["002"])
    assert lost_lines(f"{_TEXTS['002']}\n一句没有读到的话", proposal) == [(589, "一句没有读到的话")]


@pytest.mark.parametrize("name", _TEXTS)
def test_a_line_dropped(name: str) -> None:
    lines = _TEXTS[name].split("\n")
    for gone in range(0, len(lines), 5):
        _obeys_the_law("\n".join(lines[:gone] + lines[gone + 1 :]))


@pytest.mark.parametrize("name", _TEXTS)
def test_a_line_doubled(name: str) -> None:
    lines = _TEXTS[name].split("\n")
    for twice in range(1, len(lines), 7):
        _obeys_the_law("\n".join([*lines[: twice + 1], *lines[twice:]]))


@pytest.mark.parametrize("name", _TEXTS)
def test_a_foreign_line_put_in_is_used_or_noted(name: str) -> None:
    lines = _TEXTS[name].split("\n")
    for place in range(0, len(lines), 17):
        for foreign in ("一句外来的话", "\t一格外来的字", "9.外来项目绩效目标表"):
            _obeys_the_law("\n".join([*lines[:place], foreign, *lines[place:]]))


@pytest.mark.parametrize("name", _TEXTS)
def test_a_text_cut_off(name: str) -> None:
    text = _TEXTS[name]
    for end in range(0, len(text), 157):
        _obeys_the_law(text[:end])


@pytest.mark.parametrize("name", _TEXTS)
def test_lines_shuffled(name: str) -> None:
    lines = _TEXTS[name].split("\n")
    for seed in range(20):
        chance = random.Random(seed)
        start = chance.randrange(len(lines))
        end = start + chance.randrange(2, 60)
        mixed = lines[start:end]
        chance.shuffle(mixed)
        _obeys_the_law("\n".join(lines[:start] + mixed + lines[end:]))
        whole = lines[:]
        chance.shuffle(whole)
        _obeys_the_law("\n".join(whole))


_PIECES = st.sampled_from(sorted({line for text in _TEXTS.values() for line in text.split("\n")}))


@tried(27)
@given(st.lists(_PIECES | st.text(max_size=20) | st.text("\t\n 1.、：一", max_size=8), max_size=60))
def test_any_lines_at_all(pieces: list[str]) -> None:
    _obeys_the_law("\n".join(pieces))


def test_a_broken_row_does_not_lend_its_neighbours_level() -> None:
    lines = _TEXTS["002"].split("\n")
    # The row 效益指标 of the first project loses a cell; the row after it begins blank.
    broken = [*lines[:129], *lines[130:132], "", "\t", *lines[134:]]
    proposal = read_published("\n".join(broken))
    last = proposal.plan.projects[0].indicators[-1]
    assert (last.level1, last.level2) == ("", "服务对象满意度指标")
    assert {note.line for note in proposal.unread} == {127, 128, 129, 130, 131}


@pytest.mark.parametrize(
    "text",
    [
        "1、" + " " * 200_000,
        "\n".join(["1、一"] * 20_000) + "\n绩效目标：二",
        "一、总体绩效目标\n" * 5_000,
        "[bookmark:" * 50_000,
        "\t项目编码\n" + "\t一\n" * 100_000,
        "1.一绩效目标表\n\t二\n\n" * 10_000,
    ],
    ids=["blanks", "numbers", "headings", "bookmarks", "cells", "tables"],
)
def test_a_long_text_takes_a_moment_only(text: str) -> None:
    _obeys_the_law_quickly(text)


def _obeys_the_law_quickly(text: str) -> None:
    try:
        proposal = read_published(text)
    except NotUnderstood:
        return
    assert len(proposal.plan.projects) <= text.count("项目编码") + text.count("绩效目标表")
