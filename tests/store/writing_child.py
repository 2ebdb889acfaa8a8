"""A process that saves steps as fast as it can and tells which are durable; made to be killed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hfgoals.store import Writer, open_file
from hfgoals.trouble import Trouble
from tests.pace import PATIENCE
from tests.store.workbooks import step

ROWS = 6


def main(path: Path, first: int) -> None:
    """Step n sets the same six rows to the text n; a line with n goes out once it is durable."""
    store = open_file(path)
    # One write() to a pipe is seen whole by the other side, even if this process dies after it.
    writer = Writer(store, lambda ticket: _tell(first + ticket - 1), _fail)
    book = store.book
    for number in range(first, first + 1_000_000):
        book, changes = step(book, str(number), ROWS)
        writer.submit(changes)
        if writer.waiting > 20:
            writer.flush(PATIENCE)


def _tell(number: int) -> None:
    os.write(1, b"%d\n" % number)


def _fail(trouble: Trouble) -> None:
    os.write(1, f"failed {trouble}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
