"""The cart as it is: what its own checkout holds is not missing from it; what is gone can be left out."""

from contextlib import suppress
from functools import partial
from uuid import UUID

from sqlmodel import Session

from backend.cart import service as cart
from backend.cart.errors import OtherCurrency
from backend.cart.schemas import CartOwner, CartView
from backend.checkout import service as checkout
from backend.checkout.errors import CheckoutNotFound
from backend.kit import ids
from backend.storefront import in_currency


def look_at(session: Session, owner: CartOwner, currency: str = "") -> CartView:
    """The cart; what a checkout holds for this very cart counts as there.

    One in another currency than the shown one is turned, as far as it can be, and says so on its page: it may
    have been filled elsewhere.
    """
    checkout.hand_back(session, owner)
    view = cart.view(session, owner)
    if view.id is None and checkout.bring_back_cart(session, owner):
        view = cart.view(session, owner)
    if view.lines and currency and view.currency != currency and in_currency.shown(session, currency):
        with suppress(OtherCurrency):
            view = cart.set_currency(session, owner, currency=currency)
    return view


def add(
    session: Session,
    owner: CartOwner,
    *,
    offer_id: UUID,
    quantity: int,
    operation_id: str,
    currency: str = "",
) -> CartView:
    """`cart.add`, into the cart that was prepared for checkout when Redis has lost it.

    It comes in at the price that the page showed: a cart in another currency than the shown one is turned
    first, and keeps what became of its lines for its page. What cannot be turned keeps its currency.
    """
    checkout.bring_back_cart(session, owner)
    added = partial(cart.add, session, owner, offer_id=offer_id, quantity=quantity, operation_id=operation_id)
    try:
        return added(currency=in_currency.shown(session, currency) or None)
    except OtherCurrency:
        with suppress(OtherCurrency):
            cart.set_currency(session, owner, currency=currency)
        return added()


def bring_left(session: Session, owner: CartOwner, reminder: str, key: str) -> None:
    """What the link of a reminder leads to. Raises CheckoutNotFound, SignInRequired."""
    try:
        reminder_id = UUID(reminder)
    except ValueError:
        raise CheckoutNotFound("This link is not complete. Please open it from the e-mail again.") from None
    checkout.restore_left_cart(session, owner, reminder_id, key=key)


def take_as_it_is(session: Session, owner: CartOwner) -> CartView:
    """Accept new prices, lower what is short and take out what is gone or sold out, in one transaction."""
    checkout.hand_back(session, owner)
    view = cart.accept_prices(session, owner)
    for line in view.lines:
        most = min(line.available, line.max_per_order or line.quantity)
        left = 0 if line.problem_kind in ("gone", "sold_out") else min(line.quantity, most)
        operation_id = str(ids.new_id())
        if left == 0:
            view = cart.remove(session, owner, offer_id=line.offer_id, operation_id=operation_id)
        elif left < line.quantity:
            view = cart.set_quantity(
                session, owner, offer_id=line.offer_id, quantity=left, operation_id=operation_id
            )
    return view
