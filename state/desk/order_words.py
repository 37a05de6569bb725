"""An order at the desk in words: its parts, its money, all that was done to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from backend.delivery.service import window_text
from backend.kit.money import format_minor
from backend.orders.schemas import DeskStep, OrderItemView, OrderView, PurchaseFile, RefundView
from state.desk.words import moment

PART_WORDS = {
    "pending": ("Awaits payment", "neutral"),
    "processing": ("To ship", "notice"),
    "partly_shipped": ("Partly shipped", "accent"),
    "shipped": ("Shipped", "accent"),
    "delivered": ("Delivered", "positive"),
    "cancelled": ("Cancelled", "negative"),
    "returned": ("Returned", "negative"),
}
HELD = ("Payment in review", "notice")
METHODS = {
    "card": "Card",
    "bank_transfer": "Bank transfer",
    "paypal": "PayPal",
    "adyen": "Adyen",
    "balance": "Gift card or credit",
}
TENDERS = {"gift_card": "Gift card", "store_credit": "Store credit"}
_PAYMENT_WORDS = {
    "created": "not paid yet",
    "requires_action": "waits for the shopper",
    "awaiting_transfer": "transfer awaited",
    "authorised": "promised by the bank",
    "captured": "taken",
    "voiding": "being given back",
    "voided": "given back",
    "failed": "refused by the bank",
}
_REFUND_WORDS = {
    "requested": "asked for",
    "approved": "granted, on its way",
    "sent": "sent",
    "succeeded": "arrived",
    "failed": "failed at the bank",
}
_CHANGES = {
    "address": "Address changed",
    "units": "Units cancelled",
    "confirmation": "Confirmation sent again",
}
_UNITS = ("cancelled", "picked", "shipped", "delivered", "coming_back", "returned")


@dataclass(frozen=True)
class DeskItem:
    """A line of a part; `units` says what became of them."""

    id: str
    title: str
    options: str
    sku: str
    quantity: str
    units: str
    total: str


@dataclass(frozen=True)
class DeskPart:
    """What one seller sends from one warehouse, and what can be done with it."""

    id: str
    number: str
    seller: str
    warehouse: str
    word: str
    tone: str
    promise: str
    total: str
    contents: list[DeskItem]
    refunds: list[tuple[str, str]]
    may_cancel: bool
    may_refund: bool


@dataclass(frozen=True)
class TenderLine:
    """What one means of payment promised, paid and got back."""

    name: str
    state: str
    authorised: str
    captured: str
    refunded: str


def parts_of(file: PurchaseFile) -> list[DeskPart]:
    """The parts of a purchase."""
    return [_part(order, file.refunds.get(order.id, ())) for order in file.purchase.orders]


def tenders_of(file: PurchaseFile) -> list[TenderLine]:
    """Every means of payment with what it promised, paid and got back."""
    currency = file.purchase.currency
    lines = [
        TenderLine(
            name=METHODS.get(one.method, one.method)
            + (f", attempt {one.attempt}" if one.attempt > 1 else ""),
            state=_PAYMENT_WORDS[one.status] + (f" ({one.decline_code})" if one.decline_code else ""),
            authorised=format_minor(one.authorised_minor, currency) if one.authorised_minor else "–",
            captured=format_minor(one.captured_minor, currency) if one.captured_minor else "–",
            refunded=format_minor(one.refunded_minor, currency) if one.refunded_minor else "–",
        )
        for one in file.payments
    ]
    for one in file.tenders:
        lines.append(
            TenderLine(
                name=f"{TENDERS[one.kind]}{f' ending {one.last_four}' if one.last_four else ''}",
                state="taken",
                authorised="–",
                captured=format_minor(one.amount_minor, currency),
                refunded=format_minor(one.returned_minor, currency) if one.returned_minor else "–",
            )
        )
    return lines


def steps_of(steps: Iterable[DeskStep], currency: str) -> list[tuple[str, str, str, str]]:
    """(state, title, time and who, reason) for the timeline."""
    found = list(steps)
    return [
        (
            "current" if place == len(found) - 1 else "done",
            f"{_title(one, currency)} · {one.part}",
            f"{moment(one.at)} UTC · {one.who}",
            one.reason,
        )
        for place, one in enumerate(found)
    ]


def refund_words(refund: RefundView) -> str:
    """Where a refund stands."""
    return _REFUND_WORDS[refund.status]


def _part(order: OrderView, refunds: Iterable[RefundView]) -> DeskPart:
    word, tone = HELD if order.is_held else PART_WORDS[order.status]
    is_ahead = order.status in {"pending", "processing"}
    return DeskPart(
        id=str(order.id),
        number=order.number,
        seller=order.seller_name,
        warehouse=order.warehouse_code,
        word=word,
        tone=tone,
        promise=window_text(order.promised_from, order.promised_to),
        total=format_minor(order.totals.total_minor, order.currency),
        contents=[_item(one, order.currency) for one in order.items],
        refunds=[
            (
                f"{moment(one.created_at)}: {one.reason}, {refund_words(one)}",
                format_minor(one.total_minor, one.currency),
            )
            for one in refunds
        ],
        may_cancel=is_ahead,
        may_refund=order.status in {"processing", "partly_shipped", "shipped", "delivered", "returned"},
    )


def _item(item: OrderItemView, currency: str) -> DeskItem:
    became = [f"{getattr(item, name)} {name.replace('_', ' ')}" for name in _UNITS if getattr(item, name)]
    return DeskItem(
        id=str(item.id),
        title=item.title,
        options=item.options_text,
        sku=item.sku,
        quantity=f"{item.quantity} × {format_minor(item.unit_price_minor, currency)}",
        units=", ".join(became),
        total=format_minor(item.total_minor, currency),
    )


def _title(step: DeskStep, currency: str) -> str:
    if step.subject == "order":
        return PART_WORDS[step.to_status][0]
    if step.subject == "change":
        return _CHANGES[step.to_status]
    if step.subject == "refund":
        return f"Refund of {format_minor(step.amount_minor or 0, currency)} {_REFUND_WORDS[step.to_status]}"
    return f"Return {step.to_status.replace('_', ' ')}"
