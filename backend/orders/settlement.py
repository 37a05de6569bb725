"""An order's money when it is dispatched or cancelled: each step its own transaction, the gateway between.

Dispatch: parcel by parcel what is not here yet is captured, then booked to seller, marketplace and tax.
Cancellation: what was promised is given back, what was paid is owed and, for cards, refunded. Every step may
be repeated.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlmodel import Session

from backend.kit import clock
from backend.kit.unit_of_work import transact
from backend.orders import locks, order_money, parcel_repository, repository
from backend.orders.errors import OrderNotFound, TransitionRefused
from backend.orders.models import Order, OrderParcel
from backend.orders.schemas import OrderStatus
from backend.payments import ledger, process, tenders
from backend.payments import service as payments
from backend.payments.schemas import GATEWAY_METHODS, CaptureDue, PaymentView

_DISPATCHED = frozenset(
    {OrderStatus.PARTLY_SHIPPED, OrderStatus.SHIPPED, OrderStatus.DELIVERED, OrderStatus.RETURNED}
)


@dataclass(frozen=True, slots=True)
class _Ending:
    """What is left to do at the gateway after the books are written. Amount in minor units."""

    payment_id: UUID
    refund_minor: int
    refund_key: str
    is_last: bool


def settle(order_id: UUID) -> None:
    """Take the money of an order's parcels that left, each its own, and book whose it is. Once per parcel.

    Raises GatewaySilent (call again), GatewayRefusal and PaymentState (the money cannot be had: somebody has
    to look), OrderNotFound, TransitionRefused for an order of which nothing left.
    """
    for parcel_id in transact(_to_settle, order_id):
        due = transact(_capture_due, order_id, parcel_id)
        captured = process.capture(due, idempotency_key=_capture_key(parcel_id)) if due else 0
        transact(_book, order_id, parcel_id, due, captured)
    _end(transact(_finish, order_id))


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
    order, payment = _locked(session, change.order_id)
    return _ending(session, payment, f"reduced:{change_id}", is_last=_close(session, order))


def _end(ending: _Ending) -> None:
    if ending.refund_minor:
        process.refund(ending.payment_id, amount_minor=ending.refund_minor, idempotency_key=ending.refund_key)
    if ending.is_last:
        process.void(ending.payment_id)
        process.release_rest(ending.payment_id)


def _capture_key(parcel_id: UUID) -> str:
    return f"capture:{parcel_id}"


def _to_settle(session: Session, order_id: UUID) -> Sequence[UUID]:
    order, _ = _locked(session, order_id)
    if order.status not in _DISPATCHED:
        raise TransitionRefused(
            "Money is taken when an order is dispatched.", facts={"from": order.status, "guard": "dispatched"}
        )
    return parcel_repository.unsettled(session, order_id)


def _capture_due(session: Session, order_id: UUID, parcel_id: UUID) -> CaptureDue | None:
    order, payment = _locked(session, order_id)
    parcel = _parcel(session, order, parcel_id)
    if parcel.settled_at is not None:
        return None
    _, others_minor = repository.unsettled_total(session, order.purchase_id, besides=order.id)
    unearned, tendered = repository.unearned(session, order)
    wanted = parcel.total_minor - parcel.tendered_minor
    return payments.capture_due(
        session,
        payment.id,
        amount_minor=wanted,
        others_minor=others_minor + unearned - tendered - wanted,
    )


def _parcel(session: Session, order: Order, parcel_id: UUID) -> OrderParcel:
    """A parcel of a locked order. One that left whole may have given something back since."""
    parcel = parcel_repository.by_id(session, parcel_id)
    assert parcel is not None
    if parcel.is_whole and parcel.settled_at is None:
        earns = order_money.to_earn(session, order)
        parcel.goods_minor, parcel.shipping_minor = earns.goods_minor, earns.shipping_minor
        parcel.tax_minor, parcel.total_minor = earns.tax_minor, earns.total_minor
        parcel.commission_minor = earns.commission_minor
        parcel.marketplace_funded_minor = earns.marketplace_funded_minor
        parcel.tendered_minor = order_money.tendered_minor(session, order.id)
        session.flush([parcel])
    return parcel


def _book(
    session: Session, order_id: UUID, parcel_id: UUID, due: CaptureDue | None, captured_minor: int
) -> None:
    order, payment = _locked(session, order_id)
    if due is not None:
        payments.record_capture(
            session,
            payment.id,
            amount_minor=captured_minor,
            is_final=due.is_final,
            idempotency_key=_capture_key(parcel_id),
        )
    parcel = _parcel(session, order, parcel_id)
    if parcel.settled_at is None:
        entries = ledger.order_settled(
            payment.id,
            replace(
                order_money.placed(session, order),
                goods_minor=parcel.goods_minor,
                shipping_minor=parcel.shipping_minor,
                tax_minor=parcel.tax_minor,
                commission_minor=parcel.commission_minor,
                total_minor=parcel.total_minor,
                marketplace_funded_minor=parcel.marketplace_funded_minor,
                seller_funded_shipping_minor=parcel.seller_funded_shipping_minor,
            ),
            tendered_minor=parcel.tendered_minor,
        )
        if entries:
            payments.post_journal(
                session,
                kind="order_settled",
                reference=f"order:{order_id}",
                idempotency_key=f"settled:{parcel_id}",
                entries=entries,
            )
        parcel.settled_at = clock.now()
        session.flush([parcel])
    _close(session, order)


def _close(session: Session, order: Order) -> bool:
    """An order that is sent and whose parcels are booked is settled; whether its purchase's last one is."""
    is_sent = order.status in _DISPATCHED and order.status != OrderStatus.PARTLY_SHIPPED
    if order.settled_at is None and is_sent and not parcel_repository.unsettled(session, order.id):
        order.settled_at = clock.now()
        session.flush([order])
    others, _ = repository.unsettled_total(session, order.purchase_id, besides=order.id)
    return others == 0 and order.settled_at is not None


def _finish(session: Session, order_id: UUID) -> _Ending:
    order, payment = _locked(session, order_id)
    is_last = _close(session, order)
    left = payments.deposit_held(session, payment.id) if is_last else 0
    if left:
        payments.post_journal(
            session,
            kind="deposit_left",
            reference=f"payment:{payment.id}",
            idempotency_key=f"left:{payment.id}",
            entries=ledger.deposit_owed_back(payment.id, left, payment.currency),
        )
    return _ending(session, payment, f"left:{payment.id}", is_last=is_last)


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
    parts = {one.tender_id: one.left_minor for one in tenders.of_order(session, order_id)}
    money = order_money.to_earn(session, order)
    paid = money.total_minor - sum(parts.values())
    balances = tenders.give_back(session, order_id, parts, key=key)
    payments.post_journal(
        session,
        kind="order_cancelled",
        reference=f"order:{order_id}",
        idempotency_key=key,
        entries=ledger.order_cancelled(
            payment.id, money, deposit_minor=max(0, min(paid, spare)), balances=balances
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
