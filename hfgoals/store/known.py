"""What an open file is known to hold beside the Book, line by line."""

from __future__ import annotations

from collections.abc import Sequence

from hfgoals.lean import dataclass
from hfgoals.store.digests import Key, Seal, StoredLine, line_of
from hfgoals.store.examine import Contents


@dataclass(frozen=True, slots=True)
class Written:
    """What one transaction brings."""

    seal: Seal
    changed: dict[Key, bytes | None]
    """The digests of its lines; None for those that leave the file."""
    lines: Sequence[StoredLine]


class Known:
    """Used by one thread at a time."""

    def __init__(self, contents: Contents) -> None:
        self.seal = contents.seal
        self.digests = contents.digests
        self.settings = contents.settings
        """JSON text by key."""
        self.versions = contents.versions
        """What is told of each version, as JSON text by key."""
        self._kept = contents.kept

    def with_lines(self, lines: Sequence[StoredLine], removed: Sequence[Key]) -> Written:
        """The transaction that puts these lines and takes those away."""
        changed: dict[Key, bytes | None] = dict.fromkeys(removed)
        changed.update((line.key, line.digest) for line in lines)
        return Written(self.seal.changed(self.digests, changed), changed, lines)

    def take(self, written: Written) -> None:
        """Know all of it to be in the file."""
        self.seal = written.seal
        for key, digest in written.changed.items():
            if digest is None:
                self.digests.pop(key, None)
                self._kept.pop(key, None)
            else:
                self.digests[key] = digest
        for line in written.lines:
            if line.table in ("setting", "version"):
                name, told = (str(each) for each in line.columns[:2])
                (self.settings if line.table == "setting" else self.versions)[name] = told
            if line.table in ("version", "entry"):
                self._kept[line.key] = line

    def beside(self) -> tuple[tuple[StoredLine, ...], int]:
        """The lines of settings, versions and the change log, as far as memory has them, and how
        many it has not: for a copy when the file is gone."""
        settings = (line_of("setting", *each) for each in sorted(self.settings.items()))
        wanted = [key for key in self.digests if key[0] in ("version", "entry")]
        kept = [self._kept[key] for key in wanted if key in self._kept]
        return (*settings, *kept), len(wanted) - len(kept)
