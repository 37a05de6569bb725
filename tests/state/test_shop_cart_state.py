"""The cart's page: what the hand does, what a forged frame cannot do."""

import asyncio
from uuid import uuid4

import pytest
from sqlmodel import select

import app.app  # noqa: F401 -- rehydration needs an rx.App
from backend.analytics.models import StorefrontEvent
from backend.cart import service as cart
from backend.cart.schemas import CartOwner
from backend.identity import cookies
from backend.kit.unit_of_work import transact, unit_of_work
from backend.storefront import service as storefront
from state.shop import tracking
from state.shop.cart_state import CartState
from state.shop.shop_state import ShopState
from tests.factories import inventory as make
from tests.factories import shopping
from tests.state.processor import tab


@pytest.fixture
def lamp(database, redis_db):
    shopping.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=3)


@pytest.fixture
def visitor():
    return uuid4()


def doing(visitor, *steps):
    """Run steps in one tab: each is a function of the tab that answers an awaitable."""

    async def run():
        async with tab() as one:
            one.cookie = f"{cookies.VISITOR_COOKIE}={cookies.signed_visitor(visitor)}"
            for step in steps:
                await step(one)
            await tracking.recorded()
            return await one.state(CartState), await one.state(ShopState), one

    return asyncio.run(run())


def put(visitor, offer, quantity=1):
    owner = CartOwner(visitor_id=visitor)
    transact(cart.add, owner, offer_id=offer.id, quantity=quantity, operation_id=str(uuid4()))
    return owner


def in_cart(visitor):
    return {line.offer_id: line.quantity for line in transact(cart.view, CartOwner(visitor_id=visitor)).lines}


def test_adding_says_so_counts_in_the_header_and_is_recorded(lamp, visitor):
    _, shop, one = doing(visitor, lambda t: t.fire(ShopState.add_to_cart(lamp.id, 2, "press-1")))
    assert (in_cart(visitor), shop.cart_count) == ({lamp.id: 2}, 2)
    assert one.toasts() == ["2 added to your cart"]
    with unit_of_work() as session:
        assert [event.kind for event in session.exec(select(StorefrontEvent))] == ["add_to_cart"]


def test_a_press_that_arrives_twice_adds_once(lamp, visitor):
    twice = [lambda t: t.fire(ShopState.add_to_cart(lamp.id, 1, "press-1"))] * 2
    doing(visitor, *twice)
    assert in_cart(visitor) == {lamp.id: 1}


@pytest.mark.parametrize(
    ("offer_id", "quantity"),
    [("not-an-id", 1), (None, 1), ("{lamp}", -1), ("{lamp}", 0), ("{lamp}", 1000), ("{lamp}", "two")],
)
def test_a_forged_frame_adds_nothing(lamp, visitor, offer_id, quantity):
    sent = str(lamp.id) if offer_id == "{lamp}" else offer_id
    name = f"{ShopState.get_full_name()}.add_to_cart"
    payload = {"offer_id": sent, "quantity": quantity, "operation_id": "x"}
    _, shop, one = doing(visitor, lambda t: t.send(name, payload))
    assert (in_cart(visitor), shop.cart_count) == ({}, 0)
    assert len(one.toasts()) == 1


def test_a_quantity_stops_at_what_is_there_and_says_so(lamp, visitor):
    put(visitor, lamp)
    state, shop, one = doing(
        visitor,
        lambda t: t.fire(CartState.load()),
        lambda t: t.fire(CartState.set_quantity(lamp.id, "s1", 9)),
    )
    assert (in_cart(visitor), shop.cart_count, state.units) == ({lamp.id: 3}, 3, 3)
    assert len(one.toasts()) == 1


def test_what_was_removed_comes_back(lamp, visitor):
    put(visitor, lamp, 2)
    state, _, _ = doing(
        visitor, lambda t: t.fire(CartState.load()), lambda t: t.fire(CartState.remove(lamp.id, "r1"))
    )
    assert (in_cart(visitor), state.removed) == ({}, "Product " + state.removed.split()[-1])
    put(visitor, lamp, 2)
    state, _, _ = doing(
        visitor,
        lambda t: t.fire(CartState.load()),
        lambda t: t.fire(CartState.remove(lamp.id, "r2")),
        lambda t: t.fire(CartState.undo()),
    )
    assert (in_cart(visitor), state.removed) == ({lamp.id: 2}, "")


def test_the_last_units_do_not_look_sold_out_to_whom_they_are_held_for(lamp, visitor):
    shopping.prepare(put(visitor, lamp, 3))
    state, _, _ = doing(visitor, lambda t: t.fire(CartState.load()))
    assert [(row.quantity, row.problem) for row in state.rows] == [(3, "")]
    assert state.has_problems is False


def test_a_new_price_is_said_and_can_be_accepted(lamp, visitor):
    put(visitor, lamp)
    with unit_of_work() as session:
        session.get(type(lamp), lamp.id).price_minor = 2499
    state, _, _ = doing(visitor, lambda t: t.fire(CartState.load()))
    assert [row.problem for row in state.rows] == ["The price changed from $19.99 to $24.99."]
    assert state.has_new_prices is True
    state, _, _ = doing(
        visitor, lambda t: t.fire(CartState.load()), lambda t: t.fire(CartState.accept_prices())
    )
    assert ([row.problem for row in state.rows], state.subtotal) == ([""], "$24.99")


def test_a_line_goes_to_the_saved_ones_and_comes_back(lamp, visitor):
    put(visitor, lamp, 2)
    load, save = (
        (lambda t: t.fire(CartState.load())),
        (lambda t: t.fire(CartState.save_for_later(lamp.id, "k1"))),
    )
    state, shop, _ = doing(visitor, load, save)
    assert ([row.offer_id for row in state.saved], state.rows, shop.cart_count) == ([str(lamp.id)], [], 0)
    assert [(row.note, row.can_move) for row in state.saved] == [("Only 3 left.", True)]
    state, shop, _ = doing(visitor, load, lambda t: t.fire(CartState.move_back(lamp.id, "k2")))
    assert (state.saved, [row.quantity for row in state.rows], shop.cart_count) == ([], [2], 2)


def test_a_count_that_another_tab_changed_is_read_again(lamp, visitor):
    put(visitor, lamp, 2)
    _, shop, _ = doing(visitor, lambda t: t.fire(ShopState.count_again()))
    assert shop.cart_count == 2


def test_the_shelf_below_the_lines_sells_what_is_beside_them_and_not_what_is_in_the_cart(database, redis_db):
    shopping.tax_rates()
    for kept in (storefront._favourites, storefront._cards):
        kept.clear()  # the world of another test is not beside this one's
    with unit_of_work() as session:
        lamp, beside = make.offer(session, on_hand=3), make.offer(session, on_hand=3)
        make.offer(session, on_hand=0)
        elsewhere = make.product(session, category_id=make.category(session, "elsewhere").id)
        make.offer(session, on_hand=3, of=make.variant(session, of=elsewhere))
    visitor = uuid4()
    put(visitor, lamp)
    load = lambda t: t.fire(CartState.load())  # noqa: E731  a step of the tab
    state, _, _ = doing(visitor, load)
    assert [one.offer_id for one in state.related] == [str(beside.id)]
    state, shop, _ = doing(visitor, load, lambda t: t.fire(CartState.add_related(beside.id, "shelf-1")))
    assert (in_cart(visitor), shop.cart_count, state.related) == ({lamp.id: 1, beside.id: 1}, 2, [])


def test_looking_again_shows_what_another_tab_did_and_keeps_what_can_be_undone(lamp, visitor):
    put(visitor, lamp, 2)

    async def elsewhere(one):
        put(visitor, lamp, 1)
        await one.fire(CartState.look_again())

    state, shop, _ = doing(
        visitor,
        lambda t: t.fire(CartState.load()),
        lambda t: t.fire(CartState.remove(lamp.id, "r1")),
        elsewhere,
    )
    assert ([row.quantity for row in state.rows], shop.cart_count) == ([1], 1)
    assert state.removed.startswith("Product ")
