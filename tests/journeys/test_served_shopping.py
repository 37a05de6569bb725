"""A shopper's ways through the shop, each short: finding, adding, paying, signing up."""

from __future__ import annotations

import json
import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from app import routes
from tests.browsing import Visit, be_ready, open_page
from tests.journeys.paying import fill_address, fill_card
from tests.journeys.shelf import in_stock, put_in_cart, to_checkout
from tests.served import Served, eventually

pytestmark = pytest.mark.journey


def somebody() -> str:
    return f"shopper-{uuid4().hex[:10]}@example.com"


def order_shown(page: Page, served: Served, email: str) -> tuple[str, str, int]:
    """Number, payment status and total of the order on screen, which is the only one of this address."""
    page.wait_for_url(re.compile("/orders/"))
    ((number, status, total),) = served.rows(
        "SELECT p.number, y.status, p.total_minor FROM purchase p "
        "JOIN payment y ON y.id = p.payment_id WHERE p.email = %s",
        email,
    )
    expect(page.locator("main")).to_contain_text(number)
    return number, status, total


def test_a_declined_card_says_so_and_the_same_cart_is_paid_by_another(served: Served, visit: Visit):
    page, email = visit(), somebody()
    put_in_cart(page, in_stock(served))
    to_checkout(page)
    fill_address(page, email=email)
    fill_card(page, "4000000000000002")
    pay = page.get_by_role("button", name=re.compile("^Pay "))
    pay.click()
    expect(page.get_by_role("alert").filter(has_text="declined").first).to_be_visible()
    assert served.scalar("SELECT count(*) FROM purchase WHERE email = %s", email) == 0

    fill_card(page, "4242424242424242")
    pay.click()
    order_shown(page, served, email)
    checkout_id = served.scalar("SELECT checkout_id FROM purchase WHERE email = %s", email)
    references = [one["id"] for one in served.stand_in.intents_of(checkout_id)]
    assert served.stand_in.journal(*references)["charges"] == 1


def test_a_bank_transfer_waits_for_the_money_and_says_what_to_write_on_it(served: Served, visit: Visit):
    page, email = visit(width=390), somebody()
    put_in_cart(page, in_stock(served))
    to_checkout(page)
    fill_address(page, email=email)
    page.get_by_role("radio", name="Bank transfer").click()
    page.get_by_role("button", name=re.compile("by transfer")).click()
    _, status, _ = order_shown(page, served, email)
    assert status == "awaiting_transfer"
    reference = served.scalar(
        "SELECT y.provider_reference FROM payment y JOIN purchase p ON p.payment_id = y.id "
        "WHERE p.email = %s",
        email,
    )
    expect(page.locator("main")).to_contain_text(reference)
    served.settle()
    assert served.scalar(
        "SELECT count(*) FROM pick_task t JOIN customer_order o ON o.id = t.order_id "
        "JOIN purchase p ON p.id = o.purchase_id WHERE p.email = %s",
        email,
    ) == 0, "nothing is packed before the money is here"  # fmt: skip


def test_signing_up_brings_the_guests_cart_along_and_says_so(served: Served, visit: Visit):
    page, email = visit(), somebody()
    product = in_stock(served)
    put_in_cart(page, product)
    open_page(page, routes.sign_up(then=routes.cart()))
    page.get_by_label("Your name").fill("Grace Hopper")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill("a sentence is a good password")
    page.get_by_role("button", name="Create the account").click()
    page.wait_for_url(re.compile("/cart"))
    expect(page.get_by_text(f"{product['title']} was kept from before you signed in.").first).to_be_visible()
    expect(page.locator("main")).to_contain_text(product["title"])
    expect(page.get_by_role("banner")).to_contain_text("Grace")
    assert served.rows(
        "SELECT l.quantity FROM cart_line l JOIN cart c ON c.id = l.cart_id "
        "JOIN person p ON p.id = c.person_id WHERE p.email = %s",
        email,
    ) == [(1,)]


def test_a_product_is_real_html_without_any_script_and_an_unknown_one_a_true_404(
    served: Served, visit: Visit
):
    product = in_stock(served)
    page = visit(java_script_enabled=False)
    answer = page.goto(routes.product(product["slug"]))
    assert answer is not None
    assert answer.status == 200
    assert page.title() == f"{product['title']} · Agora"
    expect(page.locator("h1")).to_have_text(product["title"])
    price = f"${product['price']['amount_minor'] / 100:,.2f}"
    expect(page.locator("main")).to_contain_text(price)
    described = [
        json.loads(text) for text in page.locator('script[type="application/ld+json"]').all_text_contents()
    ]
    (data,) = [one for one in described if one["@type"] in ("Product", "ProductGroup")]
    assert data["name"] == product["title"]
    assert price.strip("$").replace(",", "") in json.dumps(data)

    missing = page.goto(routes.product("nobody-ever-sold-this"))
    assert missing is not None
    assert missing.status == 404
    expect(page.locator("h1")).not_to_have_text(product["title"])


def test_back_and_forward_walk_through_searches(served: Served, visit: Visit):
    page = visit()
    open_page(page, routes.search("lamp"))
    heading = page.locator("h1")
    expect(heading).to_contain_text("lamp")
    brand = (
        page.get_by_role("complementary").get_by_role("link").and_(page.locator('[href*="&brand="]')).first
    )
    chosen = brand.inner_text().split("\n")[0]
    brand.click()
    page.wait_for_url(re.compile("brand="))
    narrowed = page.url
    box = page.get_by_role("combobox", name="Search products").first
    box.fill("watch")
    box.press("Enter")
    expect(heading).to_contain_text("watch")
    page.go_back()
    expect(heading).to_contain_text("lamp")
    assert page.url == narrowed
    expect(page.get_by_role("complementary").locator('[aria-current="true"]').first).to_contain_text(chosen)
    page.go_back()
    expect(page.get_by_role("complementary").locator('[aria-current="true"]')).to_have_count(0)
    page.go_forward()
    page.go_forward()
    expect(heading).to_contain_text("watch")
    expect(box).to_have_value("watch")


def test_the_keyboard_alone_finds_a_product_and_puts_it_into_the_cart(served: Served, visit: Visit):
    product = in_stock(served)
    page = visit()
    open_page(page, routes.home())
    page.keyboard.press("/")
    page.keyboard.type(product["title"])
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(product["title"])
    link = page.get_by_role("link", name=product["title"], exact=True).first
    expect(link).to_be_visible()
    tab_to(page, link)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(product["title"])
    be_ready(page)
    tab_to(page, page.get_by_role("button", name="Add to cart", exact=True).first)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Added to your cart")).to_be_visible()
    tab_to(page, page.get_by_role("link", name="View cart"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/cart"))
    expect(page.locator("main")).to_contain_text(product["title"])


def tab_to(page: Page, wanted) -> None:
    """Press Tab until the element has the focus, which must be seen on it."""
    for _ in range(150):
        if wanted.evaluate("element => element === document.activeElement"):
            assert wanted.evaluate("element => element.matches(':focus-visible')")
            return
        page.keyboard.press("Tab")
    pytest.fail("the keyboard does not get there")


def test_a_cart_survives_the_death_of_the_worker_that_served_the_tab(served: Served, visit: Visit):
    product = in_stock(served)
    page = visit()
    put_in_cart(page, product)
    served.kill_workers(*served.web_workers())
    expect(page.locator("html[data-connection=live]")).to_be_attached()
    eventually(served.is_answering, "answering")
    open_page(page, routes.cart())
    expect(page.locator("main")).to_contain_text(product["title"])
