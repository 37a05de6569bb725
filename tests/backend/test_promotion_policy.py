"""What promotions take off, to the cent (behaviour 5)."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from backend.kit.money import round_minor
from backend.pricing import policy
from backend.pricing.promotion_policy import Discounts, discounted, lowered, named
from backend.pricing.promotion_schemas import ANYBODY, Offered, Rule, Shopper
from backend.pricing.schemas import PricedLine, ShippingCharge
from tests.factories.promotions import charge, line, rule

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
NEW_YORK = policy.Jurisdiction("NY", False, {"standard": Decimal("0.04"), "shipping": Decimal("0.04")})


def off(
    lines: list[PricedLine],
    *rules: Rule,
    shipping: list[ShippingCharge] | None = None,
    shopper: Shopper = ANYBODY,
    currency: str = "USD",
) -> Discounts:
    return discounted(lines, shipping or [], Offered(rules), shopper=shopper, currency=currency, now=NOW)


def reasons(found: Discounts) -> dict[str, str]:
    return {one.code: one.reason.value for one in found.unused}


def test_forty_and_seventy_percent_of_a_hundred_leave_eighteen():
    found = off([line(10000)], rule(percent=Decimal(40)), rule(percent=Decimal(70)))
    assert found.lines == (8200,)
    assert sorted(one.amount_minor for one in found.allocations) in ([4000, 4200], [1200, 7000])


def test_percentages_are_rounded_once_at_the_end():
    # 0.99 less 40 % less 70 % is 0.1782: rounding between would leave 0.17 or 0.18 by chance.
    assert off([line(99)], rule(percent=Decimal(40)), rule(percent=Decimal(70))).lines == (81,)


def test_a_fixed_amount_is_never_a_percentage_and_never_more_than_there_is():
    assert off([line(10000)], rule("fixed", amount_minor=50)).lines == (50,)
    assert off([line(300)], rule("fixed", amount_minor=5000)).lines == (300,)
    found = off([line(10000)], rule("fixed", amount_minor=500, code="EURO", currency="EUR"))
    assert (found.lines, reasons(found)) == ((0,), {"EURO": "not_for_items"})


def test_a_fixed_amount_is_split_over_its_lines_by_largest_remainder():
    assert off([line(1000), line(1000), line(1000)], rule("fixed", amount_minor=100)).lines == (34, 33, 33)


def test_percentages_come_before_fixed_amounts():
    found = off([line(10000)], rule("fixed", amount_minor=1000), rule(percent=Decimal(50)))
    assert found.lines == (6000,)


def test_of_three_the_cheapest_is_free_across_lines_and_warehouses():
    two_for_one = rule("buy_x_get_y", buy_quantity=2, get_quantity=1)
    assert off([line(3000), line(1000), line(2000)], two_for_one).lines == (0, 1000, 0)
    assert off([line(3000, 2)], two_for_one).lines == (0,)
    assert off([line(700, 4), line(500, 2)], two_for_one).lines == (0, 1000)
    one_and_two = rule("buy_x_get_y", buy_quantity=1, get_quantity=2)
    assert off([line(500, 2)], one_and_two).lines == (500,)


def test_free_shipping_pays_whole_parcels_that_it_covers_up_to_its_cap():
    mine, other = line(5000), line(2000)
    parcels = [charge(mine, 1299), charge(other, 499)]
    assert off([mine, other], rule("free_shipping"), shipping=parcels).shipping == (1299, 499)
    capped = rule("free_shipping", amount_minor=799, currency="USD")
    assert off([mine, other], capped, shipping=parcels).shipping == (799, 499)
    sellers = rule("free_shipping", seller_id=mine.seller_id, marketplace_share_bps=0)
    found = off([mine, other], sellers, shipping=parcels)
    assert (found.shipping, found.shipping_seller) == ((1299, 0), (1299, 0))


def test_a_sellers_promotion_touches_that_sellers_lines_only():
    mine, other = line(5000), line(5000)
    found = off([mine, other], rule(percent=Decimal(20), seller_id=mine.seller_id, marketplace_share_bps=0))
    assert (found.lines, found.line_marketplace) == ((1000, 0), (0, 0))
    foreign = rule(
        code="MINE", scope="offer", scope_ids=frozenset({other.offer_id}), seller_id=mine.seller_id
    )
    assert reasons(off([mine, other], foreign)) == {"MINE": "not_for_items"}


def test_scopes_cover_what_they_name():
    mine, other = line(5000), line(5000)
    for scope, subject in (
        ("category", mine.category_id),
        ("seller", mine.seller_id),
        ("product", mine.product_id),
        ("offer", mine.offer_id),
    ):
        found = off([mine, other], rule(scope=scope, scope_ids=frozenset({subject})))
        assert found.lines == (500, 0), scope


def test_an_exclusive_one_is_taken_when_it_saves_more_than_the_stack():
    ten, five = rule(percent=Decimal(10), code="TEN"), rule(percent=Decimal(5), name="Five")
    half = rule(percent=Decimal(50), name="Half", is_stackable=False)
    found = off([line(10000)], ten, five, half)
    assert found.lines == (5000,)
    assert [one.rule.name for one in found.allocations] == ["Half"]
    assert reasons(found) == {"TEN": "not_combined"}
    assert found.unused[0].facts == {"instead_of": "Half"}
    weak = rule(percent=Decimal(14), is_stackable=False, code="WEAK")
    found = off([line(10000)], ten, five, weak)
    assert (found.lines, reasons(found)) == ((1450,), {"WEAK": "not_combined"})


def test_of_equal_exclusive_ones_the_higher_priority_is_taken():
    low, high = (rule(percent=Decimal(50), is_stackable=False, priority=one, name=str(one)) for one in (1, 2))
    assert [one.rule.name for one in off([line(10000)], low, high).allocations] == ["2"]


def test_a_sellers_exclusive_promotion_stands_alone_on_their_lines_and_leaves_the_others_be():
    mine, other = line(10000), line(10000)
    everywhere = rule(percent=Decimal(10))
    alone = rule(percent=Decimal(30), seller_id=mine.seller_id, is_stackable=False, marketplace_share_bps=0)
    found = off([mine, other], everywhere, alone)
    assert (found.lines, found.line_marketplace) == ((3000, 1000), (0, 1000))


def test_what_is_missing_to_a_threshold_is_named():
    fives = rule("fixed", amount_minor=500, min_subtotal_minor=5000, code="FIVE")
    found = off([line(3800)], fives)
    assert found.lines == (0,)
    assert reasons(found) == {"FIVE": "threshold"}
    assert found.unused[0].facts == {"missing_minor": 1200, "currency": "USD"}
    assert found.unused[0].message == "Add $12.00 more of what FIVE is for to use it."
    assert off([line(5000)], fives).lines == (500,)
    assert off([line(100, 2)], rule(min_quantity=3, code="THREE")).unused[0].facts == {"missing_quantity": 1}


def test_a_code_for_somebody_else_sounds_like_one_that_does_not_exist():
    people = rule(audience="people", person_ids=frozenset({uuid4()}), code="GUESS")
    first = rule(audience="first_order", code="GUESS")
    messages = {
        off([line(100)], people, shopper=Shopper(uuid4())).unused[0].message,
        off([line(100)], first, shopper=Shopper(uuid4(), has_ordered=True)).unused[0].message,
    }
    assert messages == {"We do not know the code GUESS, or it is not meant for you. Please check it."}


def test_funding_is_split_over_the_lines_to_the_cent():
    found = off(
        [line(1000), line(1000), line(1000)], rule("fixed", amount_minor=100, marketplace_share_bps=5000)
    )
    assert (found.lines, found.line_marketplace) == ((34, 33, 33), (17, 17, 16))


SELLERS = [UUID(int=one) for one in range(1, 4)]
HOUSES = [UUID(int=one) for one in range(11, 13)]


@st.composite
def carts(draw: st.DrawFn) -> tuple[list[PricedLine], list[ShippingCharge], list[Rule]]:
    lines = [
        PricedLine(
            key=str(i),
            seller_id=draw(st.sampled_from(SELLERS)),
            warehouse_id=draw(st.sampled_from(HOUSES)),
            unit_price_minor=draw(st.integers(1, 30000)),
            quantity=draw(st.integers(1, 6)),
            offer_id=UUID(int=100 + i % 3),
        )
        for i in range(draw(st.integers(1, 5)))
    ]
    parcels = dict.fromkeys((one.seller_id, one.warehouse_id) for one in lines)
    shipping = [ShippingCharge(*key, draw(st.integers(0, 2000))) for key in parcels]
    rules = []
    for i in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(["percentage", "fixed", "buy_x_get_y", "free_shipping"]))
        values = {
            "percentage": {
                "percent": draw(st.sampled_from([Decimal(p) for p in (5, 40, 70, 100)] + [Decimal("33.33")]))
            },
            "fixed": {"amount_minor": draw(st.integers(1, 20000))},
            "buy_x_get_y": {"buy_quantity": draw(st.integers(1, 3)), "get_quantity": draw(st.integers(1, 2))},
            "free_shipping": {"amount_minor": draw(st.sampled_from([None, 500])), "currency": "USD"},
        }[kind]
        seller = draw(st.sampled_from([None, None, *SELLERS]))
        scoped = draw(st.booleans())
        rules.append(
            rule(
                kind,
                id=UUID(int=1000 + i),
                seller_id=seller,
                marketplace_share_bps=0 if seller else draw(st.sampled_from([10000, 0, 3333])),
                is_stackable=draw(st.booleans()),
                priority=draw(st.integers(0, 2)),
                scope="offer" if scoped else "all",
                scope_ids=frozenset({UUID(int=100 + i % 3)}) if scoped else frozenset(),
                min_subtotal_minor=draw(st.sampled_from([0, 0, 5000])),
                **({"currency": "USD"} | values),
            )
        )
    return lines, shipping, rules


@settings(max_examples=700, deadline=None)
@given(carts())
def test_parts_sum_and_nothing_is_below_zero_on_random_carts(cart):
    lines, shipping, rules = cart
    found = off(lines, *rules, shipping=shipping)
    assert all(0 <= a <= b.unit_price_minor * b.quantity for a, b in zip(found.lines, lines, strict=True))
    assert all(0 <= a <= b.amount_minor for a, b in zip(found.shipping, shipping, strict=True))
    assert sum(one.amount_minor for one in found.allocations) == found.total_minor
    for one in found.allocations:
        assert one.marketplace_minor == round_minor(
            Decimal(one.amount_minor) * one.rule.marketplace_share_bps / 10000
        )
        assert all(0 <= part.marketplace_minor <= part.amount_minor for part in one.parts)
        for part in one.parts:
            owner = shipping[part.index].seller_id if part.is_shipping else lines[part.index].seller_id
            assert one.rule.seller_id in (None, owner)
    assert all(0 <= ours <= all_of for ours, all_of in zip(found.line_marketplace, found.lines, strict=True))
    quote = named(policy.quoted(*lowered(lines, shipping, found), NEW_YORK, "USD"), found, shipping)
    assert quote.total_minor == (
        quote.subtotal_minor - quote.discount_minor + quote.shipping_minor + quote.tax_minor
    )
    assert quote.discount_minor == sum(found.lines)
    assert quote.shipping_minor + quote.shipping_discount_minor == sum(one.amount_minor for one in shipping)
    assert sum(one.amount_minor for one in quote.promotions) == found.total_minor
    # The best is never worse than any one of them alone.
    for one in rules:
        assert found.total_minor >= off(lines, one, shipping=shipping).total_minor
