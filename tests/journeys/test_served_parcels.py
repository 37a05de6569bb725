"""A seller sends a part of an order from its panel; two clicks send one parcel."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from app import routes
from app.demo.people import SELLER
from tests.browsing import Visit, sign_in
from tests.served import Served

pytestmark = pytest.mark.journey

_IN_THREE_LINES = """
    SELECT o.number, o.id FROM customer_order o JOIN order_item i ON i.order_id = o.id
    JOIN role_grant g ON g.scope_id = o.seller_id JOIN person p ON p.id = g.person_id AND p.email = %s
    WHERE o.status = 'processing' GROUP BY o.id HAVING count(*) = 3
"""


def test_a_seller_ships_a_part_once_however_often_it_is_clicked(served: Served, visit: Visit):
    ((number, order_id),) = served.rows(_IN_THREE_LINES, SELLER.email)
    page = visit()
    sign_in(page, SELLER.email, then=routes.seller_orders(q=number))
    page.get_by_text(number).first.click()
    panel = page.get_by_role("dialog", name=f"Order {number}")
    panel.get_by_text("Ship all or a part").click()
    units = panel.get_by_role("group", name="What is in the parcel").get_by_role("textbox")
    expect(units).to_have_count(3)
    panel.get_by_label("Carrier").fill("UPS")
    panel.get_by_label("Weight").fill("900")
    panel.get_by_role("button", name="Ship 6 units").click()
    # What is refused is gone to, though the button was far from it.
    expect(panel.get_by_label("Tracking number")).to_be_focused()
    panel.get_by_label("Tracking number").fill("1Z 999 AA1 0123 4567 84")
    units.first.fill("2")
    units.nth(2).fill("0")
    panel.get_by_role("button", name="Ship 3 units").dblclick()
    expect(panel.get_by_role("list", name="Parcels that left").get_by_role("listitem")).to_have_count(1)
    # The message stands in front of the panel, not behind it.
    expect(panel.get_by_text("Parcel 1 is on its way")).to_be_visible()
    expect(panel.get_by_text("Ship the rest or a part")).to_be_visible()
    assert served.rows("SELECT count(*)::int FROM shipment WHERE order_id = %s", order_id) == [(1,)]
    assert served.rows("SELECT status FROM customer_order WHERE id = %s", order_id) == [("partly_shipped",)]
