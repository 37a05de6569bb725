"""What one picture is asked to show, and the choices that follow from it."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.demo.pictures.attributes import ATTRIBUTES
from app.demo.pictures.colour import Tones, tones

Choice = TypeVar("Choice")

_COMPANIONS = (
    "#C4673F", "#1C7C83", "#E9A21B", "#25365E", "#F2E8C9", "#A3B394", "#9C3D31",
    "#86B8DC", "#E8BDB6", "#2D5A3F", "#6B3658", "#F6F5F2", "#373A41",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spec:
    """A product type in one colour with its attributes and a design number."""

    product_type: str
    colour: str
    attributes: Mapping[str, str | int]
    variation: int

    @property
    def tones(self) -> Tones:
        """The product's own colour as a lit material."""
        return tones(self.colour)

    def _roll(self, axis: str) -> int:
        return zlib.crc32(f"{self.product_type}/{axis}/{self.variation}".encode())

    def design(self, options: Sequence[Choice]) -> Choice:
        """The leading design choice: neighbouring variations always differ in it."""
        return options[self.variation % len(options)]

    def pick(self, axis: str, options: Sequence[Choice]) -> Choice:
        """A secondary design choice, independent of the others."""
        return options[self._roll(axis) % len(options)]

    def text(self, name: str) -> str:
        """The attribute's value, or one of its allowed values by variation."""
        allowed = ATTRIBUTES[self.product_type][name]
        value = self.attributes.get(name)
        if value in allowed:
            return str(value)
        return str(allowed[self._turn(name, len(allowed))])

    def _turn(self, name: str, count: int) -> int:
        """An index that walks against `design`, so that in time every pair of choices comes up."""
        return (self.variation + self.variation // count + zlib.crc32(name.encode())) % count

    def number(self, name: str) -> int:
        """The attribute's value kept within its allowed range, or an allowed value by variation."""
        allowed = [int(value) for value in ATTRIBUTES[self.product_type][name]]
        value = self.attributes.get(name)
        if isinstance(value, str) and value.isdigit():
            value = int(value)
        if isinstance(value, int):
            return min(max(value, min(allowed)), max(allowed))
        return allowed[self._turn(name, len(allowed))]

    @property
    def accent(self) -> Tones:
        """A companion colour clearly apart from the product's own, chosen by variation."""
        own = self.tones
        fitting = [
            companion
            for companion in (tones(value) for value in _COMPANIONS)
            if abs(companion.lightness - own.lightness) > 0.14
        ]
        return fitting[self._roll("accent") % len(fitting)]
