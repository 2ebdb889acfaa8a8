"""Numbers as messages show them."""

from __future__ import annotations

from decimal import Decimal


def plain_number(number: Decimal) -> str:
    """Without an exponent and without zeros at the end: 30, 0.2, 9.320907."""
    whole = number == number.to_integral_value()
    return f"{number.to_integral_value() if whole else number.normalize():f}"
