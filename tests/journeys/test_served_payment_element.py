"""Stripe's Payment Element, with a double of its script and a real server behind.

The page believes that it loads Stripe's own script: the browser's requests to Stripe are answered here, and
the double confirms at the stand-in, as Stripe.js would at Stripe.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from app import frontend
from app.local import ports
from tests.browsing import browser  # noqa: F401 -- fixtures are imported
from tests.journeys.paying import fill_address
from tests.journeys.shelf import in_stock, put_in_cart, to_checkout
from tests.served import Served, eventually

pytestmark = pytest.mark.journey
ROOT = Path(__file__).parents[2]

# What the page uses of Stripe.js; each call is kept for the test to read.
SCRIPT = """
window.calls = [];
window.Stripe = (key) => ({
  elements: (options) => {
    window.calls.push(["elements", key, options]);
    return {
      update: (more) => window.calls.push(["update", more]),
      submit: async () => {
        window.calls.push(["submit"]);
        const typed = document.querySelector("#double").value;
        return typed ? {} : { error: { message: "Your card number is incomplete." } };
      },
      create: (kind, more) => {
        window.calls.push(["create", kind, more]);
        const heard = {};
        return {
          on: (name, act) => { heard[name] = act; },
          mount: (box) => {
            box.innerHTML = '<label for="double">Card number</label><input id="double">';
            setTimeout(() => heard.ready?.(), 0);
          },
          destroy: () => {},
        };
      },
    };
  },
  confirmPayment: async (given) => {
    const { clientSecret, confirmParams, redirect } = given;
    window.calls.push(["confirm", { clientSecret, confirmParams, redirect }]);
    const answer = await fetch("https://api.stripe.com/confirm", {
      method: "POST",
      body: JSON.stringify({ clientSecret, card: document.querySelector("#double").value }),
    });
    return answer.json();
  },
});
"""


@pytest.fixture
def real_mode(served: Served, tmp_path: Path) -> Iterator[str]:
    """The address of one more web process, whose environment names Stripe's own script."""
    port = ports.free_port()
    command, extra = frontend.serve_command(port, 1)
    address = f"http://localhost:{port}"
    ours = {"STRIPE_JS_URL": "https://js.stripe.com/v3/", "AGORA_PUBLIC_URL": address}
    log = (tmp_path / "web.log").open("wb")
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **served.environment, **extra, **ours}, stdout=log, stderr=log
    )

    def answers() -> bool:
        try:
            return httpx.get(f"{address}/ping", timeout=5).is_success
        except httpx.TransportError:
            return False

    try:
        eventually(answers, "the second web process", within_s=90)
        yield address
    finally:
        process.terminate()
        process.wait(20)
        log.close()


@pytest.fixture
def page(browser: Browser, served: Served, real_mode: str) -> Iterator[Page]:  # noqa: F811 -- fixtures are imported
    context = browser.new_context(base_url=real_mode)
    page = context.new_page()
    page.set_default_timeout(30_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None,
    )

    def confirm(route: Route) -> None:
        sent = json.loads(route.request.post_data or "{}")
        intent, _, _ = sent["clientSecret"].partition("_secret_")
        answer = httpx.post(
            f"{served.environment['STRIPE_API_BASE']}/v1/payment_intents/{intent}/confirm",
            auth=(served.environment["STRIPE_SECRET_KEY"], ""),
            data={"payment_method": sent["card"]},
            timeout=20,
        ).json()
        shown = {"error": answer["error"]} if "error" in answer else {"paymentIntent": answer}
        route.fulfill(json=shown, headers={"access-control-allow-origin": "*"})

    page.route(
        "https://js.stripe.com/**", lambda route: route.fulfill(body=SCRIPT, content_type="text/javascript")
    )
    page.route("https://api.stripe.com/**", confirm)
    yield page
    context.close()
    assert faults == []


def test_cards_and_wallets_are_paid_through_the_payment_element(served: Served, page: Page):
    email = f"element-{uuid4().hex[:8]}@example.com"
    put_in_cart(page, in_stock(served))
    to_checkout(page)
    fill_address(page, email=email)
    expect(page.get_by_role("radio", name=re.compile("Card or wallet"))).to_be_checked()
    pay = page.get_by_role("button", name=re.compile(r"Pay \$"))
    expect(page.locator("#double")).to_be_visible()
    pay.click()
    expect(page.get_by_text("Your card number is incomplete.")).to_be_visible()
    assert (
        served.scalar(
            "SELECT count(*) FROM payment p JOIN checkout c ON c.id = p.checkout_id WHERE c.email = %s", email
        )
        == 0
    )
    page.locator("#double").fill("pm_card_visa_chargeDeclined")
    pay.click()
    expect(page.get_by_text(re.compile("declined"))).to_be_visible()
    page.locator("#double").fill("pm_card_visa")
    pay.click()
    page.wait_for_url(re.compile(r"/orders/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your order is placed.")
    ((total, currency),) = served.rows("SELECT total_minor, currency FROM purchase WHERE email = %s", email)
    assert (total > 0, currency) == (True, "USD")
