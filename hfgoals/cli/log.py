"""The record of what went wrong inside the program, for whoever mends it."""

from __future__ import annotations

import logging
from pathlib import Path

from hfgoals import paths
from hfgoals.plain import added_to

_FORMAT = "%(asctime)s %(levelname)s %(message)s"


def log_fault(error: Exception) -> Path | None:
    """Write the exception to the log; its path, None when there is no writing it."""
    try:
        place = paths.log_folder() / "hfgoals.log"
        log = added_to(place)
    except OSError:
        return None
    with log:
        handler = logging.StreamHandler(log)
        handler.setFormatter(logging.Formatter(_FORMAT))
        logger = logging.getLogger("hfgoals.cli")
        logger.addHandler(handler)
        try:
            logger.error("command line", exc_info=error)
        finally:
            logger.removeHandler(handler)
    return place
