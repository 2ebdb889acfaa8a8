"""What the bundle's program file runs."""

import sys

if sys.argv[1:4] == ["-P", "-m", "hfgoals.exchange.outside.worker"]:
    # The process that reads files from outside is started as a Python would be (readers.py).
    from hfgoals.exchange.outside.worker import main as read

    sys.exit(read(sys.argv[4:]))

from hfgoals.__main__ import main

sys.exit(main())
