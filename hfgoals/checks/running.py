"""Running rules over a case, and which of them an edit makes run again."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from hfgoals.checks.finding import OTHER, Finding
from hfgoals.checks.remembered import Place
from hfgoals.checks.rule import Hit, Rule
from hfgoals.model.address import Address
from hfgoals.model.blanks import results_of
from hfgoals.model.edits import Edit, SetText
from hfgoals.model.fields import FIELDS, Part
from hfgoals.model.kinds import FieldError
from hfgoals.model.values import Project

_NOWHERE: Final[Mapping[str, Place]] = {}
_log = logging.getLogger(__name__)


def findings_of(
    active: Iterable[Rule],
    case: Any,
    owner: str,
    home: Address,
    owners: Mapping[str, Place] = _NOWHERE,
) -> Iterator[Finding]:
    """What the rules find in the case; a rule that fails is told at ``home``, as our fault.

    A finding in one of the rows of ``owners`` is its owner's, any other is of ``owner``.
    """
    for each in active:
        try:
            found = tuple(finding_of(each, hit, owner, owners) for hit in each.look(case))
        except Exception:  # noqa: BLE001 - logged and shown
            # One broken rule must not hide what the others find; it is shown as ours.
            _log.exception("rule %s failed", each.code)
            found = (fault(each, owner, home),)
        yield from found


def finding_of(rule: Rule, hit: Hit, owner: str, owners: Mapping[str, Place]) -> Finding:
    """The hit in words; its owner that of its row, ``owner`` for a row that nobody owns."""
    place, told = owners.get(hit.address.row), rule.told
    return Finding(
        rule.code,
        hit.level or told.level,
        told.reason,
        hit.address,
        owner if place is None else place.owner,
        _filled(told.says, hit.values),
        _filled(told.advice, hit.values),
        hit.repair if all(map(_fits, hit.repair)) else (),
    )


def _fits(edit: Edit) -> bool:
    """Whether the field takes that text; a sum may be below 0 or beyond all bounds."""
    if isinstance(edit, SetText):
        try:
            edit.address.field.kind.parse(edit.text)
        except FieldError:
            return False
    return True


def _filled(template: str, values: Mapping[str, object]) -> str:
    # Most advice names nothing: one text for thousands of findings.
    return template.format_map(values) if "{" in template else template


def fault(rule: Rule, owner: str, home: Address) -> Finding:
    """What is told of a rule that failed."""
    return Finding(
        rule.code,
        "hint",
        OTHER,
        home,
        owner,
        f"程序做 {rule.code} 这一项检查时出了差错，没有查完。这是程序的问题，不是填报的问题。",
        "可以照常填报；方便时请把日志发给开发者。",
        fault=True,
    )


def changed_fields(old: Project, new: Project) -> set[str]:
    """The fields in which two states of a project differ; a row more or less changes all of it."""
    changed = {
        f"project.{field.path}" for field in FIELDS["project"] if field.read(old) != field.read(new)
    }
    changed |= _changed_rows("goal", old.goals, new.goals)
    changed |= _changed_rows("indicator", old.indicators, new.indicators)
    changed |= _changed_rows("stage", old.stages, new.stages)
    return changed | _changed_rows("result", results_of(old), results_of(new))


def _changed_rows(part: Part, old: tuple[Any, ...], new: tuple[Any, ...]) -> set[str]:
    if old is new:
        return set()
    fields = FIELDS[part]
    if [row.id for row in old] != [row.id for row in new]:
        return {f"{part}.{field.path}" for field in fields}
    return {
        f"{part}.{field.path}"
        for was, row in zip(old, new, strict=True)
        if was is not row
        for field in fields
        if field.read(was) != field.read(row)
    }


def reads(rule: Rule, changed: set[str]) -> bool:
    """Whether the rule reads one of these fields."""
    return any(
        field == read or field.startswith(f"{read}.") for field in changed for read in rule.reads
    )
