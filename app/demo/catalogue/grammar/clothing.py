"""Clothes, sized and in colours."""

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
from app.demo.catalogue.grammar.series import TOWN
from app.demo.catalogue.model import TaxClass

# Tables of words: packed lines keep a type on one screen.
# fmt: off

_LABELS = ("Ashcombe", "Linden & Loft", "Northfold", "Merrick Row", "Salt & Selvedge", "Petra Vale")
_SIZES = Axis("size", "Size", ("XS", "S", "M", "L", "XL", "XXL"), 0.0, 0.04, at_least=4, at_most=6)

_TONES = (
    "Black", "White", "Navy", "Charcoal", "Sage", "Forest", "Terracotta", "Sand", "Blush", "Mustard", "Sky",
    "Plum", "Olive", "Cream",
)

_LOOK = By(
    "pattern",
    {
        "Plain": "", "Stripes": "Striped ", "Checks": "Checked ", "Dots": "Dotted ", "Leaves": "Leaf-Print ",
        "Geometric": "Geometric ",
    },
)

_LOW_LOOK = By(
    "pattern",
    {
        "Plain": "plain", "Stripes": "striped", "Checks": "checked", "Dots": "dotted",
        "Leaves": "leaf-printed", "Geometric": "geometric",
    },
)

_CARE = (
    "Wash at 30 degrees with similar colours.", "Washed before sewing, so it won't shrink.",
    "Spare button sewn inside.", "Sewn in a mill that publishes its wages.",
)

_FIT_GRIPES = (
    "Runs a little small, I'd size up.", "Sleeves are long on me.",
    "The colour is softer than in the picture.", "Needs ironing.", "Shrank slightly in the first wash.",
    "The fabric is thinner than I hoped.",
)

TSHIRT = ProductType(
    key="tshirt", slug="t-shirts", name="T-Shirts", group="tops", season="summer", share=1.6, demand=1.7,
    tax=TaxClass.CLOTHING, brands=_LABELS, series=TOWN, colours=_TONES, colour_count=(2, 5), axes=(_SIZES,),
    attributes=(
        choice("fit", "Fit"), choice("neck", "Neckline"), choice("sleeve", "Sleeves"),
        choice("pattern", "Pattern"), choice("material", "Material"),
        number("weight", "Fabric weight", "g/m²"),
    ),
    draws={
        "pattern": pick("Plain", "Plain", "Plain", "Stripes"), "look": _LOOK, "low_look": _LOW_LOOK,
        "neck": pick("Crew neck", "Crew neck", "V-neck"), "sleeve": "Short",
        "fit": pick("Regular", "Relaxed", "Slim"),
        "material": pick("Organic cotton", "Cotton", "Cotton and linen"), "weight": pick(160, 180, 200),
    },
    picture={
        "neck": By("neck", {"V-neck": "v", "": "crew"}), "sleeve": "{sleeve:l}", "pattern": "{pattern:l}",
    },
    styles=(
        Style(
            "T-Shirt", share=3, price=(15, 39), grams=(150, 210),
            titles=(
                "{brand} {series} {look}{neck} T-Shirt", "{brand} {series} {fit} {look}T-Shirt, {material}",
            ),
            openings=(
                (
                    "A(n) {low_look} T-shirt in {weight} gram {material:l}: [soft from the first day|opaque, "
                    "even in white] and cut to be worn alone."
                ),
                (
                    "The {fit:l} cut sits [easily on the shoulder|neither tight nor boxy], and the neck "
                    "keeps its shape after fifty washes."
                ),
            ),
        ),
        Style(
            "Heavyweight T-Shirt", share=2, price=(25, 49), grams=(240, 310),
            draws={
                "weight": pick(240, 260, 280), "fit": pick("Boxy", "Relaxed"), "material": "Organic cotton",
                "neck": "Crew neck", "pattern": "Plain",
            },
            titles=("{brand} {series} Heavyweight T-Shirt",),
            openings=(
                (
                    "{weight} grams of dense cotton that [hangs straight|holds its own line] and gets "
                    "better with wear."
                ),
            ),
        ),
        Style(
            "Long-Sleeve T-Shirt", share=2, price=(19, 45), grams=(190, 270), draws={"sleeve": "Long"},
            titles=("{brand} {series} {look}Long-Sleeve T-Shirt",),
            openings=(
                (
                    "The layer for [spring evenings|draughty rooms]: {low_look}, long in the sleeve and "
                    "easy under a shirt."
                ),
            ),
        ),
        Style(
            "Merino T-Shirt", share=1, price=(45, 79), grams=(130, 180),
            draws={"material": "Merino wool", "weight": pick(150, 165), "pattern": "Plain"},
            titles=("{brand} {series} Merino {neck} T-Shirt",),
            openings=(
                (
                    "Fine merino stays fresh for [three days on the road|a week of hiking], warm when "
                    "it's cool and cool when it's warm."
                ),
            ),
        ),
    ),
    details=(
        "Side seams and a taped neck keep it from twisting in the wash.",
        "The hem is long enough to tuck in and short enough to leave out.",
        "{neck} and {fit:l} through the body.",
        (
            "?material=Organic cotton/Cotton:The cotton is combed, which makes it smooth and less likely "
            "to pill."
        ),
    ),
    closings=(*_CARE[:2], "If you are between sizes, take the smaller for a closer fit."),
    bullets=("{material}, {weight} g/m²", "{fit} fit", "{neck}", "Machine wash at 30 °C"),
    voice=ReviewVoice(
        "T-shirt",
        praise=(
            "Great thick fabric.", "Fits exactly as the size chart says.",
            "Still in shape after many washes.", "Soft on the skin.", "The neckline sits just right.",
        ),
        gripes=_FIT_GRIPES, uses=("everyday wear", "travel", "under a blazer", "the gym"),
    ),
    queries=("t-shirt", "white t shirt", "striped t-shirt", "merino t-shirt", "long sleeve tshirt"),
    goes_with=("jeans", "hoodie", "tshirt"),
)

SHIRT = ProductType(
    key="shirt", slug="shirts", name="Shirts", group="tops", season="summer", share=1.3,
    tax=TaxClass.CLOTHING, brands=_LABELS, series=TOWN, colours=_TONES, colour_count=(1, 4), axes=(_SIZES,),
    attributes=(
        choice("fit", "Fit"), choice("collar", "Collar"), choice("sleeve", "Sleeves"),
        choice("pattern", "Pattern"), choice("material", "Material"), flag("easy_iron", "Easy iron"),
    ),
    draws={
        "fit": pick("Regular", "Slim", "Relaxed"), "sleeve": "Long",
        "pattern": pick("Plain", "Plain", "Stripes", "Checks"), "look": _LOOK, "low_look": _LOW_LOOK,
        "easy_iron": False, "collar": "Classic",
    },
    picture={
        "collar": By("collar", {"Band": "band", "Camp": "camp", "": "classic"}), "sleeve": "{sleeve:l}",
        "pattern": "{pattern:l}",
    },
    styles=(
        Style(
            "Oxford Shirt", share=2, price=(39, 89), grams=(240, 320),
            draws={
                "material": pick("Cotton oxford", "Organic cotton oxford"),
                "collar": pick("Classic", "Button-down"),
            },
            titles=("{brand} {series} {look}Oxford Shirt", "{brand} {series} {look}Oxford Shirt, {fit} Fit"),
            openings=(
                "Oxford cloth softens with every wash, [until you stop noticing it|like a favourite book].",
            ),
        ),
        Style(
            "Linen Shirt", share=2, price=(45, 109), grams=(180, 260),
            draws={
                "material": pick("Linen", "Linen and cotton"), "collar": pick("Classic", "Band", "Camp"),
                "sleeve": pick("Long", "Long", "Short"), "fit": pick("Relaxed", "Regular"),
            },
            titles=("{brand} {series} {look}{material} Shirt, {collar} Collar",),
            openings=(
                "Linen that creases, [as it should|gracefully], and is the coolest thing to wear in July.",
            ),
        ),
        Style(
            "Poplin Shirt", share=1.5, price=(35, 95), grams=(190, 250),
            draws={"material": "Cotton poplin", "easy_iron": Chance(0.6), "fit": pick("Slim", "Regular")},
            titles=("{brand} {series} {look}Poplin Shirt, {fit} Fit",),
            openings=(
                (
                    "Smooth poplin with [a collar that stands without help|mother-of-pearl buttons], for "
                    "the days with a jacket."
                ),
            ),
        ),
        Style(
            "Flannel Shirt", share=1.5, price=(39, 85), grams=(300, 420),
            draws={
                "material": "Brushed cotton", "pattern": pick("Checks", "Checks", "Plain"),
                "fit": pick("Regular", "Relaxed"),
            },
            titles=("{brand} {series} {look}Flannel Shirt",),
            openings=(
                "Brushed on both sides, so it's [warm the moment you button it|soft where it matters].",
            ),
        ),
        Style(
            "Camp-Collar Shirt", share=1, price=(35, 75), grams=(150, 220),
            draws={
                "material": pick("Viscose", "Cotton poplin"), "collar": "Camp", "sleeve": "Short",
                "fit": "Relaxed", "pattern": pick("Leaves", "Geometric", "Stripes", "Plain"),
            },
            titles=("{brand} {series} {look}Camp-Collar Shirt",),
            openings=(
                (
                    "Open at the neck and easy everywhere else, the {series} is [a holiday with "
                    "buttons|made for warm evenings]."
                ),
            ),
        ),
    ),
    details=(
        "The back yoke is split and cut on the bias, so reaching is easy.",
        "A(n) {fit:l} cut with a curved hem, to tuck or not.", "Seams are felled and flat inside.",
        "?easy_iron:It dries nearly smooth on a hanger.",
    ),
    closings=_CARE, bullets=("{material}", "{fit} fit", "{collar} collar", "?easy_iron:Easy iron"),
    voice=ReviewVoice(
        "shirt",
        praise=(
            "Beautiful fabric, very well sewn.", "Fits perfectly across the shoulders.",
            "Breathes well in the heat.", "Got compliments on the first day.", "Buttons are firmly sewn.",
        ),
        gripes=_FIT_GRIPES, uses=("the office", "a summer wedding", "weekends", "my husband"),
    ),
    queries=("shirt", "linen shirt", "oxford shirt", "checked shirt", "white shirt"),
    goes_with=("jeans", "belt", "jacket"),
)

HOODIE = ProductType(
    key="hoodie", slug="hoodies", name="Hoodies", group="tops", season="winter", share=1.2,
    tax=TaxClass.CLOTHING, brands=_LABELS, series=TOWN, colours=_TONES, colour_count=(2, 5), axes=(_SIZES,),
    attributes=(
        choice("closure", "Closure"), choice("fit", "Fit"), choice("material", "Material"),
        number("weight", "Fabric weight", "g/m²"), choice("lining", "Inside"),
    ),
    draws={
        "fit": pick("Regular", "Relaxed", "Oversized"),
        "material": pick("Organic cotton", "Cotton and recycled polyester"),
        "weight": pick(300, 330, 360, 420), "lining": pick("Brushed", "Loopback"),
    },
    picture={"closure": "{closure_key}"},
    styles=(
        Style(
            "Hoodie", share=3, price=(39, 89), grams=(520, 760),
            draws={"closure": "Pullover", "closure_key": "pullover"},
            titles=("{brand} {series} {fit} Hoodie", "{brand} {series} Pullover Hoodie, {lining} Inside"),
            openings=(
                (
                    "A(n) {weight} gram hoodie with a hood that [stands up|has shape] and a pocket that "
                    "holds more than hands."
                ),
                "{lining} inside, smooth outside, and a(n) {fit:l} cut that [goes over a shirt|layers well].",
            ),
        ),
        Style(
            "Zip Hoodie", share=2, price=(45, 99), grams=(540, 780),
            draws={"closure": "Zip", "closure_key": "zip"}, titles=("{brand} {series} {fit} Zip Hoodie",),
            openings=(
                (
                    "A metal zip that runs [smoothly|both ways], two deep pockets and cuffs that stay up "
                    "when pushed."
                ),
            ),
        ),
    ),
    details=(
        "The {material:l} weighs {weight} grams per square metre.",
        "Flatlock seams lie quiet under a rucksack.", "Ribbed side panels let it move.",
        "The cord ends are knotted, not tipped with metal, so nothing rattles in the dryer.",
    ),
    closings=(*_CARE[:2], "Unisex sizes; see the chart."),
    bullets=("{material}, {weight} g/m²", "{fit} fit", "{lining} inside", "{closure}"),
    voice=ReviewVoice(
        "hoodie",
        praise=(
            "So soft inside.", "Thick, warm and well made.", "Didn't shrink or pill.",
            "The hood is properly big.", "?fit=Oversized:Perfect oversized fit.",
        ),
        gripes=(
            "Runs large, I'd size down.", "?closure=Zip:The zip catches sometimes.", "Takes ages to dry.",
            "Colour faded a little.", "Sheds fluff at first.",
        ),
        uses=("weekends", "dog walks", "my son", "lazy evenings"),
    ),
    queries=("hoodie", "zip hoodie", "oversized hoodie", "grey hoodie"),
    goes_with=("jeans", "tshirt", "sneaker"),
)

JACKET = ProductType(
    key="jacket", slug="jackets", name="Jackets", group="outerwear", season="autumn", share=1.2,
    tax=TaxClass.CLOTHING, brands=("Northfold", "Ashcombe", "Tarnpeak", "Salt & Selvedge"), series=TOWN,
    colours=_TONES, colour_count=(1, 4), axes=(_SIZES,),
    attributes=(
        choice("style", "Style"), choice("material", "Shell"), choice("filling", "Insulation"),
        number("waterproof", "Water column", "mm"), flag("hood", "Hood"), number("pockets", "Pockets"),
    ),
    draws={"pockets": pick(3, 4, 5, 6), "hood": False, "filling": "None", "waterproof": 0},
    picture={"style": "{style_key}"},
    styles=(
        Style(
            "Rain Jacket", share=2, price=(59, 229), grams=(340, 620),
            draws={
                "style": "Rain", "style_key": "rain",
                "material": pick("Recycled polyester", "Recycled nylon"),
                "waterproof": pick(10000, 15000, 20000), "hood": True,
            },
            titles=("{brand} {series} Rain Jacket", "{brand} {series} Waterproof Rain Jacket"),
            openings=(
                (
                    "Taped at every seam and rated to {waterproof} mm, the {series} keeps out [sideways "
                    "rain|a day of drizzle] and lets steam escape."
                ),
            ),
            bullets=("{waterproof} mm water column, taped seams",),
        ),
        Style(
            "Puffer Jacket", share=2, price=(79, 279), grams=(450, 900),
            draws={
                "style": "Puffer", "style_key": "puffer", "material": "Recycled nylon",
                "filling": pick("Recycled fibre", "Responsible duck down"), "hood": Chance(0.6),
            },
            titles=("{brand} {series} Puffer Jacket",),
            openings=(
                (
                    "Warm like a duvet and nearly as light: {filling:l} in [narrow|broad] chambers that "
                    "don't leak feathers."
                ),
            ),
            bullets=("Filled with {filling:l}",),
        ),
        Style(
            "Denim Jacket", share=1.5, price=(59, 139), grams=(700, 1000),
            draws={"style": "Denim", "style_key": "denim", "material": "Cotton denim"},
            colours=("Navy", "Black", "Sky", "White", "Charcoal"), colour_count=(1, 3),
            openings=(
                "Thirteen-ounce denim, copper rivets and [a cut that clears the hips|room for a jumper].",
            ),
        ),
        Style(
            "Bomber Jacket", share=1.5, price=(69, 179), grams=(520, 850),
            draws={
                "style": "Bomber", "style_key": "bomber", "material": pick("Recycled nylon", "Cotton twill"),
            },
            openings=(
                (
                    "Ribbed at neck, cuffs and hem, so the wind stays [outside|out], with a zip pocket on "
                    "the sleeve for keys."
                ),
            ),
        ),
    ),
    details=(
        "{pockets} pockets, [two|one] of them inside.",
        "?hood:The hood turns with your head and rolls away.",
        "The shell of {material:l} shrugs off a shower.",
        "The zip runs in both directions for sitting and cycling.",
    ),
    closings=(
        "Repairs are free for three years.", "Spare zip pull included.",
        "A reflective loop hangs at the back.",
    ),
    bullets=("{material} shell", "{pockets} pockets", "?hood:Hood"),
    voice=ReviewVoice(
        "jacket",
        praise=(
            "?style=Rain:Kept me dry through a long downpour.", "?style=Puffer:Warm without being bulky.",
            "Pockets are where you need them.", "?style=Rain/Puffer/Bomber:Zips run smoothly.",
            "Fits over a thick jumper.",
        ),
        gripes=(
            "Runs small across the chest.", "The sleeves could be longer.",
            "?hood:Hood is too big without a hat.", "?style=Rain/Puffer/Bomber:Makes a rustling noise.",
            "?style=Rain/Puffer/Bomber:Zip felt stiff at first.",
        ),
        uses=("autumn walks", "cycling to work", "travel", "school runs"),
    ),
    queries=("jacket", "rain jacket", "puffer jacket", "denim jacket", "waterproof jacket"),
    goes_with=("scarf", "hat", "boot"),
)

DRESS = ProductType(
    key="dress", slug="dresses", name="Dresses", group="bottoms-dresses", season="summer", share=1.3,
    tax=TaxClass.CLOTHING, brands=("Petra Vale", "Linden & Loft", "Merrick Row", "Ashcombe"), series=TOWN,
    colours=_TONES, colour_count=(1, 4), axes=(_SIZES,),
    attributes=(
        choice("length", "Length"), choice("sleeve", "Sleeves"), choice("pattern", "Pattern"),
        choice("material", "Material"), choice("neckline", "Neckline"), flag("pockets", "Pockets"),
        flag("lined", "Lined"),
    ),
    draws={
        "pattern": pick("Plain", "Plain", "Leaves", "Dots", "Stripes", "Checks"), "look": _LOOK,
        "low_look": _LOW_LOOK, "neckline": pick("Round neck", "V-neck", "Square neck", "Boat neck"),
        "pockets": Chance(0.6), "lined": Chance(0.5),
    },
    picture={
        "length": "{length:l}",
        "sleeve": By("sleeve", {"Sleeveless": "none", "Short": "short", "Long": "long"}),
        "pattern": "{pattern:l}",
    },
    styles=(
        Style(
            "Midi Dress", share=3, price=(49, 139), grams=(280, 460),
            draws={
                "length": "Midi", "sleeve": pick("Short", "Long", "Sleeveless"),
                "material": pick("Viscose", "Organic cotton", "Linen blend"),
            },
            titles=("{brand} {series} {look}Midi Dress", "{brand} {series} {look}{material} Midi Dress"),
            openings=(
                (
                    "Cut close at the waist and easy below, the {series} [moves when you do|swings a "
                    "little as you walk]."
                ),
                (
                    "A(n) {low_look} dress in {material:l} that goes from [desk to dinner|breakfast to the "
                    "last train] with a change of shoes."
                ),
            ),
        ),
        Style(
            "Summer Dress", share=2, price=(35, 95), grams=(190, 320),
            draws={
                "length": pick("Mini", "Midi"), "sleeve": pick("Sleeveless", "Short"),
                "material": pick("Cotton poplin", "Linen blend", "Cotton muslin"),
            },
            titles=("{brand} {series} {look}Summer Dress",),
            openings=(
                (
                    "For days when anything more is too much: {material:l}, [straps that adjust|a loose "
                    "waist] and a breeze."
                ),
            ),
        ),
        Style(
            "Maxi Dress", share=1.5, price=(59, 169), grams=(340, 560),
            draws={
                "length": "Maxi", "sleeve": pick("Sleeveless", "Long", "Short"),
                "material": pick("Viscose", "Lyocell"),
            },
            titles=("{brand} {series} {look}Maxi Dress",),
            openings=(
                "Long to the ankle, light as a scarf, with [a slit for the stairs|a tie at the back].",
            ),
        ),
        Style(
            "Knitted Dress", share=1, price=(59, 149), grams=(420, 680),
            draws={
                "length": pick("Mini", "Midi"), "sleeve": "Long",
                "material": pick("Merino wool", "Cotton knit"), "pattern": pick("Plain", "Stripes"),
                "lined": False,
            },
            titles=("{brand} {series} {look}Knitted Dress",),
            openings=("A knitted dress with the comfort of a jumper and the manners of a [coat|dress].",),
        ),
    ),
    details=(
        "?pockets:Yes, it has pockets, and they hold a phone.", "?lined:Lined to the knee in soft cotton.",
        "The neckline is faced, so it lies flat.", "An invisible zip at the side makes getting in simple.",
    ),
    closings=(*_CARE[:2], "The model is 1.76 m tall and wears size S."),
    bullets=("{material}", "{neckline}", "?pockets:Pockets in the side seams", "?lined:Lined"),
    voice=ReviewVoice(
        "dress",
        praise=(
            "?pockets:Pockets! Real ones.", "So comfortable I wore it all day.", "Flattering cut.",
            "The fabric is light and doesn't cling.", "True to size.",
        ),
        gripes=(
            "A bit see-through in white.", "Too long for me at 1.60 m.", "The zip sticks near the waist.",
            "Creases easily.", "Runs wide at the bust.",
        ),
        uses=("a garden party", "the office", "holidays", "a christening"),
    ),
    queries=("dress", "summer dress", "midi dress", "dress with pockets", "maxi dress"),
    goes_with=("sandal", "handbag", "hat"),
)

JEANS = ProductType(
    key="jeans", slug="jeans", name="Jeans", group="bottoms-dresses", season="autumn", share=1.1,
    tax=TaxClass.CLOTHING, brands=("Salt & Selvedge", "Northfold", "Ashcombe"), series=TOWN,
    colours=("Navy", "Black", "Sky", "Charcoal", "White", "Olive"), colour_name="Wash", colour_count=(1, 4),
    attributes=(
        choice("fit", "Fit"), choice("rise", "Rise"), choice("material", "Material"),
        flag("stretch", "Stretch"), number("weight", "Denim weight", "oz"),
    ),
    draws={
        "rise": pick("Mid rise", "High rise"), "weight": pick(10, 11, 12, 13), "stretch": Chance(0.5),
        "material": By("stretch", {True: "98 % cotton, 2 % elastane", False: "100 % cotton"}),
    },
    axes=(
        Axis("waist", "Waist", ("26", "28", "30", "32", "34", "36"), 0, 0.03, at_least=4),
        Axis("leg", "Length", ("30", "32", "34"), 0, 0.02, at_most=2),
    ),
    picture={"fit": "{fit:l}"},
    styles=(
        Style(
            "Straight Jeans", share=3, price=(49, 129), grams=(580, 760), draws={"fit": "Straight"},
            titles=("{brand} {series} Straight {rise} Jeans",),
            openings=(
                (
                    "Straight from hip to hem, the {series} [never went out of fashion|goes with "
                    "everything you own]."
                ),
            ),
        ),
        Style(
            "Slim Jeans", share=2, price=(45, 119), grams=(540, 700), draws={"fit": "Slim", "stretch": True},
            titles=("{brand} {series} Slim {rise} Jeans",),
            openings=("Slim but not tight, with enough give to [sit down in|cycle in].",),
        ),
        Style(
            "Wide Jeans", share=2, price=(55, 139), grams=(640, 840),
            draws={"fit": "Wide", "rise": "High rise", "stretch": False},
            titles=("{brand} {series} Wide-Leg Jeans",),
            openings=("High at the waist and wide from there, [weighty|substantial] enough to fall well.",),
        ),
    ),
    details=(
        "{weight}-ounce denim, {material:l}.", "Dyed with a third of the usual water.",
        "Rivets at the pockets and bar tacks wherever jeans usually give way.",
        "?stretch:A little elastane brings the knees back into shape.",
    ),
    closings=(
        "Wash rarely, inside out.", "Free hemming kit included.",
        "Repairs are free for as long as you own them.",
    ),
    bullets=("{material}", "{weight} oz denim", "{rise}", "Five pockets"),
    voice=ReviewVoice(
        "jeans", plural=True,
        praise=(
            "Best fit I've found in years.", "They hold their shape all day.", "Heavy, proper denim.",
            "Comfortable even sitting.", "The length is right for once.",
        ),
        gripes=(
            "They bleed a bit on light sofas.", "Waist gapes at the back.", "Stiff at first.",
            "They run a size large.",
        ),
        uses=("everyday wear", "work", "gardening and everything else"),
    ),
    queries=("jeans", "straight jeans", "wide leg jeans", "black jeans"),
    goes_with=("belt", "tshirt", "shirt", "sneaker"),
)

SKIRT = ProductType(
    key="skirt", slug="skirts", name="Skirts", group="bottoms-dresses", season="summer", share=0.9,
    tax=TaxClass.CLOTHING, brands=("Petra Vale", "Linden & Loft", "Merrick Row"), series=TOWN,
    colours=_TONES, colour_count=(1, 4), axes=(_SIZES,),
    attributes=(
        choice("style", "Style"), choice("length", "Length"), choice("pattern", "Pattern"),
        choice("material", "Material"), flag("pockets", "Pockets"), flag("lined", "Lined"),
    ),
    draws={
        "pattern": pick("Plain", "Plain", "Checks", "Dots", "Leaves", "Stripes"), "look": _LOOK,
        "low_look": _LOW_LOOK, "lined": Chance(0.6), "pockets": Chance(0.5),
    },
    picture={"style": "{style:l}", "length": "{length:l}", "pattern": "{pattern:l}"},
    styles=(
        Style(
            "Pleated Skirt", share=2, price=(39, 99), grams=(240, 380),
            draws={
                "style": "Pleated", "length": pick("Midi", "Midi", "Maxi", "Mini"),
                "material": pick("Recycled polyester", "Wool blend"),
            },
            titles=("{brand} {series} {look}Pleated {length} Skirt",),
            openings=(
                (
                    "Pleats that [spring back after the train|stay in through the wash] and open like a "
                    "fan when you walk."
                ),
            ),
        ),
        Style(
            "A-Line Skirt", share=2, price=(29, 79), grams=(200, 340),
            draws={
                "style": "A-line", "length": pick("Mini", "Midi"),
                "material": pick("Cotton twill", "Linen blend", "Corduroy"),
            },
            titles=("{brand} {series} {look}A-Line {length} Skirt, {material}",),
            openings=(
                (
                    "Fitted at the waist, free below: the {series} [sits flat|needs no belt] and suits "
                    "flat shoes."
                ),
            ),
        ),
        Style(
            "Pencil Skirt", share=1, price=(35, 89), grams=(260, 380),
            draws={
                "style": "Pencil", "length": "Midi", "material": pick("Wool blend", "Cotton with elastane"),
                "pockets": False, "pattern": pick("Plain", "Checks"),
            },
            titles=("{brand} {series} {look}Pencil Skirt",),
            openings=("Narrow, with a vent long enough for [stairs|a bicycle] and a waist that stays put.",),
        ),
    ),
    details=(
        "?pockets:Two hidden pockets in the side seams.",
        "?lined:A smooth lining keeps it from clinging to tights.",
        "The waistband has a little elastic at the back.", "{material}, {length:l} length.",
    ),
    closings=_CARE[:2], bullets=("{material}", "{length} length", "?pockets:Pockets", "?lined:Lined"),
    voice=ReviewVoice(
        "skirt",
        praise=(
            "Falls beautifully.", "Sits comfortably at the waist.",
            "?style=Pleated:The pleats stay in after washing.", "Lovely colour, easy to combine.",
        ),
        gripes=(
            "Static with tights.", "A bit short on me.", "Waist runs small.",
            "Needs a steam before wearing.",
        ),
        uses=("the office", "a concert", "warm days", "school"),
    ),
    queries=("skirt", "pleated skirt", "midi skirt"), goes_with=("tshirt", "sandal", "belt"),
)

TYPES = (TSHIRT, SHIRT, HOODIE, JACKET, DRESS, JEANS, SKIRT)
