"""A purchase goes elsewhere: at once when nothing else changes by it, otherwise refused with what would."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.catalog import service as catalog
from backend.catalog.schemas import SellableOffer
from backend.delivery import service as delivery
from backend.delivery.schemas import Parcel
from backend.identity.schemas import Actor, AddressInput
from backend.inventory import service as inventory
from backend.inventory.schemas import Destination, WarehouseView
from backend.kit import clock, ids, outbox
from backend.orders import locks, permission, refund_repository, repository
from backend.orders.errors import AddressChangesOrder, PickingStarted, PurchaseNotFound, TaxNotToBeHad
from backend.orders.events import AddressChanged
from backend.orders.models import Order
from backend.orders.schemas import OrderStatus, TaxOfChange
from backend.pricing import engine_taxes
from backend.pricing import service as pricing
from backend.pricing.schemas import Buyer, PricedLine, Quote, QuoteGroup, ShippingCharge

_BEGUN = frozenset({OrderStatus.PARTLY_SHIPPED, OrderStatus.SHIPPED, OrderStatus.DELIVERED})
_PLACE = ("country", "region", "postcode")


def change_address(
    session: Session,
    number: str,
    *,
    address: AddressInput,
    actor: Actor,
    access_token: str | None = None,
) -> None:
    """Send what was bought under `number` to another address, before any of its parcels is picked.

    Taken when country and region stay, and tax, shipping cost and the promised days come out the same for
    every parcel that is still to be sent. The buyer (a guest with the purchase's token) or the desk; the same
    address again changes nothing. Where a tax service is set its word counts, and the change remembers the
    calculation that the order is to be booked with.

    Raises PurchaseNotFound, PickingStarted, AddressChangesOrder (`facts.changes`: name -> old and new),
    TaxUnknown where the service is to be asked first (`readdress.change_address` does), TaxNotToBeHad, what
    delivery and pricing refuse.
    """
    found = repository.purchase_by_number(session, number.strip().upper())
    if found is None:
        raise PurchaseNotFound("We know no purchase with this number.")
    permission.require_buyer(found, actor, access_token)
    orders = locks.lock_orders_of(session, found.id)
    # Read again under the locks: two changes at once follow one another.
    purchase = repository.purchase_by_id(session, found.id)
    assert purchase is not None
    _require_unpicked(orders)
    new = address.model_dump()
    if dict(purchase.address) == new:
        return
    sources = _require_same_result(session, purchase, orders, new)
    repository.set_address(session, purchase.id, new)
    now = clock.now()
    repository.add_changes(
        session,
        [
            {
                "id": ids.new_id(),
                "order_id": order.id,
                "kind": "address",
                "actor": actor.label,
                "reason": "",
                "facts": {"old": dict(purchase.address), "new": new, **sources.get(order.id, {})},
                "at": now,
            }
            for order in orders
        ],
    )
    outbox.record(
        session, AddressChanged(purchase_id=purchase.id, number=purchase.number, email=purchase.email)
    )


def calculations_since(session: Session, order_ids: Sequence[UUID]) -> tuple[TaxOfChange, ...]:
    """What a tax service calculated for orders whose address was changed, oldest first. For jobs."""
    return tuple(
        TaxOfChange(row.id, row.order_id, row.facts["tax_source"], row.facts["total_minor"])
        for row in repository.address_changes(session, order_ids)
        if "tax_source" in row.facts
    )


def _require_unpicked(orders: Sequence[Order]) -> None:
    for order in orders:
        begun = order.picking_at is not None or order.status in _BEGUN
        if begun and order.status != OrderStatus.CANCELLED:
            raise PickingStarted(
                f"Parcel {order.number} is being packed already: it goes to the address that you gave.",
                facts={"from": order.status, "order_number": order.number, "guard": "not_picked"},
            )
    if not any(order.status in {OrderStatus.PENDING, OrderStatus.PROCESSING} for order in orders):
        raise PickingStarted(
            "Nothing of this order is still to be sent.", facts={"guard": "something_is_to_be_sent"}
        )


def _require_same_result(
    session: Session, purchase: Any, orders: Sequence[Order], new: Mapping[str, Any]
) -> dict[UUID, dict[str, Any]]:
    """Refuse what would change; per order, what the tax service is to book instead, if it is asked at all."""
    old = purchase.address
    if all(str(old.get(part) or "") == str(new.get(part) or "") for part in _PLACE):
        return {}
    for part in ("country", "region"):
        if str(old.get(part) or "") != str(new.get(part) or ""):
            raise AddressChangesOrder(
                "We can send this order to another address in the same state or country only. "
                "Cancel it and order again for the other place.",
                field=part,
                facts={"changes": {part: {"old": old.get(part) or "", "new": new.get(part) or ""}}},
            )
    open_orders = [one for one in orders if one.status in {OrderStatus.PENDING, OrderStatus.PROCESSING}]
    here = _quote(session, purchase, open_orders, _destination(old), asks_engine=False)
    there = _quote(session, purchase, open_orders, _destination(new), asks_engine=True)
    before, after = (_ways(session, open_orders, _destination(one)) for one in (old, new))
    sources: dict[UUID, dict[str, Any]] = {}
    for order in open_orders:
        group = _group(there, order)
        before[f"{order.number}.tax_minor"] = _tax(_group(here, order))
        after[f"{order.number}.tax_minor"] = _tax(group)
        if group.tax_source == engine_taxes.FELL_BACK:
            raise TaxNotToBeHad(
                "We cannot work out the tax of this address right now. Please try again in a few minutes."
            )
        if not group.tax_source:
            continue
        if refund_repository.refunds_of(session, order.id):
            raise AddressChangesOrder(
                "A part of this order was refunded already, so it cannot move to another postcode. "
                "Please write to us.",
                field="postcode",
                facts={"changes": {}, "order_number": order.number},
            )
        # What was charged is what counts, not what it would be charged today.
        before[f"{order.number}.tax_minor"] = order.tax_minor + order.included_tax_minor
        sources[order.id] = {"tax_source": group.tax_source, "total_minor": group.total_minor}
    changes = {
        name: {"old": before[name], "new": after[name]} for name in before if before[name] != after[name]
    }
    if changes:
        raise AddressChangesOrder(
            "At this address the order would cost another amount or arrive on other days. "
            "Cancel it and order again to accept that.",
            field="postcode",
            facts={"changes": changes},
        )
    return sources


def _tax(group: QuoteGroup) -> int:
    return group.tax_minor + group.included_tax_minor


def _group(quote: Quote, order: Order) -> QuoteGroup:
    return next(
        one
        for one in quote.groups
        if (one.seller_id, one.warehouse_id) == (order.seller_id, order.warehouse_id)
    )


def _destination(address: Mapping[str, Any]) -> Destination:
    return Destination(*(str(address.get(part) or "") for part in _PLACE))


def _quote(
    session: Session,
    purchase: Any,
    orders: Sequence[Order],
    destination: Destination,
    *,
    asks_engine: bool,
) -> Quote:
    """What the orders would cost if they were priced for this place now."""
    items = repository.items_of(session, [one.id for one in orders])
    offers = catalog.sellable_offers(session, list({item.offer_id for item in items}))
    warehouses = {one.id: one for one in inventory.warehouses(session)}
    return pricing.quote(
        session,
        lines=[
            PricedLine(
                key=str(item.id),
                seller_id=order.seller_id,
                warehouse_id=order.warehouse_id,
                unit_price_minor=item.unit_price_minor,
                quantity=item.quantity,
                tax_class=offers[item.offer_id].tax_class if item.offer_id in offers else "standard",
                discount_minor=item.discount_minor,
                ships_from=warehouses[order.warehouse_id].country,
            )
            for order in orders
            for item in items
            if item.order_id == order.id and item.quantity
        ],
        shipping=[
            ShippingCharge(order.seller_id, order.warehouse_id, order.shipping_minor) for order in orders
        ],
        destination=destination,
        currency=orders[0].currency,
        buyer=Buyer(purchase.person_id, purchase.tax_number),
        asks_engine=asks_engine,
    )


def _ways(session: Session, orders: Sequence[Order], destination: Destination) -> dict[str, Any]:
    """Shipping cost and promised days of the orders if they were sent to this place now."""
    items = repository.items_of(session, [one.id for one in orders])
    offers = catalog.sellable_offers(session, list({item.offer_id for item in items}))
    warehouses = {one.id: one for one in inventory.warehouses(session)}
    found: dict[str, Any] = {}
    for order in orders:
        own = [item for item in items if item.order_id == order.id]
        found |= _way(order, own, offers, warehouses[order.warehouse_id], destination)
    return found


def _way(
    order: Order,
    items: Sequence[Any],
    offers: Mapping[UUID, SellableOffer],
    warehouse: WarehouseView,
    destination: Destination,
) -> dict[str, Any]:
    known = [(item, offers[item.offer_id]) for item in items if item.offer_id in offers]
    parcel = Parcel(
        seller_id=order.seller_id,
        warehouse_country=warehouse.country,
        warehouse_region=warehouse.region,
        weight_grams=max(1, sum(offer.weight_grams * item.quantity for item, offer in known)),
        handling_days=max((offer.handling_days for _, offer in known), default=1),
        time_zone=warehouse.time_zone,
    )
    ways = delivery.options(parcels=[parcel], destination=destination, now=clock.now())
    way = next((one for one in ways if one.code == order.shipping_method), None)
    return {
        f"{order.number}.shipping_minor": way.cost_minor if way else None,
        f"{order.number}.promised_to": way.promised_to.isoformat() if way else None,
    }
