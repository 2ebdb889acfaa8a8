"""Which budget year people work at."""

from __future__ import annotations

import datetime

_NEXT_YEAR_FROM = 7
"""The month from which people work at the coming year's budget."""


def budget_year_on(day: datetime.date) -> int:
    """The budget year that people fill in on that day."""
    return day.year + (day.month >= _NEXT_YEAR_FROM)


def budget_year_now() -> int:
    """The budget year that people fill in today, by the clock of this machine."""
    return budget_year_on(datetime.datetime.now().astimezone().date())
