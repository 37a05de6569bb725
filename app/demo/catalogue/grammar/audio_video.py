"""Audio and pictures in motion: headphones, earbuds, speakers, televisions, cameras."""

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
from app.demo.catalogue.grammar.series import TECHNICAL

# Tables of words: packed lines keep a type on one screen.
# fmt: off

HEADPHONES = ProductType(
    key="headphones", slug="headphones", name="Headphones", group="audio", season="gift", share=1.2,
    demand=1.6, brands=("Audelle", "Voxmere", "Kestrion", "Orvane", "Brennor"), series=TECHNICAL,
    colours=("Black", "White", "Graphite", "Navy", "Sand", "Sage", "Copper"),
    attributes=(
        choice("fit", "Fit"), choice("connection", "Connection"),
        flag("noise_cancelling", "Active noise cancelling"),
        number("battery", "Battery life", "h", facet=True), number("driver", "Driver size", "mm"),
        number("weight", "Weight", "g"), flag("foldable", "Foldable"),
    ),
    draws={
        "driver": pick(30, 40, 40, 45, 50), "foldable": Chance(0.6),
        "pads": pick("memory foam", "protein leather", "knitted fabric"),
    },
    styles=(
        Style(
            "Wireless Noise-Cancelling Headphones", share=3, price=(119, 379), grams=(420, 680),
            draws={
                "fit": "Over-ear", "connection": "Wireless", "noise_cancelling": True,
                "battery": Span(28, 60, 2), "weight": Span(230, 290, 5), "mics": pick(4, 6, 8),
            },
            openings=(
                (
                    "The {series} [quietens|hushes] the train, the office and the neighbours with {mics} "
                    "microphones that [listen to the room|track outside noise] and cancel it."
                ),
                (
                    "Closed over-ear headphones for [long flights|open-plan days|commutes]: {battery} "
                    "hours on one charge, with noise cancelling you can turn up, down or off."
                ),
            ),
            bullets=(
                "{battery} hours of playback with noise cancelling on",
                "{mics} microphones for cancelling and clear calls",
                "Ten-minute charge gives [four|five] hours",
            ),
            picture={"fit": "over-ear", "connection": "wireless"},
        ),
        Style(
            "Studio Headphones", share=2, price=(69, 299), grams=(480, 760),
            colours=("Black", "Graphite", "Silver", "Ivory"), colour_count=(1, 2),
            draws={
                "fit": "Over-ear", "connection": "Wired", "noise_cancelling": False,
                "weight": Span(240, 330, 5), "foldable": Chance(0.2), "ohms": pick(32, 48, 64, 80),
            },
            titles=("{brand} {series} {noun}, {ohms} Ohm", "{brand} {series} Closed-Back {noun}"),
            openings=(
                (
                    "Flat and honest, the {series} tells you what is really in the mix rather than what "
                    "flatters it."
                ),
                (
                    "A(n) {ohms}-ohm studio pair with {driver} mm drivers, tuned [level|neutral] for "
                    "editing, mixing and long evenings with good recordings."
                ),
            ),
            bullets=(
                "{driver} mm drivers, {ohms} ohms", "Detachable 3 m cable with a 6.3 mm adapter",
                "Every wearing part can be replaced",
            ),
            picture={"fit": "over-ear", "connection": "wired"},
        ),
        Style(
            "On-Ear Headphones", share=2, price=(29, 119), grams=(240, 380),
            draws={
                "fit": "On-ear", "connection": pick("Wireless", "Wireless", "Wired"),
                "noise_cancelling": False, "battery": By("connection", {"Wired": 0, "": Span(20, 50, 2)}),
                "weight": Span(140, 195, 5), "driver": pick(30, 32, 40),
            },
            titles=("{brand} {series} {connection} {noun}", "{brand} {series} Lightweight {noun}"),
            openings=(
                (
                    "At {weight} grams the {series} is the pair you forget you are wearing [on the school "
                    "run|by lunchtime]."
                ),
                (
                    "Small, light and easy to [share|stow], these on-ear headphones are made for "
                    "podcasts, calls and [walking to work|everyday playlists]."
                ),
            ),
            bullets=(
                "Only {weight} g", "?connection=Wireless:{battery} hours of music per charge",
                "?connection=Wired:1.2 m cable with in-line microphone",
            ),
            picture={"fit": "on-ear", "connection": "{connection:l}"},
        ),
        Style(
            "Headset with Boom Microphone", share=1, price=(49, 179), grams=(420, 620),
            colours=("Black", "White", "Graphite", "Navy"),
            draws={
                "fit": "Over-ear", "connection": pick("Wireless", "Wired"), "noise_cancelling": False,
                "battery": By("connection", {"Wired": 0, "": Span(30, 70, 5)}), "weight": Span(250, 340, 5),
                "foldable": False,
            },
            titles=("{brand} {series} {connection} {noun}",),
            openings=(
                (
                    "For calls that start early and games that end late: the boom microphone [picks out "
                    "your voice|hears you] and leaves the keyboard out of it."
                ),
            ),
            bullets=(
                "Boom microphone mutes when you flip it up",
                "?connection=Wireless:{battery} hours per charge",
            ),
            picture={"fit": "over-ear", "connection": "{connection:l}"},
        ),
    ),
    details=(
        "The ear cushions are {pads} and [pull off|unclip] for cleaning.",
        (
            "A steel band under the padding keeps its spring for years, and the cups turn flat [on the "
            "table|around your neck]."
        ),
        (
            "?connection=Wireless:It holds two devices at once, so a call on the phone pauses the film on "
            "the laptop."
        ),
        "?foldable:The arms fold in, and a pouch for the bag is included.",
        "Bass is [full|firm] without swallowing voices, and a free app lets you bend the curve to taste.",
    ),
    closings=(
        "Spare cushions are sold separately, so one worn part does not end the pair.",
        "In the box: [cable|charging cable], pouch and a guide that fits on one page.", "Two-year warranty.",
    ),
    bullets=("{driver} mm drivers", "Cushions in {pads}", "?foldable:Folds flat into the pouch supplied"),
    voice=ReviewVoice(
        "headphones", plural=True,
        praise=(
            "The sound is [clear|balanced] without the bass taking over.",
            "I wear them for [four|six] hours and my ears don't ache.",
            "Voices on calls come through cleanly.", "The headband stays put and doesn't pinch my glasses.",
            "?connection=Wireless:Pairing took [seconds|one try] and they reconnect by themselves.",
            "The buttons are easy to find by feel.",
        ),
        gripes=(
            "They get warm on my ears after an hour.",
            "?connection=Wired:The cable supplied is rather short.",
            "?connection=Wireless:The app asks for an account, which I didn't want.",
            "They clamp a bit hard until broken in.", "Wind makes the microphones hiss outdoors.",
        ),
        uses=("the commute", "working from home", "long flights", "evening listening", "practice"),
    ),
    queries=(
        "headphones", "noise cancelling headphones", "wireless headphones", "over ear headphones",
        "studio headphones",
    ),
    goes_with=("phone", "laptop", "earbuds"),
)

EARBUDS = ProductType(
    key="earbuds", slug="earbuds", name="Earbuds", group="audio", season="gift", demand=1.7,
    brands=("Audelle", "Voxmere", "Kestrion", "Lumivar"), series=TECHNICAL,
    colours=("Black", "White", "Navy", "Sage", "Blush", "Lilac", "Graphite"),
    attributes=(
        choice("fit", "Fit"), flag("noise_cancelling", "Active noise cancelling"),
        number("battery", "Battery life with case", "h", facet=True),
        choice("water_rating", "Water protection"), flag("wireless_charging", "Wireless charging"),
    ),
    draws={
        "case": pick("pill", "round", "square"), "wireless_charging": Chance(0.45), "one": Span(5, 11, 1),
    },
    styles=(
        Style(
            "True Wireless Earbuds", share=3, price=(39, 159), grams=(90, 150),
            draws={
                "fit": "In-ear", "noise_cancelling": Chance(0.5), "battery": Span(20, 40, 2),
                "water_rating": pick("IPX4", "IPX5"),
            },
            openings=(
                (
                    "Small enough to disappear, the {series} earbuds seal gently and let [bass "
                    "lines|quiet passages] through intact."
                ),
                (
                    "Everyday earbuds with {battery} hours in the case and touch controls you can [switch "
                    "off|remap]."
                ),
            ),
            picture={"fit": "in-ear", "case": "{case}"},
        ),
        Style(
            "Open-Fit Earbuds", share=2, price=(29, 119), grams=(80, 130),
            draws={
                "fit": "Open-fit stem", "noise_cancelling": False, "battery": Span(18, 32, 2),
                "water_rating": "IPX4",
            },
            openings=(
                (
                    "No tips and no pressure: the {series} rests in the ear and leaves the "
                    "[doorbell|street] audible."
                ),
                (
                    "If silicone tips bother you, this is the alternative: a smooth stem shape that [sits "
                    "lightly|stays put] and still gives proper bass."
                ),
            ),
            picture={"fit": "stem", "case": "{case}"},
        ),
        Style(
            "Sport Earbuds with Ear Hooks", share=2, price=(49, 149), grams=(110, 180),
            colours=("Black", "Teal", "Graphite", "Saffron", "White"),
            draws={
                "fit": "Ear hook", "noise_cancelling": Chance(0.2), "battery": Span(24, 48, 4),
                "water_rating": pick("IPX7", "IP57"),
            },
            openings=(
                (
                    "Soft hooks hold the {series} through [intervals, burpees and rain|hill repeats and "
                    "wet mornings]."
                ),
                (
                    "Built for sweat: rated {water_rating}, rinsed under the tap, and secured by a hook "
                    "that [bends|moulds] to your ear."
                ),
            ),
            bullets=("Soft memory-wire ear hooks", "Rinse clean under the tap"),
            picture={"fit": "sport", "case": "{case}"},
        ),
    ),
    details=(
        "Each bud plays for {one} hours before it goes back to the case.",
        (
            "?noise_cancelling:Noise cancelling takes the edge off engines and air conditioning, and a "
            "long press lets the world back in."
        ),
        "Either bud works alone, so one can charge while the other takes the call.",
        "?wireless_charging:The case charges on any Qi pad or by USB-C.",
    ),
    closings=(
        "Comes with [three|four] sizes of tips and a short USB-C cable.",
        "The case has a light for each bud, so you know before you leave.",
        "Replacement buds can be ordered singly if you lose one.",
    ),
    bullets=(
        "{battery} hours in total, {one} in the buds", "Protected to {water_rating}",
        "Bluetooth 5.3, two devices at once",
        "?noise_cancelling:Active noise cancelling and transparency mode",
        "?wireless_charging:Charges wirelessly",
    ),
    voice=ReviewVoice(
        "earbuds", plural=True,
        praise=(
            "?fit=Ear hook/In-ear:They stay in when I run.",
            "The case slips into the small pocket of my jeans.",
            "Sound is [richer|fuller] than I expected at this size.", "Battery easily lasts my week.",
            "Callers say I sound clear.",
        ),
        gripes=(
            "The touch controls react when I adjust them.",
            "?fit=In-ear/Ear hook:The tips supplied are a little big for me.", "The case lid feels flimsy.",
            "One bud now and then connects a second late.",
        ),
        uses=("running", "the gym", "podcasts on the bus", "video calls"),
    ),
    queries=("earbuds", "wireless earbuds", "sport earbuds", "earbuds with long battery"),
    goes_with=("phone", "smartwatch"),
)

SPEAKER = ProductType(
    key="speaker", slug="speakers", name="Speakers", group="audio", season="gift",
    brands=("Voxmere", "Audelle", "Brennor", "Lumivar"), series=TECHNICAL,
    colours=("Black", "White", "Walnut", "Graphite", "Teal", "Terracotta", "Sand"),
    attributes=(
        choice("form", "Type"), number("power", "Output", "W", facet=True),
        number("battery", "Battery life", "h"), choice("water_rating", "Water protection"),
        flag("stereo_pair", "Pairs for stereo"),
    ),
    draws={"stereo_pair": Chance(0.7)},
    styles=(
        Style(
            "Portable Bluetooth Speaker", share=3, price=(29, 189), grams=(380, 1500),
            colours=("Black", "Teal", "Terracotta", "Navy", "Sage", "Saffron"),
            draws={
                "form": "Portable", "power": Span(8, 40, 4), "battery": Span(10, 26, 2),
                "water_rating": pick("IPX5", "IP67", "IP67"),
            },
            openings=(
                (
                    "Throw it in the beach bag: the {series} is sealed to {water_rating} and plays for "
                    "{battery} hours."
                ),
                (
                    "A speaker for [balconies, boats and back gardens|picnics and kitchens] that fills "
                    "the space without shouting."
                ),
            ),
            bullets=("{battery} hours per charge", "Sealed to {water_rating}", "Charges by USB-C"),
            picture={"form": "portable"},
        ),
        Style(
            "Bookshelf Speakers, Pair", share=2, price=(149, 899), grams=(7800, 14000),
            colours=("Walnut", "Black", "White", "Oak"), colour_count=(1, 3),
            draws={
                "form": "Bookshelf", "power": Span(40, 140, 10), "stereo_pair": "",
                "woofer": pick(10, 13, 13, 16),
            },
            openings=(
                (
                    "A(n) {woofer} cm woofer and a silk dome in a braced cabinet: the {series} makes a small "
                    "room sound [like a larger one|considered]."
                ),
                (
                    "Two-way loudspeakers that [like a wall behind them|are happy close to a wall] and "
                    "reward a proper stand."
                ),
            ),
            bullets=(
                "{woofer} cm woofer, 25 mm silk dome tweeter", "Sold as a matched pair",
                "Magnetic cloth grilles",
            ),
            picture={"form": "bookshelf"},
        ),
        Style(
            "Wi-Fi Home Speaker", share=2, price=(79, 329), grams=(1200, 3200),
            colours=("White", "Black", "Graphite", "Sand", "Sage"),
            draws={"form": "Smart", "power": Span(20, 70, 5)},
            openings=(
                (
                    "The {series} joins your Wi-Fi, plays radio and streaming without the phone, and "
                    "[groups with others|takes its place in any room]."
                ),
                "One cable, one [fabric-wrapped|cloth-covered] cylinder, sound in every direction.",
            ),
            bullets=(
                "Wi-Fi and Bluetooth", "Microphone with a real off switch",
                "Groups with up to eight speakers",
            ),
            picture={"form": "smart"},
        ),
    ),
    details=(
        "{power} watts are plenty for a room of [20|25|30] square metres.",
        "?stereo_pair:Two of them become left and right at the press of a button.",
        "The tuning favours [voices and strings|clear speech], so it is as good with radio as with records.",
    ),
    closings=(
        "Two-year warranty.", "Packed in moulded paper pulp, no foam.",
        "Firmware updates have been promised for five years from launch.",
    ),
    bullets=("{power} W output", "?stereo_pair:Stereo with a second unit"),
    voice=ReviewVoice(
        "speaker",
        praise=(
            "Fills the kitchen easily, even at low volume.",
            "?form=Bookshelf/Smart:Bass is tight, not boomy.", "Set-up took five minutes.",
            "?form=Smart/Bookshelf:The cloth looks much better than plastic.",
            "Clear voices, good for radio.",
        ),
        gripes=(
            "?form=Portable:No charger in the box, only a cable.", "At full volume it gets a little harsh.",
            "The buttons are hard to see in the dark.", "?form=Smart/Bookshelf:Wish the cable were longer.",
        ),
        uses=("the kitchen", "the garden", "our living room", "a workshop"),
    ),
    queries=("bluetooth speaker", "bookshelf speakers", "waterproof speaker", "wifi speaker"),
    goes_with=("phone", "television"),
)

TELEVISION = ProductType(
    key="television", slug="televisions", name="Televisions", group="tv-camera", season="gift", share=0.8,
    demand=0.8, brands=("Lumivar", "Kestrion", "Brennor"), series=TECHNICAL,
    colours=("Black", "Graphite", "Silver"), colour_count=(1, 1),
    attributes=(
        choice("panel", "Panel"), choice("resolution", "Resolution"),
        number("refresh", "Refresh rate", "Hz", facet=True), number("hdmi", "HDMI inputs"),
        choice("energy_class", "Energy class (EU)"), flag("wall_mount", "VESA wall mount"),
    ),
    draws={
        "hdmi": pick(3, 4), "wall_mount": True, "stand": pick("feet", "pedestal"),
        "energy_class": pick("E", "F", "F", "G"),
    },
    styles=(
        Style(
            "4K LED Television", share=3, price=(279, 499), grams=(8200, 11000),
            draws={"panel": "LED LCD", "resolution": "4K", "refresh": pick(60, 60, 120)},
            titles=("{brand} {series} 4K LED TV",),
            axes=(Axis("screen", "Screen size", ("43 inch", "55 inch", "65 inch", "75 inch"), 0.38, 0.5),),
            openings=(
                (
                    "A [bright|sharp] 4K picture and [a menu that starts where you left off|a remote with "
                    "only the buttons you use]: the {series} is the sensible choice for [a family "
                    "room|daily news and weekend films]."
                ),
            ),
            bullets=("4K resolution with HDR10", "Local dimming in [48|60|96] zones"),
            picture={"screen_inches": "{screen}", "stand": "{stand}"},
        ),
        Style(
            "4K OLED Television", share=2, price=(899, 1399), grams=(14000, 18000),
            draws={"panel": "OLED", "resolution": "4K", "refresh": pick(120, 144)},
            titles=("{brand} {series} 4K OLED TV",),
            axes=(Axis("screen", "Screen size", ("55 inch", "65 inch", "75 inch"), 0.42, 0.4),),
            openings=(
                (
                    "Each pixel is its own light, so night scenes on the {series} are [truly black|dark "
                    "without grey haze] and subtitles don't glow."
                ),
            ),
            bullets=(
                "Self-lit pixels, perfect black", "{refresh} Hz for sport and games",
                "Anti-reflective glass",
            ),
            picture={"screen_inches": "{screen}", "stand": "{stand}"},
        ),
        Style(
            "32-inch HD Television", share=1, price=(149, 259), grams=(3900, 4800),
            colours=("Black", "White"), colour_count=(1, 2),
            draws={"panel": "LED LCD", "resolution": "HD", "refresh": 60, "hdmi": pick(2, 3)},
            titles=("{brand} {series} 32-inch HD TV",),
            openings=(
                (
                    "A compact set for the kitchen, the guest room or the caravan, with [good "
                    "speech|clear dialogue] and a carrying weight one person can manage."
                ),
            ),
            bullets=("32-inch screen, 73 cm wide", "Runs from the mains or a 12 V socket"),
            picture={"screen_inches": 32, "stand": "{stand}"},
        ),
        Style(
            "Art-Stand 4K Television", share=1, price=(699, 1099), grams=(15000, 19000),
            colours=("Black", "White"),
            draws={"panel": "LED LCD", "resolution": "4K", "refresh": pick(60, 120), "stand": "easel"},
            titles=("{brand} {series} 4K TV on Easel Stand",),
            axes=(Axis("screen", "Screen size", ("43 inch", "55 inch", "65 inch"), 0.35, 0.35),),
            openings=(
                (
                    "On its wooden easel the {series} stands in the room like a [picture|canvas], and "
                    "shows one when nobody is watching."
                ),
            ),
            bullets=("Oak easel with cable channel", "Matt screen for daylight"),
            picture={"screen_inches": "{screen}", "stand": "easel"},
        ),
    ),
    details=(
        "The {panel} panel refreshes at {refresh} Hz, so panning shots stay [smooth|steady].",
        "{hdmi} HDMI inputs leave room for a console, a player and the laptop.",
        "Speech mode lifts voices out of the music without making the whole film louder.",
    ),
    closings=(
        "Stand, screws and screwdriver are in the box.", "The back takes any VESA wall mount.",
        "Delivered upright in a double carton.",
    ),
    bullets=("{refresh} Hz panel", "{hdmi} HDMI inputs", "Energy class {energy_class}"),
    voice=ReviewVoice(
        "television",
        praise=(
            "The picture is [superb|very good] out of the box.", "Menus are quick and not full of adverts.",
            "Set-up took a quarter of an hour, channels included.",
            "Sound is better than I expected from a flat set.",
            "?panel=OLED:Blacks look properly black in the evening.",
        ),
        gripes=(
            "?resolution=4K:The feet stand wide, so measure your furniture.", "The remote is not backlit.",
            "Sound is thin; we added a soundbar.", "It takes a few seconds to wake up.",
        ),
        uses=("the living room", "film nights", "a small flat", "football at the weekend"),
    ),
    queries=("tv", "55 inch tv", "oled tv", "4k tv", "small tv for kitchen"), goes_with=("speaker", "sofa"),
)

CAMERA = ProductType(
    key="camera", slug="cameras", name="Cameras", group="tv-camera", season="travel", share=0.8, demand=0.7,
    brands=("Ocellan", "Lumivar", "Talvek"), series=TECHNICAL, colours=("Black", "Silver", "Graphite"),
    colour_count=(1, 2),
    attributes=(
        choice("body", "Type"), number("megapixels", "Resolution", "MP", facet=True),
        choice("sensor", "Sensor"), number("zoom", "Optical zoom", "x"), choice("film", "Film format"),
        flag("stabilised", "Image stabilisation"), flag("weather_sealed", "Weather sealed"),
    ),
    styles=(
        Style(
            "Mirrorless Camera", share=3, price=(649, 2199), grams=(520, 900),
            draws={
                "body": "Mirrorless", "megapixels": pick(20, 24, 26, 33, 40),
                "sensor": ladder("APS-C", "Full frame"), "stabilised": Chance(0.7),
                "weather_sealed": Chance(0.6),
            },
            axes=(Axis("kit", "Kit", ("Body only", "With standard zoom", "With two lenses"), 0.28, 0.45),),
            openings=(
                (
                    "The {series} puts the dials where your [fingers expect them|hands look for them] and "
                    "a(n) {megapixels} megapixel {sensor} sensor behind any lens you own."
                ),
                "A mirrorless body for people who [change lenses in the rain|still like an exposure dial].",
            ),
            bullets=(
                "{megapixels} MP {sensor} sensor", "Eye detection for people and animals", "Two card slots",
            ),
            picture={"body": "mirrorless"},
        ),
        Style(
            "Compact Camera", share=2, price=(249, 899), grams=(230, 330),
            draws={
                "body": "Compact", "megapixels": pick(16, 18, 20, 24),
                "sensor": pick("1-inch", "1/1.7-inch"), "stabilised": True, "weather_sealed": Chance(0.2),
                "zoom": pick(4, 5, 8, 10, 15),
            },
            titles=("{brand} {series} Compact Camera with {zoom}x Zoom",),
            openings=(
                (
                    "A pocket camera with a(n) {zoom}x zoom and a real [viewfinder|shutter button], for "
                    "pictures a phone cannot reach."
                ),
            ),
            bullets=("{zoom}x optical zoom", "Fits a shirt pocket at 3 cm deep"),
            picture={"body": "compact"},
        ),
        Style(
            "Instant Camera", share=2, price=(69, 159), grams=(310, 520),
            colours=("White", "Sky", "Blush", "Sage", "Black", "Lilac"), colour_count=(2, 4),
            draws={"body": "Instant", "film": pick("Credit-card", "Square", "Wide")},
            titles=("{brand} {series} Instant Camera, {film:t} Film",),
            openings=(
                (
                    "Point, press, wait: a [print|picture] the size of the moment slides out of the "
                    "{series} in ninety seconds."
                ),
            ),
            bullets=("Prints {film:l} film, sold in packs of ten", "Automatic flash and a selfie mirror"),
            picture={"body": "instant"},
        ),
    ),
    details=(
        "?stabilised:Stabilisation steadies shots down to half a second by hand.",
        "?weather_sealed:Seals at every seam keep drizzle and dust out.",
        "The grip is [deep|rubbered] enough for gloves.",
        "Pictures go to the phone over Wi-Fi without an account.",
    ),
    closings=(
        "Strap, battery and charger are included.",
        "Two-year warranty with service in the United States and the European Union.",
    ),
    bullets=(
        "?stabilised:Image stabilisation", "?weather_sealed:Weather-sealed body",
        "Wi-Fi and Bluetooth transfer",
    ),
    voice=ReviewVoice(
        "camera",
        praise=(
            "?body=Mirrorless/Compact:Focus is fast and it finds eyes reliably.",
            "?body=Mirrorless:Feels solid and the dials click nicely.",
            "?body=Mirrorless/Compact:Colours straight from the camera need hardly any editing.",
            "Light enough to take everywhere.",
        ),
        gripes=(
            "?body=Mirrorless:The menus take some learning.",
            "?body=Mirrorless/Compact:I'd buy a second battery with it.", "The strap in the box is stiff.",
            "It hunts for focus in dim rooms.",
        ),
        uses=("travel", "family pictures", "bird walks", "my photo course"),
    ),
    queries=("camera", "mirrorless camera", "instant camera", "compact camera"), goes_with=("backpack",),
)

TYPES = (HEADPHONES, EARBUDS, SPEAKER, TELEVISION, CAMERA)
