"""Files as they come: encodings, and everything that is no text."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from hfgoals.exchange import source
from hfgoals.exchange.reading import read_source
from hfgoals.trouble import FileMissing, NotOurs, NotUnderstood, Trouble

_REAL = (Path(__file__).parents[1] / "real_files" / "002.txt").read_text(encoding="utf-8")


def _zip_holding(name: str, content: str = "x") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_same_text_in_every_encoding(tmp_path: Path, encoding: str, newline: str) -> None:
    path = tmp_path / "text.anything"
    path.write_bytes(_REAL.replace("\n", newline).encode(encoding))
    proposal = read_source(path)
    assert (proposal.year, len(proposal.plan.projects), proposal.notes) == (2022, 6, ())
    assert proposal.plan.overall.safeguards[4].text.endswith("应对策略。 ")


@pytest.mark.parametrize(
    ("data", "trouble", "word"),
    [
        (b"", NotUnderstood, "空"),
        (b" \n\n", NotUnderstood, "空"),
        (bytes(range(256)) * 40, NotOurs, "文本"),
        (b"\x00\x01\x02" * 100, NotOurs, "文本"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), NotUnderstood, "图片"),
        (_zip_holding("word/document.xml"), NotUnderstood, "写坏"),
        (_zip_holding("mimetype", "application/vnd.oasis.opendocument.text"), NotUnderstood, "odt"),
        (_zip_holding("xl/workbook.xml"), NotUnderstood, "写坏"),
        (_zip_holding("a.txt"), NotUnderstood, "压缩"),
        (_zip_holding("a.txt")[:40], NotUnderstood, "损坏"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), NotUnderstood, "Word"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "Workbook".encode("utf-16-le"),
            NotUnderstood,
            "Excel",
        ),
        (b"%PDF-1.7 x", NotUnderstood, "PDF"),
        (b"{\\rtf1 x}", NotUnderstood, "RTF"),
        ("一篇别的文章".encode(), NotUnderstood, "没有找到"),
    ],
)
def test_what_is_no_published_text(
    tmp_path: Path, data: bytes, trouble: type[Trouble], word: str
) -> None:
    path = tmp_path / "来源.txt"
    path.write_bytes(data)
    with pytest.raises(trouble) as raised:
        read_source(path)
    assert word in raised.value.what
    assert raised.value.safe
    assert raised.value.advice


def test_random_bytes_never_crash(tmp_path: Path) -> None:
    path = tmp_path / "garbage.txt"
    for size in (1, 2, 3, 17, 1000, 20_000):
        path.write_bytes(os.urandom(size))
        with pytest.raises(Trouble):
            read_source(path)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_source(tmp_path / "none.txt")
    with pytest.raises(NotOurs):
        read_source(tmp_path)


def test_a_file_far_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "LARGEST", 1000)
    path = tmp_path / "large.txt"
    path.write_text("字" * 1000, encoding="utf-8")
    with pytest.raises(NotOurs) as raised:
        read_source(path)
    assert "20 MB" in raised.value.what
