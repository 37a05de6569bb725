"""What only guests' carts do: merging at sign-in, living in Redis, doing without it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from redis import Redis
from sqlalchemy import Engine, text

from backend.cart import facts, guest_carts, service
from backend.cart.schemas import CartOwner
from backend.kit.errors import Conflict, Unavailable
from backend.kit.unit_of_work import query, transact, unit_of_work
from tests.factories import inventory as make
from tests.factories import people


@pytest.fixture
def visitor_id(database: Engine, redis_db: Redis) -> UUID:
    return uuid4()


@pytest.fixture
def person_id(database: Engine) -> UUID:
    with unit_of_work() as session:
        return people.person(session).id


def on_sale(on_hand: int = 10, title: str = "Lamp", **values) -> UUID:
    with unit_of_work() as session:
        variant = make.variant(session, of=make.product(session, title=title))
        return make.offer(session, of=variant, on_hand=on_hand, **values).id


def add(owner: CartOwner, offer_id: UUID, quantity: int = 1) -> None:
    transact(service.add, owner, offer_id=offer_id, quantity=quantity, operation_id=str(uuid4()))


def merge(visitor_id: UUID, person_id: UUID) -> list[tuple[str, str]]:
    changes = transact(service.merge, visitor_id=visitor_id, person_id=person_id)
    return [(change.kind, change.message) for change in changes]


def quantities(owner: CartOwner) -> dict[UUID, int]:
    return {line.offer_id: line.quantity for line in query(service.view, owner).lines}


def test_signing_in_adds_up_caps_and_says_what_changed(database: Engine, visitor_id, person_id):
    guest, person = CartOwner(visitor_id=visitor_id), CartOwner(person_id=person_id)
    both, scarce, new, gone, sold_out = (
        on_sale(title=title, price_minor=2000) for title in ("Both", "Scarce", "New", "Gone", "Sold out")
    )
    add(person, both, 1)
    add(person, scarce, 4)
    for offer_id in (both, scarce, new, gone, sold_out):
        add(guest, offer_id, 3)
    with database.begin() as connection:
        connection.execute(text("UPDATE offer SET is_active = false WHERE id = :id"), {"id": gone})
        connection.execute(text("UPDATE offer SET price_minor = 2100 WHERE id = :id"), {"id": new})
        for offer_id, kept in ((scarce, 5), (sold_out, 10)):
            connection.execute(
                text(
                    "UPDATE stock_balance SET safety_stock = :kept WHERE stock_item_id ="
                    " (SELECT stock_item_id FROM offer_component WHERE offer_id = :id)"
                ),
                {"kept": kept, "id": offer_id},
            )

    assert merge(visitor_id, person_id) == [
        ("added", "Both: 3 more from before you signed in, 4 in all."),
        ("capped", "Scarce: only 5 are available, so your cart has 5."),
        ("added", "New was kept from before you signed in."),
        ("left_out", "Gone is no longer sold and was left out of your cart."),
        ("left_out", "Sold out is sold out and was left out of your cart."),
    ]
    assert quantities(person) == {both: 4, scarce: 5, new: 3}
    cart = query(service.view, person)
    assert cart.lines[2].problem == "The price changed from $20.00 to $21.00.", "as the guest saw it"
    assert quantities(guest) == {}
    assert merge(visitor_id, person_id) == []
    assert quantities(person) == {both: 4, scarce: 5, new: 3}


def test_a_cart_of_its_own_is_never_cut_by_a_merge(database: Engine, visitor_id, person_id):
    guest, person = CartOwner(visitor_id=visitor_id), CartOwner(person_id=person_id)
    offer_id = on_sale(9)
    add(person, offer_id, 8)
    add(guest, offer_id, 1)
    with database.begin() as connection:
        connection.execute(text("UPDATE stock_balance SET safety_stock = 7"))
    assert merge(visitor_id, person_id) == [("capped", "Lamp: only 2 are available, so your cart has 8.")]
    assert quantities(person) == {offer_id: 8}


def test_signing_in_with_nothing_writes_nothing(database: Engine, visitor_id, person_id):
    assert merge(visitor_id, person_id) == []
    with database.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM cart")).scalar() == 0


def test_a_merge_that_rolls_back_leaves_both_carts(visitor_id, person_id):
    guest, person = CartOwner(visitor_id=visitor_id), CartOwner(person_id=person_id)
    offer_id = on_sale()
    add(guest, offer_id, 2)

    def failing_sign_in(session) -> None:
        service.merge(session, visitor_id=visitor_id, person_id=person_id)
        raise Conflict("the sign-in failed afterwards")

    with pytest.raises(Conflict):
        transact(failing_sign_in)
    assert quantities(guest) == {offer_id: 2}
    assert quantities(person) == {}


def test_a_crash_between_commit_and_emptying_does_not_double_the_cart(visitor_id, person_id, monkeypatch):
    guest, person = CartOwner(visitor_id=visitor_id), CartOwner(person_id=person_id)
    offer_id = on_sale()
    add(guest, offer_id, 2)

    def unreachable(*_: object) -> None:
        raise Unavailable("gone")

    with monkeypatch.context() as broken:
        broken.setattr(guest_carts.GuestCarts, "settle", unreachable)
        assert len(merge(visitor_id, person_id)) == 1
    assert quantities(guest) == {offer_id: 2}, "it could not be emptied"

    assert merge(visitor_id, person_id) == []
    assert quantities(person) == {offer_id: 2}
    assert quantities(guest) == {}


def test_signing_in_from_many_tabs_at_once_merges_once(visitor_id, person_id):
    guest, person = CartOwner(visitor_id=visitor_id), CartOwner(person_id=person_id)
    offers = [on_sale() for _ in range(3)]
    for offer_id in offers:
        add(guest, offer_id, 2)
    with ThreadPoolExecutor(8) as tabs:
        told = list(tabs.map(lambda _: merge(visitor_id, person_id), range(8)))
    assert sorted(len(changes) for changes in told) == [0] * 7 + [3]
    assert quantities(person) == dict.fromkeys(offers, 2)
    assert quantities(guest) == {}


def test_a_guests_cart_lives_thirty_days_from_the_last_change(redis_db: Redis, visitor_id):
    guest = CartOwner(visitor_id=visitor_id)
    add(guest, on_sale())
    keys = list(redis_db.scan_iter())
    assert len(keys) == 2
    for key in keys:
        assert 30 * 86_400 - 5 <= redis_db.ttl(key) <= 30 * 86_400
        redis_db.expire(key, 60)
    add(guest, on_sale())
    assert all(redis_db.ttl(key) > 86_400 for key in keys)


def test_an_offer_that_was_deleted_is_shown_as_withdrawn(database: Engine, visitor_id):
    guest = CartOwner(visitor_id=visitor_id)
    offer_id = on_sale(price_minor=2000)
    add(guest, offer_id, 2)
    with database.begin() as connection:
        connection.execute(text("DELETE FROM offer WHERE id = :id"), {"id": offer_id})
    (line,) = query(service.view, guest).lines
    assert (line.title, line.problem_kind, line.quantity) == ("An item that was withdrawn", "gone", 2)
    transact(service.remove, guest, offer_id=offer_id, operation_id="tidy")
    assert quantities(guest) == {}


def test_without_redis_a_guest_hears_one_calm_sentence(database: Engine, visitor_id, person_id, monkeypatch):
    offer_id = on_sale()
    person = CartOwner(person_id=person_id)
    nowhere = Redis.from_url("redis://127.0.0.1:1/0", socket_connect_timeout=0.2)
    monkeypatch.setattr(guest_carts.cache, "redis", lambda: nowhere)

    for attempt in (
        lambda: query(service.view, CartOwner(visitor_id=visitor_id)),
        lambda: add(CartOwner(visitor_id=visitor_id), offer_id),
        lambda: merge(visitor_id, person_id),
    ):
        with pytest.raises(Unavailable) as refusal:
            attempt()
        assert "Nothing in it is lost" in refusal.value.message
    add(person, offer_id)
    assert quantities(person) == {offer_id: 1}, "people's carts do not need it"
    with database.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM cart")).scalar() == 1


def saved(owner: CartOwner) -> dict[UUID, int]:
    return {line.offer_id: line.quantity for line in query(service.saved, owner)}


def test_what_was_saved_comes_along_at_sign_in_and_is_told_once(redis_db: Redis, visitor_id, person_id):
    guest, person = CartOwner(visitor_id=visitor_id), CartOwner(person_id=person_id)
    both, new = on_sale(title="Both"), on_sale(title="New")
    for owner, offer_id, quantity in ((person, both, 1), (guest, both, 4), (guest, new, 2)):
        add(owner, offer_id, quantity)
        transact(service.save_for_later, owner, offer_id=offer_id, operation_id=str(uuid4()))

    assert merge(visitor_id, person_id) == [("saved", "1 item that you saved for later came along.")]
    assert saved(person) == {both: 1, new: 2}, "what the person had saved stays as it was"
    assert saved(guest) == {}
    assert merge(visitor_id, person_id) == []
    told = transact(service.take_notices, person)
    assert [one.message for one in told] == ["1 item that you saved for later came along."]
    assert transact(service.take_notices, person) == ()
    assert transact(service.take_notices, guest) == ()


def test_the_sellers_limit_holds_when_carts_are_merged(visitor_id, person_id):
    guest, person = CartOwner(visitor_id=visitor_id), CartOwner(person_id=person_id)
    offer_id = on_sale(max_per_order=3)
    add(person, offer_id, 2)
    add(guest, offer_id, 2)
    assert merge(visitor_id, person_id) == [
        ("capped", "Lamp: one order takes at most 3, so your cart has 3.")
    ]
    assert quantities(person) == {offer_id: 3}
    (notice,) = transact(service.take_notices, person)
    assert (notice.kind, notice.offer_id) == ("capped", offer_id)


def test_a_cart_that_redis_lost_comes_back_under_its_id_but_not_after_a_merge(
    redis_db: Redis, visitor_id, person_id
):
    guest = CartOwner(visitor_id=visitor_id)
    lamp, rug = on_sale(), on_sale(price_minor=500)
    add(guest, lamp, 2)
    cart_id = query(service.view, guest).id
    lost = {
        "visitor_id": visitor_id,
        "cart_id": cart_id,
        "currency": "USD",
        "lines": [(lamp, 2, 1999), (rug, 1, 500)],
    }
    assert transact(service.bring_back, **lost) is False, "it is there"
    redis_db.flushdb()
    assert transact(service.bring_back, **lost) is True
    cart = query(service.view, guest)
    assert (cart.id, quantities(guest)) == (cart_id, {lamp: 2, rug: 1})
    assert [line.seen_price_minor for line in cart.lines] == [1999, 500]
    add(guest, lamp)
    assert [line.quantity for line in query(service.view, guest).lines] == [3, 1], "the order of lines stays"
    merge(visitor_id, person_id)
    assert transact(service.bring_back, **lost) is False
    assert quantities(guest) == {}


def test_promotion_codes_come_along_at_sign_in_and_the_guests_own_stay_last(visitor_id, person_id):
    guest, person = CartOwner(visitor_id=visitor_id), CartOwner(person_id=person_id)
    offer_id = on_sale()
    for owner, codes in ((person, ["MINE"]), (guest, ["SPRING", "FREESHIP"])):
        add(owner, offer_id)
        with unit_of_work() as session:
            store = facts.store_of(session, owner)
            store.read_for_change()
            store.keep_codes(codes)
    merge(visitor_id, person_id)
    with unit_of_work() as session:
        assert facts.store_of(session, person).read().codes == ("MINE", "SPRING", "FREESHIP")
    assert quantities(person) == {offer_id: 2}
