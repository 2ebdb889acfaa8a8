"""One command of the program, in a folder of its own, made to be killed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

# What commands load only when it is wanted: loaded once for all that are forked.
import hfgoals.cli.backups
import hfgoals.cli.checking
import hfgoals.cli.gathering
import hfgoals.cli.handing_over
import hfgoals.cli.history
import hfgoals.cli.packaging
import hfgoals.cli.rolling
import hfgoals.cli.salvaging
import hfgoals.cli.taking_in
import hfgoals.cli.templating
import hfgoals.history.filling
import hfgoals.render.docx
import hfgoals.render.pdf
import hfgoals.render.xlsx
import hfgoals.report
import hfgoals.sample
import hfgoals.templates
import hfgoals.wide  # noqa: F401
from tests.cli.run import run

HOME, TEMPORARY = "home", "tmp"
"""Folders beside the files: for settings and backups, for what is only meanwhile."""


def work(folder: str, line: str, codes: str) -> None:
    """Run that command line in the folder; it has to end with one of the codes."""
    os.chdir(folder)
    for name in ("CONFIG", "CACHE", "DATA", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(Path(folder, HOME))
    tempfile.tempdir = str(Path(folder, TEMPORARY))
    # The output is what the nursery speaks by.
    nowhere, told = os.open(os.devnull, os.O_WRONLY), os.dup(2)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    code = run(*line.split())
    os.dup2(told, 2)
    if code not in [int(each) for each in codes.split()]:
        raise AssertionError(f"ended with {code}: {line}")
