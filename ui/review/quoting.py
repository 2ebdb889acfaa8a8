"""The words of a long text that a finding speaks of: it quotes them between “ and ”."""

from __future__ import annotations

import re

_QUOTED = re.compile("“([^“”]+)”|《[^》]+》")
_LEAST = 2


def quoted_part(message: str, text: str) -> tuple[int, int] | None:
    """Start and end of the first quoted words in the text; None when they are not all there.

    A quotation cut short with … is looked for by its longest piece.
    """
    for found in _QUOTED.finditer(message):
        words = found.group(1) or found.group(0)
        piece = max(re.split("…|\\.\\.\\.", words), key=len).strip()
        at = text.find(piece) if len(piece) >= _LEAST else -1
        if at >= 0:
            return at, at + len(piece)
    return None
