"""Who asked for texts gets them, for one order or by account; who did not, or said STOP, gets none."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text

from backend.checkout import process as paying
from backend.identity import preferences
from backend.identity.schemas import Actor, AddressInput
from backend.kit.config import settings
from backend.kit.errors import InvalidInput
from backend.kit.events import event_from_wire
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.notifications import choices, process
from backend.notifications import service as notifications
from backend.notifications.choices import Topic
from backend.orders import service as orders
from backend.orders.errors import PurchaseNotFound
from backend.payments import service as payments
from jobs import notifications as jobs
from jobs import subscriptions  # noqa: F401 -- the jobs register themselves
from jobs.celery_app import app
from jobs.job import Job
from tests.factories import floor
from tests.factories import inventory as make
from tests.factories import shopping as shop

MOBILE, ACCOUNTS = "+14155552671", "+4915123456789"
WITH_PHONE = AddressInput.model_validate(shop.BROOKLYN.model_dump() | {"phone": "(415) 555-2671"})


@pytest.fixture(autouse=True)
def sink(monkeypatch: pytest.MonkeyPatch, database: Engine, redis_db: object):
    monkeypatch.setenv("SMS_SINK_URL", "http://127.0.0.1:1")
    settings.cache_clear()
    shop.tax_rates()
    yield
    settings.cache_clear()


@pytest.fixture
def lamp(sink: None):
    with unit_of_work() as session:
        return make.offer(session, on_hand=20, price_minor=5000)


class Account:
    def __init__(self, **values: str):
        with unit_of_work() as session:
            row = shop.person(session, **values)
            self.actor = Actor(person_id=row.id, email=row.email, locale=row.locale, time_zone=row.time_zone)
        self.owner = shop.CartOwner(person_id=self.actor.person_id)

    def buys(self, lamp, quantity: int = 1, **wanted: object) -> UUID:
        bought = {"owner": self.owner, "actor": self.actor, "payment_method": "bank_transfer"}
        checkout = shop.prepared((lamp, quantity), **(bought | wanted))
        paying.complete(checkout.id, access_token=None, actor=self.actor)
        return checkout.id


def run(engine: Engine, event: str, job: Job) -> None:
    """The job of every event of this name, each delivered twice."""
    with engine.connect() as connection:
        payloads = connection.execute(text("SELECT payload FROM outbox_event WHERE name = :n"), {"n": event})
        for payload in payloads.scalars().all():
            for _ in range(2):
                app.tasks[job.name].run(event, event_from_wire(event, payload).model_dump(mode="json"))


def messages(engine: Engine) -> list[tuple[str, str, str]]:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT channel, recipient, body_text FROM message ORDER BY id"))
        return [tuple(row) for row in rows]


def texts(engine: Engine) -> list[tuple[str, str]]:
    return [(phone, words) for channel, phone, words in messages(engine) if channel == "sms"]


def number_of(checkout_id: UUID) -> str:
    purchase = query(orders.purchase_by_checkout, checkout_id)
    assert purchase is not None
    return purchase.number


def paid(checkout_id: UUID) -> None:
    payment = transact(payments.current_payment, checkout_id)
    transact(
        payments.bank_transfer_received,
        reference=payment.reference,
        amount_minor=payment.amount_minor,
        currency=payment.currency,
        bank_reference=str(uuid4()),
    )


def test_a_guest_who_asked_gets_this_orders_texts_and_the_next_order_none(database: Engine, lamp):
    checkout, _ = shop.placed((lamp, 1), address=WITH_PHONE, wants_texts=True)
    shop.placed((lamp, 1), address=WITH_PHONE)
    run(database, "PurchasePlaced", jobs.tell_placed)
    ((phone, words),) = texts(database)
    assert phone == MOBILE
    assert words.startswith(f"Agora: order {number_of(checkout.id)} is reserved. Please transfer $")
    assert [channel for channel, _, _ in messages(database)].count("email") == 2


@pytest.mark.parametrize(
    ("address", "phone"),
    [
        (shop.BROOKLYN, ""),
        (shop.BERLIN, "+49 30 12345678"),
        (shop.BROOKLYN, "555 0199 0199 0"),
    ],
)
def test_texts_need_a_mobile_number_and_nothing_is_held_without_one(
    database: Engine, lamp, address, phone: str
):
    owner = shop.guest()
    shop.fill(owner, (lamp, 1))
    unchecked = AddressInput.model_construct(**address.model_dump() | {"phone": phone})
    with pytest.raises(InvalidInput) as refused:
        shop.prepare(owner, address=unchecked, wants_texts=True)
    assert refused.value.field == "phone"
    with database.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM checkout")).scalar_one() == 0


def test_the_choice_ends_with_the_next_preparation_without_it(database: Engine, lamp):
    checkout = shop.prepared((lamp, 1), address=WITH_PHONE, wants_texts=True, payment_method="bank_transfer")
    with database.connect() as connection:
        assert connection.execute(text("SELECT text_phone FROM checkout")).scalars().all() == [MOBILE]
    owner = shop.CartOwner(visitor_id=_visitor_of(database, checkout.id))
    again = shop.prepare(
        owner, address=WITH_PHONE, payment_method="bank_transfer", access_token=checkout.access_token
    )
    shop.complete(again, access_token=again.access_token or checkout.access_token)
    run(database, "PurchasePlaced", jobs.tell_placed)
    assert texts(database) == []


def _visitor_of(engine: Engine, checkout_id: UUID) -> UUID:
    with engine.connect() as connection:
        found = connection.execute(
            text("SELECT visitor_id FROM checkout WHERE id = :id"), {"id": checkout_id}
        ).scalar_one()
        assert isinstance(found, UUID)
        return found


def test_an_account_gets_what_it_chose_at_its_own_number_in_its_language(database: Engine, lamp):
    ada = Account(locale="de_DE", time_zone="Europe/Berlin")
    with pytest.raises(InvalidInput) as refused:
        transact(notifications.choose_all, {Topic.ORDER_TEXTS: True}, source="account", actor=ada.actor)
    assert refused.value.field == "text_phone"
    assert query(notifications.wanted, ada.actor.email) == frozenset()
    transact(
        preferences.choose_preferences,
        locale="de-DE",
        time_zone="Europe/Berlin",
        text_phone="+49 1512 3456789",
        actor=ada.actor,
    )
    wanted = {Topic.ORDER_TEXTS: True, Topic.RETURN_TEXTS: False}
    transact(notifications.choose_all, wanted, source="account", actor=ada.actor)
    checkout_id = ada.buys(lamp)
    run(database, "PurchasePlaced", jobs.tell_placed)
    paid(checkout_id)
    run(database, "TransferReceived", jobs.tell_transfer_received)
    placed, arrived = texts(database)
    number = number_of(checkout_id)
    assert placed[0] == arrived[0] == ACCOUNTS
    assert placed[1].startswith(f"Agora: Bestellung {number} ist zurückgelegt. Bitte überweisen Sie 57,19 $")
    assert arrived[1].endswith(f"für {number} ist da. Wir packen jetzt.")
    mails = [words for channel, _, words in messages(database) if channel == "email"]
    assert mails[0].startswith(f"Danke. Wir haben Ihre Bestellung {number} vom ")


def test_a_number_given_with_the_order_wins_over_the_accounts(database: Engine, lamp):
    ada = Account(text_phone=ACCOUNTS)
    transact(notifications.choose_all, {Topic.ORDER_TEXTS: True}, source="account", actor=ada.actor)
    ada.buys(lamp, address=WITH_PHONE, wants_texts=True)
    run(database, "PurchasePlaced", jobs.tell_placed)
    assert [phone for phone, _ in texts(database)] == [MOBILE]


def test_cancelled_units_are_told_with_their_lines_and_what_they_cost(database: Engine, lamp):
    checkout, _ = shop.placed((lamp, 3), address=WITH_PHONE, wants_texts=True, locale="de_DE")
    (order_id,) = shop.order_ids(checkout.id)
    (line,) = query(orders.order_by_id, order_id, actor=floor.SYSTEM).items
    transact(
        orders.cancel_units, order_id, quantities={line.id: 2}, reason="No longer needed", actor=floor.SYSTEM
    )
    run(database, "OrderReduced", jobs.tell_reduced)
    mail, sms = messages(database)
    assert f"2 x {line.title}" in mail[2]
    assert mail[2].startswith("Das gehört nicht mehr zu Ihrer Bestellung ")
    assert sms[:2] == ("sms", MOBILE)
    assert "die Bestellung kostet 1" in sms[2]


def test_stop_ends_texts_to_a_number_what_waits_is_taken_back_and_start_lifts_it(
    database: Engine, lamp, monkeypatch: pytest.MonkeyPatch
):
    class Gateway:
        sent: list[str] = []  # noqa: RUF012 -- one test's own

        def send(self, *, phone: str, text: str) -> None:
            self.sent.append(phone)

    monkeypatch.setattr(process, "sms_gateway", Gateway)
    shop.placed((lamp, 1), address=WITH_PHONE, wants_texts=True)
    run(database, "PurchasePlaced", jobs.tell_placed)
    transact(choices.stop_texts, MOBILE, source="text")
    assert _statuses(database) == ["queued", "withdrawn"]
    checkout, _ = shop.placed((lamp, 1), address=WITH_PHONE, wants_texts=True)
    run(database, "PurchasePlaced", jobs.tell_placed)
    _deliver_texts(database)
    assert Gateway.sent == []
    transact(choices.allow_texts, MOBILE, source="text")
    paid(checkout.id)
    run(database, "TransferReceived", jobs.tell_transfer_received)
    _deliver_texts(database)
    assert Gateway.sent == [MOBILE]


def _statuses(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(text("SELECT status FROM message ORDER BY id")).scalars())


def _deliver_texts(engine: Engine) -> None:
    with engine.connect() as connection:
        ids = connection.execute(text("SELECT id FROM message WHERE channel = 'sms' ORDER BY id")).scalars()
        for message_id in ids.all():
            process.deliver(message_id)


def test_a_guests_language_and_zone_are_kept_with_the_purchase(database: Engine, lamp):
    checkout, _ = shop.placed((lamp, 1), locale="de-AT", time_zone="Europe/Vienna")
    purchase = query(orders.purchase_by_checkout, checkout.id)
    assert purchase is not None
    assert (purchase.locale, purchase.time_zone, purchase.text_phone) == ("de_AT", "Europe/Vienna", "")


def test_texts_can_be_asked_for_and_ended_after_the_order_by_its_buyer_alone(database: Engine, lamp):
    checkout, placed = shop.placed((lamp, 1), address=WITH_PHONE)
    number, secret = placed.purchase_number, checkout.access_token
    with pytest.raises(PurchaseNotFound):
        transact(orders.choose_texts, number, phone=MOBILE, actor=shop.ANONYMOUS)
    with pytest.raises(InvalidInput):
        transact(orders.choose_texts, number, phone="911", actor=shop.ANONYMOUS, access_token=secret)
    run(database, "PurchasePlaced", jobs.tell_placed)
    assert texts(database) == []
    chosen = transact(
        orders.choose_texts, number, phone="415 555 2671", actor=shop.ANONYMOUS, access_token=secret
    )
    assert chosen == MOBILE
    paid(checkout.id)
    run(database, "TransferReceived", jobs.tell_transfer_received)
    assert [phone for phone, _ in texts(database)] == [MOBILE]
    assert transact(orders.choose_texts, number, phone="", actor=shop.ANONYMOUS, access_token=secret) == ""
    (order_id,) = shop.order_ids(checkout.id)
    transact(orders.cancel, order_id, actor=floor.SYSTEM, reason="Out of stock")
    run(database, "OrderCancelled", jobs.tell_cancelled)
    assert len(texts(database)) == 1
