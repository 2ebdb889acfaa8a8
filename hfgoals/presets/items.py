"""Items of an overall part by the unit's duties: what is offered to begin with.

Their amounts are left open: what a unit does in a year is its own.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hfgoals.lean import dataclass
from hfgoals.presets.source import Entry, preset_path, read_preset


@dataclass(frozen=True, slots=True)
class DutyItem:
    """One duty of a media centre with the item that a form could have for it."""

    duty: str
    name: str
    content: str


@cache
def duty_items() -> tuple[DutyItem, ...]:
    """All of them, in the order of the file. Raises PresetTrouble."""
    return load_duty_items(preset_path("overall_items.toml"))


def load_duty_items(path: Path) -> tuple[DutyItem, ...]:
    """The items of that file. Raises PresetTrouble."""
    whole = read_preset(path)
    whole.only(("条目",))
    found = tuple(_item(entry) for entry in whole.entries("条目"))
    if len({one.name for one in found}) != len(found):
        raise whole.fault("有两条的“名称”相同")
    return found


def _item(entry: Entry) -> DutyItem:
    entry.only(("职能", "名称", "内容"))
    return DutyItem(entry.text("职能"), entry.text("名称"), entry.text("内容"))
