"""Each target built and used, when it is asked for: docs/building.md says how.

No run of the tests does this by itself, even where everything is there: it takes half an hour.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.installer.building.given import ROOT, VARIABLES, lacking

ASKED = "HFGOALS_INSTALLERS"
"""Names the targets, with blanks between them."""
_SYSTEMS = {
    "windows": ["windows-build", "wine"],
    "deb": ["build-bullseye", "bare-bullseye", "bare-bookworm", "bare-trixie"],
}
_SCREEN = {"QT_QPA_PLATFORM", "DISPLAY"}
_SECONDS = 5400


@pytest.mark.slow
@pytest.mark.timeout(2 * _SECONDS)
@pytest.mark.parametrize("target", _SYSTEMS)
def test_a_target_is_built_and_passes_its_smoke_test(target: str) -> None:
    if target not in VARIABLES.get(ASKED, "").split():
        pytest.skip(f"not asked for: {ASKED}={target}")
    if why := lacking(_SYSTEMS[target]):
        pytest.skip(why)
    _dev("build", target)
    _dev("smoke", target, *(["--without-readme"] if target == "deb" else []))


def _dev(*arguments: str) -> None:
    """The command as a user of the checkout gives it, told line by line."""
    mine = {name: value for name, value in VARIABLES.items() if name not in _SCREEN}
    command = [sys.executable, ROOT / "dev.py", *arguments]
    done = subprocess.run(
        command, env=mine, stdin=subprocess.DEVNULL, timeout=_SECONDS, capture_output=True
    )
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    print(said)
    assert done.returncode == 0, said[-6000:]
