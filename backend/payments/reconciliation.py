"""Where the gateway's books and ours disagree: cases for the desk. Nothing here changes a payment.

A case is known by kind and subject. Each comparison of a window opens what it finds, reopens what came back
and closes what vanished; a person may only say why (`explain`). Asking the gateway is `reconciling`'s part.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, case, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlmodel import Session

from backend.identity.schemas import Actor, Role
from backend.kit import clock, ids
from backend.kit.errors import InvalidInput
from backend.payments import ledger, locks
from backend.payments.errors import CaseNotFound, RunUnderWay
from backend.payments.models import (
    Dispute,
    Payment,
    PaymentTransaction,
    ReconciliationCase,
    ReconciliationRun,
)
from backend.payments.schemas import CasePage, CaseView, Finding, GatewayMovement, Reconciled, RunView
from backend.payments.service import post_journal

_CASE = ReconciliationCase.__table__
_RUN = ReconciliationRun.__table__
STATUSES = ("open", "explained", "closed")
_MOST_PER_PAGE = 100
RUN_TAKES_AT_MOST = timedelta(minutes=30)
"""A comparison that began longer ago died without a word."""
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
        # An explanation holds for the amounts that it was written for.
        moved_on = or_(
            _CASE.c.here_minor != added.excluded.here_minor, _CASE.c.there_minor != added.excluded.there_minor
        )
        status = case((and_(_CASE.c.status == "explained", moved_on), "open"), else_=_CASE.c.status)
        session.execute(
            added.on_conflict_do_update(index_elements=["kind", "subject"], set_={**values, "status": status})
        )
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


def page_of_cases(
    session: Session, *, status: str | None = None, page: int = 1, size: int = 25, actor: Actor
) -> CasePage:
    """A page of cases for the desk and the board; status None shows all. Raises Forbidden, InvalidInput."""
    actor.require_role(Role.DESK, Role.OPERATOR, Role.BOARD)
    if status is not None and status not in STATUSES:
        raise InvalidInput(f"{status!r} is not a status of a case.", field="status")
    if page < 1 or not 1 <= size <= _MOST_PER_PAGE:
        raise InvalidInput(f"Pages begin at 1 and hold up to {_MOST_PER_PAGE}.", field="page")
    counted = select(_CASE.c.status, func.count()).group_by(_CASE.c.status)
    counts = {row[0]: row[1] for row in session.execute(counted)}
    query = select(ReconciliationCase).order_by(_CASE.c.at, _CASE.c.id)
    if status:
        query = query.where(_CASE.c.status == status)
    rows = session.scalars(query.offset((page - 1) * size).limit(size))
    total = counts.get(status, 0) if status else sum(counts.values())
    return CasePage(tuple(_view(row) for row in rows), total, page, size, counts)


def case_by_id(session: Session, case_id: UUID, *, actor: Actor) -> CaseView:
    """A case for the desk and the board. Raises Forbidden, CaseNotFound."""
    actor.require_role(Role.DESK, Role.OPERATOR, Role.BOARD)
    row = session.get(ReconciliationCase, case_id)
    if row is None:
        raise CaseNotFound("There is no such case.")
    return _view(row)


def begin_run(session: Session, provider: str, since: datetime, until: datetime, *, started_by: str) -> UUID:
    """Write down that a comparison begins; its id. Raises RunUnderWay while another one is young."""
    locks.lock_reconciliation(session, provider)
    young = clock.now() - RUN_TAKES_AT_MOST
    session.execute(
        update(_RUN)
        .where(_RUN.c.provider == provider, _RUN.c.status == "running", _RUN.c.started_at <= young)
        .values(status="failed", ended_at=clock.now(), failure="It did not come to an end.")
    )
    running = select(_RUN.c.id).where(_RUN.c.provider == provider, _RUN.c.status == "running").limit(1)
    if session.scalar(running) is not None:
        raise RunUnderWay("The books are being compared at this moment. Please look again in a minute.")
    row = ReconciliationRun(provider=provider, since=since, until=until, started_by=started_by)
    session.add(row)
    session.flush([row])
    return row.id


def end_run(session: Session, run_id: UUID, *, found: Reconciled | None, failure: str = "") -> RunView:
    """What a comparison came to, or why it came to nothing."""
    row = session.get(ReconciliationRun, run_id, with_for_update=True, populate_existing=True)
    assert row is not None
    row.ended_at, row.status, row.failure = clock.now(), "done" if found else "failed", failure[:300]
    if found is not None:
        row.movements, row.opened, row.closed = found.movements, found.opened, found.closed
        row.still_open, row.fees = found.still_open, dict(found.fees_booked)
    session.flush([row])
    return _run_view(row)


def list_runs(session: Session, *, actor: Actor, limit: int = 10) -> tuple[RunView, ...]:
    """The latest comparisons, newest first, for the desk and the board. Raises Forbidden."""
    actor.require_role(Role.DESK, Role.OPERATOR, Role.BOARD)
    rows = session.scalars(
        select(ReconciliationRun).order_by(_RUN.c.started_at.desc(), _RUN.c.id.desc()).limit(limit)
    )
    return tuple(_run_view(row) for row in rows)


def explain(session: Session, case_id: UUID, *, note: str, actor: Actor) -> CaseView:
    """Say why the two differ: nobody has to look any more, until the amounts change or the two agree.

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
        note_by=row.note_by,
    )


def _run_view(row: ReconciliationRun) -> RunView:
    return RunView(
        id=row.id,
        provider=row.provider,
        since=row.since,
        until=row.until,
        started_by=row.started_by,
        started_at=row.started_at,
        ended_at=row.ended_at,
        status=row.status,
        movements=row.movements,
        opened=row.opened,
        closed=row.closed,
        still_open=row.still_open,
        fees=dict(row.fees),
        failure=row.failure,
    )
