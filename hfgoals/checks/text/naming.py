"""What a project's name, purpose and unit name say when marks and set phrases are left out."""

from __future__ import annotations

from functools import lru_cache

from hfgoals.checks.text.marks import without_bracketed
from hfgoals.checks.text.wording import folded
from hfgoals.checks.text.words import word_list

_FILE = "project_names"


@lru_cache(maxsize=4096)
def core_of(text: str, unit_name: str) -> str:
    """The name or purpose without the unit, bracketed remarks and phrases such as 用于 … 费用."""
    core = text
    for own in unit_forms(unit_name):
        core = core.replace(own, "")
    core = folded(without_bracketed(core))
    for phrase in word_list(_FILE, "用途开头"):
        core = core.removeprefix(phrase)
    for phrase in word_list(_FILE, "用途结尾"):
        if len(core) > len(phrase) + 2:
            core = core.removesuffix(phrase)
    return core


@lru_cache(maxsize=64)
def unit_forms(unit_name: str) -> tuple[str, ...]:
    """The ways in which a text may name the unit, the longest first."""
    plain = unit_name.strip()
    short = without_bracketed(plain)
    forms = {plain, short, plain.removesuffix("本级"), short.removesuffix("本级")}
    return tuple(sorted((form for form in forms if len(form) > 3), key=len, reverse=True))
