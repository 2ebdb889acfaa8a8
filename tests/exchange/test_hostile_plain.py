"""Every hostile page, text and old workbook is answered soon, in little memory.

Some of them; HFGOALS_TIMES=100 in the environment takes them all.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.budget import often
from tests.exchange.answering import assert_answered
from tests.exchange.hostile_plain import MAKERS

_ALWAYS: Final = (
    "sixty thousand names.txt",
    "two thousand huge merges.html",
    "numbered without end.txt",
)
"""What once took longest, and what nothing else tests."""
_OTHERS: Final = [name for name in MAKERS if name not in _ALWAYS]
_NAMES: Final = (*_ALWAYS, *_OTHERS[: max(0, often(len(_ALWAYS)) - len(_ALWAYS))])


@pytest.mark.parametrize("name", _NAMES)
def test_hostile(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(MAKERS[name]())
    assert_answered(path, readable=False, seconds=5.0)


def test_there_are_enough_of_them() -> None:
    assert len(MAKERS) >= 60
