"""Furniture for working, sitting, sleeping and storing."""

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
from app.demo.catalogue.grammar.series import NATURE

# Tables of words: packed lines keep a type on one screen.
# fmt: off

_MAKERS = ("Halden", "Marrow & Pine", "Osterby", "Wrenfield", "Copsewood")

DESK = ProductType(
    key="desk", slug="desks", name="Desks", group="home-office", season="school",
    brands=("Halden", "Marrow & Pine", "Osterby", "Ferrovale"), series=NATURE,
    colours=("Oak", "Walnut", "White", "Black"), colour_name="Top", colour_count=(1, 3),
    attributes=(
        choice("material", "Top material"), choice("frame", "Frame"), number("depth", "Depth", "cm"),
        number("height", "Height", "cm"), number("load", "Load capacity", "kg"),
        number("drawers", "Drawers", facet=True), flag("adjustable", "Height adjustable"),
    ),
    draws={
        "depth": pick(60, 70, 75, 80), "height": pick(73, 74, 75), "drawers": 0, "adjustable": False,
        "frame": pick("Graphite steel", "White steel", "Black steel"),
        "material": pick("Veneered board", "Laminate", "Solid wood"),
    },
    styles=(
        Style(
            "Standing Desk", share=3, price=(329, 749), grams=(31000, 46000),
            draws={
                "adjustable": True, "depth": pick(70, 75, 80), "load": Span(80, 140, 10),
                "motors": ladder("one motor", "two motors"), "height": 125,
            },
            titles=("{brand} {series} Standing Desk", "{brand} {series} Electric Standing Desk"),
            axes=(Axis("width", "Width", ("120 cm", "140 cm", "160 cm", "180 cm"), 0.1, 0.12),),
            openings=(
                (
                    "[Two|Four] buttons remember your heights, and {motors} [lift|raise] the {series} "
                    "from 64 to {height} cm without a lurch."
                ),
                (
                    "A height-adjustable desk that stays [steady|calm] at full height, thanks to a wide "
                    "foot and a crossbar nobody kicks."
                ),
            ),
            bullets=(
                "Lifts {load} kg from 64 to {height} cm", "Memory for [three|four] heights",
                "Stops when it meets resistance",
            ),
            picture={"width_cm": "{width}", "legs": 2, "drawers": 0, "top": "{colour:l}"},
        ),
        Style(
            "Writing Desk", share=3, price=(149, 429), grams=(18000, 29000),
            draws={
                "drawers": pick(1, 2, 3),
                "drawer_word": By("drawers", {1: "One Drawer", 2: "Two Drawers", 3: "Three Drawers"}),
                "load": Span(40, 70, 5), "frame": "Wood", "material": pick("Solid wood", "Veneered board"),
            },
            titles=("{brand} {series} Writing Desk with {drawer_word}",),
            axes=(Axis("width", "Width", ("100 cm", "120 cm", "140 cm"), 0.12, 0.14),),
            openings=(
                (
                    "A desk in the old sense: four turned legs, {drawer_word:l} and [enough|just enough] "
                    "surface for a lamp, a laptop and a letter."
                ),
                (
                    "The {series} sits well in a bedroom or a hallway, because it is [only {depth} cm "
                    "deep|finished on all sides]."
                ),
            ),
            bullets=("{drawer_word:l} on wooden runners", "Finished on all four sides"),
            picture={"width_cm": "{width}", "legs": 4, "drawers": "{drawers}", "top": "{colour:l}"},
        ),
        Style(
            "Computer Desk", share=2, price=(99, 279), grams=(19000, 30000),
            draws={
                "load": Span(50, 90, 10), "drawers": pick(0, 0, 1, 2),
                "material": pick("Laminate", "Veneered board"),
            },
            titles=("{brand} {series} Computer Desk, {frame}",),
            axes=(Axis("width", "Width", ("100 cm", "120 cm", "140 cm", "160 cm"), 0.12, 0.14),),
            openings=(
                (
                    "A plain, sturdy table for screens: a tough top, a(n) {frame:l} frame and a tray that "
                    "[hides|swallows] the cables."
                ),
            ),
            bullets=("Cable tray under the top",),
            picture={"width_cm": "{width}", "legs": pick(2, 4), "drawers": "{drawers}", "top": "{colour:l}"},
        ),
    ),
    details=(
        "The top is {material:l}, {depth} cm deep, with edges [rounded|softened] where your forearms rest.",
        "It carries {load} kg, which covers two screens and an elbow.",
        "A slot along the back edge takes cables and a monitor arm clamp.",
    ),
    closings=(
        "Assembly takes two people about forty minutes; every tool is in the box.",
        "Arrives in two parcels on the same day.", "Five-year guarantee on the frame.",
        "Wood varies in grain, so no two tops look the same.",
    ),
    bullets=("{material} top, {depth} cm deep", "?adjustable=False:Carries {load} kg"),
    voice=ReviewVoice(
        "desk",
        praise=(
            "?adjustable:Rock steady, even at full height.", "Assembly was clear and everything lined up.",
            "The top looks like real wood and wipes clean.", "Just the right depth for two screens.",
            "The cable tray keeps everything tidy.", "?adjustable:Smooth and quiet movement.",
        ),
        gripes=(
            "One screw was missing, replaced within days.", "Heavy, so you want two people.",
            "The finish scratches if you're careless.", "The cable cut-out is too small for big plugs.",
            "Arrived with a scuffed corner.",
        ),
        uses=("my home office", "the guest room", "homework", "two monitors"),
    ),
    queries=("standing desk", "desk", "desk with drawers", "small desk", "oak desk", "computer desk"),
    goes_with=("office_chair", "table_lamp", "monitor"),
)

OFFICE_CHAIR = ProductType(
    key="office_chair", slug="office-chairs", name="Office Chairs", group="home-office", season="school",
    demand=1.1, brands=("Halden", "Ferrovale", "Osterby", "Sedgeley"), series=NATURE,
    colours=("Black", "Graphite", "Navy", "Sage", "Terracotta", "Sand", "Plum"),
    attributes=(
        choice("back", "Back"), flag("armrests", "Armrests"), flag("headrest", "Headrest"),
        number("max_load", "Maximum load", "kg", facet=True), choice("base", "Base"),
    ),
    draws={
        "base": pick("Polished aluminium", "Black nylon", "Powder-coated steel"), "armrests": Chance(0.85),
        "max_load": pick(110, 120, 130, 150), "lock": pick("three", "four", "five"),
    },
    styles=(
        Style(
            "Ergonomic Mesh Chair", share=3, price=(169, 549), grams=(14000, 21000),
            draws={"back": "Mesh", "headrest": Chance(0.55), "armrests": True},
            titles=("{brand} {series} Ergonomic Mesh Office Chair",),
            openings=(
                (
                    "A back of [fine|springy] mesh follows your spine and lets the air through on [July "
                    "afternoons|long days]."
                ),
                (
                    "The {series} is adjusted once, properly, and then forgotten: seat depth, lumbar "
                    "height, arms and tilt."
                ),
            ),
            bullets=("Breathing mesh back with lumbar support", "Seat depth adjusts by 6 cm"),
            picture={"armrests": "yes", "headrest": "{headrest}", "back": "mesh"},
        ),
        Style(
            "Upholstered Office Chair", share=2, price=(129, 389), grams=(12000, 18000),
            draws={
                "back": "Upholstered", "headrest": False,
                "fabric": pick("wool-blend felt", "bouclé", "woven polyester"),
            },
            titles=("{brand} {series} Upholstered Office Chair",),
            openings=(
                (
                    "An office chair that does not look like one: {fabric}, a rounded back and [quiet "
                    "castors|a slim base]."
                ),
            ),
            bullets=("Covered in {fabric}", "Castors safe for wooden floors"),
            picture={"armrests": "{armrests}", "headrest": "no", "back": "upholstered"},
        ),
        Style(
            "Task Chair", share=2, price=(69, 199), grams=(9000, 13000),
            draws={
                "back": pick("Mesh", "Upholstered"), "headrest": False, "armrests": Chance(0.4),
                "base": "Black nylon",
            },
            titles=("{brand} {series} Compact Task Chair",),
            openings=(
                (
                    "Compact, easy to [roll under the table|carry upstairs] and far better for the back "
                    "than a dining chair."
                ),
            ),
            bullets=("Needs only 60 cm of floor",),
            picture={"armrests": "{armrests}", "headrest": "no", "back": "{back:l}"},
        ),
    ),
    details=(
        "The tilt locks in {lock} places or rocks freely with your weight.",
        "Tested for {max_load} kg and [eight|ten] hours a day.",
        "?headrest:The headrest moves up, down and forward.",
        "?armrests:Armrests move in height and turn inward for typing.",
    ),
    closings=(
        "Put together in [fifteen|twenty] minutes with the key supplied.",
        "Spare castors and gas lift are always in stock.", "Five-year guarantee.",
    ),
    bullets=(
        "Up to {max_load} kg", "{base} base", "?headrest:Adjustable headrest",
        "?armrests:Adjustable armrests",
    ),
    voice=ReviewVoice(
        "chair",
        praise=(
            "My back no longer aches after a day's work.", "Very easy assembly.",
            "?back=Mesh:The mesh stays cool.", "Sturdy, no creaking so far.", "Seat is firm in a good way.",
            "Rolls quietly on wood.",
        ),
        gripes=(
            "?armrests:The armrests wobble a little.", "The seat is on the firm side.",
            "?back=Mesh:Lumbar support can't go low enough for me.", "Smelled of plastic for a few days.",
            "Not ideal if you are over 1.90 m.",
        ),
        uses=("working from home", "long working days", "my daughter's desk", "a small study"),
    ),
    queries=("office chair", "ergonomic chair", "desk chair", "chair with headrest"),
    goes_with=("desk", "rug", "cushion"),
)

SOFA = ProductType(
    key="sofa", slug="sofas", name="Sofas", group="living-room", share=0.8, demand=0.4, season="home",
    brands=("Osterby", "Wrenfield", "Sedgeley", "Marrow & Pine"), series=NATURE,
    colours=("Sand", "Charcoal", "Sage", "Navy", "Terracotta", "Teal", "Blush", "Mustard", "Cream"),
    colour_count=(2, 4),
    picture={
        "seats": "{seats}", "legs_material": By("legs", {"Oak": "oak", "Walnut": "walnut", "": "black"}),
    },
    attributes=(
        choice("upholstery", "Upholstery"), choice("legs", "Legs"), number("depth", "Depth", "cm"),
        number("seat_height", "Seat height", "cm"), flag("removable_covers", "Removable covers"),
        choice("filling", "Seat filling"),
    ),
    draws={
        "upholstery": pick("Linen blend", "Cotton velvet", "Bouclé", "Wool blend", "Chenille"),
        "legs": pick("Oak", "Walnut", "Black steel"), "depth": pick(84, 88, 92, 96),
        "seat_height": pick(42, 44, 46), "removable_covers": Chance(0.5),
        "filling": pick("Foam and feather", "Pocket springs", "Cold foam"),
    },
    axes=(Axis("seats", "Seats", ("2 seats", "3 seats", "4 seats"), 0.24, 0.3),),
    styles=(
        Style(
            "Sofa", share=3, price=(549, 1299), grams=(42000, 60000),
            titles=("{brand} {series} Sofa, {upholstery}", "{brand} {series} {upholstery} Sofa"),
            openings=(
                (
                    "Low arms, [deep|generous] cushions and a frame of kiln-dried hardwood: the {series} "
                    "is made to be [lain on|lived on]."
                ),
                (
                    "A sofa with [quiet|clean] lines that looks as good from behind, so it can stand in "
                    "the middle of the room."
                ),
            ),
        ),
        Style(
            "Compact Sofa", share=2, price=(379, 799), grams=(33000, 45000),
            draws={"depth": pick(76, 78, 80)}, titles=("{brand} {series} Compact Sofa, {upholstery}",),
            axes=(Axis("seats", "Seats", ("2 seats", "3 seats"), 0.24, 0.3),),
            openings=(
                (
                    "At {depth} cm deep the {series} leaves room to walk past, and it goes [up narrow "
                    "stairs|through a 70 cm door] with the legs off."
                ),
            ),
        ),
        Style(
            "Lounge Sofa", share=1.5, price=(899, 1799), grams=(55000, 76000),
            draws={"depth": pick(100, 104, 108)},
            titles=("{brand} {series} Deep Lounge Sofa, {upholstery}",),
            openings=(
                (
                    "{depth} cm from front to back: [pull up your feet|stretch out], there is room for "
                    "everyone and the dog."
                ),
            ),
        ),
    ),
    details=(
        "Seats are filled with {filling:l}, [firm at first|supportive] and softer with the seasons.",
        "?removable_covers:Covers unzip and wash at 30 degrees.",
        "The {upholstery:l} has been rubbed 60,000 times in the test lab and still looks new.",
        "Legs of {legs:l} screw on by hand and raise it enough for a robot vacuum.",
    ),
    closings=(
        "Delivered to the room of your choice.", "Ten-year guarantee on the frame.",
        "Free fabric samples come by post.",
    ),
    bullets=(
        "{upholstery} upholstery", "Seat height {seat_height} cm, depth {depth} cm",
        "Filled with {filling:l}", "?removable_covers:Washable covers", "{legs} legs",
    ),
    voice=ReviewVoice(
        "sofa",
        praise=(
            "Very comfortable, firm but not hard.", "The fabric feels lovely and hides crumbs.",
            "Legs went on in five minutes.", "Just the right height for getting up.",
            "Colour is true to the picture.", "The cat has tried and failed to ruin it.",
        ),
        gripes=(
            "Cushions need plumping every few days.", "Delivery slot was moved once.",
            "A little firmer than I hoped.", "Seat is deep if you're short.",
            "?removable_covers:Covers are a struggle to put back.",
        ),
        uses=("our living room", "a small flat", "family film nights", "the reading corner"),
    ),
    queries=("sofa", "3 seater sofa", "velvet sofa", "small sofa"),
    goes_with=("cushion", "rug", "floor_lamp"),
)

BED_FRAME = ProductType(
    key="bed_frame", slug="bed-frames", name="Bed Frames", group="bedroom", share=0.8, demand=0.4,
    season="home", brands=_MAKERS, series=NATURE, colours=("Oak", "Walnut", "White", "Black"),
    colour_name="Finish", colour_count=(1, 3),
    attributes=(
        choice("headboard", "Headboard"), choice("material", "Material"),
        number("clearance", "Space underneath", "cm"), flag("slats", "Slatted base included"),
        number("max_load", "Maximum load", "kg"),
    ),
    draws={
        "material": pick("Solid wood", "Veneered board"), "clearance": pick(18, 22, 26, 30),
        "slats": Chance(0.75), "max_load": pick(200, 250, 300),
    },
    axes=(Axis("width", "Mattress width", ("90 cm", "140 cm", "160 cm", "180 cm"), 0.16, 0.22),),
    styles=(
        Style(
            "Bed Frame with Panel Headboard", share=2, price=(229, 649), grams=(32000, 46000),
            draws={"headboard": "Panel", "material": "Veneered board"},
            titles=("{brand} {series} Bed Frame, Panel Headboard",),
            openings=(
                "One broad panel, one clean line: the {series} lets the [bedding|grain] do the talking.",
            ),
            picture={"width_cm": "{width}", "headboard": "panel", "material": "{colour:l}"},
        ),
        Style(
            "Slatted Bed Frame", share=2, price=(199, 699), grams=(29000, 42000),
            draws={"headboard": "Slatted", "material": "Solid wood"},
            titles=("{brand} {series} Solid Wood Bed Frame",),
            openings=(
                (
                    "Solid wood throughout, [oiled|waxed] by hand and joined so that nothing creaks when "
                    "you turn over."
                ),
            ),
            picture={"width_cm": "{width}", "headboard": "slatted", "material": "{colour:l}"},
        ),
        Style(
            "Bed Frame with Upholstered Headboard", share=2, price=(299, 799), grams=(36000, 52000),
            draws={"headboard": "Upholstered", "fabric": pick("linen blend", "bouclé", "wool felt")},
            titles=("{brand} {series} Bed Frame, Upholstered Headboard",),
            openings=(
                (
                    "A soft headboard in {fabric} to lean on with a book, on a frame that [keeps "
                    "quiet|sits low]."
                ),
            ),
            bullets=("Headboard in {fabric}",),
            picture={"width_cm": "{width}", "headboard": "upholstered", "material": "{colour:l}"},
        ),
    ),
    details=(
        "There are {clearance} cm of space underneath for [boxes|a drawer].",
        "?slats:The sprung slats are included and lie on felt.",
        "A centre beam with its own foot carries up to {max_load} kg.",
        "Finished with a water-based lacquer that smells of nothing.",
    ),
    closings=(
        "Two people put it together in under an hour.", "Mattress not included.", "Ten-year guarantee.",
        "Ships in two or three flat parcels.",
    ),
    bullets=(
        "{material}", "{clearance} cm clear underneath", "?slats:Sprung slats included",
        "Carries {max_load} kg",
    ),
    voice=ReviewVoice(
        "bed frame",
        praise=(
            "Not a single creak in months.", "The wood is beautiful.",
            "Instructions were clear and all parts were labelled.", "Sturdy and the right height.",
            "Easy to vacuum underneath.",
        ),
        gripes=(
            "Very heavy parcels.", "Assembly took us two hours.", "One slat arrived cracked.",
            "The finish is a bit lighter than pictured.",
        ),
        uses=("our bedroom", "the guest room", "my son's room", "a loft"),
    ),
    queries=("bed frame", "king size bed", "wooden bed", "bed 160"),
    goes_with=("table_lamp", "rug", "curtain"),
)

BOOKSHELF = ProductType(
    key="bookshelf", slug="bookshelves", name="Bookshelves", group="living-room", season="home",
    brands=_MAKERS, series=NATURE, colours=("Oak", "Walnut", "White", "Black"), colour_name="Finish",
    colour_count=(1, 3),
    attributes=(
        number("shelves", "Shelves", facet=True), choice("material", "Material"),
        number("depth", "Depth", "cm"), number("height", "Height", "cm"),
        number("load", "Load per shelf", "kg"), flag("wall_fixing", "Wall fixing included"),
    ),
    draws={
        "depth": pick(24, 28, 30, 34), "load": Span(15, 35, 5), "wall_fixing": True, "backed": True,
        "material": pick("Solid wood", "Veneered board", "Laminated board"),
    },
    axes=(Axis("width", "Width", ("40 cm", "60 cm", "80 cm", "100 cm", "120 cm"), 0.16, 0.25, at_most=3),),
    styles=(
        Style(
            "Tall Bookshelf", share=3, price=(89, 399), grams=(21000, 34000),
            draws={"shelves": pick(5, 6), "height": By("shelves", {5: 184, 6: 208})},
            titles=("{brand} {series} Tall Bookshelf, {shelves} Shelves",),
            openings=(
                (
                    "{shelves} shelves of [books, boxes and small treasures|paperbacks, hardbacks and the "
                    "odd plant], {height} cm high."
                ),
            ),
            picture={"shelves": "{shelves}", "width_cm": "{width}", "material": "{colour:l}"},
        ),
        Style(
            "Low Bookcase", share=2, price=(69, 279), grams=(13000, 22000),
            draws={"shelves": pick(2, 3), "height": By("shelves", {2: 78, 3: 112})},
            titles=("{brand} {series} Low Bookcase, {shelves} Shelves",),
            openings=(
                "Low enough to sit under a window, and [deep|strong] enough for records and atlases.",
            ),
            picture={"shelves": "{shelves}", "width_cm": "{width}", "material": "{colour:l}"},
        ),
        Style(
            "Open Shelving Unit", share=2, price=(99, 349), grams=(16000, 26000),
            draws={"backed": False, "shelves": pick(4, 5), "height": By("shelves", {4: 146, 5: 180})},
            titles=("{brand} {series} Open Shelving Unit, {shelves} Shelves",),
            openings=(
                (
                    "Open on both sides, the {series} [divides a room without darkening it|works as a "
                    "room divider]."
                ),
            ),
            picture={"shelves": "{shelves}", "width_cm": "{width}", "material": "{colour:l}"},
        ),
    ),
    details=(
        "Each shelf takes {load} kg and moves in steps of [three|four] centimetres.",
        "{depth} cm is deep enough for picture books.",
        "A cut-out at the foot lets it stand flat over the skirting board.",
    ),
    closings=(
        "Fixings for the wall are in the bag; please use them.",
        "?backed:The back panel slides in without nails.", "Assembles in half an hour.",
    ),
    bullets=(
        "{height} cm high, {depth} cm deep", "{load} kg per shelf", "{material}", "Wall fixings included",
    ),
    voice=ReviewVoice(
        "bookshelf",
        praise=(
            "Solid and perfectly level.", "Easy assembly, holes all lined up.",
            "Shelves don't bend under heavy books.", "Looks more expensive than it was.",
        ),
        gripes=(
            "Instructions were in tiny print.", "Instructions could be clearer.",
            "A corner was dented on arrival.", "Only some of the shelves can be moved.",
        ),
        uses=("the living room", "my office", "a child's room", "records"),
    ),
    queries=("bookshelf", "bookcase oak", "narrow bookshelf", "low bookcase"),
    goes_with=("book", "vase", "plant_pot"),
)

TYPES = (DESK, OFFICE_CHAIR, SOFA, BED_FRAME, BOOKSHELF)
