"""The currency that a shopper chose: shown everywhere, charged, kept apart from what others see."""

import asyncio
import re
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

import app.app  # noqa: F401 -- rehydration needs an rx.App
from app.api.application import create_api
from app.visitor_cookie import VisitorCookie
from backend.cart import service as cart
from backend.cart.schemas import CartOwner
from backend.catalog import service as catalog
from backend.checkout import process
from backend.identity import cookies
from backend.identity.schemas import ANONYMOUS, system_actor
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.orders import service as orders
from backend.orders import settlement
from backend.payments import service as payments
from backend.pricing import currencies
from backend.storefront import in_currency
from backend.storefront import service as storefront
from state.account.order_state import OrderState
from state.shop.cart_state import CartState
from state.shop.checkout_state import CheckoutState
from state.shop.home_state import HomeState
from state.shop.product_state import ProductState
from state.shop.shop_state import ShopState
from tests.factories import inventory as make
from tests.factories import shopping
from tests.factories.currencies import rates
from tests.state.processor import tab
from tests.state.test_shop_checkout_state import ADDRESS
from tests.state.test_shop_html import browser, described, shelf  # noqa: F401 -- fixtures are imported
from tests.statements import recorded


@pytest.fixture
def lamp(database, redis_db):
    """A lamp at 50.00 dollars, which are 45.45 euros: 45.49 as a price."""
    shopping.tax_rates()
    rates(USD="1.10", JPY="165.00")
    for cache in (storefront._pages, storefront._cards, storefront._favourites, in_currency._pages):
        cache.clear()
    storefront._home.clear()
    with unit_of_work() as session:
        made = make.offer(session, on_hand=9, price_minor=5000)
    yield made
    currencies.forget()


def slug_of(offer) -> str:
    return query(catalog.sellable_offers, [offer.id])[offer.id].product_slug


def browsing(visitor, currency: str) -> str:
    value = f"{cookies.VISITOR_COOKIE}={cookies.signed_visitor(visitor)}"
    return f"{value}; {cookies.CURRENCY_COOKIE}={currency}" if currency else value


def test_a_guest_shops_pays_and_reads_the_order_in_the_chosen_currency(lamp, stand_in):
    visitor, seen = uuid4(), {}

    async def run():
        async with tab() as one:
            one.cookie, one.path = browsing(visitor, "EUR"), "/"
            await one.fire(ShopState.load())
            await one.fire(HomeState.load())
            seen["home"] = {card.price for row in (await one.state(HomeState)).shelves for card in row.cards}
            shop = await one.state(ShopState)
            seen["frame"] = (shop.currency, shop.currency_note)
            one.path = f"/p/{slug_of(lamp)}"
            await one.fire(ProductState.load())
            seen["product"] = (await one.state(ProductState)).choice.price
            await one.fire(ShopState.add_to_cart(lamp.id, 2, "once"))
            one.path = "/cart"
            await one.fire(CartState.load())
            state = await one.state(CartState)
            seen["cart"] = (state.rows[0].unit, state.subtotal, state.currency_note)
            one.path = "/checkout"
            await one.fire(CheckoutState.load())
            await one.fire(CheckoutState.save_address(ADDRESS))
            state = await one.state(CheckoutState)
            seen["checkout"] = (state.totals, state.total, state.to_pay)
            done = process.complete(
                UUID(state._id),
                access_token=state._key,
                actor=ANONYMOUS,
                payment_method_token="pm_card_visa",
                expected_total_minor=state._total_minor,
                expected_currency="EUR",
            )
            seen["checkout_id"] = UUID(state._id)
            one.path = f"/orders/{done.purchase_number}?key={done.purchase_access_token}"
            await one.fire(OrderState.load())
            seen["order"] = (await one.state(OrderState)).total

    asyncio.run(run())
    note = re.compile(
        r"Prices in EUR, converted at the rate of \w+ \d+, \d{4}, unless the seller set one in EUR\."
    )
    assert seen["home"] == {"€45.49"}
    assert seen["frame"][0] == "EUR"
    assert note.fullmatch(seen["frame"][1])
    assert seen["product"] == "€45.49"
    assert seen["cart"][:2] == ("€45.49", "€90.98")
    assert note.fullmatch(seen["cart"][2])
    # 4.99 dollars of shipping are 4.54 euros; New York takes 4 % of each: 3.64 and 0.18.
    assert seen["checkout"] == (
        [("Items", "€90.98"), ("Delivery", "€4.54"), ("New York state sales tax", "€3.82")],
        "€99.34",
        "€99.34",
    )
    assert seen["order"] == "€99.34"
    (order_id,) = shopping.order_ids(seen["checkout_id"])
    transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="1", actor=system_actor("test"))
    settlement.settle(order_id)
    books = {(one.account, one.currency): one.amount_minor for one in transact(payments.balances)}
    # 12 % of 90.98 is 10.92; the seller's 80.06 euros are 88.07 dollars.
    assert books["gateway_receivable", "EUR"] == 9934
    assert books["seller_payable", "USD"] == -8807
    assert ("gateway_receivable", "USD") not in books
    assert transact(payments.check) == []


def test_who_chose_nothing_sees_what_everybody_sees_without_a_statement_more(lamp, database, monkeypatch):
    monkeypatch.setattr(storefront._pages, "aside", lambda prove: None)
    slug = slug_of(lamp)
    plain = query(storefront.product_page, slug)
    with recorded(database) as seen:
        assert query(in_currency.product_page, slug, "") is plain
    assert seen == []
    query(currencies.exchange)
    with recorded(database) as seen:
        first = query(in_currency.product_page, slug, "EUR")
        assert query(in_currency.product_page, slug, "EUR") is first
    # Sellers' own prices for the product's offers; the second page costs nothing.
    assert len(seen) == 1
    assert query(in_currency.product_page, slug, "XAU") is plain


def test_a_forged_cookie_is_no_currency(lamp):
    for wanted in ("XAU", "EUR' OR 1", "eur", "€", "", "EURO"):
        assert query(in_currency.shown, cookies.currency_of(f"{cookies.CURRENCY_COOKIE}={wanted}")) == ""


def test_a_cart_follows_the_choice_and_says_so_line_by_line(lamp):
    visitor = uuid4()
    owner = CartOwner(visitor_id=visitor)
    transact(cart.add, owner, offer_id=lamp.id, quantity=1, operation_id="a")
    shop = TestClient(VisitorCookie(create_api()), base_url="http://localhost:3000")
    shop.cookies.set(cookies.VISITOR_COOKIE, cookies.signed_visitor(visitor))
    answer = shop.post(
        "/api/v1/currency",
        data={"currency": "EUR"},
        headers={"referer": "http://localhost:3000/p/a-lamp?variant=1"},
        follow_redirects=False,
    )
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/p/a-lamp?variant=1&note=")
    set_cookies = answer.headers.get_list("set-cookie")
    (chosen,) = [one for one in set_cookies if one.startswith(cookies.CURRENCY_COOKIE)]
    assert chosen.startswith("agora_currency=EUR; HttpOnly; Max-Age=34560000; Path=/; SameSite=lax")
    (line,) = query(cart.view, owner).lines
    assert (line.unit_price_minor, line.problem) == (4549, None)

    async def look():
        async with tab() as one:
            one.cookie, one.path = browsing(visitor, "EUR"), "/cart"
            await one.fire(CartState.load())
            first = (await one.state(CartState)).notices
            await one.fire(CartState.load())
            return first, (await one.state(CartState)).notices

    assert asyncio.run(look()) == ([f"{line.title}: was $50.00, is now €45.49."], [])
    refused = shop.post("/api/v1/currency", json={"currency": "XAU"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "currency_not_known")
    assert query(cart.view, owner).currency == "EUR"


def test_a_checkout_whose_cart_changed_its_currency_is_said_line_by_line_before_it_is_paid(lamp):
    visitor = uuid4()
    owner = CartOwner(visitor_id=visitor)
    transact(cart.add, owner, offer_id=lamp.id, quantity=1, operation_id="a")

    async def run():
        async with tab() as one:
            one.cookie, one.path = browsing(visitor, ""), "/checkout"
            await one.fire(CheckoutState.load())
            await one.fire(CheckoutState.save_address(ADDRESS))
            transact(cart.set_currency, owner, currency="JPY")
            await one.fire(CheckoutState.choose_payment("bank_transfer"))
            state = await one.state(CheckoutState)
            said = (state.step, list(state.changes))
            await one.fire(CheckoutState.accept_changes())
            state = await one.state(CheckoutState)
            return said, (state.step, state.changes, state.totals[0])

    said, after = asyncio.run(run())
    title = query(cart.view, owner).lines[0].title
    assert said == ("address", [f"{title}: was $50.00, is now ¥7,480."])
    assert after == ("pay", [], ("Items", "¥7,480"))


def test_a_cart_that_was_filled_elsewhere_is_turned_when_it_is_looked_at(lamp):
    visitor = uuid4()
    owner = CartOwner(visitor_id=visitor)
    transact(cart.add, owner, offer_id=lamp.id, quantity=1, operation_id="a")

    async def run():
        async with tab() as one:
            one.cookie, one.path = browsing(visitor, "EUR"), "/cart"
            await one.fire(CartState.load())
            state = await one.state(CartState)
            return state.subtotal, list(state.notices)

    title = query(cart.view, owner).lines[0].title
    assert asyncio.run(run()) == ("€45.49", [f"{title}: was $50.00, is now €45.49."])
    assert query(cart.view, owner).currency == "EUR"


@pytest.mark.parametrize("is_person", [False, True])
def test_what_was_put_aside_follows_the_currency_and_comes_back_in_it(lamp, is_person):
    with unit_of_work() as session:
        person = shopping.person(session).id if is_person else None
        other = make.offer(session, on_hand=9, price_minor=2000)
    owner = CartOwner(person_id=person, visitor_id=None if is_person else uuid4())
    for offer in (lamp, other):
        transact(cart.add, owner, offer_id=offer.id, quantity=1, operation_id=str(offer.id))
    transact(cart.save_for_later, owner, offer_id=lamp.id, operation_id="save")
    transact(cart.set_currency, owner, currency="EUR")
    (aside,) = query(cart.saved, owner)
    assert (aside.unit_price_minor, aside.currency, aside.note_kind, aside.can_move) == (
        4549,
        "EUR",
        None,
        True,
    )
    view = transact(cart.move_back, owner, offer_id=lamp.id, operation_id="back")
    # 20.00 dollars are 18.18 euros.
    assert (view.currency, view.subtotal_minor, view.has_problems) == ("EUR", 1799 + 4549, False)
    for offer in (lamp, other):
        transact(cart.save_for_later, owner, offer_id=offer.id, operation_id=f"again-{offer.id}")
    transact(cart.set_currency, owner, currency="JPY")
    assert {one.note_kind for one in query(cart.saved, owner, currency="JPY")} == {None}
    view = transact(cart.move_back, owner, offer_id=lamp.id, operation_id="yen", currency="JPY")
    assert (view.currency, view.subtotal_minor) == ("JPY", 7480)


def test_a_person_finds_the_choice_on_the_next_device(lamp):
    shop = TestClient(VisitorCookie(create_api()), base_url="http://localhost:3000")
    person = {"email": f"{uuid4().hex}@example.com", "password": "correct horse 9"}
    shop.post("/api/v1/people", json={**person, "name": "Ada"})
    assert shop.post("/api/v1/currency", json={"currency": "eur"}).json() == {
        "currency": "EUR",
        "messages": [],
    }
    elsewhere = TestClient(VisitorCookie(create_api()), base_url="http://localhost:3000")
    elsewhere.post("/api/v1/session", json=person)
    assert elsewhere.cookies[cookies.CURRENCY_COOKIE] == "EUR"


def test_the_servers_html_is_in_the_chosen_currency_and_nobody_elses(lamp, browser, shelf):  # noqa: F811 -- fixtures are imported
    slug, product, _ = shelf
    plain = browser.get(f"/p/{product}")
    assert (plain.headers["cache-control"], plain.headers["vary"]) == ("public, max-age=60", "cookie")
    chosen = browser.get(f"/p/{product}", headers={"cookie": f"{cookies.CURRENCY_COOKIE}=EUR"})
    assert (chosen.headers["cache-control"], chosen.headers["vary"]) == ("private, no-cache", "cookie")
    # 19.99 dollars are 18.17 euros.
    assert "€17.99" in chosen.text
    assert "$19.99" not in chosen.text
    assert "Prices in EUR, converted at the rate of " in chosen.text
    offer = described(chosen.text)["Product"]["offers"]
    assert (offer["price"], offer["priceCurrency"]) == ("17.99", "EUR")
    assert described(browser.get(f"/p/{product}").text)["Product"]["offers"]["priceCurrency"] == "USD"
    listed = browser.get(f"/c/{slug}", headers={"cookie": f"{cookies.CURRENCY_COOKIE}=EUR"})
    assert "€17.99" in listed.text
    assert listed.headers["cache-control"] == "private, no-cache"


def test_programs_ask_for_a_currency_by_name(lamp):
    shop = TestClient(VisitorCookie(create_api()), base_url="http://localhost:3000")
    slug = slug_of(lamp)
    for query_string, price in (("", (5000, "USD")), ("?currency=EUR", (4549, "EUR")), ("", (5000, "USD"))):
        (variant,) = shop.get(f"/api/v1/products/{slug}{query_string}").json()["variants"]
        assert (*variant["offers"][0]["price"].values(),) == price
    unknown = shop.get(f"/api/v1/products/{slug}?currency=XAU")
    assert unknown.json()["error"]["code"] == "currency_not_known"
