"""An order's money from placement to dispatch or cancellation, at the gateway and in the books."""

from uuid import UUID

import pytest
from sqlalchemy import Engine

from backend.identity.schemas import system_actor
from backend.kit.unit_of_work import transact, unit_of_work
from backend.orders import service as orders
from backend.orders import settlement
from backend.orders.errors import TransitionRefused
from backend.payments import service as payments
from backend.payments.errors import GatewaySilent
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.stand_in import StandIn

SYSTEM = system_actor("test")
pytestmark = pytest.mark.usefixtures("database", "redis_db")


@pytest.fixture
def offers(database: Engine, redis_db: object):
    shop.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=20, price_minor=5000), make.offer(session, on_hand=20)


def books() -> dict[str, int]:
    return {one.account: one.amount_minor for one in transact(payments.balances) if one.amount_minor}


def ship(order_id: UUID) -> None:
    transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=SYSTEM)


def cancel(order_id: UUID) -> None:
    transact(orders.cancel, order_id, actor=SYSTEM, reason="test")


def reference_of(checkout) -> str:
    return transact(payments.current_payment, checkout.id).reference


def paid_by_card(*lines, card: str = shop.GOOD_CARD):
    checkout = shop.prepared(*lines)
    assert shop.complete(checkout, card).status == "completed"
    return checkout, shop.order_ids(checkout.id)


def healthy() -> None:
    assert transact(payments.check) == []
    assert transact(orders.check) == []


def test_placing_commits_the_shopper_and_captures_nothing(offers, stand_in: StandIn):
    checkout, _ = paid_by_card((offers[0], 1))
    assert books() == {
        "shopper_commitment": checkout.total_minor,
        "order_obligation": -checkout.total_minor,
    }
    journal = stand_in.journal(reference_of(checkout))
    assert journal == {"charges": 1, "captures": 0, "held": checkout.total_minor, "kept": 0}


def test_dispatch_captures_the_order_and_says_whose_the_money_is(offers, stand_in: StandIn):
    checkout, (order_id,) = paid_by_card((offers[0], 2))
    ship(order_id)
    for _ in range(3):
        settlement.settle(order_id)
    # 2 × 50.00, 12 % commission, 4.99 shipping, New York State 4 % on both.
    quote = checkout.quote
    assert (quote.subtotal_minor, quote.shipping_minor, quote.tax_minor) == (10000, 499, 420)
    assert books() == {
        "gateway_receivable": 10919,
        "seller_payable": -8800,
        "marketplace_commission": -1200,
        "shipping_revenue": -499,
        "tax_payable": -420,
    }
    assert stand_in.journal(reference_of(checkout)) == {"charges": 1, "captures": 1, "held": 0, "kept": 10919}
    assert transact(payments.current_payment, checkout.id).status == "captured"
    healthy()


def test_money_is_not_taken_before_the_dispatch(offers, stand_in: StandIn):
    checkout, (order_id,) = paid_by_card((offers[0], 1))
    with pytest.raises(TransitionRefused):
        settlement.settle(order_id)
    assert stand_in.journal(reference_of(checkout))["captures"] == 0


def test_each_sellers_parcel_captures_its_own_part(offers, stand_in: StandIn):
    checkout, (first, second) = paid_by_card((offers[0], 1), (offers[1], 1))
    total_of = {
        one.id: one.totals.total_minor for one in transact(orders.purchase_by_checkout, checkout.id).orders
    }
    ship(first)
    settlement.settle(first)
    journal = stand_in.journal(reference_of(checkout))
    assert (journal["kept"], journal["held"]) == (total_of[first], total_of[second])
    assert books()["shopper_commitment"] == total_of[second]
    ship(second)
    settlement.settle(second)
    journal = stand_in.journal(reference_of(checkout))
    assert journal == {"charges": 1, "captures": 2, "held": 0, "kept": checkout.total_minor}
    assert "shopper_deposit" not in books()
    assert "shopper_commitment" not in books()
    healthy()


def test_a_card_that_captures_once_is_captured_in_full_and_the_rest_waits_as_a_deposit(
    offers, stand_in: StandIn
):
    checkout, (first, second) = paid_by_card((offers[0], 1), (offers[1], 1), card="pm_card_jcb")
    ship(first)
    settlement.settle(first)
    rest = transact(orders.order_by_id, second, actor=SYSTEM).totals.total_minor
    assert books()["shopper_deposit"] == -rest
    ship(second)
    settlement.settle(second)
    assert stand_in.journal(reference_of(checkout))["captures"] == 1
    assert "shopper_deposit" not in books()
    healthy()


def test_cancelling_before_dispatch_gives_the_promise_back(offers, stand_in: StandIn):
    checkout, (order_id,) = paid_by_card((offers[0], 1))
    cancel(order_id)
    for _ in range(2):
        settlement.give_back(order_id)
    assert stand_in.journal(reference_of(checkout)) == {"charges": 1, "captures": 0, "held": 0, "kept": 0}
    assert books() == {}
    assert transact(payments.current_payment, checkout.id).status == "voided"
    healthy()


@pytest.mark.parametrize("cancelled_first", [True, False])
def test_a_cancelled_parcel_is_never_captured_and_its_part_goes_back(
    offers, stand_in: StandIn, cancelled_first: bool
):
    checkout, (first, second) = paid_by_card((offers[0], 1), (offers[1], 1))
    kept = transact(orders.order_by_id, first, actor=SYSTEM).totals.total_minor
    steps = [
        lambda: (cancel(second), settlement.give_back(second)),
        lambda: (ship(first), settlement.settle(first)),
    ]
    for step in steps if cancelled_first else reversed(steps):
        step()
    assert stand_in.journal(reference_of(checkout)) == {"charges": 1, "captures": 1, "held": 0, "kept": kept}
    assert books()["gateway_receivable"] == kept
    assert "shopper_commitment" not in books()
    healthy()


def test_a_parcel_cancelled_after_its_money_was_captured_is_refunded(offers, stand_in: StandIn):
    checkout, (first, second) = paid_by_card((offers[0], 1), (offers[1], 1), card="pm_card_jcb")
    kept = transact(orders.order_by_id, first, actor=SYSTEM).totals.total_minor
    ship(first)
    settlement.settle(first)
    cancel(second)
    for _ in range(2):
        settlement.give_back(second)
    assert stand_in.journal(reference_of(checkout))["kept"] == kept
    assert books()["gateway_receivable"] == kept
    assert "refund_payable" not in books()
    healthy()


def test_a_capture_whose_answer_was_lost_is_not_taken_twice(offers, stand_in: StandIn):
    checkout, (order_id,) = paid_by_card((offers[0], 1))
    ship(order_id)
    with stand_in.losing_an_answer("/capture$"), pytest.raises(GatewaySilent):
        settlement.settle(order_id)
    settlement.settle(order_id)
    total = checkout.total_minor
    assert stand_in.journal(reference_of(checkout)) == {"charges": 1, "captures": 1, "held": 0, "kept": total}
    assert books()["gateway_receivable"] == total
    healthy()


def test_a_transfer_is_earned_at_dispatch_and_owed_back_on_cancellation(offers, stand_in: StandIn):
    checkout, _ = shop.placed((offers[0], 1), (offers[1], 1))
    first, second = shop.order_ids(checkout.id)
    payment = transact(payments.current_payment, checkout.id)
    transact(
        payments.bank_transfer_received,
        reference=payment.reference,
        amount_minor=checkout.total_minor,
        currency="USD",
        bank_reference="b-1",
    )
    transact(orders.release_purchase, checkout.id, actor=SYSTEM)
    cancel(second)
    settlement.give_back(second)
    owed = transact(orders.order_by_id, second, actor=SYSTEM).totals.total_minor
    assert books()["refund_payable"] == -owed
    ship(first)
    settlement.settle(first)
    assert books()["bank"] == checkout.total_minor
    assert books()["refund_payable"] == -owed
    assert "shopper_deposit" not in books()
    assert stand_in.intents_of(checkout.id) == []
    healthy()


def test_a_cancelled_order_that_was_never_paid_expects_no_transfer_any_more(offers):
    checkout, _ = shop.placed((offers[0], 1))
    (order_id,) = shop.order_ids(checkout.id)
    cancel(order_id)
    settlement.give_back(order_id)
    assert books() == {}
    assert transact(payments.current_payment, checkout.id).status == "voided"


def test_tax_inside_european_prices_is_the_tax_offices(offers, stand_in: StandIn):
    checkout = shop.prepared((offers[0], 1), address=shop.BERLIN)
    assert shop.complete(checkout).status == "completed"
    (order_id,) = shop.order_ids(checkout.id)
    ship(order_id)
    settlement.settle(order_id)
    quote = checkout.quote
    assert quote.prices_include_tax
    assert quote.tax_minor == 0
    # 50.00 with 19 % VAT inside is 42.02 + 7.98; 12 % commission on 42.02 is 5.04.
    assert books()["seller_payable"] == -(4202 - 504)
    assert books()["marketplace_commission"] == -504
    assert books()["tax_payable"] == -quote.included_tax_minor
    assert books()["gateway_receivable"] == quote.total_minor
    healthy()
