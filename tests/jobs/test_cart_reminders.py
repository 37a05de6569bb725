"""Who left a cart and agreed is reminded: not too early, not too often, not after buying, once per job."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from sqlalchemy import Engine, text
from starlette.testclient import TestClient

from app.api.application import create_api
from backend.cart import service as cart
from backend.cart.schemas import CartOwner
from backend.checkout import process as paying
from backend.checkout import service
from backend.checkout.errors import CheckoutNotFound
from backend.kit import clock
from backend.kit.config import settings
from backend.kit.errors import SignInRequired
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.notifications import process, smtp
from backend.notifications import service as notifications
from backend.notifications.service import Topic
from tests.factories import inventory as make
from tests.factories import shopping as shop

NOW = clock.now()
ADA = "ada@example.com"


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AGORA_SECRET_KEY", "x" * 40)
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def lamp(database: Engine, redis_db: object):
    shop.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=10, price_minor=5000)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    mails: list[dict[str, str]] = []
    monkeypatch.setattr(smtp, "send", lambda **mail: mails.append(mail))
    return mails


def after(hours: float):
    return clock.frozen(NOW + timedelta(hours=hours))


def left_by_guest(lamp, quantity: int = 2, email: str = ADA, *, agrees: bool = True) -> CartOwner:
    """A guest prepares a checkout and goes away; its time runs out."""
    owner = shop.guest()
    with after(0):
        checkout = shop.prepared((lamp, quantity), owner=owner, email=email, wants_reminder=agrees)
    with after(1):
        paying.expire(checkout.id)
    return owner


def left_by_person(lamp, quantity: int = 2, **values) -> CartOwner:
    with unit_of_work() as session:
        ada = shop.person(session, email=ADA, **values)
    owner = CartOwner(ada.id)
    with after(0):
        shop.fill(owner, (lamp, quantity))
    return owner


def run_jobs(engine: Engine) -> list[UUID]:
    """The clock's job, then what hangs on its events; answers the reminders that were planned."""
    transact(service.plan_reminders)
    with engine.connect() as connection:
        planned = list(
            connection.execute(text("SELECT id FROM cart_reminder WHERE status = 'planned'")).scalars()
        )
    for reminder_id in planned:
        transact(service.compose_reminder, reminder_id)
        transact(service.compose_reminder, reminder_id)
    with engine.connect() as connection:
        for message_id in connection.execute(
            text("SELECT id FROM message WHERE topic = 'cart' ORDER BY id")
        ).scalars():
            process.deliver(message_id)
    return planned


def outcomes(engine: Engine) -> list[tuple[int, str, str]]:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT step, status, reason FROM cart_reminder ORDER BY created_at"))
        return [tuple(row) for row in rows]


def agree() -> None:
    transact(notifications.choose, ADA, Topic.CART, is_wanted=True, source="account")


def test_a_guest_who_agreed_is_reminded_after_four_hours_once_however_often_the_job_runs(
    database: Engine, lamp, sent
):
    left_by_guest(lamp)
    with after(3.9):
        run_jobs(database)
        assert sent == []
    with after(4.1):
        for _ in range(3):
            run_jobs(database)
    (mail,) = sent
    assert mail["recipient"] == ADA
    assert mail["subject"].startswith("Still in your cart: Product")
    assert "Together: $100.00." in mail["text"]
    assert outcomes(database) == [(1, "queued", "")]


def test_the_second_and_last_comes_when_the_cap_allows_it(database: Engine, lamp, sent):
    agree()
    left_by_person(lamp)
    counts = []
    for hours in (5, 24, 100, 171, 190, 193, 400, 700):
        with after(hours):
            run_jobs(database)
        counts.append(len(sent))
    assert counts == [1, 1, 1, 1, 1, 2, 2, 2]
    assert outcomes(database) == [(1, "queued", ""), (2, "queued", "")]


def test_one_address_gets_one_mail_in_seven_days_whatever_carts_it_left(database: Engine, lamp, sent):
    agree()
    left_by_person(lamp)
    left_by_guest(lamp, 1)
    left_by_guest(lamp, 3)
    with after(5):
        run_jobs(database)
        run_jobs(database)
    assert len(sent) == 1


@pytest.mark.parametrize("agrees", [False, True])
def test_without_consent_nobody_is_written_to(database: Engine, lamp, sent, agrees: bool):
    if agrees:
        transact(notifications.choose, ADA, Topic.CART, is_wanted=False, source="account")
    left_by_guest(lamp, agrees=agrees)
    left_by_person(lamp)
    with after(5):
        assert run_jobs(database) == []
    assert (sent, outcomes(database)) == ([], []), "a tick at checkout undoes no opt-out"


def test_who_bought_is_not_reminded_however_far_the_reminder_had_got(database: Engine, lamp, sent):
    left_by_guest(lamp)
    with after(5):
        transact(service.plan_reminders)
        shop.placed((lamp, 1), email=ADA)
        with database.connect() as connection:
            (reminder_id,) = connection.execute(text("SELECT id FROM cart_reminder")).scalars()
        transact(service.compose_reminder, reminder_id)
    assert outcomes(database) == [(1, "dropped", "bought")]
    with after(200):
        run_jobs(database)
    assert sent == []


def test_a_purchase_withdraws_what_waits_for_the_mail_server_and_counts_as_a_return(
    database: Engine, lamp, sent
):
    left_by_guest(lamp)
    with after(5):
        transact(service.plan_reminders)
        with database.connect() as connection:
            (reminder_id,) = connection.execute(text("SELECT id FROM cart_reminder")).scalars()
        transact(service.compose_reminder, reminder_id)
        transact(service.stop_reminders, "Ada@Example.com")
        run_jobs(database)
    assert sent == []
    with database.connect() as connection:
        assert (
            connection.execute(text("SELECT status FROM message WHERE topic = 'cart'")).scalar()
            == "withdrawn"
        )
        assert connection.execute(text("SELECT count(bought_at) FROM cart_reminder")).scalar() == 1


def test_what_is_sold_out_is_not_in_the_mail_and_alone_makes_none(database: Engine, lamp, sent):
    with unit_of_work() as session:
        rug = make.offer(session, on_hand=5, price_minor=900)
    agree()
    owner = left_by_person(lamp)
    with after(0):
        shop.fill(owner, (rug, 1))
    with database.begin() as connection:
        connection.execute(
            text(
                "UPDATE stock_balance SET safety_stock = 10 WHERE stock_item_id ="
                " (SELECT stock_item_id FROM offer_component WHERE offer_id = :id)"
            ),
            {"id": lamp.id},
        )
    with after(5):
        run_jobs(database)
    assert "Together: $9.00." in sent[0]["text"]
    with database.begin() as connection:
        connection.execute(text("UPDATE stock_balance SET safety_stock = 10"))
    with after(200):
        run_jobs(database)
    assert len(sent) == 1
    assert outcomes(database)[1] == (2, "dropped", "sold_out")


def test_a_cart_that_was_emptied_or_changed_is_left_in_peace(database: Engine, lamp, sent):
    owner = left_by_guest(lamp)
    transact(cart.remove, owner, offer_id=lamp.id, operation_id="x")
    with after(5):
        run_jobs(database)
    assert (sent, outcomes(database)) == ([], [(1, "dropped", "emptied")])


def test_one_press_in_the_mail_ends_it_and_looking_at_the_link_does_not(database: Engine, lamp, sent):
    left_by_guest(lamp)
    with after(5):
        run_jobs(database)
    link = urlsplit(sent[0]["opt_out_link"])
    assert sent[0]["opt_out_link"] in sent[0]["text"]
    with TestClient(create_api(), base_url="http://localhost:3000") as mail_program:
        address = f"{link.path}?{link.query}"
        asked = mail_program.get(address)
        assert (asked.status_code, "No more of these?" in asked.text) == (200, True)
        assert transact(notifications.wanted, ADA) == {"cart"}
        for _ in range(2):
            ended = mail_program.post(address, data={"List-Unsubscribe": "One-Click"})
            assert ended.status_code == 200
        assert mail_program.post(address[:-4] + "AAAA").status_code == 422
    assert transact(notifications.wanted, ADA) == frozenset()
    with after(300):
        left_by_guest(lamp)
        run_jobs(database)
    assert len(sent) == 1


def test_the_link_brings_the_cart_to_another_browser_once(database: Engine, lamp, sent):
    left_by_guest(lamp)
    with after(5):
        run_jobs(database)
        (link,) = [word for word in sent[0]["text"].split() if "/cart?left=" in word]
        asked = parse_qs(urlsplit(link).query)
        reminder_id, key, elsewhere = UUID(asked["left"][0]), asked["key"][0], shop.guest()
        for _ in range(2):
            view = transact(service.restore_left_cart, elsewhere, reminder_id, key=key)
            assert [(line.offer_id, line.quantity) for line in view.lines] == [(lamp.id, 2)]
        with pytest.raises(CheckoutNotFound):
            transact(service.restore_left_cart, elsewhere, reminder_id, key="guessed")


def test_a_persons_link_asks_strangers_to_sign_in(database: Engine, lamp, sent):
    agree()
    owner = left_by_person(lamp)
    with after(5):
        (reminder_id,) = run_jobs(database)
    key = service.reminding.link_key(reminder_id)
    with pytest.raises(SignInRequired):
        transact(service.restore_left_cart, shop.guest(), reminder_id, key=key)
    assert transact(service.restore_left_cart, owner, reminder_id, key=key) == query(cart.view, owner)


def test_a_reminder_is_in_the_guests_language_of_the_checkout_that_was_left(database: Engine, lamp, sent):
    owner = shop.guest()
    with after(0):
        checkout = shop.prepared((lamp, 2), owner=owner, email=ADA, wants_reminder=True, locale="de_DE")
    with after(1):
        paying.expire(checkout.id)
    with after(4.1):
        run_jobs(database)
    (mail,) = sent
    assert mail["subject"].startswith("Noch in Ihrem Warenkorb: ")
    assert "Zusammen: 100,00\xa0$." in mail["text"]


def test_who_chose_texts_alone_is_reminded_by_text_alone_at_their_own_number(
    database: Engine, lamp, sent, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SMS_SINK_URL", "http://127.0.0.1:1")
    settings.cache_clear()
    left_by_person(lamp, locale="de_DE", text_phone="+4915123456789")
    transact(notifications.choose, ADA, Topic.CART_TEXTS, is_wanted=True, source="account")
    with after(4.1):
        transact(service.plan_reminders)
        with database.connect() as connection:
            (reminder_id,) = connection.execute(text("SELECT id FROM cart_reminder")).scalars()
        for _ in range(2):
            transact(service.compose_reminder, reminder_id)
    with database.connect() as connection:
        ((channel, phone, words),) = connection.execute(
            text("SELECT channel, recipient, body_text FROM message")
        ).all()
    assert (channel, phone) == ("sms", "+4915123456789")
    assert "noch in Ihrem Warenkorb (100,00 $)" in words
    assert words.endswith("/cart STOP beendet Nachrichten.")
    transact(service.stop_reminders, ADA)
    with database.connect() as connection:
        assert connection.execute(text("SELECT status FROM message")).scalars().all() == ["withdrawn"]
