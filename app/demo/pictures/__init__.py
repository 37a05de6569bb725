"""Product pictures drawn by our own code as SVG, 1200 × 1200."""

from app.demo.pictures import (
    audio,
    bottoms,
    cookware,
    decor,
    devices,
    furniture,
    jackets,
    kitchen_machines,
    lighting,
    screens,
    soft_furniture,
    tableware,
    tops,
    vessels,
)
from app.demo.pictures.colour import UnknownColour
from app.demo.pictures.registry import (
    ATTRIBUTES,
    COLOURS,
    PRODUCT_TYPES,
    UnknownProductType,
    alt_text,
    draw,
)

__all__ = [
    "ATTRIBUTES",
    "COLOURS",
    "PRODUCT_TYPES",
    "UnknownColour",
    "UnknownProductType",
    "alt_text",
    "draw",
]

# Importing a department registers its drawing functions.
DEPARTMENTS = (audio, bottoms, cookware, decor, devices, furniture, jackets, kitchen_machines, lighting, screens, soft_furniture, tableware, tops, vessels)
