"""What is asked to go back: how the lines of an order stand, and the parts that a wish takes of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlmodel import Session

from backend.kit.errors import InvalidInput
from backend.orders import locks, order_money, refund_policy, refund_repository, repository
from backend.orders.errors import RefundRefused
from backend.orders.models import Order
from backend.orders.refund_policy import Part, Standing
from backend.orders.schemas import OrderStatus


def standings_of(session: Session, order: Order) -> list[Standing]:
    """Every line and the shipping, locked, as they stand; while it is sent in parts, as earned."""
    rows = locks.lock_refundables(session, order.id)
    if not rows:
        items = repository.items_of(session, [order.id])
        taxes = [item.tax_minor + item.included_tax_minor for item in items]
        values = [
            (item.id, item.quantity, item.total_minor, tax, item.marketplace_funded_minor)
            for item, tax in zip(items, taxes, strict=True)
        ]
        shipping = order.total_minor - sum(item.total_minor for item in items)
        shipping_tax = order.tax_minor + order.included_tax_minor - sum(taxes)
        values.append((order.id, 1, shipping, shipping_tax, 0))
        refund_repository.add_refundables(session, order.id, values)
        rows = locks.lock_refundables(session, order.id)
    found = [
        Standing(
            one.id,
            one.quantity,
            one.refunded_quantity,
            one.total_minor,
            one.tax_minor,
            one.funded_minor,
            one.refunded_minor,
            one.refunded_tax_minor,
            one.refunded_funded_minor,
        )
        for one in rows
    ]
    if order.settled_at is not None or order_money.is_unearned(session, order):
        return found
    earned = order_money.earned_lines(session, order)
    return [
        replace(one, quantity=units, total_minor=total, tax_minor=tax, funded_minor=funded)
        for one in found
        for units, total, tax, funded in [earned.get(one.id, (0, 0, 0, 0))]
    ]


def parts_of(
    order: Order,
    standings: Sequence[Standing],
    *,
    lines: Mapping[UUID, int],
    line_amounts: Mapping[UUID, int],
    shipping: bool,
    amount_minor: int,
) -> list[Part]:
    """What a wish takes of each line. Raises InvalidInput, RefundRefused for more than is left."""
    by_id = {one.id: one for one in standings}
    parts: list[Part] = []
    for item_id, quantity in lines.items():
        line = by_id.get(item_id)
        if line is None or item_id == order.id:
            raise InvalidInput("This order has no such line.", field="lines")
        if quantity < 1:
            raise InvalidInput("Please say how many units go back.", field="lines")
        if line.refunded_quantity + quantity > line.quantity:
            raise _too_much(line.quantity - line.refunded_quantity, "units")
        parts.append(refund_policy.of_units(line, quantity))
    for item_id, amount in line_amounts.items():
        if item_id not in by_id or item_id == order.id:
            raise InvalidInput("This order has no such line.", field="lines")
        parts = _with_amount([by_id[item_id]], parts, amount)
    if shipping:
        parts.append(refund_policy.all_left(by_id[order.id]))
    if amount_minor:
        parts = _with_amount(standings, parts, amount_minor)
    parts = [part for part in parts if part.amount_minor]
    if not parts:
        raise RefundRefused("All of this has gone back already.", facts={"left_minor": 0})
    left = sum(one.left_minor for one in standings) - sum(part.amount_minor for part in parts)
    if left == 0 and order.status == OrderStatus.PROCESSING:
        raise RefundRefused("This order has not been sent yet: cancel it instead.")
    return parts


def _with_amount(standings: Sequence[Standing], parts: Sequence[Part], amount_minor: int) -> list[Part]:
    """The parts with an amount spread over what they leave of `standings`; a line has one part in the end."""
    taken = {part.id: part for part in parts}
    rest = [
        replace(
            one,
            refunded_minor=one.refunded_minor + part.amount_minor,
            refunded_tax_minor=one.refunded_tax_minor + part.tax_minor,
            refunded_funded_minor=one.refunded_funded_minor + part.funded_minor,
        )
        for one in standings
        for part in [taken.get(one.id, Part(one.id, 0, 0, 0, 0))]
    ]
    left = sum(one.left_minor for one in rest)
    if not 0 < amount_minor <= left:
        raise _too_much(left, "minor units")
    for more in refund_policy.of_amount(rest, amount_minor):
        before = taken.get(more.id, Part(more.id, 0, 0, 0, 0))
        taken[more.id] = Part(
            more.id,
            before.quantity,
            before.amount_minor + more.amount_minor,
            before.tax_minor + more.tax_minor,
            before.funded_minor + more.funded_minor,
        )
    return list(taken.values())


def _too_much(left: int, what: str) -> RefundRefused:
    return RefundRefused(f"This is more than is left to give back: {left} {what}.", facts={"left": left})
