"""How long a checkout holds its stock: longer for people than for guests, on while somebody is at it."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from backend.checkout import locks, permission, repository
from backend.checkout.errors import CheckoutClosed
from backend.identity.schemas import Actor
from backend.inventory import service as inventory
from backend.inventory.errors import ReservationExpired
from backend.kit import clock
from backend.kit.config import settings

LONGEST = timedelta(hours=1)
"""However busy a page keeps a checkout, its stock is not held longer than this without a new preparation."""


def held_until(person_id: UUID | None) -> datetime:
    """When stock that is held now goes back to the shelf, for a person or (None) a guest."""
    chosen = settings()
    return clock.minutes_from_now(
        chosen.reservation_minutes if person_id is not None else chosen.reservation_minutes_guest
    )


def keep_alive(session: Session, checkout_id: UUID, *, access_token: str | None, actor: Actor) -> datetime:
    """The shopper is still at it: the stock is held on; answers until when, by the server's clock.

    At most for an hour after the checkout began, and never shorter than before. One that is paid for or
    completed is left as it is. Raises CheckoutNotFound, and CheckoutClosed when its stock went back.
    """
    checkout = permission.require_shopper(locks.lock(session, checkout_id), actor, access_token)
    if checkout.status in {"expired", "failed"}:
        raise released(checkout.failure)
    if checkout.status != "prepared":
        return checkout.expires_at
    wanted = min(held_until(checkout.person_id), checkout.created_at + LONGEST)
    if wanted <= checkout.expires_at:
        return checkout.expires_at
    try:
        inventory.extend(session, checkout.id, wanted)
    except ReservationExpired:
        raise released("expired") from None
    repository.change(session, checkout, expires_at=wanted)
    return wanted


def released(failure: str) -> CheckoutClosed:
    """The refusal of a checkout whose stock went back."""
    return CheckoutClosed(
        "Your items were held for a while and have been released. Please review your order again.",
        facts={"failure": failure or "expired"},
    )
