"""One 指标值 out of sign, number and unit that stand in columns of their own."""

from __future__ import annotations

import re

from hfgoals.exchange.foreign.labels import is_no_unit, is_percent_word, sign_of
from hfgoals.model.target import QUALITATIVE, Target

_WIDTH = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


def target_text(value: str, sign: str = "", unit: str = "") -> str:
    """The text as the form shows it: ("95", "大于等于", "%") → ≥95%.

    What says its sign or unit itself keeps its own; a text without a number is left as it is.
    """
    value = value.strip()
    meant = sign_of(sign) or ""
    unit = "" if is_no_unit(unit) else "".join(unit.split())
    unit = "%" if is_percent_word(unit) else unit
    if not meant and not unit:
        return value
    plain = value.translate(_WIDTH).replace(" ", "")
    if _NUMBER.fullmatch(plain.removesuffix("%")):
        if plain.endswith("%") and unit in ("%", ""):
            plain, unit = plain[:-1], "%"
        if meant == QUALITATIVE:
            meant = ""
        return f"{meant}{plain}{unit}"
    read = Target.parse(value)
    if read.value is None or read.deadline is not None:
        return value
    text = value
    if unit and not read.unit and not value.rstrip("。.").endswith(unit):
        text = f"{value}{unit}"
    if meant and meant != QUALITATIVE and not read.signed:
        text = f"{meant}{text}"
    return text if Target.parse(text).value == read.value else value
