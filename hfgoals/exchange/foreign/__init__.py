"""Tables that others made, understood by their labels in any arrangement (docs/exchange.md).

``understand`` gives an Understanding, a meaning for every cell with a text; ``proposal_of`` what
follows from these meanings. What a person corrects gives a new Understanding.
"""

from hfgoals.exchange.foreign.assembling import proposal_of
from hfgoals.exchange.foreign.choices import FIELD_CHOICES, STAGE_CHOICES, FieldChoice, choice_of
from hfgoals.exchange.foreign.corrections import (
    CellHolds,
    CellLeftOut,
    ColumnHolds,
    Correction,
    FirstIndicator,
    LabelNames,
    TableBegins,
    TableMoney,
    TableRead,
)
from hfgoals.exchange.foreign.meaning import CellAt, Held, Meaning, RowAt, TableReading
from hfgoals.exchange.foreign.reading import understand
from hfgoals.exchange.foreign.understanding import Understanding

__all__ = [
    "FIELD_CHOICES",
    "STAGE_CHOICES",
    "CellAt",
    "CellHolds",
    "CellLeftOut",
    "ColumnHolds",
    "Correction",
    "FieldChoice",
    "FirstIndicator",
    "Held",
    "LabelNames",
    "Meaning",
    "RowAt",
    "TableBegins",
    "TableMoney",
    "TableRead",
    "TableReading",
    "Understanding",
    "choice_of",
    "proposal_of",
    "understand",
]
