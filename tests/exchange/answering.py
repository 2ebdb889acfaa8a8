"""Hostile files, each read in a process of its own: answered soon, in little memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

_SECONDS = 5.0
_MEMORY_MB = 400
_ONE_READING = """
import json, resource, sys
from pathlib import Path
from hfgoals.exchange.reading import read_source
from hfgoals.trouble import Trouble
try:
    proposal = read_source(Path(sys.argv[1]))
    said = {"read": len(proposal.plan.projects), "notes": len(proposal.notes)}
except Trouble as trouble:
    said = {"trouble": trouble.what, "safe": trouble.safe, "advice": trouble.advice}
status = Path("/proc/self/status").read_text()
ours = int(status.partition("VmHWM:")[2].split()[0]) // 1024
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(json.dumps({**said, "memory": ours + child}))
"""


def made_by(module: str, folder: Path) -> Path:
    """The folder, filled with the files that the module makes."""
    subprocess.run([sys.executable, "-m", module, str(folder)], check=True, timeout=180)
    return folder


def assert_answered(path: Path, *, readable: bool) -> None:
    """A Trouble with what is safe and what to do, or what can be read; both within the limits."""
    start = time.monotonic()
    command = [sys.executable, "-c", _ONE_READING, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    took = time.monotonic() - start
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert took < _SECONDS, said
    assert said["memory"] < _MEMORY_MB, said
    if "trouble" in said:
        assert said["safe"]
        assert said["advice"]
        assert not readable, said
    else:
        assert said["read"] >= 1
    assert not Path("/tmp/hfgoals-climbed").exists()
