"""Which function draws which product type, and the two entrances: draw and alt_text."""

from __future__ import annotations

from app.demo.pictures.attributes import ATTRIBUTES, PRODUCT_TYPES
from app.demo.pictures.colour import COLOURS

__all__ = ["ATTRIBUTES", "COLOURS", "PRODUCT_TYPES"]
