"""Computers, phones and what is plugged into them."""

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

LAPTOP = ProductType(
    key="laptop", slug="laptops", name="Laptops", group="computers", season="school", demand=0.9,
    brands=("Kestrion", "Talvek", "Quillmark", "Ferrovale"), series=TECHNICAL,
    colours=("Silver", "Graphite", "Black", "Navy", "Sand"), colour_count=(1, 3),
    attributes=(
        number("screen", "Screen size", "in", facet=True), choice("resolution", "Resolution"),
        number("cores", "Processor cores"), number("battery", "Battery life", "h"),
        number("weight", "Weight", "kg"), flag("touch", "Touch screen"),
        choice("keyboard", "Keyboard layout", facet=False),
    ),
    draws={"touch": Chance(0.3), "keyboard": pick("US QWERTY", "International QWERTY")},
    axes=(
        Axis("memory", "Memory", ("8 GB", "16 GB", "32 GB"), 0.16),
        Axis("storage", "Storage", ("256 GB", "512 GB", "1 TB", "2 TB"), 0.1, at_most=3),
    ),
    styles=(
        Style(
            "Ultralight Laptop", share=3, price=(699, 1399), grams=(1700, 2100),
            draws={
                "screen": pick(13.3, 14), "resolution": ladder("1920 x 1200", "2560 x 1600", "2880 x 1800"),
                "cores": pick(8, 10, 12), "battery": Span(12, 20, 1),
                "weight": Span(0.98, 1.35, 0.05, falls=True),
            },
            titles=("{brand} {series} {screen}-inch Ultralight Laptop",),
            openings=(
                (
                    "At {weight} kg the {series} goes [everywhere a notebook goes|in any bag], and its "
                    "battery lasts {battery} hours of [writing and browsing|ordinary work]."
                ),
                "A quiet, [cool-running|thin] machine for people who work [on trains|in three places a day].",
            ),
            bullets=("{weight} kg, 15 mm thin",), picture={"screen_inches": 13},
        ),
        Style(
            "Everyday Laptop", share=3, price=(399, 749), grams=(2100, 2600),
            draws={
                "screen": pick(14, 15.6), "resolution": "1920 x 1080", "cores": pick(4, 6, 8),
                "battery": Span(8, 13, 1), "weight": Span(1.4, 1.8, 0.1, falls=True),
            },
            titles=("{brand} {series} {screen}-inch Laptop",),
            openings=(
                (
                    "School, tax returns, video calls, films: the {series} does the [ordinary|everyday] "
                    "things well and costs no more than it has to."
                ),
                (
                    "A(n) {screen}-inch laptop with all the sockets people [still need|miss elsewhere]: "
                    "HDMI, card reader and full-size USB."
                ),
            ),
            bullets=("HDMI, card reader, two USB-A and two USB-C",), picture={"screen_inches": 14},
        ),
        Style(
            "Creator Laptop", share=2, price=(1299, 2599), grams=(2600, 3300),
            draws={
                "screen": 16, "resolution": ladder("2560 x 1600", "3840 x 2400"), "cores": pick(14, 16, 20),
                "battery": Span(7, 12, 1), "weight": Span(1.8, 2.4, 0.1, falls=True),
            },
            titles=("{brand} {series} 16-inch Creator Laptop",),
            openings=(
                (
                    "A colour-true 16-inch screen and {cores} cores for [timelines, layers and long "
                    "exports|editing 4K away from the desk]."
                ),
            ),
            bullets=("Factory-calibrated 16-inch screen", "Dedicated graphics with 8 GB"),
            picture={"screen_inches": 16},
        ),
    ),
    details=(
        (
            "The {screen}-inch screen shows {resolution} pixels and stays readable [by a window|outdoors "
            "in shade]."
        ),
        "Memory and drive sit behind [five|six] ordinary screws and can be replaced.",
        "The keyboard has 1.5 mm of travel and a backlight with three levels.",
        "?touch:The screen takes touch and folds flat.",
    ),
    closings=(
        "Comes without stickers and without trial software.",
        "Two-year warranty; battery covered for 1,000 cycles.",
        "The 65 W USB-C charger also feeds your phone.",
    ),
    bullets=(
        "{screen}-inch screen, {resolution}", "{cores} processor cores", "Up to {battery} hours of battery",
        "?touch:Touch screen",
    ),
    voice=ReviewVoice(
        "laptop",
        praise=(
            "Battery really does last a working day.", "The keyboard is a pleasure to type on.",
            "It stays quiet even with many tabs open.", "The screen is sharp and not too glossy.",
            "Wakes up instantly.",
        ),
        gripes=(
            "The webcam is only average.", "The lid shows fingerprints.", "Speakers are a bit thin.",
            "Fans spin up during video calls.", "Only one USB-C port charges.",
        ),
        uses=("university", "working on the train", "the family", "photo editing", "my small business"),
    ),
    queries=("laptop", "16 inch laptop", "lightweight laptop", "student laptop"),
    goes_with=("mouse", "backpack", "monitor"),
)

TABLET = ProductType(
    key="tablet", slug="tablets", name="Tablets", group="computers", season="gift", share=0.7,
    brands=("Kestrion", "Orvane", "Quillmark"), series=TECHNICAL,
    colours=("Graphite", "Silver", "Sky", "Blush", "Sage"),
    attributes=(
        number("screen", "Screen size", "in", facet=True), number("battery", "Battery life", "h"),
        flag("stylus", "Stylus included"), flag("cellular", "Mobile data"), number("weight", "Weight", "g"),
    ),
    draws={
        "battery": Span(9, 15, 1), "stylus": Chance(0.4), "cellular": Chance(0.3),
        "screen_word": pick("laminated", "etched"),
    },
    axes=(Axis("storage", "Storage", ("64 GB", "128 GB", "256 GB", "512 GB"), 0.16, at_most=3),),
    styles=(
        Style(
            "Tablet", share=3, price=(199, 549), grams=(620, 800),
            draws={"screen": pick(10.5, 11), "weight": Span(440, 520, 10, falls=True)},
            titles=("{brand} {series} {screen}-inch Tablet",),
            openings=(
                (
                    "A(n) {screen}-inch tablet for recipes, comics and [grandparents on video|the long way "
                    "home]."
                ),
                (
                    "The {series} keeps to the point: a bright screen, {battery} hours, and [four|two] "
                    "speakers that don't end up under your thumbs."
                ),
            ),
            picture={"screen_inches": 11, "stylus": "{stylus}"},
        ),
        Style(
            "Small Tablet", share=2, price=(119, 299), grams=(420, 520),
            draws={"screen": pick(8, 8.4), "weight": Span(290, 340, 10, falls=True)},
            titles=("{brand} {series} {screen}-inch Compact Tablet",),
            openings=(
                (
                    "Held in one hand like a paperback, the {series} weighs {weight} grams and [reads "
                    "well|is easy on the wrist] in bed."
                ),
            ),
            picture={"screen_inches": 8, "stylus": "{stylus}"},
        ),
        Style(
            "Drawing Tablet", share=1.5, price=(499, 999), grams=(900, 1150),
            draws={"screen": 13, "stylus": True, "weight": Span(580, 680, 10, falls=True)},
            titles=("{brand} {series} 13-inch Tablet with Stylus",),
            openings=(
                (
                    "The {screen_word} 13-inch glass has the [bite|drag] of paper, and the stylus is in "
                    "the box where it belongs."
                ),
            ),
            bullets=("Stylus with 4,096 pressure levels, magnetic holder",),
            picture={"screen_inches": 13, "stylus": "yes"},
        ),
    ),
    details=(
        "The edges are rounded, so [one hand is enough|it doesn't dig into the palm].",
        "?cellular:A SIM slot keeps it online without Wi-Fi.",
        "A child mode limits apps and hours with a PIN.", "A card slot takes another 1 TB.",
    ),
    closings=(
        "Security updates are promised for six years.", "Comes with a USB-C cable; most phone chargers fit.",
    ),
    bullets=(
        "{screen}-inch screen", "{battery} hours of video", "{weight} g", "?cellular:SIM and eSIM",
        "?stylus:Stylus included",
    ),
    voice=ReviewVoice(
        "tablet",
        praise=(
            "Screen is bright and sharp.", "My children share it without arguing about battery.",
            "Just the right weight for reading.", "Speakers are surprisingly good.",
            "?stylus:Drawing on it feels natural.",
        ),
        gripes=(
            "The charger isn't included.", "The camera is only fit for video calls.",
            "It slows down with many apps open.", "I had to look for a good case.",
        ),
        uses=("reading in bed", "the kids", "recipes", "sketching", "travel"),
    ),
    queries=("tablet", "tablet with pen", "small tablet", "kids tablet"), goes_with=("earbuds", "keyboard"),
)

PHONE = ProductType(
    key="phone", slug="phones", name="Phones", group="phones-wearables", season="gift", demand=1.2,
    brands=("Orvane", "Kestrion", "Lumivar"), series=TECHNICAL,
    colours=("Black", "White", "Navy", "Sage", "Lilac", "Blush", "Graphite", "Sand"), colour_count=(2, 4),
    attributes=(
        number("screen", "Screen size", "in", facet=True), number("cameras", "Rear cameras", facet=True),
        number("battery", "Battery", "mAh"), flag("wireless_charging", "Wireless charging"),
        choice("water_rating", "Water protection"), number("updates", "Security updates", "years"),
    ),
    draws={"updates": Span(4, 7, 1), "wireless_charging": Chance(0.6)},
    axes=(Axis("storage", "Storage", ("128 GB", "256 GB", "512 GB"), 0.14),),
    styles=(
        Style(
            "Phone", share=3, price=(249, 549), grams=(320, 380),
            draws={
                "screen": pick(6.1, 6.3, 6.5), "cameras": 2, "battery": Span(4500, 5200, 100),
                "water_rating": pick("IP54", "IP67"),
            },
            titles=("{brand} {series} {screen}-inch Phone",),
            openings=(
                (
                    "A [sensible|well-made] phone with two good cameras instead of five poor ones, and "
                    "{updates} years of security updates."
                ),
                (
                    "The {series} charges [to half in 25 minutes|quickly], lasts into the second day and "
                    "costs less than a holiday."
                ),
            ),
            picture={"cameras": 2, "screen_inches": 6},
        ),
        Style(
            "Flagship Phone", share=2, price=(699, 1199), grams=(360, 430),
            draws={
                "screen": pick(6.5, 6.7, 6.8), "cameras": 3, "battery": Span(4800, 5500, 100),
                "water_rating": "IP68", "wireless_charging": True,
            },
            titles=("{brand} {series} Pro {screen}-inch Phone",),
            openings=(
                (
                    "Three lenses from ultra-wide to 5x zoom, a [flat|gently curved] {screen}-inch screen, "
                    "and a frame of brushed titanium."
                ),
            ),
            bullets=("Wide, ultra-wide and 5x telephoto",), picture={"cameras": 3, "screen_inches": 7},
        ),
        Style(
            "Compact Phone", share=2, price=(179, 429), grams=(270, 310),
            draws={
                "screen": pick(5.4, 5.6), "cameras": pick(1, 2), "battery": Span(3600, 4200, 100),
                "water_rating": pick("IP54", "IP67"),
            },
            titles=(
                "{brand} {series} Mini {screen}-inch Phone", "{brand} {series} Compact {screen}-inch Phone",
            ),
            openings=(
                (
                    "For hands that don't stretch and pockets that aren't deep: the whole {screen}-inch "
                    "screen is within [reach of one thumb|one thumb's reach]."
                ),
            ),
            picture={"cameras": "{cameras}", "screen_inches": 5},
        ),
    ),
    details=(
        "The {battery} mAh battery is [screwed|clipped], not glued, and can be replaced in ten minutes.",
        "It is sealed to {water_rating}.", "Two SIMs or one SIM and an eSIM.",
        "?wireless_charging:It charges by cable or on any Qi pad.",
    ),
    closings=(
        "Unlocked for every network.", "Screen film fitted, charger not included.",
        "Spare screens and batteries are sold for seven years.",
    ),
    bullets=(
        "{screen}-inch OLED screen", "{battery} mAh battery", "{updates} years of security updates",
        "Protected to {water_rating}",
    ),
    voice=ReviewVoice(
        "phone",
        praise=(
            "Photos in daylight are excellent.", "The battery gets me through two days.",
            "Smooth and without bloat.", "It fits my hand properly.", "Reception is better than my old one.",
        ),
        gripes=(
            "Night photos are grainy.", "It's slippery without a case.", "No charger in the box.",
            "The fingerprint reader misses sometimes.", "Gets warm when charging fast.",
        ),
        uses=("work", "my teenager", "my parents", "travelling"),
    ),
    queries=("phone", "small phone", "phone with good camera", "unlocked phone"),
    goes_with=("earbuds", "smartwatch"),
)

SMARTWATCH = ProductType(
    key="smartwatch", slug="smartwatches", name="Smartwatches", group="phones-wearables", season="fitness",
    share=0.9, brands=("Orvane", "Stridewell", "Lumivar"), series=TECHNICAL,
    colours=("Black", "Silver", "Graphite", "Navy", "Blush", "Sage"),
    attributes=(
        choice("case", "Case shape"), choice("strap", "Strap"),
        number("battery", "Battery life", "days", facet=True), flag("gps", "Built-in GPS"),
        number("water", "Water resistance", "m"),
    ),
    draws={"water": pick(50, 50, 100), "gps": Chance(0.6)},
    axes=(Axis("size", "Case size", ("40 mm", "44 mm"), 0.07, 0.08),),
    styles=(
        Style(
            "Fitness Watch", share=3, price=(59, 249), grams=(60, 90),
            draws={
                "case": pick("Round", "Square"), "strap": "Silicone", "battery": Span(6, 18, 1),
                "gps": Chance(0.8),
            },
            openings=(
                (
                    "Runs, swims and sleeps with you for {battery} days, then charges while you "
                    "[shower|have breakfast]."
                ),
                "The {series} counts what matters [and keeps quiet about the rest|without nagging].",
            ),
            picture={"case": "{case:l}", "strap": "silicone"},
        ),
        Style(
            "Smartwatch with Leather Strap", share=2, price=(149, 349), grams=(80, 110),
            colours=("Black", "Silver", "Graphite", "Navy"),
            draws={"case": "Round", "strap": "Leather", "battery": Span(3, 9, 1)},
            openings=(
                (
                    "It looks like a watch because it is one; the messages and the heart rate are "
                    "[extra|discreet]."
                ),
            ),
            picture={"case": "round", "strap": "leather"},
        ),
        Style(
            "Steel Smartwatch", share=2, price=(199, 449), grams=(130, 170),
            colours=("Silver", "Graphite", "Black"),
            draws={"case": pick("Round", "Square"), "strap": "Steel", "battery": Span(2, 7, 1)},
            openings=(
                (
                    "A steel case, a [link|mesh] bracelet and sapphire glass, with a screen bright enough "
                    "for noon."
                ),
            ),
            picture={"case": "{case:l}", "strap": "steel"},
        ),
    ),
    details=(
        "?gps:GPS finds itself in under ten seconds, no phone needed.",
        "Heart rate, sleep and blood oxygen stay on your phone, not on a server.",
        "It is water resistant to {water} metres, so lengths in the pool count.",
    ),
    closings=("Works with phones of either kind.", "Straps swap without tools, 20 mm wide."),
    bullets=(
        "{battery} days per charge", "Water resistant to {water} m", "?gps:Built-in GPS",
        "{strap} strap, quick release",
    ),
    voice=ReviewVoice(
        "watch",
        praise=(
            "Battery life is as promised.", "Readable in full sun.", "Sleep tracking matches how I feel.",
            "?gps:GPS tracks are accurate.", "Light, I forget I'm wearing it.",
        ),
        gripes=(
            "The step count is optimistic.", "Replies from the watch are fiddly.",
            "?strap=Silicone:The strap attracts lint.", "The app could be tidier.",
        ),
        uses=("running", "swimming", "sleep tracking", "everyday wear"),
    ),
    queries=("smartwatch", "fitness watch", "gps watch"), goes_with=("phone", "earbuds", "yoga_mat"),
)

MONITOR = ProductType(
    key="monitor", slug="monitors", name="Monitors", group="computers", season="school",
    brands=("Talvek", "Lumivar", "Ferrovale"), series=TECHNICAL,
    colours=("Black", "Graphite", "White", "Silver"), colour_count=(1, 2),
    attributes=(
        number("screen", "Screen size", "in", facet=True), choice("resolution", "Resolution"),
        choice("panel", "Panel"), number("refresh", "Refresh rate", "Hz", facet=True),
        flag("usb_c", "USB-C with charging"), flag("height", "Height adjustable"),
    ),
    draws={"usb_c": Chance(0.5), "height": Chance(0.8)},
    styles=(
        Style(
            "Monitor", share=3, price=(129, 349), grams=(5200, 7600),
            draws={
                "screen": pick(24, 27), "resolution": ladder("1920 x 1080", "2560 x 1440"), "panel": "IPS",
                "refresh": pick(60, 75, 100),
            },
            titles=("{brand} {series} {screen}-inch IPS Monitor",),
            openings=(
                (
                    "A(n) {screen}-inch screen for people who read for a living: even light, [no "
                    "flicker|true whites] and a matt surface."
                ),
                (
                    "Honest colours, thin edges and a stand that [doesn't wobble|goes down to the desk]: a "
                    "monitor to plug in and forget."
                ),
            ),
            picture={"screen_inches": "{screen}", "ratio": "16:9"},
        ),
        Style(
            "4K Monitor", share=2, price=(299, 699), grams=(6500, 9200),
            draws={
                "screen": pick(27, 32), "resolution": "3840 x 2160", "panel": pick("IPS", "OLED"),
                "refresh": pick(60, 120),
            },
            titles=("{brand} {series} {screen}-inch 4K Monitor",),
            openings=(
                (
                    "Text on the {series} looks [printed|engraved]: 3840 x 2160 pixels on {screen} inches, "
                    "calibrated before it leaves the factory."
                ),
            ),
            picture={"screen_inches": "{screen}", "ratio": "16:9"},
        ),
        Style(
            "Ultrawide Monitor", share=1.5, price=(379, 899), grams=(8200, 11500),
            draws={
                "screen": 34, "resolution": "3440 x 1440", "panel": pick("IPS", "VA"),
                "refresh": pick(100, 144),
            },
            titles=("{brand} {series} 34-inch Curved Ultrawide Monitor",),
            openings=(
                (
                    "Two documents side by side and room for a third: 34 inches of gentle curve without a "
                    "seam [in the middle|down the centre]."
                ),
            ),
            picture={"screen_inches": 34, "ratio": "21:9"},
        ),
        Style(
            "Super Ultrawide Monitor", share=0.6, price=(899, 1499), grams=(13000, 16000),
            draws={
                "screen": 49, "resolution": "5120 x 1440", "panel": pick("VA", "OLED"),
                "refresh": pick(120, 144),
            },
            titles=("{brand} {series} 49-inch Super Ultrawide Monitor",),
            openings=("As wide as two 27-inch screens, with one cable and [one|no] power brick.",),
            picture={"screen_inches": 49, "ratio": "32:9"},
        ),
        Style(
            "Gaming Monitor", share=1.5, price=(199, 549), grams=(5600, 7800), colours=("Black", "Graphite"),
            draws={
                "screen": pick(24, 27, 32), "resolution": ladder("1920 x 1080", "2560 x 1440"),
                "panel": pick("IPS", "VA"), "refresh": pick(144, 165, 240), "usb_c": False,
            },
            titles=("{brand} {series} {screen}-inch {refresh} Hz Gaming Monitor",),
            openings=(
                (
                    "{refresh} frames a second with a response of one millisecond: what you see is [where "
                    "they are|what is happening now]."
                ),
            ),
            picture={"screen_inches": "{screen}", "ratio": "16:9"},
        ),
    ),
    details=(
        "?usb_c:One USB-C cable carries picture, data and 65 watts for the laptop.",
        "?height:The stand rises 13 cm, tilts and turns upright.", "The {panel} panel covers 98 % of sRGB.",
        "A small hub in the back takes keyboard and mouse.",
    ),
    closings=(
        "VESA 100 holes for an arm.", "Pixel guarantee: one dead pixel and we swap it.",
        "HDMI and DisplayPort cables included.",
    ),
    bullets=(
        "{resolution} {panel} panel", "{refresh} Hz", "?usb_c:USB-C with 65 W charging",
        "?height:Height, tilt and pivot",
    ),
    voice=ReviewVoice(
        "monitor",
        praise=(
            "Text is crisp and easy on the eyes.", "?height:The stand is solid and goes low enough.",
            "?usb_c:One cable to the laptop and done.", "No dead pixels, even backlight.",
            "Thin bezels look smart.",
        ),
        gripes=(
            "The built-in speakers are poor.", "The menu buttons are awkward.",
            "A little backlight glow in one corner.", "The foot takes a lot of desk.",
        ),
        uses=("my home office", "coding", "photo editing", "games"),
    ),
    queries=("monitor", "27 inch monitor", "4k monitor", "ultrawide monitor", "monitor usb c"),
    goes_with=("desk", "keyboard", "mouse"),
)

KEYBOARD = ProductType(
    key="keyboard", slug="keyboards", name="Keyboards", group="computers", season="school",
    brands=("Quillmark", "Talvek", "Clackworth"), series=TECHNICAL,
    colours=("Black", "White", "Graphite", "Sage", "Cream", "Lilac", "Navy"),
    attributes=(
        choice("layout", "Size"), choice("switches", "Switches"), choice("connection", "Connection"),
        flag("backlight", "Backlight"),
    ),
    draws={"connection": pick("Wireless", "Wired"), "backlight": Chance(0.6)},
    styles=(
        Style(
            "Mechanical Keyboard", share=3, price=(69, 199), grams=(850, 1400),
            draws={
                "layout": pick("Full size", "Tenkeyless", "Compact 65 %"),
                "switches": pick("Tactile brown", "Linear red", "Clicky blue", "Silent linear"),
            },
            titles=("{brand} {series} {connection} Mechanical Keyboard, {layout}",),
            openings=(
                (
                    "Each key has its own switch, and each switch can be [pulled out and replaced|swapped "
                    "without soldering]."
                ),
                (
                    "Typing on the {series} feels [deliberate|pleasantly definite]: {switches:l} switches "
                    "on a plate damped with foam."
                ),
            ),
            bullets=("{switches} switches, hot-swappable", "Double-shot PBT keycaps"),
            picture={
                "layout": By("layout", {"Full size": "full", "Tenkeyless": "tenkeyless", "": "compact"}),
            },
        ),
        Style(
            "Low-Profile Keyboard", share=2, price=(39, 119), grams=(420, 720),
            draws={
                "layout": pick("Full size", "Tenkeyless"), "switches": "Scissor", "connection": "Wireless",
            },
            titles=("{brand} {series} Slim Wireless Keyboard, {layout}",),
            openings=(
                (
                    "Flat, quiet and [quick|light], the {series} suits [shared offices|sleeping babies] "
                    "and switches between three devices with a key."
                ),
            ),
            bullets=("Quiet scissor keys", "Switches between three devices"),
            picture={"layout": By("layout", {"Full size": "full", "": "tenkeyless"})},
        ),
        Style(
            "Compact Travel Keyboard", share=1, price=(25, 69), grams=(190, 320),
            draws={
                "layout": "Compact 60 %", "switches": "Scissor", "connection": "Wireless", "backlight": False,
            },
            titles=("{brand} {series} Compact Travel Keyboard",),
            openings=(
                "Small enough for the seat-back table, with keys [still|nearly] the full distance apart.",
            ),
            picture={"layout": "compact"},
        ),
    ),
    details=(
        "?backlight:The backlight has [four|five] levels and switches itself off.",
        "?connection=Wireless:One charge lasts [two|three] months without the light.",
        "?connection=Wired:The braided USB-C cable comes off for travelling.",
        "Two feet set the slope at 3 or 7 degrees.",
    ),
    closings=(
        "Legends are moulded through and won't wear off.", "A keycap puller is in the box.", "US layout.",
    ),
    bullets=("{layout} layout", "{connection}", "?backlight:White backlight"),
    voice=ReviewVoice(
        "keyboard",
        praise=(
            "Keys feel precise and even.",
            "?switches=Scissor/Silent linear:Quiet enough for the open office.",
            "?connection=Wireless:Switching between laptop and tablet just works.",
            "?switches=Tactile brown/Linear red/Clicky blue/Silent linear:Heavy, it doesn't slide.",
            "Beautiful colour, just like the picture.",
        ),
        gripes=(
            "The space bar rattles slightly.", "A wrist rest would help.",
            "?backlight:The backlight is too dim by day.", "Took me days to get used to the layout.",
        ),
        uses=("writing", "programming", "the office", "my desk at home"),
    ),
    queries=("keyboard", "mechanical keyboard", "wireless keyboard", "quiet keyboard"),
    goes_with=("mouse", "monitor", "desk"),
)

MOUSE = ProductType(
    key="mouse", slug="mice", name="Mice", group="computers", season="school", demand=1.2,
    brands=("Quillmark", "Talvek", "Clackworth"), series=TECHNICAL,
    colours=("Black", "White", "Graphite", "Sage", "Blush", "Lilac"),
    attributes=(
        choice("shape", "Shape"), choice("connection", "Connection"), number("dpi", "Resolution", "dpi"),
        flag("silent", "Silent buttons"), choice("hand", "Hand"),
    ),
    draws={"silent": Chance(0.5), "dpi": pick(1600, 2400, 4000, 8000), "hand": "Right"},
    styles=(
        Style(
            "Ergonomic Wireless Mouse", share=2, price=(29, 99), grams=(140, 210),
            draws={"shape": "Ergonomic", "connection": "Wireless"},
            openings=(
                (
                    "A shape that fills the palm, with a rest for the thumb and a wheel that [spins "
                    "free|ratchets or glides]."
                ),
            ),
            picture={"shape": "ergonomic", "connection": "wireless"},
        ),
        Style(
            "Vertical Mouse", share=2, price=(25, 79), grams=(150, 220),
            draws={
                "shape": "Vertical", "connection": pick("Wireless", "Wired"),
                "hand": pick("Right", "Right", "Left"), "angle": pick(57, 60),
            },
            titles=("{brand} {series} {connection} Vertical Mouse, {hand}-Handed",),
            openings=(
                (
                    "Turned to {angle} degrees, the {series} lets your forearm rest as in a handshake, "
                    "[the way physiotherapists suggest|which tired wrists thank you for]."
                ),
            ),
            picture={"shape": "vertical", "connection": "{connection:l}"},
        ),
        Style(
            "Slim Travel Mouse", share=2, price=(15, 49), grams=(80, 120),
            draws={
                "shape": "Low profile", "connection": pick("Wireless", "Wireless", "Wired"), "hand": "Either",
                "silent": Chance(0.8),
            },
            titles=("{brand} {series} Slim {connection} Mouse",),
            openings=(
                "Flat enough for a laptop sleeve and [light enough to forget|no thicker than a thumb].",
            ),
            picture={"shape": "low-profile", "connection": "{connection:l}"},
        ),
    ),
    details=(
        "?silent:The buttons click without the click.",
        "?connection=Wireless:It pairs with three devices and runs [a season|two months] on a charge.",
        "The sensor tracks on glass and on [the arm of a sofa|polished wood].",
        "?connection=Wired:The cable is soft and 1.8 m long.",
    ),
    closings=("The receiver lives in a slot underneath.", "Works without any software."),
    bullets=(
        "{dpi} dpi sensor", "{connection}", "?hand=Right/Left:For the {hand:l} hand",
        "?hand=Either:For either hand", "?silent:Silent buttons",
    ),
    voice=ReviewVoice(
        "mouse",
        praise=(
            "?shape=Vertical/Ergonomic:My wrist pain has gone.", "?silent:Truly silent clicks.",
            "Tracks well on any surface.", "The wheel is lovely.",
        ),
        gripes=(
            "?shape=Vertical/Ergonomic:A bit large for small hands.",
            "?shape=Ergonomic:The thumb buttons are too easy to press.", "The coating shows marks.",
            "?shape=Vertical/Ergonomic:Side buttons need software on my machine.",
        ),
        uses=("the office", "drawing", "long spreadsheets", "travelling"),
    ),
    queries=("mouse", "wireless mouse", "vertical mouse", "silent mouse"), goes_with=("keyboard", "laptop"),
)

TYPES = (LAPTOP, TABLET, PHONE, SMARTWATCH, MONITOR, KEYBOARD, MOUSE)
