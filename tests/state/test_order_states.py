"""The order's page: what its buyer can do there, and that it follows what happens elsewhere."""

import asyncio

import pytest

import app.app  # noqa: F401 -- rehydration needs an rx.App
from backend.kit.unit_of_work import transact, unit_of_work
from backend.orders import service as orders
from state.account.order_actions_state import OrderActionsState
from state.account.order_state import OrderState
from tests.factories import floor, shopping
from tests.factories import inventory as make
from tests.state.processor import tab


@pytest.fixture
def order(database, redis_db):
    shopping.tax_rates()
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=9)
    (order_id,) = floor.released((lamp, 3))
    order = transact(orders.order_by_id, order_id, actor=floor.SYSTEM)
    return order, orders.link_key(order.purchase_id)


def doing(order, *steps):
    """Open the order's page by the link of its e-mail, then run steps; answers the states and the tab."""
    found, key = order

    async def run():
        async with tab() as one:
            one.path = f"/orders/{found.number.rpartition('-')[0]}?key={key}"
            await one.fire(OrderState.load())
            for step in steps:
                await step(one)
            return await one.state(OrderState), await one.state(OrderActionsState), one

    return asyncio.run(run())


def test_the_page_follows_the_order_and_offers_what_can_be_done(order):
    found, _ = order

    async def deliver(one):
        page = await one.state(OrderState)
        parcel = page.parcels[0]
        assert (parcel.may_cancel, parcel.may_return, page.may_readdress) == (True, False, True)
        transact(orders.mark_shipped, found.id, carrier="AP", tracking_number="AP-1", actor=floor.SYSTEM)
        transact(orders.mark_delivered, found.id, actor=floor.SYSTEM)
        await one.fire(OrderState.refresh())

    page, _, _ = doing(order, deliver)
    parcel = page.parcels[0]
    assert (parcel.status, parcel.may_cancel, parcel.may_return) == ("Delivered", False, True)
    assert page.may_readdress is False


def test_units_are_cancelled_in_the_panel(order):
    found, _ = order
    line = found.items[0].id
    _, actions, one = doing(
        order,
        lambda t: t.fire(OrderActionsState.choose("cancel", found.number)),
        lambda t: t.fire(OrderActionsState.send({f"units-{line}": "2", "reason": "Ordered by mistake"})),
    )
    assert (actions.kind, actions.refusal, one.toasts()) == ("", "", ["Cancelled."])
    after = transact(orders.order_by_id, found.id, actor=floor.SYSTEM).items[0]
    assert (after.quantity, after.cancelled) == (1, 2)


def test_a_panel_without_a_choice_says_so_and_changes_nothing(order):
    found, _ = order
    _, actions, _ = doing(
        order,
        lambda t: t.fire(OrderActionsState.choose("cancel", found.number)),
        lambda t: t.fire(OrderActionsState.send({"reason": "Ordered by mistake"})),
    )
    assert (actions.kind, actions.refusal_field) == ("cancel", "units")
    assert transact(orders.order_by_id, found.id, actor=floor.SYSTEM).items[0].quantity == 3


def test_without_the_key_there_is_no_order(order):
    found, _ = order
    page, actions, _ = doing(
        (found, "forged"), lambda t: t.fire(OrderActionsState.choose("cancel", found.number))
    )
    assert page.missing
    assert (page.parcels, actions.choices) == ([], [])
