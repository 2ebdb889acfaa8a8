"""What is kept of where the user was in a workbook, for the next time."""

from __future__ import annotations

from typing import Any, Final, Protocol

OVERALL_TAB, PROJECTS_TAB, OVERVIEW_TAB = 0, 1, 2
"""Behind these stand the further forms of the year."""
_OVERVIEW: Final = -1
"""What is kept of the tab of the overview: forms keep the numbers that they had before it came."""

PLACE: Final[dict[str, Any]] = {
    "year": 0,
    "project": "",
    "cell": [""],
    "tab": 0,
    "preview": True,
    "split": "",
    "review": True,
    "review_height": 0,
    "findings": {"levels": [""], "accepted": True, "split": [0]},
    "projects": {"width": 0, "folded": True, "filter": ""},
    "overall": {"folded": [""], "scroll": 0},
}
"""What ``state`` gives, as examples of each value."""


class Part(Protocol):
    """A part of the window that can be put back as it was."""

    def state(self) -> dict[str, Any]: ...


def state_of(part: Part | None, left: Any) -> dict[str, Any]:
    """How the part stands; how it was left where it is not made yet."""
    return part.state() if part is not None else mapping(left)


def mapping(value: Any) -> dict[str, Any]:
    """The value, or an empty mapping for anything else."""
    return value if isinstance(value, dict) else {}


def tab_kept(at: int) -> int:
    """The number under which a tab is kept."""
    return _OVERVIEW if at == OVERVIEW_TAB else at - (at > OVERVIEW_TAB)


def tab_at(kept: int) -> int:
    """The tab that was kept under that number."""
    return OVERVIEW_TAB if kept == _OVERVIEW else kept + (kept >= OVERVIEW_TAB)
