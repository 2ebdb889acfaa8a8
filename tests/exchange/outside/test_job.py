"""The structures that Windows is handed are laid out as it documents them; the rest runs there."""

from __future__ import annotations

import ctypes
import sys

import pytest

from hfgoals.exchange.outside import job, worker

_WIDE = ctypes.sizeof(ctypes.c_void_p) == 8

pytestmark = pytest.mark.skipif(not _WIDE, reason="the figures are those of 64 bits")


@pytest.mark.parametrize(
    ("structure", "size"), [(job.BasicLimits, 64), (job.IoCounters, 48), (job.ExtendedLimits, 144)]
)
def test_size(structure: type[ctypes.Structure], size: int) -> None:
    assert ctypes.sizeof(structure) == size


@pytest.mark.parametrize(
    ("structure", "name", "offset"),
    [
        (job.BasicLimits, "LimitFlags", 16),
        (job.BasicLimits, "MinimumWorkingSetSize", 24),
        (job.BasicLimits, "ActiveProcessLimit", 40),
        (job.BasicLimits, "Affinity", 48),
        (job.BasicLimits, "PriorityClass", 56),
        (job.ExtendedLimits, "IoInfo", 64),
        (job.ExtendedLimits, "ProcessMemoryLimit", 112),
        (job.ExtendedLimits, "PeakJobMemoryUsed", 136),
    ],
)
def test_offset(structure: type[ctypes.Structure], name: str, offset: int) -> None:
    assert getattr(structure, name).offset == offset


def test_what_the_process_may() -> None:
    asked = job.limits()
    basic = asked.BasicLimitInformation
    assert basic.LimitFlags == 0x2508
    assert asked.ProcessMemoryLimit == worker.MOST_MEMORY
    # A launcher of venv's, and Python behind it.
    assert basic.ActiveProcessLimit == 2


@pytest.mark.skipif(sys.platform == "win32", reason="there it is a real one")
def test_elsewhere_a_job_is_nothing() -> None:
    made = job.Job(0)
    made.close()
    made.close()
