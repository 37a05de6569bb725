"""Shoes, and bags for every length of journey."""

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
from app.demo.catalogue.grammar.series import TOWN, TRAIL
from app.demo.catalogue.model import TaxClass

# Tables of words: packed lines keep a type on one screen.
# fmt: off

_COBBLERS = ("Cobbleworth", "Trailmarrow", "Brackenfoot", "Pavane")

_SHOE_SIZES = Axis(
    "size", "Size (EU)", ("36", "37", "38", "39", "40", "41", "42", "43", "44", "45"), 0, 0.03, at_least=5,
    at_most=8,
)

SNEAKER = ProductType(
    key="sneaker", slug="sneakers", name="Sneakers", group="shoes", season="spring", share=1.3, demand=1.3,
    tax=TaxClass.CLOTHING, brands=_COBBLERS, series=TRAIL,
    colours=("White", "Black", "Navy", "Sage", "Sand", "Terracotta", "Charcoal", "Blush", "Forest", "Cream"),
    colour_count=(1, 4), axes=(_SHOE_SIZES,),
    attributes=(
        choice("height", "Height"), choice("closure", "Closure"), choice("upper", "Upper"),
        choice("sole", "Sole"), flag("vegan", "Vegan"), flag("removable_insole", "Removable insole"),
    ),
    draws={
        "closure": pick("Laces", "Laces", "Straps"),
        "sole": pick("Natural rubber", "Recycled rubber", "Light foam"), "removable_insole": Chance(0.7),
        "height": "Low", "vegan": By("upper", {"Leather": False, "Suede": False, "": True}),
    },
    picture={"height": "{height:l}", "closure": "{closure:l}"},
    styles=(
        Style(
            "Leather Sneaker", share=2, price=(69, 159), grams=(780, 1050),
            draws={"upper": pick("Leather", "Suede"), "vegan": False},
            titles=("{brand} {series} {upper} Sneaker",),
            openings=(
                "{upper} that [softens in a week|takes polish and years], on a plain stitched sole.",
                (
                    "No logo, no stripes: the {series} is a(n) {upper:l} sneaker that [passes for a proper "
                    "shoe|goes with a suit]."
                ),
            ),
        ),
        Style(
            "Canvas Sneaker", share=2, price=(35, 79), grams=(600, 820),
            draws={"upper": "Organic cotton canvas", "vegan": True, "height": pick("Low", "Low", "High")},
            titles=("{brand} {series} {height}-Top Canvas Sneaker",),
            openings=(
                (
                    "Washable canvas and [rubber that doesn't yellow|a toe cap that takes knocks]: a shoe "
                    "for the whole summer."
                ),
            ),
        ),
        Style(
            "Running Shoe", share=2, price=(69, 169), grams=(480, 620),
            draws={
                "upper": "Engineered mesh", "vegan": True, "sole": "Light foam", "closure": "Laces",
                "drop": pick(4, 6, 8),
            },
            titles=("{brand} {series} Running Shoe", "{brand} {series} Road Running Shoe, {drop} mm Drop"),
            openings=(
                "A(n) {drop} mm drop and foam that [gives back what you put in|stays lively past 600 km].",
            ),
            bullets=("{drop} mm drop",),
        ),
        Style(
            "Slip-On Sneaker", share=1, price=(29, 75), grams=(520, 720),
            draws={
                "upper": pick("Wool felt", "Knitted recycled yarn", "Organic cotton canvas"),
                "closure": "Slip-on", "vegan": By("upper", {"Wool felt": False, "": True}),
            },
            titles=("{brand} {series} {upper} Slip-On",),
            openings=("Step in and go: {upper:l} that [stretches where you need it|fits like a sock].",),
        ),
        Style(
            "High-Top Sneaker", share=1, price=(65, 139), grams=(860, 1150),
            draws={
                "upper": pick("Leather", "Suede"), "height": "High", "vegan": False,
                "closure": pick("Laces", "Straps"),
            },
            titles=("{brand} {series} High-Top Sneaker, {upper}",),
            openings=("Padded at the ankle and [flat|flexible] under the foot, high but not heavy.",),
        ),
    ),
    details=(
        "The sole of {sole:l} is stitched as well as glued, so it can be resoled.",
        "?removable_insole:The insole comes out for your own.", "Wide at the toes, firm at the heel.",
        "?vegan:No animal materials, glue included.",
    ),
    closings=("Takes half a size less than usual.", "True to size.", "Spare laces in the box."),
    bullets=("{upper} upper", "{sole} sole", "?removable_insole:Removable insole", "?vegan:Vegan"),
    voice=ReviewVoice(
        "sneakers", plural=True,
        praise=(
            "Comfortable from the first walk.", "Good grip in the rain.", "They go with everything.",
            "?sole=Light foam/Recycled rubber:Light and well cushioned.", "Still look new after months.",
        ),
        gripes=(
            "They run half a size small.", "Rubbed my heel at first.",
            "Light colours get dirty fast, of course.", "Sole is wearing at the heel already.",
            "?closure=Laces:Laces are too long.",
        ),
        uses=("walking to work", "travel", "school", "long days standing", "running"),
    ),
    queries=("sneakers", "white sneakers", "running shoes", "slip on shoes", "leather sneakers"),
    goes_with=("jeans", "hoodie", "backpack"),
)

BOOT = ProductType(
    key="boot", slug="boots", name="Boots", group="shoes", season="autumn", tax=TaxClass.CLOTHING,
    brands=_COBBLERS, series=TRAIL, colours=("Black", "Walnut", "Sand", "Forest", "Navy", "Brick", "Olive"),
    colour_count=(1, 3), axes=(_SHOE_SIZES,),
    attributes=(
        choice("style", "Style"), choice("upper", "Upper"), choice("sole", "Sole"),
        flag("waterproof", "Waterproof"), choice("lining", "Lining"),
    ),
    draws={
        "sole": pick("Rubber lug", "Natural crepe", "Leather with rubber tap"), "waterproof": Chance(0.4),
        "lining": pick("Leather", "Wool", "Textile"),
    },
    picture={"style": "{style_key}"},
    styles=(
        Style(
            "Chelsea Boot", share=2, price=(89, 219), grams=(1050, 1400),
            draws={
                "style": "Chelsea", "style_key": "chelsea", "upper": pick("Leather", "Suede"),
                "waterproof": Chance(0.3),
            },
            titles=("{brand} {series} {upper} Chelsea Boot",),
            openings=(
                (
                    "Pull on, done: elastic at the sides that [hasn't given up after years|keeps its "
                    "spring] and a loop that survives the pulling."
                ),
            ),
        ),
        Style(
            "Lace-Up Boot", share=2, price=(99, 249), grams=(1250, 1750),
            draws={
                "style": "Lace-up", "style_key": "lace-up",
                "upper": pick("Leather", "Waxed leather", "Nubuck"), "sole": "Rubber lug",
                "waterproof": Chance(0.7),
            },
            titles=("{brand} {series} {upper} Lace-Up Boot", "{brand} {series} Hiking Boot, {upper}"),
            openings=(
                (
                    "Six eyelets, a gusseted tongue and a sole with bite: [wet leaves|mud and cobbles] "
                    "are no concern of yours any more."
                ),
            ),
        ),
        Style(
            "Rubber Boot", share=1.5, price=(29, 89), grams=(1300, 1800),
            draws={
                "style": "Wellington", "style_key": "wellington", "upper": "Natural rubber",
                "sole": "Rubber lug", "waterproof": True, "lining": pick("Textile", "Wool"),
            },
            colours=("Forest", "Navy", "Black", "Mustard", "Brick", "Olive"),
            titles=("{brand} {series} Wellington Boot",),
            openings=(
                (
                    "Natural rubber, moulded in one piece, with a [strap at the calf|shaft that bends at "
                    "the ankle]."
                ),
            ),
        ),
    ),
    details=(
        "?style_key=lace-up:The tongue is sewn in, so water has to climb.",
        "Lined with {lining:l} and warm down to freezing.",
        "?style_key=chelsea/lace-up:The sole is stitched through and can be replaced.",
        "?style_key=wellington:The sole throws off mud instead of collecting it.",
        "A steel shank supports the arch.",
    ),
    closings=(
        "Order your usual size.", "?style_key=chelsea/lace-up:Comes with a tin of wax.",
        "?style_key=chelsea/lace-up:Resoling service available.",
        "?style_key=wellington:Hose them down and hang them up.",
    ),
    bullets=("{upper} upper", "{sole} sole", "{lining} lining", "?waterproof:Waterproof"),
    voice=ReviewVoice(
        "boots", plural=True,
        praise=(
            "?waterproof:Dry feet after a whole wet day.", "Warm without being heavy.",
            "?style=Chelsea/Lace-up:Leather is excellent for the price.", "Great grip on wet cobbles.",
            "?style=Chelsea/Lace-up:Broken in after two walks.",
        ),
        gripes=(
            "?style=Chelsea/Lace-up:Stiff for the first week.", "They run large.",
            "?style=Chelsea:The heel pull came loose.", "?style=Chelsea/Lace-up:Leather scratches easily.",
        ),
        uses=("winter walks", "the allotment", "city rain", "festival weekends"),
    ),
    queries=("boots", "chelsea boots", "rubber boots", "hiking boots"),
    goes_with=("jacket", "jeans", "scarf"),
)

SANDAL = ProductType(
    key="sandal", slug="sandals", name="Sandals", group="shoes", season="summer_strong",
    tax=TaxClass.CLOTHING, brands=_COBBLERS, series=TRAIL,
    colours=("Sand", "Black", "Walnut", "White", "Terracotta", "Sage", "Navy", "Blush"), colour_count=(1, 4),
    axes=(_SHOE_SIZES,),
    attributes=(
        choice("style", "Style"), choice("upper", "Upper"), choice("footbed", "Footbed"),
        flag("adjustable", "Adjustable"), flag("waterproof", "Can get wet"),
    ),
    draws={
        "footbed": pick("Cork and latex", "Moulded foam", "Leather"),
        "upper": pick("Leather", "Suede", "Recycled webbing"), "adjustable": Chance(0.6),
        "waterproof": By("upper", {"Recycled webbing": True, "": False}),
        "footbed_words": By(
            "footbed",
            {
                "Cork and latex": "cork with latex", "Moulded foam": "moulded foam",
                "Leather": "leather over cork",
            },
        ),
    },
    picture={"style": "{style_key}"},
    styles=(
        Style(
            "Two-Strap Sandal", share=3, price=(39, 109), grams=(480, 680),
            draws={
                "style": "Two-strap", "style_key": "two-strap", "adjustable": True,
                "footbed": pick("Cork and latex", "Moulded foam"),
            },
            titles=("{brand} {series} Two-Strap Sandal, {upper}",),
            openings=("A footbed that takes the print of your foot and [two buckles that hold|keeps it].",),
        ),
        Style(
            "Slide", share=2, price=(19, 69), grams=(320, 520),
            draws={"style": "Slide", "style_key": "slide", "adjustable": False},
            titles=("{brand} {series} {upper} Slide",),
            openings=(
                (
                    "For [pool, porch and post box|slipping on at the back door]: one broad strap and "
                    "nothing to fasten."
                ),
            ),
        ),
        Style(
            "Thong Sandal", share=1.5, price=(15, 59), grams=(260, 400),
            draws={"style": "Thong", "style_key": "thong", "adjustable": False},
            titles=("{brand} {series} {upper} Thong Sandal",),
            openings=("Flat, slim and [surprisingly comfortable|softly padded at the toe post].",),
        ),
    ),
    details=(
        "The footbed is {footbed_words}, shaped under the arch.", "?waterproof:It dries in minutes.",
        "The sole grips wet tiles.", "Edges are rounded, so nothing rubs between toes.",
    ),
    closings=("If between sizes, choose the larger.", "Soles can be replaced.", "Brush clean with water."),
    bullets=(
        "{upper} upper", "{footbed} footbed", "?adjustable:Adjustable straps", "?waterproof:Fine in water",
    ),
    voice=ReviewVoice(
        "sandals", plural=True,
        praise=(
            "I walked all day in them on holiday.", "Footbed is superb.", "Soft straps, no blisters.",
            "?adjustable:Easy to adjust.",
        ),
        gripes=(
            "They took a few days to break in.", "?adjustable:Buckle is fiddly.", "They squeak when wet.",
            "A bit narrow.",
        ),
        uses=("the beach", "city trips", "the garden", "home"),
    ),
    queries=("sandals", "leather sandals", "slides", "cork sandals"),
    goes_with=("dress", "sunglasses", "hat"),
)

HANDBAG = ProductType(
    key="handbag", slug="handbags", name="Handbags", group="bags", season="gift",
    brands=("Merrick Row", "Cartwell", "Pavane", "Tern & Tide"), series=TOWN,
    colours=("Black", "Walnut", "Sand", "Navy", "Brick", "Sage", "Plum", "Cream", "Terracotta"),
    colour_count=(1, 4),
    attributes=(
        choice("style", "Style"), choice("material", "Material"), choice("closure", "Closure"),
        number("width", "Width", "cm"), flag("laptop", "Fits a laptop"), flag("strap", "Shoulder strap"),
    ),
    draws={
        "material": pick("Full-grain leather", "Suede", "Waxed canvas", "Vegan leather"),
        "closure": pick("Zip", "Magnet", "Flap"), "laptop": False, "strap": True, "width": pick(24, 26, 28),
    },
    picture={"style": "{style:l}"},
    styles=(
        Style(
            "Tote Bag", share=2, price=(49, 219), grams=(500, 950),
            draws={
                "style": "Tote", "width": pick(36, 38, 42), "laptop": Chance(0.8), "strap": Chance(0.4),
                "closure": pick("Zip", "Magnet"),
            },
            titles=("{brand} {series} {material} Tote",),
            openings=("Room for [a day|papers, lunch and a jumper], and handles long enough for a coat.",),
        ),
        Style(
            "Crossbody Bag", share=2, price=(39, 159), grams=(320, 560),
            draws={"style": "Crossbody", "width": pick(20, 22, 24)},
            titles=("{brand} {series} {material} Crossbody Bag",),
            openings=(
                "Phone, keys, cards and [a paperback|a small umbrella]: exactly what you need and no more.",
            ),
        ),
        Style(
            "Satchel", share=1.5, price=(69, 249), grams=(650, 1100),
            draws={"style": "Satchel", "width": pick(30, 34), "closure": "Flap", "laptop": Chance(0.5)},
            titles=("{brand} {series} {material} Satchel",),
            openings=(
                "Two straps, real buckles and, behind them, [magnets for the impatient|quick clips].",
                (
                    "The {series} keeps papers flat and [lunch upright|your back straight], and looks "
                    "better scuffed."
                ),
            ),
        ),
        Style(
            "Bucket Bag", share=1, price=(55, 189), grams=(450, 720),
            draws={"style": "Bucket", "closure": "Drawstring"},
            titles=("{brand} {series} {material} Bucket Bag",),
            openings=("Soft-sided and deep, it closes with a cord and [stands by itself|slouches well].",),
        ),
    ),
    details=(
        "?laptop:A padded sleeve takes a 14-inch laptop.", "Inside are a zip pocket and a hook for keys.",
        "?strap:The shoulder strap adjusts and comes off.", "Edges are painted by hand in three coats.",
    ),
    closings=(
        "Comes in a cotton bag.", "?material=Full-grain leather:Leather darkens with the years, and should.",
        "Two-year repair promise.",
    ),
    bullets=("{material}", "{width} cm wide", "{closure} closure", "?laptop:Sleeve for a 14-inch laptop"),
    voice=ReviewVoice(
        "bag",
        praise=(
            "Holds far more than it seems.", "Material smells and feels great.",
            "?strap:The strap is comfortable.", "Well thought-out pockets.", "Many compliments.",
        ),
        gripes=(
            "Heavy when empty.", "?closure=Zip:The zip is stiff.", "The lining is light and shows ink.",
            "?strap:Strap could be longer.",
        ),
        uses=("work", "evenings out", "travel", "my mother's birthday"),
    ),
    queries=("handbag", "leather tote", "crossbody bag", "laptop bag"),
    goes_with=("scarf", "sunglasses", "dress"),
)

BACKPACK = ProductType(
    key="backpack", slug="backpacks", name="Backpacks", group="bags", season="school", demand=1.1,
    brands=("Lodestrap", "Wayfold", "Tarnpeak", "Cartwell"), series=TRAIL,
    colours=("Black", "Navy", "Olive", "Charcoal", "Sand", "Teal", "Terracotta", "Sage"),
    colour_count=(1, 4),
    attributes=(
        choice("style", "Style"), number("capacity", "Capacity", "l", facet=True),
        choice("material", "Material"), flag("laptop", "Laptop sleeve"), flag("waterproof", "Waterproof"),
        number("weight", "Weight", "g"),
    ),
    draws={
        "laptop": Chance(0.7), "weight": Span(480, 1100, 20),
        "material": pick("Recycled polyester", "Waxed canvas", "Recycled nylon"),
    },
    picture={"style": "{style_key}", "capacity_l": "{capacity}"},
    styles=(
        Style(
            "Daypack", share=3, price=(39, 119), grams=(600, 1200),
            draws={
                "laptop": True, "style": "Daypack", "style_key": "daypack", "capacity": pick(15, 18, 20, 25),
                "waterproof": False,
            },
            titles=("{brand} {series} Daypack, {capacity} L", "{brand} {series} {capacity} L Backpack"),
            openings=(
                "{capacity} litres in [two|three] compartments, so the laptop never meets the lunch.",
            ),
        ),
        Style(
            "Rolltop Backpack", share=2, price=(59, 159), grams=(800, 1400),
            draws={
                "style": "Rolltop", "style_key": "rolltop", "capacity": pick(20, 25, 30), "waterproof": True,
                "material": pick("Recycled nylon", "Recycled polyester"),
            },
            titles=("{brand} {series} Rolltop Backpack, {capacity} L",),
            openings=(
                (
                    "Roll it down for the office, up for the [groceries|weekend]; welded seams keep the "
                    "rain out."
                ),
            ),
        ),
        Style(
            "Flap Backpack", share=1.5, price=(55, 149), grams=(850, 1450),
            draws={
                "style": "Flap", "style_key": "flap", "capacity": pick(15, 20, 25), "waterproof": False,
                "material": pick("Waxed canvas", "Organic cotton canvas"),
            },
            titles=("{brand} {series} Flap Backpack, {capacity} L",),
            openings=("A cord, a flap and two clips: the old rucksack, [with better straps|only lighter].",),
        ),
    ),
    details=(
        "?laptop:The sleeve hangs clear of the ground and takes a 15-inch laptop.",
        "Straps are wide, curved and covered in mesh.", "A strap behind slides over a suitcase handle.",
        "?waterproof:Waterproof, not merely water-repellent.",
    ),
    closings=("Bottle pockets on both sides hold a litre.", "Lifetime repairs.", "Spare buckle included."),
    bullets=("{capacity} litres", "{material}", "?laptop:15-inch laptop sleeve", "?waterproof:Waterproof"),
    voice=ReviewVoice(
        "backpack",
        praise=(
            "Comfortable even when full.", "Just enough pockets.",
            "?waterproof:Stayed dry inside in heavy rain.", "Stands up on its own.",
            "Fits under the plane seat.",
        ),
        gripes=(
            "Bottle pockets are tight.", "Straps slip slowly.", "Zip pulls are small for gloves.",
            "A bit deep, things vanish.",
        ),
        uses=("school", "cycling to work", "weekend trips", "day hikes"),
    ),
    queries=("backpack", "laptop backpack", "rolltop backpack", "school backpack"),
    goes_with=("water_bottle", "lunch_box", "laptop"),
)

SUITCASE = ProductType(
    key="suitcase", slug="suitcases", name="Suitcases", group="bags", season="travel", share=0.8, demand=0.7,
    brands=("Wayfold", "Lodestrap", "Cartwell"), series=TRAIL,
    colours=("Black", "Navy", "Sage", "Silver", "Blush", "Mustard", "Teal", "Sand"), colour_count=(2, 4),
    attributes=(
        choice("shell", "Shell"), choice("material", "Material"), choice("wheels", "Wheels"),
        flag("expandable", "Expandable"), flag("usb", "Battery pocket"),
    ),
    draws={
        "shell": pick("Ribbed", "Smooth", "Grid"),
        "wheels": pick("Four double wheels", "Four silent wheels"), "expandable": Chance(0.5),
        "usb": Chance(0.3),
    },
    axes=(Axis("size", "Size", ("Cabin 38 L", "Medium 65 L", "Large 95 L"), 0.3, 0.35),),
    picture={
        "size": By("size", {"Cabin 38 L": "cabin", "Medium 65 L": "medium", "": "large"}),
        "shell": "{shell:l}",
    },
    styles=(
        Style(
            "Hard-Shell Suitcase", share=3, price=(69, 249), grams=(2500, 3200),
            draws={"material": pick("Polycarbonate", "Recycled polycarbonate")},
            titles=(
                "{brand} {series} Hard-Shell Suitcase", "{brand} {series} {shell} Polycarbonate Suitcase",
            ),
            openings=(
                (
                    "The shell [bends and springs back|gives instead of cracking], and the wheels roll "
                    "over cobbles without a rattle."
                ),
            ),
        ),
        Style(
            "Aluminium Suitcase", share=1, price=(289, 649), grams=(4100, 5200),
            draws={"material": "Aluminium", "expandable": False, "shell": "Ribbed"},
            colours=("Silver", "Black", "Graphite"), colour_count=(1, 2),
            titles=("{brand} {series} Aluminium Suitcase",),
            openings=(
                "No zip: two latches, a frame and a seal. Dents are [the story|part of the journey].",
            ),
        ),
    ),
    details=(
        "?expandable:A zip adds four centimetres on the way home.",
        "Straps on one side, a zipped divider on the other.",
        "The handle locks at three heights and doesn't wobble.",
        "?usb:A pocket inside holds your battery pack, with the cable led to the outside.",
    ),
    closings=(
        "The lock opens with a code, or with the key the airport has.",
        "Five-year guarantee, airlines included.",
        "The cabin size fits the rules of most airlines, 55 x 38 x 20 cm.",
    ),
    bullets=("{material} shell", "{wheels}", "?expandable:Expands by 4 cm", "Combination lock"),
    voice=ReviewVoice(
        "suitcase",
        praise=(
            "Glides silently.", "Survived six flights without a mark.", "Fits the overhead bin.",
            "Roomier than it looks.", "Handle feels solid.",
        ),
        gripes=(
            "Scratches show on the shell.", "Lock instructions are confusing.", "Heavier than stated.",
            "The zip is stiff in corners.",
        ),
        uses=("business trips", "our honeymoon", "family holidays", "weekend flights"),
    ),
    queries=("suitcase", "cabin suitcase", "large suitcase", "aluminium suitcase"),
    goes_with=("backpack", "water_bottle"),
)

TYPES = (SNEAKER, BOOT, SANDAL, HANDBAG, BACKPACK, SUITCASE)
