"""Finding an indicator of the library by what its name or description says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hfgoals.model.initials import begins
from hfgoals.presets.library import LibraryIndicator, library
from hfgoals.presets.schemes import Scheme, code_of

_NO_MATCH: Final = 9


def search(
    query: str,
    *,
    kind: str | None = None,
    level2: str = "",
    scheme: Scheme | None = None,
    limit: int = 50,
    among: Sequence[LibraryIndicator] | None = None,
) -> tuple[LibraryIndicator, ...]:
    """The indicators that match every word of the query, the best first.

    Those of the row's second level (in any spelling) and the project's kind (by id) come first;
    among them names that begin with the query, then names that hold it or its letters in Pinyin,
    then descriptions, then names and descriptions that hold its letters in order. An empty query
    gives the fitting ones: of both, else of the second level alone. An unknown kind counts as none.
    ``among`` others than the library's, it looks there. Raises PresetTrouble.
    """
    code = _code(level2, scheme)
    words = query.casefold().split()
    ranked = []
    for order, row in enumerate(library() if among is None else among):
        strangeness = _strangeness(row, kind, code)
        closeness = _closeness(row, words)
        if closeness < _NO_MATCH:
            ranked.append((strangeness, closeness, order, row))
    if not words:
        least = min((one[0] for one in ranked), default=0)
        ranked = [one for one in ranked if one[0] == least]
    ranked.sort(key=lambda one: one[:3])
    return tuple(row for *_, row in ranked[: max(limit, 0)])


def _code(level2: str, scheme: Scheme | None) -> str | None:
    if not level2.strip():
        return None
    return (scheme.code_of(level2) if scheme else None) or code_of(level2)


def _strangeness(row: LibraryIndicator, kind: str | None, code: str | None) -> int:
    # The row's second level is settled; an indicator of another kind is easier to adapt.
    return 2 * (code is not None and row.code != code) + (bool(kind) and row.kind != kind)


def _closeness(row: LibraryIndicator, words: list[str]) -> int:
    name, description = row.name.casefold(), row.description.casefold()
    return max((_word(word, name, description) for word in words), default=0)


def _word(word: str, name: str, description: str) -> int:
    if name.startswith(word):
        return 0
    if word in name or begins(word, name):
        return 1
    if word in description:
        return 2
    if _subsequence(word, name):
        return 3
    # Two letters in order stand in nearly every description: no news.
    if len(word) > 2 and _subsequence(word, description):
        return 4
    return _NO_MATCH


def _subsequence(word: str, text: str) -> bool:
    letters = iter(text)
    return all(letter in letters for letter in word)
