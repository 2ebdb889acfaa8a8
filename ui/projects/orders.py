"""In which order the list shows the projects: a way to look at them, not a change of the year."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from hfgoals.lean import dataclass
from hfgoals.model.completeness import completeness
from hfgoals.model.initials import reading_order
from hfgoals.model.values import Project

_STATES: Final = ("blank", "partial", "complete")


@dataclass(frozen=True, slots=True)
class Order:
    """One order; rows that its key does not tell apart stand by their numbers."""

    id: str
    text: str
    key: Callable[[Project], Any]


ORDERS: Final = (
    Order("number", "按编号", lambda _: 0),
    Order("name", "按名称", lambda project: reading_order(project.name)),
    Order("code", "按编码", lambda project: (not project.code, project.code)),
    Order(
        "amount",
        "按金额，大的在前",
        lambda project: -project.budget.fen if project.budget is not None else 1,
    ),
    Order("state", "按状态，没填完的在前", lambda project: _STATES.index(completeness(project))),
)
BY_NUMBER: Final = ORDERS[0]
