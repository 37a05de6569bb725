"""Finding over REST."""

from __future__ import annotations

import pytest

from backend.kit.unit_of_work import unit_of_work
from tests.factories import inventory as make


@pytest.fixture
def shop(database, redis_db, indexed):
    """Two lamps by different brands, and a rug that is sold out."""
    with unit_of_work() as session:
        lamps = make.category(session, "lamps", name="Lamps")
        rows = {}
        for slug, title, brand, price, colour, on_hand in (
            ("arc-lamp", "Arc floor lamp", "Lumen", 8900, "Black", 5),
            ("desk-lamp", "Desk lamp", "Brasmont", 2400, "White", 5),
        ):
            product = make.product(session, slug=slug, title=title, brand=brand, category_id=lamps.id)
            variant = make.variant(session, of=product, options={"Colour": colour})
            rows[slug] = make.offer(session, of=variant, price_minor=price, on_hand=on_hand)
        rug = make.product(session, slug="rug", title="Wool rug", brand="Lumen")
        rows["rug"] = make.offer(
            session, of=make.variant(session, of=rug, options={}), price_minor=500, on_hand=0
        )
    indexed()
    return rows


def slugs(answer) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [one["slug"] for one in answer.json()["products"]]


def test_a_query_with_a_typo_finds_the_product_with_price_and_stock(call, shop):
    answer = call("GET", "/search?q=flor+lmap")
    assert slugs(answer)[0] == "arc-lamp"
    card = answer.json()["products"][0]
    assert card["price"] == {"amount_minor": 8900, "currency": "USD"}
    assert (card["available"], card["offer_id"]) == (5, str(shop["arc-lamp"].id))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("category=lamps&sort=price-asc", ["desk-lamp", "arc-lamp"]),
        ("category=lamps&sort=price-desc", ["arc-lamp", "desk-lamp"]),
        ("q=lamp&brand=Lumen", ["arc-lamp"]),
        ("brand=Lumen&brand=Brasmont&sort=price-asc", ["rug", "desk-lamp", "arc-lamp"]),
        ("price=2000-3000", ["desk-lamp"]),
        ("price=-1000", ["rug"]),
        ("price=8000-", ["arc-lamp"]),
        ("option.Colour=White", ["desk-lamp"]),
        ("option.Colour=White&option.Colour=Black&sort=price-asc", ["desk-lamp", "arc-lamp"]),
        ("brand=Lumen&in_stock=true", ["arc-lamp"]),
        ("rating=4", []),
    ],
)
def test_filters_and_orders(call, shop, query, found):
    assert slugs(call("GET", f"/search?{query}")) == found


def test_facets_count_what_choosing_them_would_give(call, shop):
    facets = {one["code"]: one for one in call("GET", "/search?category=lamps").json()["facets"]}
    assert {one["value"]: one["count"] for one in facets["brand"]["values"]} == {"Lumen": 1, "Brasmont": 1}
    assert {one["value"] for one in facets["option.Colour"]["values"]} == {"Black", "White"}


@pytest.mark.parametrize(
    ("query", "status", "field"),
    [
        ("page=0", 422, "page"),
        ("page=41", 422, "page"),
        ("sort=cheapest", 422, "sort"),
        ("rating=6", 422, "rating"),
        ("price=cheap", 422, "price"),
        ("price=9-1", 422, "price"),
        ("price=-", 422, "price"),
        ("option.=x", 422, "option."),
        (f"q={'x' * 121}", 422, "q"),
        ("category=nowhere", 404, None),
    ],
)
def test_nonsense_is_refused_by_name(call, shop, query, status, field):
    refused = call("GET", f"/search?{query}")
    assert (refused.status_code, refused.json()["error"]["field"] if field else None) == (status, field)


def test_suggestions_and_the_tree_of_categories(call, shop):
    assert [one["target"] for one in call("GET", "/suggestions?q=arc").json()] == ["arc-lamp"]
    assert call("GET", "/suggestions?q=a").json() == []
    assert {one["slug"] for one in call("GET", "/categories").json()} == {"lamps", "things"}
