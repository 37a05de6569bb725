"""A purchase in words: what was bought, where each parcel is, what happens next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from backend.delivery.service import window_text
from backend.fulfillment.schemas import ShipmentView
from backend.kit.money import format_minor
from backend.orders.documents.issuing import CREDIT_NOTE, INVOICE
from backend.orders.schemas import (
    DocumentView,
    OrderItemView,
    OrderView,
    PurchaseView,
    ReturnOptions,
    ReturnView,
)
from backend.payments.schemas import Method, TenderView
from state.account.reader_clock import ReaderClock

STATUS_WORDS = {
    "pending": ("Waiting for payment", "notice"),
    "processing": ("Being packed", "accent"),
    "partly_shipped": ("Partly on its way", "accent"),
    "shipped": ("On its way", "accent"),
    "delivered": ("Delivered", "positive"),
    "cancelled": ("Cancelled", "negative"),
    "returned": ("Returned", "neutral"),
}
CHECKING = ("In review", "notice")
_REACHED = {"pending": 0, "processing": 1, "partly_shipped": 2, "shipped": 2, "delivered": 3}


@dataclass(frozen=True)
class OrderedItem:
    """A line of an order; `note` says what became of some of its units."""

    title: str
    options: str
    picture: str
    quantity: str
    unit: str
    total: str
    note: str = ""


@dataclass(frozen=True)
class Parcel:
    """What one seller sends from one warehouse. Steps are (state, title, time, note)."""

    order_number: str
    seller: str
    status: str
    tone: str
    promise: str
    steps: list[tuple[str, str, str, str]]
    contents: list[OrderedItem]
    carrier: str
    tracking: str
    may_cancel: bool = False
    may_return: bool = False
    return_until: str = ""
    papers: list[tuple[str, str]] = field(default_factory=list)
    returns: list[tuple[str, str]] = field(default_factory=list)


RETURN_WORDS = {
    "requested": "asked for; we answer soon",
    "approved": "agreed to",
    "declined": "not agreed to",
    "label_issued": "send it with the label {label}",
    "received": "arrived; we are looking at it",
    "inspected": "looked at; your refund is being sent",
    "refunded": "refunded: {refund}",
    "rejected": "not accepted",
}


def return_words(one: ReturnView) -> tuple[str, str]:
    """A return's number, and where it stands in words."""
    words = RETURN_WORDS[one.status].format(
        label=one.label_number or "", refund=format_minor(one.refund_minor, one.currency)
    )
    reason = one.history[-1].reason if one.status in {"declined", "rejected"} else ""
    return one.number, f"{words}. {reason}".strip() if reason else words


def parcel_of(
    order: OrderView,
    shipments: Sequence[ShipmentView],
    clock: ReaderClock,
    *,
    returns: Sequence[ReturnView] = (),
    options: ReturnOptions | None = None,
    papers: Sequence[tuple[str, str]] = (),
) -> Parcel:
    """One order of a purchase with its parcel, its returns and what its buyer can still do."""
    words, tone = CHECKING if _is_checked(order) else STATUS_WORDS[order.status]
    window = window_text(order.promised_from, order.promised_to)
    promises = {"delivered": "", "cancelled": "", "returned": "", "pending": ""}
    return Parcel(
        order_number=order.number,
        seller=order.seller_name,
        status=words,
        tone=tone,
        promise=promises.get(order.status, f"Arrives {window}"),
        steps=_steps(order, shipments, window, clock.moment),
        contents=[_item(item, order.currency) for item in order.items],
        carrier=", ".join(dict.fromkeys(one.carrier for one in shipments)),
        tracking=shipments[0].tracking_number if _is_one_parcel(shipments) else "",
        may_cancel=order.is_changeable,
        may_return=bool(options and options.units),
        return_until=clock.day(options.until) if options and options.until and options.units else "",
        papers=list(papers),
        returns=[return_words(one) for one in returns if one.order_id == order.id],
    )


def papers_of(
    order_id: UUID, papers: Sequence[DocumentView], address: Callable[[str], str]
) -> list[tuple[str, str]]:
    """(words, address) of an order's invoices, one per parcel, and of its credit notes, oldest first."""
    words = {INVOICE: "Invoice", CREDIT_NOTE: "Credit note"}
    own = [one for one in papers if one.order_id == order_id]
    kinds = [one.kind for one in own]
    return [
        (
            words[one.kind] + (f" {kinds[: place + 1].count(one.kind)}" if kinds.count(one.kind) > 1 else ""),
            address(one.number),
        )
        for place, one in enumerate(own)
    ]


def totals_of(purchase: PurchaseView) -> list[tuple[str, str]]:
    """Goods, discount, delivery and tax as (label, amount), without the total itself."""

    def money(minor: int) -> str:
        return format_minor(minor, purchase.currency)

    totals = purchase.totals
    rows = [("Items", money(totals.subtotal_minor))]
    if totals.discount_minor:
        rows.append(("Discount", f"−{money(totals.discount_minor)}"))
    rows.append(("Delivery", money(totals.shipping_minor) if totals.shipping_minor else "Free"))
    if totals.tax_minor:
        rows.append(("Tax", money(totals.tax_minor)))
    if totals.included_tax_minor:
        rows.append(("of which VAT", money(totals.included_tax_minor)))
    return rows


def paid_by(purchase: PurchaseView, tenders: Sequence[TenderView]) -> list[tuple[str, str]]:
    """What pays it and where that stands, each with its amount where there are several."""
    rows = [
        (
            f"Gift card ending in {one.last_four}" if one.last_four else "Store credit",
            format_minor(one.amount_minor, one.currency),
        )
        for one in tenders
    ]
    rest = purchase.totals.total_minor - sum(one.amount_minor for one in tenders)
    if purchase.payment_method != Method.BALANCE:
        rows.append((_payment_words(purchase), format_minor(rest, purchase.currency) if tenders else ""))
    return rows


def _payment_words(purchase: PurchaseView) -> str:
    if purchase.payment_method == Method.BANK_TRANSFER:
        return "Bank transfer, awaited" if purchase.transfer_reference else "Bank transfer, received"
    way = {Method.PAYPAL: "PayPal", Method.ADYEN: "Adyen"}.get(Method(purchase.payment_method), "Card")
    states = {
        "authorised": ", charged when it leaves the warehouse",
        "captured": ", charged",
        "voided": ", not charged",
        "voiding": ", not charged",
        "refunded": ", refunded",
    }
    return way + states.get(purchase.payment_status, "")


def _item(item: OrderItemView, currency: str) -> OrderedItem:
    return OrderedItem(
        title=item.title,
        options=item.options_text,
        picture=item.picture_key,
        quantity=f"{item.quantity} ×",
        unit=format_minor(item.unit_price_minor, currency),
        total=format_minor(item.unit_price_minor * item.quantity - item.discount_minor, currency),
        note=_note(item),
    )


def _note(item: OrderItemView) -> str:
    parts = [(item.cancelled, "cancelled"), (item.coming_back - item.returned, "on the way back")]
    parts.append((item.returned, "returned"))
    return " · ".join(f"{count} {word}" for count, word in parts if count)


def _is_checked(order: OrderView) -> bool:
    return order.is_held and order.status == "pending"


def _is_one_parcel(shipments: Sequence[ShipmentView]) -> bool:
    return len(shipments) == 1 and shipments[0].is_whole


def _box(
    order: OrderView, shipment: ShipmentView, moment: Callable[[datetime], str]
) -> tuple[str, str, str, str]:
    """One of several parcels: where it is, under which number, and what is in it, a line each."""
    titles = {item.id: item.title for item in order.items}
    inside = (f"{count} × {titles.get(one, '')}" for one, count in shipment.units.items())
    note = "\n".join((f"{shipment.carrier} {shipment.tracking_number}", *inside))
    if shipment.delivered_at:
        return "done", f"Parcel {shipment.position} delivered", moment(shipment.delivered_at), note
    left = moment(shipment.dispatched_at) if shipment.dispatched_at else ""
    return "current", f"Parcel {shipment.position} on its way", left, note


def _steps(
    order: OrderView, shipments: Sequence[ShipmentView], window: str, moment: Callable[[datetime], str]
) -> list[tuple[str, str, str, str]]:
    shipment = shipments[0] if shipments else None
    at = {step.to_status: moment(step.at) for step in order.history}
    placed = ("done", "Order placed", moment(order.placed_at), "")
    if order.status in ("cancelled", "returned"):
        reason = next((step.reason for step in reversed(order.history) if step.reason), "")
        return [placed, ("current", STATUS_WORDS[order.status][0], at.get(order.status, ""), reason)]
    reached = _REACHED[order.status]

    def state(position: int) -> str:
        return "done" if reached > position else "current" if reached == position else "next"

    paid = [("current", "Waiting for your transfer", "", "Packing begins when the money arrives.")]
    if _is_checked(order):
        paid = [("current", "We are checking the payment", "", "You need do nothing; packing comes next.")]
    leaves = f"Leaves the warehouse by {moment(order.ship_by)}" if reached == 1 else ""
    carried = f"{shipment.carrier} {shipment.tracking_number}" if shipment and reached >= 2 else ""
    way = [
        ("done", f"Scanned in {step.place}", moment(step.at), "")
        for step in (shipment.history if shipment and reached == 2 else ())
        if step.place
    ]
    if shipment and not _is_one_parcel(shipments):
        rest = [("current", "The rest is being packed", "", f"Leaves by {moment(order.ship_by)}")]
        return [
            placed,
            *(_box(order, one, moment) for one in shipments),
            *(rest if order.status == "partly_shipped" else []),
            ("done" if reached == 3 else "next", "Delivered", at.get("delivered", ""), ""),
        ]
    return [
        placed,
        *(paid if reached == 0 else []),
        (state(1), "Being packed", at.get("processing", ""), leaves),
        *way,
        (state(2), "On its way", at.get("shipped", ""), carried),
        (
            "done" if reached == 3 else "next",
            "Delivered",
            at.get("delivered", ""),
            "" if reached == 3 else f"Arrives {window}",
        ),
    ]
