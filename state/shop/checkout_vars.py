"""What the checkout page remembers, apart from the handlers: what lies beside them writes it."""

import reflex as rx

from state.shop.address_form import BookEntry, FormatView, format_of
from state.shop.checkout_view import Reduction, SavedCard, ShippingChoice, SummaryLine


class CheckoutVars(rx.State, mixin=True):
    """`step` is address, pay or paying. What the browser shows is never what is charged.

    `uses_element`: cards and wallets are Stripe's Payment Element, not the card field. `charge_minor` and
    `charge_currency` tell its wallets what they will show.
    """

    ready: bool = False
    is_empty: bool = False
    step: str = "address"
    fields: dict[str, str] = {"country": "US"}
    errors: dict[str, str] = {}
    country: str = "US"
    format: FormatView = format_of("US")
    book: list[BookEntry] = []
    entry: str = ""
    is_signed_in: bool = False
    address_lines: list[str] = []
    shipping: list[ShippingChoice] = []
    payment: str = "card"
    lines: list[SummaryLine] = []
    totals: list[tuple[str, str]] = []
    total: str = ""
    changes: list[str] = []
    refusal: str = ""
    code_refusal: str = ""
    reductions: list[Reduction] = []
    to_pay: str = ""
    currency_note: str = ""
    needs_payment: bool = True
    credit: str = ""
    uses_credit: bool = False
    saved: list[SavedCard] = []
    elsewhere: list[str] = []
    keeps_card: bool = False
    wants_reminder: bool = False
    wants_texts: bool = False
    texts_are_offered: bool = False
    held_until: str = ""
    server_now: str = ""
    uses_element: bool = False
    publishable_key: str = ""
    script_url: str = ""
    charge_minor: int = 0
    charge_currency: str = "usd"
    client_secret: str = ""
    return_url: str = ""
    attempt: int = 0
    _id: str = ""
    _key: str | None = None
    _method: str = "standard"
    _total_minor: int = 0
    _zone: str = ""
    _currency: str = ""
    _titles: dict[str, str] = {}
    _gift_cards: list[str] = []
