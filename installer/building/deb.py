"""The Linux target: a .deb for Debian, Kylin and UOS, and a .tar.xz to be carried about.

Both hold the same bundle. The package puts it into /opt, and tells the desktop of the program and
of its files; it runs no script when it is installed or taken away.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from hfgoals.paths import PORTABLE
from installer.building import icon
from installer.building.linux import bundle as bundles
from installer.building.linux.bundle import MACHINE, NAME, RECIPES
from installer.building.order import Order
from installer.building.packing import ar, tar_xz
from installer.building.staging import settle
from installer.setup.words import say

ARCHITECTURE = {"x86_64": "amd64", "aarch64": "arm64"}.get(MACHINE, MACHINE)
TITLE = "绩效目标填报"
_PORTABLE_SAYS = """\
有这个文件时，设置、日志和备份都保存在本文件夹里，不写入这台电脑，适合放在 U 盘上使用。
删除这个文件后，它们改存到当前用户的主文件夹里。
"""
_ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)
# What the desktop learns the program and its files by, where it has these; a printer.
_RECOMMENDED = "desktop-file-utils, shared-mime-info, xdg-utils, libcups2"
_CONTROL = """\
Package: {name}
Version: {version}
Architecture: {architecture}
Maintainer: hfgoals contributors <hfgoals@localhost>
Section: editors
Priority: optional
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: {recommended}
Description: 绩效目标填报
 部门整体绩效目标和项目绩效目标表的离线填报程序：填写、检查、打印、
 导出 Excel、PDF 和 Word，整理报送材料，汇总下属单位，结转下一年度。
"""


def build(order: Order) -> list[Path]:
    """Both files in ``dist``."""
    bundle = bundles.made(order)
    return [_deb(order, bundle), _carried(order, bundle)]


def deb_name(version: str) -> str:
    """Of the package's file, as apt calls it."""
    return f"{NAME}_{version}_{ARCHITECTURE}.deb"


def carried_name(version: str) -> str:
    """Of the archive to be carried about; its one folder is called ``TITLE``."""
    return f"{TITLE}-{version}-linux-{MACHINE}.tar.xz"


def _deb(order: Order, bundle: Path) -> Path:
    say("正在压缩 .deb", "packing the .deb")
    tree, control = bundle.parents[1] / "tree", bundle.parents[1] / "control"
    _lay(order, bundle, tree)
    control.mkdir()
    (control / "control").write_text(_control(order, bundle, tree), "utf-8")
    (control / "md5sums").write_text(_sums(tree), "utf-8")
    settle(control, order.date)
    files = {
        "debian-binary": b"2.0\n",
        "control.tar.xz": tar_xz(control, ".", order.date),
        "data.tar.xz": tar_xz(tree, ".", order.date),
    }
    made = order.dist / deb_name(order.version)
    made.write_bytes(ar(files, order.date))
    return made


def _lay(order: Order, bundle: Path, tree: Path) -> None:
    """All files of the package, where they are to be."""
    share = tree / "usr" / "share"
    shutil.copytree(bundle, tree / "opt" / NAME, symlinks=True, copy_function=os.link)
    (tree / "usr" / "bin").mkdir(parents=True)
    (tree / "usr" / "bin" / NAME).symlink_to(f"/opt/{NAME}/{NAME}")
    day = datetime.fromtimestamp(order.date, UTC).strftime("%Y-%m-%d")
    for recipe, place in (
        ("hfgoals.desktop", "applications/hfgoals.desktop"),
        ("hfgoals-mime.xml", "mime/packages/hfgoals.xml"),
        ("org.example.hfgoals.metainfo.xml", "metainfo/org.example.hfgoals.metainfo.xml"),
    ):
        text = (RECIPES / recipe).read_text("utf-8")
        to = share / place
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(text.replace("@VERSION@", order.version).replace("@DATE@", day), "utf-8")
    svg = order.root / "resources" / "icons" / "app.svg"
    icons = share / "icons" / "hicolor"
    (icons / "scalable" / "apps").mkdir(parents=True)
    shutil.copyfile(svg, icons / "scalable" / "apps" / f"{NAME}.svg")
    for size, png in icon.drawn(order.python, svg, _ICON_SIZES).items():
        (icons / f"{size}x{size}" / "apps").mkdir(parents=True)
        (icons / f"{size}x{size}" / "apps" / f"{NAME}.png").write_bytes(png)
    (share / "doc" / NAME).mkdir(parents=True)
    shutil.copyfile(bundle / "LICENCES.txt", share / "doc" / NAME / "copyright")
    settle(tree, order.date)


def _control(order: Order, bundle: Path, tree: Path) -> str:
    files = (path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    # libcups is only wanted for printing.
    depends = (each for each in bundles.depends(bundle) if each != "libcups2")
    return _CONTROL.format(
        name=NAME,
        version=order.version,
        architecture=ARCHITECTURE,
        kilobytes=sum(-(-path.stat().st_size // 1024) for path in files),
        depends=", ".join(depends),
        recommended=_RECOMMENDED,
    )


def _sums(tree: Path) -> str:
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    return "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  "
        f"{path.relative_to(tree).as_posix()}\n"
        for path in files
    )


def _carried(order: Order, bundle: Path) -> Path:
    say("正在压缩便携版", "packing the portable archive")
    (bundle / PORTABLE).write_text(_PORTABLE_SAYS, "utf-8")
    settle(bundle, order.date)
    made = order.dist / carried_name(order.version)
    made.write_bytes(tar_xz(bundle, TITLE, order.date))
    return made
