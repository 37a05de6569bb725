"""Disputes: a card holder's bank takes a payment back, or asks about it, and the desk answers.

Lifecycle: `evidence_due` (we may answer until `due_at`), `open` (the bank has our answer), `won`, `lost`. A
bank may change its mind: what was lost can be won on appeal, and the money may come home before we hear so.
What the gateway withdraws, gives back and charges for it is in the books, each movement once by the gateway's
id. Nothing here calls the gateway: that is `dispute_handling`.
"""

from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session

from backend.identity.schemas import Actor, Role
from backend.kit import clock, ids, outbox
from backend.kit.errors import InvalidInput
from backend.payments import ledger, locks, repository
from backend.payments.errors import DisputeClosed, DisputeNotFound
from backend.payments.events import DisputeChanged
from backend.payments.models import Dispute, Payment
from backend.payments.schemas import DisputePage, DisputeView, GatewayDispute
from backend.payments.service import post_journal

_DISPUTE = Dispute.__table__
_PAYMENT = Payment.__table__
_DECIDED = frozenset({"won", "lost"})
STATUSES = ("evidence_due", "open", "won", "lost")
MOST_PER_PAGE = 100
MOST_EVIDENCE = 20_000
"""Characters of text that a bank takes."""


def record(session: Session, provider: str, found: GatewayDispute) -> DisputeView | None:
    """Write down how a dispute stands at the gateway; None when its payment is not ours.

    Repeated news changes nothing, a decided dispute is not open again, each movement is booked once. What is
    lost in the books is what the bank keeps of a lost dispute, whichever of verdict and money comes first.
    """
    known = repository.payment_by_reference(session, provider, found.payment_reference)
    payment = locks.lock_payment(session, known.id) if known else None
    if payment is None:
        return None
    row = locks.lock_dispute(session, provider, found.reference)
    is_new = row is None
    if row is None:
        row = Dispute(
            payment_id=payment.id,
            provider=provider,
            provider_reference=found.reference,
            status="evidence_due" if found.status in _DECIDED else found.status,
            reason=found.reason,
            amount_minor=found.amount_minor,
            currency=found.currency,
            due_at=found.due_at,
            opened_at=found.opened_at,
        )
        session.add(row)
    _book(session, row, found)
    changed = is_new or row.status != found.status
    if changed and not (row.status in _DECIDED and found.status not in _DECIDED):
        row.status = found.status
        row.closed_at = clock.now() if found.status in _DECIDED else None
        outbox.record(
            session,
            DisputeChanged(
                dispute_id=row.id,
                payment_id=row.payment_id,
                checkout_id=payment.checkout_id,
                reason=row.reason,
                status=row.status,
                amount_minor=row.amount_minor,
                currency=row.currency,
            ),
        )
    _book_loss(session, row)
    row.due_at, row.updated_at = found.due_at, clock.now()
    session.flush([row])
    return _view(row, payment.checkout_id)


def _book(session: Session, row: Dispute, found: GatewayDispute) -> None:
    reference = f"payment:{row.payment_id}"
    for moved in found.movements:
        post_journal(
            session,
            kind="dispute_withdrawn" if moved.amount_minor < 0 else "dispute_reinstated",
            reference=reference,
            idempotency_key=f"dispute:{moved.reference}",
            entries=ledger.funds_withdrawn(row.payment_id, -moved.amount_minor, row.currency),
        )
        if moved.fee_minor:
            post_journal(
                session,
                kind="gateway_fee",
                reference=reference,
                idempotency_key=f"fee:{row.provider}:{moved.reference}",
                entries=ledger.fee_kept(moved.fee_minor, row.currency),
            )
    row.withdrawn_minor = max(0, -sum(moved.amount_minor for moved in found.movements))
    row.fee_minor = sum(moved.fee_minor for moved in found.movements)


def _book_loss(session: Session, row: Dispute) -> None:
    """The loss follows the verdict and the money; the lock of the dispute makes each step one."""
    lost = row.withdrawn_minor if row.status == "lost" else 0
    if more := lost - row.lost_minor:
        post_journal(
            session,
            kind="dispute_lost" if more > 0 else "dispute_loss_undone",
            reference=f"payment:{row.payment_id}",
            idempotency_key=f"dispute_lost:{row.provider_reference}:{ids.new_id()}",
            entries=ledger.dispute_lost(row.payment_id, more, row.currency),
        )
        row.lost_minor = lost


def list_disputes(
    session: Session, *, actor: Actor, only_open: bool = True, limit: int = 100
) -> tuple[DisputeView, ...]:
    """Disputes for the desk, those whose evidence is due first at the top. Raises Forbidden."""
    actor.require_role(Role.DESK, Role.OPERATOR, Role.BOARD)
    query = select(Dispute, _PAYMENT.c.checkout_id).join(_PAYMENT, _PAYMENT.c.id == _DISPUTE.c.payment_id)
    if only_open:
        query = query.where(_DISPUTE.c.closed_at.is_(None))
    rows = session.execute(query.order_by(_DISPUTE.c.due_at.nulls_last(), _DISPUTE.c.id).limit(limit))
    return tuple(_view(row, checkout_id) for row, checkout_id in rows)


def dispute_by_id(session: Session, dispute_id: UUID, *, actor: Actor) -> DisputeView:
    """One dispute for the desk. Raises Forbidden, DisputeNotFound."""
    actor.require_role(Role.DESK, Role.OPERATOR, Role.BOARD)
    row = session.get(Dispute, dispute_id)
    if row is None:
        raise DisputeNotFound("There is no such dispute.")
    payment = repository.payment(session, row.payment_id)
    assert payment is not None
    return _view(row, payment.checkout_id)


def keep_evidence(session: Session, dispute_id: UUID, *, text: str, actor: Actor) -> tuple[str, str]:
    """Keep what the desk wants to tell the bank; the provider and its id of the dispute.

    Raises Forbidden, DisputeNotFound, DisputeClosed when nothing is due, InvalidInput.
    """
    actor.require_role(Role.DESK, Role.OPERATOR)
    row = session.get(Dispute, dispute_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise DisputeNotFound("There is no such dispute.")
    if row.status != "evidence_due":
        raise DisputeClosed(
            "The bank has this dispute's evidence already, or has decided.", facts={"status": row.status}
        )
    text = text.strip()
    if not 1 <= len(text) <= MOST_EVIDENCE:
        raise InvalidInput(f"Write 1 to {MOST_EVIDENCE} characters.", field="text")
    row.evidence, row.evidence_by, row.evidence_at = text, actor.label, clock.now()
    session.flush([row])
    return row.provider, row.provider_reference


def give_up(session: Session, dispute_id: UUID, *, actor: Actor) -> tuple[str, str]:
    """Write down who lets the bank have it; the provider and its id of the dispute.

    Raises Forbidden, DisputeNotFound, DisputeClosed when the bank has our evidence or has decided.
    """
    actor.require_role(Role.DESK, Role.OPERATOR)
    row = session.get(Dispute, dispute_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise DisputeNotFound("There is no such dispute.")
    if row.status != "evidence_due":
        raise DisputeClosed(
            "The bank has this dispute's evidence already, or has decided.", facts={"status": row.status}
        )
    row.given_up_by = actor.label
    session.flush([row])
    return row.provider, row.provider_reference


def page_of_disputes(
    session: Session, *, status: str | None = None, page: int = 1, size: int = 25, actor: Actor
) -> DisputePage:
    """A page of disputes for the desk; status None shows all. Raises Forbidden, InvalidInput."""
    actor.require_role(Role.DESK, Role.OPERATOR, Role.BOARD)
    if status is not None and status not in STATUSES:
        raise InvalidInput(f"{status!r} is not a status of a dispute.", field="status")
    if page < 1 or not 1 <= size <= MOST_PER_PAGE:
        raise InvalidInput(f"Pages begin at 1 and hold up to {MOST_PER_PAGE}.", field="page")
    counted = select(_DISPUTE.c.status, func.count()).group_by(_DISPUTE.c.status)
    counts = {row[0]: row[1] for row in session.execute(counted)}
    query = select(Dispute, _PAYMENT.c.checkout_id).join(_PAYMENT, _PAYMENT.c.id == _DISPUTE.c.payment_id)
    if status:
        query = query.where(_DISPUTE.c.status == status)
    rows = session.execute(
        query.order_by(
            _DISPUTE.c.closed_at.desc().nulls_first(), _DISPUTE.c.due_at.nulls_last(), _DISPUTE.c.id
        )
        .offset((page - 1) * size)
        .limit(size)
    )
    total = counts.get(status, 0) if status else sum(counts.values())
    return DisputePage(tuple(_view(row, checkout_id) for row, checkout_id in rows), total, page, size, counts)


def _view(row: Dispute, checkout_id: UUID) -> DisputeView:
    return DisputeView(
        id=row.id,
        payment_id=row.payment_id,
        checkout_id=checkout_id,
        reference=row.provider_reference,
        status=row.status,
        reason=row.reason,
        amount_minor=row.amount_minor,
        withdrawn_minor=row.withdrawn_minor,
        fee_minor=row.fee_minor,
        currency=row.currency,
        due_at=row.due_at,
        evidence=row.evidence,
        evidence_by=row.evidence_by,
        evidence_at=row.evidence_at,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        given_up_by=row.given_up_by,
    )
