"""Pictures: originals in object storage, sizes and formats derived when first asked for and then kept.

Derivatives are immutable: their key says everything they depend on, and an original is stored under a hash of
its content.
"""

import hashlib
import io
import re
from enum import StrEnum

import pyvips
from PIL import Image, UnidentifiedImageError

from backend.kit.errors import InvalidInput
from backend.kit.storage import storage

WIDTHS = (160, 320, 640, 1200)
MAX_UPLOAD_BYTES = 10_000_000
MAX_PIXELS = 40_000_000
_ORIGINAL = re.compile(r"(?:drawn/[a-z0-9_\-/]+\.svg|uploads/[a-z0-9_\-/]+\.(?:png|jpg|webp))")
_SHRINK = "down"
_UPLOAD_FORMATS = {"PNG": ("png", "image/png"), "JPEG": ("jpg", "image/jpeg"), "WEBP": ("webp", "image/webp")}


class PictureFormat(StrEnum):
    """What derivatives are encoded as."""

    AVIF = "avif"
    WEBP = "webp"

    @property
    def content_type(self) -> str:
        """The media type."""
        return f"image/{self.value}"


def store_drawing(svg: str) -> str:
    """Store one of our own illustrations; answers its key. Only the house draws SVG: uploads never are."""
    body = svg.encode()
    digest = hashlib.sha256(body).hexdigest()[:32]
    key = f"drawn/{digest[:2]}/{digest}.svg"
    storage().put(key, body, content_type="image/svg+xml")
    return key


def store_upload(body: bytes) -> tuple[str, str, int, int]:
    """Store a seller's picture; answers (key, content type, width, height).

    The kind is read from the bytes, never from a name. Raises InvalidInput for what is no PNG, JPEG or WebP,
    or is too large.
    """
    if len(body) > MAX_UPLOAD_BYTES:
        raise InvalidInput("The picture is larger than 10 MB. Please send a smaller one.", field="picture")
    try:
        with Image.open(io.BytesIO(body)) as image:
            if image.format not in _UPLOAD_FORMATS:
                raise InvalidInput("The picture must be a PNG, JPEG or WebP file.", field="picture")
            if image.width * image.height > MAX_PIXELS:
                raise InvalidInput("The picture has more than 40 megapixels.", field="picture")
            image.verify()
            width, height, (suffix, content_type) = image.width, image.height, _UPLOAD_FORMATS[image.format]
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as error:
        raise InvalidInput("The file is not a readable picture.", field="picture") from error
    digest = hashlib.sha256(body).hexdigest()[:32]
    key = f"uploads/{digest[:2]}/{digest}.{suffix}"
    storage().put(key, body, content_type=content_type)
    return key, content_type, width, height


def derivative(original_key: str, *, width: int, picture_format: PictureFormat) -> bytes | None:
    """The picture `width` pixels wide, or None when there is no such original or width."""
    if width not in WIDTHS or not _ORIGINAL.fullmatch(original_key):
        return None
    key = f"derived/{width}/{original_key}.{picture_format.value}"
    kept = storage().get(key)
    if kept is not None:
        return kept
    original = storage().get(original_key)
    if original is None:
        return None
    body = _derived(original, width, picture_format)
    storage().put(key, body, content_type=picture_format.content_type)
    return body


def _derived(original: bytes, width: int, picture_format: PictureFormat) -> bytes:
    """`original` at most `width` pixels wide: drawings rendered at that size, photographs never enlarged."""
    image = pyvips.Image.thumbnail_buffer(original, width, height=width * 2, size=_SHRINK)
    if picture_format is PictureFormat.AVIF:
        encoded: bytes = image.write_to_buffer(".avif", Q=60, effort=0)
    else:
        encoded = image.write_to_buffer(".webp", Q=80, effort=2)
    return encoded
