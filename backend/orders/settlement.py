"""An order's money when it is dispatched or cancelled: each step its own transaction, the gateway between.

Dispatch: what is not here yet is captured, then booked to seller, marketplace and tax. Cancellation: what was
promised is given back, what was paid is owed and, for cards, refunded. Every step may be repeated.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from backend.kit import clock
from backend.kit.unit_of_work import transact
from backend.orders import locks, repository
from backend.orders.errors import OrderNotFound, TransitionRefused
from backend.orders.models import Order
from backend.orders.schemas import OrderStatus
from backend.payments import ledger, process
from backend.payments import service as payments
from backend.payments.ledger import OrderMoney, Settlement
from backend.payments.schemas import GATEWAY_METHODS, CaptureDue, PaymentView
from backend.pricing.schemas import Collector

_DISPATCHED = frozenset({OrderStatus.SHIPPED, OrderStatus.DELIVERED, OrderStatus.RETURNED})


@dataclass(frozen=True, slots=True)
class _Ending:
    """What is left to do at the gateway after the books are written. Amount in minor units."""

    payment_id: UUID
    refund_minor: int
    refund_key: str
    is_last: bool


def settle(order_id: UUID) -> None:
    """Take a dispatched order's money and book whose it is. Once, however often it is called.

    Raises GatewaySilent (call again), GatewayRefusal and PaymentState (the money cannot be had: somebody has
    to look), OrderNotFound, TransitionRefused for an order that is not dispatched.
    """
    due = transact(_capture_due, order_id)
    captured = process.capture(due, idempotency_key=_capture_key(order_id)) if due else 0
    _end(transact(_book, order_id, due, captured))


def give_back(order_id: UUID) -> None:
    """Give back what a cancelled order's shopper promised or paid. Once, however often it is called.

    Raises GatewaySilent (call again), OrderNotFound, TransitionRefused for an order that is not cancelled.
    """
    _end(transact(_unbook, order_id))


def give_back_units(change_id: UUID) -> None:
    """Send back what was paid for units that were cancelled. Once, however often it is called.

    Raises GatewaySilent (call again), OrderNotFound.
    """
    _end(transact(_units_ending, change_id))


def _units_ending(session: Session, change_id: UUID) -> _Ending:
    change = repository.change(session, change_id)
    if change is None:
        raise OrderNotFound("There is no such change of an order.")
    _, payment = _locked(session, change.order_id)
    return _ending(session, payment, f"reduced:{change_id}", is_last=False)


def _end(ending: _Ending) -> None:
    if ending.refund_minor:
        process.refund(ending.payment_id, amount_minor=ending.refund_minor, idempotency_key=ending.refund_key)
    if ending.is_last:
        process.void(ending.payment_id)
        process.release_rest(ending.payment_id)


def _capture_key(order_id: UUID) -> str:
    return f"capture:{order_id}"


def _capture_due(session: Session, order_id: UUID) -> CaptureDue | None:
    order, payment = _locked(session, order_id)
    if order.status not in _DISPATCHED:
        raise TransitionRefused(
            "Money is taken when an order is dispatched.", facts={"from": order.status, "guard": "dispatched"}
        )
    if order.settled_at is not None:
        return None
    _, others_minor = repository.unsettled_total(session, order.purchase_id, besides=order.id)
    return payments.capture_due(
        session, payment.id, amount_minor=order.total_minor, others_minor=others_minor
    )


def _book(session: Session, order_id: UUID, due: CaptureDue | None, captured_minor: int) -> _Ending:
    order, payment = _locked(session, order_id)
    if due is not None:
        payments.record_capture(
            session,
            payment.id,
            amount_minor=captured_minor,
            is_final=due.is_final,
            idempotency_key=_capture_key(order_id),
        )
    payments.post_journal(
        session,
        kind="order_settled",
        reference=f"order:{order_id}",
        idempotency_key=f"settled:{order_id}",
        entries=ledger.order_settled(payment.id, _money(session, order)),
    )
    if order.settled_at is None:
        order.settled_at = clock.now()
        session.flush([order])
    others, _ = repository.unsettled_total(session, order.purchase_id, besides=order.id)
    left = payments.deposit_held(session, payment.id) if others == 0 else 0
    if left:
        payments.post_journal(
            session,
            kind="deposit_left",
            reference=f"payment:{payment.id}",
            idempotency_key=f"left:{payment.id}",
            entries=ledger.deposit_owed_back(payment.id, left, payment.currency),
        )
    return _ending(session, payment, f"left:{payment.id}", is_last=others == 0)


def _unbook(session: Session, order_id: UUID) -> _Ending:
    order, payment = _locked(session, order_id)
    if order.status != OrderStatus.CANCELLED:
        raise TransitionRefused(
            "Only a cancelled order's money is given back.",
            facts={"from": order.status, "guard": "cancelled"},
        )
    others, needed = repository.unsettled_total(session, order.purchase_id, besides=order.id)
    spare = payments.deposit_held(session, payment.id) - needed
    key = f"cancelled:{order_id}"
    payments.post_journal(
        session,
        kind="order_cancelled",
        reference=f"order:{order_id}",
        idempotency_key=key,
        entries=ledger.order_cancelled(
            payment.id, _money(session, order), deposit_minor=max(0, min(order.total_minor, spare))
        ),
    )
    if others == 0:
        payments.drop_payment(session, payment.id)
    return _ending(session, payment, key, is_last=others == 0)


def _ending(session: Session, payment: PaymentView, journal_key: str, *, is_last: bool) -> _Ending:
    """Gateways refund what they took; money that came by transfer stays owed until the desk sends it."""
    owed = payments.owed_by_journal(session, journal_key) if payment.method in GATEWAY_METHODS else 0
    return _Ending(payment.id, owed, f"refund:{journal_key}", is_last)


def _locked(session: Session, order_id: UUID) -> tuple[Order, PaymentView]:
    """The order and its payment, both locked, in this order everywhere."""
    order = locks.lock_order(session, order_id)
    if order is None:
        raise OrderNotFound("There is no such order.")
    purchase = repository.purchase_by_id(session, order.purchase_id)
    assert purchase is not None
    return order, payments.payment_view(session, purchase.payment_id, for_change=True)


def _money(session: Session, order: Order) -> OrderMoney:
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
