"""Policy opinions that come with the program: public texts, each a file of resources/policies."""

from __future__ import annotations

from functools import cache

from hfgoals.model.policy import Policy
from hfgoals.model.policy_text import read_policy
from hfgoals.paths import resource
from hfgoals.trouble import PresetTrouble


@cache
def bundled_policies() -> tuple[Policy, ...]:
    """Every one, by the names of the files. Raises PresetTrouble."""
    found: list[Policy] = []
    for path in sorted(resource("policies").glob("*.txt")):
        try:
            policy = read_policy(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise _trouble(path.name, str(error)) from error
        if policy is None:
            raise _trouble(path.name, "读不出任务")
        found.append(policy)
    return tuple(found)


def _trouble(name: str, why: str) -> PresetTrouble:
    return PresetTrouble(
        f"随程序带的政策文件“{name}”不能使用（{why}）。",
        "其他功能照常使用。",
        "请重新安装程序。",
    )
