"""What the program remembers between starts: recent files, the window's place, last folders."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path
from typing import Any, TypeGuard

from hfgoals.paths import settings_folder

_MOST_RECENT = 10
_MOST_SAID = 100
_LARGEST = 1_000_000
"""Of a number that tells a size or a place; Qt takes no larger ones."""
_log = logging.getLogger(__name__)


class Memory:
    """A small JSON file in the user's settings folder. Losing it costs comfort, never work."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or settings_folder() / "window.json"
        self._values: dict[str, Any] = {}
        self.lasting = os.access(self._path.parent, os.W_OK)
        """Whether what is remembered will be known at the next start."""
        try:
            read = json.loads(self._path.read_text("utf-8"))
            self._values = read if isinstance(read, dict) else {}
        except FileNotFoundError:
            pass
        except (OSError, ValueError, RecursionError):
            _log.warning("settings are unreadable, starting afresh", exc_info=True)

    def get(self, key: str, default: Any = None) -> Any:
        """What is remembered under the key."""
        return self._values.get(key, default)

    def put(self, key: str, value: Any) -> None:
        """Remember a value that JSON can hold."""
        if self._values.get(key) == value:
            return
        self._values[key] = value
        temporary = self._path.with_suffix(".tmp")
        try:
            # What an earlier start left, or a link that somebody put there, is not written into.
            temporary.unlink(missing_ok=True)
            with temporary.open("x", encoding="utf-8") as file:
                # Escaped: a file's name may hold what is no text.
                json.dump(self._values, file, indent=1)
            temporary.replace(self._path)
        except OSError:
            _log.warning("settings cannot be written", exc_info=True)

    @property
    def fit_page(self) -> bool:
        """Whether tables that are a little too long shall be set more closely in print."""
        return self.get("fit_page", True) is not False

    @fit_page.setter
    def fit_page(self, on: bool) -> None:
        self.put("fit_page", on)

    @property
    def review_beside(self) -> bool:
        """Whether the findings stand at the right of the pages, not below."""
        return self.get("review_beside") is True

    @review_beside.setter
    def review_beside(self, beside: bool) -> None:
        self.put("review_beside", beside)

    @property
    def who(self) -> str:
        """The name that the change log tells; "" until the user has given one."""
        name = self.get("who", "")
        return name if isinstance(name, str) else ""

    @who.setter
    def who(self, name: str) -> None:
        self.put("who", name)

    @property
    def recent(self) -> list[Path]:
        """The workbooks opened last, latest first."""
        listed = self.get("recent", [])
        if not isinstance(listed, list):
            return []
        return [Path(each) for each in listed if _is_path(each)]

    def opened(self, path: Path) -> None:
        """Put a workbook first among the recent ones, as the one to open at the next start."""
        paths = [str(path), *(str(each) for each in self.recent if each != path)]
        self.put("recent", paths[:_MOST_RECENT])
        self.put("last", str(path))

    def forget(self, path: Path) -> None:
        """Take a workbook off the list."""
        self.put("recent", [str(each) for each in self.recent if each != path])

    def first_time(self, what: str, path: Path) -> bool:
        """Whether that was not yet said of that file; from now on it was."""
        listed = self.get(f"said.{what}", [])
        said = [each for each in listed if _is_path(each)] if isinstance(listed, list) else []
        if str(path) in said:
            return False
        self.put(f"said.{what}", [str(path), *said][:_MOST_SAID])
        return True

    def left(self) -> None:
        """The workbook was closed by the user: the next start shows the first page."""
        self.put("last", None)

    @property
    def last(self) -> Path | None:
        """The workbook that was open when the program was left; None when none was."""
        last = self.get("last")
        return Path(last) if _is_path(last) else None

    @property
    def left_off(self) -> Path | None:
        """The same, if it is still there."""
        last = self.last
        return last if last is not None and last.exists() else None

    def folder(self, purpose: str, default: Path) -> Path:
        """Where the dialog for a purpose begins: the folder that the user fixed, else the one used
        last; ``default`` where neither is there."""
        for known in (self.fixed_folder(purpose), self.get(f"folder.{purpose}")):
            if _is_path(known) and known and Path(known).is_dir():
                return Path(known)
        return default

    def fixed_folder(self, purpose: str) -> str:
        """The folder that the user wants for a purpose every time; "" for the one used last."""
        fixed = self.get(f"folder.fixed.{purpose}", "")
        return fixed if _is_path(fixed) else ""

    def fix_folder(self, purpose: str, folder: str) -> None:
        """Begin there every time; "" for the folder used last."""
        self.put(f"folder.fixed.{purpose}", folder)

    @property
    def unit(self) -> tuple[str, str]:
        """Code and name of the unit that new workbooks are for; "" where not said."""
        kept = self.get("unit")
        code, name = kept if isinstance(kept, list) and len(kept) == 2 else ("", "")
        return (code, name) if isinstance(code, str) and isinstance(name, str) else ("", "")

    @unit.setter
    def unit(self, unit: tuple[str, str]) -> None:
        self.put("unit", list(unit))

    def put_folder(self, purpose: str, folder: Path) -> None:
        """Remember the folder used for a purpose."""
        self.put(f"folder.{purpose}", str(folder))


def _is_path(value: Any) -> TypeGuard[str]:
    """Whether the system can be asked for a file of that name."""
    try:
        return isinstance(value, str) and b"\0" not in os.fsencode(value)
    except UnicodeEncodeError:
        return False


def understood(value: Any, shape: dict[str, Any]) -> dict[str, Any]:
    """Of something remembered, what is made as in ``shape``: the rest is as if it were absent.

    A list of the shape holds one example of its entries.
    """
    if not isinstance(value, dict):
        return {}
    found: dict[str, Any] = {}
    for key, example in shape.items():
        kept = value.get(key)
        if isinstance(example, dict):
            found[key] = understood(kept, example)
        elif isinstance(example, list):
            if isinstance(kept, list) and all(_like(each, example[0]) for each in kept):
                found[key] = kept
        elif _like(kept, example):
            found[key] = kept
    return found


def _like(value: Any, example: Any) -> bool:
    alike = type(value) is type(example)
    return alike and (type(value) is not int or abs(value) <= _LARGEST)
