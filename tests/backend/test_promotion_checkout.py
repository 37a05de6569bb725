"""Promotions from the cart to the order: held, redeemed, released, and never used too often."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text

from backend.checkout import process
from backend.checkout.errors import NothingToPay
from backend.identity.schemas import system_actor
from backend.kit import clock
from backend.kit.errors import DomainError
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.orders import refunds, settlement
from backend.orders import service as orders
from backend.payments import service as payments
from backend.payments import statements
from backend.pricing import promotions
from backend.pricing.errors import (
    CodeEnded,
    CodeNeedsMore,
    CodeNotForItems,
    CodeNotStarted,
    CodeUnknown,
    CodeUsedUp,
)
from tests.factories import inventory as make
from tests.factories import promotions as promo
from tests.factories import shopping as shop
from tests.statements import recorded

pytestmark = pytest.mark.usefixtures("database", "redis_db")
SYSTEM = system_actor("test")


@pytest.fixture
def lamp(database: Engine, redis_db: object):
    shop.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=500, price_minor=5000)


def counts(engine: Engine) -> tuple[int, int]:
    with engine.connect() as connection:
        return (
            connection.execute(
                text(
                    "SELECT (SELECT count(*) FROM checkout),"
                    " (SELECT coalesce(sum(reserved), 0) FROM stock_balance)"
                )
            )
            .one()
            ._tuple()
        )


def taken(engine: Engine, promotion_id: UUID) -> int:
    with engine.connect() as connection:
        return connection.execute(
            text("SELECT taken FROM promotion WHERE id = :id"), {"id": promotion_id}
        ).scalar_one()


def test_tax_is_on_the_discounted_base_and_the_quote_names_the_promotion(lamp):
    promo.promotion("TEN")
    quote = shop.prepared((lamp, 2), coupon_codes=("ten",)).quote
    assert (quote.subtotal_minor, quote.discount_minor) == (10000, 1000)
    assert (quote.shipping_minor, quote.tax_minor, quote.total_minor) == (499, 380, 9879)
    (applied,) = quote.promotions
    assert (applied.code, applied.amount_minor, applied.marketplace_minor) == ("TEN", 1000, 1000)


def test_free_shipping_lowers_shipping_and_its_tax(lamp):
    promo.promotion(kind="free_shipping", percent=None, min_subtotal_minor=5000, currency="USD")
    quote = shop.prepared((lamp, 1)).quote
    assert (quote.shipping_minor, quote.shipping_discount_minor) == (0, 499)
    assert (quote.discount_minor, quote.total_minor) == (0, 5200)


def test_a_code_is_held_while_preparing_redeemed_by_the_order_and_freed_by_its_cancellation(
    database: Engine, lamp
):
    promotion_id = promo.promotion("ONCE", max_uses=1)
    owner = shop.guest()
    shop.prepared((lamp, 1), owner=owner, coupon_codes=("ONCE",))
    checkout = shop.prepare(owner, coupon_codes=("ONCE",), payment_method="bank_transfer")
    assert (promo.redemptions(database), taken(database, promotion_id)) == ({"held": 1}, 1)
    assert shop.complete(checkout).status == "completed"
    assert promo.redemptions(database) == {"redeemed": 1}
    with pytest.raises(CodeUsedUp):
        shop.prepared((lamp, 1), coupon_codes=("ONCE",))
    (order_id,) = shop.order_ids(checkout.id)
    transact(orders.cancel, order_id, actor=SYSTEM, reason="changed my mind")
    assert (promo.redemptions(database), taken(database, promotion_id)) == ({"released": 1}, 0)
    assert shop.prepared((lamp, 1), coupon_codes=("ONCE",)).quote.discount_minor == 500
    assert query(promotions.check) == []


def test_an_expired_checkout_lets_its_code_go(database: Engine, lamp):
    promotion_id = promo.promotion("ONCE", coupon={"max_uses": 1})
    checkout = shop.prepared((lamp, 1), coupon_codes=("ONCE",))
    with clock.frozen(clock.now() + timedelta(hours=2)):
        process.expire(checkout.id)
    assert (promo.redemptions(database), taken(database, promotion_id)) == ({"released": 1}, 0)
    assert shop.prepared((lamp, 1), coupon_codes=("ONCE",)).quote.discount_minor == 500


def test_preparing_again_without_the_code_gives_it_back(database: Engine, lamp):
    promotion_id = promo.promotion("ONCE", max_uses=1)
    owner = shop.guest()
    shop.prepared((lamp, 1), owner=owner, coupon_codes=("ONCE",))
    assert shop.prepare(owner).quote.discount_minor == 0
    assert (promo.redemptions(database), taken(database, promotion_id)) == ({"released": 1}, 0)


def test_what_was_promised_is_kept_when_the_promotion_ends_before_paying(database: Engine, lamp):
    promotion_id = promo.promotion("TEN")
    checkout = shop.prepared((lamp, 2), coupon_codes=("TEN",), payment_method="bank_transfer")
    with database.begin() as connection:
        connection.execute(
            text("UPDATE promotion SET is_active = false WHERE id = :id"), {"id": promotion_id}
        )
        connection.execute(text("UPDATE reservation SET expires_at = now() - interval '1 day'"))
    assert shop.complete(checkout).status == "completed"
    purchase = query(orders.purchase_by_checkout, checkout.id)
    assert (purchase.totals.discount_minor, purchase.totals.total_minor) == (1000, 9879)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"ends_at": clock.now() - timedelta(hours=1)}, CodeEnded),
        ({"starts_at": clock.now() + timedelta(days=1)}, CodeNotStarted),
        ({"min_subtotal_minor": 9000, "currency": "USD"}, CodeNeedsMore),
        ({"scope": "offer", "scope_ids": [uuid4()]}, CodeNotForItems),
        ({"audience": "people", "person_ids": [uuid4()]}, CodeUnknown),
        ({"is_active": False}, CodeEnded),
        ({"percent": Decimal(100), "scope": "all"}, NothingToPay),
    ],
)
def test_a_refused_code_names_why_and_writes_nothing(
    database: Engine, lamp, values: dict[str, object], error: type[DomainError]
):
    promo.promotion("CODE", **values)
    if error is NothingToPay:
        promo.promotion(kind="free_shipping", percent=None)
    with pytest.raises(error) as refused:
        shop.prepared((lamp, 1), coupon_codes=("CODE",))
    assert refused.value.field == (None if error is NothingToPay else "code")
    assert counts(database) == (0, 0)
    assert promo.redemptions(database) == {}


def test_a_first_order_code_is_for_the_first_order_of_an_address(database: Engine, lamp):
    promo.promotion("WELCOME", audience="first_order")
    first = shop.prepared((lamp, 1), coupon_codes=("WELCOME",), payment_method="bank_transfer")
    assert first.quote.discount_minor == 500
    with pytest.raises(CodeUsedUp):
        shop.prepared((lamp, 1), coupon_codes=("WELCOME",), email="ADA@example.com")
    assert shop.complete(first).status == "completed"
    other = shop.prepared((lamp, 1), coupon_codes=("WELCOME",), email="eve@example.com")
    assert other.quote.discount_minor == 500
    shop.placed((lamp, 1), email="bob@example.com")
    with pytest.raises(CodeUnknown) as refused:
        shop.prepared((lamp, 1), coupon_codes=("WELCOME",), email="bob@example.com")
    with pytest.raises(CodeUnknown) as invented:
        shop.prepared((lamp, 1), coupon_codes=("NOWHERE",))
    assert refused.value.message.replace("WELCOME", "") == invented.value.message.replace("NOWHERE", "")


def test_an_automatic_promotion_that_is_used_up_is_left_out(database: Engine, lamp):
    promo.promotion(max_uses=1)
    assert shop.prepared((lamp, 1)).quote.discount_minor == 500
    assert shop.prepared((lamp, 1)).quote.discount_minor == 0


def test_a_hundred_checkouts_on_a_coupon_for_ten_give_ten(database: Engine, lamp):
    promotion_id = promo.promotion("TEN", coupon={"max_uses": 10})
    owners = [shop.guest() for _ in range(100)]
    for owner in owners:
        shop.fill(owner, (lamp, 1))

    def attempt(owner) -> int | str:
        try:
            return shop.prepare(owner, coupon_codes=("TEN",)).quote.discount_minor
        except CodeUsedUp as refused:
            return refused.code

    with ThreadPoolExecutor(12) as pool:
        outcomes = list(pool.map(attempt, owners))
    assert (outcomes.count(500), outcomes.count("code_used_up")) == (10, 90)
    assert (promo.redemptions(database), taken(database, promotion_id)) == ({"held": 10}, 10)
    assert counts(database) == (10, 10)
    assert query(promotions.check) == []


def test_a_shoppers_own_limit_holds_when_their_carts_race(database: Engine, lamp):
    promo.promotion("TEN", max_uses_per_shopper=2)
    owners = [shop.guest() for _ in range(8)]
    for owner in owners:
        shop.fill(owner, (lamp, 1))

    def attempt(owner) -> bool:
        try:
            return shop.prepare(owner, coupon_codes=("TEN",)).quote.discount_minor == 500
        except CodeUsedUp:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, owners)) == 2
    assert promo.redemptions(database) == {"held": 2}


def test_the_statements_of_an_order_with_a_promotion_are_counted(database: Engine, lamp):
    shop.placed((lamp, 1))
    promo.promotion()
    shop.placed((lamp, 1))
    owner = shop.guest()
    shop.fill(owner, (lamp, 1))
    with recorded(database) as preparing:
        checkout = shop.prepare(owner, payment_method="bank_transfer")
    with recorded(database) as completing:
        assert shop.complete(checkout).status == "completed"
    # Two more than without one: the redemption is held, then redeemed.
    assert (len(preparing), len(completing)) == (7, 10)


def settled_entries(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        rows = connection.execute(
            text(
                "SELECT account, sum(amount_minor)::bigint FROM ledger_entry e JOIN ledger_journal j "
                "ON j.id = e.journal_id WHERE j.kind = 'order_settled' GROUP BY 1"
            )
        )
        return {account: amount for account, amount in rows if amount}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # 100.00 goods, 10.00 off at our expense: commission and earnings as without it.
        (
            {},
            {"seller_payable": -8800, "marketplace_commission": -1200, "marketplace_promotion": 1000},
        ),
        # At the seller's expense: both are taken on 90.00.
        (
            {"funded_by": "seller", "marketplace_share_bps": 0},
            {"seller_payable": -7920, "marketplace_commission": -1080},
        ),
        # Shared: 4.00 are ours.
        (
            {"funded_by": "shared", "marketplace_share_bps": 4000},
            {"seller_payable": -8272, "marketplace_commission": -1128, "marketplace_promotion": 400},
        ),
    ],
)
def test_the_books_say_who_paid_for_the_discount(
    database: Engine, lamp, values: dict[str, object], expected: dict[str, int]
):
    promo.promotion("TEN", **values)
    checkout, _ = shop.placed((lamp, 2), coupon_codes=("TEN",))
    (order_id,) = shop.order_ids(checkout.id)
    purchase = query(orders.purchase_by_checkout, checkout.id)
    transact(
        payments.bank_transfer_received,
        reference=purchase.transfer_reference,
        amount_minor=9879,
        currency="USD",
        bank_reference="b1",
    )
    transact(orders.release_purchase, checkout.id, actor=SYSTEM)
    transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=SYSTEM)
    settlement.settle(order_id)
    entries = settled_entries(database)
    assert entries == expected | {
        "shopper_deposit": 9879,
        "shipping_revenue": -499,
        "tax_payable": -380,
        "shopper_commitment": -9879,
        "order_obligation": 9879,
    }
    assert sum(entries.values()) == 0


def test_what_the_marketplace_paid_for_a_discount_comes_back_with_the_refunds_to_the_cent(
    database: Engine, lamp
):
    promo.promotion("TEN", funded_by="shared", marketplace_share_bps=3333)
    checkout, _ = shop.placed((lamp, 3), coupon_codes=("TEN",))
    (order_id,) = shop.order_ids(checkout.id)
    payment = transact(payments.current_payment, checkout.id)
    transact(
        payments.bank_transfer_received,
        reference=payment.reference,
        amount_minor=payment.amount_minor,
        currency="USD",
        bank_reference="b1",
    )
    transact(orders.release_purchase, checkout.id, actor=SYSTEM)
    transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=SYSTEM)
    settlement.settle(order_id)
    # 10 % of 150.00 is 15.00; a third of it, to the cent, is ours.
    assert settled_entries(database)["marketplace_promotion"] == 500
    (line,) = transact(orders.order_by_id, order_id, actor=SYSTEM).items

    def refund(key: str, **what: object) -> tuple[int, int]:
        wanted = {"lines": {}, "reason": "broken", "actor": SYSTEM, "idempotency_key": key} | what
        transact(refunds.request, order_id, **wanted)
        today = clock.now().date()
        (now,) = transact(statements.statement, lamp.seller_id, today, today, actor=SYSTEM)
        return now.lines[-1].promotion_minor, now.lines[-1].commission_minor

    first = refund("one", lines={line.id: 1})
    # A third of 5.00, and 12 % of 50.00 less the seller's share of the discount, 3.33.
    assert first == (-167, -560)
    amount = refund("two", amount_minor=77)
    rest = refund("three", lines={line.id: 2}, shipping=True)
    assert [sum(one) for one in zip(first, amount, rest, strict=True)] == [-500, -1680]
    left = {one.account: one.amount_minor for one in transact(payments.balances) if one.amount_minor}
    assert left == {"bank": payment.amount_minor, "refund_payable": -payment.amount_minor}
    today = clock.now().date()
    (statement,) = transact(statements.statement, lamp.seller_id, today, today, actor=SYSTEM)
    assert (statement.closing_minor, sum(one.promotion_minor for one in statement.lines)) == (0, 0)
    assert transact(orders.check) == []
    assert transact(payments.check) == []
