"""X02: every sub-goal is taken up by a project, and every project serves the overall part."""

from __future__ import annotations

from collections.abc import Iterator

from hfgoals.checks.case import PlanCase, ProjectCase, at
from hfgoals.checks.following import WHOLE
from hfgoals.checks.rule import Hit, HitGroup, YearRule, rule
from hfgoals.checks.rules.cross import READS
from hfgoals.checks.rules.facts import Facts, texts_of
from hfgoals.checks.text.counts import Count, counts
from hfgoals.checks.text.nouns import neighbours, pieces, runs, topics
from hfgoals.checks.text.wording import quoted
from hfgoals.model.address import Address
from hfgoals.model.options import has_tasks
from hfgoals.model.values import Overall, Project, SubGoal, Unit

_MOST_LISTED = 20
_RUN = 4


@rule("X02", scope="plan", reads=("unit.name", *READS))
class TakenUp(YearRule):
    """Every sub-goal is taken up by a project, and every project serves the overall part.

    A warning only where nothing at all matches; amounts of work in no table, and projects that the
    overall part does not touch, are hints. One finding for a sub-goal or a project.
    """

    def __init__(self, case: PlanCase) -> None:
        super().__init__(case)
        self._facts = case.index(Facts)
        self._serving = _Serving(case.unit, self._facts)
        self._version = -1
        self._overall: Overall | None = None
        self._active = False
        self._items: dict[str, _Item] = {}

    def change(self, old: ProjectCase | None, new: ProjectCase | None) -> None:
        self._facts.change(old, new)
        if old is not None:
            self._serving.drop(old.project.id)
        if new is not None:
            self._serving.take(new.project.id)
        for item in self._items.values():
            item.change(old, new)

    def told(self, case: PlanCase) -> Iterator[HitGroup]:
        overall = case.plan.overall
        active = bool(case.plan.projects) and any(_text(row) for row in overall.subgoals)
        switched, self._active = active != self._active, active
        if not active and not switched:
            return
        if not active:
            yield WHOLE, ()
            for each in self._serving.start_again():
                yield each, ()
            return
        if overall is not self._overall or switched:
            self._serving.aim_at(overall)
        if overall is not self._overall or switched or self._facts.version != self._version:
            yield WHOLE, tuple(self._of_items(case))
        for each, serves in self._serving.decided(case):
            yield each, () if serves else (_stray(case.project(each)),)
        self._overall, self._version = overall, self._facts.version

    def _of_items(self, case: PlanCase) -> Iterator[Hit]:
        before, self._items = self._items, {}
        # Tasks with money of their own are paid for from 基本支出 as well: no project needs them.
        rows = () if has_tasks(case.plan.forms) else case.plan.overall.subgoals
        for number, row in enumerate(rows, 1):
            item = before.get(row.id)
            if item is None or item.row is not row:
                item = _Item(row, case.unit)
            self._items[row.id] = item
            yield from item.hits(case, number, self._facts)


def _stray(project: Project) -> Hit:
    what = f"总体绩效目标和各分项绩效目标里，都没有与项目“{quoted(project.name)}”相关的内容。"
    advice = "请在总体或分项绩效目标里写上它服务的工作；日常保障类项目可以保留并说明理由。"
    return Hit(at(project, "name"), {"what": what, "advice": advice}, level="hint")


class _Serving:
    """Which projects serve the overall part.

    A project does by one topic that both have, and goes on to do so while that topic is there; so
    a word more or less in the overall part leads to few projects. It serves it, too, by a longer
    run of characters, whatever that says.
    """

    def __init__(self, unit: Unit, facts: Facts) -> None:
        self._facts = facts
        self._own, self._own_runs = neighbours(unit.name), runs(unit.name)
        self._aims: frozenset[str] = frozenset()
        self._runs: frozenset[str] = frozenset()
        self._by_topic: dict[str, set[str]] = {}
        """The projects that serve it by that topic."""
        self._topic_of: dict[str, str] = {}
        self._by_run: dict[str, bool] = {}
        """Those that share no topic: whether they share a longer run of characters."""
        self._again: dict[str, None] = {}

    def take(self, project_id: str) -> None:
        """A project has come, or is another value."""
        self._again[project_id] = None

    def drop(self, project_id: str) -> None:
        """A project is gone, or is another value."""
        self._again.pop(project_id, None)
        self._by_run.pop(project_id, None)
        topic = self._topic_of.pop(project_id, None)
        if topic is not None:
            self._by_topic[topic].discard(project_id)

    def start_again(self) -> list[str]:
        """Decide about all at the next time; back come those that serve nothing."""
        stray = [each for each, by_run in self._by_run.items() if not by_run]
        self._again |= dict.fromkeys((*self._by_run, *self._topic_of))
        self._by_topic, self._topic_of, self._by_run = {}, {}, {}
        return stray

    def aim_at(self, overall: Overall) -> None:
        """The overall part says that from now on."""
        said = "\n".join((overall.goal, *map(_text, overall.subgoals)))
        before, self._aims = self._aims, topics(said) - self._own
        for topic in (before - self._aims) & self._by_topic.keys():
            lost = self._by_topic.pop(topic)
            for each in lost:
                del self._topic_of[each]
            self._again |= dict.fromkeys(lost)
        had, self._runs = self._runs, runs(said) - self._own_runs
        new = self._aims - before
        come, gone = self._runs - had, bool(had - self._runs)
        for each, by_run in self._by_run.items():
            if (gone if by_run else come) or not new.isdisjoint(self._facts.topics[each]):
                self._again[each] = None

    def decided(self, case: PlanCase) -> Iterator[tuple[str, bool]]:
        """Those of which it has to be told anew whether they serve the overall part."""
        again, self._again = self._again, {}
        for each in again:
            self.drop(each)
            found = self._facts.topics[each]
            topic = next((one for one in found if one in self._aims), None)
            if topic is not None:
                self._topic_of[each] = topic
                self._by_topic.setdefault(topic, set()).add(each)
            elif found:
                self._by_run[each] = _shares(case.project(each), self._runs)
            yield each, self._by_run.get(each, True)


class _Item:
    """One sub-goal and what the projects say of it."""

    def __init__(self, row: SubGoal, unit: Unit) -> None:
        self.row = row
        self._own, self._own_runs = neighbours(unit.name), runs(unit.name)
        self._about = topics(_text(row)) - self._own
        self._amounts = [
            count
            for text in (row.goal, row.indicators)
            for count in counts(text, row.title)
            if count.of_work
        ]
        self._runs: frozenset[str] | None = None
        self._holders: set[str] = set()
        """The projects that share a longer run with it, as soon as that was asked for."""

    def change(self, old: ProjectCase | None, new: ProjectCase | None) -> None:
        """One project is another value now, has come, or has gone."""
        if self._runs is None:
            return
        if old is not None:
            self._holders.discard(old.project.id)
        if new is not None and _shares(new.project, self._runs):
            self._holders.add(new.project.id)

    def hits(self, case: PlanCase, number: int, facts: Facts) -> Iterator[Hit]:
        """What is to be said of it."""
        row = self.row
        item = f"分项“{quoted(row.title)}”" if row.title.strip() else f"第{number}个分项绩效目标"
        if len(self._about) >= 3 and self._in_no_project(case, facts):
            words = "、".join(f"“{each}”" for each in _words(row, self._own))
            what = f"{item}说到的{words}等，在各项目的名称、用途、目标和指标里都没有出现。"
            advice = (
                "请核对有没有项目承接这项工作：有的，把话写到项目表里；"
                "由基本支出保障的，可以保留并说明理由。"
            )
            yield Hit(_home(row), {"what": what, "advice": advice})
        elif left := self._left_out(facts):
            shown = "、".join(f"“{_tail(each.text)}”" for each in left[:_MOST_LISTED])
            more = "等" if len(left) > _MOST_LISTED else ""
            what = f"{item}有{len(left)}处数量没有写进任何项目表：{shown}{more}。"
            advice = "有项目承担的，请写成该项目的数量指标；由基本支出保障的，不必处理。"
            yield Hit(_home(row), {"what": what, "advice": advice}, level="hint")

    def _in_no_project(self, case: PlanCase, facts: Facts) -> bool:
        if not facts.spoken.keys().isdisjoint(self._about):
            return False
        if self._runs is None:
            self._runs = runs(_text(self.row)) - self._own_runs
            self._holders = {
                project.id for project in case.plan.projects if _shares(project, self._runs)
            }
        return not self._holders

    def _left_out(self, facts: Facts) -> list[Count]:
        """The amounts of work that no project states, nor counts otherwise (which X01 finds)."""
        return [
            count
            for count in self._amounts
            if (count.number, count.unit) not in facts.numbers
            and not any(
                each.count.of_one_thing(count)
                for key in count.keys
                for _, each in facts.rows.get(key, ())
            )
        ]


def _shares(project: Project, wanted: frozenset[str]) -> bool:
    """Whether one of those runs of characters stands in the project's texts."""
    text = "\n".join(texts_of(project))
    return any(text[at : at + _RUN] in wanted for at in range(len(text) - _RUN + 1))


def _tail(text: str) -> str:
    """The end of a long text, where its number stands."""
    line = " ".join(text.split()).replace("“", "").replace("”", "")
    return line if len(line) <= 22 else f"…{line[-21:]}"


def _text(row: SubGoal) -> str:
    return "\n".join(each for each in (row.title, row.goal, row.indicators) if each)


def _home(row: SubGoal) -> Address:
    return at(row, "title" if row.title.strip() else "goal")


def _words(row: SubGoal, own: frozenset[str]) -> list[str]:
    """Up to four of the words it is about, those of the title first."""
    found = dict.fromkeys((*pieces(row.title), *pieces(f"{row.goal}\n{row.indicators}")))
    return [each for each in found if not topics(each) <= own][:4]
