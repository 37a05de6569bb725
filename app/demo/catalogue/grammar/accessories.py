"""Small pieces that complete an outfit."""

from __future__ import annotations

from app.demo.catalogue.grammar.definition import (
    Axis,
    By,
    Chance,
    ProductType,
    ReviewVoice,
    Style,
    choice,
    flag,
    ladder,
    number,
    pick,
)
from app.demo.catalogue.grammar.series import TOWN
from app.demo.catalogue.model import TaxClass

# Tables of words: packed lines keep a type on one screen.
# fmt: off

HAT = ProductType(
    key="hat", slug="hats", name="Hats", group="accessories-small", season="even", tax=TaxClass.CLOTHING,
    brands=("Northfold", "Tern & Tide", "Ashcombe"), series=TOWN,
    colours=("Black", "Navy", "Sand", "Sage", "Mustard", "Charcoal", "Brick", "Forest", "Cream", "Plum"),
    colour_count=(2, 5),
    attributes=(
        choice("style", "Style"), choice("material", "Material"), choice("season", "Season"),
        flag("adjustable", "Adjustable"), number("uv", "Sun protection", "UPF"),
    ),
    draws={"uv": 0, "adjustable": False}, picture={"style": "{style:l}"},
    styles=(
        Style(
            "Cap", share=2, price=(15, 39), grams=(70, 110),
            draws={
                "style": "Cap", "material": pick("Cotton twill", "Waxed cotton", "Corduroy"),
                "season": "All year", "adjustable": True, "uv": pick(30, 50),
            },
            titles=("{brand} {series} {material} Cap",),
            openings=(
                (
                    "Six panels, a [soft|curved] peak and a brass buckle: the {series} looks worn-in by "
                    "the second week."
                ),
            ),
        ),
        Style(
            "Beanie", share=2, price=(15, 45), grams=(60, 110),
            draws={
                "style": "Beanie", "material": pick("Merino wool", "Lambswool", "Recycled cotton"),
                "season": "Winter",
            },
            titles=("{brand} {series} {material} Beanie",),
            openings=(
                (
                    "Ribbed, stretchy and [deep enough for ears|double at the brim], in {material:l} that "
                    "doesn't itch."
                ),
            ),
        ),
        Style(
            "Bucket Hat", share=1.5, price=(17, 45), grams=(80, 130),
            draws={
                "style": "Bucket", "material": pick("Cotton canvas", "Recycled nylon", "Linen"),
                "season": "Summer", "uv": pick(40, 50),
            },
            titles=("{brand} {series} {material} Bucket Hat",),
            openings=(
                (
                    "A downturned brim all round keeps sun [off nose and neck|out of your eyes], and it "
                    "folds into a pocket."
                ),
            ),
        ),
        Style(
            "Fedora", share=1, price=(39, 99), grams=(90, 150),
            draws={
                "style": "Fedora", "material": pick("Wool felt", "Paper straw"),
                "season": By("material", {"Wool felt": "Winter", "": "Summer"}),
            },
            titles=("{brand} {series} {material} Fedora",),
            openings=(
                (
                    "{material} on a [grosgrain|plain] band, blocked by hand, with a brim you can shape "
                    "yourself."
                ),
            ),
        ),
    ),
    details=(
        "A cotton band inside keeps it from slipping.",
        "?adjustable:The strap at the back adjusts from 54 to 61 cm.",
        "?uv=30/40/50:Rated UPF {uv} against the sun.",
    ),
    closings=("Hand wash and dry flat.", "One size fits most heads.", "Packs flat without sulking."),
    bullets=(
        "{material}", "?season=Winter:Warm for winter", "?season=Summer:Airy for summer",
        "?adjustable:Adjustable strap", "?uv=30/40/50:UPF {uv}",
    ),
    voice=ReviewVoice(
        "hat",
        praise=(
            "Fits my big head at last.", "?season=Winter:Warm and not itchy.",
            "Survives being stuffed in a bag.", "Lovely colour.",
        ),
        gripes=(
            "A little tight.", "?style=Bucket/Fedora:Brim is floppy.", "?style=Beanie:Pills after a month.",
            "The dye rubbed off when wet.",
        ),
        uses=("the beach", "winter runs", "gardening", "hiking"),
    ),
    queries=("hat", "beanie", "bucket hat", "cap"), goes_with=("scarf", "sunglasses"),
)

SCARF = ProductType(
    key="scarf", slug="scarves", name="Scarves", group="accessories-small", season="winter_strong",
    share=0.9, tax=TaxClass.CLOTHING, brands=("Merrick Row", "Ashcombe", "Tern & Tide", "Weftholm"),
    series=TOWN,
    colours=("Charcoal", "Navy", "Sand", "Brick", "Forest", "Mustard", "Plum", "Cream", "Sky", "Blush"),
    colour_count=(2, 5),
    attributes=(
        choice("material", "Material"), choice("pattern", "Pattern"), number("length", "Length", "cm"),
        number("width", "Width", "cm"), flag("fringe", "Fringe"),
    ),
    draws={
        "pattern": pick("Plain", "Stripes", "Checks"),
        "look": By("pattern", {"Plain": "", "Stripes": "Striped ", "Checks": "Checked "}),
        "fringe": Chance(0.6),
    },
    picture={"pattern": "{pattern:l}", "fringe": "{fringe}"},
    styles=(
        Style(
            "Wool Scarf", share=3, price=(29, 89), grams=(180, 320),
            draws={
                "material": pick("Lambswool", "Merino wool", "Recycled wool"), "length": pick(180, 190, 200),
                "width": pick(30, 35, 45),
            },
            titles=("{brand} {series} {look}{material} Scarf",),
            openings=("{material}, [brushed soft|woven double], long enough to go round twice.",),
        ),
        Style(
            "Blanket Scarf", share=1.5, price=(35, 99), grams=(320, 520),
            draws={
                "material": pick("Lambswool", "Wool blend"), "length": pick(190, 200), "width": pick(65, 75),
            },
            titles=("{brand} {series} {look}Blanket Scarf",),
            openings=("A scarf by day and a blanket on the [night train|balcony].",),
        ),
        Style(
            "Light Scarf", share=1.5, price=(19, 69), grams=(90, 160),
            draws={
                "material": pick("Cotton voile", "Silk", "Linen"), "length": pick(170, 180),
                "width": pick(50, 70), "fringe": Chance(0.3),
            },
            titles=("{brand} {series} {look}{material} Scarf",),
            openings=(
                "A light one for [shoulders and sun|spring and air conditioning], no heavier than a letter.",
            ),
        ),
    ),
    details=(
        "It measures {length} by {width} cm.", "?fringe:The fringe is twisted by hand.",
        "Dyed in the yarn, so both sides match.",
    ),
    closings=(
        "Hand wash cool.", "Comes in a paper sleeve that makes a fair present.", "Woven in small batches.",
    ),
    bullets=("{material}", "{length} x {width} cm", "?fringe:Twisted fringe"),
    voice=ReviewVoice(
        "scarf",
        praise=(
            "Soft and not scratchy at all.",
            "?material=Lambswool/Merino wool/Recycled wool/Wool blend:Warm yet light.", "Generous size.",
            "Colours are rich.",
        ),
        gripes=("Sheds a bit at first.", "Thinner than expected.", "?fringe:The fringe tangles."),
        uses=("winter commutes", "a present", "travel"),
    ),
    queries=("scarf", "wool scarf", "silk scarf", "checked scarf"), goes_with=("hat", "jacket"),
)

WATCH = ProductType(
    key="watch", slug="watches", name="Watches", group="accessories-small", season="gift", share=0.9,
    brands=("Horlane", "Aldermoor", "Meridiem"), series=TOWN,
    colours=("Silver", "Black", "Brass", "Copper", "Graphite"), colour_name="Case", colour_count=(1, 3),
    attributes=(
        choice("strap", "Strap"), choice("dial", "Dial"), choice("movement", "Movement"),
        number("diameter", "Case diameter", "mm", facet=True), number("water", "Water resistance", "m"),
        choice("glass", "Glass"),
    ),
    draws={
        "strap": pick("Leather", "Steel", "Nylon"), "diameter": pick(34, 36, 38, 40, 42),
        "water": pick(30, 50, 100), "glass": ladder("Mineral", "Sapphire"),
    },
    picture={"strap": "{strap:l}", "dial": "{dial_key}"},
    styles=(
        Style(
            "Quartz Watch", share=3, price=(59, 189), grams=(90, 180),
            draws={
                "movement": "Quartz", "dial": pick("Batons", "Dots"),
                "dial_key": By("dial", {"Batons": "batons", "Dots": "dots"}),
            },
            titles=("{brand} {series} Watch, {diameter} mm, {strap} Strap",),
            openings=(
                (
                    "{diameter} millimetres, two hands and a date: the {series} says the time and [leaves "
                    "it at that|nothing else]."
                ),
            ),
        ),
        Style(
            "Automatic Watch", share=2, price=(189, 590), grams=(110, 200),
            draws={
                "movement": "Automatic", "dial": pick("Batons", "Dots"),
                "dial_key": By("dial", {"Batons": "batons", "Dots": "dots"}), "reserve": pick(38, 41, 80),
                "water": pick(50, 100),
            },
            titles=("{brand} {series} Automatic Watch, {diameter} mm",),
            openings=(
                (
                    "Wound by your wrist, visible through the back, and good for {reserve} hours [on the "
                    "bedside table|off it]."
                ),
            ),
            bullets=("{reserve} hours of power reserve",),
        ),
        Style(
            "Chronograph", share=1.5, price=(119, 349), grams=(120, 210),
            draws={
                "movement": pick("Quartz", "Solar quartz"), "dial": "Chronograph", "dial_key": "chronograph",
                "diameter": pick(40, 42),
            },
            titles=("{brand} {series} Chronograph, {strap} Strap",),
            openings=(
                (
                    "Three small dials for [pasta, parking and laps|the things that need timing], with "
                    "pushers that click."
                ),
                (
                    "A chronograph that [stays legible|has not forgotten to tell the time]: {diameter} "
                    "mm, {glass:l} glass, {strap:l} strap."
                ),
            ),
        ),
    ),
    details=(
        "{glass} glass and a case brushed on the sides.", "Water resistant to {water} metres.",
        "The strap of {strap:l} changes without tools.",
        "?movement=Quartz:The battery lasts about four years.",
    ),
    closings=("Two-year warranty.", "Comes in a box worth keeping.", "Serviced in our own workshop."),
    bullets=(
        "{movement} movement", "{diameter} mm case", "{glass} glass", "{water} m water resistant",
        "{strap} strap",
    ),
    voice=ReviewVoice(
        "watch",
        praise=(
            "Elegant and easy to read.", "Keeps excellent time.",
            "?strap=Leather:Strap is soft from the start.", "Looks far more expensive.",
            "Just the right size.",
        ),
        gripes=(
            "?strap=Leather:The strap is stiff.", "The tick is audible at night.", "Lume is weak.",
            "The date is hard to set.",
        ),
        uses=("a graduation present", "everyday wear", "formal evenings", "my small wrist"),
    ),
    queries=("watch", "automatic watch", "leather strap watch", "chronograph"), goes_with=("belt", "shirt"),
)

SUNGLASSES = ProductType(
    key="sunglasses", slug="sunglasses", name="Sunglasses", group="accessories-small",
    season="summer_strong", brands=("Solenne", "Glarewell", "Tern & Tide"), series=TOWN,
    colours=("Black", "Walnut", "Brass", "Navy", "Olive", "Plum", "Silver", "Blush"), colour_name="Frame",
    colour_count=(1, 4),
    attributes=(
        choice("shape", "Shape"), choice("frame", "Frame material"), flag("polarised", "Polarised"),
        choice("filter", "Filter category"), choice("width", "Fit"),
    ),
    draws={
        "polarised": Chance(0.5), "filter": pick("Category 2", "Category 3", "Category 3"),
        "width": pick("Narrow", "Medium", "Wide"), "frame": pick("Bio-acetate", "Acetate", "Steel"),
    },
    picture={"shape": "{shape:l}"},
    styles=(
        Style(
            "Sunglasses", share=2, price=(29, 139), grams=(110, 180),
            colours=("Black", "Walnut", "Navy", "Olive", "Plum", "Blush"),
            draws={"shape": pick("Round", "Square"), "frame": pick("Bio-acetate", "Acetate")},
            titles=("{brand} {series} {shape} Sunglasses", "{brand} {series} {shape} {frame} Sunglasses"),
            openings=(
                (
                    "{shape} frames cut from one sheet and [polished for three days|tumbled in beechwood "
                    "chips]."
                ),
            ),
        ),
        Style(
            "Aviator Sunglasses", share=1.5, price=(29, 149), grams=(100, 160),
            draws={"shape": "Aviator", "frame": pick("Steel", "Titanium")},
            colours=("Silver", "Brass", "Black", "Copper"), titles=("{brand} {series} Aviator Sunglasses",),
            openings=(
                (
                    "A wire-thin {frame:l} frame, a double bridge and lenses that [cover the whole "
                    "eye|follow the cheek]."
                ),
            ),
        ),
        Style(
            "Cat-Eye Sunglasses", share=1.5, price=(29, 129), grams=(110, 170),
            colours=("Black", "Walnut", "Navy", "Brick", "Plum", "Blush"),
            draws={"shape": "Cat-eye", "frame": pick("Bio-acetate", "Acetate")},
            titles=("{brand} {series} Cat-Eye Sunglasses",),
            openings=("Lifted at the corners, [a little 1957|never too sharp].",),
        ),
    ),
    details=(
        "?polarised:Polarised lenses take the glare off water and wet roads.",
        "{filter} filter with full UV protection.",
        "Five-barrel hinges, tightened with an ordinary screwdriver.", "Fit: {width:l}.",
    ),
    closings=(
        "Comes with a hard case and a cloth.", "Lenses can be replaced with your prescription.",
        "Nose pads adjust.",
    ),
    bullets=(
        "{frame} frame", "Full UV protection, {filter:l}", "?polarised:Polarised lenses", "{width} fit",
    ),
    voice=ReviewVoice(
        "sunglasses", plural=True,
        praise=(
            "Great quality frame.", "?polarised:Glare is gone when driving.", "Comfortable, no pinching.",
            "Suit my face perfectly.",
        ),
        gripes=(
            "They slide when I sweat.", "A bit wide for me.", "Lenses smudge easily.", "The case is bulky.",
        ),
        uses=("driving", "the beach", "cycling", "festivals"),
    ),
    queries=("sunglasses", "polarised sunglasses", "aviator sunglasses"),
    goes_with=("hat", "sandal", "dress"),
)

BELT = ProductType(
    key="belt", slug="belts", name="Belts", group="accessories-small", season="gift", share=0.8,
    tax=TaxClass.CLOTHING, brands=("Cartwell", "Salt & Selvedge", "Merrick Row"), series=TOWN,
    colours=("Black", "Walnut", "Navy", "Sand", "Brick", "Olive"), colour_count=(1, 3),
    attributes=(
        choice("material", "Material"), choice("buckle", "Buckle"),
        number("width", "Width", "mm", facet=True), choice("metal", "Buckle metal"),
        flag("reversible", "Reversible"),
    ),
    draws={
        "metal": pick("Brass", "Steel", "Black steel"), "reversible": Chance(0.2),
        "width": pick(25, 30, 35, 40), "buckle": pick("Bar", "Round", "Double"),
        "buckle_words": By(
            "buckle", {"Bar": "bar buckle", "Round": "round buckle", "Double": "double-ring buckle"},
        ),
        "metal_words": By(
            "metal", {"Brass": "solid brass", "Steel": "stainless steel", "Black steel": "blackened steel"},
        ),
        "width_use": By(
            "width",
            {25: "dresses and fine trousers", 30: "suits and chinos", 35: "chinos and jeans", 40: "jeans"},
        ),
    },
    axes=(
        Axis(
            "size", "Length", ("80 cm", "85 cm", "90 cm", "95 cm", "100 cm", "110 cm"), 0, 0.04, at_least=4,
        ),
    ),
    picture={"buckle": "{buckle:l}", "width_mm": "{width}"},
    styles=(
        Style(
            "Leather Belt", share=3, price=(25, 89), grams=(150, 280),
            draws={"material": pick("Full-grain leather", "Vegetable-tanned leather", "Suede")},
            titles=("{brand} {series} {material} Belt, {width} mm",),
            openings=(
                (
                    "One thick strip, no filling, no foil: {material:l} that [curves to you|tells your "
                    "waist from all others] within a month."
                ),
            ),
        ),
        Style(
            "Braided Belt", share=1.5, price=(19, 59), grams=(140, 230),
            draws={
                "material": pick("Elastic cotton", "Leather"), "width": pick(30, 35), "buckle": "Bar",
                "reversible": False,
            },
            titles=("{brand} {series} Braided Belt, {material}",),
            openings=("Braided, so every gap is a hole: it fits [after lunch, too|exactly].",),
        ),
        Style(
            "Canvas Belt", share=1, price=(15, 39), grams=(120, 190),
            draws={
                "material": "Organic cotton canvas", "buckle": "Double", "width": pick(30, 35, 40),
                "reversible": False,
            },
            titles=("{brand} {series} Canvas Belt, {width} mm",),
            openings=("Webbing with a double ring, [quick to open|easy on and off], tipped in leather.",),
        ),
    ),
    details=(
        "The {buckle_words} is {metal_words} and can be changed.", "{width} mm wide, for {width_use}.",
        "?reversible:Turn the buckle and the other side is a second colour.",
        "Edges are burnished with wax.",
    ),
    closings=(
        "Measure an old belt from buckle to the hole you use.", "Extra holes punched free.",
        "Lasts longer than trousers.",
    ),
    bullets=("{material}", "{width} mm wide", "{metal} buckle", "?reversible:Reversible"),
    voice=ReviewVoice(
        "belt",
        praise=(
            "?material=Full-grain leather/Vegetable-tanned leather:Thick, solid leather.",
            "The buckle is heavy and well finished.", "Exactly the right length.", "Ages beautifully.",
        ),
        gripes=(
            "Stiff for a week.", "One hole short for me.", "The colour rubbed off slightly.",
            "The loop is tight.",
        ),
        uses=("jeans", "a suit", "a birthday present"),
    ),
    queries=("belt", "leather belt", "brown belt"), goes_with=("jeans", "shirt", "watch"),
)

TYPES = (HAT, SCARF, WATCH, SUNGLASSES, BELT)
