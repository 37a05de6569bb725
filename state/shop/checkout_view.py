"""A checkout in words: what it costs, how it can be sent, what changed since the shopper looked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app import routes
from backend.cart.schemas import CartView
from backend.checkout.schemas import CheckoutView, CompletionStatus, CompletionView
from backend.delivery.service import window_text
from backend.identity.schemas import Actor, AddressView
from backend.kit.errors import DomainError
from backend.kit.money import format_minor
from backend.payments import saved_methods, store_credit
from backend.payments.schemas import Method
from backend.pricing.schemas import Quote
from state.shop.address_form import book_of


@dataclass(frozen=True)
class ShippingChoice:
    """A way to send it."""

    code: str
    name: str
    dates: str
    cost: str
    is_chosen: bool


@dataclass(frozen=True)
class SummaryLine:
    """An item of the order summary."""

    title: str
    note: str
    picture: str
    total: str


METHODS = frozenset(Method)
"""What a checkout can be paid with by name; anything else is a saved card's id."""
_GIFT_CARD_SIGNS = 16


@dataclass(frozen=True)
class SavedCard:
    """A card that was kept, as a choice."""

    id: str
    label: str
    note: str


@dataclass(frozen=True)
class Reduction:
    """What lowers the total, or `pays` a part of it. One with a `key` was typed and can be taken back."""

    key: str
    label: str
    amount: str
    pays: bool = False


def is_gift_card(code: str) -> bool:
    """Whether a code is as long as a gift card's, however its letters and digits are grouped."""
    return sum(sign.isalnum() for sign in code) >= _GIFT_CARD_SIGNS


def belongings_of(
    session: Session, actor: Actor, currency: str
) -> tuple[tuple[AddressView, ...], list[SavedCard], str]:
    """What a person need not type again: addresses, saved cards, store credit in words (none: empty)."""
    if actor.person_id is None:
        return (), [], ""
    credit = store_credit.view_of(session, actor.person_id, currency).balance_minor
    return (
        book_of(session, actor),
        [
            SavedCard(
                id=str(one.id),
                label=f"{one.brand.capitalize()} ending in {one.last4}",
                note=f"Expires {one.exp_month:02d}/{one.exp_year % 100:02d}",
            )
            for one in saved_methods.list_methods(session, actor=actor)
        ],
        format_minor(credit, currency) if credit else "",
    )


def reductions_of(view: CheckoutView) -> list[Reduction]:
    """Promotions, gift cards and store credit, in the order in which they count."""

    def money(minor: int) -> str:
        return f"−{format_minor(minor, view.currency)}"

    codes = [
        Reduction(
            key=one.code or "",
            label=f"{one.name} ({one.code})" if one.code else one.name,
            amount=money(one.amount_minor),
        )
        for one in view.quote.promotions
    ]
    cards = [
        Reduction(
            key=one.last_four or "",
            label=f"Gift card ending in {one.last_four}" if one.last_four else "Store credit",
            amount=money(one.amount_minor),
            pays=True,
        )
        for one in view.tenders
    ]
    return codes + cards


def choices_of(view: CheckoutView) -> list[ShippingChoice]:
    """The ways to send it, cheapest first."""
    return [
        ShippingChoice(
            code=option.code,
            name=option.name,
            dates=f"Arrives {window_text(option.promised_from, option.promised_to)}",
            cost=format_minor(option.cost_minor, view.currency) if option.cost_minor else "Free",
            is_chosen=option.code == view.shipping_method,
        )
        for option in view.shipping_options
    ]


def _pieces(quantity: int) -> str:
    return f"{quantity:,} piece{'' if quantity == 1 else 's'}"


def summary_of(view: CheckoutView) -> list[SummaryLine]:
    """The items, in the order of the parcels."""
    return [
        SummaryLine(
            title=item.title,
            note=" · ".join(
                part
                for part in (_pieces(item.quantity), ", ".join(item.options.values()), order.seller_name)
                if part
            ),
            picture=item.picture_key,
            total=format_minor(item.unit_price_minor * item.quantity, view.currency),
        )
        for order in view.orders
        for item in order.items
    ]


def cart_summary_of(view: CartView) -> list[SummaryLine]:
    """The items while nothing but the cart is known."""
    return [
        SummaryLine(
            title=line.title,
            note=" · ".join(
                part for part in (_pieces(line.quantity), line.options_text, line.seller_name) if part
            ),
            picture=line.picture_key,
            total=format_minor(line.line_total_minor, view.currency),
        )
        for line in view.lines
    ]


def totals_of(quote: Quote) -> list[tuple[str, str]]:
    """Goods, delivery and tax as (label, amount), without promotions and the total itself."""

    def money(minor: int) -> str:
        return format_minor(minor, quote.currency)

    rows = [("Items", money(quote.subtotal_minor))]
    # What promotions take off, also of the delivery, is said one by one below.
    delivery = quote.shipping_minor + quote.shipping_discount_minor
    rows.append(("Delivery", money(delivery) if delivery else "Free"))
    if quote.prices_include_tax:
        rows.append((f"of which {quote.tax_name}", money(quote.included_tax_minor)))
    else:
        rows.append((quote.tax_name, money(quote.tax_minor)))
    return rows


def next_address(completion: CompletionView, checkout_id: str, key: str) -> str:
    """Where paying leads: to the order, to a slow bank, or nowhere while the shopper has to act."""
    if completion.status is CompletionStatus.COMPLETED:
        return routes.order(completion.purchase_number, key=completion.purchase_access_token or "")
    if completion.status is CompletionStatus.PROCESSING:
        return routes.checkout_return(checkout=checkout_id, key=key)
    return ""


def changes_of(refusal: DomainError, titles: Mapping[str, str], currency: str) -> list[str]:
    """What moved since the shopper looked, line by line."""

    def money(minor: int) -> str:
        return format_minor(minor, currency)

    said: list[str] = []
    lines: list[dict[str, Any]] = refusal.facts.get("lines", [])
    for line in lines:
        title = line.get("title") or titles.get(line["offer_id"], "An item")
        if line.get("problem") == "limit":
            said.append(f"{title}: one order takes at most {line['allowed']}, not {line['requested']}.")
        elif "available" in line:
            left, wanted = line["available"], line["requested"]
            said.append(f"{title}: only {left} left, not {wanted}." if left else f"{title}: sold out.")
        elif line["problem"] == "currency":
            before = (
                f"was {format_minor(line['old_minor'], line['old_currency'])}, "
                if line["old_minor"] is not None
                else ""
            )
            said.append(f"{title}: {before}is now {format_minor(line['new_minor'], line['new_currency'])}.")
        elif line["problem"] == "price":
            said.append(f"{title}: was {money(line['old_minor'])}, is now {money(line['new_minor'])}.")
        else:
            said.append(f"{title}: no longer sold.")
    if "total_minor" in refusal.facts:
        old, new = refusal.facts["expected_minor"], refusal.facts["total_minor"]
        said.append(f"The total was {money(old)} and is now {money(new)}.")
    return said
