"""Stripe Tax behind `TaxEngine`: asked outside transactions, kept, replaced by the table when silent."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import Engine, text
from sqlmodel import select

from backend.checkout import process, tax_booking
from backend.identity.schemas import AddressInput, system_actor
from backend.kit.config import settings
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.orders import readdress, refunds
from backend.orders import service as orders
from backend.orders.errors import AddressChangesOrder, TaxNotToBeHad
from backend.payments import stripe_gateway
from backend.pricing import service as pricing
from backend.pricing import stripe_tax, tax_engine
from backend.pricing.errors import TaxEngineRefused, TaxEngineSilent, TaxUnknown
from backend.pricing.models import TaxBooking, TaxCalculation, TaxReversal
from backend.pricing.tax_engine import ParcelLine, ParcelTaxRequest, RateOfParcel
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.statements import recorded


@pytest.fixture
def stripe_tax_engine(stand_in, monkeypatch):
    monkeypatch.setattr(settings(), "tax_engine", "stripe")
    tax_engine.engine.cache_clear()
    yield tax_engine.engine()
    tax_engine.engine.cache_clear()


@pytest.fixture
def lamp(database, redis_db):
    shop.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=9, price_minor=5000)


def prepared(offer, quantity=1, **wanted):
    owner = shop.guest()
    shop.fill(owner, (offer, quantity))
    return process.prepare(**shop.wish(owner, **wanted))


def rows(table):
    with unit_of_work() as session:
        return session.exec(select(table)).all()


REQUEST = ParcelTaxRequest(
    country="US",
    region="CA",
    postcode="94080",
    ships_from="US",
    currency="USD",
    prices_include_tax=False,
    lines=(ParcelLine("a", 1499, 1, "standard"), ParcelLine("b", 1000, 2, "clothing")),
    shipping_minor=300,
)


def test_both_adapters_speak_the_same_version_of_the_api():
    assert stripe_tax.API_VERSION == stripe_gateway.API_VERSION


def test_a_parcel_is_calculated_booked_and_taken_back(stripe_tax_engine):
    tax = stripe_tax_engine.calculate(REQUEST)
    assert tax.reference.startswith("taxcalc_")
    # 9.875 % of 14.99 is 1.480 and of 10.00 0.9875; California takes nothing of shipping.
    assert (tax.line_taxes, tax.shipping_tax_minor) == ((148, 99), 0)
    assert tax.line_rates == (Decimal("0.09875"), Decimal("0.09875"))
    assert tax.rates == (RateOfParcel("US-CA", "Sales tax CA", Decimal("0.09875"), 2499, 247),)
    booking = stripe_tax_engine.record(tax.reference, reference="A-1", idempotency_key="one")
    assert booking.startswith("tax_")
    assert stripe_tax_engine.record(tax.reference, reference="A-1", idempotency_key="one") == booking
    back = stripe_tax_engine.reverse(booking, reference="r-1", amount_minor=1000, idempotency_key="two")
    assert back.startswith("tax_")
    with pytest.raises(TaxEngineRefused):
        stripe_tax_engine.reverse(booking, reference="r-2", amount_minor=2047, idempotency_key="three")
    with pytest.raises(TaxEngineRefused):
        stripe_tax_engine.record(tax.reference, reference="A-1", idempotency_key="another")
    with pytest.raises(TaxEngineRefused):
        stripe_tax_engine.calculate(replace(REQUEST, postcode=""))


def test_prices_that_include_tax_are_asked_about_as_such(stripe_tax_engine):
    place = {"country": "DE", "region": "", "postcode": "10115"}
    german = replace(REQUEST, **place, prices_include_tax=True, currency="EUR")
    tax = stripe_tax_engine.calculate(german)
    # 19 % in 14.99, 10.00 and 3.00.
    assert (tax.line_taxes, tax.shipping_tax_minor) == ((239, 160), 48)
    assert tax.rates == (RateOfParcel("DE", "VAT DE", Decimal("0.19"), 2799 - 447, 447),)


def test_the_fingerprint_knows_what_tax_depends_on_and_nothing_else():
    renamed = replace(REQUEST, lines=tuple(replace(one, key="x") for one in REQUEST.lines))
    assert renamed.fingerprint == REQUEST.fingerprint
    others = [
        replace(REQUEST, postcode="94081"),
        replace(REQUEST, region="NY"),
        replace(REQUEST, currency="EUR"),
        replace(REQUEST, shipping_minor=301),
        replace(REQUEST, ships_from="DE"),
        replace(REQUEST, lines=REQUEST.lines[:1]),
        replace(REQUEST, prices_include_tax=True),
    ]
    assert len({REQUEST.fingerprint, *(one.fingerprint for one in others)}) == 8


def test_a_checkout_charges_the_services_tax_and_asks_once(stripe_tax_engine, lamp, stand_in):
    checkout = prepared(lamp, 2)
    quote = checkout.quote
    # 8.875 % of 100.00 and of 4.99.
    assert (quote.subtotal_minor, quote.shipping_minor, quote.tax_minor) == (10000, 499, 888 + 44)
    assert checkout.total_minor == 10000 + 499 + 932
    (group,) = quote.groups
    assert group.tax_source.startswith("taxcalc_")
    assert [(one.jurisdiction, one.rate, one.amount_minor) for one in quote.tax_lines] == [
        ("US-NY", Decimal("0.08875"), 932)
    ]
    assert quote.lines[0].tax_rate == Decimal("0.08875")
    (kept,) = rows(TaxCalculation)
    again = prepared(lamp, 2)
    assert again.quote.groups[0].tax_source == group.tax_source
    assert [one.created_at for one in rows(TaxCalculation)] == [kept.created_at]


def test_no_transaction_is_open_while_the_service_is_asked(
    stripe_tax_engine, lamp, database: Engine, monkeypatch
):
    seen = []

    class Watching:
        name = "stripe"

        def calculate(self, request):
            with database.connect() as connection:
                seen.append(
                    connection.execute(
                        text(
                            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                            "AND state LIKE 'idle in transaction%'"
                        )
                    ).scalar_one()
                )
            return stripe_tax_engine.calculate(request)

    monkeypatch.setattr("backend.pricing.tax_process.engine", Watching)
    assert prepared(lamp).quote.groups[0].tax_source.startswith("taxcalc_")
    assert seen == [0]


def test_a_silent_service_is_replaced_by_the_table_and_not_asked_again_at_once(
    stripe_tax_engine, lamp, monkeypatch
):
    asked = []

    class Silent:
        name = "stripe"

        def calculate(self, request):
            asked.append(request)
            raise TaxEngineSilent("nothing")

    monkeypatch.setattr("backend.pricing.tax_process.engine", Silent)
    checkout = prepared(lamp, 2)
    # 4 % of 100.00 and of 4.99, by the table.
    assert (checkout.quote.tax_minor, checkout.quote.groups[0].tax_source) == (420, "table")
    (kept,) = rows(TaxCalculation)
    assert (kept.engine, kept.tax, kept.failure) == ("stripe", None, "silent")
    assert prepared(lamp, 2).quote.tax_minor == 420
    assert len(asked) == 1
    with unit_of_work() as session:
        session.execute(text("UPDATE tax_calculation SET expires_at = now() - interval '1 second'"))
    assert prepared(lamp, 2).quote.tax_minor == 420
    assert len(asked) == 2


def test_without_a_service_nothing_is_asked_and_no_statement_more_is_sent(lamp, database: Engine):
    assert settings().tax_engine == "table"
    assert not process.asks_tax_service()
    prepared(lamp)
    owner = shop.guest()
    shop.fill(owner, (lamp, 1))
    with recorded(database) as seen:
        process.prepare(**shop.wish(owner))
    assert [one for one in seen if "tax_calculation" in one] == []
    assert prepared(lamp).quote.groups[0].tax_source == ""


def test_the_verb_alone_refuses_and_holds_nothing(stripe_tax_engine, lamp):
    owner = shop.guest()
    shop.fill(owner, (lamp, 1))
    with pytest.raises(TaxUnknown) as refused:
        shop.prepare(owner)
    assert len(refused.value.requests) == 1
    assert rows(TaxCalculation) == []
    with unit_of_work() as session:
        assert session.execute(text("SELECT count(*) FROM checkout")).scalar_one() == 0


def test_an_order_is_booked_and_its_cancellation_takes_it_back_once(stripe_tax_engine, lamp, stand_in):
    checkout = prepared(lamp, 2)
    assert shop.complete(checkout).status == "completed"
    (order_id,) = shop.order_ids(checkout.id)
    purchase = query(orders.purchase_by_checkout, checkout.id)
    for _ in range(2):
        tax_booking.book(purchase.id)
    (booked,) = rows(TaxBooking)
    assert (booked.order_id, booked.calculation, booked.failure) == (
        order_id,
        checkout.quote.groups[0].tax_source,
        "",
    )
    for cause, amount in ((checkout.id, 1000), (checkout.id, 1000), (order_id, None), (order_id, None)):
        tax_booking.take_back(purchase.id, order_id, cause_id=cause, amount_minor=amount)
    assert sorted(one.amount_minor for one in rows(TaxReversal)) == [1000, checkout.total_minor - 1000]
    assert {one.failure for one in rows(TaxReversal)} == {""}
    # What is taken back already is not taken back again.
    tax_booking.take_back(purchase.id, order_id, cause_id=purchase.id, amount_minor=1)
    assert len(rows(TaxReversal)) == 2


def moved(number: str, **changes: str) -> None:
    address = AddressInput.model_validate(shop.BROOKLYN.model_dump() | changes)
    readdress.change_address(number, address=address, actor=system_actor("test"))


def test_an_order_that_is_sent_elsewhere_is_booked_anew_and_the_first_booking_taken_back(
    stripe_tax_engine, lamp, stand_in
):
    checkout = prepared(lamp, 2)
    assert shop.complete(checkout).status == "completed"
    (order_id,) = shop.order_ids(checkout.id)
    purchase = query(orders.purchase_by_checkout, checkout.id)
    tax_booking.book(purchase.id)
    moved(purchase.number, line1="9 Water St")
    tax_booking.book(purchase.id)
    assert [one.order_id for one in rows(TaxBooking)] == [order_id]
    moved(purchase.number, city="Buffalo", postcode="14201")
    for _ in range(2):
        tax_booking.book(purchase.id)
    first, second = sorted(rows(TaxBooking), key=lambda one: one.created_at)
    assert (first.order_id, second.failure, first.calculation != second.calculation) == (order_id, "", True)
    (back,) = rows(TaxReversal)
    assert (back.order_id, back.cause_id, back.amount_minor, back.failure) == (
        order_id,
        second.order_id,
        checkout.total_minor,
        "",
    )
    with unit_of_work() as session:
        (facts,) = session.execute(
            text("SELECT facts FROM order_change WHERE id = :id"), {"id": second.order_id}
        ).scalars()
    assert (facts["tax_source"], facts["total_minor"]) == (second.calculation, checkout.total_minor)
    tax_booking.take_back(purchase.id, order_id, cause_id=order_id)
    assert {(one.order_id, one.amount_minor) for one in rows(TaxReversal)} == {
        (order_id, checkout.total_minor),
        (second.order_id, checkout.total_minor),
    }


def test_a_late_first_booking_books_where_the_order_goes_and_nothing_else(stripe_tax_engine, lamp, stand_in):
    checkout = prepared(lamp, 2)
    assert shop.complete(checkout).status == "completed"
    (order_id,) = shop.order_ids(checkout.id)
    purchase = query(orders.purchase_by_checkout, checkout.id)
    (line,) = purchase.orders[0].items
    transact(
        orders.cancel_units,
        order_id,
        quantities={line.id: 1},
        reason="one too many",
        actor=system_actor("test"),
    )
    moved(purchase.number, city="Buffalo", postcode="14201")
    with unit_of_work() as session:
        reduced, change = session.execute(text("SELECT id FROM order_change ORDER BY id")).scalars()
    # In the wrong order: the reduction was before the change, so its calculation is without those units.
    tax_booking.take_back(purchase.id, order_id, cause_id=reduced, amount_minor=5000)
    tax_booking.book(purchase.id)
    assert [one.order_id for one in rows(TaxBooking)] == [change]
    assert rows(TaxReversal) == []


def test_an_address_whose_tax_differs_or_is_not_to_be_had_is_refused_and_nothing_moves(
    stripe_tax_engine, lamp, stand_in, monkeypatch
):
    checkout = prepared(lamp, 2)
    assert shop.complete(checkout).status == "completed"
    purchase = query(orders.purchase_by_checkout, checkout.id)
    tax_booking.book(purchase.id)
    ask = type(stripe_tax_engine).calculate

    def dearer(self, request):
        found = ask(self, request)
        return replace(found, line_taxes=tuple(one + added for one in found.line_taxes))

    monkeypatch.setattr(type(stripe_tax_engine), "calculate", dearer)
    number = purchase.orders[0].number
    for added, postcode in ((1, "14201"), (-1, "14202")):
        with pytest.raises(AddressChangesOrder) as refused:
            moved(purchase.number, city="Buffalo", postcode=postcode)
        assert refused.value.facts["changes"] == {f"{number}.tax_minor": {"old": 932, "new": 932 + added}}

    def silent(self, request):
        raise TaxEngineSilent("nothing")

    monkeypatch.setattr(type(stripe_tax_engine), "calculate", silent)
    with pytest.raises(TaxNotToBeHad):
        moved(purchase.number, city="Buffalo", postcode="14203")
    assert query(orders.purchase_by_checkout, checkout.id).address["postcode"] == "11201"
    with unit_of_work() as session:
        assert session.execute(text("SELECT count(*) FROM order_change")).scalar_one() == 0
    assert (len(rows(TaxBooking)), rows(TaxReversal)) == (1, [])


def test_an_order_that_was_refunded_in_part_keeps_its_postcode_and_may_change_its_street(
    stripe_tax_engine, lamp, stand_in
):
    checkout = prepared(lamp, 2)
    assert shop.complete(checkout).status == "completed"
    (order_id,) = shop.order_ids(checkout.id)
    purchase = query(orders.purchase_by_checkout, checkout.id)
    wish = {"lines": {}, "amount_minor": 300, "reason": "sorry", "idempotency_key": "sorry"}
    transact(refunds.request, order_id, **wish, actor=system_actor("test"))
    with pytest.raises(AddressChangesOrder) as refused:
        moved(purchase.number, city="Buffalo", postcode="14201")
    assert (refused.value.field, refused.value.facts["order_number"]) == (
        "postcode",
        purchase.orders[0].number,
    )
    assert query(orders.purchase_by_checkout, checkout.id).address["postcode"] == "11201"
    moved(purchase.number, line1="9 Water St")
    assert query(orders.purchase_by_checkout, checkout.id).address["line1"] == "9 Water St"
    tax_booking.book(purchase.id)
    assert [one.order_id for one in rows(TaxBooking)] == [order_id]


def test_an_order_of_the_table_has_nothing_to_book(lamp, stand_in):
    checkout = prepared(lamp)
    assert shop.complete(checkout).status == "completed"
    tax_booking.book(query(orders.purchase_by_checkout, checkout.id).id)
    assert rows(TaxBooking) == []


def test_what_the_service_says_is_forgotten_when_it_ends(stripe_tax_engine, lamp):
    prepared(lamp)
    assert transact(pricing.forget_tax_calculations) == 0
    with unit_of_work() as session:
        session.execute(text("UPDATE tax_calculation SET expires_at = now() - interval '1 second'"))
    assert transact(pricing.forget_tax_calculations) == 1
