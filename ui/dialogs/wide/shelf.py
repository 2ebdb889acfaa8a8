"""The profiles at hand: built-in and the user's own, with what was changed in this dialog."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from hfgoals.profiles import drop_profile, keep_profile, own_profiles, read_profiles, write_profiles
from hfgoals.trouble import Trouble
from hfgoals.wide.profile import BUILT_IN, BUILT_IN_NAMES, STANDARD, WideProfile


class Shelf:
    """Profiles by name. What is changed stays here until it is kept under a name."""

    def __init__(self) -> None:
        self._drafts: dict[str, WideProfile] = {}
        self._own: tuple[WideProfile, ...] = ()
        self.trouble: Trouble | None = None
        """Why the user's own profiles cannot be read; None when they can."""
        self._read()

    def __iter__(self) -> Iterator[WideProfile]:
        """The profiles as they are kept, built-in ones first."""
        return iter((*BUILT_IN, *self._own))

    def current(self, name: str) -> WideProfile:
        """The profile of that name as it was changed last, the standard one when there is none."""
        kept = next((profile for profile in self if profile.name == name), STANDARD)
        return self._drafts.get(kept.name, kept)

    def change(self, profile: WideProfile) -> None:
        """Remember how it was changed."""
        kept = next(each for each in self if each.name == profile.name)
        if profile == kept:
            self._drafts.pop(profile.name, None)
        else:
            self._drafts[profile.name] = profile

    def changed(self, name: str) -> bool:
        """Whether it differs from what is kept."""
        return name in self._drafts

    def own(self, name: str) -> bool:
        """Whether it is one of the user's."""
        return any(profile.name == name for profile in self._own)

    def keep(self, profile: WideProfile, name: str) -> None:
        """Keep it under that name; what it was made from is as before. Raises Trouble."""
        keep_profile(replace(profile, name=name))
        self._drafts.pop(profile.name, None)
        self._drafts.pop(name, None)
        self._read()

    def drop(self, name: str) -> None:
        """Remove one of the user's. Raises Trouble."""
        drop_profile(name)
        self._drafts.pop(name, None)
        self._read()

    def take_in(self, path: Path) -> tuple[str, ...]:
        """Keep the profiles of a file, in the place of those of the same names; their names.

        Raises Trouble.
        """
        found = read_profiles(path)
        for profile in found:
            keep_profile(profile)
            self._drafts.pop(profile.name, None)
        self._read()
        return tuple(profile.name for profile in found)

    def give_out(self, profile: WideProfile, path: Path) -> None:
        """Write one profile into a file for others. Raises CannotWrite."""
        # A built-in one would be refused by whoever reads it: the name is taken there.
        name = f"{profile.name}（自定）" if profile.name in BUILT_IN_NAMES else profile.name
        write_profiles([replace(profile, name=name)], path)

    def refuses(self, name: str) -> str:
        """Why nothing can be kept under that name, in Chinese; "" when it can."""
        if not name:
            return "请给方案起个名称。"
        return "自带的方案不能改，请另起一个名称。" if name in BUILT_IN_NAMES else ""

    def _read(self) -> None:
        try:
            self._own, self.trouble = own_profiles(), None
        except Trouble as trouble:
            self._own, self.trouble = (), trouble
