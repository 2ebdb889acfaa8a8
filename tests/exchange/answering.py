"""Hostile files, each read in a process of its own: answered soon, in little memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.pace import PATIENCE

_SECONDS = 5.0
"""Of processor time, on the machine of docs/benchmarks.md."""
_MEMORY_MB = 400
_ONE_READING = """
import json, resource, sys
from pathlib import Path
from hfgoals.exchange.reading import read_source
from hfgoals.trouble import Trouble
from tests.pace import slowness, spent
try:
    proposal = read_source(Path(sys.argv[1]))
    said = {"read": len(proposal.plan.projects), "notes": len(proposal.notes)}
except Trouble as trouble:
    said = {"trouble": trouble.what, "safe": trouble.safe, "advice": trouble.advice}
took = spent() / slowness()
status = Path("/proc/self/status").read_text()
ours = int(status.partition("VmHWM:")[2].split()[0]) // 1024
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(json.dumps({**said, "memory": ours + child, "took": took}))
"""


def made_by(module: str, folder: Path) -> Path:
    """The folder, filled with the files that the module makes."""
    subprocess.run([sys.executable, "-m", module, str(folder)], check=True, timeout=PATIENCE)
    return folder


def assert_answered(path: Path, *, readable: bool) -> None:
    """A Trouble with what is safe and what to do, or what can be read; both within the limits."""
    command = [sys.executable, "-c", _ONE_READING, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["took"] < _SECONDS, said
    assert said["memory"] < _MEMORY_MB, said
    if "trouble" in said:
        assert said["safe"]
        assert said["advice"]
        assert not readable, said
    else:
        assert said["read"] >= 1
    assert not Path("/tmp/hfgoals-climbed").exists()
