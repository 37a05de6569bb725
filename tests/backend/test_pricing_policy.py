"""The arithmetic of a quote, without a database."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.pricing.policy import Jurisdiction, apply_percentages, quoted
from backend.pricing.schemas import PricedLine, ShippingCharge

SELLERS = [UUID(int=number) for number in range(1, 4)]
WAREHOUSES = [UUID(int=number) for number in range(11, 14)]

NEW_JERSEY = Jurisdiction(
    "NJ", False, {"standard": Decimal("0.06625"), "shipping": Decimal("0.06625"), "clothing": Decimal(0)}
)
CALIFORNIA = Jurisdiction("CA", False, {"standard": Decimal("0.0725"), "shipping": Decimal(0)})
GERMANY = Jurisdiction(
    "DE", True, {"standard": Decimal("0.19"), "shipping": Decimal("0.19"), "books": Decimal("0.07")}
)
FINLAND = Jurisdiction(
    "FI", True, {"standard": Decimal("0.255"), "shipping": Decimal("0.255"), "books": Decimal("0.135")}
)


def line(price: int, quantity: int = 1, *, key: str = "a", tax_class: str = "standard", discount: int = 0):
    return PricedLine(key, SELLERS[0], WAREHOUSES[0], price, quantity, tax_class, discount)


def shipping(amount: int) -> list[ShippingCharge]:
    return [ShippingCharge(SELLERS[0], WAREHOUSES[0], amount)]


def test_a_state_adds_tax_to_the_discounted_price_and_to_shipping_where_it_taxes_it():
    quote = quoted([line(5000, 2, discount=1000)], shipping(599), NEW_JERSEY, "USD")

    (only,) = quote.lines
    assert (only.subtotal_minor, only.discount_minor, only.tax_minor) == (10000, 1000, 596)
    assert only.total_minor == 9596
    (group,) = quote.groups
    assert (group.shipping_minor, group.shipping_tax_minor, group.tax_minor) == (599, 40, 636)
    assert (quote.total_minor, quote.tax_minor, quote.included_tax_minor) == (10235, 636, 0)
    assert quote.prices_include_tax is False

    untaxed_shipping = quoted([line(5000, 2, discount=1000)], shipping(599), CALIFORNIA, "USD")
    assert untaxed_shipping.tax_minor == 653
    assert untaxed_shipping.total_minor == 9000 + 599 + 653


def test_an_exempt_class_pays_nothing_and_an_unknown_one_the_standard_rate():
    quote = quoted(
        [line(10000, key="shirt", tax_class="clothing"), line(10000, key="odd", tax_class="meteorites")],
        [],
        NEW_JERSEY,
        "USD",
    )
    assert [(one.key, one.tax_minor) for one in quote.lines] == [("shirt", 0), ("odd", 663)]


def test_the_union_names_the_tax_inside_the_price_and_adds_none():
    quote = quoted(
        [line(11900, key="lamp"), line(1070, key="book", tax_class="books")], shipping(595), GERMANY, "USD"
    )
    assert [one.included_tax_minor for one in quote.lines] == [1900, 70]
    assert quote.groups[0].shipping_included_tax_minor == 95
    assert (quote.included_tax_minor, quote.tax_minor) == (2065, 0)
    assert quote.total_minor == 11900 + 1070 + 595
    assert quote.prices_include_tax is True


def test_half_a_cent_is_rounded_up_once_per_line():
    ten_percent = Jurisdiction("X", False, {"standard": Decimal("0.1"), "shipping": Decimal("0.1")})
    quote = quoted([line(5, key="a"), line(5, key="b"), line(4, key="c")], [], ten_percent, "USD")
    assert [one.tax_minor for one in quote.lines] == [1, 1, 0]
    assert quote.tax_minor == 2, "not the 1 that rounding the sum would give"


def test_forty_percent_and_seventy_percent_on_a_hundred_are_eighteen():
    assert apply_percentages(10000, [Decimal(40), Decimal(70)]) == 1800
    assert apply_percentages(10000, [Decimal(70), Decimal(40)]) == 1800
    assert apply_percentages(10000, [Decimal(100), Decimal(70)]) == 0
    assert apply_percentages(999, []) == 999
    assert apply_percentages(333, [Decimal(50), Decimal(50)]) == 83, "rounded once: 83.25, not 167 then 84"


@pytest.mark.parametrize("impossible", [Decimal(-1), Decimal("100.01"), Decimal(50000)])
def test_a_fixed_amount_is_never_taken_for_a_percentage(impossible: Decimal):
    with pytest.raises(ValueError, match="between 0 and 100"):
        apply_percentages(10000, [impossible])


def random_cart(choice: Random) -> tuple[list[PricedLine], list[ShippingCharge]]:
    lines = []
    for number in range(choice.randint(1, 12)):
        price, quantity = (
            choice.choice([1, 99, 1999, 123_456_789, choice.randint(0, 99_999)]),
            choice.randint(1, 99),
        )
        discount = choice.choice([0, choice.randint(0, price * quantity), price * quantity])
        tax_class = choice.choice(["standard", "clothing", "books", "children", "unheard-of"])
        lines.append(
            PricedLine(
                str(number),
                choice.choice(SELLERS),
                choice.choice(WAREHOUSES),
                price,
                quantity,
                tax_class,
                discount,
            )
        )
    groups = {(one.seller_id, one.warehouse_id) for one in lines}
    charges = [ShippingCharge(*group, choice.randint(0, 5000)) for group in groups if choice.random() < 0.8]
    return lines, charges


@settings(max_examples=1_000, deadline=None)
@given(st.integers(0, 2**64))
def test_ten_thousand_random_carts_sum_to_the_cent(seed: int):
    choice = Random(seed)
    for _ in range(10):
        lines, charges = random_cart(choice)
        place = choice.choice([NEW_JERSEY, CALIFORNIA, GERMANY, FINLAND])

        quote = quoted(lines, charges, place, "USD")

        goods = sum(one.unit_price_minor * one.quantity - one.discount_minor for one in lines)
        freight = sum(charge.amount_minor for charge in charges)
        assert [one.key for one in quote.lines] == [one.key for one in lines]
        assert quote.subtotal_minor - quote.discount_minor == goods
        assert quote.shipping_minor == freight
        assert quote.total_minor == goods + freight + quote.tax_minor
        for name in (
            "subtotal_minor",
            "discount_minor",
            "shipping_minor",
            "tax_minor",
            "included_tax_minor",
            "total_minor",
        ):
            assert sum(getattr(group, name) for group in quote.groups) == getattr(quote, name)
        for group in quote.groups:
            mine = [
                one
                for one in quote.lines
                if (one.seller_id, one.warehouse_id) == (group.seller_id, group.warehouse_id)
            ]
            assert group.tax_minor == sum(one.tax_minor for one in mine) + group.shipping_tax_minor
            assert (
                group.included_tax_minor
                == sum(one.included_tax_minor for one in mine) + group.shipping_included_tax_minor
            )
            shipped = group.shipping_minor + group.shipping_tax_minor
            assert group.total_minor == sum(one.total_minor for one in mine) + shipped
        for one, given_line in zip(quote.lines, lines, strict=True):
            base = given_line.unit_price_minor * given_line.quantity - given_line.discount_minor
            rate = Fraction(place.rate(one.tax_class))
            exact = base * rate / (1 + rate) if place.prices_include_tax else base * rate
            charged = one.included_tax_minor if place.prices_include_tax else one.tax_minor
            assert abs(charged - exact) <= Fraction(1, 2)
            assert min(one.tax_minor, one.included_tax_minor) == 0
