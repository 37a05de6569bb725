"""Pictures: derived once in the sizes and formats that pages ask for; only real pictures are taken."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from backend.catalog import media
from backend.catalog.media import PictureFormat
from backend.kit.config import settings
from backend.kit.errors import InvalidInput
from backend.kit.storage import storage

SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 1200">'
    '<rect width="1200" height="1200" fill="#0b5c6b"/></svg>'
)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("AGORA_DATA_DIR", str(tmp_path))
    settings.cache_clear()
    storage.cache_clear()
    yield
    settings.cache_clear()
    storage.cache_clear()


def photograph(width: int, height: int, kind: str = "JPEG") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(buffer, kind)
    return buffer.getvalue()


def opened(body: bytes | None) -> Image.Image:
    assert body is not None
    return Image.open(io.BytesIO(body))


@pytest.mark.parametrize("width", media.WIDTHS)
@pytest.mark.parametrize("picture_format", list(PictureFormat))
def test_a_drawing_is_rendered_at_the_width_asked_for(width: int, picture_format: PictureFormat) -> None:
    picture = opened(
        media.derivative(media.store_drawing(SQUARE), width=width, picture_format=picture_format)
    )
    assert (picture.size, picture.format) == ((width, width), picture_format.name)
    red, green, blue = picture.convert("RGB").getpixel((5, 5))
    assert abs(red - 0x0B) + abs(green - 0x5C) + abs(blue - 0x6B) < 12


def test_a_derivative_is_made_once_and_kept() -> None:
    key = media.store_drawing(SQUARE)
    first = media.derivative(key, width=160, picture_format=PictureFormat.WEBP)
    storage().put(key, b"not a drawing any more", content_type="image/svg+xml")
    assert media.derivative(key, width=160, picture_format=PictureFormat.WEBP) == first


def test_a_photograph_is_shrunk_and_never_enlarged() -> None:
    key, content_type, width, height = media.store_upload(photograph(800, 400))
    assert (content_type, width, height) == ("image/jpeg", 800, 400)
    assert opened(media.derivative(key, width=320, picture_format=PictureFormat.AVIF)).size == (320, 160)
    assert opened(media.derivative(key, width=1200, picture_format=PictureFormat.WEBP)).size == (800, 400)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<svg/>",
        SQUARE.encode(),
        b"GIF89a" + b"\x00" * 40,
        photograph(10, 10, "BMP"),
        photograph(10, 10)[:100],
    ],
)
def test_what_is_no_png_jpeg_or_webp_is_refused_and_nothing_stored(body: bytes, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as refusal:
        media.store_upload(body)
    assert refusal.value.field == "picture"
    assert not list(tmp_path.rglob("uploads/*"))


@pytest.mark.parametrize(
    ("key", "width"),
    [
        ("drawn/aa/none.svg", 320),
        ("../secrets.json", 320),
        ("derived/320/x.webp", 320),
        ("drawn/../x.svg", 320),
    ],
)
def test_keys_that_are_no_originals_answer_nothing(key: str, width: int) -> None:
    assert media.derivative(key, width=width, picture_format=PictureFormat.WEBP) is None


def test_other_widths_answer_nothing() -> None:
    assert media.derivative(media.store_drawing(SQUARE), width=321, picture_format=PictureFormat.WEBP) is None
