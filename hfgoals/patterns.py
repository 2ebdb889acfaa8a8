"""Regular expressions that are compiled when they are first used.

Eighty of them cost a tenth of the time until a workbook was painted, which uses a few.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What ``re.compile`` makes; a mistake in it shows when it is first used."""
    return cast("re.Pattern[AnyStr]", _Later(text, flags))


class _Later:
    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._text, self._flags), name)
        # Found at once the next time.
        setattr(self, name, found)
        return found
