"""What sort of project a name tells of: work done once, debts, season-bound."""

from __future__ import annotations

from functools import lru_cache

from hfgoals.checks.text.words import any_of
from hfgoals.presets import kind_of

_FILE = "project_kinds"


@lru_cache(maxsize=4096)
def is_debt(name: str) -> bool:
    """Whether it pays off what is owed."""
    return any_of(_FILE, "还债").search(name) is not None


@lru_cache(maxsize=4096)
def is_one_off(name: str) -> bool:
    """Whether it is works, a purchase or a debt: done once, not month by month."""
    if any_of(_FILE, "持续").search(name):
        return False
    return is_debt(name) or any_of(_FILE, "一次性").search(name) is not None


@lru_cache(maxsize=4096)
def is_finished_once(name: str) -> bool:
    """Whether works or a purchase come to an end, be it on borrowed money; no mere repayment."""
    if any_of(_FILE, "持续", "还债动作").search(name):
        return False
    return any_of(_FILE, "一次性").search(name) is not None


@lru_cache(maxsize=4096)
def is_building_or_buying(name: str) -> bool:
    """Whether it is works or equipment of this year, which must be contracted before it is paid."""
    if is_debt(name) or any_of(_FILE, "持续").search(name):
        return False
    kind = kind_of(name)
    return kind is not None and kind.id in ("equipment", "repair")


@lru_cache(maxsize=4096)
def is_prepaid(name: str) -> bool:
    """Whether a year of it is usually paid beforehand, such as a leased line or insurance."""
    return any_of(_FILE, "预付").search(name) is not None


@lru_cache(maxsize=4096)
def is_works(name: str) -> bool:
    """Whether it is building work."""
    kind = kind_of(name)
    return kind is not None and kind.id == "repair"


@lru_cache(maxsize=4096)
def is_seasonal(name: str) -> bool:
    """Whether it falls into a season, such as 春晚 or 采暖."""
    return any_of(_FILE, "时节").search(name) is not None


@lru_cache(maxsize=4096)
def serves_no_public(name: str) -> bool:
    """Whether it pays debts or staff: nobody outside is there to be asked."""
    kind = kind_of(name)
    return is_debt(name) or (kind is not None and kind.id in ("debt", "personnel"))
