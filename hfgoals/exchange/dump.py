"""A Book as the JSON that `hfgoals dump` writes ("hfgoals-dump/1"), and back.

What stands where goes by the table of fields. Amounts are texts in 万元 as on the form, percents
whole texts without their sign, null where blank. Read back, a missing key means its default, and a
key of a later program is passed over. Beyond the format's own keys: "sample", a year's
"signatures". Row ids are not kept.
"""

from __future__ import annotations

from typing import Any

from hfgoals.model.fields import FIELDS, PART_OF, ROW_TYPES, Field, Part
from hfgoals.model.kinds import MONEY, TARGET, FieldError, StoredError
from hfgoals.model.money import LARGEST_WAN, Money
from hfgoals.model.policy import Policy, Task, tasks_of
from hfgoals.model.rows import AT_MOST_ONE, CHILDREN, OF_STAGES, SELDOM, children_of, with_children
from hfgoals.model.values import AnnualPlan, Book, Funds
from hfgoals.trouble import NotUnderstood

FORMAT = "hfgoals-dump/1"
_TOTAL = "overall.funds.total"
"""Told worked out where nothing else is stated, as a form shows it."""
_READ_OFF = ("sign", "value", "unit")
"""What a 指标值 means, told beside its text and worked out anew when that is read back."""


def dump(book: Book) -> dict[str, Any]:
    """Everything in the Book, ready for json.dumps."""
    return {
        "format": FORMAT,
        "sample": book.sample,
        "unit": _told(book.unit),
        "years": [_told(plan) for plan in book.years],
    }


def _told(row: Any) -> Any:
    part = PART_OF[type(row)]
    if _is_bare(part):
        return FIELDS[part][0].text(row)
    told: dict[str, Any] = {}
    for field in FIELDS[part]:
        if (field.optional or not field.printed) and not field.text(row):
            # A missing key means its default; what few forms show is told where it is filled in.
            continue
        value = field.read(row)
        home, key = _home(told, field.told_at)
        home[key] = field.kind.told(value)
        if field.kind is TARGET:
            home.update((name, getattr(value, name)) for name in _READ_OFF)
    if isinstance(row, Policy):
        told["tasks"] = [_task(task) for task in tasks_of(row)]
    if isinstance(row, AnnualPlan):
        home, key = _home(told, _TOTAL)
        home[key] = MONEY.told(_whole(row.overall.funds))
    for path, below in CHILDREN[part]:
        rows = [_told(child) for child in children_of(row, path)]
        if (below in OF_STAGES or path in SELDOM) and not rows:
            continue
        home, key = _home(told, AT_MOST_ONE.get(below, path))
        home[key] = rows if below not in AT_MOST_ONE else rows[0] if rows else None
    return told


def _whole(funds: Funds) -> Money | None:
    """资金总额 as a form shows it; a sum beyond all amounts is told by its parts."""
    whole = funds.whole
    return funds.total if whole is not None and whole.wan > LARGEST_WAN else whole


def _task(task: Task) -> dict[str, str]:
    """Like what a 指标值 means: told beside the text, worked out anew when that is read back."""
    return {name: getattr(task, name) for name in ("number", "group", "title", "text")}


def _is_bare(part: Part) -> bool:
    """Whether a row of that part is a text alone: a goal, a safeguard."""
    return [field.path for field in FIELDS[part]] == ["text"]


def _home(told: dict[str, Any], place: str) -> tuple[dict[str, Any], str]:
    """The object that a dotted place is in, and its key there."""
    *way, key = place.split(".")
    for name in way:
        told = told.setdefault(name, {})
    return told, key


def load(data: object) -> Book:
    """The Book that ``dump`` wrote so, with new row ids. Raises NotUnderstood."""
    try:
        return _book(data)
    except (FieldError, KeyError, TypeError, ValueError) as error:
        raise NotUnderstood(
            f"这不是本程序写出的数据（{FORMAT}），或者内容不完整：{error}",
            "没有读入任何内容。",
            "请选择由 hfgoals dump 写出的文件。",
        ) from error


def _book(data: object) -> Book:
    whole = _mapping(data)
    if whole["format"] != FORMAT:
        raise ValueError(f"format 是 {whole['format']!r}")
    unit = _row("unit", whole.get("unit", {}))
    years = [_row("plan", each) for each in _list(whole.get("years", []))]
    if not all(plan.year for plan in years):
        raise ValueError("缺少 year")
    if len({plan.year for plan in years}) != len(years):
        raise ValueError("同一年度出现两次")
    years.sort(key=lambda plan: plan.year)
    return Book(unit, tuple(years), whole.get("sample", False) is True)


def _row(part: Part, data: object) -> Any:
    row = ROW_TYPES[part]()
    if _is_bare(part):
        return _put(row, FIELDS[part][0], data)
    given = _mapping(data)
    for field in FIELDS[part]:
        home, key = _given_at(given, field.told_at)
        if key in home:
            row = _put(row, field, home[key])
    for path, below in CHILDREN[part]:
        home, key = _given_at(given, AT_MOST_ONE.get(below, path))
        held = home.get(key)
        if below in AT_MOST_ONE:
            held = [] if held is None else [held]
        rows = tuple(_row(below, each) for each in _list([] if key not in home else held))
        row = with_children(row, path, rows)
    return row.settled if isinstance(row, AnnualPlan) else row


def _given_at(given: dict[str, Any], place: str) -> tuple[dict[str, Any], str]:
    """The object that a dotted place is in, empty when there is none, and its key there."""
    *way, key = place.split(".")
    for name in way:
        given = _mapping(given.get(name, {}))
    return given, key


def _put(row: Any, field: Field, value: object) -> Any:
    try:
        text = field.kind.heard(value)
    except StoredError:
        raise TypeError(f"{field.told_at} 是 {value!r}") from None
    return field.put(row, text)


def _mapping(data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise TypeError(f"此处应为对象：{str(data)[:40]!r}")
    return data


def _list(data: object) -> list[Any]:
    if not isinstance(data, list):
        raise TypeError(f"此处应为列表：{str(data)[:40]!r}")
    return data
