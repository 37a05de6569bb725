"""What hangs on walls and stands on sills."""

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

MIRROR = ProductType(
    key="mirror", slug="mirrors", name="Mirrors", group="decor", season="home", share=0.8, demand=0.7,
    brands=("Fennimore", "Wrenfield", "Osterby"), series=NATURE,
    colours=("Black", "Brass", "Oak", "Walnut", "White", "Copper"), colour_name="Frame", colour_count=(1, 3),
    attributes=(
        choice("shape", "Shape"), choice("frame", "Frame material"), choice("mounting", "Mounting"),
        number("depth", "Depth", "cm"), flag("bathroom", "Suitable for bathrooms"),
    ),
    draws={"depth": pick(2, 3, 4), "bathroom": Chance(0.6), "mounting": "Wall"},
    picture={"shape": "{shape:l}", "frame": By("frame", {"Solid wood": "wood", "": "metal"})},
    styles=(
        Style(
            "Round Mirror", share=2, price=(39, 189), grams=(3500, 9000),
            draws={"shape": "Round", "frame": "Steel"}, colours=("Black", "Brass", "White", "Copper"),
            axes=(Axis("size", "Diameter", ("50 cm", "60 cm", "80 cm", "100 cm"), 0.28, 0.4, at_most=3),),
            openings=(
                (
                    "A thin round frame and nothing more: the {series} [doubles the window opposite|opens "
                    "up a narrow hall]."
                ),
            ),
        ),
        Style(
            "Arched Mirror", share=2, price=(69, 289), grams=(7000, 16000),
            draws={"shape": "Arch", "frame": "Steel", "mounting": pick("Wall", "Wall or leaning")},
            colours=("Black", "Brass", "White"),
            axes=(Axis("size", "Size", ("50 x 80 cm", "60 x 120 cm", "70 x 170 cm"), 0.4, 0.6),),
            openings=(
                (
                    "The arch [borrows the shape of an old doorway|softens square rooms], and at the "
                    "larger sizes shows you from hat to shoes."
                ),
            ),
        ),
        Style(
            "Wooden Mirror", share=1.5, price=(49, 219), grams=(4500, 12000),
            draws={"shape": "Rectangle", "frame": "Solid wood", "bathroom": False},
            colours=("Oak", "Walnut", "White", "Black"),
            titles=("{brand} {series} Rectangular Wooden Mirror",),
            axes=(Axis("size", "Size", ("40 x 60 cm", "60 x 90 cm", "60 x 160 cm"), 0.4, 0.6),),
            openings=(
                "A frame of solid wood with mitred corners, [waxed|oiled] so the grain stays legible.",
            ),
        ),
        Style(
            "Organic Mirror", share=1, price=(59, 199), grams=(4200, 9500),
            draws={"shape": "Pebble", "frame": "Steel"}, colours=("Black", "Brass", "White"),
            titles=("{brand} {series} Pebble-Shaped Mirror",),
            axes=(Axis("size", "Size", ("45 x 60 cm", "60 x 85 cm"), 0.4, 0.5),),
            openings=(
                (
                    "Shaped like a stone from a river, the {series} hangs in [four directions|any "
                    "direction] and never looks wrong."
                ),
            ),
        ),
    ),
    details=(
        "The glass is 4 mm thick with a safety film on the back.",
        "?bathroom:The silvering is sealed at the edges, so steam does no harm.",
        "It sits {depth} cm off the wall.",
        "Two hooks and a paper template make hanging it straight simple.",
    ),
    closings=(
        "Screws and plugs included.", "Packed in a double box with corner guards; breakage is replaced.",
    ),
    bullets=("{frame} frame", "4 mm glass with safety film", "?bathroom:Suitable for bathrooms"),
    voice=ReviewVoice(
        "mirror",
        praise=(
            "Arrived in one piece and very well packed.", "Makes our hall look twice as big.",
            "The frame is slim and well finished.", "No distortion at all.",
            "The template made hanging easy.",
        ),
        gripes=(
            "Heavier than expected, use good plugs.", "A small scratch on the frame.",
            "The brass is darker than in the picture.",
        ),
        uses=("the hall", "the bathroom", "above the mantelpiece", "the bedroom"),
    ),
    queries=("mirror", "round mirror", "full length mirror", "brass mirror"),
    goes_with=("wall_clock", "table_lamp"),
)

WALL_CLOCK = ProductType(
    key="wall_clock", slug="wall-clocks", name="Wall Clocks", group="decor", season="gift", share=0.7,
    demand=0.7, brands=("Fennimore", "Horlane", "Kilnbrook"), series=NATURE,
    colours=("Black", "White", "Oak", "Walnut", "Brass", "Sage", "Terracotta"),
    attributes=(
        choice("shape", "Shape"), choice("dial", "Dial"), choice("material", "Case"),
        number("diameter", "Size", "cm", facet=True), flag("silent", "Silent movement"),
    ),
    draws={
        "dial": pick("Batons", "Dots", "Quarters"), "diameter": pick(25, 30, 35, 40, 50),
        "silent": Chance(0.8),
    },
    picture={"shape": "{shape:l}", "dial": "{dial:l}"},
    styles=(
        Style(
            "Metal Wall Clock", share=2, price=(25, 79), grams=(600, 1600),
            colours=("Black", "White", "Brass", "Sage", "Terracotta"),
            draws={"shape": "Round", "material": "Metal"},
            titles=(
                "{brand} {series} Wall Clock, {diameter} cm",
                "{brand} {series} Metal Wall Clock, {diameter} cm",
            ),
            openings=(
                (
                    "Readable from across the kitchen, [and quiet enough for a bedroom|with hands that "
                    "leave no doubt]."
                ),
                (
                    "A(n) {diameter} cm clock in {material:l} with {dial:l} instead of numerals and [not one "
                    "thing too many|a face as clear as a plate]."
                ),
            ),
        ),
        Style(
            "Wooden Wall Clock", share=1.5, price=(29, 99), grams=(600, 1600),
            colours=("Oak", "Walnut", "Black", "White"), draws={"shape": "Round", "material": "Ash wood"},
            titles=("{brand} {series} Wooden Wall Clock, {diameter} cm",),
            openings=(
                (
                    "Readable from across the kitchen, [and quiet enough for a bedroom|with hands that "
                    "leave no doubt]."
                ),
                (
                    "A(n) {diameter} cm clock in {material:l} with {dial:l} instead of numerals and [not one "
                    "thing too many|a face as clear as a plate]."
                ),
            ),
        ),
        Style(
            "Ceramic Wall Clock", share=1, price=(29, 89), grams=(600, 1600),
            colours=("White", "Sage", "Terracotta", "Black"),
            draws={"shape": "Round", "material": "Ceramic"},
            titles=("{brand} {series} Ceramic Wall Clock, {diameter} cm",),
            openings=(
                (
                    "Readable from across the kitchen, [and quiet enough for a bedroom|with hands that "
                    "leave no doubt]."
                ),
                (
                    "A(n) {diameter} cm clock in {material:l} with {dial:l} instead of numerals and [not one "
                    "thing too many|a face as clear as a plate]."
                ),
            ),
        ),
        Style(
            "Square Wall Clock", share=1, price=(29, 89), grams=(700, 1500),
            colours=("Oak", "Walnut", "Black", "White"), draws={"shape": "Square", "material": "Ash wood"},
            titles=("{brand} {series} Square Wall Clock, {diameter} cm",),
            openings=(
                "Square, with softened corners: the {series} sits well [among picture frames|above a desk].",
            ),
        ),
    ),
    details=(
        "?silent:The movement sweeps without a tick.",
        "The case is {material:l}, {diameter} cm across and 4 cm deep.",
        "The glass is real and domed a little.",
    ),
    closings=("Runs for a year on one AA cell, included.", "Hangs on a single nail."),
    bullets=("{diameter} cm", "{material} case", "?silent:Silent sweep movement", "AA cell included"),
    voice=ReviewVoice(
        "clock",
        praise=(
            "?silent:Completely silent.", "Easy to read from the sofa.", "Keeps perfect time.",
            "Simple and beautiful.",
        ),
        gripes=(
            "Hands are hard to see in low light.", "Slightly smaller than I pictured.",
            "?silent=False:The tick is audible at night.",
        ),
        uses=("the kitchen", "the classroom", "my office", "the hall"),
    ),
    queries=("wall clock", "silent wall clock", "kitchen clock"), goes_with=("mirror", "vase"),
)

VASE = ProductType(
    key="vase", slug="vases", name="Vases", group="decor", season="gift",
    brands=("Kilnbrook", "Saltmarsh Studio", "Fennimore"), series=NATURE,
    colours=("White", "Sand", "Terracotta", "Sage", "Sky", "Charcoal", "Blush", "Mustard", "Teal"),
    attributes=(
        choice("shape", "Shape"), choice("material", "Material"), choice("finish", "Glaze"),
        flag("watertight", "Watertight"),
    ),
    draws={
        "material": pick("Stoneware", "Porcelain", "Earthenware"),
        "finish": pick("Matt", "Gloss", "Speckled", "Reactive glaze"), "watertight": True,
        "stems": pick("none", "none", "eucalyptus", "pampas"),
        "finish_words": By(
            "finish",
            {
                "Matt": "matt glaze", "Gloss": "clear glaze", "Speckled": "speckled glaze",
                "Reactive glaze": "reactive glaze",
            },
        ),
    },
    axes=(Axis("height", "Height", ("15 cm", "20 cm", "28 cm", "36 cm"), 0.3, 0.5, at_most=3),),
    picture={"shape": "{shape:l}", "stems": "{stems}"},
    styles=(
        Style(
            "Bottle Vase", share=2, price=(17, 59), grams=(600, 1400), draws={"shape": "Bottle"},
            titles=("{brand} {series} {material} Bottle Vase",),
            openings=(
                (
                    "A narrow neck for [a single branch|three stems], thrown on the wheel and finished "
                    "with a(n) {finish_words}."
                ),
            ),
        ),
        Style(
            "Two-Handled Vase", share=1.5, price=(29, 89), grams=(1100, 2400), draws={"shape": "Amphora"},
            titles=("{brand} {series} Amphora Vase, {material}",),
            openings=(
                (
                    "Two small ears and a round belly: an old shape, [still the best for peonies|and "
                    "still a good one]."
                ),
            ),
        ),
        Style(
            "Cylinder Vase", share=1.5, price=(15, 55), grams=(800, 1700), draws={"shape": "Cylinder"},
            titles=("{brand} {series} {material} Cylinder Vase",),
            openings=("Straight sides hold a supermarket bunch as [proudly|well] as a florist's.",),
        ),
        Style(
            "Bulb Vase", share=1, price=(15, 49), grams=(500, 1200), draws={"shape": "Bulb"},
            titles=("{brand} {series} Round {material} Vase",),
            openings=(
                "Round as an onion, the {series} lets tulips [lean the way they want|fall outwards].",
            ),
        ),
    ),
    details=(
        "{material} with a(n) {finish_words} is fired at [1,200|1,180] degrees.",
        "The inside is glazed, so it holds water without a mark on the table.", "The foot is sanded smooth.",
    ),
    closings=("Each one differs a little in glaze.", "Rinse by hand.", "Stems not included."),
    bullets=("{material} with a(n) {finish_words}", "Glazed inside, watertight"),
    voice=ReviewVoice(
        "vase",
        praise=(
            "The glaze is gorgeous in daylight.", "Nice weight, doesn't tip.", "Looks good even empty.",
            "Very carefully packed.",
        ),
        gripes=(
            "Smaller than I thought.", "?shape=Bottle/Bulb:The neck is too narrow for bouquets.",
            "A tiny chip at the foot.",
        ),
        uses=("dried flowers", "the windowsill", "a wedding gift", "tulips"),
    ),
    queries=("vase", "ceramic vase", "vase for pampas grass"), goes_with=("cushion", "mirror", "plant_pot"),
)

PLANT_POT = ProductType(
    key="plant_pot", slug="plant-pots", name="Plant Pots", group="decor", season="spring",
    brands=("Kilnbrook", "Greenmantle", "Fennimore"), series=NATURE,
    colours=("Terracotta", "White", "Sage", "Charcoal", "Sand", "Sky", "Mustard", "Blush"),
    attributes=(
        choice("material", "Material"), flag("drainage", "Drainage hole"), flag("saucer", "Saucer included"),
        choice("use", "Use"),
    ),
    draws={
        "drainage": Chance(0.7), "saucer": By("drainage", {True: Chance(0.8), False: False}),
        "plant": pick("none", "monstera", "snake_plant", "cactus", "fern"),
    },
    axes=(Axis("diameter", "Diameter", ("12 cm", "18 cm", "24 cm", "30 cm"), 0.45, 0.8, at_most=4),),
    picture={"plant": "{plant}", "diameter_cm": "{diameter}"},
    styles=(
        Style(
            "Ceramic Plant Pot", share=2, price=(9, 29), grams=(500, 1100),
            draws={"material": "Ceramic", "use": "Indoor"},
            openings=("[Plain|Softly ribbed], well glazed and heavy enough for a tall plant.",),
        ),
        Style(
            "Clay Plant Pot", share=1.5, price=(7, 25), grams=(500, 1200),
            draws={"material": "Clay", "use": "Indoor and outdoor", "drainage": True},
            colours=("Terracotta", "Sand", "Charcoal"),
            openings=(
                (
                    "Unglazed clay breathes, so roots [stay healthy|dry out between waterings] and you "
                    "can water with an easier mind."
                ),
            ),
        ),
        Style(
            "Self-Watering Plant Pot", share=1.5, price=(12, 35), grams=(350, 800),
            draws={
                "material": "Recycled plastic", "use": "Indoor and outdoor", "drainage": False,
                "weeks": pick("two", "three"),
            },
            openings=(
                (
                    "A reservoir in the foot waters the plant for {weeks} weeks, [holidays included|so "
                    "you can go away]."
                ),
            ),
            bullets=("Reservoir lasts {weeks} weeks", "Gauge shows the water level"),
        ),
        Style(
            "Concrete Plant Pot", share=1, price=(12, 39), grams=(1200, 2600),
            draws={"material": "Concrete", "use": "Indoor and outdoor", "drainage": True},
            colours=("Charcoal", "White", "Sand"),
            openings=(
                "Cast concrete with fine air bubbles, [each one a bit different|cool beside green leaves].",
            ),
        ),
    ),
    details=(
        "?saucer:The matching saucer catches what runs through.", "The rim is wide enough to lift it by.",
        "?use=Indoor and outdoor:It takes light frost and full sun without complaint.",
        "?drainage:One hole in the base, with a mesh against lost soil.",
    ),
    closings=(
        "Plant not included.", "Sizes nest for storage.", "Felt pads for the underside are in the box.",
    ),
    bullets=("{material}", "{use} use", "?drainage:Drainage hole", "?saucer:Saucer included"),
    voice=ReviewVoice(
        "pot",
        praise=(
            "Thick walls and a lovely finish.", "My plant looks twice as good in it.",
            "?saucer:The saucer fits properly.", "Exactly the stated size.",
        ),
        gripes=(
            "?saucer:The saucer is shallow.", "Arrived with a hairline crack, replaced at once.",
            "Leaves a mark on wood without pads.",
        ),
        uses=("my monstera", "the balcony", "herbs", "a housewarming present"),
    ),
    queries=("plant pot", "terracotta pot", "self watering pot", "large plant pot"),
    goes_with=("watering_can", "vase"),
)

TYPES = (MIRROR, WALL_CLOCK, VASE, PLANT_POT)
