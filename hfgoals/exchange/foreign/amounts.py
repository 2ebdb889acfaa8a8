"""Amounts in 元, 千元, 万元 or 亿元, to the 分 and never rounded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from hfgoals.exchange.foreign.labels import caption_of, currency_in, spelling_of
from hfgoals.exchange.foreign.meaning import Currency
from hfgoals.exchange.foreign.pieces import pieces_of
from hfgoals.exchange.origin import Origin
from hfgoals.exchange.tables import Cell
from hfgoals.model.kinds import FieldError
from hfgoals.model.money import Money

_FEN: dict[Currency, int] = {
    "元": 100,
    "千元": 100_000,
    "万元": 1_000_000,
    "亿元": 10_000_000_000,
}
_WIDTH = str.maketrans("０１２３４５６７８９．，－＋（）", "0123456789.,-+()")
_AMOUNT = re.compile(
    r"(?:人民币|[¥￥])?(?P<number>[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?)"
    r"(?:\(?(?P<currency>亿元|千元|万元|元|万)\)?)?(?:整)?"
)
_NOTHING = frozenset({"", "/", "-", "—", "——", "无", "\\", "元", "万元", "千元", "亿元"})
_ASKS = ("单位", "单位:")
"""How a label ends that stands beside a currency, or beside the name of a unit."""
_LARGEST = Decimal(10**21)
"""In 分; far beyond any budget."""


def is_nothing(text: str) -> bool:
    """Whether the text says that there is no amount."""
    return "".join(text.split()) in _NOTHING


def own_currency(text: str) -> Currency | None:
    """The currency that an amount says itself: 120.5万元."""
    found = _AMOUNT.fullmatch("".join(text.split()).translate(_WIDTH))
    word = found["currency"] if found is not None else None
    return next((each for each in _FEN if each == word or (word == "万" and each == "万元")), None)


def amount_of(text: str, currency: Currency) -> Money | None:
    """The amount that a text in that currency means, unless it says another; None for none.

    Raises FieldError when it is no amount, or one that is not whole 分.
    """
    if is_nothing(text):
        return None
    found = _AMOUNT.fullmatch("".join(text.split()).translate(_WIDTH))
    if found is None:
        raise FieldError(f"“{text.strip()[:40]}”不是金额。")
    fen = Decimal(found["number"].replace(",", "")) * _FEN[own_currency(text) or currency]
    if abs(fen) > _LARGEST or fen != fen.to_integral_value():
        raise FieldError(f"“{text.strip()[:40]}”换算成万元后不是整数分，请自行填写。")
    return Money(int(fen))


@dataclass(frozen=True, slots=True)
class CurrencySaid:
    """A currency and the place, for people, that says it; "" when it is taken for granted."""

    currency: Currency = "万元"
    place: str = ""


def currency_of(cells: Iterable[Cell], origin: Origin | None = None) -> CurrencySaid | None:
    """What a caption among the cells says, else one above the table or its worksheet's name, else
    the brackets of a label; None when nothing does."""
    in_label: CurrencySaid | None = None
    before: Cell | None = None
    for cell in cells:
        if len(cell.text) > 300:
            continue
        beside = before is not None and before.row == cell.row and before.label.endswith(_ASKS)
        caption = _caption(f"单位：{cell.text}" if beside else cell.text)
        before = cell
        if caption is not None:
            return CurrencySaid(caption, cell.place)
        said = currency_in(cell.text)
        if said is not None and in_label is None and _is_label(cell):
            in_label = CurrencySaid(said, cell.place)
    return (_currency_above(origin) if origin is not None else None) or in_label


def _caption(text: str) -> Currency | None:
    found = caption_of(text)
    if found is not None:
        return found
    captions = (
        caption_of(f"单位：{piece.text}")
        for piece in pieces_of(text)
        if piece.spelling.role == "skip"
    )
    return next(filter(None, captions), None)


def _currency_above(origin: Origin) -> CurrencySaid | None:
    for text in reversed((origin.title, *origin.captions)):
        said = _caption(text) or currency_in(text) or _caption(text.replace("单位", "单位：", 1))
        if said is not None:
            return CurrencySaid(said, f"{origin.name}的标题")
    return None


def _is_label(cell: Cell) -> bool:
    return len(cell.text) <= 20 or bool(spelling_of(cell.text) or pieces_of(cell.text))
