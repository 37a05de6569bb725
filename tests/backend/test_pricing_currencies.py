"""Prices in the currency that a shopper chose, and sellers paid in theirs."""

import io
import zipfile
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from backend.cart import service as cart
from backend.cart.errors import OtherCurrency
from backend.catalog import service as catalog
from backend.identity.schemas import system_actor
from backend.kit import clock
from backend.kit.errors import InvalidInput
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.orders import service as orders
from backend.orders import settlement
from backend.payments import ledger
from backend.payments import service as payments
from backend.payments.ledger import OrderMoney, Settlement
from backend.pricing import currencies, refreshing
from backend.pricing.charm import charmed
from backend.pricing.currencies import DatedRate, Exchange
from backend.pricing.errors import CurrencyNotKnown
from backend.storefront import service as storefront
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.factories.currencies import rates
from tests.statements import recorded

SYSTEM = system_actor("test")
TODAY = clock.now().date()
KNOWN = Exchange({"USD": DatedRate(Decimal("1.10"), TODAY), "JPY": DatedRate(Decimal("165.00"), TODAY)})


@pytest.mark.parametrize(
    ("amount", "currency", "price"),
    [
        ("2317", "EUR", 2299),
        ("2324", "EUR", 2349),
        ("2374", "EUR", 2399),
        ("37", "EUR", 39),
        ("3", "EUR", 3),
        ("0.4", "EUR", 1),
        ("994", "EUR", 999),
        ("1010", "EUR", 999),
        ("10040", "USD", 9999),
        ("10050", "USD", 10099),
        ("123456", "USD", 123499),
        ("3456", "JPY", 3480),
        ("998", "JPY", 1000),
        ("344", "JPY", 340),
        ("2", "JPY", 2),
    ],
)
def test_a_converted_price_reads_well(amount, currency, price):
    assert charmed(Decimal(amount), currency) == price


def test_conversions_are_exact_whatever_the_decimals():
    assert KNOWN.exact(1100, "USD", "EUR") == 1000
    assert KNOWN.exact(1000, "EUR", "JPY") == 1650
    assert KNOWN.exact(1650, "JPY", "USD") == 1100
    assert KNOWN.rounded(499, "USD", "JPY") == 749, "748.5 yen"
    assert KNOWN.rate("USD", "EUR").value == Decimal("0.909090909091")
    with pytest.raises(CurrencyNotKnown):
        KNOWN.rate("USD", "XAU")


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 10**9), st.sampled_from(["USD", "EUR", "JPY"]), st.sampled_from(["USD", "EUR", "JPY"]))
def test_a_charm_price_stays_near_and_above_zero(amount: int, source: str, target: str):
    exact, price = KNOWN.exact(amount, source, target), KNOWN.price(amount, source, target)
    assert price >= 1
    assert abs(price - exact) <= (0 if source == target else max(Decimal(50), exact / 10))


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, 10**7),
    st.integers(0, 10**5),
    st.integers(0, 10**6),
    st.integers(0, 5000),
    st.booleans(),
    st.sampled_from(["USD", "JPY", None]),
)
def test_a_settlement_sums_to_zero_in_every_currency(goods, shipping, tax, bps, is_tax_sellers, paid_in):
    order = OrderMoney(
        seller_id=uuid4(),
        goods_minor=goods,
        shipping_minor=shipping,
        tax_minor=tax,
        commission_minor=goods * bps // 10000,
        total_minor=goods + shipping + tax,
        currency="EUR",
        is_tax_sellers=is_tax_sellers,
        settlement=Settlement(paid_in, KNOWN.rate("EUR", paid_in).value) if paid_in else None,
    )
    sums: defaultdict[str, int] = defaultdict(int)
    for posting in ledger.order_settled(uuid4(), order):
        sums[posting.currency] += posting.amount_minor
    assert set(sums.values()) <= {0}


def file_of(*rows: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("eurofxref-hist.csv", "\n".join(rows))
    return packed.getvalue()


def test_rates_come_from_the_file_and_the_latest_counts(database: Engine):
    day = TODAY.isoformat()
    old = TODAY.replace(year=TODAY.year - 1).isoformat()
    taken = file_of("Date,USD,JPY,HRK,", f"{day},1.2,150.5,N/A,", f"{old},1.1,160,7.5,", "1999-01-04,1,1,1,")
    assert transact(currencies.take_rates, taken) == 5
    known = query(currencies.exchange)
    assert known.rate("EUR", "USD") == DatedRate(Decimal("1.2"), TODAY)
    assert not known.knows("HRK"), "left the list a year ago"
    assert query(currencies.currencies) == ("USD", "EUR", "JPY")
    with pytest.raises(InvalidInput):
        transact(currencies.take_rates, b"nothing")
    currencies.forget()


def test_the_file_that_ships_with_us_fills_the_table(database: Engine):
    assert transact(currencies.seed_rates) > 5000
    with database.connect() as connection:
        days, newest = connection.execute(text("SELECT count(DISTINCT day), max(day) FROM fx_rate")).one()
    assert days > 200
    assert newest.year >= 2026
    currencies.forget()


def test_nothing_is_fetched_unless_a_source_is_set(database: Engine):
    assert refreshing.refresh_rates() == 0


@pytest.fixture
def offers(database: Engine, redis_db: object):
    shop.tax_rates()
    rates(USD="1.10", JPY="165.00")
    with unit_of_work() as session:
        seller = make.seller(session, currency="USD")
        made = [make.offer(session, by=seller, on_hand=20, price_minor=price) for price in (2549, 10000)]
    yield made
    currencies.forget()


def put(owner, offer, quantity: int = 1, currency: str | None = None):
    return transact(
        cart.add, owner, offer_id=offer.id, quantity=quantity, operation_id=str(uuid4()), currency=currency
    )


def owners():
    with unit_of_work() as session:
        return shop.guest(), shop.CartOwner(person_id=shop.person(session).id)


def test_a_cart_has_one_currency_and_changes_it_as_a_whole(offers):
    for owner in owners():
        view = put(owner, offers[0], 2, "EUR")
        # 25.49 dollars are 23.17 euros.
        assert (view.currency, view.subtotal_minor, view.has_problems) == ("EUR", 2 * 2299, False)
        view = put(owner, offers[1])
        assert view.subtotal_minor == 2 * 2299 + 9099
        with pytest.raises(OtherCurrency):
            put(owner, offers[1], currency="USD")
        view = transact(cart.set_currency, owner, currency="JPY")
        assert (view.currency, view.subtotal_minor, view.has_problems) == ("JPY", 2 * 3780 + 14980, False)
        titles = [line.title for line in view.lines]
        assert [change.message for change in view.changes] == [
            f"{titles[0]}: was €22.99, is now ¥3,780.",
            f"{titles[1]}: was €90.99, is now ¥14,980.",
        ]
        assert query(cart.view, owner) == replace(view, changes=())
        view = transact(cart.set_currency, owner, currency="USD")
        assert [change.message for change in transact(cart.take_notices, owner)] == [
            f"{titles[0]}: was ¥3,780, is now $25.49.",
            f"{titles[1]}: was ¥14,980, is now $100.00.",
        ]
        assert transact(cart.take_notices, owner) == ()
        assert (view.currency, view.subtotal_minor, view.has_problems) == ("USD", 2 * 2549 + 10000, False)
        with pytest.raises(CurrencyNotKnown):
            transact(cart.set_currency, owner, currency="XAU")


def test_a_sellers_own_price_counts_instead_of_the_rate(offers):
    wanted = {"seller_id": offers[0].seller_id, "currency": "EUR", "actor": SYSTEM}
    transact(catalog.set_price_in, offers[0].id, price_minor=2100, **wanted)
    assert put(shop.guest(), offers[0], currency="EUR").subtotal_minor == 2100
    transact(catalog.set_price_in, offers[0].id, price_minor=None, **wanted)
    assert put(shop.guest(), offers[0], currency="EUR").subtotal_minor == 2299


def test_dollars_cost_no_statement_more(offers, database: Engine):
    found = query(catalog.sellable_offers, [offers[0].id])
    with recorded(database) as seen:
        assert query(currencies.present, found, "USD") == found
    assert seen == []
    query(currencies.exchange)
    with recorded(database) as seen:
        query(currencies.present, found, "EUR")
    assert len(seen) == 1


def test_a_rate_that_moved_is_a_changed_price(offers):
    owner = shop.guest()
    put(owner, offers[1], currency="EUR")
    rates(USD="1.20")
    (line,) = query(cart.view, owner).lines
    assert (line.problem_kind, line.seen_price_minor, line.unit_price_minor) == ("price", 9099, 8349)


def test_an_order_in_euros_of_a_seller_paid_in_dollars_is_settled_to_the_cent(offers, stand_in):
    owner = shop.guest()
    put(owner, offers[0], 2, "EUR")
    checkout = shop.prepare(owner)
    quote = checkout.quote
    # 4.99 dollars of shipping are 4.54 euros; New York takes 4 % of both.
    assert (checkout.currency, quote.subtotal_minor, quote.shipping_minor) == ("EUR", 4598, 454)
    assert (quote.tax_minor, checkout.total_minor) == (184 + 18, 5254)
    assert shop.complete(checkout).status == "completed"
    (order_id,) = shop.order_ids(checkout.id)
    transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=SYSTEM)
    settlement.settle(order_id)
    books = {
        (one.account, one.currency): one.amount_minor
        for one in transact(payments.balances)
        if one.amount_minor
    }
    # 12 % of 45.98 is 5.52; the seller's 40.46 euros are 44.506 dollars: 50.58 less 6.07 at 1.10.
    assert books == {
        ("gateway_receivable", "EUR"): 5254,
        ("marketplace_commission", "EUR"): -552,
        ("shipping_revenue", "EUR"): -454,
        ("tax_payable", "EUR"): -202,
        ("fx_clearing", "EUR"): -4046,
        ("fx_clearing", "USD"): 4451,
        ("seller_payable", "USD"): -4451,
    }
    assert transact(payments.check) == []
    assert transact(orders.check) == []
    view = query(orders.order_for_seller, offers[0].seller_id, order_id, actor=SYSTEM)
    assert view.settlement is not None
    assert (view.settlement.currency, view.settlement.rate, view.settlement.day) == (
        "USD",
        Decimal("1.1"),
        TODAY,
    )


def test_a_seller_who_owes_the_tax_is_given_it(offers, stand_in):
    with unit_of_work() as session:
        seller = make.seller(session, country="DE", currency="EUR")
        berlin = make.warehouse(session, "BER1", country="DE", region="", time_zone="Europe/Berlin")
        lamp = make.offer(session, by=seller, at=berlin, on_hand=5, price_minor=11900, currency="EUR")
    owner = shop.guest()
    put(owner, lamp)
    checkout = shop.prepare(owner, address=shop.BERLIN)
    assert shop.complete(checkout).status == "completed"
    (order_id,) = shop.order_ids(checkout.id)
    order = query(orders.order_by_id, order_id, actor=SYSTEM)
    shipping, tax = order.totals.shipping_minor, order.totals.included_tax_minor
    assert order.tax_collector == "seller"
    assert [(one.name, one.amount_minor) for one in order.tax_lines] == [("VAT Germany", tax)]
    assert order.items[0].tax_rate == Decimal("0.19")
    transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=SYSTEM)
    settlement.settle(order_id)
    books = {one.account: one.amount_minor for one in transact(payments.balances) if one.amount_minor}
    # 119.00 are 100.00 of goods with 12 % commission, and 19.00 of tax beside that of the shipping.
    assert books["seller_payable"] == -(10000 - 1200 + tax)
    assert books["seller_tax_owed"] == -tax
    assert books["seller_tax_passed_on"] == tax
    assert "tax_payable" not in books
    assert books["gateway_receivable"] == 11900 + shipping
    assert transact(payments.check) == []


def test_lists_and_product_pages_show_the_same_price_as_the_cart(offers):
    with unit_of_work() as session:
        shown = make.offer(session, on_hand=3, price_minor=2549, compare_at_minor=2600)
        product_id = catalog.sellable_offers(session, [shown.id])[shown.id].product_id
        (card,) = catalog.cards(session, [product_id])
        page = storefront.product_page(session, card.slug).product
        (in_euros,) = currencies.present_cards(session, [card], "EUR")
        page_in_euros = currencies.present_product(session, page, "EUR")
        assert currencies.present_cards(session, [card], "USD") == (card,)
        assert currencies.present_product(session, page, "USD") is page
    (found,) = page_in_euros.variants[0].offers
    for one in (in_euros, found):
        # 26.00 dollars are 23.64 euros, 23.49 as a price.
        assert (one.price_minor, one.compare_at_minor, one.currency) == (2299, 2349, "EUR")
    assert put(shop.guest(), shown, currency="EUR").subtotal_minor == 2299
