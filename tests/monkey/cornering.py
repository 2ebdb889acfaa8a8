"""Fewer steps with the same fault: the last ones before it, then those without which it stays away.

Every attempt is a process of its own, so crashes can be cornered as well. Where threads have a part
in a fault, it may not come back with the same steps.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

_MOST_ATTEMPTS = 40
FAULT = "FAULT at step "


def corner(seed: int, numbers: list[int]) -> str:
    """The numbers of few steps that do it, as --only takes them; "" when nothing goes wrong."""
    fault, reached = attempt(seed, numbers)
    if not fault:
        return ""
    numbers = [each for each in numbers if each <= reached]
    left = _MOST_ATTEMPTS
    for candidate in _fewer(numbers):
        left -= 1
        print(f"{len(candidate)} steps …", file=sys.stderr, flush=True)
        if attempt(seed, candidate)[0] == fault:
            numbers = candidate
            break
    size = max(1, len(numbers) // 2)
    while left > 0 and len(numbers) > 1:
        for at in range(0, len(numbers), size):
            candidate = numbers[:at] + numbers[at + size :]
            left -= 1
            if candidate and attempt(seed, candidate)[0] == fault:
                numbers = candidate
                break
            if left <= 0:
                break
        else:
            if size == 1:
                break
            size //= 2
    return ",".join(map(str, numbers))


def attempt(seed: int, numbers: list[int]) -> tuple[str, int]:
    """What went wrong with these steps, in one line, and at which; ("", 0) when nothing did."""
    only = ",".join(map(str, _ranges(numbers)))
    done = subprocess.run(
        [sys.executable, "-m", "tests.monkey", "--seed", str(seed), "--only", only],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode == 0:
        return "", 0
    lines = done.stdout.splitlines()
    at = next((row for row, line in enumerate(lines) if line.startswith(FAULT)), -1)
    if at < 0:
        return f"ended with {done.returncode}", numbers[-1]
    end = lines.index("the last steps:")
    return lines[end - 1], int(lines[at].removeprefix(FAULT).rstrip(":"))


def _fewer(numbers: list[int]) -> Iterator[list[int]]:
    size = 2
    while size < len(numbers):
        yield numbers[-size:]
        size *= 4


def _ranges(numbers: list[int]) -> Iterator[str]:
    """1, 2, 3, 7 as 1-3, 7."""
    first = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield f"{first}-{last}"
            first = number
        last = number
    yield f"{first}-{last}"
