"""Things to read and to write with."""

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
    text,
)
from app.demo.catalogue.grammar.series import NATURE
from app.demo.catalogue.model import TaxClass

# Tables of words: packed lines keep a type on one screen.
# fmt: off

_AUTHOR = Wording(
    (
        "[A.|B.|C.|D.|E.|F.|G.|H.|I.|J.|K.|L.|M.|N.|O.|P.|R.|S.|T.|V.|W.] "
        "[Harrow|Castellane|Lindqvist|Okonjo|Varga|Brandt|Morrow|Sandoval|Achterberg|Whitlock|Delacourt|"
        "Imai|Farouk|Novotna|Pell|Quiroga|Rasmus|Thorne|Umarova|Verhagen|Wexler|Yilmaz|Zelenka|Ashdown|"
        "Bellweather|Carrow|Drummond|Esterhaus|Fairlie|Galloway]"
    ),
)

_TOWN = pick(
    "a harbour town", "an island without cars", "a border village", "a city of canals", "a mountain valley",
    "a railway suburb", "a lake town in winter", "a desert observatory",
)

BOOK = ProductType(
    key="book", slug="books", name="Books", group="reading", season="gift", share=1.7, demand=1.8,
    tax=TaxClass.BOOKS,
    brands=("Lanternfield Press", "Saltbox Books", "Ninth Street Editions", "Quayside Press", "Tall Window"),
    series=NATURE,
    colours=("Teal", "Brick", "Mustard", "Navy", "Sage", "Terracotta", "Plum", "Cream", "Forest", "Sky"),
    colour_name="Cover", colour_count=(1, 1), names_colour=False,
    attributes=(
        text("author", "Author"), choice("genre", "Genre"), number("pages", "Pages"),
        choice("language", "Language"), number("year", "Published"), choice("audience", "Audience"),
    ),
    draws={
        "author": _AUTHOR, "language": "English", "year": Span(2015, 2025, 1), "audience": "Adults",
        "motif": pick("sun", "hills", "waves", "shapes"), "place": _TOWN,
    },
    axes=(Axis("format", "Format", ("Paperback", "Hardcover"), 0.65, 0.5),),
    picture={"binding": "{format:l}", "motif": "{motif}"},
    styles=(
        Style(
            "Novel", share=4, price=(10, 19), grams=(260, 420),
            draws={
                "genre": "Fiction", "pages": Span(210, 520, 2),
                "name": Wording(
                    (
                        "[The [Salt|Glass|Winter|Lantern|Quiet|Hollow|Paper|Copper|Orchard|Tidal] "
                        "[Road|House|Season|Letters|Garden|Bridge|Hour|Keeper|Museum|Archive]|[A "
                        "Year|Seven Weeks|One Summer|The Long Night|An Autumn] [in|at|above|beyond] "
                        "[Marrow Bay|Lindell Street|the Saltworks|Kestrel House|the Dry Dock|Carrow "
                        "Hill]|What the [River|Ferryman|Gardener|Lighthouse|Snow|Piano Tuner] "
                        "[Kept|Knew|Carried|Left|Heard]|Letters from [Marrow Bay|Lindell Street|the "
                        "Observatory|an Empty House|the Night Train]]"
                    ),
                ),
                "who": pick(
                    "a piano tuner", "a ferry pilot", "two sisters", "a retired surveyor",
                    "a young translator", "a beekeeper", "a night-shift nurse", "a failed architect",
                ),
                "hook": By(
                    "who",
                    {
                        "two sisters": pick(
                            "inherit a house nobody will enter", "find letters addressed to someone else",
                            "return for a funeral and stay",
                        ),
                        "": pick(
                            "inherits a house nobody will enter", "finds letters addressed to someone else",
                            "returns for a funeral and stays", "agrees to one last crossing",
                            "is asked to keep a secret", "begins a list of what is missing",
                        ),
                    },
                ),
            },
            titles=("{name}: A Novel",),
            openings=(
                (
                    "In {place}, {who} {hook}: [what follows is a quiet, exact book about debt and "
                    "tenderness|and nothing after that goes to plan]."
                ),
                (
                    "{who} {hook}. {author} tells it [without haste|in short chapters] and without a "
                    "wasted word."
                ),
            ),
        ),
        Style(
            "Crime Novel", share=2, price=(9, 17), grams=(250, 380),
            draws={
                "genre": "Crime", "pages": Span(260, 460, 2),
                "name": Wording(
                    (
                        "[The [Cold|Drowned|Second|Silent|Borrowed|Northern] "
                        "[Witness|Ferry|Tide|Verdict|Alibi|Cellar|Weir]|[Death|Murder|A Body|Silence] "
                        "[at|in|under] [Low Water|the Boathouse|Carrow Weir|Platform Nine|the Linden "
                        "Rooms|Saltmarsh End]|No [Light|Word|Rest|Way Back] from [Harrow Point|Skerry "
                        "Island|Weir Lane|the Pass]]"
                    ),
                ),
                "clue": pick(
                    "a drowned bicycle", "a missing page", "three identical keys", "a wrong clock",
                    "an unpaid bill",
                ),
            },
            titles=("{name}: A Crime Novel",),
            openings=(
                (
                    "It starts with {clue} in {place}, and [everyone has a reason to look away|by chapter "
                    "three nobody is above suspicion]."
                ),
            ),
        ),
        Style(
            "Cookbook", share=2, price=(17, 35), grams=(750, 1100),
            draws={
                "genre": "Food and drink", "pages": Span(160, 320, 4), "motif": pick("sun", "shapes"),
                "dishes": pick(70, 80, 90, 110),
                "name": Wording(
                    (
                        "[[One|The] [Pan|Pot|Tray|Oven], Every [Evening|Supper|Season]|The "
                        "[Weeknight|Slow Sunday|Market|Balcony|Small Kitchen|Winter] "
                        "[Table|Cookbook|Kitchen]|[Bread|Beans|Lentils|Noodles|Roots|Soup] and "
                        "[Butter|Salt|Smoke|Lemon|Patience]]"
                    ),
                ),
            },
            titles=("{name}: {dishes} Recipes",),
            openings=(
                (
                    "{dishes} recipes for [people who come home late|kitchens of every size], each on one "
                    "page with a list you can photograph."
                ),
            ),
        ),
        Style(
            "Popular Science", share=1.5, price=(13, 27), grams=(380, 560),
            draws={
                "genre": "Science and nature", "pages": Span(220, 400, 4),
                "field": pick(
                    "moss", "tides", "sleep", "glass", "birdsong", "soil", "clocks", "maps", "salt",
                ),
                "name": Wording(
                    (
                        "[A Short History of|The Secret Order of|How to Read|In Praise of|The Trouble "
                        "with|Everything about] {field:t}"
                    ),
                ),
            },
            titles=("{name}",),
            openings=(
                (
                    "{field} [turns out to explain|has a hand in] more than you'd think, from {place} to "
                    "the far side of the moon."
                ),
            ),
        ),
        Style(
            "Travel Book", share=1, price=(13, 25), grams=(320, 480),
            draws={
                "genre": "Travel", "pages": Span(200, 340, 4), "motif": pick("hills", "waves", "sun"),
                "way": pick("On Foot", "By Slow Train", "By Bicycle", "By Ferry"),
                "name": Wording(
                    (
                        "{way} [to the Northern Coast|across the Plateau|along the Old Border|through the "
                        "River Country|around the Inland Sea|over Nine Passes]"
                    ),
                ),
            },
            titles=("{name}",),
            openings=(
                (
                    "Six weeks, one bag and [a bad map|a good pair of shoes]: a journey told by the "
                    "people met along it."
                ),
            ),
        ),
        Style(
            "Children's Book", share=2, price=(9, 18), grams=(280, 480),
            draws={
                "genre": "Children", "audience": pick("Ages 3 to 5", "Ages 4 to 7", "Ages 7 to 10"),
                "pages": By("audience", {"Ages 7 to 10": pick(96, 128, 160), "": pick(32, 40, 48)}),
                "name": Wording(
                    (
                        "[The [Fox|Heron|Hedgehog|Snail|Badger|Otter|Owl] Who [Couldn't Whistle|Sold "
                        "Umbrellas|Was Afraid of Rain|Counted Stars|Missed the Bus|Kept a "
                        "Shop]|[Badger|Otter|Hedgehog|Heron|Mole] and the [Borrowed Boat|Upside-Down "
                        "Tree|Very Long Scarf|Lost Button|Moon in the Pond|Birthday Storm]]"
                    ),
                ),
            },
            titles=("{name}",),
            openings=(
                (
                    "A story for {audience:l} about [being small and going anyway|a mistake that turns "
                    "out well], with pictures on every spread."
                ),
            ),
        ),
        Style(
            "Garden Book", share=0.8, price=(15, 29), grams=(480, 720),
            draws={
                "genre": "Home and garden", "pages": Span(140, 260, 4), "motif": pick("sun", "hills"),
                "name": Wording(
                    (
                        "[The [Lazy|Shady|Dry|One-Hour|Balcony|Winter] Garden|Grow "
                        "[Anything|Supper|Herbs|Beans] [on a Windowsill|in Pots|in a Small Yard|without "
                        "Digging]]"
                    ),
                ),
            },
            titles=("{name}: A Practical Guide",),
            openings=(
                "What to plant, when, and [what to leave alone|how little is enough], month by month.",
            ),
        ),
    ),
    details=(
        (
            "?genre=Science and nature/Food and drink/Home and garden/Travel:{author} has spent "
            "[ten|twelve|twenty] years on the subject, and it shows lightly."
        ),
        "Set in a typeface that is kind to tired eyes, {pages} pages long.",
        "First published in {year}[| and reprinted twice since].",
        "?genre=Science and nature/Travel:With a map, an index and [two|three] good jokes.",
        "?genre=Fiction/Crime:[Reads best in two sittings|Reads well aloud|Best begun on a free evening].",
        (
            "?genre=Fiction/Crime:A book about [families and what they don't say|weather, money and "
            "forgiveness|the price of staying|loyalty, mostly misplaced]."
        ),
        (
            "?genre=Children:Short sentences make it good for reading aloud, and for reading alone a year "
            "later."
        ),
        "?genre=Food and drink/Home and garden:Photographed in daylight, without tricks.",
    ),
    closings=(
        "Printed on paper from certified forests.", "The hardcover has a ribbon and sewn pages.",
        "Also good as a present for people who have everything.",
    ),
    bullets=("By {author}", "{pages} pages", "{genre}", "Published {year} by {brand}"),
    voice=ReviewVoice(
        "book",
        praise=(
            "?genre=Fiction/Crime/Travel:I couldn't put it down.",
            "Beautifully written and funny in places.",
            (
                "?genre=Science and nature/Food and drink/Travel/Home and garden:Clear, warm and full of "
                "detail."
            ),
            "The binding is lovely too.", "I've already given away two copies.",
        ),
        gripes=(
            "?genre=Fiction/Crime/Travel/Science and nature:It drags in the middle.",
            "?genre=Fiction/Crime:The ending left me cold.", "The print is rather small.",
            "The cover arrived bent.",
            "?genre=Science and nature/Food and drink/Travel/Home and garden:I expected more depth.",
        ),
        uses=("a long train ride", "our book club", "bedtime", "a present for my father"),
    ),
    queries=("novel", "cookbook", "children's book", "crime novel", "gardening book"),
    goes_with=("book", "mug", "table_lamp", "notebook"),
)

NOTEBOOK = ProductType(
    key="notebook", slug="notebooks", name="Notebooks", group="stationery", season="school", demand=1.3,
    brands=("Papermoor", "Foliograph", "Inkwell & Vane"), series=NATURE,
    colours=("Black", "Navy", "Sage", "Terracotta", "Mustard", "Plum", "Sky", "Cream", "Forest"),
    colour_count=(2, 6),
    attributes=(
        choice("format", "Format"), choice("ruling", "Ruling"), number("pages", "Pages"),
        choice("binding", "Binding"), number("paper", "Paper weight", "g/m²"), choice("cover", "Cover"),
    ),
    draws={
        "ruling": pick("Ruled", "Dotted", "Plain", "Squared"), "paper": pick(80, 90, 100, 120),
        "pages": pick(96, 128, 160, 192), "format": pick("A5", "A5", "B5", "A6", "A4"),
    },
    axes=(Axis("pieces", "Pack", ("1 piece", "2 pieces", "3 pieces"), 0.85, 1.0, at_least=2),),
    picture={"binding": "{binding_key}", "pieces": "{pieces}"},
    styles=(
        Style(
            "Hardcover Notebook", share=3, price=(12, 27), grams=(260, 420),
            draws={
                "binding": "Sewn with elastic", "binding_key": "elastic",
                "cover": pick("Linen", "Recycled leather", "Hard board"),
            },
            titles=("{brand} {series} {format} Hardcover Notebook, {ruling}",),
            openings=(
                (
                    "Opens flat, closes with an elastic and [has numbered pages|keeps a pocket at the "
                    "back] for the things you tear out elsewhere."
                ),
            ),
        ),
        Style(
            "Spiral Notebook", share=2, price=(6, 15), grams=(220, 380),
            draws={"binding": "Spiral", "binding_key": "spiral", "cover": "Recycled board"},
            titles=("{brand} {series} {format} Spiral Notebook, {ruling}",),
            openings=(
                "Folds right round to half its size, and pages come off along a [clean|straight] line.",
            ),
        ),
        Style(
            "Stitched Notebook", share=2, price=(5, 12), grams=(110, 190),
            draws={
                "binding": "Thread stitched", "binding_key": "stitched", "cover": "Soft card",
                "pages": pick(48, 64), "format": pick("A6", "A5"),
            },
            titles=("{brand} {series} {format} Stitched Notebook, {ruling}",),
            openings=(
                (
                    "Thin enough for [a back pocket|the inside pocket], stitched through the fold with "
                    "cotton thread."
                ),
            ),
        ),
    ),
    details=(
        "{pages} pages of {paper} gram paper take a fountain pen without bleeding.",
        (
            "?ruling=Ruled/Dotted/Squared:The {ruling:l} pages are printed in a grey that fades behind "
            "your writing."
        ),
        "The cover is {cover:l}.", "Format {format}, {binding:l}.",
    ),
    closings=(
        "Paper made with wind power.", "Index pages at the front.",
        "?binding=Sewn with elastic:Recyclable, elastic included.",
    ),
    bullets=("{format}, {pages} pages", "{ruling}, {paper} g/m²", "{binding}", "{cover} cover"),
    voice=ReviewVoice(
        "notebook",
        praise=(
            "Paper is lovely with a fountain pen.", "?binding=Sewn with elastic/Spiral:Lies perfectly flat.",
            "Sturdy cover, survived my bag.", "?ruling=Dotted:The dots are faint, as they should be.",
        ),
        gripes=(
            "Ink shows through a little.", "?binding=Sewn with elastic:The elastic has gone slack.",
            "Fewer pages than I hoped.", "Corners bend.",
        ),
        uses=("my journal", "meetings", "university", "sketching"),
    ),
    queries=("notebook", "dotted notebook", "a5 notebook", "spiral notebook"), goes_with=("pen", "backpack"),
)

PEN = ProductType(
    key="pen", slug="pens", name="Pens", group="stationery", season="school", demand=1.2, share=0.9,
    brands=("Inkwell & Vane", "Foliograph", "Quillmark"), series=NATURE,
    colours=("Black", "Navy", "Forest", "Brick", "Sky", "Plum"), colour_count=(2, 5),
    attributes=(
        choice("kind", "Type"), choice("tip", "Tip"), choice("ink", "Ink colour"),
        choice("material", "Body"), flag("refillable", "Refillable"),
    ),
    draws={"ink": pick("Blue", "Black"), "refillable": True},
    picture={"type": "{kind_key}", "pieces": "{pieces}"},
    styles=(
        Style(
            "Ballpoint Pen", share=3, price=(6, 29), grams=(25, 60),
            draws={
                "kind": "Ballpoint", "kind_key": "ballpoint", "tip": pick("0.5 mm", "0.7 mm", "1.0 mm"),
                "material": pick("Aluminium", "Recycled plastic"),
            },
            titles=("{brand} {series} {material} Ballpoint Pen, {tip}",),
            axes=(Axis("pieces", "Pack", ("1 piece", "3 pieces", "5 pieces"), 0.85, 1.0),),
            openings=(
                "A click with [some weight|no rattle] to it, and a refill found in any shop in the world.",
            ),
        ),
        Style(
            "Metal Ballpoint Pen", share=1, price=(19, 45), grams=(40, 70),
            colours=("Brass", "Silver", "Copper"), colour_count=(1, 3),
            draws={
                "kind": "Ballpoint", "kind_key": "ballpoint", "tip": pick("0.7 mm", "1.0 mm"),
                "material": "Solid metal", "pieces": "1",
            },
            titles=("{brand} {series} Solid Metal Ballpoint Pen",),
            openings=(
                (
                    "Turned from one bar and left bare, it [darkens where you hold it|takes on a patina "
                    "within a month]."
                ),
            ),
        ),
        Style(
            "Fountain Pen", share=2, price=(25, 119), grams=(60, 120),
            draws={
                "kind": "Fountain", "kind_key": "fountain",
                "tip": pick("Extra fine", "Fine", "Medium", "Broad"), "material": pick("Resin", "Aluminium"),
                "pieces": "1",
            },
            titles=("{brand} {series} Fountain Pen, {tip} Nib",),
            openings=(
                "The nib writes [wet and even|at the first touch], at any angle a hand might hold it.",
            ),
            bullets=("Converter and one cartridge included",),
        ),
        Style(
            "Fineliner", share=2, price=(4, 15), grams=(20, 40),
            draws={
                "kind": "Marker", "kind_key": "marker", "tip": pick("0.1 mm", "0.3 mm", "0.5 mm", "Brush"),
                "material": "Recycled plastic", "refillable": Chance(0.5), "ink": "Pigment",
            },
            titles=("{brand} {series} Pigment Marker, {tip}",),
            axes=(Axis("pieces", "Pack", ("1 piece", "3 pieces", "5 pieces"), 0.8, 1.0),),
            openings=(
                (
                    "Pigment ink that [stays put under watercolour|doesn't fade], in a line as fine as "
                    "you like."
                ),
            ),
        ),
    ),
    details=(
        "The body is {material:l}, [knurled|matt] where fingers hold it.",
        "{ink} ink, quick to dry, safe for left-handers.", "?refillable:Refills cost less than a coffee.",
        "The clip is sprung and can't bend.",
    ),
    closings=(
        "Comes in a card tube.", "Engraving available from the seller.", "Writes for about two kilometres.",
    ),
    bullets=("{tip} tip", "{material} body", "{ink} ink", "?refillable:Refillable"),
    voice=ReviewVoice(
        "pen",
        praise=(
            "Writes smoothly from the first word.", "Nice weight in the hand.",
            "Doesn't smudge, and I'm left-handed.", "Looks smart.",
        ),
        gripes=(
            "It skips on glossy paper.", "?kind=Fountain/Marker:The cap is loose.", "Heavier than I like.",
            "?kind=Ballpoint:Refill was half empty.",
        ),
        uses=("the office", "my journal", "a retirement present", "exams"),
    ),
    queries=("pen", "fountain pen", "ballpoint pen", "fineliner"), goes_with=("notebook",),
)

TYPES = (BOOK, NOTEBOOK, PEN)
