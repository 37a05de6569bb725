"""Refunds: money of an order goes back, in part or whole, to where it came from.

A refund is decided and booked in one transaction under the order's lock; what has to leave through a gateway
leaves after it (`refund_sending`). Before an order's money is earned, less is taken instead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.kit import clock, outbox
from backend.kit.errors import InvalidInput
from backend.orders import locks, order_money, permission, refund_policy, repository
from backend.orders.errors import BeingSettled, OrderNotFound, RefundRefused
from backend.orders.events import RefundApproved, RefundFailed, RefundSent
from backend.orders.models import Order, Refund, RefundHistory, RefundLine, RefundPart
from backend.orders.refund_policy import Part, Standing
from backend.orders.schemas import OrderStatus, RefundLineView, RefundPartView, RefundView
from backend.payments import ledger, store_credit, tenders
from backend.payments import service as payments
from backend.payments.schemas import Method, PaymentView, Posting

TO_ORIGIN, TO_CREDIT = "origin", "credit"


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
    if earlier := repository.refund_under(session, idempotency_key):
        if earlier.order_id != order_id:
            raise InvalidInput("This key was used for another order's refund.", field="idempotency_key")
        return view_of(session, earlier)
    purchase = repository.purchase_by_id(session, order.purchase_id)
    assert purchase is not None
    payment = payments.payment_view(session, purchase.payment_id, for_change=True)
    _refuse_unfit(session, order, payment, reason=reason, to=to, person_id=purchase.person_id)
    standings = _standings(session, order)
    parts = _parts(
        order,
        standings,
        lines=lines,
        line_amounts=line_amounts or {},
        shipping=shipping,
        amount_minor=amount_minor,
    )
    refund = _write(session, order, payment, parts, reason=reason.strip(), to=to, key=idempotency_key)
    _move(session, refund, None, "requested", actor=actor, reason=reason.strip())
    _book(session, order, payment, refund, person_id=purchase.person_id)
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
    if earlier := repository.refund_under(session, idempotency_key):
        return view_of(session, earlier)
    by_id = {one.id: one for one in _standings(session, order)}
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
    return tuple(view_of(session, one) for one in repository.refunds_of(session, order_id))


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
    lines = repository.refund_lines(session, refund.id)
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
            for one in repository.refund_parts(session, refund.id)
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


def _standings(session: Session, order: Order) -> list[Standing]:
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
        repository.add_refundables(session, order.id, values)
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


def _parts(
    order: Order,
    standings: Sequence[Standing],
    *,
    lines: Mapping[UUID, int],
    line_amounts: Mapping[UUID, int],
    shipping: bool,
    amount_minor: int,
) -> list[Part]:
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
        Standing(
            one.id,
            one.quantity,
            one.refunded_quantity,
            one.total_minor,
            one.tax_minor,
            one.funded_minor,
            one.refunded_minor + (taken[one.id].amount_minor if one.id in taken else 0),
            one.refunded_tax_minor + (taken[one.id].tax_minor if one.id in taken else 0),
            one.refunded_funded_minor + (taken[one.id].funded_minor if one.id in taken else 0),
        )
        for one in standings
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


def _write(
    session: Session,
    order: Order,
    payment: PaymentView,
    parts: Sequence[Part],
    *,
    reason: str,
    to: str,
    key: str,
) -> Refund:
    total = sum(part.amount_minor for part in parts)
    tax = sum(part.tax_minor for part in parts)
    shipping = sum(part.amount_minor - part.tax_minor for part in parts if part.id == order.id)
    goods = total - tax - shipping
    funded = sum(part.funded_minor for part in parts)
    is_early = order_money.is_unearned(session, order)
    whole = order_money.placed(session, order)
    commission, base = whole.commission_minor, whole.goods_minor + whole.marketplace_funded_minor
    if not is_early and order.settled_at is None:
        earned = repository.earned(session, order.id)
        commission, base = earned.commission_minor, earned.base_minor
    before = repository.refunded(session, order.id)
    refund = Refund(
        order_id=order.id,
        idempotency_key=key,
        destination=to,
        reason=reason,
        is_early=is_early,
        goods_minor=goods,
        shipping_minor=shipping,
        tax_minor=tax,
        commission_minor=refund_policy.commission_of(
            commission,
            base,
            before_minor=before.goods_minor + before.marketplace_funded_minor,
            now_minor=goods + funded,
            refunded_minor=before.commission_minor,
        ),
        marketplace_funded_minor=funded,
        total_minor=total,
        payment_id=payment.id,
        payment_minor=0,
        currency=order.currency,
    )
    session.add(refund)
    session.flush()
    session.add_all(
        RefundLine(
            refund_id=refund.id,
            refundable_id=part.id,
            quantity=part.quantity,
            amount_minor=part.amount_minor,
            tax_minor=part.tax_minor,
        )
        for part in parts
    )
    session.flush()
    for part in parts:
        repository.count_refunded(
            session,
            part.id,
            quantity=part.quantity,
            amount_minor=part.amount_minor,
            tax_minor=part.tax_minor,
            funded_minor=part.funded_minor,
        )
    return refund


def _book(
    session: Session, order: Order, payment: PaymentView, refund: Refund, *, person_id: UUID | None
) -> None:
    """Take the refund from those who earned it, and put on its way what goes back."""
    part = replace(
        order_money.placed(session, order),
        goods_minor=refund.goods_minor,
        shipping_minor=refund.shipping_minor,
        tax_minor=refund.tax_minor,
        commission_minor=refund.commission_minor,
        total_minor=refund.total_minor,
        marketplace_funded_minor=refund.marketplace_funded_minor,
        seller_funded_shipping_minor=0,
    )
    balances = _to_credit(session, order, refund, person_id) if refund.destination == TO_CREDIT else None
    if balances is None:
        balances = _to_origin(session, order, refund)
    if refund.is_early:
        spare = order_money.spare_deposit(session, order, payment.id)
        refund.sent_minor = max(0, min(refund.payment_minor, spare))
        entries = ledger.early_refund(payment.id, part, deposit_minor=refund.sent_minor, balances=balances)
    else:
        refund.sent_minor = refund.payment_minor
        entries = ledger.order_refunded(
            payment.id, part, payment_minor=refund.payment_minor, balances=balances
        )
    session.flush([refund])
    payments.post_journal(
        session,
        kind="order_refunded",
        reference=f"order:{order.id}",
        idempotency_key=f"order_refunded:{refund.id}",
        entries=entries,
    )


def _to_origin(session: Session, order: Order, refund: Refund) -> list[Posting]:
    if refund.is_early:
        through_payment, wanted = order_money.over_sources(
            session, order, refund.total_minor, besides=refund.id
        )
    else:
        through_payment, wanted = order_money.over_earned(
            session, order, refund.total_minor, besides=refund.id
        )
    refund.payment_minor = through_payment
    if through_payment:
        _add_part(session, refund, "payment", refund.payment_id, through_payment)
    for one in tenders.of_order(session, order.id):
        if one.tender_id in wanted:
            _add_part(session, refund, one.kind, one.source_id, wanted[one.tender_id])
    session.flush()
    return tenders.give_back(session, order.id, wanted, key=f"refund:{refund.id}")


def _to_credit(session: Session, order: Order, refund: Refund, person_id: UUID | None) -> list[Posting]:
    assert person_id is not None, "checked when the refund was asked for"
    posting = store_credit.add(
        session,
        person_id,
        refund.total_minor,
        refund.currency,
        kind="refund",
        key=f"refund:{refund.id}",
        reason=f"order {order.number}",
    )
    assert posting is not None, "a refund is booked once"
    assert posting.owner_id is not None
    _add_part(session, refund, "store_credit", posting.owner_id, refund.total_minor)
    session.flush()
    return [posting]


def _add_part(session: Session, refund: Refund, kind: str, source_id: UUID, amount_minor: int) -> None:
    session.add(
        RefundPart(refund_id=refund.id, kind=str(kind), source_id=source_id, amount_minor=amount_minor)
    )


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


def _too_much(left: int, what: str) -> RefundRefused:
    return RefundRefused(f"This is more than is left to give back: {left} {what}.", facts={"left": left})
