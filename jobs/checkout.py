"""Checkouts that nobody finishes: healed, expired, their stock given back."""

from sqlmodel import Session

from backend.checkout import process
from backend.checkout import service as checkout
from backend.checkout.events import CheckoutCompleted
from backend.inventory import service as inventory
from jobs.job import on_clock, on_clock_outside, on_event


@on_event
def close_cart(session: Session, event: CheckoutCompleted) -> None:
    """What was bought leaves the cart, also when the cart could not be reached at the time."""
    checkout.close_cart(session, event.checkout_id)


heal_unfinished = on_clock_outside(process.heal_unfinished)
expire_reservations = on_clock(inventory.expire_reservations)
