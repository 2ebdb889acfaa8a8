"""调整原因: why a year was changed from what it was in an earlier state, project by project.

They are kept beside the version that was departed from, for versions themselves never change: as a
setting of the file, so that they can be written while the year is locked, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from hfgoals.history.changes import Change
from hfgoals.model.text import cleaned

SETTING: Final = "reasons"
"""By a plan's id and the key of the earlier version, the reasons by what they are about."""
NO_VERSION: Final = ""
"""Stands for the key where the earlier state is none: a backup, another file."""
LONGEST: Final = 500
"""Letters of one reason."""
USUAL: Final = (
    "财政预算调减",
    "财政预算追加",
    "上级部署的任务有调整",
    "项目实施内容有调整",
    "项目实施进度有调整",
    "采购价格变化",
    "按财政部门审核意见修改",
    "原指标值设置不合理，据实调整",
    "因不可抗力无法按原计划实施",
)
"""Reasons that are offered; any other will do."""

Reasons = Mapping[str, str]
"""Why, by what changes are about."""


def reasons_of(value: object, plan: str, origin: str) -> dict[str, str]:
    """Those kept for that year and earlier version, out of the setting's value; what is odd in it
    is as if it were not there."""
    for key in (plan, origin):
        value = value.get(key) if isinstance(value, dict) else None
    if not isinstance(value, dict):
        return {}
    told = {about: line_of(text) for about, text in value.items() if isinstance(text, str)}
    return {about: text for about, text in told.items() if text}


def with_reasons(value: object, plan: str, origin: str, reasons: Reasons) -> dict[str, Any]:
    """The setting's value with these in place of those of that year and earlier version."""
    every = dict(value) if isinstance(value, dict) else {}
    held = every.get(plan)
    of_plan = dict(held) if isinstance(held, dict) else {}
    told = {about: text for about, text in reasons.items() if text}
    if told:
        of_plan[origin] = told
    else:
        of_plan.pop(origin, None)
    every[plan] = of_plan
    return every


def line_of(text: str) -> str:
    """What was typed as one reason: on one line, of a length that fits its cell."""
    return " ".join(cleaned(text).split())[:LONGEST]


def without_reason(changes: Iterable[Change], reasons: Reasons) -> tuple[str, ...]:
    """What the changes are about that no reason is given for, each once, in their order."""
    return tuple(
        about for about in dict.fromkeys(each.about for each in changes) if not reasons.get(about)
    )
