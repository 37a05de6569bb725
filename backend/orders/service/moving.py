"""An order moves through its life: who may, along the lifecycle table, with a row of history each time."""

from collections.abc import Mapping
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.inventory import service as inventory
from backend.kit import clock, ids, outbox
from backend.kit.events import Event
from backend.orders import (
    lifecycle,
    locks,
    parcel_repository,
    permission,
    refund_repository,
    repository,
    unit_lifecycle,
)
from backend.orders.errors import OrderNotFound, TransitionRefused
from backend.orders.events import OrderCancelled, OrderDelivered, OrderReleased, OrderReturned
from backend.orders.models import Order
from backend.orders.schemas import OrderStatus, UnitState
from backend.orders.service import units
from backend.payments import service as payments
from backend.pricing import promotions


def release(session: Session, order_id: UUID, *, actor: Actor) -> None:
    """The money is here: the warehouse may start. Nothing to do for an order that is past pending.

    Raises OrderNotFound, TransitionRefused.
    """
    order = locked(session, order_id)
    permission.require_handler(order, actor)
    _release(session, order, actor)


def release_purchase(session: Session, checkout_id: UUID, *, actor: Actor) -> None:
    """Release the pending orders of the purchase that a checkout became, but for those that are held."""
    purchase = repository.purchase_of(session, checkout_id=checkout_id)
    for order in locks.lock_orders_of(session, purchase.id) if purchase else ():
        if not order.is_held:
            _release(session, order, actor)


def lift_hold(session: Session, checkout_id: UUID, *, actor: Actor) -> int:
    """The desk has looked: the held orders of the purchase that a checkout became are released; how many.

    Orders that were cancelled meanwhile stay so; a repeated call changes nothing. Raises TransitionRefused
    when the money is not secured any more.
    """
    purchase = repository.purchase_of(session, checkout_id=checkout_id)
    held = [one for one in locks.lock_orders_of(session, purchase.id) if one.is_held] if purchase else []
    for order in held:
        order.is_held = False
        session.flush([order])
        _release(session, order, actor, "the payment was checked")
    return len(held)


def cancel_purchase(session: Session, checkout_id: UUID, *, actor: Actor, reason: str) -> int:
    """Stop every order of a purchase that is not sent yet, as `cancel` does; how many."""
    purchase = repository.purchase_of(session, checkout_id=checkout_id)
    orders = locks.lock_orders_of(session, purchase.id) if purchase else []
    open_ones = [one for one in orders if one.status in {OrderStatus.PENDING, OrderStatus.PROCESSING}]
    for order in open_ones:
        cancel(session, order.id, actor=actor, reason=reason)
    return len(open_ones)


def _release(session: Session, order: Order, actor: Actor, reason: str = "paid") -> None:
    if order.status != OrderStatus.PENDING:
        return
    move(session, order, OrderStatus.PROCESSING, actor=actor, reason=reason)
    outbox.record(session, OrderReleased(order_id=order.id, warehouse_id=order.warehouse_id))


def begin_picking(session: Session, order_id: UUID, *, actor: Actor) -> None:
    """The warehouse takes it from the shelf from now on: lines and address stand. A repeat changes nothing.

    Raises OrderNotFound, TransitionRefused for an order that is not to be sent.
    """
    order = locked(session, order_id)
    permission.require_handler(order, actor)
    if order.picking_at is not None:
        return
    if order.status not in {OrderStatus.PROCESSING, OrderStatus.PARTLY_SHIPPED}:
        raise TransitionRefused(
            f"An order that is {order.status} is not picked.",
            facts={"from": order.status, "to": "picking", "guard": "is_processing"},
        )
    order.picking_at = order.updated_at = clock.now()
    session.flush([order])


def mark_picked(
    session: Session, order_id: UUID, *, quantities: Mapping[UUID, int] | None = None, actor: Actor
) -> None:
    """These units lie in the tote, or every one that is to be sent (None). Raises OrderNotFound."""
    order = locked(session, order_id)
    permission.require_handler(order, actor)
    items = locks.lock_items(session, order_id)
    if quantities is not None:
        there = {item.id: unit_lifecycle.units_in(item, UnitState.ALLOCATED) for item in items}
        quantities = {one: min(count, there.get(one, 0)) for one, count in quantities.items()}
    units.advance(session, items, UnitState.ALLOCATED, UnitState.PICKED, actor=actor, quantities=quantities)
    session.flush(items)


def mark_delivered(session: Session, order_id: UUID, *, actor: Actor, reason: str = "") -> None:
    """The shopper has it; a repeated call changes nothing. Raises OrderNotFound, TransitionRefused."""
    order = locked(session, order_id)
    permission.require_handler(order, actor)
    if order.status != OrderStatus.DELIVERED:
        move(session, order, OrderStatus.DELIVERED, actor=actor, reason=reason)
        units.deliver_all(session, order_id, actor=actor)
        parcel_repository.all_arrived(session, order_id, at=clock.now())
        _tell(session, order, OrderDelivered)


def mark_returned(session: Session, order_id: UUID, *, actor: Actor, reason: str) -> None:
    """It came back. A repeated call changes nothing. Raises OrderNotFound, TransitionRefused."""
    order = locked(session, order_id)
    permission.require_handler(order, actor)
    if order.status != OrderStatus.RETURNED:
        move(session, order, OrderStatus.RETURNED, actor=actor, reason=reason)
        units.return_all(session, order_id, actor=actor, reason=reason)
        _tell(session, order, OrderReturned)


def all_returned(session: Session, order: Order, *, actor: Actor, reason: str) -> None:
    """The last unit of a locked order came back: its units say so already."""
    move(session, order, OrderStatus.RETURNED, actor=actor, reason=reason)
    _tell(session, order, OrderReturned)


def cancel(
    session: Session, order_id: UUID, *, actor: Actor, reason: str, access_token: str | None = None
) -> None:
    """Stop an order before dispatch: its stock goes back at once, its money by `settlement.give_back`.

    The buyer (a guest with the purchase's token), the seller, the desk. A repeated call changes nothing.
    Raises OrderNotFound, TransitionRefused.
    """
    order = locked(session, order_id)
    purchase = repository.purchase_by_id(session, order.purchase_id)
    try:
        permission.require_handler(order, actor)
    except OrderNotFound:
        permission.require_buyer(purchase, actor, access_token)
    if order.status == OrderStatus.CANCELLED:
        return
    move(session, order, OrderStatus.CANCELLED, actor=actor, reason=reason)
    assert purchase is not None
    inventory.release(
        session, purchase.checkout_id, warehouse_id=order.warehouse_id, seller_id=order.seller_id
    )
    if repository.is_all_cancelled(session, purchase.id):
        promotions.release(session, purchase.checkout_id)
    outbox.record(
        session,
        OrderCancelled(
            order_id=order.id,
            purchase_id=order.purchase_id,
            order_number=order.number,
            warehouse_id=order.warehouse_id,
            seller_id=order.seller_id,
            total_minor=order.total_minor,
            currency=order.currency,
            email=purchase.email,
            reason=reason,
        ),
    )


def locked(session: Session, order_id: UUID) -> Order:
    """The order, nobody else's until the transaction ends. Raises OrderNotFound."""
    order = locks.lock_order(session, order_id)
    if order is None:
        raise OrderNotFound("There is no such order.")
    return order


def _buyer(session: Session, order: Order) -> tuple[str, UUID]:
    purchase = repository.purchase_by_id(session, order.purchase_id)
    assert purchase is not None
    return purchase.email, purchase.payment_id


def _tell(session: Session, order: Order, event: type[OrderDelivered] | type[OrderReturned]) -> None:
    email, _ = _buyer(session, order)
    told: Event = event(
        order_id=order.id, purchase_id=order.purchase_id, order_number=order.number, email=email
    )
    outbox.record(session, told)


def move(
    session: Session, order: Order, to: OrderStatus, *, actor: Actor, reason: str, tracking_number: str = ""
) -> None:
    """Along the table, with a row of history, for a locked order. Raises TransitionRefused."""
    _, payment_id = _buyer(session, order)
    move = lifecycle.Move(
        status=order.status,
        payment_status=payments.payment_view(session, payment_id).status,
        actor=actor.label,
        reason=reason,
        tracking_number=tracking_number,
        is_held=order.is_held,
        was_refunded_early=to is OrderStatus.PARTLY_SHIPPED
        and refund_repository.has_early_refunds(session, order.id),
    )
    lifecycle.check(move, to)
    now = clock.now()
    repository.add_history(
        session,
        [
            {
                "id": ids.new_id(),
                "order_id": order.id,
                "from_status": order.status,
                "to_status": to.value,
                "actor": actor.label,
                "reason": reason,
                "at": now,
            }
        ],
    )
    order.status = to.value
    order.updated_at = now
    session.flush([order])
