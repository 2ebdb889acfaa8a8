"""The law of reading what others made: a cell with a text is in the proposal, is a label, or is
noted. Judged from outside: from the texts of the proposal and the places of its notes.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from hfgoals.evaluation.exact import execution_points
from hfgoals.evaluation.funds import funds_shown
from hfgoals.exchange.dump import dump
from hfgoals.exchange.foreign import Understanding
from hfgoals.exchange.foreign.afterwards import funds_column, funds_source, label_choice
from hfgoals.exchange.foreign.headings import is_tick_heading
from hfgoals.exchange.foreign.labels import (
    afterwards_spelling_of,
    caption_of,
    heading_spelling_of,
    is_percent_word,
    near_spelling_of,
    sign_of,
)
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.tables import Cell
from hfgoals.model.values import Book

_NUMBERING = re.compile(r"^(?:目标\d+[:：]|[（(]\d+[)）]|\d+[.、])")


def lost_cells(understanding: Understanding, proposal: Proposal) -> list[str]:
    """The cells that are neither in the proposal nor noted nor a label; [] when the law holds."""
    words = list(_words(dump(Book(proposal.unit, (proposal.plan,)))))
    whole = "\x00".join(_bare(word) for word in words)
    notes = {note.place for note in proposal.notes}
    noted = "\x00".join(_bare(note.text + note.message) for note in proposal.notes)
    lost = []
    for table in understanding.tables:
        for cell in table.cells():
            kept = not cell.text.strip() or cell.place in notes or _bare(cell.text) in noted
            kept = kept or _is_label(cell) or _follows(cell.text, proposal)
            if not (kept or _is_kept(cell, whole, words)):
                lost.append(f"{cell.place} {cell.text}")
    return lost


def _is_kept(cell: Cell, whole: str, words: list[str]) -> bool:
    if _is_amount(cell.text, words):
        return True
    pieces = re.split(r"[\n；;，,：:（）()-]|其中", cell.text)
    for piece in (cell.text, *pieces):
        bare = _bare(piece)
        if not bare or bare in whole or _NUMBERING.sub("", bare) in whole:
            if piece is cell.text:
                return True
            continue
        if piece is not cell.text and not (_is_amount(piece, words) or _says_where(piece)):
            return False
    return not (len(pieces) == 1 and not _is_amount(cell.text, words))


def _follows(text: str, proposal: Proposal) -> bool:
    """Whether it is what the amounts of a stage come to: a rate of execution, its points."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*[%％分]?", text.strip())
    if found is None:
        return False
    said = Decimal(found[1])
    for project in proposal.plan.projects:
        for stage in project.stages:
            shown = funds_shown(project, stage)
            for source in ("total", "fiscal", "carried", "special", "own", "other"):
                rates = [shown.rate(source, of=each) for each in ("initial", "revised")]
                comes = [Decimal(str(float(rate * 100))) for rate in rates if rate is not None]
                points = execution_points(
                    getattr(shown.spent, source), getattr(shown.revised, source)
                )
                if any(abs(said - each) <= 1 for each in comes) or said == points:
                    return True
    return False


def _says_where(piece: str) -> bool:
    plain = re.sub(r"[\d.万元\s]+$", "", piece)
    return heading_spelling_of(plain) is not None or plain in ("盖章", "目标1", "目标2", "总额")


def _is_amount(piece: str, words: list[str]) -> bool:
    found = re.search(r"([\d,.]+)\s*(?:万元|万|元|分)?$", piece.strip())
    if found is None:
        return False
    try:
        amount = Decimal(found[1].replace(",", ""))
    except InvalidOperation:
        return False
    numbers = [number for word in words if (number := _number(word)) is not None]
    return any(amount in (number, number * 10_000) for number in numbers)


def _is_label(cell: Cell) -> bool:
    text = cell.text
    if (
        is_percent_word(text)
        or heading_spelling_of(text)
        or near_spelling_of(text)
        or caption_of(text)
        or caption_of(f"单位：{text}")
        or (len(text) <= 40 and _is_told_afterwards(text))
    ):
        return True
    if sign_of(text) is not None or re.fullmatch(r"[\s/—-]*|无|\d{1,3}", text):
        return True
    # Titles, years, and large headings over further labels.
    plain = _bare(text)
    return bool(
        re.search(r"表(?:[（(].*[)）])?$|\d{4}年?度?[)）]?$|情况|信息|构成|目标$|依据", plain)
    ) and (len(plain) < 40)


def _is_told_afterwards(text: str) -> bool:
    known = (funds_column, funds_source, label_choice, afterwards_spelling_of)
    return is_tick_heading(text) or any(each(text) is not None for each in known)


def _words(data: Any) -> list[str]:
    if isinstance(data, dict):
        return [word for value in data.values() for word in _words(value)]
    if isinstance(data, list):
        return [word for value in data for word in _words(value)]
    return [data] if isinstance(data, str) else [json.dumps(data)]


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _number(word: str) -> Decimal | None:
    try:
        number = Decimal(word)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
