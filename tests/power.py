"""What may lie on a disk after a power cut, by what SQLite wrote to it and when it synced that.

Of what was written since a file was last synced any sectors may be there and any not, in any order,
one of them torn; a file made or taken away may be there or not until its folder is durable, too.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from tests.disk import Change

_SECTORS = (512, 4096)


def after_a_cut(
    sound: bytes, path: Path, changes: Sequence[Change], chance: random.Random
) -> dict[str, bytes]:
    """What may be found when the power fails behind these changes, by the files' endings.

    "" is the workbook itself, which held ``sound`` before, "-journal" its journal.
    """
    sector = chance.choice(_SECTORS)
    whole, pending = {str(path): sound}, dict[str, list[Change]]()
    there = {str(path)}
    for change in changes:
        name = change.name
        if not name.startswith(str(path)):
            continue
        if change.kind == "open":
            whole.setdefault(name, b"")
        elif change.kind == "sync":
            whole[name] = _with(whole[name], pending.pop(name, []))
            there.add(name)
        elif change.kind == "delete":
            # Taken away for good, or there once more with whatever of it had been durable.
            if change.at or chance.random() < 0.5:
                there.discard(name)
                whole.pop(name, None)
            pending.pop(name, None)
        else:
            pending.setdefault(name, []).append(change)
    found = {}
    for name, content in whole.items():
        if name in there or chance.random() < 0.5:
            kept = [each for one in pending.get(name, []) for each in _pieces(one, sector, chance)]
            found[name.removeprefix(str(path))] = _with(content, kept)
    return found


def _pieces(change: Change, sector: int, chance: random.Random) -> list[Change]:
    """What of a change reached the disk: its sectors, or all of it where it has none."""
    lucky = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
    if change.kind == "cut":
        return [change] if chance.random() < lucky else []
    found: list[Change] = []
    at, end = change.at, change.at + len(change.data)
    while at < end:
        behind = min(end, at - at % sector + sector)
        if chance.random() < lucky:
            torn = behind if chance.random() < 0.95 else chance.randint(at, behind)
            data = change.data[at - change.at : torn - change.at]
            found.append(Change("write", change.name, at, data))
        at = behind
    return found


def _with(content: bytes, changes: Sequence[Change]) -> bytes:
    made = bytearray(content)
    for change in changes:
        if change.kind == "cut":
            made = made[: change.at].ljust(change.at, b"\0")
        else:
            end = change.at + len(change.data)
            made = made.ljust(end, b"\0")
            made[change.at : end] = change.data
    return bytes(made)
