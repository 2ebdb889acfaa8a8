"""The icon that Windows shows."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image

from installer.building import icon

SVG = Path(__file__).resolve().parents[3] / "resources" / "icons" / "app.svg"


def test_all_sizes_are_in_it_as_they_were_drawn() -> None:
    drawn = icon.drawn(Path(sys.executable), SVG, (16, 48, 256))
    with Image.open(io.BytesIO(icon.ico(drawn))) as picture:
        assert picture.info["sizes"] == {(16, 16), (48, 48), (256, 256)}
        for size, png in drawn.items():
            one = picture.ico.getimage((size, size))  # type: ignore[attr-defined]
            with Image.open(io.BytesIO(png)) as whole:
                assert one.convert("RGBA").tobytes() == whole.convert("RGBA").tobytes()


def test_something_is_drawn() -> None:
    with Image.open(io.BytesIO(icon.drawn(Path(sys.executable), SVG, (64,))[64])) as picture:
        assert len(set(picture.convert("RGBA").tobytes())) > 10
