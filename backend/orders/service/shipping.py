"""Units of an order leave in a parcel: some of them, or all that are left."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.kit import clock, ids, outbox
from backend.kit.errors import InvalidInput
from backend.orders import (
    locks,
    order_money,
    parcel_policy,
    parcel_repository,
    permission,
    repository,
)
from backend.orders.errors import OrderNotFound
from backend.orders.events import OrderShipped
from backend.orders.models import Order, OrderItem, OrderParcel, OrderParcelLine
from backend.orders.parcel_policy import Taken
from backend.orders.schemas import OrderStatus, ParcelView, UnitState
from backend.orders.service import moving, units


def ship_units(
    session: Session,
    order_id: UUID,
    *,
    quantities: Mapping[UUID, int] | None,
    carrier: str,
    tracking_number: str,
    idempotency_key: str,
    actor: Actor,
    reason: str = "",
) -> ParcelView:
    """Send `quantities` (units by line) of an order in a parcel of their own, or all that is left (None).

    The parcel takes its share of the order's money with it (`parcel_policy`), captured and booked by
    `settlement.settle`. The order is partly shipped until its last unit leaves or is cancelled. Once per key:
    a repeat answers the same parcel. Its seller, its warehouse, the desk.

    Raises OrderNotFound, InvalidInput, TransitionRefused; nothing left then.
    """
    order = moving.locked(session, order_id)
    permission.require_handler(order, actor)
    if known := parcel_repository.under(session, idempotency_key):
        if known.order_id != order_id:
            raise InvalidInput("This key was used for another parcel.", field="idempotency_key")
        return parcels(session, [order_id])[order_id][known.position - 1]
    items = locks.lock_items(session, order_id)
    wanted = _wanted(items, quantities)
    left = {item.id: item.quantity - item.shipped for item in items if item.quantity > item.shipped}
    is_last = left == wanted
    moving.move(
        session,
        order,
        OrderStatus.SHIPPED if is_last else OrderStatus.PARTLY_SHIPPED,
        actor=actor,
        reason=reason,
        tracking_number=tracking_number,
    )
    taken = parcel_policy.parcel(order_money.outstanding(session, order, items), wanted)
    _move_units(session, items, wanted, actor)
    parcel = _write(
        session,
        order,
        taken,
        is_whole=is_last and order.status == OrderStatus.SHIPPED and not _has_parcels(session, order.id),
        carrier=carrier,
        tracking_number=tracking_number,
        key=idempotency_key,
    )
    if not is_last:
        # Nobody is at the rest: it can be cancelled until somebody begins on it.
        order.picking_at = None
        session.flush([order])
    purchase = repository.purchase_by_id(session, order.purchase_id)
    assert purchase is not None
    outbox.record(
        session,
        OrderShipped(
            order_id=order.id,
            purchase_id=order.purchase_id,
            order_number=order.number,
            email=purchase.email,
            carrier=carrier,
            tracking_number=tracking_number,
            parcel_id=parcel.id,
            position=parcel.position,
            is_last=is_last,
            units={item_id: line.quantity for item_id, line in taken.lines.items()},
        ),
    )
    return parcels(session, [order_id])[order_id][-1]


def mark_shipped(
    session: Session, order_id: UUID, *, carrier: str, tracking_number: str, actor: Actor, reason: str = ""
) -> None:
    """All that is left of an order left the warehouse in one parcel. A repeated call changes nothing.

    Raises OrderNotFound, TransitionRefused.
    """
    order = moving.locked(session, order_id)
    permission.require_handler(order, actor)
    if order.status != OrderStatus.SHIPPED:
        ship_units(
            session,
            order_id,
            quantities=None,
            carrier=carrier,
            tracking_number=tracking_number,
            idempotency_key=f"rest:{order_id}",
            actor=actor,
            reason=reason,
        )


def mark_parcel_delivered(session: Session, parcel_id: UUID, *, actor: Actor) -> None:
    """The shopper has a parcel; the order is delivered with the last one. A repeat changes nothing.

    Raises OrderNotFound.
    """
    known = parcel_repository.by_id(session, parcel_id)
    if known is None:
        raise OrderNotFound("There is no such parcel.")
    order = moving.locked(session, known.order_id)
    permission.require_handler(order, actor)
    parcel = parcel_repository.by_id(session, parcel_id)
    assert parcel is not None
    if parcel.delivered_at is not None:
        return
    items = locks.lock_items(session, order.id)
    lines = parcel_repository.lines_of(session, [parcel_id])
    inside = {line.order_item_id: line.quantity for line in lines}
    is_last = all(item.shipped == item.delivered + inside.get(item.id, 0) for item in items)
    if order.status != OrderStatus.PARTLY_SHIPPED and (is_last or order.status != OrderStatus.SHIPPED):
        moving.mark_delivered(session, order.id, actor=actor)
        return
    parcel.delivered_at = clock.now()
    units.advance(session, items, UnitState.SHIPPED, UnitState.DELIVERED, actor=actor, quantities=inside)
    session.flush([parcel, *items])


def parcels(session: Session, order_ids: Sequence[UUID]) -> dict[UUID, tuple[ParcelView, ...]]:
    """The parcels of these orders in the order in which they left. Whoever shows them has checked who may."""
    rows = parcel_repository.parcels_of(session, order_ids)
    lines = parcel_repository.lines_of(session, [row.id for row in rows]) if rows else ()
    found: dict[UUID, tuple[ParcelView, ...]] = {}
    for row in rows:
        inside = {line.order_item_id: line.quantity for line in lines if line.parcel_id == row.id}
        view = ParcelView(
            id=row.id,
            order_id=row.order_id,
            position=row.position,
            is_whole=row.is_whole,
            carrier=row.carrier,
            tracking_number=row.tracking_number,
            units=inside,
            total_minor=row.total_minor,
            shipped_at=row.shipped_at,
            delivered_at=row.delivered_at,
            is_settled=row.settled_at is not None,
        )
        found[row.order_id] = (*found.get(row.order_id, ()), view)
    return found


def finish(session: Session, order: Order, *, actor: Actor, reason: str) -> None:
    """The rest of a partly shipped order was cancelled: it is where its parcels are."""
    moving.move(session, order, OrderStatus.SHIPPED, actor=actor, reason=reason, tracking_number="-")
    items = locks.lock_items(session, order.id)
    if all(item.delivered == item.quantity for item in items):
        moving.mark_delivered(session, order.id, actor=actor)
        if all(item.returned == item.quantity for item in items):
            moving.all_returned(session, order, actor=actor, reason=reason)


def _wanted(items: Sequence[OrderItem], quantities: Mapping[UUID, int] | None) -> dict[UUID, int]:
    left = {item.id: item.quantity - item.shipped for item in items if item.quantity > item.shipped}
    if quantities is None:
        return left
    for item_id, count in quantities.items():
        if item_id not in {item.id for item in items}:
            raise InvalidInput("This order has no such line.", field="units")
        if not 0 <= count <= left.get(item_id, 0):
            raise InvalidInput(
                f"{left.get(item_id, 0)} of these are still to be sent, not {count}.",
                field="units",
                facts={"item_id": str(item_id), "units": left.get(item_id, 0)},
            )
    wanted = {item_id: count for item_id, count in quantities.items() if count}
    if not wanted:
        raise InvalidInput("Say what is in the parcel.", field="units")
    return wanted


def _move_units(
    session: Session, items: Sequence[OrderItem], wanted: Mapping[UUID, int], actor: Actor
) -> None:
    """They left, whether their picking was recorded or not."""
    by_hand = {item.id: max(0, wanted.get(item.id, 0) - (item.picked - item.shipped)) for item in items}
    units.advance(session, items, UnitState.ALLOCATED, UnitState.PICKED, actor=actor, quantities=by_hand)
    units.advance(session, items, UnitState.PICKED, UnitState.SHIPPED, actor=actor, quantities=wanted)
    session.flush(items)


def _has_parcels(session: Session, order_id: UUID) -> bool:
    return bool(parcel_repository.parcels_of(session, [order_id]))


def _write(
    session: Session,
    order: Order,
    taken: Taken,
    *,
    is_whole: bool,
    carrier: str,
    tracking_number: str,
    key: str,
) -> OrderParcel:
    if is_whole:
        # Only an order that leaves whole may have given something back before.
        earns = order_money.to_earn(session, order)
        taken = replace(
            taken,
            goods_minor=earns.goods_minor,
            shipping_minor=earns.shipping_minor,
            tax_minor=earns.tax_minor,
            commission_minor=earns.commission_minor,
            funded_minor=earns.marketplace_funded_minor,
            total_minor=earns.total_minor,
            tendered_minor=order_money.tendered_minor(session, order.id),
        )
    parcel = OrderParcel(
        id=ids.new_id(),
        order_id=order.id,
        position=len(parcel_repository.parcels_of(session, [order.id])) + 1,
        is_whole=is_whole,
        idempotency_key=key,
        carrier=carrier,
        tracking_number=tracking_number,
        goods_minor=taken.goods_minor,
        shipping_minor=taken.shipping_minor,
        tax_minor=taken.tax_minor,
        commission_minor=taken.commission_minor,
        marketplace_funded_minor=taken.funded_minor,
        seller_funded_shipping_minor=taken.seller_funded_shipping_minor,
        total_minor=taken.total_minor,
        tendered_minor=taken.tendered_minor,
        shipped_at=clock.now(),
    )
    session.add(parcel)
    session.flush()
    session.add_all(
        OrderParcelLine(
            parcel_id=parcel.id,
            order_item_id=item_id,
            quantity=line.quantity,
            discount_minor=line.discount_minor,
            tax_minor=line.tax_minor,
            included_tax_minor=line.included_tax_minor,
            marketplace_funded_minor=line.funded_minor,
            total_minor=line.total_minor,
        )
        for item_id, line in taken.lines.items()
    )
    session.flush()
    return parcel
