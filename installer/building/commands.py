"""`dev.py build TARGET` and `dev.py smoke TARGET`."""

from __future__ import annotations

import argparse
import importlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from installer.building import roots
from installer.building.order import Order
from installer.building.staging import source_date, version
from installer.setup import environment as environments
from installer.setup.environment import Environment
from installer.setup.words import SetupTrouble, say

# Target -> the modules that build and try it: `build(order)` gives the files made, `smoke(order)`
# the number of steps that failed.
TARGETS: dict[str, tuple[str, str]] = {
    "windows": ("installer.building.windows", "installer.building.smoke.windows"),
    "deb": ("installer.building.deb", "installer.building.smoke.linux"),
}


def main(environment: Environment, arguments: Sequence[str]) -> int:
    """Build or try a target; 0 when all is well. Raises SetupTrouble, SystemExit for wrong use."""
    asked = _parser().parse_args(arguments)
    if os.name != "posix" or os.geteuid() != 0:
        raise SetupTrouble(
            "构建和试装要在 Linux 上用 root 运行（要建立独立的 Debian 目录）。",
            "Building and trying wants root on Linux: it makes Debian roots of its own.",
        )
    environments.provide(environment, ("run",))
    order = Order(
        environment.root,
        environment.python,
        version(environment.root),
        source_date(environment.root, os.environ),
        getattr(asked, "python_embed", None),
        getattr(asked, "sign_cmd", None),
        getattr(asked, "older", None),
        getattr(asked, "pictures", None),
        getattr(asked, "readme", True),
    )
    building, smoking = TARGETS[asked.target]
    try:
        if asked.what == "smoke":
            return 1 if importlib.import_module(smoking).smoke(order) else 0
        return _build(importlib.import_module(building).build, order)
    except roots.Failed as failed:
        raise SetupTrouble("没有做成，请看下面的说明。", f"It failed.\n{failed}") from failed


def _build(build: Callable[[Order], list[Path]], order: Order) -> int:
    order.dist.mkdir(exist_ok=True)
    for made in build(order):
        say(f"已生成 {made}（{made.stat().st_size / 1e6:.1f} MB）", "made")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py")
    words = parser.add_subparsers(dest="what", required=True)
    build = words.add_parser("build", help="生成安装包 / make the installer of a target")
    build.add_argument("target", choices=TARGETS)
    build.add_argument("--python-embed", metavar="ZIP", type=Path)
    build.add_argument("--sign-cmd", metavar="CMD", help="called with each program file")
    smoke = words.add_parser("smoke", help="试装并逐项试用 / install and use it")
    smoke.add_argument("target", choices=TARGETS)
    smoke.add_argument("--older", metavar="FILE", type=Path, help="upgrade from this installer")
    smoke.add_argument("--pictures", metavar="FOLDER", type=Path)
    smoke.add_argument(
        "--without-readme",
        dest="readme",
        action="store_false",
        help="deb: leave out the README's commands in bare systems, ten minutes each",
    )
    return parser
