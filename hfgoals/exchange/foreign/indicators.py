"""The indicators of a project out of the cells that hold their parts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from hfgoals.exchange.foreign.choices import MEASURE, SIGN
from hfgoals.exchange.foreign.labels import is_no_unit, is_percent_word, sign_of
from hfgoals.exchange.foreign.meaning import CellAt, Held, RowAt
from hfgoals.exchange.foreign.notes import Remarks
from hfgoals.exchange.mending import target_mended
from hfgoals.exchange.tables import Cell
from hfgoals.model.fields import FIELDS, LEVELS, field_of
from hfgoals.model.kinds import FieldError
from hfgoals.model.target import QUALITATIVE, Target
from hfgoals.model.values import Indicator
from hfgoals.presets import code_of, guess_scheme

AT = tuple[CellAt, Held]
_TARGET = "target"
_FROM_LEVEL2 = "表里没有一级指标，已按二级指标补上，请核对。"


def indicators_of(
    held: Sequence[AT], cells: Mapping[CellAt, Cell], notes: Remarks
) -> dict[RowAt, Indicator]:
    """The indicators by their rows, in their order."""
    parts: dict[RowAt, dict[str, str]] = {}
    said: dict[RowAt, dict[str, Cell]] = {}
    first: dict[RowAt, Cell] = {}
    for at, each in held:
        if each.choice.part != "indicator":
            continue
        for row in each.rows or (RowAt(at.table, at.row),):
            texts = parts.setdefault(row, {})
            path = each.choice.path
            text = "".join(each.text.split()) if path in LEVELS else each.text.strip()
            texts[path] = _joined(path, texts.get(path, ""), text)
            said.setdefault(row, {})[path] = cells[at]
            if path not in LEVELS:
                first.setdefault(row, cells[at])
    rows = [row for row in sorted(parts) if row in first]
    found = tuple(_indicator(parts[row], said[row], notes) for row in rows)
    complete = _with_level1(found, [first[row] for row in rows], notes)
    return dict(zip(rows, complete, strict=True))


def _joined(path: str, before: str, text: str) -> str:
    if not before or before == text:
        return text
    if path in (SIGN.path, MEASURE.path, _TARGET, *LEVELS):
        return before + text
    return f"{before}\n{text}"


def _indicator(texts: Mapping[str, str], cells: Mapping[str, Cell], notes: Remarks) -> Indicator:
    indicator = Indicator()
    valued = cells.get(_TARGET)
    value, doubt = target_mended(texts.get(_TARGET, ""))
    if doubt and valued is not None:
        notes.tell(valued, doubt)
    target = target_text(value, texts.get(SIGN.path, ""), texts.get(MEASURE.path, ""))
    for field in FIELDS["indicator"]:
        text = target if field.path == _TARGET else texts.get(field.path, "")
        try:
            indicator = field.put(indicator, text)
        except FieldError as error:
            notes.refuse(cells[field.path], f"{field.label}没有读入：{error}")
    return indicator


def _with_level1(
    indicators: tuple[Indicator, ...], cells: Sequence[Cell], notes: Remarks
) -> tuple[Indicator, ...]:
    """First-level indicators for a list that has none, by their second-level ones."""
    if not indicators or any(each.level1 for each in indicators):
        return indicators
    scheme = guess_scheme(indicators, 0)
    put = field_of("indicator", "level1").put
    done = []
    for indicator in indicators:
        code = scheme.code_of(indicator.level2) or code_of(indicator.level2)
        levels = scheme.level_of(code) if code else None
        done.append(put(indicator, levels[0]) if levels else indicator)
    if any(each.level1 for each in done):
        notes.tell(cells[0], _FROM_LEVEL2)
    return tuple(done)


_WIDTH = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


def target_text(value: str, sign: str = "", unit: str = "") -> str:
    """The text as the form shows it: ("95", "大于等于", "%") → ≥95%.

    What says its sign or unit itself keeps its own; a text without a number is left as it is.
    """
    value = value.strip()
    meant = sign_of(sign) or ""
    unit = "" if is_no_unit(unit) else "".join(unit.split())
    unit = "%" if is_percent_word(unit) else unit
    if not meant and not unit:
        return value
    plain = value.translate(_WIDTH).replace(" ", "")
    if _NUMBER.fullmatch(plain.removesuffix("%")):
        if plain.endswith("%") and unit in ("%", ""):
            plain, unit = plain[:-1], "%"
        if meant == QUALITATIVE:
            meant = ""
        return f"{meant}{plain}{unit}"
    read = Target.parse(value)
    if read.value is None or read.deadline is not None:
        return value
    text = value
    if unit and not read.unit and not value.rstrip("。.").endswith(unit):
        text = f"{value}{unit}"
    if meant and meant != QUALITATIVE and not read.signed:
        text = f"{meant}{text}"
    return text if Target.parse(text).value == read.value else value
