"""W04, W09, W10: one row, one indicator; lists agree with their number; no stock phrases."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from typing import Any

from hfgoals.checks.case import ProjectCase
from hfgoals.checks.finding import Level
from hfgoals.checks.following import ByGroup, Members
from hfgoals.checks.rows import Row, rows_of
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text.measure import QUANTITY, is_negative, is_percent, unit_of
from hfgoals.checks.text.quantities import quantities
from hfgoals.checks.text.wording import HAN, bare_name, folded
from hfgoals.model.target import AT_LEAST, MORE
from hfgoals.model.values import Indicator, Project

_COUNTED = re.compile(
    rf"[{HAN}A-Za-z]{{2,}}?\s*(?P<number>\d+(?:\.\d+)?)\s*(?![年月日号\d.])[{HAN}%％]{{1,3}}"
)
_COUNT_NAME = re.compile(r"[^和与及]数$|次数$|数量$|面积$|长度$|率$")
_MEASURE = re.compile(r"(?:数量|.数|人次|场次|面积|长度|时长|[^效功频]率|金额|费用|时间|时限)$")
_EACH = re.compile(r"每|各|单|平均|其中|不少于|不低于|不超过|至少|共")
_RANGE = re.compile(r"\d%?\s*[-－—–～~至到]\s*\d")
_MIXED = frozenset(("件套", "台套", "台件"))
"""Units of things that are counted in several."""
_SHOWN = 12
"""Places that are pointed at; the count tells of the others."""
_SEPARATOR = re.compile(r"[、，；,;\n]")
_ITEM = re.compile(
    r"(?:^|[\n。；;，:：])\s*[（(]?(\d{1,2})[）)、.．]?\s*(?=[^\d\s%％.．年月日号期条个])"
)


@rule("W09", reads=("indicator.name", "indicator.description", "indicator.target"))
def one_at_a_time(case: ProjectCase) -> Iterator[Hit]:
    """One row counts one thing."""
    for row in rows_of(case.project):
        parts = _names(row.indicator.name)
        if len(parts) > 1:
            yield row.hit("name", field="三级指标", count=len(parts))
        for path in ("description", "target"):
            indicator = row.indicator
            text = indicator.description if path == "description" else indicator.target.text
            count = _counted_things(text)
            # 保洁5人、保安5人 of 10人 only tells what it is made up of.
            level: Level | None = "hint" if _adds_up(text, indicator) else None
            if path == "target":
                count = max(count, _numbers_of(indicator))
            if count > 1:
                label = "绩效指标描述" if path == "description" else "指标值"
                yield row.hit(path, level=level, field=label, count=count)


def _names(name: str) -> list[str]:
    """The measures that a name joins: 场次、人次, and 聘用人员人数 with 采编稿件数量 by 及."""
    parts = [each for each in name.split("、") if _COUNT_NAME.search(each)]
    joined = re.split("[和与及]", name)
    if len(joined) > 1 and all(len(each) > 3 and _MEASURE.search(each) for each in joined):
        return joined
    return parts


def _counted_things(text: str) -> int:
    return sum(
        _COUNTED.fullmatch(part.strip(" 。")) is not None and not _EACH.match(part.strip())
        for part in _SEPARATOR.split(text)
    )


def _adds_up(text: str, indicator: Indicator) -> bool:
    """Whether the parts are those of the value: 防火墙2台、日志审计1套 of 3台套."""
    parts = [each for each in quantities(text) if each.unit]
    units = {each.unit for each in parts}
    whole = unit_of(indicator.target)
    same = len(units) == 1 or whole in _MIXED or any(each in whole for each in units)
    return same and indicator.target.number == sum(each.number for each in parts)


def _numbers_of(indicator: Indicator) -> int:
    """How many amounts a value states that is none that can be read: ≥4次，备件2批."""
    target = indicator.target
    if target.value is not None or _RANGE.search(target.text):
        return 0
    return sum(bool(each.unit) for each in quantities(target.text))


@rule("W10", reads=("indicator",))
def list_and_number(case: ProjectCase) -> Iterator[Hit]:
    """As many items are listed in the description as the value says."""
    for row in rows_of(case.project):
        target = row.indicator.target
        if row.code != QUANTITY or target.number is None or is_percent(unit_of(target)):
            continue
        listed = numbered_items(row.indicator.description)
        if listed < 2 or target.number == listed:
            continue
        open_upwards = target.signed and target.sign in (AT_LEAST, MORE)
        if not (open_upwards and listed > target.number):
            yield row.hit("target", listed=listed)


def numbered_items(text: str) -> int:
    """How many items a list numbered from 1 on has; 0 when the numbers are no such list."""
    numbers = [int(found[1]) for found in _ITEM.finditer(text)]
    return len(numbers) if numbers == list(range(1, len(numbers) + 1)) else 0


def _pairs(project: Project) -> tuple[tuple[str, str, Row], ...]:
    found = []
    for row in rows_of(project):
        target = row.indicator.target
        # 验收合格率＝100% and 停播次数＝0次 cannot be said in another way.
        exact = target.number is not None and (
            (target.number == 100 and is_percent(unit_of(target)))
            or (target.number == 0 and is_negative(row.indicator.name))
        )
        name = bare_name(row.indicator.name)
        if name and target.text.strip() and not exact:
            found.append((name, folded(target.text), row))
    return tuple(found)


@rule("W04", reads=("indicator.name", "indicator.target"), scope="plan")
class OfItsOwn(ByGroup):
    """The same name and value do not stand in three or more projects."""

    def parts(self, project: ProjectCase) -> Iterator[tuple[Hashable, Any]]:
        for name, value, row in _pairs(project.project):
            yield (name, value), row

    def hits(self, members: Members) -> Iterator[Hit]:
        count = len({owner for owner, _ in members})
        if count >= 3:
            for _, row in members[:_SHOWN]:
                yield row.hit("target", count=count)
