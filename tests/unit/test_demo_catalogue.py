"""The demo world keeps its promises: deterministic, consistent, and free of machine-made traces."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, timedelta
from itertools import product as combinations

import pytest

from app.demo.catalogue import Size, World, generate
from app.demo.catalogue.destinations import DESTINATIONS
from app.demo.catalogue.grammar import PRODUCT_TYPES
from app.demo.catalogue.grammar.definition import bare
from app.demo.catalogue.model import AttributeKind, EventKind, Outcome, Product, Variant
from app.demo.catalogue.people import STREETS
from app.demo.catalogue.prices import charm
from app.demo.catalogue.products import ean13, slugify
from app.demo.pictures.attributes import ATTRIBUTES
from app.demo.pictures.colour import COLOURS

UNTIL = date(2025, 6, 1)

# Makers and lines that exist; none of them may appear in an invented catalogue.
REAL_MARKS = (  # noqa: SIM905 (one word per line would fill three screens)
    "adidas aeropress alessi amazon anker apple asics asus beats birkenstock blackberry bodum bosch "
    "bose braun brio brooks bugaboo burberry calphalon canon casio chanel chloe cisco citizen columbia "
    "converse craftsman crocs cuisinart dell delonghi dewalt dior disney dyson eames eastpak fiskars "
    "fitbit fjallraven fossil fujifilm galaxy garmin gillette google gopro gucci guerlain guess hasbro "
    "hermes hilti hitachi huawei hydroflask ikea ipad iphone jabra jbl karcher keurig kindle kitchenaid "
    "kodak krups lacoste lavazza lego lenovo levis lg logitech loreal lumix macbook maglite makita "
    "mattel merrell microsoft miele mizuno moleskine motorola nescafe nespresso nike nikon nintendo "
    "nivea nokia north-face olympus omega osprey panasonic pantene parker patagonia philips pioneer "
    "playmobil playstation polaroid prada puma pyrex ravensburger ray-ban razer reebok rimowa roku "
    "rolex rowenta salomon samsonite samsung sandisk seiko sennheiser sephora sharp shimano siemens "
    "singer skechers skullcandy smeg sonos sony stanley steiff swatch tefal teflon thermos tiffany "
    "timberland timex toshiba toyota trek tupperware vans velcro versace vitamix volvo whirlpool wilson "
    "wusthof xbox xiaomi yamaha yeti zara zojirushi zwilling "
).split()


@pytest.fixture(scope="module")
def world() -> World:
    return generate(20, Size.MEDIUM)


@pytest.fixture(scope="module")
def small() -> World:
    return generate(20, Size.SMALL)


def variants(world: World) -> Iterator[tuple[Product, Variant]]:
    for product in world.products:
        for variant in product.variants:
            yield product, variant


def texts(world: World) -> Iterator[str]:
    for product in world.products:
        yield from (product.title, product.description, *product.highlights)
        yield from (value for value in product.specifications.values() if isinstance(value, str))
    for review in world.reviews:
        yield from (review.title, review.body, review.author_name)


def test_the_same_seed_gives_the_same_world_in_another_process(small: World) -> None:
    code = "from app.demo.catalogue import generate, Size; print(generate(20, Size.SMALL).fingerprint())"
    other = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "4711"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout.strip() == small.fingerprint()
    assert generate(20, Size.SMALL) == small


def test_another_seed_gives_another_world(small: World) -> None:
    assert generate(21, Size.SMALL).fingerprint() != small.fingerprint()


def test_sizes_hold_what_they_say(world: World, small: World) -> None:
    assert 220 <= len(small.products) <= 270
    assert 2000 <= len(world.products) <= 2400
    assert len(world.sellers) == 12
    assert len(world.warehouses) == 4
    assert 11_000 <= len(world.reviews) <= 13_500
    with pytest.raises(ValueError, match="huge"):
        generate(1, "huge")


def test_every_leaf_sells_its_own_type_and_nothing_hangs_in_the_air(world: World) -> None:
    by_slug = {category.slug: category for category in world.categories}
    assert len(by_slug) == len(world.categories)
    leaves = [category for category in world.categories if category.product_type is not None]
    assert len(leaves) >= 60
    assert {leaf.product_type for leaf in leaves} == set(PRODUCT_TYPES) == set(ATTRIBUTES)
    for leaf in leaves:
        group = by_slug[leaf.parent_slug or ""]
        assert by_slug[group.parent_slug or ""].parent_slug is None
    sold = Counter(product.category_slug for product in world.products)
    assert all(sold[leaf.slug] >= 3 for leaf in leaves)
    assert all(
        by_slug[product.category_slug].product_type == product.product_type for product in world.products
    )


def test_slugs_skus_and_barcodes_are_unique(world: World) -> None:
    slugs = [product.slug for product in world.products]
    titles = [product.title for product in world.products]
    skus = [variant.sku for _, variant in variants(world)]
    barcodes = [variant.barcode for _, variant in variants(world)]
    for values in (slugs, titles, skus, barcodes):
        assert len(set(values)) == len(values)
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug) for slug in slugs)
    assert all(re.fullmatch(r"[A-Z0-9-]{8,40}", sku) for sku in skus)


def test_barcodes_are_in_store_ean_13_with_a_right_check_digit(world: World) -> None:
    # 2012345678900: 2+0*3+1+2*3+3+4*3+5+6*3+7+8*3+9+0*3 = 87, so the check digit is 3.
    assert ean13(1_234_567_890) == "2012345678903"
    for _, variant in variants(world):
        digits = [int(digit) for digit in variant.barcode]
        assert len(digits) == 13
        assert digits[0] == 2
        assert (sum(digits[0::2]) + 3 * sum(digits[1::2])) % 10 == 0


def test_options_agree_with_their_axes(world: World) -> None:
    missing = 0
    for product in world.products:
        names = [axis.name for axis in product.options]
        assert len(set(names)) == len(names)
        chosen = [tuple(variant.options[name] for name in names) for variant in product.variants]
        assert all(list(variant.options) == names for variant in product.variants)
        assert len(set(chosen)) == len(chosen)
        possible = set(combinations(*(axis.values for axis in product.options)))
        assert set(chosen) <= possible
        missing += len(possible) - len(chosen)
        for axis in product.options:
            assert {variant.options[axis.name] for variant in product.variants} == set(axis.values)
            assert len(axis.values) >= 2
    assert missing > 300


def test_specifications_fit_their_attributes(world: World) -> None:
    attributes = {
        category.slug: {attribute.code: attribute for attribute in category.attributes}
        for category in world.categories
    }
    kinds = {
        AttributeKind.TEXT: str,
        AttributeKind.CHOICE: str,
        AttributeKind.BOOLEAN: bool,
        AttributeKind.NUMBER: (int, float),
    }
    for product in world.products:
        known = attributes[product.category_slug]
        assert len(product.specifications) >= 2, product.title
        for code, value in product.specifications.items():
            attribute = known[code]
            assert isinstance(value, kinds[attribute.kind]), (product.title, code, value)
            if attribute.kind is AttributeKind.CHOICE:
                assert value in attribute.choices, (product.title, code, value)
    assert all(
        attribute.choices
        for known in attributes.values()
        for attribute in known.values()
        if attribute.kind is AttributeKind.CHOICE
    )


def test_prices_stay_near_what_the_type_costs(world: World) -> None:
    for product in world.products:
        kind = PRODUCT_TYPES[product.product_type]
        low = min(style.price[0] for style in kind.styles) * 100
        dearest = max(
            style.price[1]
            * (1 + sum(axis.price_step * (len(axis.values) - 1) for axis in style.axes or kind.axes))
            for style in kind.styles
        )
        for variant in product.variants:
            assert variant.offers
            assert len({offer.seller_slug for offer in variant.offers}) == len(variant.offers)
            for offer in variant.offers:
                assert isinstance(offer.price_minor, int)
                assert low * 0.85 <= offer.price_minor <= dearest * 100 * 1.15, product.title
                assert offer.compare_at_minor is None or offer.compare_at_minor > offer.price_minor


@pytest.mark.parametrize(
    ("cents", "ending", "printed"),
    [
        (812, 99, 799),
        (2_461, 99, 2_499),
        (7_730, 0, 7_400),
        (7_830, 95, 7_995),
        (24_510, 99, 24_999),
        (131_000, 99, 129_900),
    ],
)
def test_prices_end_as_shops_end_them(cents: int, ending: int, printed: int) -> None:
    assert charm(cents, ending) == printed


def test_stock_has_plenty_little_and_nothing(world: World) -> None:
    codes = {warehouse.code for warehouse in world.warehouses}
    sellers = {seller.slug for seller in world.sellers}
    held: list[int] = []
    shared = 0
    for _, variant in variants(world):
        shared += len(variant.offers) > 1
        for offer in variant.offers:
            assert offer.seller_slug in sellers
            assert set(offer.stock) <= codes
            assert all(pieces >= 0 for pieces in offer.stock.values())
            assert 0 <= offer.safety_stock <= max(0, sum(offer.stock.values()))
        held.append(sum(sum(offer.stock.values()) for offer in variant.offers))
    assert 0.03 < sum(pieces == 0 for pieces in held) / len(held) < 0.1
    assert 0.03 < sum(1 <= pieces <= 4 for pieces in held) / len(held) < 0.15
    assert 0.1 < shared / len(held) < 0.35


def test_every_picture_can_be_drawn(world: World) -> None:
    for product, variant in variants(world):
        picture = variant.picture
        assert picture.product_type == product.product_type
        assert picture.colour in COLOURS
        assert 0 <= picture.hue < 360
        allowed = ATTRIBUTES[picture.product_type]
        assert set(picture.attributes) == set(allowed), product.title
        for name, value in picture.attributes.items():
            assert value in allowed[name], (product.title, name, value)


def test_variants_of_one_colour_and_size_look_the_same_and_others_do_not(world: World) -> None:
    for product in world.products:
        colour_axis = PRODUCT_TYPES[product.product_type].colour_name
        if any(axis.name == colour_axis for axis in product.options):
            assert all(variant.options[colour_axis] == variant.picture.colour for variant in product.variants)


def test_no_text_shows_how_it_was_made(world: World) -> None:
    residue = re.compile(r"[{}\[\]|]|a\(n\)|  |\.\.|,,| ,| \.|\?\w+[=:]|\b(?:None|False)\b")
    for text in texts(world):
        assert text
        assert residue.search(text) is None, text
        assert re.search(r"(?<!-)\b[Aa] (?:8\d*|11|18|[aeio]\w+)\b", text) is None, text
        assert re.search(r"\b[Aa]n (?:[bcdfgjkmpqrtvwxz]\w+)\b", text) is None, text


def test_descriptions_are_two_to_five_sentences_and_rarely_alike(world: World) -> None:
    for product in world.products:
        assert 60 <= len(product.description) <= 520, product.description
        assert 2 <= len(product.highlights) <= 5, product.title
        assert product.description[-1] in ".!"
        assert all(line[0].isupper() or not line[0].isalpha() for line in product.highlights)
    alike = Counter(product.description for product in world.products)
    assert max(alike.values()) <= 4
    assert len(alike) / len(world.products) > 0.95


def test_no_real_brand_is_named(world: World) -> None:
    marks = re.compile(r"\b(?:" + "|".join(map(re.escape, REAL_MARKS)) + r")\b", re.IGNORECASE)
    names = {product.brand for product in world.products} | {seller.name for seller in world.sellers}
    for text in (*names, *(product.title for product in world.products)):
        assert marks.search(text) is None, text


def test_reviews_speak_as_their_stars_do(world: World) -> None:
    slugs = {product.slug: product for product in world.products}
    ratings = Counter(review.rating for review in world.reviews)
    mean = sum(rating * count for rating, count in ratings.items()) / len(world.reviews)
    assert 4.1 <= mean <= 4.6
    assert set(ratings) == {1, 2, 3, 4, 5}
    assert ratings[5] > ratings[4] > ratings[3] > ratings[2]
    for review in world.reviews:
        voice = PRODUCT_TYPES[slugs[review.product_slug].product_type].voice
        body = review.body.lower()
        praised = any(bare(text).lower() in body for text in voice.praise if "[" not in text)
        griped = any(bare(text).lower() in body for text in voice.gripes)
        if review.rating == 5:
            assert not griped, review
        if review.rating == 1:
            assert griped, review
            assert not praised, review
        if review.rating == 3:
            assert griped, review
        assert re.fullmatch(r"\w+ [A-Z]\.", review.author_name)
        assert review.days_ago >= 1
        assert review.helpful_count >= 0
    per_product = Counter(review.product_slug for review in world.reviews)
    assert per_product.most_common(1)[0][1] > 4 * len(world.reviews) / len(world.products)


def test_orders_are_of_the_asked_days_and_of_goods_that_exist(world: World) -> None:
    offers = {(variant.sku, offer.seller_slug) for _, variant in variants(world) for offer in variant.offers}
    orders = list(world.orders(90, UNTIL))
    assert 5_000 <= len(orders) <= 7_500
    assert len({order.reference for order in orders}) == len(orders)
    assert {order.placed_at.date() for order in orders} == {
        UNTIL - timedelta(days=age) for age in range(1, 91)
    }
    assert [order.placed_at for order in orders] == sorted(order.placed_at for order in orders)
    for order in orders:
        assert order.placed_at.tzinfo is UTC
        assert order.email.isascii()
        assert order.email.endswith("@example.com")
        assert 1 <= len(order.lines) <= 4
        assert all((line.variant_sku, line.seller_slug) in offers for line in order.lines)
        assert all(line.quantity >= 1 for line in order.lines)
    outcomes = Counter(order.outcome for order in orders)
    assert set(outcomes) == set(Outcome)
    assert outcomes[Outcome.DELIVERED] > 0.75 * len(orders)
    yesterday = [order for order in orders if order.placed_at.date() == UNTIL - timedelta(days=1)]
    assert all(order.outcome is not Outcome.DELIVERED for order in yesterday)


def test_a_shorter_history_is_the_later_part_of_a_longer_one(world: World) -> None:
    longer = list(world.orders(30, UNTIL))
    shorter = list(world.orders(7, UNTIL))
    assert shorter == longer[-len(shorter) :]


def test_a_history_of_no_days_is_refused(small: World) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        list(small.orders(0, UNTIL))


def test_the_same_customer_keeps_the_same_address(world: World) -> None:
    homes: dict[str, set[tuple[str, str]]] = {}
    for order in world.orders(90, UNTIL):
        homes.setdefault(order.email, set()).add((order.name, repr(order.address)))
    assert all(len(found) == 1 for found in homes.values())
    assert len(homes) < 0.75 * sum(1 for _ in world.orders(90, UNTIL))


def test_demand_follows_season_and_weekday(world: World) -> None:
    category = {variant.sku: product.category_slug for product, variant in variants(world)}

    def scarves_and_tents(until: date) -> tuple[int, int]:
        sold = Counter(
            category[line.variant_sku] for order in world.orders(30, until) for line in order.lines
        )
        return sold["scarves"], sold["tents"]

    winter, summer = scarves_and_tents(date(2025, 1, 1)), scarves_and_tents(date(2025, 7, 1))
    assert winter[0] > 2 * summer[0]
    assert summer[1] > 2 * winter[1]
    weekdays = Counter(order.placed_at.weekday() for order in world.orders(84, UNTIL))
    assert weekdays[6] > weekdays[4]


def test_traffic_agrees_with_orders(world: World) -> None:
    days = world.sessions(90, UNTIL)
    placed = Counter(order.placed_at.date() for order in world.orders(90, UNTIL))
    assert [day.day for day in days] == [UNTIL - timedelta(days=age) for age in range(90, 0, -1)]
    for day in days:
        assert day.orders == placed[day.day]
        assert day.orders <= day.checkout_started <= day.carts <= day.visitors
        assert day.carts <= day.add_to_cart
    orders = sum(day.orders for day in days)
    assert 0.027 < orders / sum(day.visitors for day in days) < 0.033
    assert 0.67 < 1 - orders / sum(day.carts for day in days) < 0.73


def test_all_events_add_up_to_the_counts_and_a_sample_stays_within_its_limit(world: World) -> None:
    kinds = Counter(event.kind for event in world.events(3, UNTIL, sample=None))
    days = world.sessions(3, UNTIL)
    assert kinds == {
        EventKind.VISIT: sum(day.visitors for day in days),
        EventKind.VIEW: sum(day.views for day in days),
        EventKind.SEARCH: sum(day.searches for day in days),
        EventKind.ADD_TO_CART: sum(day.add_to_cart for day in days),
        EventKind.CHECKOUT_STARTED: sum(day.checkout_started for day in days),
    }
    sample = list(world.events(3, UNTIL, sample=2_000))
    assert 1_700 <= len(sample) <= 2_000
    slugs = {product.slug for product in world.products}
    for event in sample:
        assert (event.product_slug in slugs) == (event.kind in {EventKind.VIEW, EventKind.ADD_TO_CART})
        assert (event.query is not None) == (event.kind is EventKind.SEARCH)


def test_parcels_go_to_every_state_and_every_member_with_postcodes_in_their_form() -> None:
    states = {place.region for place in DESTINATIONS if place.country == "US"}
    members = {place.country for place in DESTINATIONS} - {"US"}
    assert len(states) == 51
    assert members == {
        *("AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE"),
        *("IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE"),
    }
    assert {place.country for place in DESTINATIONS} == set(STREETS)
    forms = {
        "CZ": r"\d{3} \d{2}",
        "SK": r"\d{3} \d{2}",
        "GR": r"\d{3} \d{2}",
        "SE": r"\d{3} \d{2}",
        "PL": r"\d{2}-\d{3}",
        "PT": r"\d{4}-\d{3}",
        "NL": r"\d{4} [A-Z]{2}",
        "IE": r"[A-Z]\d{2} [A-Z0-9]{4}",
        "LV": r"LV-\d{4}",
        "LT": r"LT-\d{5}",
        "LU": r"L-\d{4}",
        "MT": r"[A-Z]{3} \d{4}",
        "RO": r"\d{6}",
        **dict.fromkeys(("AT", "BE", "BG", "CY", "DK", "HU", "SI"), r"\d{4}"),
        **dict.fromkeys(("US", "DE", "EE", "ES", "FI", "FR", "HR", "IT"), r"\d{5}"),
    }
    for place in DESTINATIONS:
        assert re.fullmatch(forms[place.country], place.postcode), place
        assert place.weight > 0


def test_queries_point_to_leaves_and_typos_differ_from_what_is_meant(world: World) -> None:
    leaves = {category.slug for category in world.categories if category.product_type}
    assert len(world.demand.queries) >= 150
    assert all(query.category_slug in leaves for query in world.demand.queries)
    assert len(world.demand.typos) >= 100
    assert all(typo.typed != typo.meant for typo in world.demand.typos)


def test_slugs_are_plain_words() -> None:
    assert slugify("Osterby Fjell Sofa, Bouclé & Oak") == "osterby-fjell-sofa-boucle-oak"
    assert slugify("Children's Book") == "childrens-book"
