"""Figures as people type them: full-width, with a unit, or to be worked out (=40+40). Pure.

Only the four operations and brackets are worked out, exactly, and only behind a "="; the result is
what is kept. Nothing else of a text is ever interpreted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, DecimalException, localcontext
from typing import Final

from hfgoals.lean import dataclass

AMOUNT_UNITS: Final[Mapping[str, Decimal]] = {
    "亿元": Decimal(10_000),
    "亿": Decimal(10_000),
    "万元": Decimal(1),
    "万": Decimal(1),
    "千元": Decimal("0.1"),
    "元": Decimal("0.0001"),
}
"""What stands behind an amount, and how many 万元 one of it is."""
PERCENT_UNITS: Final[Mapping[str, Decimal]] = {"%": Decimal(1)}
_ORDINARY: Final = str.maketrans(
    "０１２３４５６７８９．，－＋＊／＝（）％×÷−﹣", "0123456789.,-+*/=()%*/--"
)
_POINT: Final = re.compile(r"(?<=\d)。")
_TORN: Final = re.compile(r"[\d.,]\s+[\d.,]")
_NUMBER: Final = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d*)?|\.\d+", re.ASCII)
_LONGEST: Final = 200
_MOST_DIGITS: Final = 40
_DEEPEST: Final = 20
_EXACT: Final = 120
"""Digits to work with: more than any sum of so short a text needs."""


class NoFigure(ValueError):
    """The text is no figure; ``str()`` says why when it wanted to be worked out, else is ""."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What a text means."""

    value: Decimal
    """In 万元, or in percent."""
    plain: bool = False
    """Whether it is typed as it is kept: ordinary digits and no unit but the usual one."""
    worked_out: bool = False


def figure_of(text: str, units: Mapping[str, Decimal]) -> Figure | None:
    """The figure that the text means; None for a blank one. Raises NoFigure.

    ``units`` are what may stand behind a number, with what one of it counts.
    """
    if len(text) > _LONGEST:
        raise NoFigure("")
    ordinary = text.translate(_ORDINARY)
    said = _POINT.sub(".", "".join(ordinary.split()))
    usual = next((unit for unit, worth in units.items() if worth == 1), "")
    if said in ("", usual):
        return None
    if _TORN.search(ordinary):
        raise NoFigure("")
    worked_out = said.startswith("=")
    reading = _Reading(said.removeprefix("="), units, sums=worked_out)
    try:
        with localcontext() as context:
            context.prec = _EXACT
            value = reading.whole()
    except ZeroDivisionError:
        raise NoFigure("不能除以 0。") from None
    except DecimalException:
        raise NoFigure("") from None
    bare = text.strip().removesuffix(usual).strip()
    return Figure(value, plain=bare.isascii() and _is_bare(bare), worked_out=worked_out)


def _is_bare(text: str) -> bool:
    """Whether the text is a number and nothing else."""
    return _NUMBER.fullmatch(text.lstrip("+-")) is not None


class _Reading:
    """Reads a text from the left: sums of products of numbers with their units and brackets."""

    def __init__(self, text: str, units: Mapping[str, Decimal], *, sums: bool) -> None:
        self._text, self._units, self._sums = text, units, sums
        self._at = 0
        self._depth = 0

    def whole(self) -> Decimal:
        """The value of all of the text. Raises NoFigure, ZeroDivisionError."""
        value = self._sum() if self._sums else self._factor()
        if self._at < len(self._text):
            raise NoFigure("只能用加减乘除和括号。" if self._sums else "")
        return value

    def _sum(self) -> Decimal:
        value = self._product()
        while (sign := self._next("+-")) is not None:
            other = self._product()
            value = value + other if sign == "+" else value - other
        return value

    def _product(self) -> Decimal:
        value = self._factor()
        while (sign := self._next("*/")) is not None:
            other = self._factor()
            if sign == "/" and not other:
                raise ZeroDivisionError
            value = value * other if sign == "*" else value / other
        return value

    def _factor(self) -> Decimal:
        sign = self._next("+-")
        if self._sums and self._next("(") is not None:
            self._depth += 1
            if self._depth > _DEEPEST:
                raise NoFigure("括号太多。")
            value = self._sum()
            if self._next(")") is None:
                raise NoFigure("括号没有成对。")
            self._depth -= 1
        else:
            value = self._number()
        value *= self._unit()
        return -value if sign == "-" else value

    def _number(self) -> Decimal:
        found = _NUMBER.match(self._text, self._at)
        if found is None or len(found[0]) > _MOST_DIGITS:
            raise NoFigure("算式没有写完。" if self._sums else "")
        self._at = found.end()
        return Decimal(found[0].replace(",", ""))

    def _unit(self) -> Decimal:
        for unit, worth in self._units.items():
            if self._text.startswith(unit, self._at):
                self._at += len(unit)
                return worth
        return Decimal(1)

    def _next(self, signs: str) -> str | None:
        sign = self._text[self._at : self._at + 1]
        if not sign or sign not in signs:
            return None
        self._at += 1
        return sign
