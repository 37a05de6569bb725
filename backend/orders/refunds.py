"""Refunds: money of an order goes back, in part or whole, to where it came from.

A refund is decided and booked in one transaction under the order's lock; what has to leave through a gateway
leaves after it (`refund_sending`). Before an order's money is earned, less is taken instead.
"""

from collections.abc import Mapping
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.kit import clock, outbox
from backend.kit.errors import InvalidInput
from backend.orders import locks, order_money, permission, refund_policy, refund_repository, repository
from backend.orders.errors import BeingSettled, OrderNotFound, RefundRefused
from backend.orders.events import RefundApproved, RefundFailed, RefundSent
from backend.orders.models import Order, Refund, RefundHistory
from backend.orders.refund_booking import book, write
from backend.orders.refund_policy import TO_CREDIT, TO_ORIGIN
from backend.orders.refund_wish import parts_of, standings_of
from backend.orders.schemas import OrderStatus, RefundLineView, RefundPartView, RefundView
from backend.payments import ledger, store_credit
from backend.payments import service as payments
from backend.payments.schemas import Method, PaymentView


def request(
    session: Session,
    order_id: UUID,
    *,
    lines: Mapping[UUID, int],
    line_amounts: Mapping[UUID, int] | None = None,
    shipping: bool = False,
    amount_minor: int = 0,
    reason: str,
    to: str = TO_ORIGIN,
    actor: Actor,
    idempotency_key: str,
) -> RefundView:
    """Give money of an order back, once per key: units of its lines ({item id: how many}), an amount of a
    line without a unit (`line_amounts`, {item id: minor units}), what is left of its shipping, and
    `amount_minor` on top that belongs to no line.

    It goes back to what it was paid with, in proportion, or onto the shopper's store credit (`to="credit"`).
    Seller, commission and tax lose what they had of exactly this. The order's seller, the desk and the
    marketplace itself may ask, and their asking is the approval.

    Raises OrderNotFound, InvalidInput, RefundRefused (not paid, cancelled, more than is left); nothing is
    written then.
    """
    order = locks.lock_order(session, order_id)
    if order is None:
        raise OrderNotFound("There is no such order.")
    permission.require_seller(order.seller_id, actor)
    if earlier := refund_repository.refund_under(session, idempotency_key):
        if earlier.order_id != order_id:
            raise InvalidInput("This key was used for another order's refund.", field="idempotency_key")
        return view_of(session, earlier)
    purchase = repository.purchase_by_id(session, order.purchase_id)
    assert purchase is not None
    payment = payments.payment_view(session, purchase.payment_id, for_change=True)
    _refuse_unfit(session, order, payment, reason=reason, to=to, person_id=purchase.person_id)
    standings = standings_of(session, order)
    parts = parts_of(
        order,
        standings,
        lines=lines,
        line_amounts=line_amounts or {},
        shipping=shipping,
        amount_minor=amount_minor,
    )
    refund = write(session, order, payment, parts, reason=reason.strip(), to=to, key=idempotency_key)
    _move(session, refund, None, "requested", actor=actor, reason=reason.strip())
    book(session, order, payment, refund, person_id=purchase.person_id)
    become(session, refund, "approved", actor=actor)
    if refund.sent_minor == 0:
        become(session, refund, "sent", actor=actor)
        succeed(session, refund, actor=actor)
    else:
        outbox.record(session, RefundApproved(refund_id=refund.id, order_id=order.id))
    return view_of(session, refund)


def request_left(
    session: Session,
    order_id: UUID,
    *,
    lines: Mapping[UUID, int],
    shipping: bool = False,
    reason: str,
    actor: Actor,
    idempotency_key: str,
) -> RefundView | None:
    """As `request`, with as many of these units, and as much of the shipping, as have not gone back yet.

    None when all of it has; nothing is written then.
    """
    order = locks.lock_order(session, order_id)
    if order is None:
        raise OrderNotFound("There is no such order.")
    permission.require_seller(order.seller_id, actor)
    if earlier := refund_repository.refund_under(session, idempotency_key):
        return view_of(session, earlier)
    by_id = {one.id: one for one in standings_of(session, order)}
    units = {
        one: min(count, by_id[one].quantity - by_id[one].refunded_quantity) for one, count in lines.items()
    }
    wanted = {one: count for one, count in units.items() if count and by_id[one].left_minor}
    if not wanted and not (shipping and by_id[order.id].left_minor):
        return None
    return request(
        session,
        order_id,
        lines=wanted,
        shipping=shipping,
        reason=reason,
        actor=actor,
        idempotency_key=idempotency_key,
    )


def of_order(
    session: Session, order_id: UUID, *, actor: Actor, access_token: str | None = None
) -> tuple[RefundView, ...]:
    """The refunds of an order, oldest first, for its buyer, its seller and the desk. Raises OrderNotFound."""
    order = repository.order(session, order_id)
    if order is None:
        raise OrderNotFound("There is no such order.")
    try:
        permission.require_seller(order.seller_id, actor)
    except OrderNotFound:
        permission.require_buyer(repository.purchase_by_id(session, order.purchase_id), actor, access_token)
    return tuple(view_of(session, one) for one in refund_repository.refunds_of(session, order_id))


def mark_paid_out(session: Session, refund_id: UUID, *, bank_reference: str, actor: Actor) -> RefundView:
    """The desk has sent a refund by bank transfer; a repeated call changes nothing.

    Raises OrderNotFound, RefundRefused when it is not one that the desk sends.
    """
    refund = _locked(session, refund_id)
    if not permission.is_staff(actor):
        raise OrderNotFound("There is no such refund.")
    payment = payments.payment_view(session, refund.payment_id)
    if payment.method != Method.BANK_TRANSFER:
        raise RefundRefused("This refund goes back to what it was paid with by itself.")
    if refund.status == "approved":
        payments.record_refund(
            session,
            refund.payment_id,
            amount_minor=refund.sent_minor,
            idempotency_key=f"refund:{refund.id}",
            refund_reference=bank_reference,
            out_of=ledger.Account.BANK,
        )
        become(session, refund, "sent", actor=actor, reason=bank_reference)
        succeed(session, refund, actor=actor)
    return view_of(session, refund)


def owe_as_credit(session: Session, refund_id: UUID, *, actor: Actor) -> RefundView:
    """A refund that the card's bank refused becomes store credit. Raises OrderNotFound, RefundRefused."""
    refund = _locked(session, refund_id)
    if not permission.is_staff(actor):
        raise OrderNotFound("There is no such refund.")
    order = repository.order(session, refund.order_id)
    assert order is not None
    purchase = repository.purchase_by_id(session, order.purchase_id)
    assert purchase is not None
    if refund.status != "failed" or purchase.person_id is None:
        raise RefundRefused("Only a refund that failed, of somebody with an account, becomes store credit.")
    posting = store_credit.add(
        session,
        purchase.person_id,
        refund.sent_minor,
        refund.currency,
        kind="refund",
        key=f"refund:{refund.id}:credit",
        reason=f"order {order.number}",
    )
    if posting is not None:
        payments.post_journal(
            session,
            kind="refund_as_credit",
            reference=f"order:{order.id}",
            idempotency_key=f"refund_as_credit:{refund.id}",
            entries=ledger.owed_as_credit(refund.payment_id, posting),
        )
    succeed(session, refund, actor=actor, reason="as store credit")
    return view_of(session, refund)


def succeed(session: Session, refund: Refund, *, actor: Actor, reason: str = "") -> None:
    """The money has left, or is on the balances: tell the shopper."""
    become(session, refund, "succeeded", actor=actor, reason=reason)
    order = repository.order(session, refund.order_id)
    assert order is not None
    purchase = repository.purchase_by_id(session, order.purchase_id)
    assert purchase is not None
    outbox.record(
        session,
        RefundSent(
            refund_id=refund.id,
            order_id=order.id,
            purchase_id=order.purchase_id,
            order_number=order.number,
            email=purchase.email,
            amount_minor=refund.total_minor,
            currency=refund.currency,
            to=refund.destination,
        ),
    )


def fail(session: Session, refund: Refund, *, failure: str, actor: Actor) -> None:
    """The gateway or the bank would not have it: the money stays owed, and somebody has to look."""
    become(session, refund, "failed", actor=actor, reason=failure)
    refund.failure = failure
    session.flush([refund])
    outbox.record(session, RefundFailed(refund_id=refund.id, order_id=refund.order_id, failure=failure))


def become(session: Session, refund: Refund, status: str, *, actor: Actor, reason: str = "") -> None:
    """A step of a locked refund's life. Raises RefundRefused when the table has no such step."""
    if status not in refund_policy.TRANSITIONS[refund.status]:
        raise RefundRefused(
            f"A refund that is {refund.status} cannot become {status}.",
            facts={"from": refund.status, "to": status},
        )
    _move(session, refund, refund.status, status, actor=actor, reason=reason)
    refund.status = status
    refund.updated_at = clock.now()
    session.flush([refund])


def view_of(session: Session, refund: Refund) -> RefundView:
    """A refund as those see it who may see its order."""
    lines = refund_repository.refund_lines(session, refund.id)
    return RefundView(
        id=refund.id,
        order_id=refund.order_id,
        status=refund.status,
        to=refund.destination,
        reason=refund.reason,
        total_minor=refund.total_minor,
        goods_minor=refund.goods_minor,
        shipping_minor=refund.shipping_minor,
        tax_minor=refund.tax_minor,
        commission_minor=refund.commission_minor,
        currency=refund.currency,
        lines=tuple(
            RefundLineView(one.refundable_id, one.quantity, one.amount_minor, one.tax_minor)
            for one in lines
            if one.refundable_id != refund.order_id
        ),
        parts=tuple(
            RefundPartView(one.kind, one.amount_minor, one.last_four)
            for one in refund_repository.refund_parts(session, refund.id)
        ),
        sent_minor=refund.sent_minor,
        failure=refund.failure,
        created_at=refund.created_at,
    )


def _refuse_unfit(
    session: Session, order: Order, payment: PaymentView, *, reason: str, to: str, person_id: UUID | None
) -> None:
    if not reason.strip():
        raise InvalidInput("Please say why, so that everybody can read it.", field="reason")
    if to not in {TO_ORIGIN, TO_CREDIT}:
        raise InvalidInput("Money goes back to where it came from, or becomes store credit.", field="to")
    if to == TO_CREDIT and person_id is None:
        raise InvalidInput("Store credit needs an account, and this order has none.", field="to")
    if order.status == OrderStatus.CANCELLED:
        raise RefundRefused("This order was cancelled: its money goes back by itself.")
    if order.status == OrderStatus.PENDING:
        raise RefundRefused("This order is not paid yet: cancel it instead.")
    if order_money.waits_for_settlement(session, order):
        raise BeingSettled("This parcel is being charged right now. Please try again in a moment.")
    if to == TO_CREDIT and order_money.is_unearned(session, order):
        raise RefundRefused("Before an order is dispatched its money goes back to where it came from.")
    if payment.status not in {"authorised", "captured"}:
        raise RefundRefused("There is no money here that could go back.", facts={"status": payment.status})


def _move(
    session: Session, refund: Refund, from_status: str | None, to_status: str, *, actor: Actor, reason: str
) -> None:
    session.add(
        RefundHistory(
            refund_id=refund.id,
            from_status=from_status,
            to_status=to_status,
            actor=actor.label,
            reason=reason,
        )
    )


def _locked(session: Session, refund_id: UUID) -> Refund:
    refund = locks.lock_refund(session, refund_id)
    if refund is None:
        raise OrderNotFound("There is no such refund.")
    return refund
