"""Product pictures drawn by our own code as SVG, 1200 × 1200."""

from app.demo.pictures.attributes import ATTRIBUTES, PRODUCT_TYPES
from app.demo.pictures.colour import COLOURS

__all__ = ["ATTRIBUTES", "COLOURS", "PRODUCT_TYPES"]
