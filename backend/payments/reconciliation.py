"""Where the gateway's books and ours disagree: cases for the desk. Nothing here changes a payment.

A case is known by kind and subject. Each comparison of a window opens what it finds, reopens what came back
and closes what vanished; a person may only say why (`explain`). Asking the gateway is `reconciling`'s part.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlmodel import Session

from backend.identity.schemas import Actor, Role
from backend.kit import clock, ids
from backend.kit.errors import InvalidInput
from backend.payments import ledger
from backend.payments.errors import CaseNotFound
from backend.payments.models import Dispute, Payment, PaymentTransaction, ReconciliationCase
from backend.payments.schemas import CaseView, Finding, GatewayMovement
from backend.payments.service import post_journal

_CASE = ReconciliationCase.__table__
_PAYMENT = Payment.__table__
_TRANSACTION = PaymentTransaction.__table__
_DISPUTE = Dispute.__table__


def payments_known(
    session: Session, provider: str, references: Collection[str]
) -> dict[str, tuple[UUID, int, int, bool]]:
    """Our side by the gateway's reference: id, captured, refunded (minor units), whether it is disputed."""
    is_disputed = select(_DISPUTE.c.id).where(_DISPUTE.c.payment_id == _PAYMENT.c.id).exists()
    rows = session.execute(
        select(
            _PAYMENT.c.provider_reference,
            _PAYMENT.c.id,
            _PAYMENT.c.captured_minor,
            _PAYMENT.c.refunded_minor,
            is_disputed,
        ).where(_PAYMENT.c.provider == provider, _PAYMENT.c.provider_reference.in_(references))
    )
    return {reference: tuple(facts) for reference, *facts in rows}


def ours(
    session: Session, provider: str, since: datetime, until: datetime
) -> list[tuple[str, str, int, str, datetime]]:
    """What we wrote in [since, until): reference, kind, amount, currency, when. Captures and refunds only."""
    rows = session.execute(
        select(
            _PAYMENT.c.provider_reference, _TRANSACTION.c.kind, _TRANSACTION.c.amount_minor,
            _TRANSACTION.c.currency, _TRANSACTION.c.at,
        )
        .join(_PAYMENT, _PAYMENT.c.id == _TRANSACTION.c.payment_id)
        .where(
            _PAYMENT.c.provider == provider,
            _PAYMENT.c.provider_reference.is_not(None),
            _TRANSACTION.c.kind.in_(["capture", "refund"]),
            _TRANSACTION.c.at >= since,
            _TRANSACTION.c.at < until,
        )
        .order_by(_TRANSACTION.c.id)
    )  # fmt: skip
    return [tuple(row) for row in rows]


def book_fee(session: Session, provider: str, payment_id: UUID, movement: GatewayMovement) -> bool:
    """Book what the gateway kept for a movement, once. False when it is booked already."""
    return post_journal(
        session,
        kind="gateway_fee",
        reference=f"payment:{payment_id}",
        idempotency_key=f"fee:{provider}:{movement.reference}",
        entries=ledger.fee_kept(movement.fee_minor, movement.currency),
    )


def settle_window(
    session: Session, provider: str, since: datetime, until: datetime, findings: Sequence[Finding]
) -> tuple[list[str], int]:
    """Make the cases of a window those that were found: the subjects opened, and how many were closed."""
    now = clock.now()
    open_before = {
        (row.kind, row.subject)
        for row in session.execute(select(_CASE.c.kind, _CASE.c.subject).where(_CASE.c.status != "closed"))
    }
    for one in findings:
        values = {
            "payment_id": one.payment_id,
            "here_minor": one.here_minor,
            "there_minor": one.there_minor,
            "currency": one.currency,
            "facts": one.facts,
            "updated_at": now,
        }
        added = upsert(_CASE).values(
            id=ids.new_id(), kind=one.kind, subject=one.subject, provider=provider, status="open",
            note="", note_by="", at=one.at, opened_at=now, **values,
        )  # fmt: skip
        session.execute(added.on_conflict_do_update(index_elements=["kind", "subject"], set_=values))
        session.execute(
            update(_CASE)
            .where(_CASE.c.kind == one.kind, _CASE.c.subject == one.subject, _CASE.c.status == "closed")
            .values(status="open", opened_at=now, closed_at=None)
        )
    found = {(one.kind, one.subject) for one in findings}
    gone = [
        row.id
        for row in session.execute(
            select(_CASE.c.id, _CASE.c.kind, _CASE.c.subject).where(
                _CASE.c.provider == provider,
                _CASE.c.status != "closed",
                _CASE.c.at >= since,
                _CASE.c.at < until,
            )
        )
        if (row.kind, row.subject) not in found
    ]
    session.execute(
        update(_CASE).where(_CASE.c.id.in_(gone)).values(status="closed", closed_at=now, updated_at=now)
    )
    return [subject for kind, subject in sorted(found - open_before)], len(gone)


def list_cases(
    session: Session, *, actor: Actor, only_unsettled: bool = True, limit: int = 200
) -> tuple[CaseView, ...]:
    """Cases for the desk and the board, the oldest money first. Raises Forbidden."""
    actor.require_role(Role.DESK, Role.OPERATOR, Role.BOARD)
    query = select(ReconciliationCase).order_by(_CASE.c.at, _CASE.c.id).limit(limit)
    if only_unsettled:
        query = query.where(_CASE.c.status != "closed")
    return tuple(_view(row) for row in session.scalars(query))


def explain(session: Session, case_id: UUID, *, note: str, actor: Actor) -> CaseView:
    """Say why the two differ; the case stays on the list until they agree.

    Raises Forbidden, CaseNotFound (also for a closed one), InvalidInput.
    """
    actor.require_role(Role.DESK, Role.OPERATOR)
    row = session.get(ReconciliationCase, case_id, with_for_update=True, populate_existing=True)
    if row is None or row.status == "closed":
        raise CaseNotFound("There is no such open case.")
    note = note.strip()
    if not 1 <= len(note) <= 2_000:
        raise InvalidInput("Write 1 to 2000 characters.", field="note")
    row.status, row.note, row.note_by, row.updated_at = "explained", note, actor.label, clock.now()
    session.flush([row])
    return _view(row)


def _view(row: ReconciliationCase) -> CaseView:
    return CaseView(
        id=row.id,
        kind=row.kind,
        subject=row.subject,
        provider=row.provider,
        status=row.status,
        payment_id=row.payment_id,
        here_minor=row.here_minor,
        there_minor=row.there_minor,
        currency=row.currency,
        facts=row.facts,
        note=row.note,
        at=row.at,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
    )
