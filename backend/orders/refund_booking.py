"""A refund is written, its lines count it, and the books take it from those who earned it."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlmodel import Session

from backend.orders import order_money, refund_policy, refund_repository, repository
from backend.orders.models import Order, Refund, RefundLine, RefundPart
from backend.orders.refund_policy import TO_CREDIT, Part
from backend.payments import ledger, store_credit, tenders
from backend.payments import service as payments
from backend.payments.schemas import PaymentView, Posting


def write(
    session: Session,
    order: Order,
    payment: PaymentView,
    parts: Sequence[Part],
    *,
    reason: str,
    to: str,
    key: str,
) -> Refund:
    """Write a refund with its lines; commission goes back in proportion to what was earned."""
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
    before = refund_repository.refunded(session, order.id)
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
        refund_repository.count_refunded(
            session,
            part.id,
            quantity=part.quantity,
            amount_minor=part.amount_minor,
            tax_minor=part.tax_minor,
            funded_minor=part.funded_minor,
        )
    return refund


def book(
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
