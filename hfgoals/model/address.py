"""One type that names any cell of a workbook."""

from __future__ import annotations

from hfgoals.lean import dataclass
from hfgoals.model.fields import Field, Part, field_of

UNIT_ROW = "unit"
"""The row id of the one Unit in a Book."""


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A field of a row: Address("indicator", "<row id>", "target")."""

    part: Part
    row: str
    path: str

    @property
    def field(self) -> Field:
        """The field that stands here: label, kind, how to read and write it."""
        return field_of(self.part, self.path)
