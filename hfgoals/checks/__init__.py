"""The reviewer at one's side: rules that find what the finance bureau would send back."""

from __future__ import annotations

from hfgoals.checks.catalogue import all_rules
from hfgoals.checks.check import Checker, check_book, counted
from hfgoals.checks.finding import LEVEL_NAMES, LEVELS, REASONS, Finding, Level
from hfgoals.checks.rule import Rule
from hfgoals.checks.settings import SETTING, CheckSettings, Thresholds

__all__ = [
    "LEVELS", "LEVEL_NAMES", "REASONS", "SETTING", "CheckSettings", "Checker", "Finding", "Level",
    "Rule", "Thresholds", "all_rules", "check_book", "counted",
]  # fmt: skip
