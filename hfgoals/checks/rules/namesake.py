"""H03: a purpose that speaks of another project than its own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from hfgoals.checks.case import PlanCase, ProjectCase, at
from hfgoals.checks.rule import Hit, HitGroup, YearRule, rule
from hfgoals.checks.text.marks import stray
from hfgoals.checks.text.wording import folded
from hfgoals.model.values import Project

_HEAD = 6
"""Names of fewer letters may stand in any purpose."""
_LONG_NAME = 10
_PHRASE = re.compile(r"^.{0,20}?用于(?:\d{4}年度?)?|^支付")
_MANY = 8
"""Of so many new names each purpose is read once, not each name looked for in all purposes."""


@rule("H03", reads=("project.name", "project.purpose"), scope="plan")
class PurposeOfAnother(YearRule):
    """A purpose names its own project, letter by letter, and not another one."""

    def __init__(self, case: PlanCase) -> None:
        super().__init__(case)
        self._own: dict[str, str] = {}
        """The names of the projects, folded, by their ids."""
        self._purposes: dict[str, str] = {}
        """The purposes that do not name their own project."""
        self._holders: defaultdict[str, set[str]] = defaultdict(set)
        """The projects of one name."""
        self._heads: Counter[str] = Counter()
        """How many names begin with the same letters."""
        self._lengths: Counter[int] = Counter()
        """How many names are of one length."""
        self._changed: dict[str, None] = {}
        self._renamed: set[str] = set()

    def change(self, old: ProjectCase | None, new: ProjectCase | None) -> None:
        if old is not None:
            self._drop(old.project.id)
        if new is not None:
            self._take(new.project)
        # The name as it is written is quoted.
        if old is None or new is None or old.project.name != new.project.name:
            self._renamed |= {folded(each.project.name) for each in (old, new) if each is not None}

    def told(self, case: PlanCase) -> Iterator[HitGroup]:
        changed, self._changed = self._changed, {}
        renamed, self._renamed = self._renamed, set()
        if len(renamed) > _MANY:
            changed |= dict.fromkeys(self._purposes)
        else:
            for name in renamed:
                if len(name) >= _HEAD:
                    changed |= {key: None for key, text in self._purposes.items() if name in text}
        for each in changed:
            known = each in case.positions
            yield each, tuple(self._hits(case, case.project(each))) if known else ()

    def _drop(self, project_id: str) -> None:
        own = self._own.pop(project_id)
        self._count(own, -1)
        self._purposes.pop(project_id, None)
        self._changed[project_id] = None
        self._holders[own].discard(project_id)
        if not self._holders[own]:
            del self._holders[own]

    def _take(self, project: Project) -> None:
        own, purpose = folded(project.name), folded(project.purpose)
        self._own[project.id] = own
        self._holders[own].add(project.id)
        self._count(own, 1)
        self._changed[project.id] = None
        if own not in purpose:
            self._purposes[project.id] = purpose

    def _hits(self, case: PlanCase, project: Project) -> Iterator[Hit]:
        yield from _misspelt(project)
        own, purpose = self._own[project.id], self._purposes.get(project.id, "")
        for other in sorted(self._named_in(purpose)):
            if _speaks_of(other, own, purpose):
                # Of several of one name the last one is told.
                last = max(self._holders[other], key=case.positions.__getitem__)
                values = {"name": project.name, "other": case.project(last).name}
                yield Hit(at(project, "purpose"), values)

    def _count(self, own: str, times: int) -> None:
        head, length = own[:_HEAD], len(own)
        self._heads[head] += times
        self._lengths[length] += times
        if not self._heads[head]:
            del self._heads[head]
        if not self._lengths[length]:
            del self._lengths[length]

    def _named_in(self, purpose: str) -> set[str]:
        return {
            name
            for start in range(len(purpose) - _HEAD + 1)
            if purpose[start : start + _HEAD] in self._heads
            for length in self._lengths
            if (name := purpose[start : start + length]) in self._holders and length >= _HEAD
        }


def _speaks_of(other: str, own: str, purpose: str) -> bool:
    """Whether the purpose, in which the other name stands, means that other project."""
    if other in own or own in other:
        return False
    # 用于大屏公益广告制作 may well belong to 户外大屏运维; a long name is no coincidence.
    return len(other) >= _LONG_NAME or _PHRASE.sub("", purpose).startswith(other)


def _misspelt(project: Project) -> tuple[Hit, ...]:
    name, purpose = project.name.strip(), project.purpose.strip()
    same = name and name != purpose and folded(name) == folded(purpose)
    if not same or not stray(name) + stray(purpose):
        return ()
    return (Hit(at(project, "name"), {"name": name, "other": purpose}),)
