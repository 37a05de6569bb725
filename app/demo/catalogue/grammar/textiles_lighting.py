"""Lamps, and the textiles that soften a room."""

from __future__ import annotations

from app.demo.catalogue.grammar.definition import (
    Axis,
    By,
    Chance,
    ProductType,
    ReviewVoice,
    Span,
    Style,
    choice,
    flag,
    number,
    pick,
)
from app.demo.catalogue.grammar.series import NATURE

# Tables of words: packed lines keep a type on one screen.
# fmt: off

TABLE_LAMP = ProductType(
    key="table_lamp", slug="table-lamps", name="Table Lamps", group="lighting", season="winter",
    brands=("Luma & Loom", "Fennimore", "Brightmoor", "Saltmarsh Studio"), series=NATURE,
    colours=("Brass", "Black", "White", "Sage", "Terracotta", "Copper", "Ivory", "Navy"),
    attributes=(
        choice("shade", "Shade shape"), choice("base", "Base"), number("height", "Height", "cm", facet=True),
        flag("dimmable", "Dimmable"), choice("socket", "Bulb socket", facet=False),
        flag("bulb", "Bulb included"),
    ),
    draws={
        "dimmable": Chance(0.55), "socket": pick("E26", "E27", "E14"), "bulb": Chance(0.4),
        "height": Span(28, 58, 2), "cable": pick("1.6", "1.8", "2"),
    },
    picture={"shade": "{shade:l}"},
    styles=(
        Style(
            "Table Lamp", share=3, price=(39, 149), grams=(1400, 3200),
            colours=("White", "Sage", "Terracotta", "Ivory", "Navy", "Black"),
            draws={"shade": "Drum", "base": pick("Ceramic", "Turned oak", "Brass-plated steel")},
            titles=("{brand} {series} Table Lamp, {base} Base", "{brand} {series} {base} Table Lamp"),
            openings=(
                (
                    "Linen above, {base:l} below: the {series} gives [a pool of warm light|soft light] "
                    "for the end of the sofa."
                ),
                (
                    "A lamp with a drum shade that [softens a corner|makes the room gentler] and doesn't "
                    "mind being the only light on."
                ),
            ),
        ),
        Style(
            "Desk Lamp", share=2, price=(35, 169), grams=(1100, 2600),
            draws={"shade": pick("Dome", "Cone"), "base": pick("Powder-coated steel", "Cast iron")},
            titles=("{brand} {series} {shade} Desk Lamp",),
            openings=(
                (
                    "The {shade:l} tips towards the page and stays there; the {base:l} foot keeps the "
                    "{series} from [wandering|tipping over]."
                ),
            ),
        ),
        Style(
            "Globe Lamp", share=1.5, price=(29, 109), grams=(900, 2000),
            colours=("Brass", "Black", "Copper", "White"),
            draws={"shade": "Globe", "base": pick("Steel", "Marble and steel"), "height": Span(18, 34, 2)},
            titles=("{brand} {series} Opal Globe Table Lamp",),
            openings=(
                (
                    "A ball of mouth-blown opal glass on a(n) {base:l} foot, [no taller|a little taller] "
                    "than a teapot."
                ),
            ),
        ),
    ),
    details=(
        "It stands {height} cm high, with {cable} m of fabric-covered cable.",
        "?dimmable:A touch on the foot dims it in three steps.",
        "The {socket} socket takes any bulb up to 40 watts or the LED that replaces it.",
        "Switch on the cable, where a hand finds it in the dark.",
    ),
    closings=(
        "?bulb:A warm LED bulb is included.", "Felt under the foot protects the table.",
        "Wipe with a dry cloth.",
    ),
    bullets=("{height} cm high", "{base} base", "?dimmable:Dims in three steps", "?bulb:LED bulb included"),
    voice=ReviewVoice(
        "lamp",
        praise=(
            "Gives a lovely warm light.", "The base is heavy enough to stay put.",
            "Looks even better than in the picture.", "?dimmable:The dimmer is smooth.",
            "Good quality for the price.",
        ),
        gripes=(
            "The cable is too short for our room.", "?shade=Drum:The shade came slightly crooked.",
            "Brighter bulb needed for reading.", "The switch sits awkwardly.",
        ),
        uses=("the bedside", "the hallway", "my desk", "the sideboard"),
    ),
    queries=("table lamp", "bedside lamp", "desk lamp", "brass lamp"),
    goes_with=("bed_frame", "desk", "floor_lamp"),
)

FLOOR_LAMP = ProductType(
    key="floor_lamp", slug="floor-lamps", name="Floor Lamps", group="lighting", season="winter", share=0.8,
    demand=0.7, brands=("Luma & Loom", "Fennimore", "Brightmoor"), series=NATURE,
    colours=("Black", "Brass", "White", "Sage", "Oak", "Copper"),
    attributes=(
        choice("form", "Form"), choice("shade", "Shade"), number("height", "Height", "cm", facet=True),
        flag("dimmable", "Dimmable"), choice("base", "Base"),
    ),
    draws={
        "dimmable": Chance(0.6), "shade": pick("Linen", "Metal", "Paper"),
        "height": pick(142, 150, 158, 165),
    },
    styles=(
        Style(
            "Arc Floor Lamp", share=2, price=(119, 349), grams=(11000, 19000),
            colours=("Black", "Brass", "White", "Copper"),
            draws={
                "form": "Arc", "base": pick("Marble", "Steel"), "height": pick(185, 195, 205),
                "reach": pick(90, 105, 120), "shade": "Metal",
            },
            openings=(
                (
                    "The arm reaches {reach} cm over the [sofa|table], so there is light where no ceiling "
                    "point is."
                ),
            ),
            bullets=("Reaches {reach} cm", "Heavy {base:l} foot"), picture={"form": "arc"},
        ),
        Style(
            "Tripod Floor Lamp", share=2, price=(79, 229), grams=(3800, 6500),
            colours=("White", "Sage", "Black", "Ivory", "Terracotta"),
            draws={"form": "Tripod", "base": pick("Ash wood", "Oak"), "shade": pick("Linen", "Paper")},
            titles=("{brand} {series} Tripod Floor Lamp, {shade} Shade",),
            openings=(
                (
                    "Three {base:l} legs and a(n) {shade:l} shade: [a friendly thing|a quiet presence] in "
                    "the corner that doesn't need the corner's whole floor."
                ),
            ),
            picture={"form": "tripod"},
        ),
        Style(
            "Reading Floor Lamp", share=2, price=(59, 189), grams=(4200, 7500),
            colours=("Black", "Brass", "White", "Sage", "Copper"),
            draws={"form": "Straight", "base": "Steel", "shade": "Metal"},
            openings=(
                (
                    "Slim, straight and [aimed|adjustable] at the page rather than at the film others are "
                    "watching."
                ),
            ),
            picture={"form": "straight"},
        ),
    ),
    details=(
        "It is {height} cm high and the foot is weighted.",
        "?dimmable:A dial on the stem dims from full to candle.", "Foot switch on a 2.2 m cable.",
        "The {shade:l} shade throws light [down and a little up|where you need it].",
    ),
    closings=(
        "Takes an E26 or E27 bulb by region; bulb not included.",
        "Goes together in ten minutes without tools.",
    ),
    bullets=("{height} cm high", "{shade} shade", "?dimmable:Stepless dimmer"),
    voice=ReviewVoice(
        "floor lamp",
        praise=(
            "Transforms our corner.", "Stable, even with a toddler about.", "Quick to put together.",
            "Light is warm and even.",
        ),
        gripes=(
            "Foot is heavy to move.", "The shade marks easily.", "Leans a touch to one side.",
            "I'd like a longer cable.",
        ),
        uses=("reading", "the living room", "behind the sofa"),
    ),
    queries=("floor lamp", "arc lamp", "tripod lamp", "reading lamp"), goes_with=("sofa", "rug"),
)

RUG = ProductType(
    key="rug", slug="rugs", name="Rugs", group="textiles", season="winter",
    brands=("Luma & Loom", "Saltmarsh Studio", "Fennimore", "Weftholm"), series=NATURE,
    colours=("Sand", "Charcoal", "Terracotta", "Sage", "Navy", "Ivory", "Mustard", "Blush"),
    attributes=(
        choice("material", "Material"), choice("pattern", "Pattern"), choice("shape", "Shape"),
        number("pile", "Pile height", "mm"), flag("washable", "Machine washable"),
        flag("underfloor", "Fit for underfloor heating"),
    ),
    draws={
        "material": pick("Wool", "Cotton", "Jute and cotton", "Recycled polyester"),
        "pattern": pick("Stripes", "Diamonds", "Border", "Arches", "Plain"),
        "pile": By("material", {"Wool": pick(10, 14, 18), "": pick(4, 6, 8)}),
        "washable": By("material", {"Cotton": True, "Recycled polyester": True, "": False}),
        "underfloor": Chance(0.7),
        "low_pattern": By(
            "pattern",
            {
                "Stripes": "striped", "Diamonds": "diamond", "Border": "bordered", "Arches": "arched",
                "Plain": "plain",
            },
        ),
        "made": By("material", {"Wool": pick("hand-tufted", "hand-knotted"), "": "flat-woven"}),
    },
    picture={"pattern": "{pattern:l}", "shape": "{shape:l}"},
    styles=(
        Style(
            "Rug", share=3, price=(59, 329), grams=(4200, 9000), draws={"shape": "Rectangle"},
            titles=("{brand} {series} {material} Rug, {pattern}",),
            axes=(Axis("size", "Size", ("120 x 170 cm", "160 x 230 cm", "200 x 300 cm"), 0.7, 0.8),),
            openings=(
                (
                    "[Soft underfoot|Dense and quiet underfoot], the {series} is {made} from {material:l} "
                    "and ties chairs and sofa into one place."
                ),
                (
                    "A(n) {material:l} rug with a [calm|clear] {low_pattern} design that hides crumbs better "
                    "than it should."
                ),
            ),
        ),
        Style(
            "Round Rug", share=1.5, price=(49, 219), grams=(3000, 6500), draws={"shape": "Round"},
            titles=("{brand} {series} Round {material} Rug",),
            axes=(Axis("size", "Diameter", ("120 cm", "160 cm", "200 cm"), 0.5, 0.6),),
            openings=(
                (
                    "A circle under the [breakfast table|armchair] does what a rectangle cannot: it makes "
                    "a corner feel [finished|meant]."
                ),
            ),
        ),
        Style(
            "Hallway Runner", share=1.5, price=(35, 129), grams=(1900, 3800), draws={"shape": "Runner"},
            titles=("{brand} {series} {material} Runner, {pattern}",),
            axes=(Axis("size", "Size", ("70 x 140 cm", "70 x 200 cm", "80 x 300 cm"), 0.4, 0.5),),
            openings=(
                (
                    "For the hallway that sees every shoe: {made} {material:l}, [close and tough|easy to "
                    "shake out]."
                ),
            ),
        ),
    ),
    details=(
        "The pile is {pile} mm, so doors pass over and the vacuum doesn't catch.",
        "?washable:It goes in the machine at 30 degrees and dries flat.",
        "Colours are yarn-dyed and stay true in a south-facing room.",
        "?underfloor:It lets underfloor heating through.",
    ),
    closings=(
        "Use an underlay on smooth floors.", "Sizes vary by up to two per cent, as woven things do.",
        "Made by a mill that has been certified for fair wages.",
    ),
    bullets=("{material}, {made}", "{pile} mm pile", "?washable:Machine washable at 30 °C"),
    voice=ReviewVoice(
        "rug",
        praise=(
            "Soft and dense, lovely on bare feet.", "Colours match the picture well.",
            "Lies flat straight away.", "Crumbs disappear until you vacuum.",
            "?material=Wool:Doesn't shed like my last one.",
        ),
        gripes=(
            "?material=Wool:It sheds a little in the first weeks.", "The corners curled for a few days.",
            "Slides without an underlay.", "Smaller than I imagined, check the size.",
        ),
        uses=("the living room", "the hallway", "under the dining table", "the nursery"),
    ),
    queries=("rug", "round rug", "wool rug", "hallway runner", "washable rug"),
    goes_with=("sofa", "cushion", "curtain"),
)

CURTAIN = ProductType(
    key="curtain", slug="curtains", name="Curtains", group="textiles", season="winter", share=0.9,
    brands=("Luma & Loom", "Saltmarsh Studio", "Weftholm"), series=NATURE,
    colours=("White", "Sand", "Sage", "Navy", "Charcoal", "Blush", "Mustard", "Forest"),
    attributes=(
        choice("material", "Material"), choice("heading", "Heading"), choice("pattern", "Pattern"),
        choice("light", "Light"), number("panels", "Panels"), flag("lined", "Lined"),
    ),
    draws={
        "heading": pick("Eyelet", "Pleat", "Tab"), "panels": pick(1, 2, 2),
        "pattern": pick("Plain", "Plain", "Stripes", "Leaves", "Geometric"),
        "set": By("panels", {1: "Single Panel", 2: "Set of 2"}),
        "look": By(
            "pattern",
            {
                "Plain": "Plain", "Stripes": "Striped", "Checks": "Checked", "Dots": "Dotted",
                "Leaves": "Leaf-Print", "Geometric": "Geometric",
            },
        ),
    },
    axes=(Axis("drop", "Drop", ("175 cm", "225 cm", "250 cm", "300 cm"), 0.12, 0.15),),
    picture={"heading": "{heading:l}", "pattern": "{pattern:l}", "panels": "{panels}"},
    styles=(
        Style(
            "Linen Curtains", share=2, price=(39, 149), grams=(900, 1900),
            draws={
                "material": pick("Linen", "Linen and cotton"), "light": "Light filtering",
                "lined": Chance(0.3),
            },
            titles=("{brand} {series} {material} Curtain, {set}",),
            openings=(
                (
                    "{material} that [filters the morning|turns hard light soft] and falls in loose, "
                    "heavy folds."
                ),
            ),
        ),
        Style(
            "Blackout Curtains", share=2, price=(29, 119), grams=(1500, 2800),
            draws={"material": "Recycled polyester", "light": "Blackout", "lined": True, "pattern": "Plain"},
            titles=("{brand} {series} Blackout Curtain, {set}",),
            openings=(
                (
                    "Three woven layers keep out [street lamps and summer dawns|the light and some of the "
                    "traffic], and the room stays warmer too."
                ),
            ),
        ),
        Style(
            "Velvet Curtains", share=1, price=(59, 179), grams=(2200, 3600),
            draws={"material": "Cotton velvet", "light": "Dimming", "lined": True, "pattern": "Plain"},
            titles=("{brand} {series} Velvet Curtain, {set}",),
            openings=(
                (
                    "Velvet with weight: it [swallows echoes|hangs straight] and takes the evening light "
                    "on its folds."
                ),
            ),
        ),
        Style(
            "Cotton Curtains", share=1.5, price=(25, 89), grams=(800, 1600),
            draws={
                "material": "Cotton", "light": "Light filtering", "lined": Chance(0.4),
                "pattern": pick("Stripes", "Checks", "Dots", "Leaves", "Geometric"),
            },
            titles=("{brand} {series} {look} Cotton Curtain, {set}",),
            openings=("Cotton in a(n) {look:l} design, [cheerful but not loud|fresh enough for a kitchen].",),
        ),
    ),
    details=(
        "Each panel is 140 cm wide with a(n) {heading:l} heading.",
        "Hems are double and weighted at the corners.",
        "Wash at 30 degrees and hang while damp; ironing is optional.",
        "?lined:The cotton lining protects the colour from sun.",
    ),
    closings=(
        "Tie-backs in the same cloth are included.", "Pole and hooks are sold separately.",
        "Drop is measured from the top edge.",
    ),
    bullets=("{material}", "{light}", "{heading} heading", "?lined:Lined"),
    voice=ReviewVoice(
        "curtains", plural=True,
        praise=(
            "They hang beautifully.", "?light=Blackout:The room is properly dark now.",
            "Fabric is heavier than I expected.", "Washed well, no shrinking.", "Colour just as shown.",
        ),
        gripes=(
            "They came very creased.", "Slightly shorter than stated.",
            "?light=Blackout:Some light gets in at the top.", "Hooks would have been nice.",
        ),
        uses=("the bedroom", "the nursery", "a big window", "the kitchen"),
    ),
    queries=("curtains", "blackout curtains", "linen curtains"), goes_with=("cushion", "rug"),
)

CUSHION = ProductType(
    key="cushion", slug="cushions", name="Cushions", group="textiles", season="winter", demand=1.3,
    brands=("Luma & Loom", "Saltmarsh Studio", "Weftholm", "Hearthly"), series=NATURE,
    colours=(
        "Sage", "Mustard", "Terracotta", "Navy", "Blush", "Ivory", "Teal", "Charcoal", "Plum", "Forest",
    ),
    colour_count=(2, 5),
    attributes=(
        choice("material", "Cover"), choice("shape", "Shape"), choice("pattern", "Pattern"),
        choice("trim", "Edge"), choice("filling", "Filling"), flag("removable_cover", "Removable cover"),
    ),
    draws={
        "material": pick("Linen", "Cotton velvet", "Wool", "Washed cotton", "Bouclé"),
        "trim": pick("Piping", "Plain", "Tassels"), "filling": pick("Feather", "Recycled fibre"),
        "removable_cover": Chance(0.9),
        "pattern": By(
            "material",
            {
                "Linen": pick("Plain", "Stripes", "Leaves"),
                "Washed cotton": pick("Plain", "Checks", "Dots", "Stripes", "Geometric"),
                "Wool": pick("Plain", "Checks"), "": "Plain",
            },
        ),
        "look": By(
            "pattern",
            {
                "Plain": "", "Stripes": "Striped ", "Leaves": "Leaf-Print ", "Checks": "Checked ",
                "Dots": "Dotted ", "Geometric": "Geometric ",
            },
        ),
    },
    picture={
        "shape": "{shape:l}", "pattern": "{pattern:l}",
        "trim": By("trim", {"Plain": "none", "Piping": "piping", "Tassels": "tassels"}),
    },
    styles=(
        Style(
            "Square Cushion", share=3, price=(15, 59), grams=(420, 800),
            draws={"shape": "Square", "side": pick(45, 50, 60)},
            titles=("{brand} {series} {look}{material} Cushion, {side} x {side} cm",),
            openings=(
                (
                    "A(n) {side} cm cushion in {material:l} that [plumps up|keeps its corners] and looks "
                    "right next to almost anything."
                ),
                (
                    "[Soft|Substantial] {material:l}, a hidden zip and colour that goes all the way "
                    "through the thread."
                ),
            ),
        ),
        Style(
            "Lumbar Cushion", share=1.5, price=(15, 49), grams=(350, 600), draws={"shape": "Lumbar"},
            titles=("{brand} {series} {look}{material} Lumbar Cushion, 30 x 50 cm",),
            openings=("Long and low, for the small of the back [on a deep sofa|in a reading chair].",),
        ),
        Style(
            "Round Cushion", share=1, price=(19, 55), grams=(380, 640),
            draws={"shape": "Round", "trim": pick("Piping", "Plain"), "pattern": "Plain", "look": ""},
            titles=("{brand} {series} Round {material} Cushion, 40 cm",),
            openings=(
                (
                    "A round cushion breaks up a row of squares, [gathered|pleated] to a covered button "
                    "at the centre."
                ),
            ),
        ),
    ),
    details=(
        "?removable_cover:The cover comes off and washes at 30 degrees.",
        "The {filling:l} filling [springs back overnight|keeps its shape with an occasional shake].",
        "?trim=Piping:Piping in the same cloth sharpens the edge.",
        "?trim=Tassels:Small tassels at the corners are sewn in, not glued.",
    ),
    closings=(
        "Filling included.", "Sold singly.",
        "Both sides are the same, so turn it when the sun has had its way.",
    ),
    bullets=("{material} cover", "{filling} filling included", "?removable_cover:Zip-off cover, washable"),
    voice=ReviewVoice(
        "cushion",
        praise=(
            "Beautiful colour and a generous filling.", "?removable_cover:The cover washes well.",
            "Feels more expensive than it was.", "Nice and plump.", "?removable_cover:Zip is invisible.",
        ),
        gripes=(
            "The filling is a bit flat.", "Sheds lint on dark trousers.",
            "Colour is cooler than on my screen.",
        ),
        uses=("the sofa", "the bed", "a window seat", "a gift"),
    ),
    queries=("cushion", "velvet cushion", "cushions for sofa", "linen cushion"),
    goes_with=("sofa", "curtain", "cushion"),
)

TYPES = (TABLE_LAMP, FLOOR_LAMP, RUG, CURTAIN, CUSHION)
