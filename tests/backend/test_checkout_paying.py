"""Prepare -> pay -> finalise against the stand-in: what shopper and card get, what is written."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from backend.cart.schemas import CartOwner
from backend.checkout import process, service
from backend.checkout.errors import (
    CheckoutClosed,
    CheckoutNotFound,
    PaymentInProgress,
    SoldOutWhilePaying,
    TotalChanged,
)
from backend.identity.schemas import ANONYMOUS, Actor
from backend.inventory import service as inventory
from backend.kit.unit_of_work import transact, unit_of_work
from backend.kit.wire import Wire
from backend.orders import service as orders
from backend.payments import process as payment_process
from backend.payments import service as payments
from backend.payments.errors import MethodRefused
from backend.payments.providers import card_gateway
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.stand_in import StandIn, signature_of
from tests.statements import recorded

pytestmark = pytest.mark.usefixtures("database", "redis_db")
NOTHING = {"charges": 0, "captures": 0, "held": 0, "kept": 0}


@pytest.fixture
def lamp(database: Engine, redis_db: object):
    shop.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=3, price_minor=5000)


def journal(stand_in: StandIn, checkout_id: UUID) -> dict[str, int]:
    return stand_in.journal(*(one["id"] for one in stand_in.intents_of(checkout_id)))


def counts(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        names = ("purchase", "customer_order", "order_item", "payment", "ledger_journal")
        return {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in names}


def status(engine: Engine, checkout_id: UUID) -> str:
    with engine.connect() as connection:
        return connection.execute(
            text("SELECT status FROM checkout WHERE id = :id"), {"id": checkout_id}
        ).scalar_one()


def healthy() -> None:
    with unit_of_work() as session:
        assert service.check(session) == []
        assert orders.check(session) == []
        assert payments.check(session) == []
        assert inventory.check(session) == []


def test_a_good_card_places_one_order_and_holds_exactly_its_total(database: Engine, lamp, stand_in: StandIn):
    checkout = shop.prepared((lamp, 2))
    done = shop.complete(checkout, expected_total_minor=checkout.total_minor)
    assert done.status == "completed"
    assert done.purchase_access_token == checkout.access_token
    purchase = transact(
        orders.purchase_by_number,
        done.purchase_number,
        actor=ANONYMOUS,
        access_token=done.purchase_access_token,
    )
    assert (purchase.totals.total_minor, purchase.payment_status) == (checkout.total_minor, "authorised")
    assert [one.status for one in purchase.orders] == ["processing"]
    total = checkout.total_minor
    assert journal(stand_in, checkout.id) == {"charges": 1, "captures": 0, "held": total, "kept": 0}
    healthy()


def test_a_two_line_order_by_card_is_paid_in_two_transactions_of_eight_round_trips(
    database: Engine, lamp, stand_in: StandIn, monkeypatch
):
    with unit_of_work() as session:
        rug = make.offer(session, on_hand=3)
    shop.placed((lamp, 1))
    owner = shop.guest()
    shop.fill(owner, (lamp, 1), (rug, 1))
    checkout = shop.prepare(owner)
    talks, commits = [], []
    talk, commit = Wire._talk, Wire.commit

    def counted(wire: Wire, *statements: object, **how: object) -> object:
        talks.append(statements)
        return talk(wire, *statements, **how)

    def counted_commit(wire: Wire) -> None:
        commits.append(1)
        commit(wire)

    monkeypatch.setattr(Wire, "_talk", counted)
    monkeypatch.setattr(Wire, "commit", counted_commit)
    with recorded(database) as completing:
        assert shop.complete(checkout).status == "completed"
    assert (len(completing), len(talks), len(commits)) == (18, 8, 2)


def test_what_the_gateway_said_is_kept_when_the_order_cannot_be_written(
    database: Engine, lamp, stand_in: StandIn, monkeypatch
):
    checkout = shop.prepared((lamp, 1))

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("a bug of ours")

    monkeypatch.setattr("backend.orders.service.place", fails)
    with pytest.raises(RuntimeError, match="a bug of ours"):
        shop.complete(checkout)
    assert transact(payments.current_payment, checkout.id).status == "authorised"
    assert (status(database, checkout.id), counts(database)["purchase"]) == ("paying", 0)
    monkeypatch.undo()
    assert shop.complete(checkout, "pm_card_mastercard").status == "completed"
    assert journal(stand_in, checkout.id)["charges"] == 1
    healthy()


def test_completing_again_answers_the_same_purchase(database: Engine, lamp, stand_in: StandIn):
    checkout = shop.prepared((lamp, 1))
    numbers = {shop.complete(checkout).purchase_number for _ in range(3)}
    assert len(numbers) == 1
    assert counts(database)["purchase"] == 1
    assert journal(stand_in, checkout.id)["charges"] == 1


def test_a_decline_leaves_the_checkout_open_and_another_card_places_the_order(
    database: Engine, lamp, stand_in: StandIn
):
    checkout = shop.prepared((lamp, 1))
    declined = shop.complete(checkout, "pm_card_visa_chargeDeclinedInsufficientFunds")
    assert (declined.status, declined.decline_code) == ("requires_payment_method", "insufficient_funds")
    assert declined.message == "Your card has insufficient funds."
    assert counts(database)["purchase"] == 0
    assert shop.complete(checkout).status == "completed"
    assert journal(stand_in, checkout.id)["held"] == checkout.total_minor
    healthy()


def test_a_browser_confirms_with_3d_secure_and_comes_back(database: Engine, lamp, stand_in: StandIn):
    checkout = shop.prepared((lamp, 1))
    begun = process.begin_payment(
        checkout.id,
        access_token=checkout.access_token,
        actor=ANONYMOUS,
        expected_total_minor=checkout.total_minor,
    )
    assert begun.client_secret.startswith("pi_")
    waiting = shop.complete(checkout, "pm_card_authenticationRequired")
    assert (waiting.status, waiting.client_secret) == ("requires_action", begun.client_secret)
    assert shop.complete(checkout, None).status == "requires_action"
    assert counts(database)["purchase"] == 0
    stand_in.pass_challenge(begun.reference, begun.client_secret)
    assert shop.complete(checkout, None).status == "completed"
    assert journal(stand_in, checkout.id)["held"] == checkout.total_minor


def test_return_and_webhooks_in_any_order_three_times_are_one_order(
    database: Engine, lamp, stand_in: StandIn
):
    checkout = shop.prepared((lamp, 1))
    process.begin_payment(checkout.id, access_token=checkout.access_token, actor=ANONYMOUS)
    waiting = shop.complete(checkout, "pm_card_authenticationRequired")
    (intent,) = stand_in.intents_of(checkout.id)
    stand_in.pass_challenge(intent["id"], waiting.client_secret)
    kinds = ("amount_capturable_updated", "requires_action", "created")
    raws = [stand_in.event(intent["id"], f"payment_intent.{kind}") for kind in kinds]
    for _ in range(3):
        for raw in raws:
            message = card_gateway().parse_webhook(raw, signature_of(raw))
            transact(payments.receive_webhook, provider="stripe", event=message)
        with database.connect() as connection:
            inbox = list(connection.execute(text("SELECT id FROM webhook_event ORDER BY id")).scalars())
        assert len(inbox) == 3
        for webhook_event_id in inbox:
            process.interpret_webhook(webhook_event_id)
        assert shop.complete(checkout, None).status == "completed"
    assert counts(database)["purchase"] == 1
    assert journal(stand_in, checkout.id)["charges"] == 1
    assert journal(stand_in, checkout.id)["held"] == checkout.total_minor
    healthy()


def test_a_webhook_alone_places_the_order_of_a_shopper_who_never_came_back(
    database: Engine, lamp, stand_in: StandIn
):
    checkout = shop.prepared((lamp, 1))
    process.begin_payment(checkout.id, access_token=checkout.access_token, actor=ANONYMOUS)
    waiting = shop.complete(checkout, "pm_card_authenticationRequired")
    (intent,) = stand_in.intents_of(checkout.id)
    stand_in.pass_challenge(intent["id"], waiting.client_secret)
    assert process.resume(checkout.id) == "completed"
    assert counts(database)["purchase"] == 1


def test_a_lost_answer_is_processing_and_heals_into_the_order(database: Engine, lamp, stand_in: StandIn):
    checkout = shop.prepared((lamp, 1))
    with stand_in.losing_an_answer("^/v1/payment_intents$"):
        assert shop.complete(checkout).status == "processing"
    assert counts(database)["purchase"] == 0
    assert process.heal_unfinished(quiet_for=timedelta()) == 1
    assert status(database, checkout.id) == "completed"
    assert shop.complete(checkout).status == "completed"
    total = checkout.total_minor
    assert journal(stand_in, checkout.id) == {"charges": 1, "captures": 0, "held": total, "kept": 0}
    healthy()


def test_sold_out_while_paying_gives_the_money_back_by_itself(database: Engine, lamp, stand_in: StandIn):
    checkout = shop.prepared((lamp, 3))
    with stand_in.losing_an_answer("^/v1/payment_intents$"):
        shop.complete(checkout)
    transact(inventory.release, checkout.id)
    rival, _ = shop.placed((lamp, 1))
    with pytest.raises(SoldOutWhilePaying, match="was not charged"):
        shop.complete(checkout)
    assert status(database, checkout.id) == "failed"
    assert journal(stand_in, checkout.id) == {"charges": 1, "captures": 0, "held": 0, "kept": 0}
    assert transact(payments.current_payment, checkout.id).status == "voided"
    assert len(shop.order_ids(rival.id)) == 1
    assert shop.order_ids(checkout.id) == []
    with pytest.raises(CheckoutClosed):
        shop.complete(checkout)
    healthy()


def test_stock_that_was_given_back_and_is_still_there_is_taken_again(
    database: Engine, lamp, stand_in: StandIn
):
    checkout = shop.prepared((lamp, 2))
    with stand_in.losing_an_answer("^/v1/payment_intents$"):
        shop.complete(checkout)
    transact(inventory.release, checkout.id)
    assert shop.complete(checkout).status == "completed"
    healthy()


def test_a_total_that_the_shopper_did_not_see_is_not_charged(database: Engine, lamp, stand_in: StandIn):
    owner = shop.guest()
    checkout = shop.prepared((lamp, 1), owner=owner)
    shop.prepare(owner, access_token=checkout.access_token, shipping_method="express")
    with pytest.raises(TotalChanged):
        shop.complete(checkout, expected_total_minor=checkout.total_minor)
    assert journal(stand_in, checkout.id) == NOTHING
    assert counts(database)["payment"] == 0


def test_changing_the_order_while_a_payment_waits_voids_the_old_amount(
    database: Engine, lamp, stand_in: StandIn
):
    owner = shop.guest()
    checkout = shop.prepared((lamp, 1), owner=owner)
    process.begin_payment(checkout.id, access_token=checkout.access_token, actor=ANONYMOUS)
    waiting = shop.complete(checkout, "pm_card_authenticationRequired")
    changed = shop.prepare(owner, access_token=checkout.access_token, shipping_method="express")
    (first,) = stand_in.intents_of(checkout.id)
    stand_in.pass_challenge(first["id"], waiting.client_secret)
    with pytest.raises(TotalChanged, match="not charged"):
        shop.complete(checkout, None)
    assert stand_in.journal(first["id"])["held"] == 0
    assert counts(database)["purchase"] == 0
    assert shop.complete(checkout).status == "completed"
    assert journal(stand_in, checkout.id)["held"] == changed.total_minor
    healthy()


def test_a_paid_checkout_is_completed_not_changed(database: Engine, lamp, stand_in: StandIn):
    owner = shop.guest()
    checkout = shop.prepared((lamp, 1), owner=owner)
    with stand_in.losing_an_answer("^/v1/payment_intents$"):
        shop.complete(checkout)
    payment_process.refresh(transact(payments.current_payment, checkout.id).id)
    with pytest.raises(PaymentInProgress):
        shop.prepare(owner, shipping_method="express")
    assert shop.complete(checkout).status == "completed"


def test_a_forged_card_token_is_refused_and_the_checkout_can_still_be_paid(
    database: Engine, lamp, stand_in: StandIn
):
    checkout = shop.prepared((lamp, 1))
    with pytest.raises(MethodRefused):
        shop.complete(checkout, "pm_card_of_nobody")
    assert journal(stand_in, checkout.id) == NOTHING
    assert shop.complete(checkout).status == "completed"


def test_a_stranger_pays_nothing(database: Engine, lamp, stand_in: StandIn):
    with unit_of_work() as session:
        ada = shop.person(session)
    adas = shop.prepared((lamp, 1), owner=CartOwner(ada.id))
    for checkout, actor, token in [
        (shop.prepared((lamp, 1)), ANONYMOUS, None),
        (adas, ANONYMOUS, None),
        (adas, Actor(person_id=shop.guest().visitor_id), None),
    ]:
        with pytest.raises(CheckoutNotFound):
            process.complete(
                checkout.id, access_token=token, actor=actor, payment_method_token=shop.GOOD_CARD
            )
        with pytest.raises(CheckoutNotFound):
            process.begin_payment(checkout.id, access_token=token, actor=actor)
        assert journal(stand_in, checkout.id) == NOTHING
    assert counts(database)["payment"] == 0
    assert shop.complete(adas, actor=Actor(person_id=ada.id)).status == "completed"


def test_an_abandoned_payment_is_voided_and_its_stock_released(database: Engine, lamp, stand_in: StandIn):
    checkout = shop.prepared((lamp, 3))
    process.begin_payment(checkout.id, access_token=checkout.access_token, actor=ANONYMOUS)
    shop.complete(checkout, "pm_card_authenticationRequired")
    with database.begin() as connection:
        connection.execute(text("UPDATE checkout SET expires_at = now() - interval '1 second'"))
    process.heal_unfinished(quiet_for=timedelta())
    assert status(database, checkout.id) == "expired"
    (intent,) = stand_in.intents_of(checkout.id)
    assert intent["status"] == "canceled"
    with unit_of_work() as session:
        assert inventory.availability(session, [lamp.id]) == {lamp.id: 3}
    with pytest.raises(CheckoutClosed):
        shop.complete(checkout)
    healthy()


def test_an_expired_checkout_that_turns_out_to_be_paid_is_placed(database: Engine, lamp, stand_in: StandIn):
    checkout = shop.prepared((lamp, 1))
    with stand_in.losing_an_answer("^/v1/payment_intents$"):
        shop.complete(checkout)
    with database.begin() as connection:
        connection.execute(text("UPDATE checkout SET expires_at = now() - interval '1 second'"))
    process.heal_unfinished(quiet_for=timedelta(hours=1))
    assert status(database, checkout.id) == "completed"
    assert counts(database)["purchase"] == 1


def test_a_silent_gateway_stops_no_other_checkouts_healing(database: Engine, lamp, stand_in: StandIn):
    stuck, fine = shop.prepared((lamp, 1)), shop.prepared((lamp, 1))
    for checkout in (stuck, fine):
        with stand_in.losing_an_answer("^/v1/payment_intents$"):
            shop.complete(checkout)
    stand_in.misbehave(fail_next={"status": 500, "count": 3, "method": "GET", "path": "^/v1/payment_intents"})
    process.heal_unfinished(quiet_for=timedelta())
    assert sorted([status(database, stuck.id), status(database, fine.id)]) == ["completed", "paying"]
    stand_in.behave()
    process.heal_unfinished(quiet_for=timedelta())
    assert [status(database, stuck.id), status(database, fine.id)] == ["completed", "completed"]
    healthy()
