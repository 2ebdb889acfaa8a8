"""What of a year the standard forms print; others print the rest and have laws of their own."""

from __future__ import annotations

from functools import cache
from typing import Any

from hfgoals.exchange.standard.sheet_labels import labels_of_form
from hfgoals.forms import form_of
from hfgoals.model.fields import FIELDS, PART_OF
from hfgoals.model.kinds import OF_THE_YEAR
from hfgoals.model.rows import CHILDREN, children_of, with_children
from hfgoals.model.values import STANDARD_FORMS


@cache
def _shown() -> frozenset[tuple[str, str]]:
    return frozenset(
        place for form_id in STANDARD_FORMS for place in labels_of_form(form_of(form_id)).shown
    )


def as_printed(row: Any) -> Any:
    """The row and those below it without what no standard form shows; names of signers stay."""
    part = PART_OF[type(row)]
    fresh = type(row)()
    for field in FIELDS[part]:
        stays = field.kind in OF_THE_YEAR or field.optional or field.path.startswith("signatures.")
        if not stays and (part, field.path) not in _shown():
            row = field.with_value(row, field.read(fresh))
    for path, below in CHILDREN[part]:
        known = any(shown == below for shown, _ in _shown())
        rows = tuple(map(as_printed, children_of(row, path))) if known else ()
        row = with_children(row, path, rows)
    return row
