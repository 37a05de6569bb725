"""Whether texts about one purchase go to a phone."""

from sqlmodel import Session

from backend.identity.postal import text_number
from backend.identity.schemas import Actor
from backend.orders import permission, repository
from backend.orders.errors import PurchaseNotFound


def choose_texts(
    session: Session, number: str, *, phone: str, actor: Actor, access_token: str | None = None
) -> str:
    """Send texts about a purchase to `phone` from now on, to nobody when it is empty; answers it as E.164.

    The buyer (a guest with the purchase's token) or the desk. A number without a country's code is one of the
    country that the purchase goes to. Raises PurchaseNotFound, InvalidInput (`phone`).
    """
    purchase = repository.purchase_by_number(session, number.strip().upper())
    if purchase is None:
        raise PurchaseNotFound("We know no purchase with this number.")
    permission.require_buyer(purchase, actor, access_token)
    checked = text_number(phone, country=purchase.address["country"]) if phone.strip() else ""
    repository.set_text_phone(session, purchase.id, checked)
    return checked
