"""A product over REST."""

from __future__ import annotations

from backend.kit.unit_of_work import unit_of_work
from tests.factories import inventory as make


def test_a_product_tells_variants_offers_and_stock(call, database):
    with unit_of_work() as session:
        product = make.product(session, slug="arc-lamp", title="Arc lamp", brand="Lumen")
        black = make.variant(session, of=product, options={"Colour": "Black"})
        dear = make.offer(session, of=black, price_minor=9900, compare_at_minor=12000, on_hand=0)
        make.offer(session, of=black, price_minor=10500, on_hand=4, max_per_order=2)
    answer = call("GET", "/products/arc-lamp")
    assert answer.status_code == 200
    told = answer.json()
    (variant,) = told["variants"]
    assert (told["title"], variant["options"]) == ("Arc lamp", {"Colour": "Black"})
    # What can be bought comes first.
    assert [(one["price"]["amount_minor"], one["available"]) for one in variant["offers"]] == [
        (10500, 4),
        (9900, 0),
    ]
    assert [one["max_per_order"] for one in variant["offers"]] == [2, None]
    assert variant["offers"][1]["id"] == str(dear.id)
    assert variant["offers"][1]["compare_at"] == {"amount_minor": 12000, "currency": "USD"}
    assert told["arrives"]["first"] <= told["arrives"]["last"]


def test_an_unknown_product_is_a_404_and_a_malformed_slug_a_422(call, database):
    unknown = call("GET", "/products/nothing-here")
    assert (unknown.status_code, unknown.json()["error"]["code"]) == (404, "product_not_found")
    assert call("GET", "/products/NO_SLUG").status_code == 422
