"""What each picture can be told: product type → attribute name → the values it draws.

A value outside these is drawn as the nearest number or as the type's own default, because a
product may carry richer attributes than its picture shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Values = tuple[str | int, ...]

_WOODS = ("oak", "walnut", "birch", "black", "white")
_PATTERNS = ("plain", "stripes", "checks", "dots", "leaves", "geometric")

ATTRIBUTES: Mapping[str, Mapping[str, Values]] = MappingProxyType(
    {
        # Electronics
        "headphones": {"fit": ("over-ear", "on-ear"), "connection": ("wireless", "wired")},
        "earbuds": {"fit": ("in-ear", "stem", "sport"), "case": ("pill", "round", "square")},
        "speaker": {"form": ("bookshelf", "portable", "smart")},
        "laptop": {"screen_inches": (13, 14, 16)},
        "tablet": {"screen_inches": (8, 11, 13), "stylus": ("yes", "no")},
        "phone": {"cameras": (1, 2, 3), "screen_inches": (5, 6, 7)},
        "smartwatch": {"case": ("round", "square"), "strap": ("silicone", "leather", "steel")},
        "camera": {"body": ("mirrorless", "compact", "instant")},
        "monitor": {"screen_inches": (24, 27, 32, 34, 49), "ratio": ("16:9", "21:9", "32:9")},
        "keyboard": {"layout": ("full", "tenkeyless", "compact")},
        "mouse": {"shape": ("ergonomic", "low-profile", "vertical"), "connection": ("wireless", "wired")},
        "television": {"screen_inches": (32, 43, 55, 65, 75), "stand": ("feet", "pedestal", "easel")},
        # Furniture
        "desk": {
            "width_cm": (100, 120, 140, 160, 180),
            "legs": (2, 4),
            "drawers": (0, 1, 2, 3),
            "top": _WOODS,
        },
        "office_chair": {
            "armrests": ("yes", "no"),
            "headrest": ("yes", "no"),
            "back": ("mesh", "upholstered"),
        },
        "sofa": {"seats": (2, 3, 4), "legs_material": ("oak", "walnut", "black")},
        "bed_frame": {
            "width_cm": (90, 140, 160, 180),
            "headboard": ("panel", "slatted", "upholstered"),
            "material": _WOODS,
        },
        "bookshelf": {"shelves": (2, 3, 4, 5, 6), "width_cm": (40, 60, 80, 100, 120), "material": _WOODS},
        "table_lamp": {"shade": ("drum", "dome", "globe", "cone")},
        "floor_lamp": {"form": ("arc", "tripod", "straight")},
        # Decor
        "rug": {
            "pattern": ("stripes", "diamonds", "border", "arches", "plain"),
            "shape": ("rectangle", "round", "runner"),
        },
        "curtain": {"heading": ("eyelet", "pleat", "tab"), "pattern": _PATTERNS, "panels": (1, 2)},
        "cushion": {
            "shape": ("square", "lumbar", "round"),
            "pattern": _PATTERNS,
            "trim": ("piping", "tassels", "none"),
        },
        "mirror": {"shape": ("round", "arch", "rectangle", "pebble"), "frame": ("metal", "wood")},
        "wall_clock": {"shape": ("round", "square"), "dial": ("batons", "dots", "quarters")},
        "vase": {
            "shape": ("bottle", "amphora", "cylinder", "bulb"),
            "stems": ("none", "eucalyptus", "pampas"),
        },
        "plant_pot": {
            "plant": ("none", "monstera", "snake_plant", "cactus", "fern"),
            "diameter_cm": (12, 18, 24, 30),
        },
        # Kitchen
        "kettle": {"type": ("electric", "gooseneck", "stovetop"), "capacity_ml": (800, 1200, 1700)},
        "coffee_maker": {"type": ("espresso", "filter", "french_press", "moka")},
        "toaster": {"slots": (2, 4)},
        "blender": {"type": ("jug", "personal", "hand")},
        "saucepan": {
            "diameter_cm": (14, 16, 18, 20, 24),
            "lid": ("yes", "no"),
            "handle": ("steel", "oak", "black"),
        },
        "frying_pan": {"diameter_cm": (20, 24, 28, 32), "handle": ("steel", "oak", "black")},
        "knife": {"type": ("chef", "santoku", "bread", "paring"), "handle": ("oak", "walnut", "black")},
        "mug": {
            "capacity_ml": (200, 300, 400),
            "pattern": ("plain", "dipped", "stripes", "dots", "speckled"),
        },
        "plate": {"pieces": (1, 4, 6), "pattern": ("plain", "rim", "speckled", "leaves")},
        "water_bottle": {"capacity_ml": (350, 500, 750, 1000), "lid": ("loop", "screw", "straw")},
        "lunch_box": {"tiers": (1, 2, 3)},
        # Apparel
        "tshirt": {"neck": ("crew", "v"), "sleeve": ("short", "long"), "pattern": _PATTERNS},
        "shirt": {"collar": ("classic", "band", "camp"), "sleeve": ("short", "long"), "pattern": _PATTERNS},
        "hoodie": {"closure": ("pullover", "zip")},
        "jacket": {"style": ("bomber", "puffer", "rain", "denim")},
        "dress": {
            "length": ("mini", "midi", "maxi"),
            "sleeve": ("none", "short", "long"),
            "pattern": _PATTERNS,
        },
        "jeans": {"fit": ("slim", "straight", "wide")},
        "skirt": {
            "style": ("pleated", "a-line", "pencil"),
            "length": ("mini", "midi", "maxi"),
            "pattern": _PATTERNS,
        },
        # Footwear
        "sneaker": {"height": ("low", "high"), "closure": ("laces", "straps", "slip-on")},
        "boot": {"style": ("chelsea", "lace-up", "wellington")},
        "sandal": {"style": ("slide", "two-strap", "thong")},
        # Accessories
        "hat": {"style": ("cap", "beanie", "bucket", "fedora")},
        "scarf": {"pattern": ("plain", "stripes", "checks"), "fringe": ("yes", "no")},
        "handbag": {"style": ("tote", "satchel", "crossbody", "bucket")},
        "backpack": {"style": ("daypack", "rolltop", "flap"), "capacity_l": (15, 20, 25, 30)},
        "suitcase": {"size": ("cabin", "medium", "large"), "shell": ("ribbed", "smooth", "grid")},
        "watch": {"strap": ("leather", "steel", "nylon"), "dial": ("batons", "dots", "chronograph")},
        "sunglasses": {"shape": ("round", "square", "aviator", "cat-eye")},
        "belt": {"buckle": ("bar", "round", "double"), "width_mm": (25, 30, 35, 40)},
        # Sports and outdoors
        "bicycle": {"frame": ("road", "city", "mountain"), "gears": (1, 7, 11)},
        "yoga_mat": {"thickness_mm": (3, 4, 6, 8), "strap": ("yes", "no")},
        "dumbbell": {"shape": ("hex", "round", "vinyl"), "weight_kg": (2, 5, 10, 20), "pieces": (1, 2)},
        "football": {"pattern": ("classic", "swoosh", "star")},
        "tennis_racket": {"balls": (0, 1, 2, 3)},
        "tent": {"shape": ("dome", "tunnel", "ridge"), "persons": (1, 2, 3, 4, 6)},
        "sleeping_bag": {"shape": ("mummy", "rectangular")},
        # Toys
        "building_blocks": {"material": ("wood", "studs"), "pieces": (20, 40, 60, 100)},
        "teddy_bear": {"wears": ("bow", "scarf", "nothing"), "height_cm": (20, 30, 40, 60)},
        "puzzle": {"pieces": (12, 24, 100, 500, 1000), "motif": ("landscape", "fox", "boat")},
        "toy_car": {"style": ("roadster", "van", "pickup"), "material": ("metal", "wood")},
        # Beauty
        "perfume": {"volume_ml": (30, 50, 100), "bottle": ("square", "round", "facet")},
        "lipstick": {"case": ("round", "square"), "finish": ("satin", "matte", "gloss")},
        "shampoo": {"volume_ml": (250, 400, 500), "closure": ("pump", "flip", "disc")},
        # Stationery
        "book": {"binding": ("hardcover", "paperback"), "motif": ("sun", "hills", "waves", "shapes")},
        "notebook": {"binding": ("elastic", "spiral", "stitched"), "pieces": (1, 2, 3)},
        "pen": {"type": ("ballpoint", "fountain", "marker"), "pieces": (1, 3, 5)},
        # Tools and garden
        "drill": {"power": ("cordless", "corded")},
        "hammer": {"type": ("claw", "mallet", "ball-peen"), "handle": ("oak", "rubber")},
        "watering_can": {"material": ("metal", "plastic"), "capacity_l": (2, 5, 10)},
        # Nursery and pets
        "stroller": {"style": ("city", "carrycot", "jogger")},
        "dog_bed": {"shape": ("round", "rectangle", "cave"), "size": ("S", "M", "L")},
    }
)

PRODUCT_TYPES: frozenset[str] = frozenset(ATTRIBUTES)
