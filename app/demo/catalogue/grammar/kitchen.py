"""Small appliances and cookware."""

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

# Tables of words: packed lines keep a type on one screen.
# fmt: off

_MAKERS = ("Hearthly", "Brasmont", "Pellow", "Stovewright")

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
                "temperature": Chance(0.4),
                "litres": By("capacity", {1200: "1.2", 1500: "1.5", 1700: "1.7"}),
            },
            titles=(
                "{brand} {series} Electric Kettle, {litres} L",
                "{brand} {series} {litres} L Electric Kettle",
            ),
            openings=(
                (
                    "Boils {litres} litres without the roar, and switches itself off [the moment it is "
                    "done|properly]."
                ),
                (
                    "A(n) {material:l} kettle with a wide lid, so filling and [descaling|rinsing] are not a "
                    "puzzle."
                ),
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
            "?kind=Electric/Gooseneck electric:Boils fast and fairly quietly.", "Pours without dripping.",
            "Looks lovely on the counter.", "Easy to clean inside.",
            "?temperature:Temperature settings are spot on for green tea.",
        ),
        gripes=(
            "The lid is stiff.", "?kind=Electric/Gooseneck electric:The cord is short.",
            "The outside gets hot.", "Water level is hard to read.",
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
            "?kind=Espresso/Filter:Coffee tastes better than from my old machine.", "Simple to clean.",
            "?kind=Espresso/Filter/Moka pot:Heats up quickly.", "Solid build, nothing rattles.",
            "Perfect for two people.",
        ),
        gripes=(
            "The instructions are thin.", "?kind=Espresso/Filter:It is louder than I expected.",
            "?kind=Filter:The jug dribbles if you pour fast.",
            "?kind=Espresso/French press/Moka pot:Takes a few goes to find the right grind.",
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
                    "Two wide slots that hold bread [upright and even|in the middle], from baguette "
                    "halves to thin rye."
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
            draws={"slots": 4, "power": pick(1500, 1700, 1850)},
            titles=("{brand} {series} 4-Slice Toaster",),
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
                    "Four slots in brushed steel, [two levers and no queue|for houses where breakfast is "
                    "a crowd]."
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
            "?slots=2:Long slices stick out at the top.", "The lowest setting is already quite dark.",
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
                    "Blend, screw on the lid, leave the house: the jug of the {series} is [the "
                    "bottle|also the cup]."
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
            "?kind=Jug/Personal:Crushes ice without trouble.", "Smoothies are really smooth.",
            "Cleaning takes ten seconds.", "Powerful for its size.",
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
    axes=(
        Axis("diameter", "Diameter", ("14 cm", "16 cm", "18 cm", "20 cm", "24 cm"), 0.14, 0.2, at_most=4),
    ),
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
            "The handle gets warm on gas.", "Heavy when full.", "?lid:The lid could sit tighter.",
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
            "Stainless Steel Frying Pan", share=1.5, price=(39, 129), grams=(1100, 1700),
            colours=("Silver",),
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
            "?coating=Ceramic, PFAS-free/Mineral non-stick:Nothing sticks, not even eggs.",
            "Heats evenly right to the edge.",
            "?material=Cast iron/Carbon steel/Three-ply steel:Lovely sear on a steak.",
            "Easy to wipe clean.", "Feels solid and well balanced.",
        ),
        gripes=(
            "Heavier than I expected.", "The handle gets hot.",
            "?material=Cast iron/Carbon steel:Needs patience to season.",
            "?material=Forged aluminium:A little warped after high heat.",
        ),
        uses=("pancakes", "steak", "breakfast eggs", "camping"),
    ),
    queries=("frying pan", "cast iron skillet", "non stick pan", "pan 28 cm"),
    goes_with=("saucepan", "knife"),
)

KNIFE = ProductType(
    key="knife", slug="kitchen-knives", name="Kitchen Knives", group="cookware", season="gift",
    brands=("Edgeworthy", "Stovewright", "Brasmont"), series=NATURE, colours=("Silver",),
    colour_count=(1, 1),
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
                    "Short, pointed and [always the one in the sink|the first you reach for]: for "
                    "peeling, coring and strawberries."
                ),
            ),
        ),
    ),
    details=(
        "Hardened to {hardness} HRC, it holds its edge through [months|a season] of home cooking.",
        "The handle of {handle:l} is shaped for either hand.",
        "The spine is rounded where the finger rests.",
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

TYPES = (KETTLE, COFFEE_MAKER, TOASTER, BLENDER, SAUCEPAN, FRYING_PAN, KNIFE)
