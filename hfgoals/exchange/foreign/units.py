"""A unit's code and name in one cell: 105001-怀来县融媒体中心."""

from __future__ import annotations

import re

from hfgoals.exchange.foreign.choices import Choice, choice_of

_BOTH = re.compile(r"[\[【(（]?(\d{3,20})[\]】)）]?\s*[-—_－]?\s*(\D.*)", re.DOTALL)
_CHOP = re.compile(r"[（(](?:盖章|公章|签章|单位公章|加盖公章)[)）]\s*$")


def unit_parts(choice: Choice, text: str) -> list[tuple[Choice, str]]:
    """What a cell gives to which field: a unit's name may have its code in front."""
    if choice.id != "unit.name":
        return [(choice, text)]
    plain = _CHOP.sub("", text.strip()).strip()
    both = _BOTH.fullmatch(plain)
    if both is None:
        return [(choice, plain)]
    return [(choice_of("unit.code"), both[1]), (choice, both[2])]
