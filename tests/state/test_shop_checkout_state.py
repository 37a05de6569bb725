"""Checkout in a tab: the server decides every amount, and what moved is said line by line."""

import asyncio
from uuid import uuid4

import pytest
from sqlmodel import select

import app.app  # noqa: F401 -- rehydration needs an rx.App
from backend.cart import service as cart
from backend.cart.schemas import CartOwner
from backend.checkout.models import Checkout
from backend.identity import address_book, cookies
from backend.identity import service as identity
from backend.identity.schemas import AddressInput, system_actor
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.orders.models import Purchase
from backend.payments import gift_cards, store_credit
from jobs import invariants
from state.account.order_state import OrderState
from state.shop.checkout_state import CheckoutState
from tests.factories import inventory as make
from tests.factories import shopping
from tests.factories.sessions import token_of
from tests.state.processor import tab

ADDRESS = {
    "email": "ada@example.com",
    "name": "Ada Byron",
    "line1": "1 Main St",
    "city": "Brooklyn",
    "region": "NY",
    "postcode": "11201",
    "country": "US",
}


@pytest.fixture
def lamp(database, redis_db):
    shopping.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=3)


@pytest.fixture
def visitor(lamp):
    visitor_id = uuid4()
    owner = CartOwner(visitor_id=visitor_id)
    transact(cart.add, owner, offer_id=lamp.id, quantity=2, operation_id="first")
    return visitor_id


def doing(visitor, *events, then=None):
    async def run():
        async with tab() as one:
            one.cookie = f"{cookies.VISITOR_COOKIE}={cookies.signed_visitor(visitor)}"
            one.path = "/checkout"
            await one.fire(CheckoutState.load())
            for event in events:
                await one.fire(event)
            if then is not None:
                await then(one)
            return await one.state(CheckoutState), one

    return asyncio.run(run())


def rows(table):
    with unit_of_work() as session:
        return session.exec(select(table)).all()


def test_a_bad_address_holds_nothing_and_says_what_to_mend(visitor):
    state, _ = doing(visitor, CheckoutState.save_address({**ADDRESS, "postcode": "1", "name": ""}))
    assert state.errors == {
        "name": "Please enter the name of whoever receives it.",
        "postcode": "Please enter a ZIP code such as 94103.",
    }
    assert (state.step, rows(Checkout)) == ("address", [])


def test_a_good_address_shows_what_everything_costs_before_paying(visitor):
    state, _ = doing(visitor, CheckoutState.save_address(ADDRESS))
    (checkout,) = rows(Checkout)
    assert state.step == "pay"
    assert state.totals[0] == ("Items", "$39.98")
    assert [choice.is_chosen for choice in state.shipping].count(True) == 1
    assert state._total_minor == checkout.total_minor
    assert state.total == f"${checkout.total_minor / 100:.2f}"


def test_another_way_to_send_it_changes_the_total(visitor):
    standard, _ = doing(visitor, CheckoutState.save_address(ADDRESS))
    express, _ = doing(visitor, CheckoutState.save_address(ADDRESS), CheckoutState.choose_shipping("express"))
    assert express._total_minor > standard._total_minor
    assert [choice.code for choice in express.shipping if choice.is_chosen] == ["express"]


def test_a_price_that_moved_is_said_and_nothing_is_held_until_it_is_accepted(visitor, lamp):
    with unit_of_work() as session:
        session.get(type(lamp), lamp.id).price_minor = 2999
    state, _ = doing(visitor, CheckoutState.save_address(ADDRESS))
    assert len(state.changes) == 1
    assert state.changes[0].endswith("was $19.99, is now $29.99.")
    assert (state.step, rows(Checkout)) == ("address", [])
    state, _ = doing(visitor, CheckoutState.save_address(ADDRESS), CheckoutState.accept_changes())
    assert (state.step, state.changes, state.totals[0]) == ("pay", [], ("Items", "$59.98"))


def test_less_than_wanted_is_said_and_taken_when_accepted(visitor, lamp):
    shopping.prepared((lamp, 2))
    state, _ = doing(visitor, CheckoutState.save_address(ADDRESS))
    assert [change.split(": ")[1] for change in state.changes] == ["only 1 left, not 2."]
    state, _ = doing(visitor, CheckoutState.save_address(ADDRESS), CheckoutState.accept_changes())
    assert (state.step, state.totals[0]) == ("pay", ("Items", "$19.99"))


def test_a_transfer_ends_on_the_order_with_its_key(visitor):
    shown = {}

    async def look(one):
        one.path = one.redirects()[-1]
        await one.fire(OrderState.load())
        shown["own"] = await one.state(OrderState)

    _, one = doing(
        visitor,
        CheckoutState.save_address(ADDRESS),
        CheckoutState.choose_payment("bank_transfer"),
        CheckoutState.pay(),
        then=look,
    )
    (purchase,) = rows(Purchase)
    assert one.redirects()[-1].startswith(f"/orders/{purchase.number}?key=")
    assert (shown["own"].missing, shown["own"].heading) == (False, "Thank you. Your order is placed.")
    assert shown["own"].transfer_reference.startswith("T-")
    assert [parcel.status for parcel in shown["own"].parcels] == ["Waiting for payment"]


@pytest.mark.parametrize("key", ["", "?key=guessed"])
def test_a_strangers_order_looks_like_none(visitor, key):
    doing(
        visitor,
        CheckoutState.save_address(ADDRESS),
        CheckoutState.choose_payment("bank_transfer"),
        CheckoutState.pay(),
    )
    (purchase,) = rows(Purchase)

    async def run():
        async with tab() as one:
            one.path = f"/orders/{purchase.number}{key}"
            await one.fire(OrderState.load())
            return await one.state(OrderState)

    state = asyncio.run(run())
    assert (state.missing, state.purchase_number, state.parcels, state.email) == (True, "", [], "")


@pytest.mark.parametrize(
    ("handler", "payload"),
    [
        ("pay", {}),
        ("card_answered", {"outcome": "ok", "message": ""}),
        ("card_answered", {"outcome": "paid", "message": ""}),
        ("choose_payment", {"method": "free"}),
        ("choose_shipping", {"code": "../../x"}),
        ("choose_country", {"country": "<b>"}),
        ("save_address", {"form": ["not", "a", "form"]}),
        ("save_address", {"form": {"email": {"nested": 1}}}),
    ],
)
def test_a_forged_frame_orders_nothing(visitor, handler, payload):
    async def forge(one):
        await one.send(f"{CheckoutState.get_full_name()}.{handler}", payload)

    state, _ = doing(visitor, then=forge)
    assert (rows(Purchase), rows(Checkout)) == ([], [])
    assert (state.country, state.payment) == ("US", "card")
    assert state.refusal != "" or state.errors != {}


def test_saying_that_the_card_was_confirmed_places_no_order(visitor):
    state, one = doing(visitor, CheckoutState.save_address(ADDRESS), CheckoutState.card_answered("ok", ""))
    assert (rows(Purchase), state.step) == ([], "pay")
    assert state.refusal != ""
    assert one.redirects() == []


def test_who_has_been_here_before_sees_the_total_at_once_and_sends_it_elsewhere_by_one_click(lamp):
    token = token_of()
    actor = transact(identity.actor_for_token, token)
    transact(cart.add, CartOwner(actor.person_id), offer_id=lamp.id, quantity=1, operation_id="first")
    places = {key: value for key, value in ADDRESS.items() if key != "email"}
    home = transact(address_book.save_address, AddressInput(**places), actor=actor)
    berlin = {
        **places,
        "line1": "Weg 1",
        "city": "Berlin",
        "region": "",
        "postcode": "10115",
        "country": "DE",
    }

    async def run():
        async with tab() as one:
            one.cookie, one.path = f"{cookies.SESSION_COOKIE}={token}", "/checkout"
            await one.fire(CheckoutState.load())
            first = await one.state(CheckoutState)
            assert (first.step, first.entry, first.fields["email"]) == ("pay", str(home.id), actor.email)
            assert first.address_lines[1:] == ["1 Main St", "Brooklyn, NY 11201", "United States"]
            await one.fire(CheckoutState.edit_address())
            await one.fire(CheckoutState.choose_entry(""))
            await one.fire(CheckoutState.save_address({**berlin, "email": actor.email, "keep": True}))
            second = await one.state(CheckoutState)
            assert (second.step, second.country, len(second.book)) == ("pay", "DE", 2)
            await one.fire(CheckoutState.choose_entry(str(home.id)))
            assert (await one.state(CheckoutState)).address_lines[1] == "1 Main St"
            await one.fire(CheckoutState.choose_entry(str(uuid4())))
            return await one.state(CheckoutState)

    state = asyncio.run(run())
    assert state.refusal == "This address is not in your book any more. Choose another one."
    assert [one.address.country for one in transact(address_book.list_addresses, actor=actor)] == ["US", "DE"]
    (checkout,) = rows(Checkout)
    assert checkout.address["line1"] == "1 Main St"


def test_codes_gift_cards_and_credit_pay_and_can_be_taken_back(lamp, stand_in):
    token = token_of()
    actor = transact(identity.actor_for_token, token)
    transact(cart.add, CartOwner(actor.person_id), offer_id=lamp.id, quantity=1, operation_id="first")
    seed = system_actor("test")
    card = transact(
        gift_cards.issue, amount_minor=500, currency="USD", reason="test", idempotency_key="g1", actor=seed
    )
    transact(
        store_credit.grant,
        person_id=actor.person_id,
        amount_minor=90_000,
        currency="USD",
        reason="test",
        idempotency_key="c1",
        actor=seed,
    )

    async def run():
        async with tab() as one:
            one.cookie, one.path = f"{cookies.SESSION_COOKIE}={token}", "/checkout"
            await one.fire(CheckoutState.load())
            await one.fire(CheckoutState.save_address({**ADDRESS, "keep": False}))
            state = await one.state(CheckoutState)
            assert (state.credit, state.reductions, state.to_pay) == ("$900.00", [], state.total)
            for wrong in ("", "a<b", "NOSUCHCODE", "G-0000-0000-0000-0000"):
                await one.fire(CheckoutState.use_code({"code": wrong}))
                state = await one.state(CheckoutState)
                assert state.code_refusal
                assert (state.reductions, state.step) == ([], "pay")
            await one.fire(CheckoutState.use_code({"code": card.code}))
            state = await one.state(CheckoutState)
            assert [(item.key, item.amount) for item in state.reductions] == [(card.card.last_four, "−$5.00")]
            assert (state.code_refusal, state.needs_payment) == ("", True)
            await one.fire(CheckoutState.drop_reduction(card.card.last_four))
            state = await one.state(CheckoutState)
            assert (state.reductions, state.to_pay) == ([], state.total)
            await one.fire(CheckoutState.use_code({"code": card.code}))
            await one.fire(CheckoutState.use_credit(True))
            state = await one.state(CheckoutState)
            assert [item.label for item in state.reductions] == [
                f"Gift card ending in {card.card.last_four}",
                "Store credit",
            ]
            assert (state.needs_payment, state.to_pay) == (False, "$0.00")
            await one.fire(CheckoutState.pay())

    asyncio.run(run())
    (purchase,) = rows(Purchase)
    assert purchase.person_id == actor.person_id
    left = transact(store_credit.view_of, actor.person_id, "USD").balance_minor
    assert left == 90_000 + 500 - purchase.total_minor
    assert query(invariants.violations) == []
