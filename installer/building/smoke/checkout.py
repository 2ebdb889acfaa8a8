"""The two commands of the README, in a bare system from a copy of the checkout."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path

from installer.building import roots
from installer.building.order import Order
from installer.building.smoke.steps import expect

_PLACE = "root/检出 1"
# What tells pip of this machine where packages come from, and whom to believe.
_OF_PIP = (
    (Path("/etc/pip.conf"), "/etc/pip.conf"),
    (Path.home() / ".config" / "pip", "/root/.config/pip"),
    (Path.home() / ".cache" / "pip", "/root/.cache/pip"),
    (Path("/etc/ssl/certs/ca-certificates.crt"), "/etc/ssl/certs/ca-certificates.crt"),
)


def _runs(order: Order, root: roots.Root) -> None:
    """Without a display the program shows what it can do, and where the pictures of it are."""
    head = subprocess.run(
        ["git", "-C", str(order.root), "archive", "HEAD"], capture_output=True, check=True
    )
    with tarfile.open(fileobj=io.BytesIO(head.stdout)) as archive:
        archive.extractall(root.path / _PLACE, filter="data")
    root.install(["python3"])
    _dev(root, "run")


def _tests(_: Order, root: roots.Root) -> None:
    _dev(root, "test", "--", "tests/model", "-q", "--no-cov")


def _dev(root: roots.Root, *arguments: str) -> None:
    there = [(here, inside) for here, inside in _OF_PIP if here.exists()]
    done = root.run(
        ["python3", "dev.py", *arguments],
        binds=there,
        folder=f"/{_PLACE}",
        timeout=3600,
        check=False,
    )
    expect(done.returncode == 0, done.stdout[-1500:] + done.stderr[-1500:])


CHECKOUT: tuple[tuple[str, Callable[[Order, roots.Root], None]], ...] = (
    ("README: dev.py run", _runs),
    ("README: dev.py test", _tests),
)
