"""The main job through everything: found with a typo, paid with 3-D Secure, shipped, seen by all, counted."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from app import routes
from app.demo.people import BOARD, FLOOR, SELLER
from backend.kit.money import format_minor
from tests.browsing import Visit, be_ready, open_page, scan, sign_in
from tests.journeys.paying import fill_address, fill_card, pass_3d_secure
from tests.served import Served, eventually
from tests.truths import violated

pytestmark = pytest.mark.journey

THREE_D_SECURE = "4000002760003184"


@dataclass(frozen=True)
class Wanted:
    """A product of the demo seller that one can choose a variant of."""

    slug: str
    title: str
    brand: str
    sku: str
    options: dict[str, str]

    @property
    def mistyped(self) -> str:
        """Its title with two letters of the longest word swapped."""
        words = self.title.split()
        longest = max(words, key=len)
        middle = len(longest) // 2
        swapped = longest[: middle - 1] + longest[middle] + longest[middle - 1] + longest[middle + 1 :]
        return " ".join(swapped if word == longest else word for word in words)


def something_to_buy(served: Served) -> Wanted:
    """Several variants, one offer each with plenty in stock; not the first variant, so that one is chosen."""
    rows = served.rows(
        """
        SELECT p.slug, p.title, p.brand, v.sku, v.options
        FROM product p
        JOIN variant v ON v.product_id = p.id
        JOIN offer o ON o.variant_id = v.id AND o.is_active
        JOIN role_grant g ON g.scope_id = o.seller_id
        JOIN person boss ON boss.id = g.person_id AND boss.email = %s
        JOIN offer_component c ON c.offer_id = o.id
        JOIN stock_balance b ON b.stock_item_id = c.stock_item_id
        WHERE p.status = 'active' AND NOT EXISTS (SELECT FROM offer other WHERE other.variant_id = v.id
            AND other.seller_id <> o.seller_id) AND p.brand <> '' AND cardinality(p.option_names) > 0
        GROUP BY p.id, v.id
        HAVING min(b.on_hand - b.reserved) >= 5
        ORDER BY p.slug, v.id DESC
        """,
        SELLER.email,
    )
    counts: dict[str, list[tuple]] = {}
    for row in rows:
        counts.setdefault(row[0], []).append(row)
    chosen = next(found for found in counts.values() if len(found) >= 3)
    return Wanted(*chosen[0])


def find_with_a_typo(page: Page, wanted: Wanted) -> None:
    open_page(page, routes.home())
    box = page.get_by_role("combobox", name="Search products").first
    box.fill(wanted.mistyped)
    box.press("Enter")
    expect(page).to_have_url(re.compile("/search"))
    expect(page.locator("h1")).to_contain_text(wanted.mistyped)
    expect(page.get_by_role("link", name=wanted.title, exact=True).first).to_be_visible()


def narrow_to_the_brand(page: Page, wanted: Wanted) -> None:
    before = count_of(page)
    page.get_by_role("complementary").get_by_role("link", name=re.compile(rf"^{wanted.brand}")).click()
    expect(page).to_have_url(re.compile("brand="))
    expect(page.get_by_role("link", name=re.compile(f"{wanted.brand}")).first).to_be_visible()
    assert count_of(page) <= before


def count_of(page: Page) -> int:
    words = page.locator("main").get_by_role("status").first
    expect(words).to_contain_text(re.compile(r"\d+ (result|product)"))
    return int(re.sub(r"\D", "", words.inner_text()))


def choose_the_variant(page: Page, wanted: Wanted) -> None:
    page.get_by_role("link", name=wanted.title, exact=True).first.click()
    expect(page.locator("h1")).to_have_text(wanted.title)
    for name, value in wanted.options.items():
        values = page.get_by_role("list", name=name, exact=True)
        values.get_by_role("link").filter(has_text=re.compile(rf"^{re.escape(value)}(?! ?\w)")).click()
        expect(values.locator('[aria-current="true"]')).to_contain_text(value)
    expect(page).to_have_url(re.compile(f"variant={wanted.sku}"))


def add_and_check_out(page: Page) -> None:
    page.get_by_role("button", name="Add to cart", exact=True).first.click()
    expect(page.get_by_text("Added to your cart")).to_be_visible()
    page.get_by_role("link", name="View cart").click()
    be_ready(page)
    page.get_by_role("link", name="Go to checkout").click()


def pay_with_3d_secure(page: Page, served: Served, email: str) -> tuple[str, int]:
    """The number and the total, in cents, of the order that this becomes."""
    fill_address(page, email=email)
    fill_card(page, THREE_D_SECURE)
    button = page.get_by_role("button", name=re.compile("^Pay "))
    total_words = button.inner_text().removeprefix("Pay ").strip()
    button.click()
    pass_3d_secure(page)
    page.wait_for_url(re.compile("/orders/"))
    found = eventually(
        lambda: served.rows("SELECT number, total_minor, currency FROM purchase WHERE email = %s", email)
    )
    ((number, total, currency),) = found
    assert format_minor(total, currency) == total_words
    expect(page.locator("main")).to_contain_text(number)
    expect(page.locator("main")).to_contain_text(total_words)
    return number, total


def pick_pack_and_ship(page: Page, served: Served, number: str) -> None:
    rows = eventually(lambda: tasks_of(served, number), "a picking task")
    sign_in(page, FLOOR.email, then=routes.floor())
    for task_id, order_number, items in rows:
        open_page(page, routes.floor(str(warehouse_of(served, task_id))))
        page.get_by_role("link", name=re.compile(order_number)).first.click()
        expect(page.locator('[data-step="tote"]')).to_be_visible()
        scan(page, f"TOTE-{order_number[-4:]}")
        for barcode, quantity in items:
            for _ in range(quantity):
                expect(page.locator("[data-barcode]")).to_have_text(barcode)
                scan(page, barcode)
        expect(page.locator('[data-step="pack"]')).to_be_visible()
        page.get_by_role("link", name="Pack it now").click()
        for barcode, quantity in items:
            for _ in range(quantity):
                expect(page.locator("[data-barcode]")).to_have_text(barcode)
                scan(page, barcode)
        page.get_by_role("button", name="Enter the weight").click()
        for digit in "850":
            page.get_by_role("dialog").get_by_role("button", name=digit, exact=True).click()
        page.get_by_role("button", name="Close the parcel").click()
        page.get_by_role("button", name=re.compile("Hand over")).click()
        expect(page.get_by_text("Shipped", exact=True)).to_be_visible()


def tasks_of(served: Served, number: str) -> list[tuple]:
    """(task, order, [(barcode, quantity), …] in walking order) for each order of the purchase."""
    tasks = served.rows(
        "SELECT t.id, o.number FROM pick_task t JOIN customer_order o ON o.id = t.order_id "
        "JOIN purchase p ON p.id = o.purchase_id WHERE p.number = %s ORDER BY o.number",
        number,
    )
    return [
        (
            task_id,
            order,
            served.rows("SELECT barcode, quantity FROM pick_line WHERE task_id = %s ORDER BY bin", task_id),
        )
        for task_id, order in tasks
    ]


def warehouse_of(served: Served, task_id: object) -> object:
    return served.scalar("SELECT warehouse_id FROM pick_task WHERE id = %s", task_id)


def tracking_number(served: Served, number: str) -> str:
    return served.scalar(
        "SELECT s.tracking_number FROM shipment s JOIN customer_order o ON o.id = s.order_id "
        "JOIN purchase p ON p.id = o.purchase_id WHERE p.number = %s",
        number,
    )


def gmv_on(board: Page) -> int:
    """What the board's first figure says for the last seven days, in cents."""
    open_page(board, routes.board(days=7))
    figure = board.locator('a[href*="measure=gmv"]').first
    expect(figure).to_contain_text(re.compile(r"\$[\d,]+\.\d\d"))
    words = re.search(r"\$([\d,]+\.\d\d)", figure.inner_text())
    assert words is not None
    return int(re.sub(r"\D", "", words.group(1)))


def the_seller_sees(page: Page, served: Served, number: str, wanted: Wanted) -> None:
    sign_in(page, SELLER.email, then=routes.seller_orders(q=number))
    row = page.get_by_role("row").filter(has_text=number)
    expect(row).to_contain_text(wanted.title)
    expect(row).to_contain_text("Shipped")


def test_one_order_goes_through_everything(served: Served, visit: Visit):
    served.settle()
    board = visit()
    sign_in(board, BOARD.email, then=routes.board())
    gmv_before = gmv_on(board)
    wanted = something_to_buy(served)
    email = "first-shopper@example.com"

    shop = visit()
    find_with_a_typo(shop, wanted)
    narrow_to_the_brand(shop, wanted)
    choose_the_variant(shop, wanted)
    add_and_check_out(shop)
    number, total = pay_with_3d_secure(shop, served, email)
    eventually(lambda: served.mails(email, subject=number), "the confirmation")

    pick_pack_and_ship(visit(width=834), served, number)
    eventually(lambda: len(served.mails(email)) == 2, "the e-mail of the shipping")
    shop.reload()
    be_ready(shop)
    expect(shop.locator("main")).to_contain_text("On its way (now)")
    expect(shop.locator("main")).to_contain_text(tracking_number(served, number))

    the_seller_sees(visit(), served, number, wanted)
    assert gmv_on(board) - gmv_before == total
    served.settle()
    assert violated(served) == []
