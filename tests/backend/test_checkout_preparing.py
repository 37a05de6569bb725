from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text

from backend.cart import service as cart
from backend.cart.schemas import CartOwner
from backend.checkout import process, service
from backend.checkout.errors import (
    AlreadyOrdered,
    CartChanged,
    CheckoutNotFound,
    ShippingUnavailable,
    TotalChanged,
)
from backend.identity.schemas import ANONYMOUS, Actor, system_actor
from backend.inventory.errors import OutOfStock
from backend.kit.errors import DomainError, InvalidInput
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.kit.wire import Wire
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.statements import recorded

pytestmark = pytest.mark.usefixtures("database", "redis_db")


@pytest.fixture
def lamp(database: Engine, redis_db: object):
    shop.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=10, price_minor=5000)


def change_offer(engine: Engine, offer_id, assignment: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE offer SET {assignment} WHERE id = :id"), {"id": offer_id})


def held(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(text("SELECT sum(reserved) FROM stock_balance")).scalar_one()


def checkouts(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(text("SELECT count(*) FROM checkout")).scalar_one()


def test_preparing_holds_the_stock_and_fixes_the_total(database: Engine, lamp):
    checkout = shop.prepared((lamp, 2))
    quote = checkout.quote
    assert (quote.subtotal_minor, quote.shipping_minor, quote.tax_minor) == (10000, 499, 420)
    assert checkout.total_minor == 10919
    assert [one.code for one in checkout.shipping_options] == ["standard", "express", "next_day"]
    assert held(database) == 2
    assert checkout.status == "prepared"
    (order,) = checkout.orders
    assert order.promised_from <= order.promised_to


def test_preparing_again_updates_the_same_checkout_and_holds_stock_once(database: Engine, lamp):
    owner = shop.guest()
    first = shop.prepared((lamp, 2), owner=owner)
    cart_op = {"operation_id": str(uuid4())}
    transact(cart.set_quantity, owner, offer_id=lamp.id, quantity=5, **cart_op)
    second = shop.prepare(owner, access_token=first.access_token, shipping_method="express")
    assert second.id == first.id
    assert second.access_token is None
    assert second.quote.subtotal_minor == 25000
    assert (held(database), checkouts(database)) == (5, 1)
    transact(service.view, first.id, access_token=first.access_token, actor=ANONYMOUS)


def test_a_cart_owner_who_lost_the_secret_gets_a_new_one_and_the_old_one_opens_nothing(lamp):
    owner = shop.guest()
    first = shop.prepared((lamp, 1), owner=owner)
    second = shop.prepare(owner)
    assert second.id == first.id
    assert second.access_token not in (None, first.access_token)
    with pytest.raises(CheckoutNotFound):
        query(service.view, first.id, access_token=first.access_token, actor=ANONYMOUS)
    assert query(service.view, first.id, access_token=second.access_token, actor=ANONYMOUS).id == first.id


def test_the_secret_is_stored_as_a_hash(database: Engine, lamp):
    checkout = shop.prepared((lamp, 1))
    with database.connect() as connection:
        row = connection.execute(text("SELECT access_token_hash, to_jsonb(c)::text FROM checkout c")).one()
    assert len(row[0]) == 64
    assert checkout.access_token not in row[1]
    assert checkout.access_token not in repr(checkout)


def test_strangers_see_no_checkout(database: Engine, lamp):
    guests = shop.prepared((lamp, 1))
    with unit_of_work() as session:
        ada = shop.person(session)
    adas = shop.prepared((lamp, 1), owner=CartOwner(ada.id))
    for checkout, actor, token in [
        (guests, ANONYMOUS, None),
        (guests, ANONYMOUS, "guessed"),
        (guests, Actor(person_id=ada.id), None),
        (adas, ANONYMOUS, None),
        (adas, ANONYMOUS, guests.access_token),
        (adas, Actor(person_id=uuid4()), None),
    ]:
        with pytest.raises(CheckoutNotFound):
            query(service.view, checkout.id, access_token=token, actor=actor)
    assert query(service.view, adas.id, access_token=None, actor=Actor(person_id=ada.id)).id == adas.id


def test_a_moved_price_names_the_line_with_old_and_new_and_holds_nothing(database: Engine, lamp):
    with unit_of_work() as session:
        rug = make.offer(session, price_minor=900)
    owner = shop.guest()
    shop.fill(owner, (lamp, 1), (rug, 1))
    change_offer(database, lamp.id, "price_minor = 5600")
    with pytest.raises(CartChanged) as refused:
        shop.prepare(owner)
    (line,) = refused.value.facts["lines"]
    assert line == {
        "offer_id": str(lamp.id),
        "title": line["title"],
        "problem": "price",
        "old_minor": 5000,
        "new_minor": 5600,
    }
    assert (held(database), checkouts(database)) == (0, 0)
    transact(cart.accept_prices, owner)
    assert shop.prepare(owner).quote.subtotal_minor == 6500


def test_an_offer_that_went_away_is_named(database: Engine, lamp):
    owner = shop.guest()
    shop.fill(owner, (lamp, 1))
    change_offer(database, lamp.id, "is_active = false")
    with pytest.raises(CartChanged) as refused:
        shop.prepare(owner)
    assert refused.value.facts["lines"][0]["problem"] == "unavailable"
    assert (held(database), checkouts(database)) == (0, 0)


def test_less_stock_than_wanted_says_how_much_there_is_and_holds_nothing(database: Engine, lamp):
    owner = shop.guest()
    shop.fill(owner, (lamp, 8))
    shop.prepared((lamp, 5))
    with pytest.raises(OutOfStock) as refused:
        shop.prepare(owner)
    assert refused.value.facts["lines"] == [{"offer_id": str(lamp.id), "requested": 8, "available": 5}]
    assert (held(database), checkouts(database)) == (5, 1)


def test_an_unseen_total_is_refused_with_what_moved(database: Engine, lamp):
    owner = shop.guest()
    seen = shop.prepared((lamp, 1), owner=owner)
    with pytest.raises(TotalChanged) as refused:
        shop.prepare(owner, expected_total_minor=seen.total_minor, shipping_method="express")
    facts = refused.value.facts
    assert facts["expected_minor"] == seen.total_minor
    assert facts["changes"]["shipping_minor"]["old"] == 499
    assert set(facts["changes"]) == {"shipping_minor", "tax_minor"}
    again = query(service.view, seen.id, access_token=seen.access_token, actor=ANONYMOUS)
    assert (again.total_minor, again.shipping_method) == (seen.total_minor, "standard")
    assert shop.prepare(owner, expected_total_minor=seen.total_minor).total_minor == seen.total_minor


@pytest.mark.parametrize(
    ("wanted", "error", "field"),
    [
        ({"email": "nobody"}, InvalidInput, "email"),
        ({"payment_method": "cash"}, InvalidInput, "payment_method"),
        ({"shipping_method": "teleport"}, ShippingUnavailable, "shipping_method"),
        (
            {"address": shop.BERLIN.model_copy(update={"country": "AU", "postcode": "2000"})},
            DomainError,
            "country",
        ),
    ],
)
def test_bad_input_is_refused_by_field_and_writes_nothing(
    database: Engine, lamp, wanted: dict[str, object], error: type[DomainError], field: str
):
    owner = shop.guest()
    shop.fill(owner, (lamp, 1))
    with pytest.raises(error) as refused:
        shop.prepare(owner, **wanted)
    assert refused.value.field == field
    assert (held(database), checkouts(database)) == (0, 0)


def test_an_empty_cart_is_no_checkout(database: Engine):
    with pytest.raises(DomainError, match="empty"):
        shop.prepare(shop.guest())
    assert checkouts(database) == 0


def test_one_offer_from_two_warehouses_is_two_orders_that_add_up(database: Engine, lamp):
    with unit_of_work() as session:
        item = make.item_of(session, lamp)
        make.balance(session, item, 5, at=make.warehouse(session, "LAX1", region="CA"))
    checkout = shop.prepared((lamp, 14), payment_method="bank_transfer")
    assert sorted(item.quantity for order in checkout.orders for item in order.items) == [4, 10]
    assert len({order.warehouse_id for order in checkout.orders}) == 2
    assert sum(order.totals.total_minor for order in checkout.orders) == checkout.total_minor
    assert shop.complete(checkout).status == "completed"
    assert len(shop.order_ids(checkout.id)) == 2


def test_a_cart_that_was_ordered_is_not_ordered_again(database: Engine, lamp, monkeypatch):
    owner = shop.guest()
    checkout = shop.prepared((lamp, 1), owner=owner, payment_method="bank_transfer")
    # The guest's cart could not be emptied: Redis was away when the order was committed.
    monkeypatch.setattr("backend.checkout.service.finalising.cart.mark_ordered", lambda *_, **__: None)
    assert shop.complete(checkout).status == "completed"
    monkeypatch.undo()
    with pytest.raises(AlreadyOrdered):
        shop.prepare(owner)
    transact(service.close_cart, checkout.id)
    with pytest.raises(DomainError, match="empty"):
        shop.prepare(owner)
    assert checkouts(database) == 1


def test_a_two_line_order_by_transfer_takes_fifteen_statements_in_seven_round_trips(
    database: Engine, lamp, monkeypatch
):
    with unit_of_work() as session:
        rug = make.offer(session, on_hand=10)
    shop.placed((lamp, 1))
    owner = shop.guest()
    shop.fill(owner, (lamp, 1), (rug, 1))
    talks = []
    talk = Wire._talk

    def counted(wire: Wire, *statements: object, **how: object) -> object:
        talks.append(statements)
        return talk(wire, *statements, **how)

    monkeypatch.setattr(Wire, "_talk", counted)
    with recorded(database) as preparing:
        checkout = shop.prepare(owner, payment_method="bank_transfer")
    assert len(talks) == 3
    with recorded(database) as completing:
        assert shop.complete(checkout).status == "completed"
    assert len(talks) == 3 + 4
    assert (len(preparing), len(completing)) == (6, 9)


def test_a_checkout_whose_time_is_over_gives_its_stock_back(database: Engine, lamp):
    checkout = shop.prepared((lamp, 2))
    process.expire(checkout.id)
    assert held(database) == 2
    with database.begin() as connection:
        connection.execute(text("UPDATE checkout SET expires_at = now() - interval '1 second'"))
    assert process.heal_unfinished(quiet_for=timedelta(hours=1)) == 1
    assert held(database) == 0
    assert query(service.view, checkout.id, access_token=None, actor=system_actor("t")).status == "expired"
    assert process.heal_unfinished(quiet_for=timedelta(hours=1)) == 0
