"""What can be done about the cell in hand: the same on its side panel and in its menu."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hfgoals.exchange.foreign import CellAt, FieldChoice, Meaning, Understanding
from ui.foreign.words import column_said, text_at

OfferName = Literal["cell", "column", "label", "leave_out", "first_indicator"]


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to do."""

    name: OfferName
    text: str
    """With a letter to press in a menu."""
    said: str
    """A sentence that says what it does."""
    possible: bool = True


def offers_of(understanding: Understanding, at: CellAt) -> tuple[Offer, ...]:
    """All of them; those that mean nothing here are not possible."""
    table = understanding.tables[at.table]
    reading = understanding.readings[at.table]
    meaning = understanding.meanings.get(at)
    filled = reading.read and meaning is not None
    left_out = meaning is not None and meaning.kind == "left_out"
    column = column_said(table, at.column).replace(" ", "")
    return (
        Offer("cell", "这一格是…(&V)", "指明这一格填的是哪一项", filled),
        Offer("column", f"{column}都是…(&C)", "指明指标表或项目清单里这一列是哪一项", reading.read),
        Offer("label", "这一格是标签…(&L)", "指明这一格是哪一项的名称", filled),
        Offer("leave_out", "不读这一格(&D)", "这一格不读入（Delete）", filled and not left_out),
        Offer(
            "first_indicator",
            f"第 {at.row} 行是第一条指标(&I)",
            "指标从这一行开始，上一行是表头",
            reading.read and reading.first_indicator != at.row,
        ),
    )


def held_choice(meaning: Meaning | None) -> FieldChoice | None:
    """The field that a value holds first."""
    if meaning is None or meaning.kind != "value" or not meaning.holds:
        return None
    return meaning.holds[0].choice


def project_in_hand(meaning: Meaning | None) -> int | None:
    """The project to which a value belongs, when another one can be said; None else."""
    choice = held_choice(meaning)
    if meaning is None or choice is None or not choice.of_project:
        return None
    return meaning.holds[0].project


def quoted(understanding: Understanding, at: CellAt) -> str:
    """The cell's text for a sentence."""
    text = text_at(understanding, at).strip()
    return text if len(text) <= 160 else f"{text[:159]}…"
