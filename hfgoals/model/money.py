"""Amounts: whole 分, shown in 万元. No float ever touches one."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from hfgoals.lean import dataclass
from hfgoals.model.figures import AMOUNT_UNITS, NoFigure, figure_of

_FEN_PER_WAN = Decimal(1_000_000)
_CENT, _YUAN = Decimal("0.01"), Decimal("0.0001")
LARGEST_WAN: Final = 10**15
"""No text means a larger amount than that, in 万元."""


class AmountError(ValueError):
    """The text is no amount; ``str()`` says why where that is not plain to see."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount as whole 分 (1 万元 = 1,000,000 分)."""

    fen: int

    @classmethod
    def of_wan(cls, wan: Decimal) -> Money:
        """The amount of so many 万元, rounded half up to the 分."""
        return cls(int((wan * _FEN_PER_WAN).quantize(Decimal(1), rounding=ROUND_HALF_UP)))

    @classmethod
    def parse(cls, text: str) -> Money | None:
        """The amount that a form's text means, in 万元 unless it says another unit ("1,234.50",
        "800000元", "=40+40"); None for blank.

        Raises AmountError when the text is no number, or one beyond any budget.
        """
        try:
            figure = figure_of(text, AMOUNT_UNITS)
        except NoFigure as problem:
            raise AmountError(str(problem)) from None
        if figure is None:
            return None
        if abs(figure.value) > LARGEST_WAN:
            raise AmountError("")
        return cls.of_wan(figure.value)

    @property
    def wan(self) -> Decimal:
        """The amount in 万元, exact."""
        return Decimal(self.fen) / _FEN_PER_WAN

    def __add__(self, other: Money) -> Money:
        return Money(self.fen + other.fen)

    def __sub__(self, other: Money) -> Money:
        return Money(self.fen - other.fen)

    def __str__(self) -> str:
        """As printed on the form: at least two decimals of 万元, more only where needed."""
        exact = self.wan.normalize()
        return f"{exact.quantize(_CENT) if exact == exact.quantize(_CENT) else exact:f}"


def total(amounts: list[Money | None]) -> Money | None:
    """The sum of what is filled in; None when nothing is."""
    filled = [amount for amount in amounts if amount is not None]
    return Money(sum(amount.fen for amount in filled)) if filled else None


def shown(amount: Money | None) -> str:
    """The amount as on the form, blank for None."""
    return "" if amount is None else str(amount)


def shown_to_four_places(amount: Money | None) -> str:
    """The amount with at least four decimals of 万元, more only where needed; blank for None."""
    if amount is None:
        return ""
    exact = amount.wan.normalize()
    return f"{exact.quantize(_YUAN) if exact == exact.quantize(_YUAN) else exact:f}"
