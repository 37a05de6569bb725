"""What was bought goes into the cart once more, at today's price."""

from uuid import UUID

from sqlmodel import Session

from backend.cart import service as cart
from backend.cart.errors import CartFull, NotSold, OtherCurrency, SoldOut
from backend.cart.schemas import MOST_PER_LINE, CartOwner
from backend.checkout.schemas import BoughtAgain
from backend.identity.schemas import Actor
from backend.kit.unit_of_work import attempt
from backend.orders import service as orders


def buy_again(
    session: Session,
    number: str,
    *,
    owner: CartOwner,
    operation_id: str,
    actor: Actor,
    access_token: str | None = None,
) -> BoughtAgain:
    """Put what was bought under `number` into the cart of `owner`, as far as there is some of it today.

    A repeated `operation_id` adds nothing. Lines that cannot be added are named with the reason; the others
    are added. Raises PurchaseNotFound.
    """
    purchase = orders.purchase_by_number(session, number, actor=actor, access_token=access_token)
    wanted: dict[UUID, tuple[str, int]] = {}
    for order in purchase.orders:
        for item in order.items:
            _, before = wanted.get(item.offer_id, (item.title, 0))
            wanted[item.offer_id] = item.title, before + item.quantity + item.cancelled
    added, missing = [], []
    for position, (offer_id, (title, quantity)) in enumerate(wanted.items()):
        try:
            with attempt(session):
                cart.add(
                    session,
                    owner,
                    offer_id=offer_id,
                    quantity=min(quantity, MOST_PER_LINE),
                    operation_id=f"{operation_id}:{position}",
                )
        except (NotSold, SoldOut, CartFull, OtherCurrency) as refusal:
            missing.append((title, refusal.message))
        else:
            added.append(title)
    return BoughtAgain(tuple(added), tuple(missing))
