"""Which backups stay, whatever the clock did: a rule in a second, slower wording, and its laws."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hfgoals.backups.thinning import DAILY, MONTHLY, WEEKLY, staying

ZONE = datetime.timezone(datetime.timedelta(hours=8))
START = datetime.datetime(2026, 3, 2, 9, tzinfo=ZONE)
DAY = datetime.timedelta(days=1)


def _moments() -> st.SearchStrategy[datetime.datetime]:
    """Many on few days, some years apart."""
    minutes = st.one_of(
        st.integers(-5, 5).map(lambda days: days * 24 * 60),
        st.integers(-60 * 24 * 60, 60 * 24 * 60),
        st.integers(-1000 * 24 * 60, 1000 * 24 * 60),
    )
    return minutes.map(lambda each: START + datetime.timedelta(minutes=each))


TIMES = st.sets(_moments(), max_size=60)


def _periods(times: Iterable[datetime.datetime]) -> list[tuple[str, int]]:
    return [
        name
        for each in times
        for name in (
            (f"day {each:%Y-%m-%d}", DAILY),
            (f"week {each:%G-%V}", WEEKLY),
            (f"month {each:%Y-%m}", MONTHLY),
        )
    ]


def _needed(times: set[datetime.datetime], now: datetime.datetime) -> set[datetime.datetime]:
    """The rule word by word: the newest of each of the latest days, weeks and months."""
    kept = {each for each in times if now - each <= 2 * DAY}
    for kind, most in (("%Y-%m-%d", DAILY), ("%G-%V", WEEKLY), ("%Y-%m", MONTHLY)):
        for name in sorted({each.strftime(kind) for each in times})[-most:]:
            kept.add(max(each for each in times if each.strftime(kind) == name))
    return kept


@given(TIMES, _moments())
def test_what_is_needed_stays_and_nothing_else(
    times: set[datetime.datetime], now: datetime.datetime
) -> None:
    past = {each for each in times if each <= now}
    future = times - past
    wanted = _needed(past, now) | (_needed(future, max(future)) if future else set())
    assert staying(times, now) == wanted


@given(TIMES, _moments())
def test_the_newest_stays_and_doing_it_twice_changes_nothing(
    times: set[datetime.datetime], now: datetime.datetime
) -> None:
    kept = staying(times, now)
    assert kept <= times
    assert staying(kept, now) == kept
    if times:
        assert max(times) in kept
    before = [each for each in times if each <= now]
    if before:
        assert max(before) in kept


@given(st.lists(_moments(), unique=True, max_size=40), _moments(), st.randoms())
def test_the_order_does_not_matter(
    times: list[datetime.datetime], now: datetime.datetime, chance: object
) -> None:
    assert staying(sorted(times), now) == staying(times, now) == staying(reversed(times), now)


@given(TIMES, TIMES, _moments())
def test_times_of_a_wrong_clock_push_none_of_the_others_out(
    times: set[datetime.datetime], others: set[datetime.datetime], now: datetime.datetime
) -> None:
    past = {each for each in times if each <= now}
    wrong = {each for each in others if each > now}
    assert staying(past, now) == {each for each in staying(past | wrong, now) if each <= now}


def test_a_year_of_work_leaves_few_and_last_year_stays_without_any() -> None:
    times = {
        START + DAY * day + datetime.timedelta(minutes=30 * at)
        for day in range(365)
        for at in range(16)
    }
    now = max(times)
    kept = staying(times, now)
    assert len(kept) < 16 * 3 + DAILY + WEEKLY + MONTHLY
    assert min(kept) < now - 300 * DAY
    assert staying(kept, now + 900 * DAY) >= {max(times), min(kept)}


class Clock(RuleBasedStateMachine):
    """Somebody works, the clock jumps about, and after each backup the others are thinned out."""

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.there: set[datetime.datetime] = set()
        self.made: list[datetime.datetime] = []
        self.gone: set[datetime.datetime] = set()

    @rule(minutes=st.integers(1, 3000))
    def work(self, minutes: int) -> None:
        """Time goes by, and one is made."""
        self.now += datetime.timedelta(minutes=minutes)
        self.there.add(self.now)
        self.made.append(self.now)
        kept = staying(self.there, self.now)
        for lost in self.there - kept:
            assert self._stood_for(lost, kept), lost
        self.gone |= self.there - kept
        self.there = set(kept)

    def _stood_for(self, lost: datetime.datetime, kept: frozenset[datetime.datetime]) -> bool:
        """Whether a later one of its day stays, or those of a dozen later days do."""
        later = {each.date() for each in kept if each > lost}
        return lost.date() in later or len(later) >= DAILY

    @rule(days=st.integers(-800, 800))
    def jump(self, days: int) -> None:
        """The clock is set to something else."""
        self.now += DAY * days

    @invariant()
    def what_was_made_last_is_there(self) -> None:
        """Whatever its time."""
        if self.made:
            assert self.made[-1] in self.there

    @invariant()
    def the_newest_and_enough_are_there(self) -> None:
        """As many days as there are backups of, up to a dozen."""
        days = {each.date() for each in self.made}
        assert len({each.date() for each in self.there}) >= min(len(days), DAILY)
        assert not self.made or max(self.there) >= max(self.made)


TestClock = Clock.TestCase
