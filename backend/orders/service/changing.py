"""What a shopper may still change before the warehouse begins: fewer units, another address."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.inventory import service as inventory
from backend.kit import clock, ids, outbox
from backend.kit.errors import InvalidInput
from backend.orders import (
    locks,
    order_money,
    parcel_policy,
    permission,
    refund_repository,
    repository,
    tax_breakdown,
)
from backend.orders.errors import OrderNotFound, PickingStarted, TransitionRefused
from backend.orders.events import OrderReduced
from backend.orders.models import Order, OrderItem
from backend.orders.parcel_policy import Outstanding, Share
from backend.orders.schemas import CHANGEABLE, OrderStatus, UnitState
from backend.orders.service import moving, shipping, units
from backend.orders.service.placing import commission_of
from backend.payments import ledger, tenders
from backend.payments import service as payments
from backend.payments.ledger import OrderMoney

_MOST_REASON = 200
_PARTLY = OrderStatus.PARTLY_SHIPPED


def cancel_units(
    session: Session,
    order_id: UUID,
    *,
    quantities: Mapping[UUID, int],
    reason: str,
    actor: Actor,
    access_token: str | None = None,
) -> None:
    """Take `quantities` (units by line) out of an order before their picking began; all of them cancel it.

    What is left to be sent of a partly shipped order can be cancelled, too: with the last of it the order is
    where its parcels are.

    Their stock is free at once; line, order and purchase cost less by what these units cost: their share of
    the line's discount and tax to the cent. Shipping stays. What was paid for them is owed back; a card is
    captured for less. Promotions are not computed anew. The buyer (a guest with the purchase's token), the
    seller, the desk.

    Raises OrderNotFound, PurchaseNotFound, InvalidInput, PickingStarted, TransitionRefused.
    """
    order = moving.locked(session, order_id)
    purchase = repository.purchase_by_id(session, order.purchase_id)
    assert purchase is not None
    _require_changer(order, purchase, actor, access_token)
    _require_unpicked(session, order)
    if not reason.strip() or len(reason) > _MOST_REASON:
        raise InvalidInput("Please say in a few words why.", field="reason")
    items = locks.lock_items(session, order_id)
    wanted = _checked(items, quantities)
    if all(wanted.get(item.id, 0) == item.quantity for item in items) and order.status != _PARTLY:
        moving.cancel(session, order_id, actor=actor, reason=reason, access_token=access_token)
        return
    rest = order_money.outstanding(session, order, items)
    parts = {item_id: rest.lines[item_id].of(count) for item_id, count in wanted.items()}
    units.advance(
        session,
        items,
        UnitState.ALLOCATED,
        UnitState.CANCELLED,
        actor=actor,
        reason=reason,
        quantities=wanted,
    )
    for item in items:
        if item.id in wanted:
            _reduce_line(item, parts[item.id])
    session.flush(items)
    for item_id, part in parts.items():
        refund_repository.shrink_refundable(
            session,
            item_id,
            quantity=part.quantity,
            total_minor=part.total_minor,
            tax_minor=part.all_tax_minor,
            funded_minor=part.funded_minor,
        )
    change_id = ids.new_id()
    taken_out = _reduce_order(session, order, parts, rest, items)
    session.flush([order])
    for item in items:
        if item.id in wanted:
            inventory.release_units(
                session,
                purchase.checkout_id,
                offer_id=item.offer_id,
                warehouse_id=order.warehouse_id,
                units=wanted[item.id],
            )
    _own_back(session, order, purchase.payment_id, taken_out, f"reduced:{change_id}")
    if order.status == _PARTLY and all(item.shipped == item.quantity for item in items):
        shipping.finish(session, order, actor=actor, reason=reason)
    repository.add_changes(
        session,
        [
            {
                "id": change_id,
                "order_id": order_id,
                "kind": "units",
                "actor": actor.label,
                "reason": reason,
                "facts": {
                    "units": {str(item_id): count for item_id, count in wanted.items()},
                    "amount_minor": taken_out.total_minor,
                },
                "at": clock.now(),
            }
        ],
    )
    outbox.record(
        session,
        OrderReduced(
            order_id=order.id,
            purchase_id=order.purchase_id,
            order_number=order.number,
            change_id=change_id,
            seller_id=order.seller_id,
            amount_minor=taken_out.total_minor,
            currency=order.currency,
            email=purchase.email,
        ),
    )


def units_taken_out(session: Session, change_id: UUID) -> Mapping[UUID, int]:
    """How many units of which lines a change took out of its order; nothing for another change."""
    change = repository.change(session, change_id)
    units_by_item = change.facts.get("units", {}) if change else {}
    return {UUID(item_id): count for item_id, count in units_by_item.items()}


def _require_changer(order: Order, purchase: Any, actor: Actor, access_token: str | None) -> None:
    try:
        permission.require_seller(order.seller_id, actor)
    except OrderNotFound:
        permission.require_buyer(purchase, actor, access_token)


def _require_unpicked(session: Session, order: Order) -> None:
    facts = {"from": order.status, "order_number": order.number}
    if order.status not in CHANGEABLE:
        raise TransitionRefused(
            f"An order that is {order.status} cannot be changed.", facts=facts | {"guard": "not_dispatched"}
        )
    if order.picking_at is not None:
        raise PickingStarted(
            "The warehouse is packing this parcel already. You can send back what you do not want.",
            facts=facts | {"guard": "not_picked"},
        )
    if refund_repository.has_early_refunds(session, order.id):
        raise TransitionRefused(
            "Money of this order went back already: ask for a refund of what you do not want.",
            facts=facts | {"guard": "no_refund_yet"},
        )


def _checked(items: Sequence[OrderItem], quantities: Mapping[UUID, int]) -> dict[UUID, int]:
    known = {item.id: item for item in items}
    wanted = {item_id: count for item_id, count in quantities.items() if count}
    if not wanted:
        raise InvalidInput("Say what to cancel.", field="units")
    for item_id, count in wanted.items():
        if item_id not in known:
            raise InvalidInput("This order has no such line.", field="units")
        there = known[item_id].quantity - known[item_id].shipped
        if not 1 <= count <= there:
            raise InvalidInput(
                f"There are {there} of {known[item_id].title} in this order that can be cancelled.",
                field="units",
                facts={"item_id": str(item_id), "quantity": there},
            )
    return wanted


def _reduce_line(item: OrderItem, part: Share) -> None:
    item.discount_minor -= part.discount_minor
    item.marketplace_funded_minor -= part.funded_minor
    item.tax_minor -= part.tax_minor
    item.included_tax_minor -= part.included_tax_minor
    item.total_minor -= part.total_minor


def _reduce_order(
    session: Session,
    order: Order,
    parts: Mapping[UUID, Share],
    rest: Outstanding,
    items: Sequence[OrderItem],
) -> OrderMoney:
    """The order without these units; what they were worth. Shipping that goes with them stays."""
    out = list(parts.values())
    total = sum(one.total_minor for one in out)
    subtotal, discount = sum(one.subtotal_minor for one in out), sum(one.discount_minor for one in out)
    tax, included = sum(one.tax_minor for one in out), sum(one.included_tax_minor for one in out)
    order.subtotal_minor -= subtotal
    order.discount_minor -= discount
    order.marketplace_funded_minor -= sum(one.funded_minor for one in out)
    order.tax_minor -= tax
    order.included_tax_minor -= included
    order.total_minor -= total
    order.withdrawn_minor += total
    rates = {item.id: item.tax_rate for item in items}
    order.tax_lines = tax_breakdown.without(
        order.tax_lines,
        [(rates[one], part.goods_minor, part.all_tax_minor) for one, part in parts.items()],
    )
    commission = _commission_on(session, order, out, rest)
    part = OrderMoney(
        seller_id=order.seller_id,
        goods_minor=sum(one.goods_minor for one in out),
        shipping_minor=0,
        tax_minor=tax + included,
        commission_minor=commission,
        total_minor=total,
        currency=order.currency,
    )
    order.commission_minor -= commission
    order.updated_at = clock.now()
    repository.reduce_purchase(
        session, order.purchase_id, subtotal=subtotal, discount=discount, tax=tax, total=total
    )
    return part


def _commission_on(session: Session, order: Order, out: Sequence[Share], rest: Outstanding) -> int:
    """What commission goes with units: none of it was taken yet, or parcels took theirs already."""
    if order.status == _PARTLY:
        return parcel_policy.commission_part(rest.commission_minor, out, list(rest.lines.values()))
    goods = order.subtotal_minor - order.discount_minor - repository.included_goods_tax(session, order.id)
    return order.commission_minor - commission_of(
        goods + order.marketplace_funded_minor, order.commission_bps
    )


def _own_back(session: Session, order: Order, payment_id: UUID, part: OrderMoney, key: str) -> None:
    """The books: nobody is bound to these units any more; what was paid for them is owed to the shopper."""
    payment = payments.payment_view(session, payment_id, for_change=True)
    through_payment, parts = order_money.over_not_sent(session, order, part.total_minor)
    balances = tenders.give_back(session, order.id, parts, key=key)
    spare = order_money.spare_deposit(session, order, payment.id)
    payments.post_journal(
        session,
        kind="order_reduced",
        reference=f"order:{order.id}",
        idempotency_key=key,
        entries=ledger.order_cancelled(
            payment.id, part, deposit_minor=max(0, min(through_payment, spare)), balances=balances
        ),
    )
