"""What an order's money is made of: as it was placed, less what went back before it was earned."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.kit import money
from backend.orders import parcel_repository, refund_repository, repository
from backend.orders.models import Order, OrderItem
from backend.orders.parcel_policy import Outstanding, Share
from backend.payments import service as payments
from backend.payments import tenders
from backend.payments.ledger import OrderMoney, Settlement
from backend.pricing.schemas import Collector


def placed(session: Session, order: Order) -> OrderMoney:
    """An order's amounts for the books, as it was placed."""
    goods = order.subtotal_minor - order.discount_minor - repository.included_goods_tax(session, order.id)
    tax = order.tax_minor + order.included_tax_minor
    return OrderMoney(
        seller_id=order.seller_id,
        goods_minor=goods,
        shipping_minor=order.total_minor - goods - tax,
        tax_minor=tax,
        commission_minor=order.commission_minor,
        total_minor=order.total_minor,
        currency=order.currency,
        marketplace_funded_minor=order.marketplace_funded_minor,
        seller_funded_shipping_minor=order.seller_funded_shipping_minor,
        is_tax_sellers=order.tax_collector == Collector.SELLER,
        settlement=Settlement(order.settlement_currency, order.fx_rate)
        if order.settlement_currency and order.fx_rate
        else None,
    )


def to_earn(session: Session, order: Order) -> OrderMoney:
    """What an order earns when it is dispatched: less what was given back before.

    Shipping that the seller pays for stays paid: the parcel is sent.
    """
    whole = placed(session, order)
    early = refund_repository.refunded(session, order.id, only_early=True)
    return replace(
        whole,
        goods_minor=whole.goods_minor - early.goods_minor,
        shipping_minor=whole.shipping_minor - early.shipping_minor,
        tax_minor=whole.tax_minor - early.tax_minor,
        commission_minor=whole.commission_minor - early.commission_minor,
        total_minor=whole.total_minor - early.total_minor,
        marketplace_funded_minor=whole.marketplace_funded_minor - early.marketplace_funded_minor,
    )


def tendered_minor(session: Session, order_id: UUID) -> int:
    """What gift cards and store credit still pay of an order, in minor units."""
    return repository.tendered(session, order_id)


def is_unearned(session: Session, order: Order) -> bool:
    """Whether nothing of an order is earned yet: before its settlement, and while it is not sent in parts."""
    return order.settled_at is None and not parcel_repository.is_in_parts(session, order.id)


def waits_for_settlement(session: Session, order: Order) -> bool:
    """Whether parcels of an order left and none of their money is booked: for a moment, at most."""
    in_parts = order.settled_at is None and parcel_repository.is_in_parts(session, order.id)
    return in_parts and not repository.earned(session, order.id).parcels


def earned_lines(session: Session, order: Order) -> dict[UUID, tuple[int, int, int, int]]:
    """Units, total, tax and funded part of each line, and of shipping (the order), in settled parcels."""
    found = {
        row.order_item_id: (
            int(row.quantity),
            int(row.total_minor),
            int(row.tax_minor + row.included_tax_minor),
            int(row.marketplace_funded_minor),
        )
        for row in parcel_repository.gone(session, order.id, only_settled=True)
    }
    settled = [one for one in parcel_repository.of_order(session, order.id) if one.settled_at]
    total = sum(one.total_minor for one in settled) - sum(line[1] for line in found.values())
    tax = sum(one.tax_minor for one in settled) - sum(line[2] for line in found.values())
    return found | {order.id: (1, total, tax, 0)}


def outstanding(session: Session, order: Order, items: Sequence[OrderItem]) -> Outstanding:
    """What of an order has not left yet, units and money."""
    whole = placed(session, order)
    parcels = parcel_repository.of_order(session, order.id)
    gone = {row.order_item_id: row for row in parcel_repository.gone(session, order.id)}
    lines = {item.id: _left_of(item, gone.get(item.id)) for item in items if item.quantity > item.shipped}
    lines_tax = sum(item.tax_minor + item.included_tax_minor for item in items)
    _, tendered = repository.unearned(session, order, not_sent=True)
    return Outstanding(
        lines=lines,
        shipping_minor=whole.shipping_minor - sum(one.shipping_minor for one in parcels),
        shipping_tax_minor=0 if parcels else whole.tax_minor - lines_tax,
        commission_minor=whole.commission_minor - sum(one.commission_minor for one in parcels),
        seller_funded_shipping_minor=0 if parcels else whole.seller_funded_shipping_minor,
        tendered_minor=tendered,
    )


def _left_of(item: OrderItem, gone: Any) -> Share:
    whole = Share(
        item.quantity,
        item.unit_price_minor,
        item.discount_minor,
        item.tax_minor,
        item.included_tax_minor,
        item.marketplace_funded_minor,
    )
    if gone is None:
        return whole
    return whole.less(
        Share(
            int(gone.quantity),
            item.unit_price_minor,
            int(gone.discount_minor),
            int(gone.tax_minor),
            int(gone.included_tax_minor),
            int(gone.marketplace_funded_minor),
        )
    )


def over_earned(
    session: Session, order: Order, amount_minor: int, *, besides: UUID
) -> tuple[int, dict[UUID, int]]:
    """As `over_sources`, of what settled parcels earned; `besides` is the refund that this is about."""
    earned = repository.earned(session, order.id)
    late = repository.late_parts(session, order.id, besides=besides)
    by_payment = earned.total_minor - earned.tendered_minor - late.payment_minor
    by_balances = earned.tendered_minor - late.balances_minor
    return _over(session, order, amount_minor, by_payment, by_balances)


def over_not_sent(session: Session, order: Order, amount_minor: int) -> tuple[int, dict[UUID, int]]:
    """As `over_sources`, of what has not left, for units that were just taken out of the order's total."""
    total, by_balances = repository.unearned(session, order, not_sent=True)
    return _over(session, order, amount_minor, total + amount_minor - by_balances, by_balances)


def _over(
    session: Session, order: Order, amount_minor: int, by_payment: int, by_balances: int
) -> tuple[int, dict[UUID, int]]:
    given = tenders.of_order(session, order.id)
    pools = money.split(by_balances, [one.left_minor for one in given]) if given else []
    through_payment, *parts = money.split(amount_minor, [by_payment, *pools])
    return through_payment, {one.tender_id: part for one, part in zip(given, parts, strict=True) if part}


def over_sources(
    session: Session,
    order: Order,
    amount_minor: int,
    *,
    besides: UUID | None = None,
) -> tuple[int, dict[UUID, int]]:
    """How `amount_minor` of an order goes back to what it was paid with: through the payment, {tender: rest}.

    By what each still has of it, by largest remainder: none gets more than it gave. `besides` is the
    refund that this is about.
    """
    given = tenders.of_order(session, order.id)
    gone = refund_repository.given_back_to_origin(session, order.id, besides=besides)
    payment_left = order.total_minor - gone - sum(one.left_minor for one in given)
    through_payment, *parts = money.split(amount_minor, [payment_left, *(one.left_minor for one in given)])
    return through_payment, {one.tender_id: part for one, part in zip(given, parts, strict=True) if part}


def spare_deposit(session: Session, order: Order, payment_id: UUID) -> int:
    """Money that came in through the payment and that neither this nor another order still needs."""
    _, others = repository.unsettled_total(session, order.purchase_id, besides=order.id)
    unearned, tendered = repository.unearned(session, order)
    return payments.deposit_held(session, payment_id) - others - (unearned - tendered)
