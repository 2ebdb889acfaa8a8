"""What the bundle's program file runs: the program, or the process that reads files for it."""

import os
import sys

# PyInstaller's loader led this process to the bundle's libraries. What it starts, such as the
# desktop's file manager, has its own.
_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = _before

if sys.argv[1:4] == ["-P", "-m", "hfgoals.exchange.outside.worker"]:
    # It is asked for as a Python would be (hfgoals/exchange/outside/readers.py).
    from hfgoals.exchange.outside.worker import main as read

    sys.exit(read(sys.argv[4:]))

from hfgoals.__main__ import main

sys.exit(main())
