"""Looking for words in what years hold, and what putting others in their place comes to. Pure.

Goes by FIELDS and the rows: a new field or form is searched without a line here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final

from hfgoals.lean import dataclass
from hfgoals.model.address import UNIT_ROW, Address
from hfgoals.model.edits import SetText
from hfgoals.model.fields import FIELDS, PART_OF, Field
from hfgoals.model.kinds import LINE, OF_THE_YEAR, TARGET, TEXTS
from hfgoals.model.rows import CHILDREN, children_of
from hfgoals.model.stretch import Stretch, with_stretches
from hfgoals.model.values import AnnualPlan, Book

NUMBER: Final = "数字不替换，请到表格里改"
"""Why a stretch of an amount or a count is found but not replaced."""


@dataclass(frozen=True, slots=True)
class Found:
    """One place where the words stand; ``by`` is the year that shows it."""

    by: AnnualPlan
    stretch: Stretch

    @property
    def replaceable(self) -> bool:
        """Whether other words may stand there: not in amounts, percents and counts."""
        return self.stretch.why != NUMBER


def found(
    book: Book, plans: Iterable[AnnualPlan], words: str, after: str = "", *, case: bool = False
) -> Iterator[Found]:
    """Every place of those years where the words stand, in the order of the forms.

    ``after`` is what would be put there. Small and large letters are the same unless ``case``.
    The unit's name and code are found once, with the first of the years.
    """
    if not words:
        return
    pattern = re.compile(re.escape(words), 0 if case else re.IGNORECASE)
    for number, plan in enumerate(plans):
        rows: list[Any] = [plan] if number else [book.unit, plan]
        for row in rows:
            for stretch in _in_rows(row, pattern, after):
                yield Found(plan, stretch)


def _in_rows(row: Any, pattern: re.Pattern[str], after: str) -> Iterator[Stretch]:
    part = PART_OF[type(row)]
    for field in searched_fields(part):
        text = field.text(row)
        for place in pattern.finditer(text) if text else ():
            address = Address(part, UNIT_ROW if part == "unit" else row.id, field.path)
            wordy = field.kind in (LINE, *TEXTS, TARGET)
            why = "" if wordy else NUMBER
            yield Stretch(address, place[0], after, *place.span(), wordy, why, text)
    for path, _ in CHILDREN[part]:
        for child in children_of(row, path):
            yield from _in_rows(child, pattern, after)


def searched_fields(part: Any) -> tuple[Field, ...]:
    """The fields of a part that say something to people, in the order of the form."""
    return tuple(each for each in FIELDS[part] if each.printed and each.kind not in OF_THE_YEAR)


def replacing(places: Iterable[Found]) -> tuple[SetText, ...]:
    """The edits that put the other words into those places."""
    by_address = sorted((each.stretch for each in places), key=lambda each: each.address)
    return tuple(
        SetText(address, with_stretches(stretches[0].text, stretches))
        for address, group in groupby(by_address, key=lambda each: each.address)
        if (stretches := list(group))
    )


def words_of(row: Any) -> str:
    """All that a row and the rows below it say, a line each."""
    texts = [field.text(row) for field in searched_fields(PART_OF[type(row)])]
    for path, _ in CHILDREN[PART_OF[type(row)]]:
        texts += map(words_of, children_of(row, path))
    return "\n".join(filter(None, texts))
