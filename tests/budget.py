"""How often the laws are tried: few times at every run, many with HYPOTHESIS_PROFILE=thorough."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from typing import TypeVar

from hypothesis import HealthCheck, Phase, settings

_Thing = TypeVar("_Thing")
ORDER = "TESTS_ORDER"
"""The variable of the environment that holds the number of this run's order."""
USUAL, THOROUGH = "usual", "thorough"
_CHOSEN = os.environ.get("HYPOTHESIS_PROFILE", USUAL)
_SHARE = {USUAL: 0.5, THOROUGH: 20}
_MANY, _FEWEST = 40, 4


def load() -> None:
    """Let every law go by the profile that the environment names. Raises KeyError for another."""
    # How fast the machine is says nothing about a law.
    slow = [HealthCheck.too_slow]
    settings.register_profile(
        _CHOSEN,
        max_examples=_examples(_MANY),
        deadline=None,
        suppress_health_check=slow,
        print_blob=True,
    )
    settings.load_profile(_CHOSEN)


def tried(times: int) -> settings:
    """For a law whose examples are dear, or that wants many: the usual run tries half of them."""
    return settings(max_examples=_examples(times))


def _examples(times: int) -> int:
    return max(_FEWEST, round(times * _SHARE[_CHOSEN]))


def tried_on_files(times: int) -> settings:
    """For a law whose every example writes a file and starts a process.

    Making a failing one smaller would take minutes. The examples share the test's folder.
    """
    return settings(
        tried(times),
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
    )


def some(things: Sequence[_Thing], count: int) -> list[_Thing]:
    """So many of them, other ones at every run, with the order of the tests; all when thorough."""
    if _CHOSEN == THOROUGH or len(things) <= count:
        return list(things)
    return random.Random(os.environ.get(ORDER)).sample(things, count)


def told() -> str:
    """The profile in words for the report's head."""
    return f"HYPOTHESIS_PROFILE={_CHOSEN}"


def often(usual: int, variable: str = "HFGOALS_TIMES") -> int:
    """How often a proof is tried that has a number of its own: as docs/reliability.md says."""
    return int(os.environ.get(variable, usual))
