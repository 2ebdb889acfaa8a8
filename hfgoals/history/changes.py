"""What changed from one Book to another, field by field, as a reader of the form would tell it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from hfgoals.lean import dataclass
from hfgoals.merging.pairing import Key, Paired, content_of
from hfgoals.model.dating import stage_name
from hfgoals.model.fields import FIELDS, PART_OF, Part, field_of
from hfgoals.model.rows import (
    CHILDREN,
    OF_STAGES,
    RowChange,
    changed_rows,
    children_of,
    with_children,
)
from hfgoals.model.values import AnnualPlan, Book, Indicator, Project

ORDER: Final = "order"
"""Stands for a path where the rows of a list changed places."""
ROW: Final = ""
"""Stands for a path where a row that says nothing came or went."""
OVERALL_HOME: Final = "部门整体绩效目标"
REPORT_HOME: Final = "政府信息公开工作年度报告"
POLICY_HOME: Final = "政策依据"
UNIT_HOME: Final = "单位信息"
ROW_NAMES: Final[dict[Part, str]] = {
    "subgoal": "分项绩效目标",
    "safeguard": "工作保障措施",
    "goal": "绩效目标",
    "indicator": "绩效指标",
    "policy": "政策文件",
}
_OWN_HOMES: Final[dict[Part, str]] = {"report": REPORT_HOME, "policy": POLICY_HOME}


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one row, before and after."""

    part: Part
    row: str
    path: str
    """In FIELDS of the part; ROW or ORDER otherwise."""
    before: str | None
    """The text on the form; None where the row was not there."""
    after: str | None
    """The text on the form; None where the row is no longer there."""
    year: int = 0
    """0 for what belongs to no year: the unit."""
    project: str = ""
    """The id of the project it belongs to; "" for the overall part and the unit."""
    home: str = ""
    """The project's name, or the overall part, or the unit's own data."""
    line: str = ""
    """The row within it: 绩效指标第2行; "" where there is but one."""

    @property
    def about(self) -> str:
        """What tells its project, or the overall part or the unit, from others of that name."""
        return self.project or self.home

    @property
    def label(self) -> str:
        """The field's name on the form."""
        if self.path == ORDER:
            return "先后次序"
        return "整行" if self.path == ROW else _field(self.part, self.path)

    @property
    def kind(self) -> str:
        """增加, 删除 or 修改."""
        if self.before is None:
            return "增加"
        return "删除" if self.after is None else "修改"


def _field(part: Part, path: str) -> str:
    try:
        return field_of(part, path).name
    except KeyError:  # told by a program that knows more fields than this one
        return path


def changes_between(old: Book, new: Book) -> tuple[Change, ...]:
    """Every field that differs, rows known by their ids; rows that came or went field by field."""
    found = [change for row in changed_rows(old, new) for change in _of_row(row)]
    return (*found, *_orders(old.years, new.years))


def changes_of_year(old: Book, new: Book, year: int) -> tuple[Change, ...]:
    """What differs in that budget year and the unit's data, whatever the rows' ids.

    Rows that only share their contents (a file read back from Excel, another one's copy) are
    matched by code, name and content. A year that one of them lacks came or went as a whole.
    """
    before = _only(old, year)
    after = _only(new, year)
    if before.years and after.years:
        after = replace(after, years=(with_ids_of(before.years[0], after.years[0]),))
    return changes_between(before, after)


def _only(book: Book, year: int) -> Book:
    plan = book.plan_of(year)
    return replace(book, years=() if plan is None else (plan,))


def with_ids_of(known: Any, row: Any) -> Any:
    """The row and all below it with the ids of the known one's rows where they are the same."""
    if known.id != row.id:
        row = replace(row, id=known.id)
    for path, _ in CHILDREN[PART_OF[type(row)]]:
        ours, theirs = children_of(known, path), children_of(row, path)
        if ours is theirs or not (ours and theirs):
            continue
        matched = _matched(ours, theirs)
        if matched != theirs:
            row = with_children(row, path, matched)
    return row


def _matched(ours: Sequence[Any], theirs: Sequence[Any]) -> tuple[Any, ...]:
    """Theirs, those that are the same row as one of ours with its ids: by their id, else by what
    they say."""
    by_id = {row.id: row for row in ours}
    ids = {row.id for row in theirs}
    left = [row for row in ours if row.id not in ids]
    strangers = [row for row in theirs if row.id not in by_id]
    equal = _equal(left, strangers)
    taken = {row.id for row in equal.values()}
    left = [row for row in left if row.id not in taken]
    strangers = [row for row in strangers if row.id not in equal]
    pairs = Paired(left).pairs(strangers, by_id=False) if left and strangers else ()
    for stranger, at in zip(strangers, pairs, strict=False):
        if at is not None:
            by_id[stranger.id] = left[at]
    return tuple(
        equal[row.id]
        if row.id in equal
        else with_ids_of(by_id[row.id], row)
        if row.id in by_id
        else row
        for row in theirs
    )


def _equal(ours: Sequence[Any], theirs: Sequence[Any]) -> dict[str, Any]:
    """By their rows' ids, those of ours that say the same: first the one at the same place."""
    told = [content_of(row) for row in theirs] if ours else []
    known = [content_of(row) for row in ours] if told else []
    equal: dict[str, Any] = {}
    free: dict[Key, deque[Any]] = {}
    for at, (row, content) in enumerate(zip(ours, known, strict=False)):
        if at < len(told) and told[at] == content:
            equal[theirs[at].id] = row
        else:
            free.setdefault(content, deque()).append(row)
    for row, content in zip(theirs, told, strict=False):
        if row.id not in equal and free.get(content):
            equal[row.id] = free[content].popleft()
    return equal


def _of_row(row: RowChange) -> Iterator[Change]:
    place = _place(row.part, row.after if row.before is None else row.before, row)
    if row.before is None or row.after is None:
        came = row.before is None
        told = row.after if came else row.before
        texts = [(each.path, each.text(told)) for each in FIELDS[row.part]]
        for path, text in [(path, text) for path, text in texts if text] or [(ROW, "")]:
            yield replace(
                place, path=path, before=None if came else text, after=text if came else None
            )
        return
    for each in FIELDS[row.part]:
        before, after = each.read(row.before), each.read(row.after)
        if before is not after and before != after:
            texts_of = each.kind.format(before), each.kind.format(after)
            yield replace(place, path=each.path, before=texts_of[0], after=texts_of[1])


def _place(part: Part, shown: Any, row: RowChange) -> Change:
    plan, project = _holders((*row.above, shown))
    name = ROW_NAMES.get(part)
    line = f"{name}第{row.position + 1}行" if name else ""
    if part in OF_STAGES:
        rows = project.indicators if project is not None else ()
        rows = plan.overall.indicators if plan is not None and project is None else rows
        line = _of_stage(shown.date, rows, row)
    return Change(
        part,
        row.id,
        ROW,
        "",
        "",
        plan.year if plan is not None else 0,
        project.id if project is not None else "",
        _OWN_HOMES.get(part) or _home(plan, project),
        line,
    )


def _of_stage(date: str, rows: Sequence[Indicator], row: RowChange) -> str:
    """The stage, behind the indicator that it is of: 绩效指标第2行（7月监控）."""
    if row.part == "stage":
        return stage_name(date)
    of = row.above[-1].id
    number = next((at for at, each in enumerate(rows, 1) if each.id == of), 0)
    return f"{ROW_NAMES['indicator']}第{number}行（{stage_name(date)}）"


def _holders(above: Sequence[Any]) -> tuple[AnnualPlan | None, Project | None]:
    plan = next((each for each in above if isinstance(each, AnnualPlan)), None)
    return plan, next((each for each in above if isinstance(each, Project)), None)


def _home(plan: AnnualPlan | None, project: Project | None) -> str:
    if project is not None:
        return project.name or project.code or "（未填项目名称）"
    return OVERALL_HOME if plan is not None else UNIT_HOME


def _orders(
    old: Sequence[Any], new: Sequence[Any], above: tuple[Any, ...] = ()
) -> Iterator[Change]:
    """Lists whose rows changed places among themselves, once each."""
    if old is new or not old or not new:
        return
    before = {row.id: row for row in old}
    now = [row for row in new if row.id in before]
    ids = [row.id for row in now]
    stayed = set(ids)
    was = [row for row in old if row.id in stayed]
    if above and [row.id for row in was] != ids:
        plan, project = _holders(above)
        yield Change(
            PART_OF[type(above[-1])],
            above[-1].id,
            ORDER,
            "；".join(map(_called, was)),
            "；".join(map(_called, now)),
            plan.year if plan is not None else 0,
            project.id if project is not None else "",
            _home(plan, project),
            ROW_NAMES.get(PART_OF[type(now[0])], "项目"),
        )
    for row in now:
        known = before[row.id]
        if known is not row:
            for path, _ in CHILDREN[PART_OF[type(row)]]:
                yield from _orders(children_of(known, path), children_of(row, path), (*above, row))


def _called(row: Any) -> str:
    """A row in a list of rows that changed places."""
    texts = (getattr(row, attribute, "") for attribute in ("name", "title", "text", "goal", "code"))
    text = next((each for each in texts if each), "（空白）")
    return text if len(text) <= 20 else f"{text[:20]}…"
