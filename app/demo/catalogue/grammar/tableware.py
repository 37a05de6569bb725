"""What stands on the table or goes along in a bag."""

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
    number,
    pick,
)
from app.demo.catalogue.grammar.series import NATURE

# Tables of words: packed lines keep a type on one screen.
# fmt: off

_POTTERS = ("Kilnbrook", "Hearthly", "Tidewell", "Saltmarsh Studio")

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
        "pattern": pick("Plain", "Dipped", "Stripes", "Dots", "Speckled"), "dishwasher": True,
        "microwave": True,
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
                    "A handle for [three fingers|a whole hand], a rim thin enough for tea, and a foot "
                    "that doesn't scratch the table."
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
            "Large Mug", share=1.5, price=(10, 28), grams=(420, 620),
            draws={"capacity": pick(400, 450, 500)},
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
        "{material} fired at 1,240 degrees, glazed inside and out.",
        "They stack [two high|safely in pairs].",
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
            "?dishwasher:Survives the dishwasher daily.", "Keeps tea warm for ages.",
        ),
        gripes=(
            "Heavier than it looks.", "Colour differs slightly from the photo.",
            "A little chip after a month.", "?microwave:Base gets hot in the microwave.",
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
                    "?material=Copolyester:Light as it gets, [clear enough to see what's left|soft to "
                    "drink from] and hard to break."
                ),
                (
                    "?material=Recycled aluminium:Light as it gets, [slim enough for the bike's cage|cool "
                    "to the hand], and it dents rather than breaks."
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
            "Really doesn't leak.", "?insulated:Ice still rattling in the evening.",
            "Lovely colour, no scratches yet.", "Fits my bike cage.", "Easy to clean.",
        ),
        gripes=(
            "?lid=Straw:The straw whistles a bit.", "Too wide for my car's holder.",
            "?material=Stainless steel:Paint chipped after a fall.", "Lid takes practice.",
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
                (
                    "A plain steel box with two clips: it takes [no smell and no stain|dents instead of "
                    "cracks]."
                ),
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
            "?leakproof:Soup and dressing stay inside.", "My daughter opens it by herself.",
            "Fits in a small bag.", "Still like new after a term.",
        ),
        gripes=(
            "The clips are stiff.", "Smaller than I thought.",
            "?material=Recycled plastic:Took on the smell of curry.",
            "?leakproof=False:Not fully leakproof lying down.",
        ),
        uses=("school", "the office", "day trips"),
    ),
    queries=("lunch box", "bento box", "kids lunch box"), goes_with=("water_bottle", "backpack"),
)

TYPES = (MUG, PLATE, WATER_BOTTLE, LUNCH_BOX)
