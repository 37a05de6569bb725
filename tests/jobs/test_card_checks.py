"""An order in review whose shopper is asked for 3-D Secure: the bank's word decides, no money moves."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from backend.checkout import card_check
from backend.identity.schemas import ANONYMOUS, system_actor
from backend.kit.events import event_from_wire
from backend.kit.unit_of_work import transact, unit_of_work
from backend.orders import service as orders
from backend.orders.errors import PurchaseNotFound
from backend.payments import card_saving, process, service
from backend.payments.errors import PaymentState
from backend.payments.providers import card_gateway
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
SECURED = "pm_card_threeDSecureOptional"
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


class Guest:
    """A guest whose order waits, paid with a card that is kept nowhere; they are asked and hold the link."""

    def __init__(self, database: Engine, card: str = SECURED):
        shop.tax_rates()
        with unit_of_work() as session:
            lamp = make.offer(session, on_hand=5, price_minor=5000)
        with deciding(Decision.REVIEW):
            checkout = shop.prepared((lamp, 1))
            self.number = shop.complete(checkout, card).purchase_number
        purchase = transact(orders.purchase_by_checkout, checkout.id)
        self.key = orders.link_key(purchase.id)
        ((review_id,),) = rows(database, "SELECT id FROM trust_review")
        transact(trust.ask, review_id, actor=DESK)
        run(database, "AuthenticationAsked", trust_jobs.ask_shopper.name, notifications.ask_for_card.name)

    def begin(self):
        return card_check.begin(self.number, actor=ANONYMOUS, access_token=self.key)

    def look(self):
        return card_check.look(self.number, actor=ANONYMOUS, access_token=self.key)


def typed(stand_in: StandIn, reference: str, secret: str, card: str = SECURED) -> None:
    """What Stripe.js does with the card that is typed, and the bank's page."""
    found = card_gateway().confirm(reference, method_token=card, idempotency_key=f"browser:{reference}")
    if found.next_action:
        stand_in.pass_challenge(reference, secret)


def test_a_card_that_is_kept_nowhere_is_typed_once_more_and_pays_nothing_more(
    database: Engine, stand_in: StandIn
):
    guest = Guest(database)
    assert rows(database, "SELECT count(*) FROM payment") == [(1,)]
    ((body,),) = rows(database, "SELECT body_text FROM message WHERE template = 'card_check'")
    assert ("$1.00" in body, f"/orders/{guest.number}?key={guest.key}" in body) == (True, True)
    check = transact(card_check.asked, guest.number, actor=ANONYMOUS, access_token=guest.key)
    assert (check.amount_minor, check.currency) == (100, "USD")
    opened = guest.begin()
    assert guest.begin().reference == opened.reference
    typed(stand_in, opened.reference, opened.client_secret)
    assert guest.look().is_secured is True
    run(database, "CardChecked", trust_jobs.take_answer.name)
    assert rows(database, "SELECT status, decided_by FROM trust_review") == [("approved", "system:trust")]
    run(database, "ReviewApproved", trust_jobs.release_orders.name, trust_jobs.stop_asking.name)
    assert rows(database, "SELECT status, is_held FROM customer_order") == [("processing", False)]
    assert stand_in.journal(opened.reference) == KEPT
    assert rows(database, "SELECT status FROM payment ORDER BY id") == [("authorised",), ("voided",)]
    assert transact(card_check.asked, guest.number, actor=ANONYMOUS, access_token=guest.key) is None
    with pytest.raises(PaymentState):
        guest.begin()
    assert transact(service.check) == []


def test_another_card_and_one_without_3d_secure_prove_nothing(database: Engine, stand_in: StandIn):
    guest = Guest(database, "pm_card_visa")
    opened = guest.begin()
    typed(stand_in, opened.reference, opened.client_secret)
    guest.look()
    run(database, "CardChecked", trust_jobs.take_answer.name)
    note = "The shopper was asked, and confirmed another card than the one that pays (3-D Secure)."
    assert rows(database, "SELECT status, note FROM trust_review") == [("waiting", note)]
    assert rows(database, "SELECT status, is_held FROM customer_order") == [("pending", True)]
    ((review_id,),) = rows(database, "SELECT id FROM trust_review")
    transact(trust.ask, review_id, actor=DESK)
    opened = guest.begin()
    typed(stand_in, opened.reference, opened.client_secret, "pm_card_visa")
    guest.look()
    run(database, "CardChecked", trust_jobs.take_answer.name)
    note = "The shopper was asked, and the bank did not confirm the card (3-D Secure)."
    assert rows(database, "SELECT status, note FROM trust_review") == [("waiting", note)]
    found = rows(database, "SELECT status, attempt FROM payment ORDER BY id")
    assert found == [("authorised", 1), ("voided", 1), ("voided", 2)]


def test_who_mistypes_may_try_again_and_the_third_refusal_goes_to_the_desk(
    database: Engine, stand_in: StandIn
):
    guest = Guest(database)
    asked = "SELECT count(*) FROM outbox_event WHERE name = 'CardChecked'"
    for told in (0, 0, 1):
        opened = guest.begin()
        typed(stand_in, opened.reference, opened.client_secret, "pm_card_chargeDeclined")
        assert guest.look().status == "failed"
        assert rows(database, asked) == [(told,)]
    run(database, "CardChecked", trust_jobs.take_answer.name)
    assert rows(database, "SELECT status FROM trust_review") == [("waiting",)]
    assert rows(database, "SELECT status, is_held FROM customer_order") == [("pending", True)]


def test_nobody_but_the_buyer_opens_the_question_and_a_saved_card_is_not_typed(
    database: Engine, stand_in: StandIn
):
    guest = Guest(database)
    for who in ({"actor": ANONYMOUS, "access_token": "x"}, {"actor": somebody()}):
        for verb in (card_check.begin, card_check.look):
            with pytest.raises(PurchaseNotFound):
                verb(guest.number, **who)
        with pytest.raises(PurchaseNotFound):
            transact(card_check.asked, guest.number, **who)
    assert rows(database, "SELECT count(*) FROM payment") == [(1,)]


def test_a_saved_card_is_asked_for_in_one_message_only(asked, database: Engine):
    ada, _ = asked
    run(database, "AuthenticationAsked", notifications.ask_for_card.name)
    assert rows(database, "SELECT count(*) FROM message WHERE template = 'card_check'") == [(0,)]
    ((number,),) = rows(database, "SELECT number FROM purchase")
    assert transact(card_check.asked, number, actor=ada) is None
    with pytest.raises(PaymentState):
        card_check.begin(number, actor=ada)


def test_every_answer_has_its_listener():
    listening = {type_.__name__ for type_ in subscriptions.SUBSCRIPTIONS}
    assert {"AuthenticationAsked", "CardChecked", "ReviewApproved", "ReviewRefused"} <= listening
