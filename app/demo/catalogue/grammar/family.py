"""For children and animals: toys, a stroller, a place for the dog."""

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
from app.demo.catalogue.grammar.series import PLAY

# Tables of words: packed lines keep a type on one screen.
# fmt: off

_MAKERS = ("Tumblewood", "Pip & Otter", "Bramblekin", "Rolliver")

BUILDING_BLOCKS = ProductType(
    key="building_blocks", slug="building-blocks", name="Building Blocks", group="toys",
    season="gift_strong", brands=_MAKERS, series=PLAY, colours=("Saffron", "Sky", "Brick", "Sage", "Oak"),
    colour_name="Colours", colour_count=(1, 1), names_colour=False,
    attributes=(
        choice("material", "Material"), choice("age", "Age"), choice("theme", "Theme"),
        flag("box", "Storage box"), choice("finish", "Finish", facet=False),
    ),
    draws={"box": Chance(0.6), "theme": pick("Castle", "Town", "Farm", "Free building")},
    styles=(
        Style(
            "Wooden Building Blocks", share=3, price=(19, 69), grams=(900, 2600),
            draws={
                "material": "Beech wood", "age": pick("From 1 year", "From 18 months"),
                "finish": pick("Natural and coloured", "Water-based paint"), "theme": "Free building",
            },
            titles=("{brand} {series} Wooden Building Blocks",),
            axes=(
                Axis("pieces", "Pieces", ("20 pieces", "40 pieces", "60 pieces", "100 pieces"), 0.4, 0.8),
            ),
            picture={"material": "wood", "pieces": "{pieces}"},
            openings=(
                (
                    "Beech blocks cut [so exactly that towers stay up|to a tenth of a millimetre], in "
                    "sizes that add up."
                ),
            ),
        ),
        Style(
            "Stud Building Set", share=2, price=(17, 59), grams=(500, 1500),
            draws={
                "material": "Plant-based plastic", "age": pick("From 3 years", "From 5 years"),
                "finish": "Dyed through",
            },
            titles=("{brand} {series} {theme} Building Set", "{brand} {series} Stud Brick Set, {theme}"),
            axes=(Axis("pieces", "Pieces", ("40 pieces", "60 pieces", "100 pieces"), 0.45, 0.7),),
            picture={"material": "studs", "pieces": "{pieces}"},
            openings=(
                (
                    "Bricks that click and come apart again with small fingers, [with a book of "
                    "ideas|enough for a first big project]."
                ),
            ),
        ),
    ),
    details=(
        "?box:The box is part of the game: holes in the lid sort by shape.",
        "Edges are rounded and colours are safe in the mouth.", "Suitable {age:l}.",
    ),
    closings=(
        "Tested to EN 71 and ASTM F963.", "More boxes can be added; everything fits.",
        "Wipe clean with a damp cloth.",
    ),
    bullets=("{material}", "{age}", "?box:Storage box included"),
    voice=ReviewVoice(
        "blocks", plural=True,
        praise=(
            "My son plays with them every day.", "?material=Beech wood:Beautifully smooth, no splinters.",
            "Colours are cheerful but not garish.", "Great for building together.",
            "?box:The box makes tidying up easy.",
        ),
        gripes=(
            "I wish there were more long pieces.", "?material=Beech wood:Paint chipped on one.",
            "?box:The box lid is loose.", "Fewer pieces than I pictured.",
        ),
        uses=("a first birthday", "my grandchildren", "the playroom", "rainy Sundays"),
    ),
    queries=("building blocks", "wooden blocks", "toys for 2 year old"),
    goes_with=("puzzle", "teddy_bear", "toy_car"),
)

TEDDY_BEAR = ProductType(
    key="teddy_bear", slug="teddy-bears", name="Teddy Bears", group="toys", season="gift_strong",
    brands=("Bramblekin", "Pip & Otter", "Lullafield"), series=PLAY,
    colours=("Oak", "Walnut", "Sand", "Cream", "Graphite", "Blush"), colour_name="Fur", colour_count=(1, 3),
    attributes=(
        choice("material", "Fur"), choice("wears", "Wears"), choice("age", "Age"),
        flag("washable", "Machine washable"), choice("filling", "Filling"),
    ),
    draws={
        "material": pick("Recycled plush", "Organic cotton plush", "Mohair"),
        "age": By("material", {"Mohair": "From 3 years", "": "From birth"}),
        "wears": pick("Bow", "Scarf", "Nothing"), "washable": By("material", {"Mohair": False, "": True}),
        "filling": pick("Recycled fibre", "Wool"),
        "extra": By("wears", {"Bow": " with Bow", "Scarf": " with Scarf", "Nothing": ""}),
    },
    axes=(Axis("height", "Height", ("20 cm", "30 cm", "40 cm", "60 cm"), 0.35, 0.7, at_most=3),),
    picture={"wears": "{wears:l}", "height_cm": "{height}"},
    styles=(
        Style(
            "Teddy Bear", share=3, price=(17, 59), grams=(180, 420),
            titles=("{brand} {series} the Bear{extra}", "{brand} {series} Teddy Bear{extra}, {material}"),
            openings=(
                (
                    "{series} has [long arms for hugging|a slightly worried face] and a tummy soft enough "
                    "for afternoon naps."
                ),
                (
                    "A bear with [stitched eyes|a stitched nose], floppy legs and the patience of a good "
                    "listener."
                ),
            ),
        ),
        Style(
            "Jointed Bear", share=1, price=(45, 129), grams=(260, 520),
            draws={"material": "Mohair", "age": "From 3 years", "washable": False},
            titles=("{brand} {series} Jointed Mohair Bear{extra}",),
            openings=(
                "Head, arms and legs turn on wooden joints: a bear to [hand down|keep].",
                (
                    "Stuffed firmly and jointed by hand, {series} sits up straight [on any shelf|at the "
                    "tea table]."
                ),
            ),
        ),
    ),
    details=(
        "?washable:Goes in the machine at 30 degrees, in a pillowcase.",
        "?wears=Scarf:The scarf is knitted and comes off.",
        "?wears=Bow:The bow is stitched on, so it can't be swallowed.", "Filled with {filling:l}.",
    ),
    closings=(
        "Comes in a box with a name tag to fill in.", "Tested to EN 71 and ASTM F963.",
        "Repairs: send us a poorly bear and we sew.",
    ),
    bullets=("{material}", "{age}", "?washable:Machine washable", "Filled with {filling:l}"),
    voice=ReviewVoice(
        "bear",
        praise=(
            "Incredibly soft.", "It has not left her side since.", "Well sewn, the eyes are secure.",
            "?washable:Washed perfectly.", "A lovely face.",
        ),
        gripes=(
            "Smaller than I thought.", "Sheds a little fur.", "?wears=Scarf:The scarf is thin.",
            "A seam opened after a month.",
        ),
        uses=("a newborn", "my niece", "a christening", "bedtime"),
    ),
    queries=("teddy bear", "soft toy", "big teddy bear"), goes_with=("building_blocks", "book"),
)

PUZZLE = ProductType(
    key="puzzle", slug="puzzles", name="Puzzles", group="toys", season="winter_strong",
    brands=("Puzzlecroft", "Tumblewood", "Pip & Otter"), series=PLAY,
    colours=("Sky", "Saffron", "Forest", "Terracotta", "Teal", "Plum"), colour_count=(1, 1),
    names_colour=False,
    attributes=(
        number("pieces", "Pieces", facet=True), choice("material", "Material"), choice("age", "Age"),
        choice("motif", "Picture"), choice("size", "Finished size", facet=False),
    ),
    draws={
        "motif_key": pick("landscape", "fox", "boat"),
        "motif": By("motif_key", {"landscape": "Landscape", "fox": "Animals", "boat": "Sea and boats"}),
        "scene": By(
            "motif_key",
            {
                "landscape": pick(
                    "Valley in October", "Hills after Rain", "The Long Meadow", "Terraces at Noon",
                    "Two Lakes", "The Road over the Pass", "Orchards in May", "Snow on the Ridge",
                    "The Vineyard Path", "Harvest Moon",
                ),
                "fox": pick(
                    "Fox at Dusk", "The Fox and the Fern", "A Fox in the Snow", "Four Young Foxes",
                    "The Fox's Garden", "Fox by the Stream", "Midnight Fox", "Fox among Foxgloves",
                ),
                "boat": pick(
                    "Boats at Low Tide", "The Red Boat", "Harbour Morning", "Regatta", "The Ferry Home",
                    "Lighthouse and Sail", "Fishing Boats at Dawn", "The Blue Harbour", "Anchored",
                ),
            },
        ),
    },
    picture={"pieces": "{pieces}", "motif": "{motif_key}"},
    styles=(
        Style(
            "Jigsaw Puzzle", share=4, price=(14, 29), grams=(600, 950),
            draws={
                "pieces": pick(500, 1000, 1000), "material": "Recycled board", "age": "From 12 years",
                "size": By("pieces", {500: "47 x 33 cm", 1000: "68 x 49 cm"}),
            },
            titles=('{brand} "{scene}" Jigsaw Puzzle, {pieces} Pieces',),
            openings=(
                (
                    "{pieces} pieces, hardly two alike, and a linen finish that [doesn't glare under the "
                    "lamp|feels good to the fingers]."
                ),
                '"{scene}" keeps a table busy for [a wet weekend|three evenings].',
            ),
        ),
        Style(
            "Children's Puzzle", share=2, price=(9, 19), grams=(350, 600),
            draws={
                "pieces": pick(24, 100), "material": "Recycled board",
                "age": By("pieces", {24: "From 3 years", 100: "From 6 years"}),
                "size": By("pieces", {24: "30 x 20 cm", 100: "49 x 36 cm"}),
            },
            titles=("{brand} \"{scene}\" Children's Puzzle, {pieces} Pieces",),
            openings=(
                (
                    "Thick pieces for small hands, and a picture with [something to find in every "
                    "corner|a snail hidden in it]."
                ),
            ),
        ),
        Style(
            "Wooden Puzzle", share=1, price=(12, 29), grams=(300, 600),
            draws={
                "pieces": pick(12, 24), "material": "Birch plywood", "age": "From 2 years",
                "size": "28 x 21 cm",
            },
            titles=("{brand} {series} Wooden Puzzle, {pieces} Pieces",),
            openings=(
                (
                    "Birch pieces, [smoothly sanded|rounded at every edge], in a tray with the picture "
                    "underneath."
                ),
            ),
        ),
    ),
    details=(
        "The finished picture measures {size}.", "Pieces fit snugly enough to lift a corner.",
        "Printed with vegetable inks on {material:l}.",
    ),
    closings=(
        "A poster of the picture is folded into the box.", "Lost a piece? Write to us.",
        "No plastic in the box.",
    ),
    bullets=("{pieces} pieces", "{size} when finished", "{age}", "{material}"),
    voice=ReviewVoice(
        "puzzle",
        praise=(
            "Pieces fit perfectly.", "?material=Recycled board:Gorgeous picture, challenging sky.",
            "No dust in the box.", "Kept us busy all weekend.",
        ),
        gripes=(
            "One piece was missing.", "?material=Recycled board:The sky is very hard.", "The box is flimsy.",
            "Colours darker than shown.",
        ),
        uses=("Christmas", "my grandmother", "rainy evenings", "a family holiday"),
    ),
    queries=("puzzle", "1000 piece puzzle", "kids puzzle", "wooden puzzle"),
    goes_with=("building_blocks", "book", "mug"),
)

TOY_CAR = ProductType(
    key="toy_car", slug="toy-cars", name="Toy Cars", group="toys", season="gift_strong", share=0.8,
    brands=("Rolliver", "Tumblewood", "Pip & Otter"), series=PLAY,
    colours=("Brick", "Sky", "Saffron", "Forest", "White", "Teal", "Navy", "Blush"), colour_count=(2, 5),
    attributes=(
        choice("style", "Model"), choice("material", "Material"), choice("age", "Age"),
        number("length", "Length", "cm"), flag("pull_back", "Pull-back motor"),
    ),
    draws={"style": pick("Roadster", "Van", "Pickup")},
    picture={"style": "{style:l}", "material": "{material_key}"},
    styles=(
        Style(
            "Wooden Toy Car", share=3, price=(12, 35), grams=(180, 420),
            draws={
                "material": pick("Beech wood", "Maple wood"), "material_key": "wood", "age": "From 1 year",
                "length": pick(12, 14, 18), "pull_back": False,
            },
            titles=("{brand} {series} Wooden {style}",),
            openings=(
                "Big wheels, no small parts, and a shape that [fills a small hand|rolls straight].",
                (
                    "A(n) {style:l} in {material:l} with [wheels that hum on floorboards|rounded corners "
                    "everywhere]."
                ),
                "Cut from one block and [oiled, so it can be chewed|sanded until nothing catches].",
            ),
        ),
        Style(
            "Die-Cast Toy Car", share=2, price=(9, 29), grams=(150, 340),
            draws={
                "material": "Die-cast metal", "material_key": "metal", "age": "From 3 years",
                "length": pick(8, 11, 13), "pull_back": Chance(0.6),
            },
            titles=("{brand} {series} Die-Cast {style}", "{brand} {series} Metal {style}, {length} cm"),
            openings=(
                "Metal body, rubber tyres, doors that open: [heavy in the pocket|quick across the kitchen].",
                (
                    "A(n) {length} cm {style:l} with [a sprung axle|real steering] and paint that stands up "
                    "to gravel."
                ),
            ),
        ),
    ),
    details=(
        "It is {length} cm long and survives stairs.", "Axles are steel, pressed in rather than glued.",
        "The driver is painted on, so nobody can lose him.",
        "?pull_back:Pull it back and it runs three metres.", "Paint is water-based and safe in the mouth.",
    ),
    closings=(
        "Tested to EN 71 and ASTM F963.", "Collect the others: van, pickup and roadster share a garage.",
        "Packed in a box that becomes a garage.",
    ),
    bullets=("{material}", "{length} cm long", "{age}", "?pull_back:Pull-back motor"),
    voice=ReviewVoice(
        "toy car",
        praise=(
            "?style=Roadster/Van/Pickup:Rolls really well on carpet.", "Indestructible so far.",
            "Lovely finish, a beautiful object.", "My toddler carries it everywhere.",
        ),
        gripes=(
            "A wheel squeaks.", "Paint has chipped.", "Smaller than expected.",
            "?pull_back:The motor stopped after a week.",
        ),
        uses=("my son's second birthday", "party bags", "grandpa's shelf"),
    ),
    queries=("toy car", "wooden car", "toy van"), goes_with=("building_blocks", "puzzle"),
)

STROLLER = ProductType(
    key="stroller", slug="strollers", name="Strollers", group="baby", season="spring", share=0.6,
    demand=0.35, brands=("Strollaway", "Wanderlark", "Lullafield"), series=PLAY,
    colours=("Black", "Charcoal", "Sage", "Navy", "Sand", "Olive", "Blush"), colour_count=(2, 4),
    attributes=(
        choice("style", "Type"), number("weight", "Weight", "kg"),
        number("max_load", "Up to", "kg", facet=True), choice("age", "Age"),
        flag("one_hand", "One-hand fold"), flag("cabin", "Cabin size"),
    ),
    draws={"max_load": pick(15, 18, 22), "one_hand": Chance(0.7), "cabin": False},
    picture={"style": "{style_key}"},
    styles=(
        Style(
            "City Stroller", share=3, price=(149, 449), grams=(8500, 11500),
            draws={
                "style": "City", "style_key": "city", "weight": Span(5.9, 9, 0.1, falls=True),
                "age": "From 6 months", "cabin": Chance(0.5),
            },
            openings=(
                (
                    "{weight} kilos, [one hand|one step] to fold, and narrow enough for the shop with the "
                    "shelves too close."
                ),
            ),
        ),
        Style(
            "Pram with Carrycot", share=2, price=(399, 999), grams=(15000, 19000),
            draws={
                "style": "Carrycot", "style_key": "carrycot", "weight": Span(10.5, 14, 0.5, falls=True),
                "age": "From birth",
            },
            openings=(
                (
                    "A lying-flat carrycot for the first months and [a seat for the years after|a seat "
                    "that clicks on later]."
                ),
            ),
            bullets=("Carrycot and seat on one frame",),
        ),
        Style(
            "Jogging Stroller", share=1.5, price=(279, 699), grams=(13000, 17000),
            draws={
                "style": "Jogger", "style_key": "jogger", "weight": Span(10, 13, 0.5, falls=True),
                "age": "From 6 months",
            },
            openings=(
                (
                    "Three big air-filled wheels and a hand brake: [forest paths|10 km before breakfast], "
                    "with company."
                ),
            ),
            bullets=("Air tyres and hand brake",),
        ),
    ),
    details=(
        "The seat carries up to {max_load} kg and lies back in four steps.",
        "The hood reaches down to the bar and has a window.",
        "?cabin:Folded, it counts as hand luggage with most airlines.",
        "All four wheels are sprung; the front ones lock.",
    ),
    closings=(
        "Rain cover included.", "Covers come off and wash at 30 degrees.",
        "Tested to EN 1888 and ASTM F833.",
    ),
    bullets=(
        "{weight} kg", "Up to {max_load} kg", "{age}", "?one_hand:One-hand fold",
        "?cabin:Cabin size when folded",
    ),
    voice=ReviewVoice(
        "stroller",
        praise=(
            "?one_hand:Folds with one hand, really.", "Smooth over cobbles.", "The basket is huge.",
            "Our baby sleeps well in it.", "Light enough for the stairs.",
        ),
        gripes=(
            "The brake is stiff.", "Hood could reach lower.", "Handle is low for tall parents.",
            "Front wheels squeak.",
        ),
        uses=("the city", "travelling", "our first baby", "park runs"),
    ),
    queries=("stroller", "light stroller", "jogging stroller", "pram"), goes_with=("teddy_bear",),
)

DOG_BED = ProductType(
    key="dog_bed", slug="dog-beds", name="Dog Beds", group="pets", season="winter", share=0.8,
    brands=("Bramble & Bone", "Houndsworth", "Snugpaw"), series=PLAY,
    colours=("Charcoal", "Sand", "Sage", "Navy", "Terracotta", "Walnut", "Cream"), colour_count=(1, 3),
    attributes=(
        choice("shape", "Shape"), choice("filling", "Filling"), choice("cover", "Cover"),
        flag("washable", "Washable cover"), flag("orthopaedic", "Orthopaedic"),
    ),
    draws={
        "washable": Chance(0.9),
        "cover": pick("Cotton canvas", "Teddy fleece", "Corduroy", "Recycled polyester"),
        "orthopaedic": False, "filling": "Recycled fibre",
    },
    axes=(Axis("size", "Size", ("S", "M", "L"), 0.3, 0.5),),
    picture={"shape": "{shape:l}", "size": "{size}"},
    styles=(
        Style(
            "Round Dog Bed", share=2, price=(29, 79), grams=(1200, 2200), draws={"shape": "Round"},
            titles=("{brand} {series} Round Dog Bed, {cover}",),
            openings=(
                "For dogs that curl: a deep round bed with a [raised rim|rim for the chin].",
                "Round, deep and [hard to leave|soft all the way down], in a cover that brushes clean.",
            ),
        ),
        Style(
            "Orthopaedic Dog Bed", share=2, price=(49, 149), grams=(2400, 4500),
            draws={"shape": "Rectangle", "orthopaedic": True, "filling": "Memory foam"},
            titles=("{brand} {series} Orthopaedic Dog Bed, {cover}",),
            openings=("Memory foam on a firm base is kind to [older hips|heavy dogs] and doesn't go flat.",),
        ),
        Style(
            "Dog Cave", share=1, price=(39, 89), grams=(1300, 2300), draws={"shape": "Cave"},
            titles=("{brand} {series} Dog Cave Bed, {cover}",),
            openings=("A roof makes [a den|small dogs brave]: soft, dark and open at the front.",),
        ),
    ),
    details=(
        "?washable:The cover unzips and washes at 40 degrees.",
        "The underside doesn't slip on wood or tile.", "Covered in {cover:l} that lets go of hair.",
    ),
    closings=(
        "S suits dogs up to 8 kg, M up to 18 kg, L up to 35 kg.", "Spare covers are sold separately.",
        "Cats approve as well.",
    ),
    bullets=(
        "{cover} cover", "{filling} filling", "?washable:Washable at 40 °C",
        "?orthopaedic:Orthopaedic support",
    ),
    voice=ReviewVoice(
        "dog bed",
        praise=(
            "Our dog took to it within a minute.", "?washable:Washes well and dries fast.",
            "?orthopaedic:Thick and firm, no sagging.", "Looks nice in the living room.",
            "Hair comes off easily.",
        ),
        gripes=(
            "Smaller than the chart suggests.", "The zip is fragile.", "He prefers the sofa.",
            "Flattened after two months.",
        ),
        uses=("our old spaniel", "a new puppy", "the kitchen", "the car boot"),
    ),
    queries=("dog bed", "orthopaedic dog bed", "washable dog bed"), goes_with=("dog_bed", "rug"),
)

TOYS = (BUILDING_BLOCKS, TEDDY_BEAR, PUZZLE, TOY_CAR)
TYPES = (*TOYS, STROLLER, DOG_BED)
