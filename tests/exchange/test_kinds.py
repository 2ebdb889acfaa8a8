"""What kind of file a source is: its content decides, whatever it is called."""

from __future__ import annotations

import zipfile
from importlib import import_module
from pathlib import Path

import pytest

from hfgoals.exchange.kinds import ENDINGS, OLD_OFFICE, READERS, SENT_IN, SOURCES, SQLITE, patterns
from hfgoals.exchange.source import kind_of

BOOK, TEXT, OTHER = "xl/workbook.xml", "word/document.xml", "ppt/presentation.xml"


def _zip(folder: Path, *names: str) -> Path:
    path = folder / "无后缀"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 5000)
    return path


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ((BOOK,), "xlsx"),
        ((TEXT,), "docx"),
        ((BOOK, "xl/embeddings/word/document.xml"), "xlsx"),
        ((TEXT, "word/embeddings/xl/workbook.xml"), "docx"),
        ((OTHER, BOOK), "xlsx"),
        ((OTHER, TEXT), "docx"),
        ((OTHER,), "text"),
    ],
)
def test_a_package_is_what_its_first_part_of_a_kind_says(
    names: tuple[str, ...], kind: str, tmp_path: Path
) -> None:
    assert kind_of(_zip(tmp_path, *names)).id == kind


def _utf16(*words: str) -> bytes:
    return b"".join(word.encode("utf-16-le") for word in words)


@pytest.mark.parametrize("filling", [b"", b"\0" * 9000])
@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (SQLITE, "hfg"),
        (OLD_OFFICE + _utf16("Workbook"), "xls"),
        (OLD_OFFICE + _utf16("Book"), "xls"),
        (OLD_OFFICE + _utf16("Workbook", "EncryptedPackage"), "text"),
        (OLD_OFFICE + _utf16("WordDocument", "Workbook"), "text"),
        (OLD_OFFICE, "text"),
        (_utf16("Workbook"), "text"),
        (b"<html><table>", "html"),
        (b"\xef\xbb\xbf  <!-- by hand -->\n<TABLE >", "html"),
        ("绩效目标 <table>".encode(), "text"),
        (b"", "text"),
    ],
)
def test_other_files_are_what_they_begin_with(
    content: bytes, kind: str, filling: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "x.docx"
    # What tells an old workbook may stand far behind its beginning.
    middle = len(OLD_OFFICE) if content.startswith(OLD_OFFICE) else len(content)
    path.write_bytes(content[:middle] + filling + content[middle:])
    assert kind_of(path).id == kind


def test_every_reader_is_there_and_every_ending_has_one_meaning() -> None:
    for reader in READERS.values():
        module, _, name = reader.partition(":")
        assert callable(getattr(import_module(module), name))
    endings = [ending for kind in SOURCES for ending in kind.endings]
    assert sorted(endings) == sorted(set(endings))
    assert all(ending == ending.lower() and ending.startswith(".") for ending in SENT_IN)
    assert ENDINGS.items() < SENT_IN.items()
    assert patterns({".a": "甲", ".b": "乙"}) == "*.a *.b"
