"""What the program remembers between starts: recent files, the window's place, last folders."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path
from typing import Any

from hfgoals.paths import settings_folder

_MOST_RECENT = 10
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
        except (OSError, ValueError):
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
                json.dump(self._values, file, ensure_ascii=False, indent=1)
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
        return [Path(each) for each in listed if isinstance(each, str)]

    def opened(self, path: Path) -> None:
        """Put a workbook first among the recent ones, as the one to open at the next start."""
        paths = [str(path), *(str(each) for each in self.recent if each != path)]
        self.put("recent", paths[:_MOST_RECENT])
        self.put("last", str(path))

    def forget(self, path: Path) -> None:
        """Take a workbook off the list."""
        self.put("recent", [str(each) for each in self.recent if each != path])

    def left(self) -> None:
        """The workbook was closed by the user: the next start shows the first page."""
        self.put("last", None)

    @property
    def last(self) -> Path | None:
        """The workbook that was open when the program was left; None when none was."""
        last = self.get("last")
        return Path(last) if isinstance(last, str) else None

    def folder(self, purpose: str, default: Path) -> Path:
        """The folder used last for a purpose, when it is still there."""
        known = self.get(f"folder.{purpose}")
        folder = Path(known) if isinstance(known, str) else default
        return folder if folder.is_dir() else default

    def put_folder(self, purpose: str, folder: Path) -> None:
        """Remember the folder used for a purpose."""
        self.put(f"folder.{purpose}", str(folder))
