"""The shopper looks at the cart again: what the checkout held for it goes back to the shelf."""

from sqlmodel import Session

from backend.cart import service as cart
from backend.cart.errors import CartEmpty
from backend.cart.schemas import CartOwner
from backend.checkout import locks, repository
from backend.inventory import service as inventory
from backend.kit import clock
from backend.payments import tenders


def hand_back(session: Session, owner: CartOwner) -> None:
    """Give back what a checkout of this cart holds while nobody is paying it.

    Otherwise the last unit would look sold out to the one shopper for whom it is held. Preparing again holds
    it anew; paying without that is refused as CheckoutClosed. Raises Unavailable.
    """
    try:
        cart_id, _ = cart.lines_for_checkout(session, owner)
    except CartEmpty:
        return
    checkout_id = repository.prepared_for(session, cart_id)
    row = locks.lock(session, checkout_id) if checkout_id else None
    if row is not None and row.status == "prepared":
        inventory.release(session, row.id)
        if row.tendered_minor:
            tenders.release(session, row.id)
            repository.change(session, row, tendered_minor=0)
        # What the checkout says about how long it holds its stock stays true.
        repository.change(session, row, expires_at=clock.now())
