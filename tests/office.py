"""Files saved again by LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.pace import PATIENCE

OFFICE = shutil.which("soffice")


def saved_again(path: Path, folder: Path) -> Path:
    """The file as LibreOffice writes it in its own kind, in that folder."""
    assert OFFICE is not None
    kind = path.suffix.removeprefix(".")
    command = [OFFICE, "--headless", f"-env:UserInstallation={(folder / 'home').as_uri()}"]
    command += ["--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120 * PATIENCE)
    return folder / path.name
