"""What can be told of a root without making one."""

from pathlib import Path

import pytest

from installer.building.roots import cache, mirror


def test_the_mirror_is_debians_own_not_that_of_security_or_others() -> None:
    listed = (
        "Debian|Debian-Security|http://mirror.example/debian-security\n"
        "Others|Debian|http://others.example/apt\n"
        "Debian|Debian|http://mirror.example/debian\n"
    )

    assert mirror(listed) == "http://mirror.example/debian"
    assert mirror("") is None


def test_the_cache_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache() == tmp_path / "hfgoals-build"

    # The specification has relative ones passed over.
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert cache() == tmp_path / "home" / ".cache" / "hfgoals-build"
