"""The locks: every requirement pinned, with digests, and no word about where packages come from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

INSTALLER = Path(__file__).resolve().parents[2] / "installer"
ENTRY = re.compile(
    r"([a-z0-9-]+)==([0-9][0-9a-z.]*)( ; [a-z_0-9 '.<>=!]+)?"
    r"(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n"
)


def entries(name: str) -> list[tuple[str, str, str]]:
    text = (INSTALLER / name).read_text("utf-8")
    text = re.sub(r"\A# .*\n", "", text)
    found = list(ENTRY.finditer(text))
    assert "".join(entry[0] for entry in found) == text, "something else stands in the lock"
    return [(entry[1], entry[2], entry[3] or "") for entry in found]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_nothing_but_pins_with_digests(lock: str) -> None:
    assert len(entries(lock)) > 5


def test_the_locks_agree_where_they_overlap() -> None:
    run = {(name, version) for name, version, _ in entries("requirements.lock")}
    test = {(name, version) for name, version, _ in entries("requirements-test.lock")}
    both = {name for name, _ in run} & {name for name, _ in test}
    assert both
    assert {pin for pin in test if pin[0] in both} <= run


def test_every_dependency_of_the_project_is_locked() -> None:
    project = tomllib.loads((INSTALLER.parent / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {re.split(r"[<>=]", line)[0].lower() for line in project["dependencies"]}
    assert wanted <= {name for name, _, _ in entries("requirements.lock")}


def test_qt_is_pinned_for_every_machine_in_pairs() -> None:
    pins: dict[str, set[tuple[str, str]]] = {"pyside6-essentials": set(), "shiboken6": set()}
    for name, version, where in entries("requirements.lock"):
        if name in pins:
            pins[name].add((version, where))
    assert pins["pyside6-essentials"] == pins["shiboken6"]
    assert all(
        version < "6.12" or version.startswith(("6.8", "6.9")) for version, _ in pins["shiboken6"]
    )
