"""How long jobs tell how far they are."""

from __future__ import annotations

from collections.abc import Callable

Report = Callable[[int, int], None]
"""Called with (done, total) now and then, total 0 while unknown; may raise Cancelled."""
