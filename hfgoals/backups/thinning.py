"""Which backups stay: all of the last two days, then fewer the older they are.

Days, weeks and months are counted by those that have a backup, never by the calendar: who opens a
workbook three weeks a year still finds last year's. Times after now, which a clock once wrong has
left, are a series of their own: they push none of the others out, and none pushes them.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any, Final

ALL_OF: Final = datetime.timedelta(days=2)
DAILY: Final = 12
WEEKLY: Final = 10
MONTHLY: Final = 12

_PERIODS: Final[tuple[tuple[int, Callable[[datetime.datetime], Any]], ...]] = (
    (DAILY, lambda time: time.date()),
    (WEEKLY, lambda time: time.isocalendar()[:2]),
    (MONTHLY, lambda time: (time.year, time.month)),
)


def staying(
    times: Iterable[datetime.datetime], now: datetime.datetime
) -> frozenset[datetime.datetime]:
    """Those of the times whose backups stay; all in one time zone.

    Of each of the latest days, weeks and months that have any, the newest stays.
    """
    past, future = set[datetime.datetime](), set[datetime.datetime]()
    for time in times:
        (past if time <= now else future).add(time)
    return _of_one_series(past, now) | (_of_one_series(future, max(future)) if future else set())


def _of_one_series(
    times: set[datetime.datetime], now: datetime.datetime
) -> frozenset[datetime.datetime]:
    newest_first = sorted(times, reverse=True)
    kept = {time for time in newest_first if now - time <= ALL_OF}
    for most, period in _PERIODS:
        newest: dict[Any, datetime.datetime] = {}
        for time in newest_first:
            newest.setdefault(period(time), time)
        kept.update(list(newest.values())[:most])
    return frozenset(kept)
