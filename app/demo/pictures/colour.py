"""Named product colours and the tones a picture needs of each, computed in OKLCH.

OKLCH separates lightness from hue as the eye does, so "one step darker" looks the same for
mustard and for navy. Conversion matrices: Björn Ottosson, "A perceptual color space for image
processing" (2020); transfer curve: IEC 61966-2-1 (sRGB).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "Black": "#26272B",
        "White": "#F6F5F2",
        "Graphite": "#4A4D54",
        "Silver": "#BFC3C9",
        "Ivory": "#F0E7D3",
        "Sand": "#D9C4A0",
        "Walnut": "#6F4A31",
        "Oak": "#C49A68",
        "Charcoal": "#373A41",
        "Navy": "#25365E",
        "Sky": "#86B8DC",
        "Teal": "#1C7C83",
        "Forest": "#2D5A3F",
        "Olive": "#7A7A3C",
        "Sage": "#A3B394",
        "Mustard": "#D0A02E",
        "Saffron": "#E9A21B",
        "Terracotta": "#C4673F",
        "Brick": "#9C3D31",
        "Rose": "#CF6E82",
        "Blush": "#E8BDB6",
        "Plum": "#6B3658",
        "Lilac": "#B5A2D6",
        "Cream": "#F2E8C9",
        "Copper": "#B76E46",
        "Brass": "#BF9A4B",
    }
)

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


class UnknownColour(ValueError):
    """The colour is neither a name in COLOURS nor a #rrggbb value."""


def hex_of(colour: str) -> str:
    """The #rrggbb value of a colour name (or of a hex value, unchanged). Raises UnknownColour."""
    if _HEX.fullmatch(colour):
        return colour.upper()
    value = COLOURS.get(colour)
    if value is None:
        raise UnknownColour(f"unknown colour {colour!r}; use one of {', '.join(COLOURS)} or #rrggbb")
    return value


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _encoded(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def to_oklch(value: str) -> tuple[float, float, float]:
    """Lightness 0..1, chroma 0..~0.37 and hue in degrees of a #rrggbb value."""
    r, g, b = (_linear(int(value[i : i + 2], 16) / 255) for i in (1, 3, 5))
    l_ = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    m_ = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    s_ = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    lightness = 0.2104542553 * l_ + 0.7936177850 * m_ - 0.0040720468 * s_
    a = 1.9779984951 * l_ - 2.4285922050 * m_ + 0.4505937099 * s_
    b_ = 0.0259040371 * l_ + 0.7827717662 * m_ - 0.8086757660 * s_
    return lightness, math.hypot(a, b_), math.degrees(math.atan2(b_, a)) % 360


def _to_rgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b_ = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    l_ = (lightness + 0.3963377774 * a + 0.2158037573 * b_) ** 3
    m_ = (lightness - 0.1055613458 * a - 0.0638541728 * b_) ** 3
    s_ = (lightness - 0.0894841775 * a - 1.2914855480 * b_) ** 3
    return (
        4.0767416621 * l_ - 3.3077115913 * m_ + 0.2309699292 * s_,
        -1.2684380046 * l_ + 2.6097574011 * m_ - 0.3413193965 * s_,
        -0.0041960863 * l_ - 0.7034186147 * m_ + 1.7076147010 * s_,
    )


@lru_cache(maxsize=8192)
def oklch(lightness: float, chroma: float, hue: float) -> str:
    """The #rrggbb value of an OKLCH colour; chroma is reduced until the colour fits into sRGB."""
    lightness = min(max(lightness, 0.0), 1.0)
    for step in range(21):
        rgb = _to_rgb(lightness, chroma * (1 - step / 20), hue)
        if all(-0.0005 <= channel <= 1.0005 for channel in rgb):
            break
    red, green, blue = (round(255 * _encoded(min(max(channel, 0.0), 1.0))) for channel in rgb)
    return f"#{red:02X}{green:02X}{blue:02X}"


@dataclass(frozen=True, slots=True)
class Tones:
    """One material under light from the upper left, from the glint to the darkest crease."""

    glint: str
    light: str
    base: str
    shade: str
    deep: str
    lightness: float
    chroma: float
    hue: float

    @property
    def is_dark(self) -> bool:
        """Whether details on it need a lighter ink."""
        return self.lightness < 0.5

    def at(self, delta: float) -> str:
        """The same material lighter (positive) or darker (negative) by a lightness step."""
        return oklch(self.lightness + delta, self.chroma * (1 - abs(delta) * 0.8), self.hue)


@lru_cache(maxsize=512)
def tones(colour: str) -> Tones:
    """The tones of a colour name or hex value. Raises UnknownColour."""
    lightness, chroma, hue = to_oklch(hex_of(colour))
    # The ends are pulled in so that white keeps room for a light and black for a shade.
    lightness = min(max(lightness, 0.31), 0.955)
    dark = lightness < 0.42
    pale = lightness > 0.86
    warm = hue + (6 if 60 < hue < 300 else -4) * (chroma > 0.02)

    def tone(delta: float, keep: float) -> str:
        return oklch(lightness + delta, chroma * keep, warm if delta < 0 else hue)

    return Tones(
        glint=oklch(min(lightness + (0.34 if dark else 0.2), 0.995), chroma * 0.35, hue),
        light=tone(0.11 if dark else 0.035 if pale else 0.075, 0.95),
        base=tone(0.0, 1.0),
        shade=tone(-0.075 if dark else -0.085, 1.0),
        deep=tone(-0.12 if dark else -0.19, 1.0 if not pale else 1.15),
        lightness=lightness,
        chroma=chroma,
        hue=hue,
    )
