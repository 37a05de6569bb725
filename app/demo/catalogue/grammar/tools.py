"""Tools for the house and the garden."""

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
from app.demo.catalogue.grammar.series import TRAIL

# Tables of words: packed lines keep a type on one screen.
# fmt: off

DRILL = ProductType(
    key="drill", slug="drills", name="Drills", group="tools", season="spring", share=0.8,
    brands=("Torquewell", "Ironvale", "Steadmark"), series=TRAIL,
    colours=("Forest", "Saffron", "Navy", "Graphite", "Brick", "Teal"), colour_count=(1, 1),
    names_colour=False,
    attributes=(
        choice("power_source", "Power"), number("voltage", "Voltage", "V", facet=True),
        number("torque", "Torque", "Nm"), number("watts", "Motor", "W"), number("chuck", "Chuck", "mm"),
        flag("hammer_action", "Hammer action"), flag("brushless", "Brushless motor"),
        number("weight", "Weight", "kg"),
    ),
    draws={"hammer_action": Chance(0.5), "chuck": pick(10, 13)}, picture={"power": "{power_key}"},
    styles=(
        Style(
            "Cordless Drill", share=3, price=(49, 199), grams=(1600, 3200),
            draws={
                "power_source": "Cordless", "power_key": "cordless", "voltage": pick(12, 18, 18),
                "torque": Span(30, 80, 5), "watts": 0, "brushless": Chance(0.6),
                "weight": Span(1.0, 1.9, 0.1),
                "kind": By("hammer_action", {True: "Combi Drill", False: "Drill Driver"}),
            },
            titles=("{brand} {series} {voltage} V Cordless {kind}",),
            axes=(Axis("kit", "Kit", ("Bare tool", "One battery", "Two batteries and case"), 0.4, 0.35),),
            openings=(
                (
                    "{torque} newton metres for [decking screws|shelves and sheds], and a clutch gentle "
                    "enough for brass hinges."
                ),
                (
                    "A(n) {voltage} V drill that [balances on its battery|lights up the corner it works in] "
                    "and shares packs with the rest of the range."
                ),
            ),
            bullets=("{torque} Nm with {voltage} V", "?brushless:Brushless motor", "LED work light"),
        ),
        Style(
            "Corded Drill", share=1.5, price=(39, 139), grams=(2000, 3400),
            draws={
                "power_source": "Corded", "power_key": "corded", "voltage": 0, "torque": 0,
                "watts": pick(600, 710, 800, 1050), "brushless": False, "weight": Span(1.7, 2.8, 0.1),
                "hammer_action": Chance(0.8),
            },
            titles=("{brand} {series} {watts} W Corded Drill",),
            openings=(
                (
                    "Plug it in and it never tires: {watts} watts through [brick|oak and masonry], with a "
                    "side handle for both hands."
                ),
            ),
            bullets=("{watts} W motor", "Side handle and depth stop", "4 m rubber cable"),
        ),
    ),
    details=(
        "It weighs {weight} kg.", "?hammer_action:Hammer action takes it into brick and light concrete.",
        "The {chuck} mm chuck tightens by hand.", "Two gears: one for screws, one for holes.",
    ),
    closings=(
        "Three-year warranty on registration.", "Spare parts are kept for ten years.",
        "US and EU versions ship with the right plug.",
    ),
    bullets=("{chuck} mm keyless chuck", "?hammer_action:Hammer action for masonry"),
    voice=ReviewVoice(
        "drill",
        praise=(
            "Plenty of power for home jobs.", "Well balanced and not too heavy.",
            "?power_source=Cordless:The battery lasts a whole afternoon.",
            "?power_source=Cordless:Charges quickly.", "?power_source=Cordless:The light is really useful.",
        ),
        gripes=(
            "The case is flimsy.", "?power_source=Cordless:Battery sold separately, read carefully.",
            "Chuck slips on thin bits.", "Louder than my old one.",
        ),
        uses=("flat-pack furniture", "the shed", "our renovation", "small repairs"),
    ),
    queries=("drill", "cordless drill", "18v drill", "hammer drill"), goes_with=("hammer", "bookshelf"),
)

HAMMER = ProductType(
    key="hammer", slug="hammers", name="Hammers", group="tools", season="spring", share=0.7, demand=0.8,
    brands=("Ironvale", "Steadmark", "Torquewell"), series=TRAIL,
    colours=("Black", "Brick", "Graphite", "Saffron", "Forest"), colour_count=(1, 1), names_colour=False,
    attributes=(
        choice("kind", "Type"), choice("handle", "Handle"), number("head", "Head weight", "g", facet=True),
        number("length", "Length", "cm"), choice("head_material", "Head"),
    ),
    draws={
        "handle": pick("Hickory", "Ash", "Fibreglass with rubber grip"), "head_material": "Forged steel",
        "length": pick(28, 30, 33, 35),
        "handle_word": By(
            "handle", {"Hickory": "Hickory Handle", "Ash": "Ash Handle", "": "Fibreglass Handle"},
        ),
    },
    picture={
        "type": "{kind_key}", "handle": By("handle", {"Fibreglass with rubber grip": "rubber", "": "oak"}),
    },
    styles=(
        Style(
            "Claw Hammer", share=3, price=(15, 45), grams=(700, 1000),
            draws={"kind": "Claw", "kind_key": "claw", "head": pick(450, 560, 680)},
            titles=("{brand} {series} Claw Hammer, {head} g, {handle_word}",),
            openings=(
                (
                    "The one in everybody's drawer, done properly: {head} grams, a polished face and a "
                    "claw that [gets under small heads|bites]."
                ),
            ),
        ),
        Style(
            "Mallet", share=2, price=(12, 39), grams=(500, 900),
            draws={
                "kind": "Mallet", "kind_key": "mallet", "head": pick(400, 500, 680),
                "head_material": pick("Beech", "Rubber"), "handle": pick("Hickory", "Ash"),
            },
            titles=("{brand} {series} {head_material} Mallet, {head} g",),
            openings=(
                (
                    "For chisels, tent pegs and [persuading tongue into groove|stubborn drawers], without "
                    "a mark left behind."
                ),
            ),
        ),
        Style(
            "Ball-Peen Hammer", share=1, price=(14, 42), grams=(450, 900),
            draws={"kind": "Ball-peen", "kind_key": "ball-peen", "head": pick(340, 450, 570)},
            titles=("{brand} {series} Ball-Peen Hammer, {head} g, {handle_word}",),
            openings=(
                (
                    "Flat on one side, round on the other: for [rivets and sheet metal|metal that needs "
                    "moving]."
                ),
            ),
        ),
    ),
    details=(
        "The head is {head_material:l} and fixed with a steel wedge.",
        "{length} cm long, balanced a hand's breadth below the head.",
        "?handle=Hickory/Ash:The handle is {handle:l}, oiled rather than varnished.",
        "Edges are chamfered so they don't chip.",
    ),
    closings=("Handles can be replaced.", "Guaranteed for life.", "Wear eye protection."),
    bullets=("{head} g head, {head_material:l}", "{handle}", "{length} cm long"),
    voice=ReviewVoice(
        "hammer",
        praise=(
            "Perfectly balanced.", "A tool for life.", "The handle is comfortable for hours.",
            "?kind=Claw:Pulls nails without effort.",
        ),
        gripes=(
            "The head came a little loose.", "Heavier than I need.",
            "?handle=Hickory/Ash:The varnish had to be sanded off.",
            "?kind=Claw:Claw is too thick for small nails.",
        ),
        uses=("the workshop", "hanging pictures", "my first toolbox", "camping"),
    ),
    queries=("hammer", "claw hammer", "rubber mallet"), goes_with=("drill",),
)

WATERING_CAN = ProductType(
    key="watering_can", slug="watering-cans", name="Watering Cans", group="garden", season="spring_strong",
    share=0.8, brands=("Greenmantle", "Kilnbrook", "Brackwater"), series=TRAIL,
    colours=("Forest", "Sage", "Cream", "Terracotta", "Silver", "Copper", "Sky", "Mustard", "Charcoal"),
    colour_count=(1, 4),
    attributes=(
        choice("material", "Material"), number("capacity", "Capacity", "l", facet=True),
        choice("spout", "Spout"), flag("rose", "Removable rose"), choice("use", "Use"),
    ),
    draws={
        "rose": Chance(0.7), "litres": Wording("{capacity} L"),
        "use_words": By("use", {"Garden": "outdoors in all weathers", "": "indoors"}),
    },
    picture={"material": "{material_key}", "capacity_l": "{capacity}"},
    styles=(
        Style(
            "Metal Watering Can", share=2, price=(25, 69), grams=(900, 1900),
            colours=("Forest", "Sage", "Cream", "Terracotta", "Mustard", "Charcoal", "Sky"),
            draws={
                "material": "Powder-coated steel", "material_key": "metal", "capacity": pick(5, 8, 10),
                "spout": "Long", "use": "Garden",
            },
            titles=("{brand} {series} {litres} Metal Watering Can",),
            openings=(
                (
                    "Steel, soldered and [tested for drips|balanced when full], with a spout that reaches "
                    "the back of the border."
                ),
            ),
        ),
        Style(
            "Galvanised Watering Can", share=1, price=(29, 75), grams=(1000, 2000), colours=("Silver",),
            colour_count=(1, 1),
            draws={
                "material": "Galvanised steel", "material_key": "metal", "capacity": pick(5, 8, 10),
                "spout": "Long", "use": "Garden", "rose": True,
            },
            titles=("{brand} {series} {litres} Galvanised Watering Can",),
            openings=("Hot-dipped after soldering, so [no seam rusts first|it greys instead of rusting].",),
        ),
        Style(
            "Indoor Watering Can", share=2, price=(15, 45), grams=(350, 750),
            draws={
                "material": "Coated steel", "material_key": "metal", "capacity": pick(1, 1.5, 2),
                "spout": "Narrow", "use": "Indoors", "rose": False,
            },
            titles=("{brand} {series} {litres} Indoor Watering Can",),
            openings=(
                "A thin, curved spout puts the water [under the leaves|on the soil and not on the sill].",
            ),
        ),
        Style(
            "Recycled Watering Can", share=2, price=(9, 25), grams=(350, 750),
            colours=("Forest", "Sage", "Terracotta", "Charcoal", "Sky"),
            draws={
                "material": "Recycled plastic", "material_key": "plastic", "capacity": pick(5, 10),
                "spout": "Long", "use": "Garden",
            },
            titles=("{brand} {series} {litres} Recycled Plastic Watering Can",),
            openings=(
                (
                    "Made of [old fishing nets and bottle caps|post-consumer plastic], light to carry, "
                    "frost-proof."
                ),
            ),
        ),
    ),
    details=(
        "It holds {capacity} litres and pours to the last drop.",
        "?rose:The brass rose comes off for seedlings or for speed.",
        "The handle runs over the top, so your grip can follow the pour.", "Made for use {use_words}.",
    ),
    closings=("Empty it before a hard frost.", "Spare roses are available.", "Looks good left out."),
    bullets=("{capacity} litres", "{material}", "{spout} spout", "?rose:Removable brass rose"),
    voice=ReviewVoice(
        "watering can",
        praise=(
            "Pours beautifully, no splashing.", "Well balanced when full.",
            "Pretty enough to leave on the shelf.", "?rose:The rose gives a fine rain.",
        ),
        gripes=(
            "It drips at the neck.", "Heavy when full.",
            "?material=Powder-coated steel/Coated steel:Paint scratched quickly.", "Smaller than I thought.",
        ),
        uses=("houseplants", "the balcony", "the greenhouse", "my vegetable patch"),
    ),
    queries=("watering can", "indoor watering can", "metal watering can"), goes_with=("plant_pot",),
)

TYPES = (DRILL, HAMMER, WATERING_CAN)
