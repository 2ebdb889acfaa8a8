"""What was, and what became of it: changes between two states, the change log, named versions."""

from __future__ import annotations

from typing import Final

RETURNS: Final = "returns"
"""The setting of the file that keeps the bureau's remarks: a list, the oldest first."""
