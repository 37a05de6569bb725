"""What we know of the orders behind a disputed payment, for the bank that asks."""

from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor, Role
from backend.orders import service
from backend.payments.schemas import EvidenceFacts

_ADDRESS = ("name", "line1", "line2", "city", "region", "postcode", "country")


def facts_for_dispute(session: Session, checkout_id: UUID, *, actor: Actor) -> EvidenceFacts:
    """Who bought what and where it went; empty where there is no purchase. Raises Forbidden."""
    actor.require_role(Role.DESK, Role.OPERATOR)
    purchase = service.purchase_by_checkout(session, checkout_id)
    if purchase is None:
        return EvidenceFacts()
    items = [f"{item.quantity} x {item.title}" for order in purchase.orders for item in order.items]
    shipped = [step for order in purchase.orders for step in order.history if step.to_status == "shipped"]
    return EvidenceFacts(
        customer_name=str(purchase.address.get("name") or ""),
        customer_email=purchase.email,
        product_description=f"Purchase {purchase.number}: {'; '.join(items)}"[:20_000],
        shipping_address=", ".join(str(purchase.address[p]) for p in _ADDRESS if purchase.address.get(p)),
        shipping_date=", ".join(sorted({step.at.date().isoformat() for step in shipped})),
    )
