"""Checkouts as their shoppers see them, and what the marketplace watches."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from backend.checkout import draft as drafts
from backend.checkout import permission, repository
from backend.checkout.repository import CheckoutRow
from backend.checkout.schemas import CheckoutDraft, CheckoutView
from backend.identity.schemas import Actor
from backend.kit import clock
from backend.orders import service as orders
from backend.payments import tenders

UNPLACED_MONEY_AFTER = timedelta(hours=1)


def view(session: Session, checkout_id: UUID, *, access_token: str | None, actor: Actor) -> CheckoutView:
    """A checkout for its shopper. Raises CheckoutNotFound."""
    found = permission.require_shopper(repository.checkout(session, checkout_id), actor, access_token)
    return view_of(session, found, drafts.from_json(found.quote))


def is_visitors(session: Session, checkout_id: UUID, *, actor: Actor) -> bool:
    """Whether a guest began this checkout in the actor's browser."""
    found = repository.checkout(session, checkout_id)
    return (
        found is not None
        and found.person_id is None
        and found.visitor_id is not None
        and found.visitor_id == actor.visitor_id
    )


def order_key(session: Session, checkout_id: UUID) -> str | None:
    """The key with which the e-mails of a guest's order open it; None where it became none."""
    purchase = orders.purchase_by_checkout(session, checkout_id)
    return None if purchase is None or purchase.person_id is not None else orders.link_key(purchase.id)


def unfinished(session: Session, *, quiet_for: timedelta, limit: int = 100) -> tuple[UUID, ...]:
    """Checkouts that stand still while being paid, or whose time is over."""
    now = clock.now()
    return tuple(repository.unfinished(session, quiet_since=now - quiet_for, now=now, limit=limit))


def check(session: Session) -> list[str]:
    """The invariants of checkout that do not hold; empty when all is well.

    Money that is held for more than an hour without a purchase breaks one.
    """
    return repository.violations(session, long_ago=clock.now() - UNPLACED_MONEY_AFTER)


def view_of(
    session: Session, checkout: CheckoutRow, draft: CheckoutDraft, *, access_token: str | None = None
) -> CheckoutView:
    """What the shopper sees of a checkout row."""
    return CheckoutView(
        id=checkout.id,
        access_token=access_token,
        status=checkout.status,
        email=checkout.email,
        address=checkout.address,
        shipping_method=checkout.shipping_method,
        payment_method=checkout.payment_method,
        quote=draft.quote,
        shipping_options=draft.shipping_options,
        orders=draft.orders,
        total_minor=checkout.total_minor,
        tenders=tenders.of_checkout(session, checkout.id) if checkout.tendered_minor else (),
        to_pay_minor=checkout.to_pay_minor,
        currency=checkout.currency,
        expires_at=checkout.expires_at,
        tax_number=draft.tax_number,
    )
