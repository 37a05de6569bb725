"""Shoppers with something in their carts, and the way from there to an order."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Session

from backend.cart import service as cart
from backend.cart.schemas import CartOwner
from backend.catalog.models import Offer
from backend.checkout import process, service
from backend.checkout.schemas import CheckoutView, CompletionView
from backend.identity.models import Person
from backend.identity.schemas import ANONYMOUS, Actor, AddressInput, system_actor
from backend.kit.unit_of_work import transact
from backend.orders import service as orders
from backend.payments import gift_cards
from backend.pricing import service as pricing

BROOKLYN = AddressInput(
    name="Ada Byron", line1="1 Main St", city="Brooklyn", region="NY", postcode="11201", country="US"
)
BERLIN = AddressInput(name="Ada Byron", line1="Hauptstr. 1", city="Berlin", postcode="10115", country="DE")
GOOD_CARD = "pm_card_visa"


def tax_rates() -> None:
    """The committed tax table."""
    transact(pricing.seed_tax_rates)


def guest() -> CartOwner:
    """A visitor whom nobody knows."""
    return CartOwner(visitor_id=uuid4())


def person(session: Session, **values: Any) -> Person:
    """Somebody with an account."""
    row = Person(**{"email": f"{uuid4()}@example.com", "name": "Ada", "password_hash": "!"} | values)
    session.add(row)
    session.flush()
    return row


def gift_card(amount_minor: int, **values: Any) -> str:
    """The code of a new gift card in US dollars."""
    wanted: dict[str, Any] = {"currency": "USD", "reason": "test", "actor": system_actor("test")}
    issued = transact(
        gift_cards.issue, amount_minor=amount_minor, idempotency_key=str(uuid4()), **(wanted | values)
    )
    assert issued.code is not None
    return issued.code


def fill(owner: CartOwner, *lines: tuple[Offer, int]) -> None:
    """Put offers into a cart."""
    for offer, quantity in lines:
        transact(cart.add, owner, offer_id=offer.id, quantity=quantity, operation_id=str(uuid4()))


def prepare(owner: CartOwner, **wanted: Any) -> CheckoutView:
    """Prepare the cart's checkout: by card, standard shipping, to Brooklyn, unless told otherwise."""
    return transact(service.prepare, **wish(owner, **wanted))


def wish(owner: CartOwner, **wanted: Any) -> dict[str, Any]:
    """What `prepare` asks for."""
    request: dict[str, Any] = {
        "owner": owner,
        "actor": Actor(person_id=owner.person_id),
        "email": "ada@example.com",
        "address": BROOKLYN,
        "shipping_method": "standard",
        "payment_method": "card",
    }
    return request | wanted


def prepared(*lines: tuple[Offer, int], owner: CartOwner | None = None, **wanted: Any) -> CheckoutView:
    """A guest's (or `owner`'s) checkout over these lines."""
    whose = owner or guest()
    fill(whose, *lines)
    return prepare(whose, **wanted)


def complete(checkout: CheckoutView, card: str | None = GOOD_CARD, **wanted: Any) -> CompletionView:
    """Pay a guest's checkout, by card where that is how it is paid."""
    request: dict[str, Any] = {"access_token": checkout.access_token, "actor": ANONYMOUS}
    if checkout.payment_method == "card":
        request["payment_method_token"] = card
    return process.complete(checkout.id, **(request | wanted))


def placed(*lines: tuple[Offer, int], **wanted: Any) -> tuple[CheckoutView, CompletionView]:
    """A purchase by bank transfer unless told otherwise, with the checkout it came from."""
    checkout = prepared(*lines, **({"payment_method": "bank_transfer"} | wanted))
    return checkout, complete(checkout)


def order_ids(checkout_id: UUID) -> list[UUID]:
    """The orders of the purchase that a checkout became, by number."""
    purchase = transact(orders.purchase_by_checkout, checkout_id)
    return [order.id for order in purchase.orders] if purchase else []
