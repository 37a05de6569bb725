"""Carts that were left: who agreed is reminded, at most twice of a cart and once in seven days.

Plan on the clock, compose a moment later when everything is asked once more, stop when something is bought.
"""

import hmac
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlmodel import Session

from backend.cart import service as cart
from backend.cart.errors import CartFull, NotSold, OtherCurrency, SoldOut
from backend.cart.schemas import CartLineView, CartOwner, CartView
from backend.checkout import draft as drafts
from backend.checkout import reminders, repository
from backend.checkout.errors import CheckoutNotFound
from backend.checkout.events import CartReminderPlanned
from backend.checkout.service.bringing_back import bring_back_cart
from backend.identity import service as identity
from backend.kit import clock, outbox
from backend.kit.config import settings
from backend.kit.errors import SignInRequired
from backend.kit.locales import DEFAULT_LOCALE, DEFAULT_ZONE
from backend.notifications import service as notifications
from backend.notifications.service import Topic

_FORGOTTEN_AFTER = timedelta(days=30)
_A_RETURN = timedelta(days=7)


def plan_reminders(session: Session, *, limit: int = 200) -> int:
    """Plan reminders for carts that stand still and that nobody bought; answers how many. One statement."""
    now, chosen = clock.now(), settings()
    planned = reminders.plan(
        session,
        first=now - timedelta(hours=chosen.cart_reminder_hours),
        second=now - timedelta(hours=chosen.cart_second_reminder_hours),
        oldest=now - _FORGOTTEN_AFTER,
        capped_since=now - timedelta(days=chosen.cart_reminder_days_apart),
        limit=limit,
    )
    for reminder_id in planned:
        outbox.record(session, CartReminderPlanned(reminder_id=reminder_id))
    return len(planned)


def compose_reminder(session: Session, reminder_id: UUID) -> None:
    """Write the mail of a planned reminder, or drop it: opted out, bought, changed, emptied or sold out.

    Only what can be bought now is in it. Repeating it changes nothing. Raises Unavailable while a guest's
    cart cannot be looked at.
    """
    reminder = reminders.lock(session, reminder_id)
    if reminder is None or reminder.status != "planned":
        return None
    wanted = notifications.wanted(session, reminder.email, [Topic.CART, Topic.CART_TEXTS])
    if not wanted:
        return reminders.mark_dropped(session, reminder_id, "opted_out")
    if reminders.has_bought(session, reminder.email, since=reminder.idle_since):
        return reminders.mark_dropped(session, reminder_id, "bought")
    if reminders.has_changed(session, reminder.cart_id, since=reminder.idle_since):
        return reminders.mark_dropped(session, reminder_id, "changed")
    owner = CartOwner(reminder.person_id, None if reminder.person_id else reminder.visitor_id)
    bring_back_cart(session, owner)
    view = cart.view(session, owner)
    if view.id != reminder.cart_id or not view.lines:
        return reminders.mark_dropped(session, reminder_id, "emptied")
    lines = [line for line in view.lines if line.problem_kind not in {"gone", "sold_out"} and line.available]
    if not lines:
        return reminders.mark_dropped(session, reminder_id, "sold_out")
    subtotal = sum(_units(line) * line.unit_price_minor for line in lines)
    reminders.mark_queued(session, reminder_id, subtotal_minor=subtotal, currency=view.currency)
    cart_link = f"{settings().agora_public_url}/cart"
    facts = {
        "lines": [
            {
                "quantity": _units(line),
                "title": line.title,
                "options": line.options_text,
                "total_minor": _units(line) * line.unit_price_minor,
            }
            for line in lines
        ],
        "subtotal_minor": subtotal,
        "currency": view.currency,
        "days_apart": settings().cart_reminder_days_apart,
        "link": f"{cart_link}?left={reminder_id}&key={link_key(reminder_id)}",
        "cart_link": cart_link,
    }
    return _tell(session, reminder, facts, wanted)


def _tell(session: Session, reminder: Row[Any], facts: Mapping[str, Any], wanted: Collection[str]) -> None:
    """By e-mail, by text to the account's number, or both, as was chosen; in the reader's language."""
    person = identity.people_by_ids(session, [reminder.person_id]) if reminder.person_id else {}
    reader = person.get(reminder.person_id)
    left = repository.checkout(session, reminder.checkout_id) if reminder.checkout_id else None
    source = reader or left
    told: dict[str, Any] = {
        "event_id": reminder.id,
        "template": "cart_reminder",
        "facts": facts,
        "locale": (source.locale if source else "") or DEFAULT_LOCALE,
        "time_zone": (source.time_zone if source else "") or DEFAULT_ZONE,
    }
    if Topic.CART in wanted:
        notifications.queue(session, recipient=reminder.email, topic=Topic.CART, **told)
    if Topic.CART_TEXTS in wanted and reader and reader.text_phone:
        notifications.queue_text(
            session, phone=reader.text_phone, topic=Topic.CART_TEXTS, chosen_by=reminder.email, **told
        )


def stop_reminders(session: Session, email: str) -> None:
    """Something was bought with this address: nothing more is sent; a reminder of late is said to have led
    back, for the abandonment figures."""
    now = clock.now()
    reminders.stop(session, email.lower(), at=now, returned_since=now - _A_RETURN)
    for topic in (Topic.CART, Topic.CART_TEXTS):
        notifications.withdraw(session, email, topic)


def restore_left_cart(session: Session, owner: CartOwner, reminder_id: UUID, *, key: str) -> CartView:
    """What a reminder's link leads to: the cart as it was left, in the cart of whoever opens it.

    What can no longer be bought stays out; opening it again adds nothing. Raises CheckoutNotFound for a link
    that we did not send, and SignInRequired for the cart of a person who is not signed in here.
    """
    reminder = reminders.find(session, reminder_id)
    if reminder is None or not hmac.compare_digest(key.encode(), link_key(reminder_id).encode()):
        raise CheckoutNotFound("This link is not complete. Please open it from the e-mail again.")
    if reminder.person_id is not None:
        if reminder.person_id != owner.person_id:
            raise SignInRequired("Please sign in to see the cart that you left.")
        return cart.view(session, owner)
    bring_back_cart(session, owner)
    view = cart.view(session, owner)
    checkout = repository.checkout(session, reminder.checkout_id)
    is_bought = reminders.has_bought(session, reminder.email, since=reminder.idle_since)
    if checkout is None or is_bought or view.id == reminder.cart_id:
        return view
    there = {line.offer_id for line in view.lines}
    for line in drafts.from_json(checkout.quote).lines:
        if line.offer_id not in there:
            try:
                view = cart.add(
                    session,
                    owner,
                    offer_id=line.offer_id,
                    quantity=line.quantity,
                    operation_id=f"left:{reminder_id}:{line.offer_id}",
                )
            except (NotSold, SoldOut, OtherCurrency, CartFull):
                continue
    return view


def link_key(reminder_id: UUID) -> str:
    """What opens a left cart from its e-mail: a signature by this installation, never stored."""
    secret = settings().agora_secret_key.get_secret_value()
    return hmac.digest(secret.encode(), b"left-cart:" + reminder_id.bytes, "sha256").hex()


def _units(line: CartLineView) -> int:
    return min(line.quantity, line.available)
