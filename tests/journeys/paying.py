"""The checkout page as a shopper fills it in."""

from __future__ import annotations

from playwright.sync_api import Page, expect

_CARD = 'iframe[title="Secure card payment input frame"]'
_BANK = 'iframe[title="3D Secure authentication"]'


def fill_address(page: Page, *, email: str) -> None:
    """An address in New York; then delivery and payment are open."""
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Full name").fill("Ada Byron")
    page.get_by_label("Street and number").fill("1 Main St")
    page.get_by_label("City").fill("Brooklyn")
    page.get_by_label("State").select_option("NY")
    page.get_by_label("ZIP code").fill("11201")
    page.get_by_role("button", name="Continue to delivery and payment").click()
    expect(page.get_by_role("radio", name="Bank transfer")).to_be_visible()


def fill_card(page: Page, number: str) -> None:
    """The card's number, a date to come, a code."""
    fields = page.frame_locator(_CARD)
    fields.get_by_label("Card number").fill(number)
    fields.get_by_label("Expiry date (MM / YY)").fill("12 / 34")
    fields.get_by_label("Security code (CVC)").fill("123")


def pass_3d_secure(page: Page) -> None:
    """The bank asks; the card holder says yes."""
    page.frame_locator(_BANK).get_by_role("button", name="Complete authentication").click()
