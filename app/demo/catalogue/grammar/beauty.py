"""Beauty: scent, colour and hair care."""

from __future__ import annotations

from app.demo.catalogue.grammar.definition import (
    Axis,
    By,
    Chance,
    ProductType,
    ReviewVoice,
    Style,
    Wording,
    choice,
    flag,
    number,
    pick,
    text,
)
from app.demo.catalogue.grammar.series import POETIC

# Tables of words: packed lines keep a type on one screen.
# fmt: off

PERFUME = ProductType(
    key="perfume", slug="perfumes", name="Perfumes", group="scent", season="gift_strong", share=0.9,
    brands=("Maison Verrane", "Ondelle", "Fern & Flint", "Rosalune"), series=POETIC,
    colours=("Blush", "Saffron", "Sage", "Lilac", "Sky", "Cream", "Plum", "Copper", "Rose"),
    colour_count=(1, 1), names_colour=False,
    attributes=(
        choice("family", "Scent family"), choice("concentration", "Concentration"), text("top", "Top notes"),
        text("heart", "Heart notes"), text("base", "Base notes"), flag("vegan", "Vegan"),
        flag("refillable", "Refillable"),
    ),
    draws={
        "vegan": Chance(0.8), "refillable": Chance(0.4), "bottle": pick("square", "round", "facet"),
        "concentration": pick("Eau de parfum", "Eau de parfum", "Eau de toilette"),
    },
    axes=(Axis("volume", "Volume", ("30 ml", "50 ml", "100 ml"), 0.38, 0.5),),
    picture={"volume_ml": "{volume}", "bottle": "{bottle}"},
    styles=(
        Style(
            "Fresh Perfume", share=2, price=(35, 95), grams=(190, 260),
            draws={
                "family": "Fresh",
                "top": pick(
                    "Bergamot and mint", "Lemon leaf", "Grapefruit and pink pepper", "Green mandarin",
                ),
                "heart": pick("Neroli", "Fig leaf", "White tea", "Rosemary"),
                "base": pick("Vetiver", "White musk", "Driftwood"),
            },
            titles=("{brand} {series}, {concentration}",),
            openings=(
                (
                    "Opens with {top:l}, [bright as a shutter pulled up|like cold water on the wrists], "
                    "and settles into {heart:l} and {base:l}."
                ),
            ),
        ),
        Style(
            "Floral Perfume", share=2, price=(39, 109), grams=(190, 260),
            draws={
                "family": "Floral", "top": pick("Pear and freesia", "Blackcurrant leaf", "Pink pepper"),
                "heart": pick("Damask rose", "Peony and jasmine", "Orange blossom", "Iris"),
                "base": pick("Cedar", "Soft musk", "Sandalwood"),
            },
            titles=("{brand} {series}, {concentration}",),
            openings=(
                (
                    "{heart} without the bouquet paper: {top:l} lifts it, {base:l} [keeps it close to the "
                    "skin|carries it into the evening]."
                ),
            ),
        ),
        Style(
            "Woody Perfume", share=2, price=(45, 125), grams=(190, 260),
            draws={
                "family": "Woody", "top": pick("Cardamom", "Juniper", "Black pepper"),
                "heart": pick("Cedar and violet leaf", "Incense", "Cypress"),
                "base": pick("Sandalwood", "Oakmoss", "Leather and tonka", "Guaiac wood"),
            },
            titles=("{brand} {series}, {concentration}",),
            openings=(
                (
                    "A room with [a wood stove|books to the ceiling]: {top:l} first, then {heart:l}, and "
                    "{base:l} for the rest of the day."
                ),
            ),
        ),
        Style(
            "Warm Perfume", share=1.5, price=(45, 129), grams=(190, 260),
            draws={
                "family": "Amber", "top": pick("Saffron", "Bitter orange", "Plum"),
                "heart": pick("Cinnamon bark", "Honey and tobacco flower", "Ylang-ylang"),
                "base": pick("Vanilla and amber", "Benzoin", "Tonka bean"),
            },
            titles=("{brand} {series}, {concentration}",),
            openings=(
                (
                    "What stays is {base:l}; before it come {top:l} and {heart:l}, [slowly|one after the "
                    "other]."
                ),
            ),
        ),
    ),
    details=(
        "As an {concentration:l} it lasts [six|eight] hours on skin and longer on wool.",
        "?refillable:The bottle unscrews and can be refilled.",
        "Blended in small batches and rested for six weeks.", "Worn by anyone who likes it.",
    ),
    closings=(
        "A 2 ml sample comes along, so you can try before opening.", "Not tested on animals.",
        "Boxed in recycled card.",
    ),
    bullets=(
        "{concentration}", "Top: {top:l}", "Heart: {heart:l}", "Base: {base:l}",
        "?refillable:Refillable bottle",
    ),
    voice=ReviewVoice(
        "scent",
        praise=(
            "Elegant and never overpowering.", "Lasts all day on me.", "I get asked what I'm wearing.",
            "The bottle is beautiful.", "Dries down wonderfully.",
        ),
        gripes=(
            "Fades after three hours.", "Sweeter than I expected.", "The sprayer is stiff.",
            "Too strong at first.",
        ),
        uses=("everyday wear", "the office", "my wife", "special evenings"),
    ),
    queries=("perfume", "woody perfume", "fresh perfume", "rose perfume"), goes_with=("lipstick", "scarf"),
)

LIPSTICK = ProductType(
    key="lipstick", slug="lipsticks", name="Lipsticks", group="make-up", season="gift", share=0.9,
    demand=1.2, brands=("Rosalune", "Ondelle", "Sorrelle"), series=POETIC,
    colours=("Rose", "Brick", "Plum", "Blush", "Terracotta", "Copper", "Walnut"), colour_name="Shade",
    colour_count=(3, 6),
    attributes=(
        choice("finish", "Finish"), choice("texture", "Texture"), number("hours", "Wear", "h"),
        flag("vegan", "Vegan"), flag("refillable", "Refillable"),
    ),
    draws={
        "vegan": Chance(0.8), "refillable": Chance(0.4), "case": pick("round", "square"),
        "oil": pick("Jojoba", "Shea", "Almond"),
    },
    picture={"case": "{case}", "finish": "{finish:l}"},
    styles=(
        Style(
            "Satin Lipstick", share=2, price=(12, 34), grams=(28, 45),
            draws={"finish": "Satin", "texture": "Cream", "hours": pick(5, 6)},
            openings=(
                "Colour in one stroke, [comfortable through lunch|and no mirror needed to put it on].",
                (
                    "Somewhere between balm and paint: the {series} [glides on|feels like nothing] and "
                    "stays satin."
                ),
            ),
        ),
        Style(
            "Matte Lipstick", share=2, price=(12, 36), grams=(28, 45),
            draws={"finish": "Matte", "texture": pick("Cream", "Powder cream"), "hours": pick(8, 10)},
            openings=("Matte without the dryness: {oil:l} oil keeps it [supple|from settling into lines].",),
        ),
        Style(
            "Gloss Lipstick", share=1.5, price=(10, 29), grams=(26, 42),
            draws={"finish": "Gloss", "texture": "Balm", "hours": pick(3, 4)},
            titles=("{brand} {series} Glossy Lip Colour",),
            openings=("Half balm, half colour: sheer, [shiny|wet-looking] and not sticky.",),
        ),
    ),
    details=(
        "It wears for about {hours} hours.", "{oil} oil in the formula cares for the lips.",
        "?refillable:The metal case takes refills.", "Free of perfume.",
    ),
    closings=(
        "Not tested on animals.", "Pairs with the liner of the same name.",
        "Opened, it keeps for 18 months.",
    ),
    bullets=(
        "{finish} finish", "Wears for {hours} hours", "With {oil:l} oil", "?vegan:Vegan",
        "?refillable:Refillable case",
    ),
    voice=ReviewVoice(
        "lipstick",
        praise=(
            "Gorgeous colour, just as shown.", "Doesn't dry my lips.", "Stays on through coffee.",
            "Creamy and easy to apply.",
        ),
        gripes=(
            "Comes off on cups.", "Darker than on my screen.", "Smaller than my usual one.",
            "Broke on the second day.",
        ),
        uses=("everyday wear", "a wedding", "evenings out"),
    ),
    queries=("lipstick", "matte lipstick", "red lipstick"), goes_with=("perfume", "shampoo"),
)

SHAMPOO = ProductType(
    key="shampoo", slug="shampoos", name="Shampoos", group="hair", season="even", share=0.9, demand=1.6,
    brands=("Fern & Flint", "Sorrelle", "Verdelle"), series=POETIC,
    colours=("Sage", "Cream", "Sky", "Terracotta", "Lilac", "White", "Forest", "Mustard"),
    colour_count=(1, 1), names_colour=False,
    attributes=(
        choice("hair", "Hair type"), choice("scent", "Scent"), flag("sulphate_free", "Sulphate free"),
        flag("vegan", "Vegan"), choice("bottle", "Bottle"),
    ),
    draws={
        "sulphate_free": Chance(0.7), "vegan": Chance(0.9), "bottle": "Recycled plastic",
        "closure": pick("pump", "flip", "disc"),
        "scent": pick("Rosemary", "Fig leaf", "Unscented", "Orange blossom", "Cedar", "Mint"),
        "smell": By(
            "scent", {"Unscented": "has no scent at all", "": Wording("smells lightly of {scent:l}")},
        ),
    },
    axes=(Axis("volume", "Volume", ("250 ml", "400 ml", "500 ml"), 0.3, 0.45),),
    picture={"volume_ml": "{volume}", "closure": "{closure}"},
    styles=(
        Style(
            "Moisturising Shampoo", share=2, price=(8, 24), grams=(300, 330),
            draws={"hair": "Dry", "active": pick("Oat milk", "Argan oil", "Shea")},
            titles=("{brand} {series} {active} Shampoo for Dry Hair",),
            openings=(
                (
                    "{active} softens [dry ends|hair that has seen too much sun] without weighing down "
                    "the roots."
                ),
            ),
        ),
        Style(
            "Volume Shampoo", share=2, price=(8, 22), grams=(300, 330),
            draws={"hair": "Fine", "active": pick("Rice protein", "Ginger", "Bamboo")},
            titles=("{brand} {series} {active} Volume Shampoo",),
            openings=(
                (
                    "Fine hair keeps its lift until [evening|the second day], thanks to {active:l} and "
                    "not to silicone."
                ),
            ),
        ),
        Style(
            "Daily Shampoo", share=2, price=(7, 19), grams=(300, 330),
            draws={"hair": "All types", "active": pick("Aloe vera", "Chamomile", "Birch leaf")},
            titles=("{brand} {series} Gentle Daily Shampoo, {active}",),
            openings=(
                (
                    "Mild enough for every day and [for the whole family|for children's eyes]: "
                    "{active:l}, water and not much else."
                ),
            ),
        ),
        Style(
            "Scalp Shampoo", share=1, price=(10, 28), grams=(300, 330),
            draws={
                "hair": "Sensitive scalp", "scent": pick("Unscented", "Mint"),
                "active": pick("Tea tree", "Nettle", "Zinc and oat"),
            },
            titles=("{brand} {series} {active} Scalp Shampoo",),
            openings=(
                (
                    "For scalps that [itch in winter|complain]: {active:l} calms, and the foam rinses off "
                    "completely."
                ),
            ),
        ),
    ),
    details=(
        "It {smell}.", "?sulphate_free:Sulphate free, so colour stays in.",
        "The bottle is recycled and can be refilled.",
        "A little is enough; it lathers well even in hard water.",
    ),
    closings=(
        "Not tested on animals.", "Rinse, repeat only if you like.",
        "Follow with the conditioner of the same line.",
    ),
    bullets=("For hair: {hair:l}", "With {active:l}", "?sulphate_free:Sulphate free", "?vegan:Vegan"),
    voice=ReviewVoice(
        "shampoo",
        praise=(
            "My hair is soft and shiny.", "Scalp no longer itches.", "A small amount goes far.",
            "Rinses out easily.",
        ),
        gripes=(
            "The scent is not for me.", "Doesn't foam much.", "Pump stuck at the end.",
            "Left my hair a bit flat.",
        ),
        uses=("daily washing", "the whole family", "coloured hair", "after swimming"),
    ),
    queries=("shampoo", "shampoo for dry hair", "sulphate free shampoo", "volume shampoo"),
    goes_with=("shampoo", "lipstick"),
)

TYPES = (PERFUME, LIPSTICK, SHAMPOO)
