"""Long texts and the lists that come with the program."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from hfgoals.layout.breaking import broken
from hfgoals.model.years import years_in
from hfgoals.paths import resource
from hfgoals.presets.bases import load_bases
from hfgoals.presets.library import load_library
from hfgoals.presets.measures import load_units
from hfgoals.presets.schemes import load_schemes
from hfgoals.presets.spending import load_spending_plans
from tests.benchmarks.measure import Row, compare

_TIMES = 10
_GOAL = 12.0
_LETTERS = 40
"""For each project of the size: 4,000 letters against 40,000."""
_LOADS: tuple[tuple[Callable[[Path], object], str], ...] = (
    (load_schemes, "schemes.toml"),
    (load_units, "units.toml"),
    (load_bases, "bases.toml"),
    (load_spending_plans, "spending_plans.toml"),
    (load_library, "library"),
)


def measure(size: int, rounds: int, folder: Path) -> Iterator[Row]:
    """Rows about line breaking, finding years, and reading the presets."""
    del folder

    def growth(subject: str, unit: str, work: Callable[[str], object]) -> Row:
        few = unit * (size * _LETTERS // len(unit))
        return compare(
            f"{subject} {len(few) * _TIMES} letters of {unit[:8]}",
            lambda: work(few * _TIMES),
            f"{len(few)} letters",
            lambda: work(few),
            rounds=rounds,
            goal=_GOAL,
        )

    yield from (
        growth("break lines:", unit, lambda text: broken.__wrapped__(text, 150.0, "serif", 12))
        for unit in ("融媒体中心2022年完成48期，", "1", "a.", "万")
    )
    yield from (
        growth("find years:", unit, lambda text: list(years_in(f"{text}2022年")))
        for unit in ("《", "2022年至", "《a》《", "2022、")
    )
    yield _presets(rounds)


def _presets(rounds: int) -> Row:
    return compare(
        "all presets",
        lambda: [load(resource("presets", name)) for load, name in _LOADS],
        "their files by tomllib",
        lambda: [tomllib.loads(path.read_text("utf-8")) for path in _files()],
        rounds=rounds,
        goal=1.5,
    )


def _files() -> list[Path]:
    named = [resource("presets", name) for _, name in _LOADS]
    return [
        file
        for path in named
        for file in (sorted(path.glob("*.toml")) if path.is_dir() else [path])
    ]
