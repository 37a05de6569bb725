"""A seller's orders in words."""

from dataclasses import dataclass
from datetime import datetime

from babel import Locale

from backend.kit.money import format_minor
from backend.orders.schemas import HistoryView, OrderItemView, OrderRow, OrderStatus, SellerOrderView
from state.seller.seller_clock import SellerClock

STATUS = {
    OrderStatus.PENDING: ("Awaits payment", "neutral"),
    OrderStatus.PROCESSING: ("To ship", "notice"),
    OrderStatus.PARTLY_SHIPPED: ("Partly shipped", "notice"),
    OrderStatus.SHIPPED: ("Shipped", "accent"),
    OrderStatus.DELIVERED: ("Delivered", "positive"),
    OrderStatus.CANCELLED: ("Cancelled", "negative"),
    OrderStatus.RETURNED: ("Returned", "negative"),
}
_STEPS = {
    None: "Ordered",
    OrderStatus.PROCESSING: "Paid, the warehouse prepares it",
    OrderStatus.PARTLY_SHIPPED: "A part was handed to the carrier",
    OrderStatus.SHIPPED: "Handed to the carrier",
    OrderStatus.DELIVERED: "Delivered",
    OrderStatus.CANCELLED: "Cancelled",
    OrderStatus.RETURNED: "Returned",
}


@dataclass(frozen=True)
class OrderLine:
    """An order in the table."""

    id: str
    number: str
    placed: str
    buyer: str
    what: str
    pieces: str
    word: str
    tone: str
    ship_by: str
    is_late: bool
    total: str


@dataclass(frozen=True)
class Item:
    """A line of an order."""

    title: str
    options: str
    sku: str
    picture: str
    quantity: str
    price: str
    total: str


def order_line(row: OrderRow, now: datetime, clock: SellerClock) -> OrderLine:
    """An order as its row says it, on the seller's clock."""
    word, tone = STATUS[OrderStatus(row.status)]
    others = f" and {row.line_count - 1} more" if row.line_count > 1 else ""
    waits = row.status in {OrderStatus.PROCESSING, OrderStatus.PARTLY_SHIPPED}
    return OrderLine(
        id=str(row.id),
        number=row.number,
        placed=clock.short(row.placed_at),
        buyer=row.buyer,
        what=f"{row.first_title}{others}",
        pieces=str(row.unit_count),
        word=word,
        tone=tone,
        ship_by=clock.weekday(row.ship_by) if waits else "",
        is_late=waits and row.ship_by < now,
        total=format_minor(row.total_minor, row.currency),
    )


def item_of(item: OrderItemView, currency: str) -> Item:
    """A line as the panel says it."""
    return Item(
        title=item.title,
        options=item.options_text,
        sku=item.sku,
        picture=item.picture_key,
        quantity=str(item.quantity),
        price=format_minor(item.unit_price_minor, currency),
        total=format_minor(item.quantity * item.unit_price_minor - item.discount_minor, currency),
    )


def money_of(view: SellerOrderView) -> list[tuple[str, str]]:
    """From what the shopper paid to what the seller earns."""
    totals, currency = view.order.totals, view.order.currency
    goods = totals.subtotal_minor - totals.discount_minor

    def amount(minor: int) -> str:
        return format_minor(minor, currency)

    included = goods - view.commission_minor - view.earnings_minor
    rows = [("Goods", amount(goods))]
    if included:
        rows.append(("Tax inside the prices", f"−{amount(included)}"))
    rows.append(("Agora's commission", f"−{amount(view.commission_minor)}"))
    rows.append(("You earn", amount(view.earnings_minor)))
    return rows


def steps_of(
    history: tuple[HistoryView, ...], status: str, clock: SellerClock
) -> list[tuple[str, str, str, str]]:
    """(state, title, time, note) for the timeline, and what comes next."""
    steps = []
    for number, step in enumerate(history):
        key = OrderStatus(step.to_status) if step.from_status else None
        state = "current" if number == len(history) - 1 else "done"
        at = clock.moment(step.at)
        title = _STEPS.get(key, step.to_status.capitalize())
        steps.append((state, title, at, _note(title, step.reason)))
    ahead = {
        OrderStatus.PENDING: ("Paid", "Handed to the carrier", "Delivered"),
        OrderStatus.PROCESSING: ("Handed to the carrier", "Delivered"),
        OrderStatus.PARTLY_SHIPPED: ("The rest is handed to the carrier", "Delivered"),
        OrderStatus.SHIPPED: ("Delivered",),
    }
    return steps + [("next", title, "", "") for title in ahead.get(OrderStatus(status), ())]


def _note(title: str, reason: str) -> str:
    """A reason as a sentence begins; none that its step says already, as of `paid` under `Paid, …`."""
    return "" if title.lower().startswith(f"{reason.lower()},") else reason[:1].upper() + reason[1:]


def address_of(address: dict[str, str]) -> list[str]:
    """The address as it is written on a parcel."""
    town = " ".join(
        part for part in (address["city"], address.get("region", ""), address["postcode"]) if part
    )
    country = str(Locale("en", "US").territories.get(address["country"], address["country"]))
    lines = (address["name"], address["line1"], address.get("line2", ""), town, country)
    return [line for line in lines if line]
