"""Workbooks and steps for the tests of the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, applied
from hfgoals.model.money import Money
from hfgoals.model.rows import Changes, difference
from hfgoals.model.target import Target
from hfgoals.model.values import (
    AnnualPlan,
    Book,
    Funds,
    Goal,
    Indicator,
    Overall,
    Project,
    Safeguard,
    SpendingPlan,
    SubGoal,
    Unit,
)
from hfgoals.store.digests import SEAL_KEY, Seal, StoredLine, line_of
from hfgoals.store.schema import COLUMNS


def small_book(projects: int = 3, indicators: int = 4) -> Book:
    """A unit with one year and a few projects."""
    overall = Overall(
        "做好新闻宣传，确保安全播出。\n提升融媒体中心影响力👩🏽‍💻𠮷。",
        (SubGoal(title="节目制作", goal="制作节目", indicators="≥90%"), SubGoal(goal="其他")),
        (Safeguard(text="加强领导"), Safeguard(text="强化监督")),
        Funds(Money(30_000_000), None),
    )
    made = tuple(_project(number, indicators) for number in range(projects))
    year = AnnualPlan(year=2023, overall=overall, projects=made)
    return Book(Unit("425001", "唐山市丰润区融媒体中心本级"), (year,))


def _project(number: int, indicators: int) -> Project:
    return Project(
        code=f"13020823P{number:012d}",
        name=f"融媒体中心运行维护费{number}",
        budget=Money(3_000_000 * (number + 1)),
        fiscal=Money(3_000_000 * (number + 1)),
        purpose="用于保障设备正常运行。",
        plan=SpendingPlan(None, Decimal(30), Decimal("60.5"), Decimal(100)),
        goals=(Goal(text=f"保障第{number}套系统正常运行"),),
        indicators=tuple(
            Indicator(
                level1="产出指标",
                level2="数量指标",
                name=f"完成数量{at}",
                description="全年完成的数量",
                target=Target.parse(f"≥{number * 10 + at}个"),
                basis="历史标准",
            )
            for at in range(indicators)
        ),
    )


def step(book: Book, text: str, rows: int = 1) -> tuple[Book, Changes]:
    """The Book with the names of its first indicators set to that text, and what changed."""
    owned = [row for project in book.years[0].projects for row in project.indicators]
    edits = [SetText(Address("indicator", row.id, "name"), text) for row in owned[:rows]]
    after = applied(book, edits)
    return after, difference(book, after)


def names(book: Book, rows: int) -> set[str]:
    """The names that ``step`` sets."""
    owned = [row for project in book.years[0].projects for row in project.indicators]
    return {row.name for row in owned[:rows]}


def run_sql(path: Path, *statements: str) -> None:
    """Change a file behind the program's back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def put_record(path: Path, *columns: str | int) -> None:
    """Write a record with a right digest and a right seal, whatever it says."""
    with closing(sqlite3.connect(path)) as connection, connection:
        line = line_of("record", *columns)
        connection.execute("INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?)", line.stored)
        seal_again(connection)


def seal_again(connection: sqlite3.Connection) -> None:
    """Make the seal fit the lines that are there."""
    digests = {
        (table, key): digest
        for table, (name, *_) in COLUMNS.items()
        for key, digest in connection.execute(f"SELECT {name}, digest FROM {table}")  # noqa: S608 - our own names
        if key != SEAL_KEY
    }
    replace_pair(connection, Seal.over(digests).line)


def replace_pair(connection: sqlite3.Connection, line: StoredLine) -> None:
    """Put a line of `meta` or `setting`."""
    statement = f"INSERT OR REPLACE INTO {line.table} VALUES (?, ?, ?)"  # noqa: S608 - our own names
    connection.execute(statement, line.stored)
