"""A guest's cart that reached checkout is in the database, too: it comes back when Redis has lost it."""

from datetime import timedelta

from sqlmodel import Session

from backend.cart import service as cart
from backend.cart.schemas import CartOwner
from backend.checkout import draft as drafts
from backend.checkout import repository
from backend.kit import clock

KEPT_FOR = timedelta(days=30)


def bring_back_cart(session: Session, owner: CartOwner) -> bool:
    """Make a guest's cart again, as it was last prepared for checkout, when there is none any more.

    Nothing for people, for a cart that was ordered or went into a person's, and after 30 days. One statement
    beside the look for the cart, only where there is none. Raises Unavailable.
    """
    if owner.visitor_id is None or owner.person_id is not None or cart.is_open(session, owner):
        return False
    last = repository.latest_of_visitor(session, owner.visitor_id)
    if last is None or last.status == "completed" or last.updated_at < clock.now() - KEPT_FOR:
        return False
    lines = drafts.from_json(last.quote).lines
    return cart.bring_back(
        session,
        visitor_id=owner.visitor_id,
        cart_id=last.cart_id,
        currency=last.currency,
        lines=[(line.offer_id, line.quantity, line.unit_price_minor) for line in lines],
    )
