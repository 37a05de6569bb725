"""What a shopper may still change before the warehouse begins: fewer units, another address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.inventory import service as inventory
from backend.kit import clock, ids, money, outbox
from backend.kit.errors import InvalidInput
from backend.orders import locks, order_money, permission, repository
from backend.orders.errors import OrderNotFound, PickingStarted, TransitionRefused
from backend.orders.events import OrderReduced
from backend.orders.models import Order, OrderItem
from backend.orders.schemas import OrderStatus, UnitState
from backend.orders.service import moving, units
from backend.orders.service.placing import commission_of
from backend.payments import ledger, tenders
from backend.payments import service as payments
from backend.payments.ledger import OrderMoney

_MOST_REASON = 200


@dataclass(frozen=True, slots=True)
class _Part:
    """What cancelled units of a line were worth, minor units."""

    subtotal: int
    discount: int
    tax: int
    included_tax: int
    funded: int

    @property
    def total(self) -> int:
        return self.subtotal - self.discount + self.tax


def cancel_units(
    session: Session,
    order_id: UUID,
    *,
    quantities: Mapping[UUID, int],
    reason: str,
    actor: Actor,
    access_token: str | None = None,
) -> None:
    """Take `quantities` (units by line) out of an order before its picking began; all of them cancel it.

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
    if all(wanted.get(item.id, 0) == item.quantity for item in items):
        moving.cancel(session, order_id, actor=actor, reason=reason, access_token=access_token)
        return
    parts = {item.id: _part(item, wanted[item.id]) for item in items if item.id in wanted}
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
    change_id = ids.new_id()
    taken_out = _reduce_order(session, order, list(parts.values()))
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
    if order.status not in {OrderStatus.PENDING, OrderStatus.PROCESSING}:
        raise TransitionRefused(
            f"An order that is {order.status} cannot be changed.", facts=facts | {"guard": "not_dispatched"}
        )
    if order.picking_at is not None:
        raise PickingStarted(
            "The warehouse is packing this parcel already. You can send back what you do not want.",
            facts=facts | {"guard": "not_picked"},
        )
    if repository.has_refunds(session, order.id):
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
        if not 1 <= count <= known[item_id].quantity:
            raise InvalidInput(
                f"There are {known[item_id].quantity} of {known[item_id].title} in this order.",
                field="units",
                facts={"item_id": str(item_id), "quantity": known[item_id].quantity},
            )
    return wanted


def _part(item: OrderItem, count: int) -> _Part:
    """The share of `count` of the line's units; what stays and what goes add up to the cent."""
    weights = (count, item.quantity - count)
    return _Part(
        subtotal=item.unit_price_minor * count,
        discount=money.split(item.discount_minor, weights)[0],
        tax=money.split(item.tax_minor, weights)[0],
        included_tax=money.split(item.included_tax_minor, weights)[0],
        funded=money.split(item.marketplace_funded_minor, weights)[0],
    )


def _reduce_line(item: OrderItem, part: _Part) -> None:
    item.discount_minor -= part.discount
    item.marketplace_funded_minor -= part.funded
    item.tax_minor -= part.tax
    item.included_tax_minor -= part.included_tax
    item.total_minor -= part.total


def _reduce_order(session: Session, order: Order, parts: Sequence[_Part]) -> OrderMoney:
    subtotal, discount = sum(one.subtotal for one in parts), sum(one.discount for one in parts)
    tax, included = sum(one.tax for one in parts), sum(one.included_tax for one in parts)
    total = subtotal - discount + tax
    order.subtotal_minor -= subtotal
    order.discount_minor -= discount
    order.marketplace_funded_minor -= sum(one.funded for one in parts)
    order.tax_minor -= tax
    order.included_tax_minor -= included
    order.total_minor -= total
    order.withdrawn_minor += total
    goods = order.subtotal_minor - order.discount_minor - repository.included_goods_tax(session, order.id)
    goods_before = goods + subtotal - discount - included
    commission = commission_of(goods + order.marketplace_funded_minor, order.commission_bps)
    part = OrderMoney(
        seller_id=order.seller_id,
        goods_minor=goods_before - goods,
        shipping_minor=0,
        tax_minor=tax + included,
        commission_minor=order.commission_minor - commission,
        total_minor=total,
        currency=order.currency,
    )
    order.commission_minor = commission
    order.updated_at = clock.now()
    repository.reduce_purchase(
        session, order.purchase_id, subtotal=subtotal, discount=discount, tax=tax, total=total
    )
    return part


def _own_back(session: Session, order: Order, payment_id: UUID, part: OrderMoney, key: str) -> None:
    """The books: nobody is bound to these units any more; what was paid for them is owed to the shopper."""
    payment = payments.payment_view(session, payment_id, for_change=True)
    through_payment, parts = order_money.over_sources(
        session, order, part.total_minor, taken_out_minor=part.total_minor
    )
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
