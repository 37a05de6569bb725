"""The order's page: what its buyer can do there, and that it follows what happens elsewhere."""

import asyncio

import pytest
from sqlalchemy import text

import app.app  # noqa: F401 -- rehydration needs an rx.App
from backend.cart.schemas import CartOwner
from backend.fulfillment import service as fulfillment
from backend.identity.schemas import Actor
from backend.kit.unit_of_work import transact, unit_of_work
from backend.orders import service as orders
from backend.orders import settlement
from backend.orders.documents import issuing
from backend.orders.documents import process as documents
from backend.trust.schemas import Decision
from state.account.order_actions_state import OrderActionsState
from state.account.order_state import OrderState
from state.account.orders_state import card_of
from tests.factories import floor, shopping
from tests.factories import inventory as make
from tests.factories.trust import deciding
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


def test_times_are_on_the_buyers_clock_and_the_timeline_names_parcels(order, database):
    found, _ = order
    with database.begin() as connection:
        connection.execute(
            text(
                "UPDATE purchase SET locale = 'de_DE', time_zone = 'Europe/Berlin',"
                " placed_at = '2026-01-05 23:30+00'"
            )
        )
    transact(
        fulfillment.ship_units,
        found.id,
        quantities={found.items[0].id: 1},
        carrier="UPS",
        tracking_number="1Z-0001",
        weight_grams=900,
        idempotency_key="one",
        actor=floor.SYSTEM,
    )
    page, _, _ = doing(order)
    assert page.placed == "06.01.2026, 00:30 MEZ"
    steps = {title: note for _, title, _, note in page.parcels[0].steps}
    assert list(steps) == ["Order placed", "Parcel 1 on its way", "The rest is being packed", "Delivered"]
    assert steps["Parcel 1 on its way"] == f"UPS 1Z-0001\n1 × {found.items[0].title}"
    assert not any("UTC" in "".join(step) for step in page.parcels[0].steps)


@pytest.mark.parametrize(
    ("minor", "words"),
    [
        (1000, [("Gift card ending in {four}", "$10.00"), ("Bank transfer, awaited", "$58.08")]),
        (90_000, [("Gift card ending in {four}", "$68.08")]),
    ],
)
def test_the_page_says_what_pays_it_and_how_much_each(order, minor, words):
    code = shopping.gift_card(minor)
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=9)
    checkout, _ = shopping.placed((lamp, 3), gift_card_codes=(code,))
    (order_id,) = shopping.order_ids(checkout.id)
    bought = transact(orders.order_by_id, order_id, actor=floor.SYSTEM)
    page, _, _ = doing((bought, orders.link_key(bought.purchase_id)))
    assert list(page.paid_by) == [(label.format(four=code[-4:]), amount) for label, amount in words]


def test_each_parcel_has_its_invoice_on_the_page(order):
    found, key = order
    for number in (1, 2):
        transact(
            fulfillment.ship_units,
            found.id,
            quantities={found.items[0].id: number},
            carrier="UPS",
            tracking_number=f"1Z-000{number}",
            weight_grams=900,
            idempotency_key=str(number),
            actor=floor.SYSTEM,
        )
        settlement.settle(found.id)
        documents.invoice(found.id)
    page, _, _ = doing(order)
    purchase = found.number.rpartition("-")[0]
    papers = transact(issuing.documents_of_purchase, purchase, actor=floor.SYSTEM)
    assert [one.kind for one in papers] == ["invoice", "invoice"]
    assert list(page.parcels[0].papers) == [
        (f"Invoice {place}", f"/api/v1/papers/{one.number}.pdf?key={key}")
        for place, one in enumerate(papers, start=1)
    ]


def test_units_are_cancelled_in_the_panel(order):
    found, _ = order
    line = found.items[0].id
    _, actions, _ = doing(order, lambda t: t.fire(OrderActionsState.choose("cancel", found.number)))
    assert [(one.chosen, len(one.amounts)) for one in actions.choices] == [("3", 4)]
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


def test_an_order_whose_payment_is_looked_at_says_so_and_does_not_wait_for_money(
    database, redis_db, stand_in
):
    shopping.tax_rates()
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=9)
        buyer = shopping.person(session)
    actor = Actor(person_id=buyer.id)
    by_guest = shopping.prepared((lamp, 1))
    by_buyer = shopping.prepared((lamp, 1), owner=CartOwner(person_id=buyer.id), actor=actor)
    with deciding(Decision.REVIEW):
        shopping.complete(by_guest)
        shopping.complete(by_buyer, actor=actor)
    purchase = transact(orders.purchase_by_checkout, by_guest.id)
    assert purchase is not None
    page, _, _ = doing((purchase.orders[0], orders.link_key(purchase.id)))
    parcel = page.parcels[0]
    assert (parcel.status, parcel.steps[1][:2]) == (
        "In review",
        ("current", "We are checking the payment"),
    )
    (row,) = transact(orders.list_purchases, actor=actor).rows
    assert card_of(row).status == "In review"
    found = {
        status: transact(orders.list_purchases, actor=actor, status=status).total
        for status in ("pending", "in_review", "processing")
    }
    assert found == {"pending": 0, "in_review": 1, "processing": 0}
