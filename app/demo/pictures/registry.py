"""Which function draws which product type, and the two entrances: draw and alt_text."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping

from app.demo.pictures.attributes import ATTRIBUTES, PRODUCT_TYPES
from app.demo.pictures.canvas import Canvas
from app.demo.pictures.colour import COLOURS, hex_of
from app.demo.pictures.spec import Spec

__all__ = ["ATTRIBUTES", "COLOURS", "PRODUCT_TYPES", "UnknownProductType", "alt_text", "draw", "draws"]

Artist = Callable[[Canvas, Spec], None]

_ARTISTS: dict[str, Artist] = {}


class UnknownProductType(ValueError):
    """No drawing function is registered for the product type."""


def draws(product_type: str) -> Callable[[Artist], Artist]:
    """Registers the function that draws a product type; each type has exactly one."""

    def register(artist: Artist) -> Artist:
        if product_type not in PRODUCT_TYPES or product_type in _ARTISTS:
            raise ValueError(f"{product_type!r} is not listed in ATTRIBUTES or is already drawn")
        _ARTISTS[product_type] = artist
        return artist

    return register


def _artist_of(product_type: str) -> Artist:
    artist = _ARTISTS.get(product_type)
    if artist is None:
        raise UnknownProductType(
            f"no picture for product type {product_type!r}; use one of {', '.join(sorted(PRODUCT_TYPES))}"
        )
    return artist


def draw(
    product_type: str,
    *,
    colour: str,
    attributes: Mapping[str, str | int] | None = None,
    hue: int = 40,
    variation: int = 0,
) -> str:
    """The product's picture as SVG text, 1200 × 1200; the same request gives the same text.

    `colour` is a name in COLOURS or #rrggbb, `hue` the backdrop's OKLCH hue in degrees, and
    `variation` numbers the designs of one type. Raises UnknownProductType and UnknownColour.
    """
    artist = _artist_of(product_type)
    asked = dict(attributes or {})
    request = f"{product_type}|{hex_of(colour)}|{sorted(asked.items())}|{hue}|{variation}"
    canvas = Canvas(f"p{zlib.crc32(request.encode()) & 0xFFFFF:05x}", hue)
    artist(canvas, Spec(product_type, colour, asked, abs(variation)))
    return canvas.svg()


def alt_text(
    product_type: str,
    *,
    title: str,
    colour: str,
    attributes: Mapping[str, str | int] | None = None,
) -> str:
    """What the picture shows, in words for who cannot see it. Raises UnknownProductType."""
    _artist_of(product_type)
    understood = ATTRIBUTES[product_type]
    details = [_in_words(name, value) for name, value in (attributes or {}).items() if name in understood]
    return ", ".join([f"Illustration of {title} in {colour.lower()}", *filter(None, details)]) + "."


_UNITS = {"cm": "cm", "mm": "mm", "ml": "ml", "l": "litres", "kg": "kg", "inches": "inches"}


def _in_words(name: str, value: str | int) -> str:
    label, _, unit = name.rpartition("_")
    if unit in _UNITS:
        return f"{label.replace('_', ' ')} {value} {_UNITS[unit]}"
    label = name.replace("_", " ")
    if str(value) in ("no", "none", "nothing", "0"):
        return f"without {label}"
    if value == "yes":
        return f"with {label}"
    return f"{value} {label}" if isinstance(value, int) else f"{label} {str(value).replace('_', ' ')}"
