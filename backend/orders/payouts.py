"""When a seller is paid: what the books owe, without what may still come back to the shopper."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor, Role
from backend.kit import clock
from backend.kit.config import settings
from backend.orders import permission, repository
from backend.orders.schemas import SellerFunds
from backend.payments import payouts
from backend.payments.errors import NothingToPayOut
from backend.payments.schemas import PayoutView


def funds(session: Session, seller_id: UUID, *, currency: str, actor: Actor) -> SellerFunds:
    """What a seller is owed and how much of it is due, for the seller and the desk. Raises OrderNotFound.

    An order's money is due `payout_delay_days` after its delivery. Refunds take from what is due at once.
    """
    permission.require_seller(seller_id, actor)
    return _funds(session, seller_id, currency)


def pay_out(
    session: Session, seller_id: UUID, *, currency: str, actor: Actor, idempotency_key: str
) -> PayoutView:
    """Send a seller all that is due, once per key. Only the desk. Raises Forbidden, NothingToPayOut."""
    actor.require_role(Role.DESK, Role.OPERATOR)
    payouts.lock(session, seller_id)
    if earlier := payouts.under(session, idempotency_key):
        return earlier
    due = _funds(session, seller_id, currency)
    if due.due_minor <= 0:
        raise NothingToPayOut(
            "Nothing is due to this seller now.",
            facts={"owed_minor": due.owed_minor, "deferred_minor": due.deferred_minor},
        )
    return payouts.send(
        session,
        seller_id,
        amount_minor=due.due_minor,
        currency=currency,
        idempotency_key=idempotency_key,
    )


def _funds(session: Session, seller_id: UUID, currency: str) -> SellerFunds:
    owed = payouts.owed(session, seller_id, currency)
    delivered_before = clock.now() - timedelta(days=settings().payout_delay_days)
    deferred = repository.deferred_earnings(session, seller_id, currency, delivered_before=delivered_before)
    return SellerFunds(owed, deferred, max(0, owed - deferred), currency)
