"""The funds of a monitoring or self-evaluation: sources below one another, and beside each what was
planned, adjusted and spent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from hfgoals.evaluation.exact import execution_points, execution_rate, half_up
from hfgoals.exchange.foreign import afterwards
from hfgoals.exchange.foreign.afterwards import BUDGET, POINTS, RATE, WEIGHT, WHY
from hfgoals.exchange.foreign.amounts import amount_of, is_nothing
from hfgoals.exchange.foreign.choices import FieldChoice, choice_of
from hfgoals.exchange.foreign.grid import Grid
from hfgoals.exchange.foreign.labels import spelling_of
from hfgoals.exchange.foreign.meaning import Currency
from hfgoals.exchange.foreign.words import Spelling
from hfgoals.exchange.tables import Cell
from hfgoals.model.kinds import FieldError
from hfgoals.model.money import Money

_SOURCES = {"project.budget": "total", "project.fiscal": "fiscal", "project.other": "other"}
_OTHERWISE = "这里写的是“{}”，按预算数和执行数算出来是“{}”，以算出的为准，请核对。"
_NOT_WORKED_OUT = "这里写的“{}”没有可以算出它的数，没有读入。"
_NO_PLACE = "本程序的表里没有这一格，没有读入。"
_EXECUTION_WEIGHT = "预算执行率在本程序里固定为 10 分，这里写的“{}”没有读入。"


@dataclass(frozen=True, slots=True)
class FundsLine:
    """One source of funds."""

    label: Cell
    source: str
    """Its path; "" for one that no form of ours tells apart."""
    spelling: Spelling | None
    cells: tuple[tuple[str, Cell, Cell], ...]
    """Column, heading and amount."""


@dataclass(frozen=True, slots=True)
class StageFunds:
    """Headings and the lines below them."""

    heads: tuple[Cell, ...]
    lines: tuple[FundsLine, ...]

    @property
    def columns(self) -> frozenset[str]:
        """What there are columns of."""
        return frozenset(column for line in self.lines for column, _, _ in line.cells)


def stage_funds_of(grid: Grid, rows: Sequence[int]) -> StageFunds | None:
    """Those of these rows; None where amounts do not stand like that."""
    for at, row in enumerate(rows):
        heads = [
            (column, cell)
            for cell in grid.row(row)
            if (column := afterwards.funds_column(cell.text)) is not None
        ]
        said = {column for column, _ in heads}
        amounts = said & {"initial", "revised", "spent", "expected", BUDGET}
        if len(said) < 2 or not amounts or ("spent" not in said and len(amounts) < 2):
            continue
        if heads[0][1].column <= 1:
            continue
        lines = tuple(_lines(grid, heads, rows[at + 1 :]))
        if lines:
            return StageFunds(tuple(cell for _, cell in heads), lines)
    return None


def _lines(
    grid: Grid, heads: Sequence[tuple[str, Cell]], rows: Sequence[int]
) -> Iterator[FundsLine]:
    first = heads[0][1].column
    for row in rows:
        cells = grid.row(row)
        labels = [cell for cell in cells if cell.column < first]
        values = tuple(
            (column, head, cell)
            for column, head in heads
            for cell in grid.row(row, head.column, head.last_column)[:1]
        )
        known = [(cell, *_source(cell)) for cell in labels]
        known = [each for each in known if each[1] is not None]
        if not known:
            return
        label, source, spelling = known[-1]
        if any(afterwards.funds_column(cell.text) for _, _, cell in values):
            return
        yield FundsLine(label, source or "", spelling, values)


def _source(cell: Cell) -> tuple[str | None, Spelling | None]:
    """The source that a label names, "" for one without a place of its own, None for no label."""
    own = afterwards.funds_source(cell.text)
    spelling = spelling_of(cell.text)
    if own is not None:
        return own, None
    if spelling is None or len(cell.text) > 40:
        return None, None
    if spelling.choices and spelling.role in ("field", "either"):
        return _SOURCES.get(spelling.choices[0].id), spelling
    return ("", spelling) if spelling.role == "left_out" else (None, None)


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell of the funds is."""

    cell: Cell
    head: Cell
    choice: FieldChoice | None
    """Where its amount, or its text, goes."""
    note: str = ""
    """Why it goes nowhere; "" where nothing is lost by that."""


def said_of(funds: StageFunds, line: FundsLine, currency: Currency) -> Iterator[Said]:
    """Each cell beside a source: amounts to be kept, rates and points compared with what they
    come to."""
    adjusted = "initial" in funds.columns
    amounts = {column: _amount(cell, currency) for column, _, cell in line.cells}
    bases = [amounts[each] for each in ("revised", BUDGET, "initial") if amounts.get(each)]
    rates = [execution_rate(amounts.get("spent"), each) for each in bases]
    for column, head, cell in line.cells:
        text = cell.text.strip()
        if is_nothing(text):
            yield Said(cell, head, None)
        elif column == WHY:
            yield Said(cell, head, choice_of("stage.spending_reason"))
        elif column == WEIGHT:
            same = _number(text) == 10
            yield Said(cell, head, None, "" if same else _EXECUTION_WEIGHT.format(text))
        elif column in (RATE, POINTS):
            if column == RATE:
                comes = [half_up(rate * 100) for rate in rates if rate is not None]
            else:
                points = (execution_points(amounts.get("spent"), each) for each in bases)
                comes = [each for each in points if each is not None]
            yield Said(cell, head, None, _compared(text, comes, "%" if column == RATE else ""))
        else:
            first = column == "revised" and not adjusted
            choice = afterwards.funds_choice(
                BUDGET if first else "revised" if column == BUDGET and adjusted else column,
                line.source,
            )
            yield Said(cell, head, choice, "" if choice is not None else _NO_PLACE)


def _amount(cell: Cell, currency: Currency) -> Money | None:
    try:
        return amount_of(cell.text, currency)
    except FieldError:
        return None


def _number(text: str) -> Decimal | None:
    try:
        return Decimal("".join(text.split()).rstrip("%％分"))
    except InvalidOperation:
        return None


def _compared(text: str, comes: Sequence[Decimal], unit: str) -> str:
    """A sentence where a figure is not what it must come to, with the decimals that it shows."""
    number = _number(text)
    if not comes or number is None:
        return _NOT_WORKED_OUT.format(text)
    shown = [number] if unit != "%" or text.endswith(("%", "％")) else [number, number * 100]
    for said in shown:
        exponent = said.as_tuple().exponent
        step = Decimal(1).scaleb(int(exponent)) if isinstance(exponent, int) else Decimal(1)
        if any(abs(said - each) <= max(step, Decimal("0.01")) for each in comes):
            return ""
    return _OTHERWISE.format(text, f"{comes[0]:.2f}{unit}")
