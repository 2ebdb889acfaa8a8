"""An XML file that stands alone, in place of a package. Runs in the child but for ``root_of``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from hfgoals.exchange.outside.encodings import beginning, decoded
from hfgoals.exchange.outside.parts import local, parse
from hfgoals.exchange.outside.prescan import Refused, opened

_ROOT: Final = re.compile(
    r"\ufeff?\s*(?:<\?(?:(?!\?>).)*\?>\s*|<!--(?:(?!-->).)*-->\s*)*<([\w.-]+:)?([\w.-]+)",
    re.DOTALL,
)
_DECLARED: Final = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_-]{2,20})")
_DECLARATION: Final = re.compile(r"\ufeff?\s*<\?xml[^>]{0,400}\?>")
_BLOCK = 256 * 1024
_NO_TEXT = "读不出里面的文字，可能已经损坏。"


def root_of(start: bytes) -> str:
    """The name of the outermost element without its prefix, by the file's first bytes; "" for a
    file that is no XML, or has definitions (DOCTYPE) first.
    """
    if b"<" not in start[:200]:
        return ""
    found = _ROOT.match(beginning(start))
    return found[2] if found is not None else ""


class Lone:
    """The parts of a file that holds them unpacked: itself as "", and those of a flat package."""

    def __init__(self, path: Path) -> None:
        """Raises Refused, OSError."""
        with opened(path) as file:
            data = file.read()
        self._data = _as_utf8(data)
        self._parts: dict[str, tuple[int, int]] = {"": (0, len(self._data))}

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts, without a slash in front."""
        return frozenset(self._parts)

    def blocks(self, name: str) -> Iterator[bytes]:
        """The part, block by block. Raises KeyError when there is none."""
        start, end = self._parts[name]
        for at in range(start, end, _BLOCK):
            yield self._data[at : min(at + _BLOCK, end)]

    def unfold(self) -> None:
        """Find the parts of a flat package (pkg:package). Raises Refused."""
        named, begins = "", 0
        told: list[Callable[[], int]] = []

        def start(tag: str, given: dict[str, str]) -> None:
            nonlocal named, begins
            if local(tag) == "part":
                named = next((v for k, v in given.items() if local(k) == "name"), "").lstrip("/")
            elif local(tag) == "xmlData" and named:
                begins = self._data.find(b">", told[0]()) + 1

        def end(tag: str) -> None:
            nonlocal named
            if local(tag) == "xmlData" and named:
                self._parts[named] = begins, told[0]()
                named = ""

        parse(self, "", start, end, lambda _: None, place=told.append)


def _as_utf8(data: bytes) -> bytes:
    """Without a declaration: what it says of the encoding is no longer so."""
    declared = _DECLARED.match(data.lstrip(b"\xef\xbb\xbf \r\n\t"))
    name = declared[1].decode("ascii").lower() if declared is not None else ""
    text: str | None = None
    if name and not name.startswith("utf"):
        try:
            text = data.decode("gb18030" if name.startswith("gb") else name)
        except (UnicodeDecodeError, LookupError):
            text = None
    text = decoded(data) if text is None else text
    if text is None:
        raise Refused(_NO_TEXT)
    return _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
