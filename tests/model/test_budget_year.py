"""The budget year by the calendar."""

from __future__ import annotations

import datetime

from hfgoals.model.budget_year import budget_year_on


def test_the_coming_year_from_july_on() -> None:
    assert budget_year_on(datetime.date(2024, 6, 30)) == 2024
    assert budget_year_on(datetime.date(2024, 7, 1)) == 2025
