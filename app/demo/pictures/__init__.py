"""Product pictures drawn by our own code as SVG, 1200 × 1200."""

from app.demo.pictures import (
    accessories,
    audio,
    bags,
    bottoms,
    cookware,
    decor,
    devices,
    footwear,
    furniture,
    jackets,
    kitchen_machines,
    lighting,
    outdoors,
    screens,
    soft_furniture,
    sports,
    tableware,
    tops,
    toys,
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
DEPARTMENTS = (accessories, audio, bags, bottoms, cookware, decor, devices, footwear, furniture, jackets, kitchen_machines, lighting, outdoors, screens, soft_furniture, sports, tableware, tops, toys, vessels)
