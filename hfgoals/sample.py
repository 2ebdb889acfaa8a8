"""The sample workbook: a fictional county's media centre, filled in as a reviewer would wish it.

The year 2022 uses the older scheme of indicators, 2023 the newer one (review rules, section 1.1).
"""

from __future__ import annotations

import json

from hfgoals import paths
from hfgoals.exchange.dump import load
from hfgoals.model.values import Book


def sample_book() -> Book:
    """The sample, marked as one (``sample`` is True), with new row ids."""
    text = paths.resource("samples", "sample.json").read_text(encoding="utf-8")
    return load(json.loads(text))
