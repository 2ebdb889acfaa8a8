"""Files of every kind, changed at random: read, or refused in words; soon, in little memory.

A few of each; HFGOALS_TIMES=5000 in the environment makes five thousand in all.
"""

from __future__ import annotations

import io
import os
import random
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from hfgoals.exchange.outside import readers
from hfgoals.exchange.reading import read_source
from hfgoals.export import Choice, export
from hfgoals.model.values import Book
from hfgoals.sample import sample_book
from hfgoals.trouble import Trouble
from tests.budget import often
from tests.exchange.hostile_plain import MAKERS
from tests.pace import too_long

_TESTS: Final = Path(__file__).parents[1]
_SECONDS: Final = 5
_SIGNS: Final = (b"<", b">", b'"', b"\x00", b"&", b"\xff", b"9" * 30, b"</w:p>", b"<c/>", b"-1")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One good file of each kind, by name."""
    folder = tmp_path_factory.mktemp("good")
    book: Book = sample_book()
    made = export(book, folder, Choice(formats=("xlsx", "docx"))).files
    foreign = (_TESTS / "exchange" / "foreign" / "files").iterdir()
    texts = (_TESTS / "real_files" / f"{name}.txt" for name in ("002", "004"))
    pages = {name: MAKERS[name]() for name in ("escapes.html", "labels in one cell.html")}
    pages["table.html"] = _page()
    return {path.name: path.read_bytes() for path in (*made, *foreign, *texts)} | pages


def _page() -> bytes:
    rows = "".join(
        f"<tr><td rowspan=2>产出指标<td>数量指标<td>编发数{n}<td>≥{n}条<tr><td>质量<td>差错<td>≤1%"
        for n in range(30)
    )
    head = "<tr><td>一级指标<td>二级指标<td>三级指标<td>指标值"
    return f"<html><table><tr><td>项目名称<td colspan=3>甲{head}{rows}</table>".encode()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the system what was spent")
def test_a_changed_file_is_read_or_refused(files: dict[str, bytes], tmp_path: Path) -> None:
    seed = int(os.environ.get("HFGOALS_SEED", str(random.randrange(1_000_000))))
    found = Counter[str]()
    for number in range(often(30)):
        chance = random.Random(seed * 1_000_000 + number)
        name = chance.choice(sorted(files))
        path = tmp_path / f"改{Path(name).suffix}"
        path.write_bytes(_changed(files[name], chance))
        where = f"{name}, number {number} of seed {seed}"
        begun = _spent()
        found[f"{path.suffix} {_read(path, where)}"] += 1
        took = _spent() - begun
        assert not too_long(took, _SECONDS), (where, took)
    print(*(f"{count} {what}" for what, count in sorted(found.items())), sep="\n")
    assert sum(count for what, count in found.items() if what.endswith("read")) > 0


def _read(path: Path, where: str) -> str:
    try:
        read_source(path)
    except Trouble as trouble:
        said = trouble
    else:
        return "read"
    assert "意外" not in said.what, where
    assert said.safe, where
    assert said.advice, where
    return "refused"


def _spent() -> float:
    """Processor seconds of this process and of the waiting readers with their forks."""
    ticks = 0
    for reader in readers._idle:
        stat = Path(f"/proc/{reader.process.pid}/stat").read_text("ascii", "replace")
        ticks += sum(map(int, stat.rpartition(")")[2].split()[11:15]))
    return sum(os.times()[:2]) + ticks / os.sysconf("SC_CLK_TCK")


def _changed(content: bytes, chance: random.Random) -> bytes:
    """As a disk, a mail or another program may leave it; a package within its parts, too."""
    if not content.startswith(b"PK") or chance.random() < 0.3:
        return _spoilt(content, chance)
    parts = dict(_parts(content))
    for _ in range(chance.choice((1, 1, 3))):
        name = chance.choice(sorted(parts))
        parts[name] = _spoilt(parts[name], chance)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            if chance.random() > 0.01:
                package.writestr(name, data)
    return packed.getvalue()


def _parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            yield name, package.read(name)


def _spoilt(content: bytes, chance: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 4, 40))):
        if not made:
            break
        at = chance.randrange(len(made))
        way = chance.randrange(6)
        if way == 0:
            made[at] ^= 1 << chance.randrange(8)
        elif way == 1:
            made[at:at] = chance.choice(_SIGNS)
        elif way == 2:
            del made[at : at + chance.choice((1, 10, 1000))]
        elif way == 3:
            other = chance.randrange(len(made))
            length = chance.choice((4, 100, 2000))
            made[at:at] = made[other : other + length]
        elif way == 4:
            made[at : at + 8] = chance.randbytes(8)
        elif chance.random() < 0.1:
            del made[at:]
    return bytes(made)
