"""W05-W07: what a target is based on."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from functools import cache
from typing import Any

from hfgoals.checks.case import ProjectCase
from hfgoals.checks.following import WHOLE, ByGroup, Members
from hfgoals.checks.rows import Row, rows_of
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text.measure import COST, QUANTITY, is_satisfaction
from hfgoals.checks.text.wording import folded, quoted
from hfgoals.checks.text.words import any_of, either, topics, word_list
from hfgoals.model.values import Project
from hfgoals.presets import basis_of

_PARTS = re.compile(r"[、，；,;\n]+|(?:和|与|及)")


def _vague(basis: str) -> bool:
    """Whether every part of the basis is too general to show where the number comes from."""
    parts = [part.strip() for part in _PARTS.split(basis) if part.strip()]
    return bool(parts) and all(_vague_part(part) for part in parts)


def _vague_part(part: str) -> bool:
    known = basis_of(part)
    plain = folded(part)
    vague = plain in word_list("bases", "空泛") or _made_of_nothing().fullmatch(plain) is not None
    return vague or (known is not None and known.vague)


@cache
def _made_of_nothing() -> re.Pattern[str]:
    """按照往年惯例, 上级要求: words that name no paper, whatever is put together of them."""
    before, whose, what = (
        either(word_list("bases", f"空泛的{key}")) for key in ("前缀", "限定", "说法")
    )
    return re.compile(f"(?:{before})?(?:{whose})+(?:{what})+|(?:{before})(?:{whose})+")


@rule("W05", reads=("indicator.level2", "indicator.name", "indicator.basis"))
def particular_basis(case: ProjectCase) -> Iterator[Hit]:
    """A basis names a document, a contract, a standard or figures."""
    for row in rows_of(case.project):
        basis = row.indicator.basis
        # What a thing may cost is what the budget gives.
        if _vague(basis) and not (row.code == COST and "预算" in basis):
            yield row.hit("basis", basis=row.indicator.basis.strip(), year=case.year)


@rule("W06", reads=("project.name", "project.purpose", "goal.text", "indicator"))
def fitting_basis(case: ProjectCase) -> Iterator[Hit]:
    """Costs rest on figures or contracts, quantities on plans, surveys on how they are made."""
    for row in rows_of(case.project):
        basis = "".join(row.indicator.basis.split())
        if not basis:
            continue
        copied = next((each for each in _copied(row) if folded(each) == folded(basis)), "")
        if copied or not re.search(r"[^\W\d_]", basis):
            why = "照抄了描述、名称或数，不是定这个数的文件"
            better = "请写出定这个数的文件、合同、标准或数据。"
            yield row.hit("basis", basis=basis, why=why, better=better)
            continue
        if row.code == COST:
            yield from _of_cost(row, basis)
        elif row.code == QUANTITY:
            parts = [part for part in _PARTS.split(basis) if part]
            if all(part in word_list("bases", "说明不了数量") for part in parts):
                better = "请写出定数量的工作计划、合同或方案。"
                yield row.hit(
                    "basis", basis=basis, why="说的是有多少钱，不是做多少事", better=better
                )
        elif is_satisfaction(row.indicator.name, row.code):
            yield from _of_survey(row, basis)
    yield from _of_other_work(case.project)


_APART = frozenset(("工程", "报刊", "债务", "培训"))
"""What no other work has papers on; a column may well go by the rules on news or safety."""


def _of_other_work(project: Project) -> Iterator[Hit]:
    """A basis that speaks of works, papers or debts where nothing in the project does."""
    texts = [project.name, project.purpose, *(goal.text for goal in project.goals)]
    texts += [f"{row.name} {row.description}" for row in project.indicators]
    own = topics(" ".join(texts))
    for row in rows_of(project):
        found = topics(row.indicator.basis) & _APART
        if found and own and not found & own:
            basis = quoted(row.indicator.basis)
            why = f"说的是{'、'.join(sorted(found))}，项目的名称、用途、目标和指标里都没有"
            better = "请核对是不是从别的项目抄来的。"
            yield row.hit("basis", level="hint", basis=basis, why=why, better=better)


def _copied(row: Row) -> tuple[str, ...]:
    indicator = row.indicator
    return tuple(filter(None, (indicator.name, indicator.description, indicator.target.text)))


def _of_survey(row: Row, basis: str) -> Iterator[Hit]:
    arranged = any_of("bases", "调查安排").search(basis)
    if "问卷" in basis and not arranged and not _vague(basis):
        better = "请写明调查方案，包括调查谁、调查多少人、什么时候调查。"
        why = "只说了用问卷，没有说怎样调查"
        yield row.hit("basis", level="hint", basis=basis, why=why, better=better)


def _of_cost(row: Row, basis: str) -> Iterator[Hit]:
    unfit = any_of("bases", "说明不了成本").search(basis)
    if unfit and not any_of("bases", "成本依据").search(basis) and not _vague(basis):
        better = "请写出预算测算、合同、询价记录或支出标准。"
        yield row.hit("basis", basis=basis, why="说明不了要花多少钱", better=better)


def _words(project: Project) -> tuple[tuple[str, Row], ...]:
    return tuple(
        (word, row)
        for row in rows_of(project)
        for word in word_list("bases", "混用")
        if word in row.indicator.basis
    )


@rule("W07", reads=("indicator.basis",), scope="plan")
class OneWord(ByGroup):
    """One unit says 历史标准 in one way; the first place of each word is shown."""

    def parts(self, project: ProjectCase) -> Iterator[tuple[Hashable, Any]]:
        for word, row in _words(project.project):
            yield WHOLE, (word, row)

    def hits(self, members: Members) -> Iterator[Hit]:
        first: dict[str, Row] = {}
        for _, (word, row) in members:
            first.setdefault(word, row)
        if len(first) > 1:
            for word, row in first.items():
                others = "".join(f"“{each}”" for each in first if each != word)
                yield row.hit("basis", word=word, others=others)
