"""Sports, fitness and nights outside."""

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
    ladder,
    number,
    pick,
)
from app.demo.catalogue.grammar.series import TRAIL

# Tables of words: packed lines keep a type on one screen.
# fmt: off

BICYCLE = ProductType(
    key="bicycle", slug="bicycles", name="Bicycles", group="cycling", season="spring", share=0.8,
    demand=0.35, brands=("Velorane", "Cairnline", "Spokesmere"), series=TRAIL,
    colours=("Black", "Forest", "Navy", "Cream", "Brick", "Sky", "Silver", "Saffron", "Sage"),
    colour_count=(1, 3),
    attributes=(
        choice("frame", "Type"), number("gears", "Gears", facet=True), choice("material", "Frame material"),
        choice("brakes", "Brakes"), number("weight", "Weight", "kg"), choice("wheel", "Wheel size"),
        flag("lights", "Lights included"),
    ),
    axes=(Axis("size", "Frame size", ("S", "M", "L", "XL"), 0, 0.02, at_least=3),), draws={"lights": False},
    picture={"frame": "{frame_key}", "gears": "{gears}"},
    styles=(
        Style(
            "City Bicycle", share=3, price=(399, 1099), grams=(18000, 21000),
            draws={
                "frame": "City", "frame_key": "city", "gears": pick(1, 7, 7),
                "material": pick("Steel", "Aluminium"), "brakes": pick("Roller brakes", "Rim brakes"),
                "weight": Span(13, 18, 0.5, falls=True), "wheel": "28 inch", "lights": True,
                "gear_words": By("gears", {1: "Single Speed", 7: "7 Gears"}),
            },
            titles=("{brand} {series} City Bicycle, {gear_words}",),
            openings=(
                (
                    "Upright, with mudguards, lights and a rack: ready for [the school run|rain and "
                    "groceries] as it leaves the box."
                ),
            ),
            bullets=("Mudguards, rack and lights fitted",),
        ),
        Style(
            "Road Bicycle", share=2, price=(799, 2199), grams=(11500, 14000),
            draws={
                "frame": "Road", "frame_key": "road", "gears": 11,
                "material": ladder("Aluminium", "Steel", "Carbon"), "brakes": "Disc brakes",
                "weight": Span(7.8, 10.4, 0.2, falls=True), "wheel": "28 inch",
            },
            titles=("{brand} {series} {material} Road Bicycle",),
            openings=(
                "Quick off the mark and [calm on the descent|kind to your back], with room for 32 mm tyres.",
            ),
        ),
        Style(
            "Mountain Bicycle", share=2, price=(599, 1899), grams=(14500, 18000),
            draws={
                "frame": "Mountain", "frame_key": "mountain", "gears": 11,
                "material": pick("Aluminium", "Aluminium", "Carbon"), "brakes": "Disc brakes",
                "weight": Span(11.5, 14.5, 0.5, falls=True), "wheel": pick("27.5 inch", "29 inch"),
                "travel": pick(100, 120, 140),
            },
            titles=("{brand} {series} Mountain Bicycle, {wheel}",),
            openings=(
                (
                    "{travel} mm of travel in front, a short stem and tyres that [hold the root|find "
                    "grip]: the {series} forgives."
                ),
            ),
            bullets=("Fork with {travel} mm travel",),
        ),
    ),
    details=(
        "The {material:l} frame weighs in at {weight} kg complete.",
        "{brakes} stop it in the wet, with levers for small hands too.",
        "?gears=1:One gear, nothing to adjust.", "Cables run inside the frame, out of the weather.",
        "?lights:Lights run from a hub dynamo, so there is nothing to charge.",
    ),
    closings=(
        "Comes nine-tenths assembled; pedals, bar and front wheel take a quarter of an hour.",
        "Ten years on the frame.", "First service is on us.",
    ),
    bullets=("{material} frame, {weight} kg", "{brakes}", "{wheel} wheels"),
    voice=ReviewVoice(
        "bike",
        praise=(
            "Rides smoothly and quietly.", "?gears=7/11:Gears shift cleanly.",
            "Assembly was straightforward.", "Comfortable position.",
            "?frame=Road/Mountain:Light enough to carry upstairs.",
        ),
        gripes=(
            "The saddle had to go.", "Brakes needed adjusting.", "The pedals are cheap.",
            "Scratched near the fork on arrival.", "?frame=City:The bell is a joke.",
        ),
        uses=("commuting", "weekend rides", "the trails", "errands in town"),
    ),
    queries=("bicycle", "city bike", "mountain bike", "road bike"), goes_with=("water_bottle", "backpack"),
)

YOGA_MAT = ProductType(
    key="yoga_mat", slug="yoga-mats", name="Yoga Mats", group="fitness", season="new_year", demand=1.2,
    brands=("Stridewell", "Kettlebrook", "Cairnline"), series=TRAIL,
    colours=("Sage", "Plum", "Navy", "Charcoal", "Terracotta", "Sky", "Lilac", "Black"), colour_count=(2, 5),
    attributes=(
        choice("material", "Material"), number("thickness", "Thickness", "mm", facet=True),
        number("length", "Length", "cm"), flag("strap", "Carrying strap"), choice("surface", "Surface"),
    ),
    draws={"strap": Chance(0.6), "length": pick(173, 183, 200), "surface": pick("Closed cell", "Open cell")},
    picture={"thickness_mm": "{thickness}", "strap": "{strap}"},
    styles=(
        Style(
            "Natural Rubber Yoga Mat", share=2, price=(45, 109), grams=(2100, 3200),
            draws={"material": "Natural rubber", "thickness": pick(3, 4)},
            titles=("{brand} {series} Natural Rubber Yoga Mat, {thickness} mm",),
            openings=(
                (
                    "Grips dry hands and wet ones: natural rubber [doesn't slide in downward dog|stays "
                    "where you put it]."
                ),
            ),
        ),
        Style(
            "Cushioned Yoga Mat", share=2, price=(19, 49), grams=(900, 1400),
            draws={"material": "TPE foam", "thickness": pick(6, 8), "surface": "Closed cell"},
            titles=("{brand} {series} Cushioned Yoga Mat, {thickness} mm",),
            openings=(
                (
                    "{thickness} millimetres between your knees and the floor, [light enough to carry|and "
                    "it rolls up flat]."
                ),
            ),
        ),
        Style(
            "Cork Yoga Mat", share=1, price=(49, 99), grams=(1800, 2600),
            draws={"material": "Cork on rubber", "thickness": pick(3, 4), "surface": "Cork"},
            colours=("Sand", "Oak"), colour_count=(1, 1),
            titles=("{brand} {series} Cork Yoga Mat, {thickness} mm",),
            openings=("Cork gets grippier as you sweat and [smells of the tree|wipes clean with water].",),
        ),
    ),
    details=(
        "?length=183/200:At {length} cm there is room for long legs.",
        "?strap:A cotton strap for carrying and stretching is included.",
        "Fine lines mark the middle and the edges.", "Free of PVC and phthalates.",
    ),
    closings=(
        "Roll it with the top side out.", "Wipe with water and a drop of vinegar.",
        "The smell goes after a day on the balcony.",
    ),
    bullets=("{thickness} mm {material:l}", "{length} x 66 cm", "?strap:Strap included"),
    voice=ReviewVoice(
        "mat",
        praise=(
            "?material=Natural rubber/Cork on rubber:No slipping, even when I sweat.",
            "?thickness=6/8:Knees feel fine on the floor.", "Lies flat immediately.", "Lovely texture.",
            "Easy to wipe clean.",
        ),
        gripes=(
            "?material=Natural rubber/Cork on rubber:Smells of rubber for the first days.",
            "Heavy to carry.", "Shows every footprint.", "?thickness=3/4:A bit thin for my knees.",
        ),
        uses=("daily practice", "pilates", "stretching after runs", "the studio"),
    ),
    queries=("yoga mat", "thick yoga mat", "cork yoga mat"), goes_with=("water_bottle", "dumbbell"),
)

DUMBBELL = ProductType(
    key="dumbbell", slug="dumbbells", name="Dumbbells", group="fitness", season="new_year", share=0.8,
    brands=("Kettlebrook", "Stridewell", "Ironvale"), series=TRAIL,
    colours=("Black", "Graphite", "Teal", "Plum", "Navy", "Silver"), colour_count=(1, 2),
    attributes=(
        choice("shape", "Shape"), choice("coating", "Coating"), number("pieces", "Pieces", facet=True),
        choice("grip", "Grip"),
    ),
    draws={
        "pieces": pick(1, 2, 2), "set": By("pieces", {1: "Single", 2: "Pair"}),
        "grip_word": By("grip", {"Knurled steel": "knurl", "": "texture"}),
    },
    picture={"shape": "{shape:l}", "weight_kg": "{weight}", "pieces": "{pieces}"},
    styles=(
        Style(
            "Hex Dumbbell", share=3, price=(17, 39), grams=(5200, 5200),
            draws={"shape": "Hex", "coating": "Rubber", "grip": "Knurled steel"},
            titles=("{brand} {series} Rubber Hex Dumbbell, {set}",),
            axes=(Axis("weight", "Weight", ("5 kg", "10 kg", "15 kg", "20 kg"), 0.8, 1.0),),
            openings=(
                (
                    "Six sides, so it [stays where you drop it|won't roll under the sofa], and rubber so "
                    "the floor survives."
                ),
            ),
        ),
        Style(
            "Vinyl Dumbbell", share=2, price=(9, 19), grams=(1100, 1100),
            draws={"shape": "Vinyl", "coating": "Vinyl", "grip": "Smooth vinyl"},
            colours=("Teal", "Plum", "Navy", "Sage", "Blush"),
            titles=("{brand} {series} Vinyl Dumbbell, {set}",),
            axes=(Axis("weight", "Weight", ("1 kg", "2 kg", "3 kg", "5 kg"), 0.5, 1.0),),
            openings=(
                (
                    "Small weights for [classes and rehab|walking and shaping], dipped in vinyl that "
                    "feels warm to the hand."
                ),
            ),
        ),
        Style(
            "Chrome Dumbbell", share=1, price=(25, 59), grams=(5200, 5200),
            draws={"shape": "Round", "coating": "Chrome", "grip": "Knurled steel"},
            colours=("Silver", "Graphite"), titles=("{brand} {series} Chrome Dumbbell, {set}",),
            axes=(Axis("weight", "Weight", ("5 kg", "10 kg", "15 kg"), 0.8, 1.0),),
            openings=(
                (
                    "Solid steel, chromed, [weighed to ten grams|balanced on the centre]: the kind old "
                    "gyms have."
                ),
            ),
        ),
    ),
    details=(
        "The handle is 32 mm thick with a fine {grip_word}.", "Cast in one piece, nothing to come loose.",
        "The weight is stamped at both ends.",
    ),
    closings=(
        "Racks for three or five pairs are sold separately.",
        "Delivered in a box per weight, for the courier's sake.", "Guaranteed for life in the home.",
    ),
    bullets=("{coating} coating", "{grip} grip", "{set} in the box"),
    voice=ReviewVoice(
        "dumbbells", plural=True,
        praise=(
            "Good grip and no rust.", "?shape=Hex:They don't roll away.", "Weight is exact, I checked.",
            "?coating=Rubber:No rubber smell.",
        ),
        gripes=(
            "?coating=Rubber:Smell strongly of rubber.", "The handle is thick for small hands.",
            "One end was scuffed.", "Postage box was torn.",
        ),
        uses=("home workouts", "physio exercises", "my garage gym"),
    ),
    queries=("dumbbells", "dumbbell set 10 kg", "hex dumbbell"), goes_with=("yoga_mat", "water_bottle"),
)

FOOTBALL = ProductType(
    key="football", slug="footballs", name="Footballs", group="ball-sports", season="summer", share=0.7,
    brands=("Pitchmark", "Baseline Club", "Cairnline"), series=TRAIL,
    colours=("White", "Saffron", "Sky", "Black", "Brick", "Teal"), colour_count=(1, 3),
    attributes=(
        choice("use", "Use"), choice("construction", "Construction"), choice("material", "Cover"),
        choice("surface", "Surface"),
    ),
    draws={"motif": pick("classic", "swoosh", "star")},
    axes=(Axis("size", "Size", ("3", "4", "5"), 0.06, 0.1),), picture={"pattern": "{motif}"},
    styles=(
        Style(
            "Match Football", share=2, price=(45, 119), grams=(420, 450),
            draws={
                "use": "Match", "construction": "Thermally bonded", "material": "Polyurethane",
                "surface": "Grass and turf",
            },
            openings=(
                (
                    "Seamless panels and a textured skin: the {series} flies [true|straight] and takes on "
                    "no water."
                ),
            ),
        ),
        Style(
            "Training Football", share=3, price=(15, 39), grams=(400, 440),
            draws={
                "use": "Training", "construction": pick("Machine stitched", "Hand stitched"),
                "material": "Polyurethane", "surface": pick("Grass and turf", "Any surface"),
            },
            openings=(
                "Made for the ball bag: [two hundred sessions|a season of mud], and still round.",
                "An honest training ball: [predictable off the boot|the same bounce in March as in August].",
            ),
        ),
        Style(
            "Street Football", share=1, price=(12, 29), grams=(400, 430),
            draws={
                "use": "Street", "construction": "Hand stitched", "material": "Rubberised",
                "surface": "Asphalt",
            },
            openings=(
                (
                    "A tough cover for [car parks and playgrounds|walls and kerbs], with a slightly lower "
                    "bounce."
                ),
            ),
        ),
    ),
    details=(
        "{construction} panels over four layers of cloth.", "The butyl bladder holds air for weeks.",
        "It is at home on {surface:l}.",
    ),
    closings=(
        "Delivered flat; needle included.", "Size 5 for adults, 4 for ages 8 to 12, 3 for younger.",
        "Stitched in a workshop that pays above the regional wage.",
    ),
    bullets=("{construction}", "{material} cover", "For {surface:l}"),
    voice=ReviewVoice(
        "football",
        praise=(
            "Great touch and true flight.", "Holds its air well.", "Survived a season on asphalt.",
            "Good weight.",
        ),
        gripes=(
            "Lost air within a week.", "The print is wearing off.", "Harder than expected.",
            "Arrived flat, you need a pump.",
        ),
        uses=("club training", "my kids", "the park", "five-a-side"),
    ),
    queries=("football", "match ball", "football size 5"), goes_with=("water_bottle", "sneaker"),
)

TENNIS_RACKET = ProductType(
    key="tennis_racket", slug="tennis-rackets", name="Tennis Rackets", group="ball-sports", season="summer",
    share=0.7, demand=0.8, brands=("Baseline Club", "Volleran", "Pitchmark"), series=TRAIL,
    colours=("Black", "Sky", "White", "Teal", "Saffron", "Navy", "Brick"), colour_count=(1, 2),
    attributes=(
        choice("level", "Level"), number("weight", "Weight unstrung", "g"),
        number("head", "Head size", "cm²", facet=True), choice("material", "Frame"),
        flag("strung", "Strung"), number("balls", "Balls included"),
    ),
    draws={"strung": Chance(0.8), "balls": 0},
    axes=(Axis("grip", "Grip", ("L1", "L2", "L3", "L4"), 0, 0, at_least=2),), picture={"balls": "{balls}"},
    styles=(
        Style(
            "Tennis Racket", share=3, price=(69, 229), grams=(300, 380),
            draws={
                "level": pick("Club", "Tournament"), "weight": pick(285, 295, 300, 305),
                "head": pick(630, 645), "material": "Graphite",
            },
            titles=("{brand} {series} {level} Tennis Racket, {weight} g",),
            openings=(
                (
                    "Control first: a(n) {head} cm² head, {weight} grams and [a frame that tells you "
                    "everything|enough flex to spare the elbow]."
                ),
            ),
        ),
        Style(
            "Light Tennis Racket", share=2, price=(49, 149), grams=(270, 330),
            draws={
                "level": "Beginner and club", "weight": pick(255, 265, 275), "head": pick(660, 680, 700),
                "material": "Graphite",
            },
            titles=("{brand} {series} Lightweight Tennis Racket, {weight} g",),
            openings=(
                "Light in the hand and generous in the sweet spot, for [fast improvement|Sunday doubles].",
            ),
        ),
        Style(
            "Racket and Ball Set", share=1.5, price=(29, 69), grams=(480, 620),
            draws={
                "level": "Beginner", "weight": 270, "head": 690, "material": "Aluminium", "strung": True,
                "balls": 3,
            },
            titles=("{brand} {series} Tennis Racket with 3 Balls",),
            openings=("Everything to start on Saturday: racket, cover and three balls.",),
            bullets=("Three balls and a cover included",),
        ),
    ),
    details=(
        "The {material:l} frame is {weight} grams before strings.",
        "?strung:Strung at 24 kg with a soft multifilament.", "The grip is cushioned and slightly tacky.",
        "The head measures {head} square centimetres.",
    ),
    closings=(
        "Grip size is printed on the butt cap.", "Cover included.", "Returns accepted after a trial hit.",
    ),
    bullets=("{weight} g, {head} cm² head", "{material} frame", "?strung:Strung and ready"),
    voice=ReviewVoice(
        "racket",
        praise=(
            "Plenty of control.", "My elbow is happier.", "Light and quick at the net.",
            "Sweet spot is generous.",
        ),
        gripes=(
            "?strung:The factory strings are dull.", "Grip wears quickly.", "A bit head-light for me.",
            "Paint chips easily.",
        ),
        uses=("club matches", "my first lessons", "holidays", "juniors"),
    ),
    queries=("tennis racket", "beginner tennis racket", "light tennis racket"),
    goes_with=("water_bottle", "sneaker", "hat"),
)

TENT = ProductType(
    key="tent", slug="tents", name="Tents", group="camping", season="summer_strong", share=0.8, demand=0.7,
    brands=("Campwright", "Tarnpeak", "Cairnline"), series=TRAIL,
    colours=("Forest", "Sand", "Olive", "Saffron", "Brick", "Teal", "Sky"), colour_count=(1, 2),
    attributes=(
        number("persons", "Sleeps", "people", facet=True), choice("shape", "Shape"),
        number("column", "Fly water column", "mm"), number("weight", "Weight", "kg"),
        choice("poles", "Poles"), number("season_rating", "Seasons"), flag("porch", "Porch"),
    ),
    draws={
        "column": pick(2000, 3000, 4000, 5000), "poles": ladder("Fibreglass", "Aluminium"),
        "season_rating": 3, "porch": Chance(0.6),
    },
    picture={"shape": "{shape:l}", "persons": "{persons}"},
    styles=(
        Style(
            "Trekking Tent", share=2, price=(129, 449), grams=(1900, 3400),
            draws={
                "persons": pick(1, 2, 2, 3), "shape": pick("Tunnel", "Dome"),
                "weight": Span(1.2, 2.9, 0.1, falls=True), "poles": "Aluminium", "season_rating": pick(3, 4),
            },
            titles=("{brand} {series} {persons}-Person Trekking Tent",),
            openings=(
                "{weight} kilos on your back and [up in five minutes|standing before the rain arrives].",
            ),
        ),
        Style(
            "Family Tent", share=2, price=(199, 649), grams=(9000, 17000),
            draws={
                "persons": pick(4, 6), "shape": pick("Tunnel", "Dome"), "weight": Span(8.5, 16, 0.5),
                "porch": True, "rooms": pick("Two bedrooms", "A divided bedroom"),
            },
            titles=("{brand} {series} {persons}-Person Family Tent",),
            openings=(
                (
                    "{rooms}, a living space you can stand up in and [windows with curtains|doors on two "
                    "sides]."
                ),
            ),
        ),
        Style(
            "Festival Tent", share=1.5, price=(49, 119), grams=(2400, 3600),
            draws={
                "persons": pick(2, 3), "shape": "Dome", "weight": Span(2.2, 3.2, 0.1), "poles": "Fibreglass",
                "column": 2000, "porch": False,
            },
            titles=("{brand} {series} {persons}-Person Dome Tent",),
            openings=(
                (
                    "A simple dome for [festivals, gardens and first nights out|a long weekend], with two "
                    "poles you can't mix up."
                ),
            ),
        ),
        Style(
            "Ridge Tent", share=0.8, price=(159, 399), grams=(5200, 8500),
            draws={
                "persons": pick(2, 3), "shape": "Ridge", "weight": Span(4.8, 8, 0.2), "poles": "Aluminium",
            },
            titles=("{brand} {series} {persons}-Person Canvas Ridge Tent",),
            openings=("The classic A, in polycotton that breathes, [quiet in wind|cool in the morning].",),
        ),
    ),
    details=(
        "The fly stands {column} mm of water, the floor more.",
        "?porch:The porch takes two packs and wet boots.",
        "Inner and fly go up together, so the inside stays dry.", "{poles} poles, colour-coded.",
    ),
    closings=(
        "Pegs, guys and a repair kit are in the bag.", "Air it before you store it.",
        "Five-year guarantee on seams and poles.",
    ),
    bullets=(
        "Sleeps {persons}", "{column} mm water column", "{weight} kg packed", "{poles} poles",
        "?porch:Porch for luggage",
    ),
    voice=ReviewVoice(
        "tent",
        praise=(
            "Stayed dry through a thunderstorm.", "Up in ten minutes by two beginners.",
            "Roomier than the number says.", "Packs back into its bag, really.", "Well ventilated.",
        ),
        gripes=(
            "Condensation on cold mornings.", "The pegs are bendy.", "Heavier than advertised.",
            "Zip catches on the fly.",
        ),
        uses=("a festival", "family camping", "a week in the hills", "the back garden"),
    ),
    queries=("tent", "2 person tent", "family tent", "lightweight tent"),
    goes_with=("sleeping_bag", "backpack"),
)

SLEEPING_BAG = ProductType(
    key="sleeping_bag", slug="sleeping-bags", name="Sleeping Bags", group="camping", season="summer_strong",
    share=0.8, demand=0.7, brands=("Campwright", "Tarnpeak", "Cairnline"), series=TRAIL,
    colours=("Navy", "Forest", "Brick", "Olive", "Saffron", "Teal", "Charcoal"), colour_count=(1, 3),
    attributes=(
        choice("shape", "Shape"), choice("filling", "Filling"),
        number("comfort", "Comfort temperature", "°C", facet=True), number("weight", "Weight", "g"),
        flag("joinable", "Zips to a second bag"),
    ),
    draws={"joinable": Chance(0.5)},
    axes=(Axis("length", "Length", ("Short 170 cm", "Regular 185 cm", "Long 200 cm"), 0.05, 0.07),),
    picture={"shape": "{shape:l}"},
    styles=(
        Style(
            "Down Sleeping Bag", share=2, price=(149, 429), grams=(900, 1600),
            draws={
                "shape": "Mummy", "filling": "Responsible duck down", "comfort": pick(-10, -6, -3, -1),
                "weight": Span(760, 1400, 20),
            },
            titles=("{brand} {series} Down Mummy Sleeping Bag, {comfort} °C",),
            openings=(
                (
                    "Packs to the size of a loaf and keeps you warm at {comfort} degrees, [draught collar "
                    "closed|with a hat on the side of caution]."
                ),
            ),
        ),
        Style(
            "Synthetic Sleeping Bag", share=2, price=(59, 179), grams=(1100, 1900),
            draws={
                "shape": "Mummy", "filling": "Recycled fibre", "comfort": pick(-5, -2, 1, 4),
                "weight": Span(1000, 1700, 50),
            },
            titles=("{brand} {series} Synthetic Mummy Sleeping Bag, {comfort} °C",),
            openings=("It stays warm when damp, which on [the third wet night|a boat] is what counts.",),
        ),
        Style(
            "Blanket Sleeping Bag", share=2, price=(29, 89), grams=(1300, 2200),
            draws={
                "shape": "Rectangular", "filling": "Recycled fibre", "comfort": pick(5, 8, 10, 12),
                "weight": Span(1200, 2000, 50), "joinable": True,
            },
            titles=("{brand} {series} Rectangular Sleeping Bag, {comfort} °C",),
            openings=(
                (
                    "Room to turn over, a cotton lining and a zip all the way round: [unzip it and it's a "
                    "quilt|for those who hate mummies]."
                ),
            ),
        ),
    ),
    details=(
        "Filled with {filling:l}, {weight} grams in all.", "?joinable:Two of them zip together.",
        "The zip has a guard, so it doesn't bite the cloth.", "A small pocket inside keeps the phone warm.",
    ),
    closings=(
        "Store it loose, in the cotton sack supplied.", "Wash at 30 degrees with down soap.",
        "Stuff sack included.",
    ),
    bullets=("Comfort {comfort} °C", "{filling}", "{weight} g", "?joinable:Zips to a second bag"),
    voice=ReviewVoice(
        "sleeping bag",
        praise=(
            "Warm exactly as promised.", "?shape=Mummy:Packs really small.",
            "Soft lining, no clammy feeling.", "The zip doesn't snag.",
        ),
        gripes=(
            "?shape=Mummy:Tight at the shoulders.",
            "?filling=Responsible duck down:Sheds a feather now and then.", "Colder than the rating says.",
            "Hard to get back into the sack.",
        ),
        uses=("autumn hikes", "guests on the sofa", "scout camp", "festivals"),
    ),
    queries=("sleeping bag", "down sleeping bag", "warm sleeping bag"), goes_with=("tent", "backpack"),
)

TYPES = (BICYCLE, YOGA_MAT, DUMBBELL, FOOTBALL, TENNIS_RACKET, TENT, SLEEPING_BAG)
