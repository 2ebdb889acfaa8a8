"""What the amounts of a table are in, and where that is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hfgoals.exchange.foreign.labels import caption_of, currency_in, spelling_of
from hfgoals.exchange.foreign.meaning import Currency
from hfgoals.exchange.foreign.pieces import pieces_of
from hfgoals.exchange.tables import Cell


@dataclass(frozen=True, slots=True)
class CurrencySaid:
    """A currency and the place, for people, that says it; "" when it is taken for granted."""

    currency: Currency = "万元"
    place: str = ""


def currency_of(cells: Iterable[Cell]) -> CurrencySaid | None:
    """What a caption among the cells says, else the brackets of a label; None when nothing does."""
    in_label: CurrencySaid | None = None
    for cell in cells:
        if len(cell.text) > 300:
            continue
        caption = caption_of(cell.text)
        if caption is None:
            caption = next(
                (
                    said
                    for piece in pieces_of(cell.text)
                    if piece.spelling.role == "skip" and (said := caption_of(f"单位：{piece.text}"))
                ),
                None,
            )
        if caption is not None:
            return CurrencySaid(caption, cell.place)
        said = currency_in(cell.text)
        if said is not None and in_label is None and _is_label(cell):
            in_label = CurrencySaid(said, cell.place)
    return in_label


def _is_label(cell: Cell) -> bool:
    return len(cell.text) <= 20 or bool(spelling_of(cell.text) or pieces_of(cell.text))
