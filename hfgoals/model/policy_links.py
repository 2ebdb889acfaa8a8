"""Which tasks of a year's policies are carried by which sub-goals, projects and money; and which a
text may be about, by the terms that both have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from hfgoals.lean import dataclass
from hfgoals.model.money import Money, total
from hfgoals.model.policy import Policy, Task, named_in, tasks_of
from hfgoals.model.values import AnnualPlan, Indicator, Project, SubGoal

_RUN: Final = re.compile("[\u4e00-\u9fffA-Za-z0-9+]{2,}")
_OF_ANYTHING: Final = re.compile(
    "高质量|全覆盖|进一步|充分发挥|引导|推进|推动|深入|深化|持续|加强|加快|加大|强化|提升|提高|完善|健全|建立|"
    "建设|打造|构建|实施|实现|开展|组织|积极|有效|全面|发展|项目|信息|目标|社会|资金|工作|服务|保障|管理|"
    "能力|水平|质量|力量|贡献|专项|经费|费用|预算|支出|安排|系统|活动|需求|问题|方式|作用|效果|标准|"
    "单位|中心|机构|人员|群众|全县|全市|全区|全年|年度"
)
"""Words of any text about any work: nothing is told by them."""
_SHORTEST, _LONGEST = 2, 8
_COMMON: Final = 0.2
"""Terms of more than this share of a policy's tasks tell none of them from another."""
_LEAST_WEIGHT: Final = 3
"""Letters that two texts must share: one long term, or two short ones."""
_MOST_SUGGESTED, _MOST_TERMS = 5, 3
_EMPTY: Final = re.compile("^[的和与及等在对为以将了]|[的和与及等在对为以将了]$")


@dataclass(frozen=True, slots=True)
class Carried:
    """One task, and who carries it out."""

    policy: Policy
    task: Task
    subgoals: tuple[SubGoal, ...] = ()
    projects: tuple[Project, ...] = ()

    @property
    def money(self) -> Money | None:
        """What the budgets of its projects come to; None where none has one."""
        return total([project.budget for project in self.projects])


def carried_tasks(plan: AnnualPlan) -> tuple[Carried, ...]:
    """Every task of the year's policies, in their order."""
    rows: dict[tuple[str, str], list[SubGoal | Project]] = {}
    tied: tuple[SubGoal | Project, ...] = (*plan.overall.subgoals, *plan.projects)
    for row in tied:
        for policy, task in named_in(row.policy_basis, plan.policies):
            if task is not None:
                rows.setdefault((policy.id, task.number), []).append(row)
    return tuple(
        Carried(
            policy,
            task,
            tuple(each for each in found if isinstance(each, SubGoal)),
            tuple(each for each in found if isinstance(each, Project)),
        )
        for policy in plan.policies
        for task in tasks_of(policy)
        for found in (rows.get((policy.id, task.number), ()),)
    )


def indicators_of(project: Project, carried: Carried) -> tuple[Indicator, ...]:
    """The indicators whose basis names the task; all of the project where none does."""
    named = tuple(row for row in project.indicators if carried.task.cite in row.basis)
    return named or project.indicators


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A task that a text may be about, and why."""

    policy: Policy
    task: Task
    terms: tuple[str, ...]
    """What both say, the longest first."""

    @property
    def why(self) -> str:
        """The reason in Chinese."""
        return "都提到" + "".join(f"“{term}”" for term in self.terms)


def suggested(policies: Iterable[Policy], texts: Iterable[str]) -> tuple[Suggestion, ...]:
    """The tasks that share most with the texts, the likeliest first."""
    pieces = frozenset(piece for text in texts for piece in _pieces(text))
    found: list[tuple[int, int, Suggestion]] = []
    for policy in policies:
        for order, (task, said) in enumerate(_said(policy)):
            terms = _longest(said & pieces)
            weight = sum(len(term) - 1 for term in terms)
            if weight >= _LEAST_WEIGHT:
                shown = tuple(terms[:_MOST_TERMS])
                found.append((-weight, order, Suggestion(policy, task, shown)))
    return tuple(each for *_, each in sorted(found, key=lambda each: each[:2])[:_MOST_SUGGESTED])


def texts_of(row: SubGoal | Project) -> tuple[str, ...]:
    """What a sub-goal or project says of itself, without what it names as its basis."""
    if isinstance(row, SubGoal):
        return (row.title, row.goal, row.indicators)
    goals = (goal.text for goal in row.goals)
    return (row.name, row.purpose, *goals, *(each.name for each in row.indicators))


@lru_cache(maxsize=16)
def _said(policy: Policy) -> tuple[tuple[Task, frozenset[str]], ...]:
    """The tasks with the pieces of their texts that tell them from most others."""
    tasks = tasks_of(policy)
    pieces = [frozenset(_pieces(f"{task.title}\n{task.text}")) for task in tasks]
    often = Counter(piece for each in pieces for piece in each)
    most = max(2, round(_COMMON * len(tasks)))
    return tuple(
        (task, frozenset(piece for piece in each if often[piece] <= most))
        for task, each in zip(tasks, pieces, strict=True)
    )


def _pieces(text: str) -> Iterator[str]:
    for run in _RUN.findall(_OF_ANYTHING.sub(" ", text)):
        for start in range(len(run) - 1):
            for end in range(start + _SHORTEST, min(start + _LONGEST, len(run)) + 1):
                yield run[start:end]


def _longest(shared: Iterable[str]) -> Sequence[str]:
    """Those that stand in no longer one and begin and end with a word of their own."""
    kept: list[str] = []
    for piece in sorted(shared, key=lambda each: (-len(each), each)):
        if not _EMPTY.search(piece) and not any(piece in longer for longer in kept):
            kept.append(piece)
    return kept
