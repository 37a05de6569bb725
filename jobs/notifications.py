"""What people are told, and when."""

from typing import Any

from sqlmodel import Session

from backend.checkout import card_check
from backend.identity import service as identity
from backend.identity.schemas import system_actor
from backend.kit import money
from backend.kit.config import settings
from backend.kit.locales import DEFAULT_LOCALE, DEFAULT_ZONE
from backend.notifications import process
from backend.notifications import service as notifications
from backend.notifications.events import MessageQueued
from backend.notifications.schemas import Reader
from backend.orders import service as orders
from backend.orders.events import (
    AddressChanged,
    ConfirmationAsked,
    OrderCancelled,
    OrderDelivered,
    OrderReduced,
    OrderShipped,
    PurchasePlaced,
    RefundSent,
    ReturnMoved,
)
from backend.orders.schemas import OrderItemView, PurchaseView
from backend.payments.events import PaymentNeedsShopper, TransferReceived
from backend.trust.events import AuthenticationAsked
from jobs.job import on_event, on_event_outside

_MAILER = system_actor("notifications")
_TOLD_OF_RETURNS = frozenset({"requested", "declined", "label_issued", "received", "rejected"})


@on_event
def tell_placed(session: Session, event: PurchasePlaced) -> None:
    """The confirmation: what was bought, what it costs, when it comes or how to pay."""
    _confirm(session, event)


@on_event
def tell_placed_again(session: Session, event: ConfirmationAsked) -> None:
    """The same, because the desk was asked for it."""
    _confirm(session, event)


def _confirm(session: Session, event: PurchasePlaced | ConfirmationAsked) -> None:
    purchase = orders.purchase_by_number(session, event.number, actor=_MAILER)
    notifications.tell(
        session,
        event_id=event.event_id,
        template="order_placed",
        reader=_reader(session, purchase),
        facts={
            "number": purchase.number,
            "placed_at": purchase.placed_at,
            "lines": [_line(item) for order in purchase.orders for item in order.items],
            "subtotal_minor": purchase.totals.subtotal_minor,
            "discount_minor": purchase.totals.discount_minor,
            "shipping_minor": purchase.totals.shipping_minor,
            "tax_minor": purchase.totals.tax_minor,
            "total_minor": purchase.totals.total_minor,
            "currency": purchase.currency,
            "awaits_transfer": purchase.transfer_reference is not None,
            "transfer_reference": purchase.transfer_reference,
            "promised_from": min(order.promised_from for order in purchase.orders),
            "promised_to": max(order.promised_to for order in purchase.orders),
            "link": _link(purchase),
        },
    )


@on_event
def tell_shipped(session: Session, event: OrderShipped) -> None:
    """A parcel left: carrier, number, date; which of several, and what is still to come."""
    order = orders.order_by_id(session, event.order_id, actor=_MAILER)
    is_part = event.position > 1 or not event.is_last
    _tell(
        session,
        event,
        "order_shipped",
        {
            "order_number": event.order_number,
            "lines": [
                _line(item, None if event.units is None else event.units.get(item.id, 0))
                for item in order.items
                if event.units is None or item.id in event.units
            ],
            "parcel": event.position if is_part else None,
            "to_come": [
                _line(item, item.quantity - item.shipped)
                for item in order.items
                if not event.is_last and item.quantity > item.shipped
            ],
            "carrier": event.carrier,
            "tracking_number": event.tracking_number,
            "promised_to": order.promised_to,
        },
    )


@on_event
def tell_delivered(session: Session, event: OrderDelivered) -> None:
    """A parcel arrived."""
    _tell(session, event, "order_delivered", {"order_number": event.order_number})


@on_event
def tell_cancelled(session: Session, event: OrderCancelled) -> None:
    """An order will not come."""
    _tell(
        session,
        event,
        "order_cancelled",
        {
            "order_number": event.order_number,
            "total_minor": event.total_minor,
            "currency": event.currency,
            "reason": event.reason,
        },
    )


@on_event
def tell_reduced(session: Session, event: OrderReduced) -> None:
    """Some units will not come; the rest does."""
    items = {item.id: item for item in orders.order_by_id(session, event.order_id, actor=_MAILER).items}
    taken_out = orders.units_taken_out(session, event.change_id)
    _tell(
        session,
        event,
        "order_reduced",
        {
            "order_number": event.order_number,
            "lines": [
                {"quantity": count, "title": items[item_id].title, "options": items[item_id].options_text}
                for item_id, count in taken_out.items()
            ],
            "amount_minor": event.amount_minor,
            "currency": event.currency,
        },
    )


@on_event
def tell_transfer_received(session: Session, event: TransferReceived) -> None:
    """The money is here; what was held for it goes on."""
    purchase = orders.purchase_by_checkout(session, event.checkout_id)
    if purchase is None:
        return
    notifications.tell(
        session,
        event_id=event.event_id,
        template="transfer_received",
        reader=_reader(session, purchase),
        facts={
            "number": purchase.number,
            "amount_minor": event.amount_minor,
            "currency": event.currency,
            "promised_from": min(order.promised_from for order in purchase.orders),
            "promised_to": max(order.promised_to for order in purchase.orders),
            "link": _link(purchase),
        },
    )


@on_event
def ask_for_payment(session: Session, event: PaymentNeedsShopper) -> None:
    """A bank wants to hear from who owns the card: the account's address, on its clock."""
    person = identity.people_by_ids(session, [event.person_id]).get(event.person_id)
    if person is None:
        return
    notifications.tell(
        session,
        event_id=event.event_id,
        template="card_check" if event.is_check else "payment_needed",
        reader=Reader(
            email=person.email,
            locale=person.locale or DEFAULT_LOCALE,
            time_zone=person.time_zone or DEFAULT_ZONE,
            phone=person.text_phone,
            chosen_by=person.email,
        ),
        facts={
            "amount_minor": event.amount_minor,
            "currency": event.currency,
            "link": f"{settings().agora_public_url}/account/payments/{event.payment_id}",
            "is_typed": False,
        },
    )


@on_event
def ask_for_card(session: Session, event: AuthenticationAsked) -> None:
    """Whose card is kept nowhere types it once more, on the order's page. Nothing when it is saved."""
    purchase = orders.purchase_by_checkout(session, event.checkout_id)
    check = purchase and card_check.asked(session, purchase.number, actor=_MAILER)
    if not purchase or check is None:
        return
    notifications.tell(
        session,
        event_id=event.event_id,
        template="card_check",
        reader=_reader(session, purchase),
        facts={
            "amount_minor": check.amount_minor,
            "currency": check.currency,
            "link": _link(purchase),
            "is_typed": True,
        },
    )


@on_event
def tell_refunded(session: Session, event: RefundSent) -> None:
    """Money is on its way back."""
    _tell(
        session,
        event,
        "refund_sent",
        {
            "order_number": event.order_number,
            "amount_minor": event.amount_minor,
            "currency": event.currency,
            "as_credit": event.to == "credit",
        },
    )


@on_event
def tell_address_changed(session: Session, event: AddressChanged) -> None:
    """It goes elsewhere: whoever did not want that learns of it."""
    purchase = orders.purchase_by_id(session, event.purchase_id, actor=_MAILER)
    place = purchase.address
    town = f"{place['city']} {place.get('region', '')} {place.get('postcode', '')}".strip()
    lines = [place["name"], place["line1"], place.get("line2", ""), town, place["country"]]
    notifications.tell(
        session,
        event_id=event.event_id,
        template="address_changed",
        reader=_reader(session, purchase),
        facts={
            "number": purchase.number,
            "address_lines": [line for line in lines if line],
            "link": _link(purchase),
        },
    )


@on_event
def tell_return(session: Session, event: ReturnMoved) -> None:
    """A return came one step further; its refund has a message of its own."""
    if event.status not in _TOLD_OF_RETURNS:
        return
    found = orders.return_by_number(session, event.return_number, actor=_MAILER)
    purchase = orders.purchase_by_id(session, event.purchase_id, actor=_MAILER)
    refused = event.status in {"declined", "rejected"}
    notifications.tell(
        session,
        event_id=event.event_id,
        template="return_moved",
        reader=_reader(session, purchase),
        facts={
            "return_number": found.number,
            "status": event.status,
            "lines": [{"quantity": one.quantity, "title": one.title} for one in found.items],
            "label_number": found.label_number if event.status == "label_issued" else None,
            "reason": found.history[-1].reason if refused else "",
            "link": _link(purchase),
        },
    )


@on_event_outside
def deliver_message(event: MessageQueued) -> None:
    """A written message goes out."""
    process.deliver(event.message_id)


def _tell(
    session: Session,
    event: OrderShipped | OrderDelivered | OrderCancelled | OrderReduced | RefundSent,
    template: str,
    facts: dict[str, Any],
) -> None:
    purchase = orders.purchase_by_id(session, event.purchase_id, actor=_MAILER)
    notifications.tell(
        session,
        event_id=event.event_id,
        template=template,
        reader=_reader(session, purchase),
        facts={**facts, "link": _link(purchase)},
    )


def _reader(session: Session, purchase: PurchaseView) -> Reader:
    """Who bought, as they read; texts go where this purchase asked for them, or where its account did."""
    account = phone = ""
    if purchase.person_id is not None:
        person = identity.people_by_ids(session, [purchase.person_id]).get(purchase.person_id)
        account, phone = (person.email, person.text_phone) if person else ("", "")
    return Reader(
        email=purchase.email,
        locale=purchase.locale,
        time_zone=purchase.time_zone,
        phone=phone,
        chosen_by=account,
        order_phone=purchase.text_phone,
    )


def _line(item: OrderItemView, units: int | None = None) -> dict[str, Any]:
    """A line, or `units` of it."""
    count = item.quantity if units is None else units
    discount = money.split(item.discount_minor, [count, item.quantity - count])[0] if item.quantity else 0
    return {
        "quantity": count,
        "title": item.title,
        "options": item.options_text,
        "total_minor": count * item.unit_price_minor - discount,
    }


def _link(purchase: PurchaseView) -> str:
    """The order's page; the key lets a guest in without an account."""
    return f"{settings().agora_public_url}/orders/{purchase.number}?key={orders.link_key(purchase.id)}"
