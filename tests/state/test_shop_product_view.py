"""The choice of a variant says what is sold out and what does not exist."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from backend.catalog.schemas import CategoryView, OfferView, ProductView, VariantView
from backend.reviews.schemas import ReviewSummary
from backend.storefront.schemas import ProductPage
from state.shop.product_view import choice_of, chosen_variant, histogram_of, options_of, others_of

SHOP = uuid4()


def offer(price: int = 7995, seller: str = "Mill") -> OfferView:
    return OfferView(uuid4(), SHOP, seller, seller.lower(), price, 9995, "USD", 1, "new")


def variant(colour: str, size: str, *offers: OfferView) -> VariantView:
    options = {"Colour": colour, "Size": size}
    return VariantView(uuid4(), f"{colour}-{size}".upper(), options, 500, (f"{colour}.svg",), offers)


NAVY_S, NAVY_M = variant("Navy", "S", offer()), variant("Navy", "M", offer())
SKY_M = variant("Sky", "M", offer(), offer(7495, "Loft"))


def page(**units: int) -> ProductPage:
    named = {"navy_s": NAVY_S, "navy_m": NAVY_M, "sky_m": SKY_M}
    available: dict[UUID, int] = {named[name].offers[0].id: count for name, count in units.items()}
    category = CategoryView(uuid4(), "jeans", "Jeans", "jeans", None, 0, "")
    product = ProductView(
        id=uuid4(),
        slug="jeans",
        title="Jeans",
        description="",
        brand="Mill",
        highlights=(),
        specifications=(),
        option_names=("Colour", "Size"),
        tax_class="standard",
        category=category,
        crumbs=(),
        pictures=(),
        variants=(NAVY_S, NAVY_M, SKY_M),
        rating_count=0,
        rating_sum=0,
    )
    return ProductPage(
        product=product,
        available=available,
        featured={},
        promised_from=date(2026, 1, 20),
        promised_to=date(2026, 1, 22),
        reviews=ReviewSummary(0, 0, (0, 0, 0, 0, 0), ()),
        related=(),
    )


def states(shown: ProductPage, chosen: VariantView) -> dict[str, dict[str, str]]:
    return {row.name: {one.label: one.state for one in row.choices} for row in options_of(shown, chosen)}


def test_values_say_what_is_chosen_sold_out_and_not_made_together():
    assert states(page(navy_s=3, navy_m=0, sky_m=2), NAVY_S) == {
        "Colour": {"Navy": "chosen", "Sky": "elsewhere"},
        "Size": {"S": "chosen", "M": "sold_out"},
    }


def test_a_value_that_does_not_go_with_the_others_leads_to_the_nearest_variant():
    row = options_of(page(navy_s=3, sky_m=2), NAVY_S)[0]
    assert {one.label: one.href for one in row.choices}["Sky"] == "/p/jeans?variant=SKY-M"


def test_pictures_stand_where_they_tell_values_apart():
    colours, sizes = options_of(page(navy_s=1, navy_m=1, sky_m=1), NAVY_M)
    assert [one.picture for one in colours.choices] == ["Navy.svg", "Sky.svg"]
    assert [one.picture for one in sizes.choices] == ["", ""]


def test_the_address_names_the_variant_else_the_first_that_can_be_bought():
    shown = page(navy_s=0, navy_m=4)
    assert chosen_variant(shown.product, shown.available, "SKY-M") is SKY_M
    assert chosen_variant(shown.product, shown.available, "NOT-A-SKU") is NAVY_M
    assert chosen_variant(shown.product, {}, "") is NAVY_S


def test_price_stock_and_promise_are_said_in_words():
    shown = choice_of(page(navy_s=3), NAVY_S)
    assert (shown.price, shown.was, shown.saving) == ("$79.95", "$99.95", "−20%")
    assert (shown.stock, shown.tone, shown.largest) == ("Only 3 left in stock", "notice", 3)
    assert shown.promise == "Tue, Jan 20 – Thu, Jan 22"


def test_what_is_sold_out_cannot_be_added_and_promises_nothing():
    shown = choice_of(page(navy_s=0), NAVY_S)
    assert (shown.offer_id, shown.stock, shown.promise) == ("", "Sold out", "")


def test_other_sellers_are_listed_with_their_own_stock():
    (other,) = others_of(page(sky_m=2), SKY_M)
    assert (other.seller, other.price, other.stock, other.can_buy) == ("Loft", "$74.95", "Sold out", False)


def test_the_histogram_counts_from_five_stars_down():
    rows = histogram_of(ReviewSummary(4, 15, (1, 0, 0, 1, 2), ()))
    assert [(row.label, row.count, row.share) for row in rows] == [
        ("5 stars", "2", 50),
        ("4 stars", "1", 25),
        ("3 stars", "0", 0),
        ("2 stars", "0", 0),
        ("1 star", "1", 25),
    ]


def test_the_limit_per_order_is_said_and_the_stepper_stops_at_it():
    limited = replace(offer(), max_per_order=3)
    one = replace(NAVY_S, offers=(limited,))
    shown = replace(page(), available={limited.id: 8})
    choice = choice_of(shown, one)
    assert (choice.largest, choice.limit) == (3, "At most 3 per order")
    few = choice_of(replace(shown, available={limited.id: 2}), one)
    assert (few.largest, few.stock) == (2, "Only 2 left in stock")
