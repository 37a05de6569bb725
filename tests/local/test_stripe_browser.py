"""Stripe.js of the stand-in in a real Chromium: card fields, 3-D Secure, declines, the way back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import stripe
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from tests import chromium
from tests.local.conftest import PUBLISHABLE_KEY, StandIn

pytestmark = pytest.mark.journey

FIELDS = 'iframe[title="Secure card payment input frame"]'
BANK = 'iframe[title="3D Secure authentication"]'

SHOP = """<!doctype html><html lang="en"><head><title>Shop</title>
<style>body{font:16px Georgia,serif;color:COLOUR;background:PAPER;max-width:460px;margin:24px}
.StripeElement{border:1px solid gray;border-radius:6px;padding:12px}
.StripeElement--focus{border-color:teal}</style>
<script src="STAND_IN/v3/"></script></head><body>
<form id="pay"><div id="card"></div><p id="error" role="alert"></p><button>Pay now</button></form>
<script>
const stripe = Stripe("KEY");
const elements = stripe.elements(OPTIONS);
const element = elements.create("ELEMENT", {});
element.mount("#card");
element.on("ready", () => document.body.dataset.ready = "yes");
if (LISTENS) element.on("change", (event) => {
  document.getElementById("error").textContent = event.error ? event.error.message : "";
  document.body.dataset.brand = event.brand;
  document.body.dataset.complete = event.complete;
});
document.getElementById("pay").addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = document.querySelector("button");
  button.disabled = true;
  const result = "ELEMENT" === "card"
    ? await stripe.confirmCardPayment("SECRET", {
        payment_method: {card: element, billing_details: {name: "Ada"}}})
    : await stripe.confirmPayment({elements, clientSecret: "SECRET", redirect: "if_required"});
  button.disabled = false;
  window.result = result;
  document.body.dataset.result = result.error ? "error" : result.paymentIntent.status;
  document.getElementById("error").textContent = result.error ? result.error.message : "";
});
</script></body></html>"""


class Shop:
    """A shop's page on an address of its own."""

    def __init__(self) -> None:
        self.page = ""
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                content = outer.page.encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def show(
        self,
        stand_in: StandIn,
        secret: str,
        *,
        element: str = "card",
        dark: bool = False,
        listens: bool = True,
    ) -> None:
        values = {
            "STAND_IN": stand_in.url,
            "KEY": PUBLISHABLE_KEY,
            "SECRET": secret,
            "ELEMENT": element,
            "OPTIONS": f'{{clientSecret: "{secret}"}}' if element == "payment" else "{}",
            "LISTENS": "true" if listens else "false",
            "COLOUR": "#e8ebef" if dark else "#15181e",
            "PAPER": "#15181e" if dark else "#fbfaf7",
        }
        self.page = SHOP
        for name, value in values.items():
            self.page = self.page.replace(name, value)


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    shop = Shop()
    yield shop
    shop.server.shutdown()
    shop.server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    if path is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 600, "height": 800})
    page = context.new_page()
    page.set_default_timeout(10_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def intent(sdk: stripe.StripeClient, **params: Any) -> stripe.PaymentIntent:
    return sdk.v1.payment_intents.create(
        params={"amount": 2500, "currency": "usd", "capture_method": "manual", **params}
    )


def fill(page: Page, number: str, expiry: str = "1234", cvc: str = "123") -> None:
    """Type as a person does: the fields pass the caret on by themselves."""
    fields = page.frame_locator(FIELDS)
    fields.get_by_label("Card number").press_sequentially(number)
    expect(fields.get_by_label("Expiry date")).to_be_focused()
    page.keyboard.type(expiry)
    expect(fields.get_by_label("Security code")).to_be_focused()
    page.keyboard.type(cvc)
    expect(fields.get_by_label("Postcode")).to_be_focused()
    page.keyboard.type("94107")


def test_a_card_is_paid_after_3d_secure_by_keyboard_and_never_touches_the_shop(
    page: Page, shop: Shop, stand_in: StandIn, sdk: stripe.StripeClient
):
    made = intent(sdk)
    shop.show(stand_in, made.client_secret)
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))
    page.goto(shop.url)
    fill(page, "4000002760003184")
    expect(page.locator("body")).to_have_attribute("data-brand", "visa")
    expect(page.locator("body")).to_have_attribute("data-complete", "true")
    pay = page.get_by_role("button", name="Pay now")
    pay.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="3D Secure authentication")).to_be_visible()
    complete = page.frame_locator(BANK).get_by_role("button", name="Complete authentication")
    expect(complete).to_be_focused()
    assert sdk.v1.payment_intents.retrieve(made.id).status == "requires_action"
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_attribute("data-result", "requires_capture")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(pay).to_be_focused()
    paid = sdk.v1.payment_intents.retrieve(made.id, params={"expand": ["latest_charge"]})
    assert paid.latest_charge.payment_method_details.card.three_d_secure.result == "authenticated"
    assert paid.latest_charge.billing_details.name == "Ada"
    assert paid.latest_charge.billing_details.address.postal_code == "94107"
    line = stand_in.journal(made.id)
    assert (line["charges"], line["held"]) == (1, 2500)
    carried = [request for request in requests if "4000002760003184" in (request.post_data or "")]
    assert [urlsplit(request.frame.url).path for request in carried] == ["/v3/fields.html"]
    assert "4000002760003184" not in page.evaluate("JSON.stringify(window.result)")


def test_a_declined_card_says_why_and_another_card_pays_the_same_intent(
    page: Page, shop: Shop, stand_in: StandIn, sdk: stripe.StripeClient
):
    made = intent(sdk)
    shop.show(stand_in, made.client_secret)
    page.goto(shop.url)
    fill(page, "4000000000009995")
    page.get_by_role("button", name="Pay now").click()
    expect(page.get_by_role("alert")).to_have_text("Your card has insufficient funds.")
    error = page.evaluate("window.result.error")
    assert (error["type"], error["code"], error["decline_code"]) == (
        "card_error",
        "card_declined",
        "insufficient_funds",
    )
    assert error["payment_intent"]["status"] == "requires_payment_method"
    page.evaluate("element.clear()")
    fill(page, "5555555555554444")
    page.get_by_role("button", name="Pay now").click()
    expect(page.locator("body")).to_have_attribute("data-result", "requires_capture")
    line = stand_in.journal(made.id)
    assert (line["declined"]["count"], line["charges"], line["held"]) == (1, 1, 2500)


@pytest.mark.parametrize("way", ["button", "escape"])
def test_failed_authentication_charges_nothing(
    page: Page, shop: Shop, stand_in: StandIn, sdk: stripe.StripeClient, way: str
):
    made = intent(sdk)
    shop.show(stand_in, made.client_secret)
    page.goto(shop.url)
    fill(page, "4000000000003220")
    page.get_by_role("button", name="Pay now").click()
    fail = page.frame_locator(BANK).get_by_role("button", name="Fail authentication")
    expect(fail).to_be_visible()
    if way == "button":
        fail.click()
    else:
        page.keyboard.press("Escape")
    expect(page.get_by_role("alert")).to_contain_text("unable to authenticate your payment method")
    assert page.evaluate("window.result.error.code") == "payment_intent_authentication_failure"
    assert sdk.v1.payment_intents.retrieve(made.id).status == "requires_payment_method"
    assert stand_in.journal(made.id) == {}


def test_wrong_numbers_and_dates_are_said_beside_the_fields_and_not_sent(
    page: Page, shop: Shop, stand_in: StandIn, sdk: stripe.StripeClient
):
    made = intent(sdk)
    shop.show(stand_in, made.client_secret, listens=False)
    page.goto(shop.url)
    fields = page.frame_locator(FIELDS)
    number = fields.get_by_label("Card number")
    number.press_sequentially("4242424242424241")
    expect(number).to_have_value("4242 4242 4242 4241")
    expect(number).to_have_attribute("aria-invalid", "true")
    expect(fields.get_by_role("alert")).to_have_text("Your card number is invalid.")
    number.press("Backspace")
    number.press_sequentially("2")
    expect(fields.get_by_role("alert")).to_have_text("")
    fields.get_by_label("Expiry date").press_sequentially("1220")
    expect(fields.get_by_role("alert")).to_have_text("Your card's expiration year is in the past.")
    page.get_by_role("button", name="Pay now").click()
    expect(page.locator("body")).to_have_attribute("data-result", "error")
    assert page.evaluate("window.result.error.type") == "validation_error"
    assert stand_in.journal(made.id) == {}


def test_the_payment_element_pays_in_the_dark_at_phone_width(
    page: Page, shop: Shop, stand_in: StandIn, sdk: stripe.StripeClient
):
    made = intent(sdk)
    page.set_viewport_size({"width": 390, "height": 800})
    shop.show(stand_in, made.client_secret, element="payment", dark=True)
    page.goto(shop.url)
    fill(page, "378282246310005", cvc="1234")
    fields = page.frame_locator(FIELDS)
    expect(fields.get_by_label("Card number")).to_have_value("3782 822463 10005")
    assert fields.locator("html").evaluate("root => root.className") == "dark"
    height = page.locator(FIELDS).evaluate("frame => frame.clientHeight")
    tall = fields.locator("form").evaluate("form => Math.ceil(form.getBoundingClientRect().height)")
    assert tall == height
    page.get_by_role("button", name="Pay now").click()
    expect(page.locator("body")).to_have_attribute("data-result", "requires_capture")
    assert stand_in.journal(made.id)["held"] == 2500


@pytest.mark.parametrize(("button", "outcome"), [("Complete", "succeeded"), ("Fail", "failed")])
def test_the_redirect_to_the_bank_comes_back_with_the_outcome(
    page: Page, shop: Shop, stand_in: StandIn, sdk: stripe.StripeClient, button: str, outcome: str
):
    shop.page = "<title>back</title>"
    made = intent(
        sdk,
        confirm=True,
        payment_method="pm_card_authenticationRequired",
        return_url=f"{shop.url}back?cart=7",
    )
    assert made.next_action.type == "redirect_to_url"
    page.goto(made.next_action.redirect_to_url.url)
    page.get_by_role("button", name=f"{button} authentication").click()
    expect(page).to_have_title("back")
    assert parse_qs(urlsplit(page.url).query) == {
        "cart": ["7"],
        "payment_intent": [made.id],
        "payment_intent_client_secret": [made.client_secret],
        "redirect_status": [outcome],
    }
    status = {"succeeded": "requires_capture", "failed": "requires_payment_method"}[outcome]
    assert sdk.v1.payment_intents.retrieve(made.id).status == status


def test_the_dashboard_lists_payments_and_says_that_no_money_moves(
    page: Page, stand_in: StandIn, sdk: stripe.StripeClient
):
    made = intent(sdk, confirm=True, payment_method="pm_card_visa", return_url="https://shop.example/")
    page.goto(stand_in.url)
    expect(page.get_by_text("no money moves")).to_be_visible()
    row = page.get_by_role("row").filter(has_text=made.id)
    expect(row).to_contain_text("$25.00")
    expect(row).to_contain_text("requires capture")
