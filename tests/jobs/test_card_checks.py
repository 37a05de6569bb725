"""An order in review whose shopper is asked for 3-D Secure: the bank's word decides, no money moves."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from backend.identity.schemas import system_actor
from backend.kit.events import event_from_wire
from backend.kit.unit_of_work import transact, unit_of_work
from backend.payments import card_saving, process, service
from backend.trust import service as trust
from backend.trust.schemas import Decision
from jobs import notifications, subscriptions
from jobs import trust as trust_jobs
from jobs.celery_app import app
from tests.backend.test_payments_saved_methods import bought, saved, somebody
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.factories.trust import deciding
from tests.stand_in import StandIn

pytestmark = pytest.mark.usefixtures("database", "redis_db")
DESK = system_actor("desk")
KEPT = {"charges": 1, "captures": 0, "held": 0, "kept": 0}


def run(database: Engine, event: str, *jobs: str) -> None:
    """Every job of the newest event of a kind, twice."""
    with database.connect() as connection:
        payload = connection.execute(
            text("SELECT payload FROM outbox_event WHERE name = :n ORDER BY id DESC LIMIT 1"), {"n": event}
        ).scalar_one()
    for job in jobs:
        for _ in range(2):
            app.tasks[job].run(event, event_from_wire(event, payload).model_dump(mode="json"))


def rows(database: Engine, query: str) -> list[tuple]:
    with database.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def ask(database: Engine, card: str):
    """Ada, whose order of a lamp waits, and the payment by which her bank is asked: its id and its status."""
    shop.tax_rates()
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=5, price_minor=5000)
    ada = somebody()
    with deciding(Decision.REVIEW):
        bought(ada, lamp, None, saved_method_id=saved(ada, card).id)
    ((review_id,),) = rows(database, "SELECT id FROM trust_review")
    transact(trust.ask, review_id, actor=DESK)
    run(database, "AuthenticationAsked", trust_jobs.ask_shopper.name)
    ((payment_id, status, amount),) = rows(
        database, "SELECT id, status, amount_minor FROM payment WHERE is_off_session"
    )
    assert amount == 100
    return ada, payment_id, status


@pytest.fixture
def asked(database: Engine, redis_db: object, stand_in: StandIn):
    """With a card that knows 3-D Secure: the bank wants to hear from her."""
    ada, payment_id, status = ask(database, "pm_card_threeDSecureOptional")
    assert status == "requires_action"
    return ada, payment_id


def test_a_card_without_3d_secure_proves_nothing_and_comes_back_to_the_desk(
    database: Engine, stand_in: StandIn
):
    _, _, status = ask(database, "pm_card_visa")
    assert status == "authorised"
    run(database, "CardChecked", trust_jobs.take_answer.name)
    assert rows(database, "SELECT status, note FROM trust_review") == [
        ("waiting", "The shopper was asked, and the bank did not confirm the card (3-D Secure).")
    ]
    assert rows(database, "SELECT status FROM payment WHERE is_off_session") == [("voided",)]
    assert rows(database, "SELECT status, is_held FROM customer_order") == [("pending", True)]


def test_the_shopper_is_told_in_one_message(asked, database: Engine):
    _, payment_id = asked
    run(database, "PaymentNeedsShopper", notifications.ask_for_payment.name)
    ((subject, body),) = rows(database, "SELECT subject, body_text FROM message")
    assert subject == "Please confirm that your card was used by you"
    assert ("$1.00" in body, f"/account/payments/{payment_id}" in body) == (True, True)


def test_who_confirms_with_the_bank_gets_the_order_and_pays_nothing_more(
    asked, database: Engine, stand_in: StandIn
):
    ada, payment_id = asked
    view = card_saving.authenticate(payment_id, actor=ada)
    assert view.next_action["type"] == "redirect_to_url"
    stand_in.pass_challenge(view.reference, view.client_secret)
    process.refresh(payment_id)
    assert stand_in.journal(view.reference)["held"] == 100
    run(database, "CardChecked", trust_jobs.take_answer.name)
    assert rows(database, "SELECT status, decided_by, note FROM trust_review") == [
        ("approved", "system:trust", "The shopper confirmed with the bank (3-D Secure).")
    ]
    run(database, "ReviewApproved", trust_jobs.release_orders.name, trust_jobs.stop_asking.name)
    assert rows(database, "SELECT status, is_held FROM customer_order") == [("processing", False)]
    assert stand_in.journal(view.reference) == KEPT
    assert rows(database, "SELECT status FROM payment ORDER BY id") == [("authorised",), ("voided",)]
    assert transact(service.check) == []


def test_whoever_does_not_confirm_comes_back_to_the_desk(asked, database: Engine, stand_in: StandIn):
    ada, payment_id = asked
    view = card_saving.authenticate(payment_id, actor=ada)
    stand_in.pass_challenge(view.reference, view.client_secret, outcome="fail")
    process.refresh(payment_id)
    run(database, "CardChecked", trust_jobs.take_answer.name)
    assert rows(database, "SELECT status, decided_by FROM trust_review") == [("waiting", None)]
    assert rows(database, "SELECT status, is_held FROM customer_order") == [("pending", True)]
    assert rows(database, "SELECT status FROM payment WHERE is_off_session") == [("voided",)]


def test_the_desk_decides_before_the_answer_and_the_question_is_dropped(asked, database: Engine):
    ((review_id,),) = rows(database, "SELECT id FROM trust_review")
    transact(trust.refuse, review_id, note="Not hers.", actor=DESK)
    run(database, "ReviewRefused", trust_jobs.cancel_orders.name, trust_jobs.stop_asking.name)
    assert rows(database, "SELECT status FROM payment WHERE is_off_session") == [("voiding",)]
    assert rows(database, "SELECT status FROM customer_order") == [("cancelled",)]


def test_every_answer_has_its_listener():
    listening = {type_.__name__ for type_ in subscriptions.SUBSCRIPTIONS}
    assert {"AuthenticationAsked", "CardChecked", "ReviewApproved", "ReviewRefused"} <= listening
