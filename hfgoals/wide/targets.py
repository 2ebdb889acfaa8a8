"""指标值 as sign, value and unit in three cells, and back to the very text.

Where the three cannot say the text again, the value holds all of it and the others are blank.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from hfgoals.model.target import (
    AT_LEAST,
    AT_MOST,
    EQUAL,
    LESS,
    MORE,
    QUALITATIVE,
    Target,
    sign_said,
)
from hfgoals.wide.profile import SignWords

_WORDS: Final = {
    AT_LEAST: "大于等于",
    MORE: "大于",
    EQUAL: "等于",
    LESS: "小于",
    AT_MOST: "小于等于",
    QUALITATIVE: QUALITATIVE,
}
_TIME: Final = re.compile("[前底后内末初旬]")


@dataclass(frozen=True, slots=True)
class Parts:
    """A target in three cells."""

    sign: str = ""
    """One of SIGNS; "" where the value holds the whole text."""
    value: str = ""
    measure: str = ""
    said: str = ""
    """How the text itself says the sign: ">=", 不低于, or "" in a bare 100%."""

    @property
    def text(self) -> str:
        """The text that the parts were taken from."""
        return f"{self.said}{self.value}{self.measure}"


def parts_of(target: Target) -> Parts:
    """The target in three cells; ``parts_of(target).text`` is its text, whatever it is."""
    if not target.text.strip():
        return Parts(value=target.text)
    if target.value is None:
        return Parts(QUALITATIVE, target.text)
    measured = f"{target.value}{target.unit or ''}"
    said = target.text.removesuffix(measured)
    split = Parts(target.sign, target.value, target.unit or "", said)
    meant = sign_said(said) if said else EQUAL
    # A bare 6月底前 or 2022年底 is no amount that something is to equal.
    timed = not said and (target.deadline is not None or _TIME.search(split.measure))
    if split.text == target.text and meant == target.sign and said == said.strip() and not timed:
        return split
    return Parts(value=target.text)


def sign_shown(sign: str, words: SignWords) -> str:
    """The sign as a profile wants it said."""
    return _WORDS.get(sign, sign) if words == "文字" else sign


def joined(sign: str, value: str, measure: str, said: str | None = None) -> str:
    """The text of a target from its cells; ``said`` is how it said its sign, when that is known.

    What stands in two cells (≥ beside ≥95, % beside 95%) is not said twice.
    """
    meant = sign_said(sign)
    if meant == QUALITATIVE or not value:
        return f"{'' if meant == QUALITATIVE else sign}{value}{measure}"
    if measure and value.endswith(measure):
        measure = ""
    lead = meant if meant is not None else sign.strip()
    if said is not None and (sign_said(said) or EQUAL) == meant:
        lead = said
    elif meant is not None and Target.parse(value).signed:
        lead = ""
    return f"{lead}{value}{measure}"
