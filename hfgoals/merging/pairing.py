"""Which row of a workbook is the same as one that came back: one to one, the surest first.

A copy of a workbook brings the ids of its rows; then a row is the same however it was renamed.
Other files bring none: there code, name and content tell. No two rows ever become one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from functools import cache
from itertools import islice
from operator import add, attrgetter
from typing import Any, Final

from hfgoals.model.fields import PART_OF, ROW_TYPES, Part
from hfgoals.model.rows import CHILDREN, OF_STAGES, children_of, with_children
from hfgoals.model.values import Project

Key = tuple[Hashable, ...]

_SUREST_FIRST: Final = ("id", "content", "both", "code", "named", "name", "but its name", "near")
_MOST_LOOKED_AT: Final = 50
"""Of rows with one key: more of them tell nothing apart."""
_UNLIKE, _ALIKE, _NEAR = 0.25, 0.5, 0.6
_UNTOLD: Final = 0.75
"""How alike rows count of which one has nothing to compare: less than a second copy, more than
another project of the same name."""


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


class Paired:
    """Rows in their places, found by what they are known by.

    Rows change and come on top while the places stay.
    """

    def __init__(self, rows: Iterable[Any] = ()) -> None:
        self._rows: list[Any] = []
        self._keys: list[frozenset[Key]] = []
        self._found: dict[Key, list[int]] = {}
        self._met: set[int] = set()
        for row in rows:
            self.put(len(self._rows), row)
        self._met.clear()

    def put(self, at: int, row: Any) -> None:
        """The row at that place is this one from now on; one past the last is new."""
        before: frozenset[Key] = frozenset()
        if at == len(self._rows):
            self._rows.append(row)
            self._keys.append(before)
        else:
            before = self._keys[at]
        self._rows[at] = row
        self._keys[at] = frozenset(_keys_of(row))
        for key in self._keys[at] - before:
            self._found.setdefault(key, []).append(at)
        self._met.add(at)

    def of_name(self, name: str) -> tuple[int, ...]:
        """The places of the projects of that name."""
        return tuple(self._having(("name", folded(name)))) if folded(name) else ()

    def pairs(self, rows: Sequence[Any], *, by_id: bool = True) -> list[int | None]:
        """The place for each of the rows, None for those that are not there; no place twice.

        The surest keys of all rows are looked for before the less sure ones of any. Without
        ``by_id`` ids say nothing: another unit may have begun with a copy of our workbook.
        """
        pairs: list[int | None] = [None] * len(rows)
        keys = [{key[0]: key for key in _keys_of(row)} for row in rows]
        taken: set[int] = set()
        for kind in _SUREST_FIRST if by_id else _SUREST_FIRST[1:]:
            offers = [
                (*self._fit(kind, row, at), index, at)
                for index, row in enumerate(rows)
                if pairs[index] is None and kind in keys[index]
                for at in self._candidates(keys[index][kind], row, taken)
            ]
            for *_, index, at in sorted(offers):
                if pairs[index] is None and at not in taken:
                    pairs[index] = at
                    taken.add(at)
        self._met |= taken
        return pairs

    def _having(self, key: Key) -> Iterator[int]:
        # A row may have changed since it was known by this key.
        return (at for at in self._found.get(key, ()) if key in self._keys[at])

    def _candidates(self, key: Key, row: Any, taken: set[int]) -> list[int]:
        free = (at for at in self._having(key) if at not in taken)
        looked_at = list(islice(free, _MOST_LOOKED_AT))
        return [at for at in looked_at if _may_be(str(key[0]), self._rows[at], row)]

    def _fit(self, kind: str, row: Any, at: int) -> tuple[float, bool, bool]:
        """The less the better."""
        if kind not in ("code", "name", "near"):
            return (0.0, False, False)
        ours = self._rows[at]
        alike = _mean(_aspects(ours, row))
        other_way = kind == "name" and bool(folded(ours.code)) != bool(folded(row.code))
        # What an earlier source met is that source's, where nothing else tells.
        return (-(_UNTOLD if alike is None else alike), other_way, at in self._met)


def _keys_of(row: Any) -> Iterator[Key]:
    """What a row can be found by."""
    if row.id:
        yield ("id", row.id)
    yield ("content", content_of(row))
    if isinstance(row, Project):
        yield from _keys_of_project(row)
        return
    if PART_OF[type(row)] in OF_STAGES:
        yield ("named", "", row.date)
        return
    within, name = _called(row)
    if name:
        yield ("named", within, name)
        yield ("near", within)


def content_of(row: Any, *, but: str = "") -> Key:
    """All that a project, goal, indicator, sub-goal or safeguard and the rows below it say, without
    their ids and the value of that attribute: equal when all the texts are."""
    own, below = _attributes(PART_OF[type(row)], but)
    return (own(row), *(tuple(map(content_of, getattr(row, name))) for name in below))


@cache
def _attributes(part: Part, but: str) -> tuple[Callable[[Any], Any], tuple[str, ...]]:
    """What gives a row's own values but its id and one more, and the names of those below it."""
    below = tuple(path for path, _ in CHILDREN[part])
    own = [each.name for each in fields(ROW_TYPES[part]) if each.name not in ("id", but, *below)]
    return attrgetter(*own), below


def _keys_of_project(project: Project) -> Iterator[Key]:
    code, name = folded(project.code), folded(project.name)
    if code:
        yield ("both", code, name)
        yield ("code", code)
    if name:
        yield ("name", name)
    if project.purpose.strip() and (project.goals or project.indicators):
        yield ("but its name", content_of(project, but="name"))


def _called(row: Any) -> tuple[str, str]:
    """Where in its list a goal, indicator, sub-goal or safeguard belongs, and its name."""
    part: Part = PART_OF[type(row)]
    if part == "indicator":
        return folded(row.level2), folded(row.name)
    return "", folded(row.title if part == "subgoal" else row.text)


def _may_be(kind: str, ours: Any, theirs: Any) -> bool:
    """Whether two rows with a key in common may be the same."""
    if kind == "near":
        return (_mean(_aspects(ours, theirs)) or 0.0) >= _NEAR
    if kind == "name":
        codes = folded(ours.code), folded(theirs.code)
        return (not all(codes) or codes[0] == codes[1]) and not _unlike(ours, theirs)
    return kind != "id" or not isinstance(ours, Project) or not _put_to_another_use(ours, theirs)


def _put_to_another_use(ours: Project, theirs: Project) -> bool:
    """Whether somebody wrote another project over a copy of ours."""
    codes, names = _folded_both(ours.code, theirs.code), _folded_both(ours.name, theirs.name)
    if (any(names) and names[0] == names[1]) or (any(codes) and codes[0] == codes[1]):
        return False
    if all(codes):
        return (_mean(_aspects(ours, theirs)) or 0.0) < _ALIKE
    return _unlike(ours, theirs)


def _folded_both(ours: str, theirs: str) -> tuple[str, str]:
    return folded(ours), folded(theirs)


def _unlike(ours: Project, theirs: Project) -> bool:
    """Whether the contents of two projects surely are of two: one thing that differs is none."""
    aspects = _aspects(ours, theirs)
    return len(aspects) > 1 and (_mean(aspects) or 0.0) < _UNLIKE


def _aspects(ours: Any, theirs: Any) -> list[float]:
    """How alike the rows are in each thing that both say, from 0 to 1."""
    if isinstance(ours, Project):
        texts = [
            (ours.purpose, theirs.purpose),
            tuple("\n".join(goal.text for goal in each.goals) for each in (ours, theirs)),
        ]
        found = [_shared(_pieces(one), _pieces(other)) for one, other in texts]
        rows = [{_called(row) for row in each.indicators} for each in (ours, theirs)]
        found.append(_shared(*rows))
        if ours.budget is not None and theirs.budget is not None:
            found.append(float(ours.budget == theirs.budget))
    else:
        found = [_shared(_pieces(_called(ours)[1]), _pieces(_called(theirs)[1]))]
        if PART_OF[type(ours)] == "indicator":
            found.append(_shared(_pieces(ours.description), _pieces(theirs.description)))
            found.append(_shared({ours.target.text} - {""}, {theirs.target.text} - {""}))
    return [each for each in found if each is not None]


def _mean(aspects: Sequence[float]) -> float | None:
    return sum(aspects) / len(aspects) if aspects else None


def _pieces(text: str) -> set[str]:
    """The text as single characters and pairs of them."""
    text = folded(text)
    return {*text, *map(add, text, text[1:])}


def _shared(one: set[Any], other: set[Any]) -> float | None:
    """How much two sets have in common, None when one is blank."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else None
