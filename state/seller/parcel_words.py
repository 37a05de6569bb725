"""What of a seller's order left in parcels, what can leave next, and the form that sends it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from backend.fulfillment.schemas import ShipmentView
from backend.kit.errors import InvalidInput
from backend.orders.schemas import OrderItemView, OrderStatus, SellerOrderView
from state.seller.amounts import pieces_of
from state.seller.seller_clock import SellerClock
from state.typed_numbers import whole

_SHIPPABLE = {OrderStatus.PROCESSING, OrderStatus.PARTLY_SHIPPED}


@dataclass(frozen=True)
class SentParcel:
    """A parcel that left: its number in the order, who carries it, what is in it, a line each."""

    title: str
    carried: str
    left: str
    inside: str


@dataclass(frozen=True)
class LineLeft:
    """A line of which units are still to be sent."""

    id: str
    name: str
    left: str
    hint: str


def sent_parcels(
    view: SellerOrderView, shipments: Sequence[ShipmentView], clock: SellerClock
) -> list[SentParcel]:
    """The order's parcels, first to last."""
    titles = {item.id: _name(item) for item in view.order.items}
    return [
        SentParcel(
            title=f"Parcel {one.position}",
            carried=f"{one.carrier} {one.tracking_number}",
            left=clock.moment(one.dispatched_at) if one.dispatched_at else "",
            inside="\n".join(f"{count} × {titles.get(item_id, '')}" for item_id, count in one.units.items()),
        )
        for one in shipments
    ]


def lines_left(view: SellerOrderView) -> list[LineLeft]:
    """What can leave in a parcel now; nothing while the order is not to be shipped."""
    if OrderStatus(view.order.status) not in _SHIPPABLE:
        return []
    return [
        LineLeft(
            str(item.id),
            _name(item),
            str(item.quantity - item.shipped),
            f"{item.quantity - item.shipped} left",
        )
        for item in view.order.items
        if item.quantity > item.shipped
    ]


def ship_title(view: SellerOrderView, lines: Sequence[LineLeft]) -> str:
    """What can be sent now, all at once or less: `Ship all or a part`."""
    rest = "the rest" if OrderStatus(view.order.status) is OrderStatus.PARTLY_SHIPPED else "all"
    is_one = sum(int(line.left) for line in lines) == 1
    return f"Ship {'it' if rest == 'all' else rest}" if is_one else f"Ship {rest} or a part"


def ship_label(counts: Mapping[str, int]) -> str:
    """What the button does: `Ship 3 units`."""
    total = sum(counts.values())
    return f"Ship {total:,} unit{'' if total == 1 else 's'}" if total else "Ship"


def units_of(lines: Sequence[LineLeft], form: Mapping[str, str]) -> dict[str, int]:
    """Units by line as typed. Raises InvalidInput beside the line, or when no unit would leave."""
    wanted = {}
    for line in lines:
        count = pieces_of(form.get(line.id, "").strip() or "0", line.id)
        if count > int(line.left):
            raise InvalidInput(f"Only {line.left} of these are still to be sent.", field=line.id)
        if count:
            wanted[line.id] = count
    if not wanted:
        raise InvalidInput("Say what is in the parcel: at least one unit.", field="units")
    return wanted


def key_of(form: Mapping[str, str], shown: str) -> str:
    """The key that a form was drawn with; that of the one now `shown` where it says none."""
    try:
        return str(UUID(form.get("key", "")))
    except ValueError:
        return shown


def grams_of(typed: str) -> int:
    """A parcel's weight. Raises InvalidInput beside its field."""
    grams = whole(typed, 1, 100_000)
    if grams is None:
        raise InvalidInput("Write the weight in whole grams, from 1 to 100,000.", field="weight")
    return grams


def carrier_of(typed: str) -> str:
    """Who carries it. Raises InvalidInput beside its field."""
    name = typed.strip()
    if not 1 <= len(name) <= 40:
        raise InvalidInput("Say which carrier has it, in at most 40 letters.", field="carrier")
    return name


def _name(item: OrderItemView) -> str:
    return f"{item.title} ({item.options_text})" if item.options_text else item.title
