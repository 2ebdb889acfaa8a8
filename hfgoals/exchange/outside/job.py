"""What Windows has in place of the limits of a fork: a job object around the reading process.

It may take so much memory, start no further processes, show no box when it falls over, and ends
with the program, however that ends. Only the limit of memory is wanted for sure: where the system
refuses a job, those of prescan and the parent's time stand alone, as before.

Real Windows was not at hand when this was written. Under wine 10 the process was in the job and
ended with it; that its memory is limited was not tried. A test compares the layout of the
structures with the documented one.
"""

from __future__ import annotations

import ctypes
import logging
import sys
from typing import Final

MOST_MEMORY: Final = 384 * 1024 * 1024
"""In bytes; as for a fork (worker)."""

KILL_ON_JOB_CLOSE: Final = 0x2000
DIE_ON_UNHANDLED_EXCEPTION: Final = 0x400
PROCESS_MEMORY: Final = 0x100
ACTIVE_PROCESS: Final = 0x8
EXTENDED_LIMIT_INFORMATION: Final = 9
"""The class of information that ExtendedLimits is."""
_MOST_PROCESSES: Final = 2
"""In an environment of venv's the process is a launcher with Python behind it."""
_log = logging.getLogger(__name__)


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class IoCounters(ctypes.Structure):
    """IO_COUNTERS."""

    _fields_ = tuple(
        (name, ctypes.c_uint64)
        for name in (
            *("ReadOperationCount", "WriteOperationCount", "OtherOperationCount"),
            *("ReadTransferCount", "WriteTransferCount", "OtherTransferCount"),
        )
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("BasicLimitInformation", BasicLimits),
        ("IoInfo", IoCounters),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def limits() -> ExtendedLimits:
    """What the reading process may."""
    found = ExtendedLimits()
    found.BasicLimitInformation.LimitFlags = (
        KILL_ON_JOB_CLOSE | DIE_ON_UNHANDLED_EXCEPTION | PROCESS_MEMORY | ACTIVE_PROCESS
    )
    found.BasicLimitInformation.ActiveProcessLimit = _MOST_PROCESSES
    found.ProcessMemoryLimit = MOST_MEMORY
    return found


if sys.platform == "win32":
    from ctypes import wintypes

    class Job:
        """Holds the process for as long as it is open; closing it ends the process."""

        def __init__(self, process: int) -> None:
            """``process`` is the handle of one that was just started."""
            self._kernel = _kernel()
            self._handle: int | None = self._kernel.CreateJobObjectW(None, None)
            if self._handle is None or not self._taken(process):
                _log.warning("no job for the reading process: %s", ctypes.WinError())
                self.close()

        def _taken(self, process: int) -> bool:
            wanted = limits()
            set_up = self._kernel.SetInformationJobObject(
                self._handle,
                EXTENDED_LIMIT_INFORMATION,
                ctypes.byref(wanted),
                ctypes.sizeof(wanted),
            )
            return bool(set_up and self._kernel.AssignProcessToJobObject(self._handle, process))

        def close(self) -> None:
            """End the process, if it has not ended; harmless when done twice."""
            handle, self._handle = self._handle, None
            if handle is not None:
                self._kernel.CloseHandle(handle)

    def _kernel() -> ctypes.WinDLL:
        """The functions with their types: a handle is a pointer, wider than ctypes' usual int."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (
            wintypes.HANDLE,
            ctypes.c_int,
            ctypes.c_void_p,
            wintypes.DWORD,
        )
        kernel.SetInformationJobObject.restype = wintypes.BOOL
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        kernel.AssignProcessToJobObject.restype = wintypes.BOOL
        kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
        kernel.CloseHandle.restype = wintypes.BOOL
        return kernel

else:

    class Job:
        """Nothing: a fork has limits of its own."""

        def __init__(self, process: int) -> None:
            """Takes what there is on Windows."""

        def close(self) -> None:
            """Nothing to close."""
