"""Carts that were left: planned on the clock, composed one by one, stopped by a purchase."""

from sqlmodel import Session

from backend.checkout import service as checkout
from backend.checkout.events import CartReminderPlanned
from backend.orders.events import PurchasePlaced
from jobs.job import on_clock, on_event

plan_reminders = on_clock(checkout.plan_reminders)


@on_event
def compose_reminder(session: Session, event: CartReminderPlanned) -> None:
    """The mail is written, if the cart is still left."""
    checkout.compose_reminder(session, event.reminder_id)


@on_event
def stop_reminders(session: Session, event: PurchasePlaced) -> None:
    """Who bought is not reminded."""
    checkout.stop_reminders(session, event.email)
