"""How long a checkout holds its stock, and that a cart which reached it outlives Redis."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from backend.cart import service as cart
from backend.cart.errors import CartEmpty
from backend.cart.schemas import CartOwner
from backend.checkout import process, service
from backend.checkout.errors import CartChanged, CheckoutClosed, CheckoutNotFound
from backend.identity.schemas import ANONYMOUS, Actor
from backend.kit import clock
from backend.kit.unit_of_work import query, transact, unit_of_work
from tests.factories import inventory as make
from tests.factories import shopping as shop

NOON = clock.datetime(2026, 11, 2, 12, tzinfo=clock.UTC)


@pytest.fixture
def lamp(database: Engine, redis_db: object):
    shop.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=10, price_minor=5000)


def reserved(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(text("SELECT sum(reserved) FROM stock_balance")).scalar_one()


def keep(checkout, actor=ANONYMOUS):
    return transact(service.keep_alive, checkout.id, access_token=checkout.access_token, actor=actor)


def test_guests_hold_for_ten_minutes_and_people_for_fifteen(lamp):
    with unit_of_work() as session:
        ada = shop.person(session)
    with clock.frozen(NOON):
        assert shop.prepared((lamp, 1)).expires_at == NOON + timedelta(minutes=10)
        assert shop.prepared((lamp, 1), owner=CartOwner(ada.id)).expires_at == NOON + timedelta(minutes=15)


def test_who_is_still_at_it_holds_on_but_not_longer_than_an_hour(database: Engine, lamp):
    with clock.frozen(NOON):
        checkout = shop.prepared((lamp, 2))
    for minutes, until in ((5, 15), (14, 24), (20, 30), (29, 39), (38, 48), (47, 57), (55, 60), (59, 60)):
        with clock.frozen(NOON + timedelta(minutes=minutes)):
            assert keep(checkout) == NOON + timedelta(minutes=until)
            assert transact(cart_expiry, checkout.id) == NOON + timedelta(minutes=until)
    with clock.frozen(NOON + timedelta(minutes=61)):
        process.expire(checkout.id)
        assert reserved(database) == 0
        with pytest.raises(CheckoutClosed):
            keep(checkout)


def cart_expiry(session, checkout_id):
    return session.execute(
        text("SELECT expires_at FROM reservation WHERE holder_id = :id"), {"id": checkout_id}
    ).scalar_one()


def test_a_stranger_keeps_nothing_alive(lamp):
    checkout = shop.prepared((lamp, 1))
    with pytest.raises(CheckoutNotFound):
        transact(service.keep_alive, checkout.id, access_token="guessed", actor=Actor())


def test_a_checkout_whose_stock_was_handed_back_says_that_it_holds_nothing(database: Engine, lamp):
    owner = shop.guest()
    with clock.frozen(NOON):
        checkout = shop.prepared((lamp, 2), owner=owner)
        transact(service.hand_back, owner)
        seen = query(service.view, checkout.id, access_token=checkout.access_token, actor=ANONYMOUS)
        assert (seen.expires_at, reserved(database)) == (NOON, 0)
        with pytest.raises(CheckoutClosed):
            keep(checkout)


def test_everything_that_moved_is_said_in_one_answer(database: Engine, lamp):
    owner = shop.guest()
    with unit_of_work() as session:
        rug, mug, gone = (make.offer(session, on_hand=9, price_minor=price) for price in (900, 700, 300))
    shop.fill(owner, (lamp, 4), (rug, 5), (mug, 3), (gone, 1))
    with database.begin() as connection:
        for change, id_ in (
            ("price_minor = 5600", lamp.id),
            ("max_per_order = 2", mug.id),
            ("is_active = false", gone.id),
        ):
            connection.execute(text(f"UPDATE offer SET {change} WHERE id = :id"), {"id": id_})
        for kept, id_ in ((7, lamp.id), (6, rug.id)):
            connection.execute(
                text(
                    "UPDATE stock_balance SET safety_stock = :kept WHERE stock_item_id ="
                    " (SELECT stock_item_id FROM offer_component WHERE offer_id = :id)"
                ),
                {"kept": kept, "id": id_},
            )
    with pytest.raises(CartChanged) as refused:
        shop.prepare(owner)
    assert [
        (one["offer_id"], one["problem"], one["old_minor"], one["new_minor"], one.get("available"))
        for one in refused.value.facts["lines"]
    ] == [
        (str(lamp.id), "price", 5000, 5600, None),
        (str(lamp.id), "short", 5000, 5600, 3),
        (str(rug.id), "short", 900, 900, 3),
        (str(mug.id), "limit", 700, 700, None),
        (str(gone.id), "unavailable", 300, None, None),
    ]
    assert reserved(database) == 0


def test_a_prepared_cart_outlives_redis_and_becomes_one_order(database: Engine, redis_db, lamp):
    owner = shop.guest()
    checkout = shop.prepared((lamp, 2), owner=owner, payment_method="bank_transfer")
    cart_id = query(cart.view, owner).id
    redis_db.flushdb()
    again = shop.prepare(owner, access_token=checkout.access_token, payment_method="bank_transfer")
    assert (again.id, again.total_minor, reserved(database)) == (checkout.id, checkout.total_minor, 2)
    assert query(cart.view, owner).id == cart_id
    redis_db.flushdb()
    assert shop.complete(checkout).status == "completed", "paying asks the database alone"
    assert len(shop.order_ids(checkout.id)) == 1
    assert transact(service.bring_back_cart, owner) is False, "what was ordered does not come back"
    with pytest.raises(CartEmpty):
        shop.prepare(owner)


def test_an_expired_checkout_still_knows_the_cart_and_an_emptied_cart_stays_empty(redis_db, lamp):
    owner = shop.guest()
    with clock.frozen(NOON):
        checkout = shop.prepared((lamp, 2), owner=owner)
    with clock.frozen(NOON + timedelta(minutes=11)):
        process.expire(checkout.id)
    redis_db.flushdb()
    with clock.frozen(NOON + timedelta(days=3)):
        assert transact(service.bring_back_cart, owner) is True
        assert [line.quantity for line in query(cart.view, owner).lines] == [2]
        transact(cart.remove, owner, offer_id=lamp.id, operation_id="empty")
        assert transact(service.bring_back_cart, owner) is False
    redis_db.flushdb()
    with clock.frozen(NOON + timedelta(days=31)):
        assert transact(service.bring_back_cart, owner) is False
