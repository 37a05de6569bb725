"""Cooking, and the table afterwards."""

from __future__ import annotations

from app.demo.catalogue.grammar.definition import (
    Axis,
    By,
    Chance,
    ProductType,
    ReviewVoice,
    Span,
    Style,
    Wording,
    choice,
    flag,
    number,
    pick,
)
from app.demo.catalogue.grammar.series import NATURE

# fmt: off  (tables of words: packed lines keep a type on one screen)

_MAKERS = ("Hearthly", "Brasmont", "Pellow", "Stovewright")
_POTTERS = ("Kilnbrook", "Hearthly", "Tidewell", "Saltmarsh Studio")

KETTLE = ProductType(
    key="kettle", slug="kettles", name="Kettles", group="appliances", season="winter", brands=_MAKERS,
    series=NATURE, colours=("Black", "White", "Cream", "Sage", "Silver", "Copper", "Navy", "Brick"),
    attributes=(
        choice("kind", "Type"), number("capacity", "Capacity", "ml", facet=True),
        number("power", "Power", "W"), flag("temperature", "Temperature control"),
        choice("material", "Material"),
    ),
    draws={"material": "Stainless steel", "cord": pick(70, 75, 90)}, picture={"capacity_ml": "{capacity}"},
    styles=(
        Style(
            "Electric Kettle", share=3, price=(29, 109), grams=(1100, 1600),
            draws={
                "kind": "Electric", "capacity": pick(1200, 1500, 1700), "power": pick(1500, 2200, 3000),
                "temperature": Chance(0.4), "litres": By("capacity", {1200: "1.2", 1500: "1.5", 1700: "1.7"}),
            },
            titles=(
                "{brand} {series} Electric Kettle, {litres} L", "{brand} {series} {litres} L Electric Kettle",
            ),
            openings=(
                (
                    "Boils {litres} litres without the roar, and switches itself off [the moment it is "
                    "done|properly]."
                ),
                "A {material:l} kettle with a wide lid, so filling and [descaling|rinsing] are not a puzzle.",
            ),
            picture={"type": "electric"},
        ),
        Style(
            "Gooseneck Kettle", share=1.5, price=(49, 159), grams=(950, 1400),
            draws={
                "kind": "Gooseneck electric", "capacity": pick(800, 900, 1000), "power": pick(1000, 1200),
                "temperature": True, "material": "Stainless steel",
            },
            colours=("Black", "White", "Silver", "Copper"),
            openings=(
                (
                    "The thin spout pours where you look, [drop by drop if you wish|as slowly as good "
                    "coffee asks]."
                ),
            ),
            bullets=("Holds the chosen temperature for 60 minutes",), picture={"type": "gooseneck"},
        ),
        Style(
            "Stovetop Kettle", share=1.5, price=(25, 89), grams=(900, 1500),
            draws={
                "kind": "Stovetop", "capacity": pick(1500, 1700), "power": 0, "temperature": False,
                "material": "Enamelled steel",
            },
            colours=("Cream", "Sage", "Navy", "Brick", "Black", "White"),
            titles=("{brand} {series} Whistling Stovetop Kettle",),
            openings=(
                (
                    "It whistles, [as a kettle should|politely at first], and works on gas, electric and "
                    "induction."
                ),
            ),
            bullets=("For all hobs, induction included",), picture={"type": "stovetop"},
        ),
    ),
    details=(
        "?temperature:Choose from 40 to 100 degrees: green tea, coffee, or baby's bottle.",
        "Inside are marks for two, four and six cups.",
        "The handle stays cool, and there is room for a big hand.", "No plastic touches the water.",
    ),
    closings=(
        "A limescale filter lifts out for cleaning.", "Two-year warranty.",
        "Spare lids and bases are available.",
    ),
    bullets=(
        "Holds {capacity} ml", "{material}", "?temperature:Temperature from 40 to 100 °C",
        "?kind=Electric/Gooseneck electric:{power} W, base turns through 360°",
    ),
    voice=ReviewVoice(
        "kettle",
        praise=(
            "Boils fast and fairly quietly.", "Pours without dripping.", "Looks lovely on the counter.",
            "Easy to clean inside.", "Temperature settings are spot on for green tea.",
        ),
        gripes=(
            "The lid is stiff.", "The cord is short.", "The outside gets hot.",
            "Water level is hard to read.",
        ),
        uses=("the office kitchen", "daily tea", "pour-over coffee", "a wedding gift"),
    ),
    queries=("kettle", "electric kettle", "gooseneck kettle", "retro kettle"),
    goes_with=("mug", "toaster", "coffee_maker"),
)

COFFEE_MAKER = ProductType(
    key="coffee_maker", slug="coffee-makers", name="Coffee Makers", group="appliances", season="gift",
    brands=("Brasmont", "Hearthly", "Pellow", "Ristrella"), series=NATURE,
    colours=("Black", "Silver", "White", "Sage", "Cream", "Copper", "Brick"),
    attributes=(
        choice("kind", "Method"), number("cups", "Cups", facet=True), choice("material", "Material"),
        flag("grinder", "Built-in grinder"), flag("dishwasher", "Dishwasher-safe parts"),
    ),
    draws={
        "grinder": False, "dishwasher": Chance(0.6),
        "cups_word": By("cups", {1: "one cup", 2: "two cups", "": Wording("{cups} cups")}),
    },
    styles=(
        Style(
            "Espresso Machine", share=2, price=(149, 699), grams=(5200, 11500),
            draws={
                "kind": "Espresso", "cups": pick(1, 2, 2), "material": "Stainless steel",
                "grinder": Chance(0.35), "bars": pick(9, 15),
            },
            picture={"type": "espresso"},
            openings=(
                (
                    "Pre-infusion, {bars} bars and a steady boiler: the {series} makes espresso [you can "
                    "repeat|the same way twice]."
                ),
            ),
            bullets=(
                "{bars} bar pump", "Steam wand for real milk foam", "?grinder:Burr grinder with 30 settings",
            ),
        ),
        Style(
            "Filter Coffee Machine", share=2, price=(39, 189), grams=(1900, 3600),
            draws={
                "kind": "Filter", "cups": pick(8, 10, 12),
                "material": pick("Plastic and glass", "Stainless steel"),
            },
            picture={"type": "filter"}, titles=("{brand} {series} {cups}-Cup Filter Coffee Machine",),
            openings=(
                "{cups} cups at 93 degrees, [ready when the alarm is|without a drip when you lift the jug].",
            ),
            bullets=("Brews at 92–96 °C", "Timer and keep-warm with auto-off"),
        ),
        Style(
            "French Press", share=2, price=(19, 69), grams=(600, 1200),
            draws={
                "kind": "French press", "cups": pick(3, 4, 8),
                "material": pick("Glass and steel", "Stainless steel", "Stoneware"),
            },
            picture={"type": "french_press"},
            titles=(
                "{brand} {series} {cups}-Cup French Press, {material}",
                "{brand} {series} {material} French Press, {cups} Cups",
            ),
            openings=("Four minutes, one push: full-bodied coffee without paper or [pods|electricity].",),
            bullets=("Two-layer steel filter keeps the cup clear",),
        ),
        Style(
            "Moka Pot", share=1.5, price=(17, 45), grams=(400, 800),
            colours=("Silver", "Black", "Brick", "Copper"),
            draws={"kind": "Moka pot", "cups": pick(3, 6, 9), "material": "Aluminium"},
            picture={"type": "moka"}, titles=("{brand} {series} {cups}-Cup Moka Pot",),
            openings=(
                (
                    "The little stovetop pot that gets [strong coffee|a kitchen's worth of aroma] out of "
                    "any flame."
                ),
            ),
            bullets=("For gas and electric hobs",),
        ),
        Style(
            "Steel Moka Pot", share=1, price=(29, 65), grams=(500, 900), colours=("Silver", "Copper"),
            colour_count=(1, 2),
            draws={"kind": "Moka pot", "cups": pick(4, 6, 10), "material": "Stainless steel"},
            picture={"type": "moka"}, titles=("{brand} {series} {cups}-Cup Stainless Steel Moka Pot",),
            openings=(
                (
                    "The stovetop classic in steel, so it works on induction and [never tastes of "
                    "metal|can go in the dishwasher]."
                ),
            ),
            bullets=("Works on induction",),
        ),
    ),
    details=(
        "Water and grounds are easy to reach, and [everything wet|every part that gets dirty] comes off.",
        "?dishwasher:Removable parts go in the dishwasher.", "It makes {cups_word} at a time.",
    ),
    closings=("Seals and filters are sold as spares.", "A scoop is included.", "Two-year warranty."),
    bullets=("{cups_word} at a time", "{material}", "?dishwasher:Dishwasher-safe parts"),
    voice=ReviewVoice(
        "coffee maker",
        praise=(
            "Coffee tastes better than from my old machine.", "Simple to clean.", "Heats up quickly.",
            "Solid build, nothing rattles.", "Perfect for two people.",
        ),
        gripes=(
            "The instructions are thin.", "It is louder than I expected.",
            "The jug dribbles if you pour fast.", "Takes a few goes to find the right grind.",
        ),
        uses=("the morning rush", "the office", "camping weekends", "Sunday breakfast"),
    ),
    queries=("coffee maker", "espresso machine", "french press", "moka pot", "filter coffee machine"),
    goes_with=("mug", "kettle"),
)

TOASTER = ProductType(
    key="toaster", slug="toasters", name="Toasters", group="appliances", season="winter", share=0.8,
    brands=_MAKERS, series=NATURE, colours=("Silver", "Black", "Cream", "Sage", "White", "Brick", "Navy"),
    attributes=(
        number("slots", "Slots", facet=True), number("power", "Power", "W"),
        number("levels", "Browning levels"), flag("bun_rack", "Bun rack"), choice("material", "Housing"),
    ),
    draws={"levels": pick(6, 7, 9), "bun_rack": Chance(0.5), "material": "Coated steel"},
    picture={"slots": "{slots}"},
    styles=(
        Style(
            "Two-Slice Toaster", share=3, price=(25, 89), grams=(1500, 2400),
            colours=("Black", "Cream", "Sage", "White", "Brick", "Navy"),
            draws={"slots": 2, "power": pick(800, 900, 1000)},
            titles=("{brand} {series} 2-Slice Toaster", "{brand} {series} Wide-Slot 2-Slice Toaster"),
            openings=(
                (
                    "Two wide slots that hold bread [upright and even|in the middle], from baguette halves "
                    "to thin rye."
                ),
                (
                    "A small toaster with [big-toaster manners|an even hand]: both sides brown alike and "
                    "nothing needs fishing out."
                ),
            ),
        ),
        Style(
            "Brushed Steel Two-Slice Toaster", share=1.5, price=(35, 99), grams=(1600, 2500),
            colours=("Silver", "Graphite", "Copper"), colour_count=(1, 2),
            draws={"slots": 2, "power": pick(900, 1000), "material": "Brushed steel"},
            titles=("{brand} {series} Brushed Steel 2-Slice Toaster",),
            openings=(
                (
                    "Brushed steel that [shrugs off fingerprints|matches every kettle], wide slots and a "
                    "lever with weight."
                ),
            ),
        ),
        Style(
            "Four-Slice Toaster", share=1.5, price=(39, 129), grams=(2400, 3800),
            colours=("Black", "Cream", "Sage", "White", "Brick", "Navy"),
            draws={"slots": 4, "power": pick(1500, 1700, 1850)}, titles=("{brand} {series} 4-Slice Toaster",),
            openings=(
                (
                    "Breakfast for four in one go, with separate controls for [the pale and the dark|each "
                    "pair of slots]."
                ),
            ),
        ),
        Style(
            "Brushed Steel Four-Slice Toaster", share=1, price=(49, 149), grams=(2500, 3900),
            colours=("Silver", "Graphite"), colour_count=(1, 2),
            draws={"slots": 4, "power": pick(1700, 1850), "material": "Brushed steel"},
            titles=("{brand} {series} Brushed Steel 4-Slice Toaster",),
            openings=(
                (
                    "Four slots in brushed steel, [two levers and no queue|for houses where breakfast is a "
                    "crowd]."
                ),
            ),
        ),
    ),
    details=(
        "{levels} browning levels, plus buttons for frozen, reheat and stop.",
        "?bun_rack:A rack on top warms rolls and croissants.",
        "The lift goes high enough for a small crumpet.",
    ),
    closings=("The crumb tray slides out at the back.", "Cord tucks underneath.", "Two-year warranty."),
    bullets=("{slots} wide slots", "{levels} browning levels", "{power} W", "?bun_rack:Bun rack"),
    voice=ReviewVoice(
        "toaster",
        praise=(
            "Toasts evenly on both sides.", "Matches our kettle perfectly.",
            "The crumb tray is easy to empty.", "Heavy enough not to slide.",
        ),
        gripes=(
            "Long slices stick out at the top.", "The lowest setting is already quite dark.",
            "The sides get warm.",
        ),
        uses=("family breakfasts", "a small kitchen", "the office"),
    ),
    queries=("toaster", "4 slice toaster", "cream toaster"), goes_with=("kettle", "plate"),
)

BLENDER = ProductType(
    key="blender", slug="blenders", name="Blenders", group="appliances", season="new_year", share=0.9,
    brands=("Brasmont", "Hearthly", "Whirrow"), series=NATURE,
    colours=("Black", "White", "Silver", "Sage", "Brick", "Cream"),
    attributes=(
        choice("kind", "Type"), number("power", "Power", "W", facet=True),
        number("capacity", "Capacity", "ml"), choice("jug", "Jug"),
        flag("dishwasher", "Dishwasher-safe parts"),
    ),
    draws={"dishwasher": Chance(0.8)},
    styles=(
        Style(
            "Jug Blender", share=2, price=(49, 279), grams=(3200, 5600),
            draws={
                "kind": "Jug", "power": Span(600, 1600, 100), "capacity": pick(1500, 1800, 2000),
                "jug": pick("Glass", "Copolyester"),
            },
            titles=("{brand} {series} {power} W Jug Blender",), picture={"type": "jug"},
            openings=(
                "{power} watts through six blades: ice, kale and [frozen mango|whole nuts] come out smooth.",
            ),
        ),
        Style(
            "Personal Blender", share=2, price=(25, 89), grams=(1100, 1900),
            draws={
                "kind": "Personal", "power": Span(250, 700, 50), "capacity": pick(400, 500, 600),
                "jug": "Copolyester",
            },
            titles=("{brand} {series} Personal Blender with {capacity} ml Cup",),
            picture={"type": "personal"},
            openings=(
                (
                    "Blend, screw on the lid, leave the house: the jug of the {series} is [the bottle|also "
                    "the cup]."
                ),
            ),
        ),
        Style(
            "Hand Blender", share=2, price=(25, 119), grams=(800, 1500),
            draws={
                "kind": "Hand", "power": Span(400, 1200, 100), "capacity": 700,
                "jug": pick("Copolyester", "Glass"),
            },
            titles=("{brand} {series} {power} W Hand Blender",), picture={"type": "hand"},
            openings=(
                (
                    "Soup in the pot, mayonnaise in the beaker: the steel foot [doesn't splash|clicks off "
                    "for the dishwasher]."
                ),
            ),
        ),
    ),
    details=(
        "Speed follows your thumb, with a pulse for the last lumps.",
        "?dishwasher:Everything but the motor goes in the dishwasher.",
        "The beaker or jug holds {capacity} ml and is marked on the side.",
    ),
    closings=("Blades can be replaced.", "Two-year warranty.", "A booklet with twelve recipes is included."),
    bullets=("{power} W motor", "{capacity} ml", "{jug} container", "?dishwasher:Dishwasher-safe parts"),
    voice=ReviewVoice(
        "blender",
        praise=(
            "Crushes ice without trouble.", "Smoothies are really smooth.", "Cleaning takes ten seconds.",
            "Powerful for its size.",
        ),
        gripes=(
            "It is loud.", "The seal is fiddly to clean.", "Bigger than it looks on the picture.",
            "Needs a little liquid or it stalls.",
        ),
        uses=("morning smoothies", "soups", "baby food", "protein shakes"),
    ),
    queries=("blender", "hand blender", "smoothie blender"), goes_with=("water_bottle", "saucepan"),
)

SAUCEPAN = ProductType(
    key="saucepan", slug="saucepans", name="Saucepans", group="cookware", season="winter", share=0.9,
    brands=_MAKERS, series=NATURE, colours=("Silver", "Copper", "Black", "Cream", "Sage", "Navy"),
    attributes=(
        choice("material", "Material"), choice("handle", "Handle"), flag("lid", "Lid included"),
        flag("induction", "Suitable for induction"), flag("oven", "Oven safe"),
    ),
    draws={
        "handle": pick("Steel", "Oak", "Black phenolic"), "lid": Chance(0.85),
        "oven": By("handle", {"Steel": True, "": False}), "with": By("lid", {True: " with Lid", False: ""}),
    },
    axes=(Axis("diameter", "Diameter", ("14 cm", "16 cm", "18 cm", "20 cm", "24 cm"), 0.14, 0.2, at_most=4),),
    picture={
        "diameter_cm": "{diameter}", "lid": "{lid}",
        "handle": By("handle", {"Steel": "steel", "Oak": "oak", "": "black"}),
    },
    styles=(
        Style(
            "Stainless Steel Saucepan", share=3, price=(29, 119), grams=(900, 1600), colours=("Silver",),
            colour_count=(1, 1),
            draws={"material": pick("Stainless steel", "Three-ply steel"), "induction": True},
            titles=("{brand} {series} {material} Saucepan{with}",),
            openings=(
                "A thick base spreads the heat, and the rim pours [cleanly from any side|without a drip].",
            ),
        ),
        Style(
            "Enamelled Saucepan", share=2, price=(25, 89), grams=(1000, 1800),
            colours=("Cream", "Sage", "Navy", "Black"),
            draws={"material": "Enamelled steel", "induction": True},
            titles=("{brand} {series} Enamel Saucepan{with}",),
            openings=("Enamel like grandmother's, on steel that [heats evenly|works on induction].",),
        ),
        Style(
            "Copper Saucepan", share=1, price=(99, 289), grams=(1200, 2100), colours=("Copper",),
            colour_count=(1, 1),
            draws={"material": "Copper, steel lined", "induction": False, "handle": "Steel"},
            titles=("{brand} {series} Copper Saucepan{with}",),
            openings=("Copper answers the flame at once, which is what [caramel and custard|sauces] need.",),
        ),
        Style(
            "Non-Stick Saucepan", share=2, price=(19, 69), grams=(650, 1100),
            colours=("Black", "Cream", "Sage"),
            draws={
                "material": "Aluminium, ceramic coated", "induction": Chance(0.8),
                "handle": pick("Oak", "Black phenolic"),
            },
            titles=("{brand} {series} Ceramic Non-Stick Saucepan{with}",),
            openings=(
                "Porridge lets go and milk [doesn't catch|washes off]: a ceramic coating without PFAS.",
            ),
        ),
    ),
    details=(
        "?oven:From hob to oven, up to 220 degrees.",
        "?induction:The base works on every hob, induction included.",
        "Marks inside measure up to the litre.",
        "The handle of {handle:l} is riveted and stays cool longer than the pan.",
    ),
    closings=("Best washed by hand.", "Ten-year guarantee.", "Stacks with its larger sisters."),
    bullets=(
        "{material}", "?induction:For all hobs, induction included", "?oven:Oven safe to 220 °C",
        "?lid:Glass lid included",
    ),
    voice=ReviewVoice(
        "pan",
        praise=(
            "Heats evenly and quickly.", "Cleans up easily.", "Pours without dripping.",
            "Good weight, feels made for years.",
        ),
        gripes=(
            "The handle gets warm on gas.", "Heavy when full.", "The lid could sit tighter.",
            "It stained after the first use.",
        ),
        uses=("sauces", "daily cooking", "our induction hob", "student cooking"),
    ),
    queries=("saucepan", "saucepan with lid", "induction pan", "copper pan"),
    goes_with=("frying_pan", "knife"),
)

FRYING_PAN = ProductType(
    key="frying_pan", slug="frying-pans", name="Frying Pans", group="cookware", season="winter", demand=1.2,
    brands=_MAKERS, series=NATURE, colours=("Black", "Silver", "Sage", "Cream"),
    attributes=(
        choice("material", "Material"), choice("coating", "Coating"), choice("handle", "Handle"),
        flag("induction", "Suitable for induction"), flag("oven", "Oven safe"),
    ),
    draws={"induction": True},
    axes=(Axis("diameter", "Diameter", ("20 cm", "24 cm", "28 cm", "32 cm"), 0.15, 0.25),),
    picture={
        "diameter_cm": "{diameter}",
        "handle": By("handle", {"Steel": "steel", "Cast iron": "black", "Oak": "oak", "": "black"}),
    },
    styles=(
        Style(
            "Non-Stick Frying Pan", share=3, price=(19, 79), grams=(700, 1100),
            colours=("Black", "Sage", "Cream"),
            draws={
                "material": "Forged aluminium", "coating": pick("Ceramic, PFAS-free", "Mineral non-stick"),
                "handle": pick("Oak", "Black phenolic", "Steel"),
                "oven": By("handle", {"Steel": True, "": False}),
            },
            openings=(
                (
                    "Eggs slide, fish turns whole: [forged aluminium|a thick aluminium base] under a "
                    "coating that can take a silicone spatula for years."
                ),
            ),
        ),
        Style(
            "Cast Iron Skillet", share=2, price=(25, 89), grams=(1800, 2600), colours=("Black",),
            draws={
                "material": "Cast iron", "coating": "Seasoned with rapeseed oil", "handle": "Cast iron",
                "oven": True,
            },
            openings=(
                (
                    "Heavy, slow to heat and [slower to let go of it|worth the wait]: this is the pan for "
                    "steak, cornbread and your grandchildren."
                ),
            ),
        ),
        Style(
            "Carbon Steel Pan", share=1.5, price=(35, 99), grams=(1300, 1900), colours=("Black",),
            draws={"material": "Carbon steel", "coating": "Uncoated", "handle": "Steel", "oven": True},
            openings=("Season it once and it gets [blacker and slicker|better] every week.",),
        ),
        Style(
            "Stainless Steel Frying Pan", share=1.5, price=(39, 129), grams=(1100, 1700), colours=("Silver",),
            draws={"material": "Three-ply steel", "coating": "Uncoated", "handle": "Steel", "oven": True},
            openings=(
                (
                    "For a real sear and the sauce that follows, [three layers of metal|a core of "
                    "aluminium] carry the heat right up the sides."
                ),
            ),
        ),
    ),
    details=(
        "?oven:Goes into the oven with its handle.", "The flared rim lets a spatula in from the side.",
        "The base stays flat on glass hobs.", "{material} throughout, induction included.",
    ),
    closings=(
        "Wash by hand and dry straight away.", "The handle has a loop for hanging.", "Care card included.",
    ),
    bullets=("{material}", "{coating}", "?oven:Oven safe", "?induction:For all hobs, induction included"),
    voice=ReviewVoice(
        "frying pan",
        praise=(
            "Nothing sticks, not even eggs.", "Heats evenly right to the edge.", "Lovely sear on a steak.",
            "Easy to wipe clean.", "Feels solid and well balanced.",
        ),
        gripes=(
            "Heavier than I expected.", "The handle gets hot.", "Needs patience to season.",
            "A little warped after high heat.",
        ),
        uses=("pancakes", "steak", "breakfast eggs", "camping"),
    ),
    queries=("frying pan", "cast iron skillet", "non stick pan", "pan 28 cm"),
    goes_with=("saucepan", "knife"),
)

KNIFE = ProductType(
    key="knife", slug="kitchen-knives", name="Kitchen Knives", group="cookware", season="gift",
    brands=("Edgeworthy", "Stovewright", "Brasmont"), series=NATURE, colours=("Silver",), colour_count=(1, 1),
    attributes=(
        choice("kind", "Blade shape"), number("blade", "Blade length", "cm", facet=True),
        choice("steel", "Steel"), choice("handle", "Handle"), number("hardness", "Hardness", "HRC"),
    ),
    draws={
        "handle": pick("Oak", "Walnut", "Black composite"),
        "steel": pick("German stainless", "Japanese stainless", "67-layer damask"),
        "hardness": By("steel", {"German stainless": pick(56, 57, 58), "": pick(59, 60, 61)}),
    },
    picture={
        "type": By("kind", {"Chef's": "chef", "Santoku": "santoku", "Bread": "bread", "Paring": "paring"}),
        "handle": By("handle", {"Oak": "oak", "Walnut": "walnut", "": "black"}),
    },
    styles=(
        Style(
            "Chef's Knife", share=3, price=(29, 159), grams=(280, 420),
            draws={"kind": "Chef's", "blade": pick(18, 20, 23)},
            titles=("{brand} {series} Chef's Knife, {blade} cm, {handle} Handle",),
            openings=(
                (
                    "The knife for [nearly everything|nine jobs in ten]: {blade} cm of {steel:l} steel, "
                    "curved for rocking through herbs."
                ),
            ),
        ),
        Style(
            "Santoku Knife", share=2, price=(29, 149), grams=(240, 360),
            draws={"kind": "Santoku", "blade": pick(16, 17, 18)},
            titles=("{brand} {series} Santoku Knife, {blade} cm, {handle} Handle",),
            openings=(
                (
                    "Flat-edged, light and quick with vegetables, the {series} santoku [falls through a "
                    "tomato|chops straight down]."
                ),
            ),
        ),
        Style(
            "Bread Knife", share=1.5, price=(19, 99), grams=(240, 360),
            draws={"kind": "Bread", "blade": pick(22, 24, 26)},
            titles=("{brand} {series} Bread Knife, {blade} cm, {handle} Handle",),
            openings=(
                (
                    "Pointed teeth bite the crust, rounded ones spare the crumb: [sourdough in even "
                    "slices|clean slices to the heel]."
                ),
            ),
        ),
        Style(
            "Paring Knife", share=1.5, price=(12, 59), grams=(90, 160),
            draws={"kind": "Paring", "blade": pick(8, 9, 10)},
            titles=("{brand} {series} Paring Knife, {blade} cm, {handle} Handle",),
            openings=(
                (
                    "Short, pointed and [always the one in the sink|the first you reach for]: for peeling, "
                    "coring and strawberries."
                ),
            ),
        ),
    ),
    details=(
        "Hardened to {hardness} HRC, it holds its edge through [months|a season] of home cooking.",
        "The handle of {handle:l} is shaped for either hand.", "The spine is rounded where the finger rests.",
    ),
    closings=(
        "Wash by hand; the dishwasher is no place for a good edge.", "Comes with a blade guard.",
        "Free first sharpening.",
    ),
    bullets=("{blade} cm blade", "{steel} steel, {hardness} HRC", "{handle} handle"),
    voice=ReviewVoice(
        "knife",
        praise=(
            "Razor sharp out of the box.", "Well balanced in the hand.", "Stays sharp after weeks of use.",
            "The handle is beautiful.",
        ),
        gripes=(
            "The tip is delicate.", "Handle is small for big hands.",
            "A spot of rust after one night in the sink.", "The guard is tight.",
        ),
        uses=("vegetables", "a birthday present", "everyday cooking", "our sourdough"),
    ),
    queries=("kitchen knife", "chef knife", "santoku", "bread knife"), goes_with=("frying_pan", "saucepan"),
)

MUG = ProductType(
    key="mug", slug="mugs", name="Mugs", group="tableware", season="gift", demand=1.4, brands=_POTTERS,
    series=NATURE, colours=("White", "Sage", "Sky", "Terracotta", "Charcoal", "Mustard", "Blush", "Navy"),
    colour_count=(2, 5),
    attributes=(
        number("capacity", "Capacity", "ml", facet=True), choice("material", "Material"),
        choice("pattern", "Pattern"), flag("dishwasher", "Dishwasher safe"),
        flag("microwave", "Microwave safe"),
    ),
    draws={
        "material": pick("Stoneware", "Porcelain", "Bone china"),
        "pattern": pick("Plain", "Dipped", "Stripes", "Dots", "Speckled"), "dishwasher": Chance(0.95),
        "microwave": Chance(0.95),
        "look": By(
            "pattern",
            {
                "Plain": "", "Dipped": "Dipped ", "Stripes": "Striped ", "Dots": "Dotted ",
                "Speckled": "Speckled ",
            },
        ),
    },
    picture={"capacity_ml": "{capacity}", "pattern": "{pattern:l}"},
    styles=(
        Style(
            "Mug", share=3, price=(8, 24), grams=(330, 460), draws={"capacity": pick(300, 330, 350)},
            titles=("{brand} {series} {look}{material} Mug, {capacity} ml",),
            openings=(
                (
                    "A handle for [three fingers|a whole hand], a rim thin enough for tea, and a foot that "
                    "doesn't scratch the table."
                ),
                "{capacity} ml of {material:l} that [keeps the heat|sits well in both hands].",
            ),
        ),
        Style(
            "Espresso Cup", share=1.5, price=(6, 18), grams=(150, 240),
            draws={"capacity": pick(90, 100, 120)},
            titles=("{brand} {series} {look}Espresso Cup, {capacity} ml",),
            openings=("Thick-walled and small, so the crema [lasts|stays warm].",),
        ),
        Style(
            "Large Mug", share=1.5, price=(10, 28), grams=(420, 620), draws={"capacity": pick(400, 450, 500)},
            titles=("{brand} {series} Large {look}Mug, {capacity} ml",),
            openings=(
                (
                    "For people who don't want to get up again: [nearly half a litre|{capacity} ml] of "
                    "whatever helps."
                ),
            ),
        ),
    ),
    details=(
        "?pattern=Dipped:Each is dipped by hand, so no two lines are alike.",
        "?pattern=Speckled:The speckles come from iron in the clay.",
        "{material} fired at 1,240 degrees, glazed inside and out.", "They stack [two high|safely in pairs].",
    ),
    closings=(
        "Sold singly, so you choose the mix.", "Dishwasher and microwave are fine.",
        "Packed in paper, not plastic.",
    ),
    bullets=("{capacity} ml", "{material}", "?dishwasher:Dishwasher safe", "?microwave:Microwave safe"),
    voice=ReviewVoice(
        "mug",
        praise=(
            "Perfect size for my morning coffee.", "The glaze is beautiful.", "Comfortable handle.",
            "Survives the dishwasher daily.", "Keeps tea warm for ages.",
        ),
        gripes=(
            "Heavier than it looks.", "Colour differs slightly from the photo.",
            "A little chip after a month.", "Base gets hot in the microwave.",
        ),
        uses=("the office", "my sister", "cocoa evenings", "a set of six"),
    ),
    queries=("mug", "coffee mug", "espresso cups", "large mug"),
    goes_with=("plate", "coffee_maker", "kettle"),
)

PLATE = ProductType(
    key="plate", slug="plates", name="Plates", group="tableware", season="gift", share=0.9, brands=_POTTERS,
    series=NATURE, colours=("White", "Cream", "Sage", "Sky", "Charcoal", "Terracotta", "Blush"),
    colour_count=(1, 4),
    attributes=(
        choice("material", "Material"), choice("pattern", "Pattern"),
        number("diameter", "Diameter", "cm", facet=True), flag("dishwasher", "Dishwasher safe"),
        flag("oven", "Oven safe"),
    ),
    draws={
        "material": pick("Stoneware", "Porcelain"), "pattern": pick("Plain", "Rim", "Speckled", "Leaves"),
        "dishwasher": True, "oven": Chance(0.5),
    },
    axes=(Axis("pieces", "Set", ("1 piece", "4 pieces", "6 pieces"), 1.9, 2.0),),
    picture={"pieces": "{pieces}", "pattern": "{pattern:l}"},
    styles=(
        Style(
            "Dinner Plate", share=3, price=(11, 26), grams=(620, 900), draws={"diameter": pick(26, 27, 28)},
            titles=("{brand} {series} {material} Dinner Plate, {diameter} cm",),
            openings=(
                (
                    "Flat enough for steak and [raised enough for gravy|curved enough for curry], "
                    "{diameter} cm across."
                ),
            ),
        ),
        Style(
            "Side Plate", share=2, price=(7, 18), grams=(340, 480), draws={"diameter": pick(18, 20, 21)},
            titles=("{brand} {series} {material} Side Plate, {diameter} cm",),
            openings=("For toast, cake and [the second helping|everything that isn't dinner].",),
        ),
        Style(
            "Pasta Plate", share=1.5, price=(12, 28), grams=(600, 850), draws={"diameter": pick(22, 23, 24)},
            titles=("{brand} {series} {material} Pasta Plate, {diameter} cm",),
            openings=("Halfway between bowl and plate, it keeps the sauce with the [spaghetti|noodles].",),
        ),
    ),
    details=(
        "?pattern=Rim:A fine rim in a darker tone is painted by hand.",
        "?pattern=Leaves:Leaves are printed under the glaze, where no knife reaches.",
        "?pattern=Speckled:Iron speckles make each one different.",
        "{material} fired hard, so edges don't chip easily.", "?oven:It goes in the oven up to 180 degrees.",
    ),
    closings=(
        "Stacks neatly in the cupboard.", "Dishwasher and microwave safe.",
        "Single plates remain available for ten years.",
    ),
    bullets=("{diameter} cm", "{material}", "?dishwasher:Dishwasher safe", "?oven:Oven safe to 180 °C"),
    voice=ReviewVoice(
        "plates", plural=True,
        praise=(
            "Beautiful glaze and good weight.", "All arrived in one piece.", "They stack well.",
            "Dishwasher hasn't harmed them.",
        ),
        gripes=(
            "Knives leave grey marks.", "Slightly uneven on the table.", "One was chipped on arrival.",
            "They are rather heavy.",
        ),
        uses=("everyday meals", "Sunday guests", "our first flat", "a wedding list"),
    ),
    queries=("plates", "dinner plates set", "stoneware plates"), goes_with=("mug", "knife"),
)

WATER_BOTTLE = ProductType(
    key="water_bottle", slug="water-bottles", name="Water Bottles", group="tableware", season="fitness",
    demand=1.5, brands=("Tidewell", "Lodestrap", "Brackwater"), series=NATURE,
    colours=("Black", "White", "Teal", "Sage", "Navy", "Blush", "Saffron", "Sky", "Forest"),
    colour_count=(2, 5),
    attributes=(
        choice("material", "Material"), choice("lid", "Lid"), flag("insulated", "Insulated"),
        number("cold_hours", "Keeps cold", "h"), flag("dishwasher", "Dishwasher safe"),
    ),
    draws={
        "lid": pick("Loop", "Screw", "Straw"), "dishwasher": Chance(0.6),
        "lid_word": By("lid", {"Loop": "Loop Lid", "Screw": "Screw Cap", "Straw": "Straw Lid"}),
    },
    axes=(Axis("capacity", "Capacity", ("350 ml", "500 ml", "750 ml", "1000 ml"), 0.14, 0.2),),
    picture={"capacity_ml": "{capacity}", "lid": "{lid:l}"},
    styles=(
        Style(
            "Insulated Bottle", share=3, price=(19, 45), grams=(260, 420),
            draws={
                "material": "Stainless steel", "insulated": True, "cold_hours": pick(18, 24, 30),
                "hot_hours": pick(8, 10, 12),
            },
            titles=("{brand} {series} Insulated Bottle, {lid_word}",),
            openings=(
                "Ice at eight, still ice at [five|home time]: double steel walls with nothing between them.",
            ),
            bullets=("Cold for {cold_hours} hours, hot for {hot_hours}",),
        ),
        Style(
            "Lightweight Bottle", share=2, price=(9, 25), grams=(110, 190),
            draws={
                "material": pick("Copolyester", "Recycled aluminium"), "insulated": False, "cold_hours": 0,
            },
            titles=("{brand} {series} Lightweight Water Bottle, {lid_word}",),
            openings=(
                (
                    "Light as it gets, [clear enough to see what's left|slim enough for the bike's cage] "
                    "and hard to break."
                ),
            ),
        ),
        Style(
            "Glass Bottle", share=1, price=(17, 35), grams=(320, 480),
            draws={
                "material": "Borosilicate glass", "insulated": False, "cold_hours": 0,
                "lid": pick("Loop", "Screw"),
            },
            titles=("{brand} {series} Glass Bottle with Sleeve, {lid_word}",),
            openings=("Water that tastes of water, in glass with a [silicone|felt] sleeve for the knocks.",),
        ),
    ),
    details=(
        "?lid=Straw:The straw folds away and comes apart for cleaning.",
        "?lid=Loop:A loop on the lid takes a finger or a carabiner.",
        "It fits [cup holders|the side pocket of most bags] and doesn't leak upside down.",
        "?dishwasher:Bottle and lid go in the dishwasher.",
    ),
    closings=("Spare seals are included.", "Free of BPA.", "Lids fit all sizes."),
    bullets=("{material}", "{lid_word}", "?dishwasher:Dishwasher safe", "Leakproof and BPA-free"),
    voice=ReviewVoice(
        "bottle",
        praise=(
            "Really doesn't leak.", "Ice still rattling in the evening.", "Lovely colour, no scratches yet.",
            "Fits my bike cage.", "Easy to clean.",
        ),
        gripes=(
            "The straw whistles a bit.", "Too wide for my car's holder.", "Paint chipped after a fall.",
            "Lid takes practice.",
        ),
        uses=("the gym", "school", "hiking", "my desk"),
    ),
    queries=("water bottle", "insulated bottle", "bottle with straw", "1 litre water bottle"),
    goes_with=("lunch_box", "yoga_mat", "backpack"),
)

LUNCH_BOX = ProductType(
    key="lunch_box", slug="lunch-boxes", name="Lunch Boxes", group="tableware", season="school", share=0.8,
    brands=("Tidewell", "Lodestrap", "Pip & Otter"), series=NATURE,
    colours=("Sage", "Sky", "Blush", "Black", "Mustard", "Silver", "Navy"), colour_count=(1, 4),
    attributes=(
        number("tiers", "Tiers", facet=True), choice("material", "Material"),
        number("capacity", "Capacity", "ml"), flag("leakproof", "Leakproof"),
        flag("microwave", "Microwave safe"),
    ),
    draws={"leakproof": Chance(0.8)}, picture={"tiers": "{tiers}"},
    styles=(
        Style(
            "Lunch Box", share=2, price=(12, 29), grams=(260, 420),
            colours=("Sage", "Sky", "Blush", "Black", "Mustard", "Navy"),
            draws={
                "tiers": 1, "material": "Recycled plastic", "capacity": pick(800, 1000, 1200),
                "microwave": True,
            },
            titles=("{brand} {series} Lunch Box with Divider", "{brand} {series} Lunch Box"),
            openings=(
                (
                    "One compartment for the sandwich, one for [the grapes|things that roll], and a lid "
                    "that children can open."
                ),
            ),
        ),
        Style(
            "Steel Lunch Box", share=1.5, price=(19, 39), grams=(380, 560), colours=("Silver",),
            colour_count=(1, 1),
            draws={
                "tiers": 1, "material": "Stainless steel", "capacity": pick(800, 1000, 1200),
                "microwave": False,
            },
            titles=("{brand} {series} Stainless Steel Lunch Box, {capacity} ml",),
            openings=(
                "A plain steel box with two clips: it takes [no smell and no stain|dents instead of cracks].",
            ),
        ),
        Style(
            "Bento Box", share=3, price=(17, 39), grams=(380, 640),
            colours=("Sage", "Sky", "Blush", "Black", "Mustard", "Navy"),
            draws={
                "tiers": pick(2, 2, 3), "material": pick("Recycled plastic", "Wheat fibre"),
                "capacity": By("tiers", {2: 1200, 3: 1800}),
                "tier_word": By("tiers", {2: "Two-Tier", 3: "Three-Tier"}), "microwave": True,
            },
            titles=("{brand} {series} {tier_word} Bento Box, {material}",),
            openings=(
                (
                    "Rice below, greens above: {tier_word:l} and [held together by one strap|no taller "
                    "than a paperback]."
                ),
                (
                    "A place for each thing, so [the berries stay out of the noodles|lunch still looks "
                    "like lunch at noon]."
                ),
            ),
        ),
        Style(
            "Steel Bento Box", share=1.5, price=(25, 49), grams=(560, 820), colours=("Silver",),
            colour_count=(1, 1),
            draws={
                "tiers": pick(2, 3), "material": "Stainless steel",
                "capacity": By("tiers", {2: 1200, 3: 1800}),
                "tier_word": By("tiers", {2: "Two-Tier", 3: "Three-Tier"}), "microwave": False,
            },
            titles=("{brand} {series} {tier_word} Stainless Steel Bento Box",),
            openings=(
                (
                    "Stacked steel tins with a carrying clip, the way [lunch travels in half the "
                    "world|builders have done it for a century]."
                ),
            ),
        ),
    ),
    details=(
        "?leakproof:A silicone seal keeps dressing where it belongs.",
        "It holds {capacity} ml, a proper adult lunch.",
        "?microwave:Without the lid it goes in the microwave.",
    ),
    closings=(
        "Dishwasher safe, lid on top.", "Cutlery fits in the lid.",
        "Replacement seals come free for two years.",
    ),
    bullets=("{capacity} ml", "{material}", "?leakproof:Leakproof", "?microwave:Microwave safe without lid"),
    voice=ReviewVoice(
        "lunch box",
        praise=(
            "Soup and dressing stay inside.", "My daughter opens it by herself.", "Fits in a small bag.",
            "Still like new after a term.",
        ),
        gripes=(
            "The clips are stiff.", "Smaller than I thought.", "Took on the smell of curry.",
            "Not fully leakproof lying down.",
        ),
        uses=("school", "the office", "day trips"),
    ),
    queries=("lunch box", "bento box", "kids lunch box"), goes_with=("water_bottle", "backpack"),
)

APPLIANCES_AND_COOKWARE = (KETTLE, COFFEE_MAKER, TOASTER, BLENDER, SAUCEPAN, FRYING_PAN, KNIFE)
TABLEWARE = (MUG, PLATE, WATER_BOTTLE, LUNCH_BOX)
TYPES = (*APPLIANCES_AND_COOKWARE, *TABLEWARE)
