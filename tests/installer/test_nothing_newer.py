"""The set-up needs nothing but what is locked, whatever has been published since."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import tomllib
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from installer.setup import environment as environments
from installer.setup.environment import LOCKS, Environment
from tests.pace import PATIENCE

INSTALLER = Path(__file__).resolve().parents[2] / "installer"


def machines() -> Iterator[dict[str, str]]:
    """What tells apart the machines that the locks are for."""
    for python in ("3.11", "3.12", "3.13", "3.14"):
        for system, machine in (("linux", "x86_64"), ("linux", "aarch64"), ("win32", "AMD64")):
            yield {
                "python_version": python,
                "python_full_version": f"{python}.1",
                "sys_platform": system,
                "platform_system": {"linux": "Linux", "win32": "Windows"}[system],
                "os_name": {"linux": "posix", "win32": "nt"}[system],
                "platform_machine": machine,
            }


def pins(parts: tuple[str, ...], machine: dict[str, str]) -> dict[str, str]:
    """The versions that these locks have for that machine."""
    found: dict[str, str] = {}
    for part in parts:
        text = (INSTALLER / LOCKS[part]).read_text("utf-8")
        for line in re.findall(r"(?m)^([a-z0-9].*) \\$", text):
            pin = Requirement(line)
            if pin.marker is None or pin.marker.evaluate(machine):
                name, version = canonicalize_name(pin.name), str(pin.specifier).lstrip("=")
                assert found.setdefault(name, version) == version, f"two pins of {name}"
    return found


def asked(parts: tuple[str, ...]) -> Iterator[Requirement]:
    """What the project itself asks for."""
    project = tomllib.loads((INSTALLER.parent / "pyproject.toml").read_text("utf-8"))["project"]
    yield from map(Requirement, project["dependencies"])
    if "test" in parts:
        lines = (INSTALLER / LOCKS["test"]).with_suffix(".in").read_text("utf-8").splitlines()
        yield from (Requirement(line) for line in lines if line and line[0] not in "#-")


def not_met(parts: tuple[str, ...], machine: dict[str, str]) -> list[str]:
    """What the project or something locked asks for, without such a version being locked."""
    locked = pins(parts, machine)
    lacking: list[str] = []
    seen: set[tuple[str, str]] = set()
    to_see = [(wanted, "the project") for wanted in asked(parts)]
    while to_see:
        wanted, by = to_see.pop()
        name = canonicalize_name(wanted.name)
        if not wanted.specifier.contains(locked.get(name, "none"), prereleases=True):
            lacking.append(f"{by} asks for {wanted}")
            continue
        for extra in {"", *wanted.extras} - {extra for known, extra in seen if known == name}:
            seen.add((name, extra))
            for line in _requires(name, locked[name]):
                further = Requirement(line)
                if further.marker is None or further.marker.evaluate({**machine, "extra": extra}):
                    to_see.append((further, name))
    return lacking


def _requires(name: str, version: str) -> list[str]:
    """What that package asks for, as far as it is installed here: other machines have more."""
    try:
        there = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        assert name == "colorama"
        return []
    if there.version != version:
        # Their pins are compared with each other in test_locks.
        assert name in ("pyside6-essentials", "shiboken6")
        return []
    return there.requires or []


@pytest.mark.parametrize("parts", [("run",), ("run", "test")], ids="+".join)
@pytest.mark.parametrize(
    "machine", list(machines()), ids=lambda machine: " ".join(machine.values())
)
def test_all_that_is_asked_for_is_locked(parts: tuple[str, ...], machine: dict[str, str]) -> None:
    assert not_met(parts, machine) == []


def test_a_lack_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = next(machines())
    whole = pins(("run", "test"), machine)
    for name, version in (("pluggy", None), ("coverage", "7.0"), ("reportlab", None)):
        without = {known: pin for known, pin in whole.items() if known != name}
        spoilt = without if version is None else {**without, name: version}
        monkeypatch.setitem(globals(), "pins", lambda *_, spoilt=spoilt: spoilt)
        assert any(name in line for line in not_met(("run", "test"), machine))


def wheel(index: Path, name: str, version: str, *requires: str) -> str:
    """A package without contents in the folder; its line for a lock."""
    about = f"{name}-{version}.dist-info"
    lines = [f"Name: {name}", f"Version: {version}", *(f"Requires-Dist: {r}" for r in requires)]
    files = {
        f"{about}/METADATA": "\n".join(["Metadata-Version: 2.1", *lines, "Provides-Extra: toml"]),
        f"{about}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any",
    }
    record = "\n".join(f"{file},," for file in (*files, f"{about}/RECORD"))
    path = index / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for file, text in {**files, f"{about}/RECORD": record}.items():
            archive.writestr(file, f"{text}\n")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"{name}=={version} \\\n    --hash=sha256:{digest}\n"


@pytest.mark.slow
def test_what_was_published_since_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "published"
    index.mkdir()
    checkout = Environment(tmp_path / "检出")
    (checkout.root / "installer").mkdir(parents=True)
    # As pytest-cov asks for coverage[toml], of which a newer one than the locked is there.
    covering = wheel(index, "covering", "1.0", "measuring[toml]>=1", "planning>=1")
    measuring = wheel(index, "measuring", "1.1", "toml-reading>=1; extra == 'toml'")
    reading = wheel(index, "toml_reading", "1.0").replace("_", "-", 1)
    planning = wheel(index, "planning", "1.0")
    for name in ("covering", "measuring", "toml_reading", "planning"):
        wheel(index, name, "2.0", "measuring[toml]>=2" if name == "covering" else "planning>=2")
    checkout.lock("run").write_text(planning, "utf-8")
    checkout.lock("test").write_text(covering + measuring + reading, "utf-8")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(index))
    # Another machine's settings for pip, among them a constraint, are not these.
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")

    environments.provide(checkout, ("run", "test"))

    said = subprocess.run(
        [checkout.python, "-I", "-m", "pip", "list", "--format=json"],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    there = {entry["name"]: entry["version"] for entry in json.loads(said.stdout)}
    own = {"pip", "setuptools", "wheel"}
    assert {name.replace("_", "-"): there[name] for name in there.keys() - own} == {
        "covering": "1.0",
        "measuring": "1.1",
        "toml-reading": "1.0",
        "planning": "1.0",
    }
