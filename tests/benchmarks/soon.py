"""What is answered soon whatever the file: the promises that the tests hold by tests/pace.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hfgoals.exchange.reading import read_source
from hfgoals.merging.comparing import differing
from hfgoals.trouble import Trouble
from tests.benchmarks.measure import Row, seconds, within
from tests.exchange.hostile_docx import MAKERS

_HOSTILE = ("a million rows", "as many paragraphs as may be")
"""One that is refused late, and the largest that is read."""
_ANSWERED = 5.0
_COMPARED = 1.0
_LETTERS = 13_000
_SLOW_ROUNDS = 3


def measure(size: int, rounds: int, folder: Path) -> Iterator[Row]:
    """Rows about hostile files and long texts, which do not grow with the size."""
    slow = min(rounds, _SLOW_ROUNDS)

    for name in _HOSTILE:
        path = folder / f"{name}.docx"
        path.write_bytes(MAKERS[name]())
        yield within(f"answer {name}", lambda path=path: _answer(path), _ANSWERED, slow)
    one, other = "甲乙丙" * _LETTERS, "丁戊己" * _LETTERS
    subject = f"compare two texts of {3 * _LETTERS} letters"
    yield within(subject, lambda: seconds(lambda: differing(one, other)), _COMPARED, slow)


def _answer(path: Path) -> float:
    def answer() -> None:
        try:
            read_source(path)
        except Trouble:
            return

    return seconds(answer)
