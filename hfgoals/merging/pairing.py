"""Which row of one workbook is the same as which of another, told by what people go by.

Ids say nothing: files that people send back were made anew, or from the same copy.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from hfgoals.model.fields import PART_OF, Part
from hfgoals.model.rows import CHILDREN, children_of, with_children
from hfgoals.model.values import Project

Key = tuple[Hashable, ...]
Keys = Sequence[Key]


def folded(text: str) -> str:
    """The text as it is compared: without blanks, differences of width and of case."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def without_ids(row: Any) -> Any:
    """The row with its child rows, all ids blank: equal when all the texts are."""
    for path, _ in CHILDREN[PART_OF[type(row)]]:
        below = children_of(row, path)
        if below:
            row = with_children(row, path, tuple(without_ids(child) for child in below))
    return replace(row, id="")


def keys_of(part: Part, row: Any) -> Keys:
    """What a goal, indicator, sub-goal or safeguard is known by, the surest first."""
    match part:
        case "indicator":
            name, within = folded(row.name), folded(row.level2)
        case "subgoal":
            name, within = folded(row.title), ""
        case _:
            name, within = folded(row.text), ""
    content = ("content", without_ids(row))
    return [content, ("named", within, name)] if name else [content]


def project_keys(project: Project) -> Keys:
    """What a project that is there already can be found by."""
    code, name = folded(project.code), folded(project.name)
    keys: list[Key] = [("content", without_ids(project))]
    if code:
        keys += [("both", code, name), ("code", code)]
    if name:
        keys.append(("name with a code" if code else "name", name))
    return keys


def sought_keys(project: Project) -> Keys:
    """By what to look for a project, the surest first: its code, then its name.

    Two projects of one name with different codes are two projects.
    """
    code, name = folded(project.code), folded(project.name)
    keys: list[Key] = [("content", without_ids(project))]
    if code:
        keys += [("both", code, name), ("code", code)]
    if name:
        keys.append(("name", name))
        if not code:
            keys.append(("name with a code", name))
    return keys


class Places:
    """Rows found by their keys; rows change and come on top while the places stay."""

    def __init__(self, rows: Iterable[Keys] = ()) -> None:
        self._keys: list[frozenset[Key]] = []
        self._found: dict[Key, list[int]] = {}
        for keys in rows:
            self.put(len(self._keys), keys)

    def put(self, at: int, keys: Keys) -> None:
        """Know the row at that place by these keys from now on; one past the last is new."""
        before: frozenset[Key] = frozenset()
        if at == len(self._keys):
            self._keys.append(before)
        else:
            before = self._keys[at]
        self._keys[at] = frozenset(keys)
        for key in self._keys[at] - before:
            self._found.setdefault(key, []).append(at)

    def knows(self, key: Key) -> bool:
        """Whether a row has that key."""
        return any(key in self._keys[at] for at in self._found.get(key, ()))

    def pairs(self, rows: Sequence[Keys]) -> list[int | None]:
        """The place for each of the rows, None for those that are not there; no place twice.

        The surest keys of all rows are looked for before the less sure ones of any.
        """
        pairs: list[int | None] = [None] * len(rows)
        taken: set[int] = set()
        kinds = dict.fromkeys(key[0] for keys in rows for key in keys)
        for kind in sorted(kinds, key=_surest):
            for index, keys in enumerate(rows):
                key = next((key for key in keys if key[0] == kind), None)
                if pairs[index] is None and key is not None:
                    pairs[index] = self._free(key, taken)
        return pairs

    def _free(self, key: Key, taken: set[int]) -> int | None:
        for at in self._found.get(key, ()):
            # A row may have changed since it was known by this key.
            if at not in taken and key in self._keys[at]:
                taken.add(at)
                return at
        return None


_SURENESS = ("content", "both", "code", "named", "name", "name with a code")


def _surest(kind: Hashable) -> int:
    return _SURENESS.index(str(kind))
