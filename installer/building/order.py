"""What is to be built or tried."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for, and where."""

    root: Path
    """The checkout."""
    python: Path
    """The Python of the checkout's environment, with pip and the locked packages."""
    version: str
    date: int
    """When the sources were last changed, in seconds since 1970: the date of all that is made."""
    python_embed: Path | None = None
    sign: str | None = None
    older: Path | None = None
    pictures: Path | None = None
    readme: bool = True
    """Whether the commands of the README are tried in bare systems, ten minutes each."""

    @property
    def dist(self) -> Path:
        """Where the files for users go."""
        return self.root / "dist"
