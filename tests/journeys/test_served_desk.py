"""An agent finds an order by its e-mail and refunds one line of it; the money is what was shown."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from app import routes
from app.demo.people import DESK
from backend.kit.money import format_minor
from tests.browsing import Visit, be_ready, sign_in
from tests.served import Served

pytestmark = pytest.mark.journey

_OPEN_ORDER = """
    SELECT p.number, p.email, o.id
    FROM purchase p
    JOIN customer_order o ON o.purchase_id = p.id AND o.status = 'processing'
    JOIN order_item i ON i.order_id = o.id
    WHERE NOT EXISTS (SELECT FROM customer_order other WHERE other.purchase_id = p.id AND other.id <> o.id)
    GROUP BY p.id, o.id HAVING sum(i.quantity) >= 2
    ORDER BY p.placed_at DESC LIMIT 1
"""


def test_an_agent_finds_an_order_and_refunds_one_line(served: Served, visit: Visit):
    ((number, email, order_id),) = served.rows(_OPEN_ORDER)
    page = visit()
    sign_in(page, DESK.email, then=routes.desk_orders())
    page.get_by_placeholder("Order number, e-mail or name").fill(email)
    page.get_by_role("button", name="Search", exact=True).click()
    row = page.get_by_role("link", name=number, exact=True)
    row.focus()
    row.press("Enter")
    expect(page.locator("h1")).to_have_text(f"Order {number}")
    be_ready(page)
    page.get_by_role("button", name="Refund", exact=True).click()
    panel = page.get_by_role("dialog", name=re.compile("^Refund part"))
    panel.get_by_label("Units, up to").first.fill("1")
    panel.get_by_role("button", name="See how it splits").click()
    expect(panel.get_by_text("Please say why, so that everybody can read it.")).to_be_visible()
    assert served.rows("SELECT id FROM refund WHERE order_id = %s", order_id) == []
    panel.get_by_label("Why?").fill("Arrived scratched")
    panel.get_by_role("button", name="See how it splits").click()
    grant = panel.get_by_role("button", name=re.compile(r"^Refund \$"))
    shown = grant.inner_text().removeprefix("Refund ").strip()
    assert served.rows("SELECT id FROM refund WHERE order_id = %s", order_id) == []
    grant.click()
    expect(page.get_by_text(f"{shown} goes back")).to_be_visible()
    expect(page.get_by_text("A refund was granted")).to_be_visible()
    ((total, currency, reason),) = served.rows(
        "SELECT total_minor, currency, reason FROM refund WHERE order_id = %s", order_id
    )
    assert (format_minor(total, currency), reason) == (shown, "Arrived scratched")
