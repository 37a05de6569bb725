"""Every question trust asks its tables, and what it writes."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, func, select, text
from sqlmodel import Session

from backend.kit.rows import packed
from backend.kit.sql import Statement
from backend.trust.attempts import KEPT_FOR, MOST_PER_LINK, Known, Link, Past, Present, dollars
from backend.trust.models import TrustAssessment, TrustAttempt, TrustReview

_ATTEMPT = TrustAttempt.__table__
_ASSESSMENT = TrustAssessment.__table__
_REVIEW = TrustReview.__table__

_OF_PAST = "at, amount_minor, currency, outcome, disputed_at, country, email, visitor, address, network, card"
_NOTHING = ", ".join(["NULL::bytea"] * 5)
_BEFORE = f"""
    SELECT 'assessed' AS kind, at, NULL::bigint AS amount_minor, NULL AS currency, decision AS outcome,
           NULL::timestamptz AS disputed_at, NULL AS country, {_NOTHING}
    FROM trust_assessment WHERE payment_id = :payment_id
    UNION ALL
    SELECT 'account', created_at, NULL, NULL, NULL, NULL, NULL, {_NOTHING} FROM person WHERE id = :person_id
"""  # noqa: S608 -- our own names
_LINKED = f"""
    UNION ALL
    (SELECT '{{link}}', {_OF_PAST} FROM trust_attempt WHERE {{link}} = :{{link}} AND at >= :since
     ORDER BY at DESC, id DESC LIMIT {MOST_PER_LINK})
"""  # noqa: S608 -- our own names
# One statement: what was decided before, when the account was opened (a lower context's table is read by
# name), and per identifier the newest attempts.
_KNOWN = Statement(_BEFORE + "".join(_LINKED.format(link=link.value) for link in Link))


def known(
    session: Session, now: Present, *, payment_id: UUID, person_id: UUID | None
) -> tuple[str | None, datetime | None, Known]:
    """The decision this payment has already, when its person's account was opened, and earlier attempts."""
    rows = _KNOWN.all(
        session,
        payment_id=payment_id,
        person_id=person_id,
        since=now.at - KEPT_FOR,
        **{link.value: now.of(link) for link in Link},
    )
    decision: str | None = None
    opened_at: datetime | None = None
    found: dict[Link, list[Past]] = {link: [] for link in Link}
    for kind, at, amount_minor, currency, outcome, disputed_at, country, *identifiers in rows:
        if kind == "assessed":
            decision = outcome
        elif kind == "account":
            opened_at = at
        else:
            past = Past(at, dollars(amount_minor, currency), outcome, disputed_at, country, *identifiers)
            found[Link(kind)].append(past)
    return decision, opened_at, found


_ADD_ATTEMPT = Statement(
    """
    WITH attempt AS (
        INSERT INTO trust_attempt (id, payment_id, checkout_id, at, amount_minor, currency, country, outcome,
                                   email, visitor, address, network, card)
        VALUES (:attempt_id, :payment_id, :checkout_id, :at, :amount_minor, :currency, :country, :outcome,
                :email, :visitor, :address, :network, :card)
    )
    INSERT INTO trust_assessment (id, payment_id, checkout_id, score, decision, is_enforced, reasons,
                                  features, model_version, at)
    VALUES (:assessment_id, :payment_id, :checkout_id, :score, :decision, :is_enforced,
            CAST(:reasons AS jsonb), CAST(:features AS jsonb), :model_version, :at)
    """
)


def add_attempt(
    session: Session, *, reasons: Sequence[Mapping[str, Any]], features: Sequence[float | None], **values: Any
) -> None:
    """Write an attempt together with what was thought of it. One statement."""
    _ADD_ATTEMPT.run(session, reasons=packed(reasons), features=packed(features), **values)  # type: ignore[arg-type]  # JSON of any list


def assessments(session: Session, checkout_id: UUID) -> Sequence[Row[Any]]:
    """Every assessment of a checkout, oldest first."""
    return session.execute(
        select(_ASSESSMENT).where(_ASSESSMENT.c.checkout_id == checkout_id).order_by(_ASSESSMENT.c.id)
    ).all()


_SET_OUTCOME = Statement(
    "UPDATE trust_attempt SET outcome = :outcome "
    "WHERE payment_id = :payment_id AND outcome IN ('open', 'declined')"
)


def set_outcome(session: Session, payment_id: UUID, outcome: str) -> None:
    """Write what became of an attempt; one that was paid or refused stays so."""
    _SET_OUTCOME.run(session, payment_id=payment_id, outcome=outcome)


_LABEL = text(
    """
    INSERT INTO trust_label (id, checkout_id, label, source, at)
    VALUES (:id, :checkout_id, :label, :source, :at)
    ON CONFLICT (checkout_id, source) DO UPDATE SET label = excluded.label, at = excluded.at
    """
)
_DISPUTED = text(
    """
    UPDATE trust_attempt SET disputed_at = CASE WHEN EXISTS (
        SELECT FROM trust_label WHERE checkout_id = :checkout_id AND label = 'fraud'
    ) THEN coalesce(disputed_at, :at) END
    WHERE checkout_id = :checkout_id AND outcome = 'paid'
    """
)


def add_label(
    session: Session, *, label_id: UUID, checkout_id: UUID, label: str, source: str, at: datetime
) -> None:
    """Keep what a source says of a checkout, and mark its paid attempts while any source says fraud."""
    facts = {"id": label_id, "checkout_id": checkout_id, "label": label, "source": source, "at": at}
    session.execute(_LABEL, facts)
    session.execute(_DISPUTED, {"checkout_id": checkout_id, "at": at})


_OPEN_REVIEW = Statement(
    """
    INSERT INTO trust_review (id, checkout_id, assessment_id, purchase_number, email, ship_to, amount_minor,
                              currency, status, opened_at, due_at, note)
    SELECT :id, :checkout_id, a.id, :purchase_number, :email, :ship_to, :amount_minor, :currency, 'waiting',
           :opened_at, :due_at, ''
    FROM trust_assessment a WHERE a.checkout_id = :checkout_id AND a.decision = 'review'
    ORDER BY a.id DESC LIMIT 1
    ON CONFLICT (checkout_id) DO NOTHING
    """
)


def open_review(session: Session, **values: Any) -> None:
    """Put an order into the queue, once per checkout. One statement."""
    _OPEN_REVIEW.run(session, **values)


_WITH_ASSESSMENT = select(
    _REVIEW, _ASSESSMENT.c.score, _ASSESSMENT.c.reasons, _ASSESSMENT.c.model_version
).join(_ASSESSMENT, _ASSESSMENT.c.id == _REVIEW.c.assessment_id)


def review(session: Session, review_id: UUID) -> Row[Any] | None:
    """A review with the assessment behind it."""
    return session.execute(_WITH_ASSESSMENT.where(_REVIEW.c.id == review_id)).first()


def asked_review(session: Session, checkout_id: UUID) -> UUID | None:
    """The review of a checkout that waits for its shopper's answer."""
    return session.scalar(
        select(_REVIEW.c.id).where(_REVIEW.c.checkout_id == checkout_id, _REVIEW.c.status == "asked")
    )


def reviews(
    session: Session, *, status: str | None, words: str | None, offset: int, limit: int
) -> Sequence[Row[Any]]:
    """A page of reviews: waiting ones first and by due date, then the newest decisions."""
    return session.execute(
        _WITH_ASSESSMENT.where(*_wanted(status, words))
        .order_by(_REVIEW.c.decided_at.desc().nulls_first(), _REVIEW.c.due_at, _REVIEW.c.id)
        .offset(offset)
        .limit(limit)
    ).all()


def count_reviews(session: Session, *, status: str | None, words: str | None) -> int:
    """How many reviews match."""
    return session.scalar(select(func.count(_REVIEW.c.id)).where(*_wanted(status, words))) or 0


def review_counts(session: Session) -> dict[str, int]:
    """How many reviews there are in each status."""
    rows = session.execute(
        select(_REVIEW.c.status, func.count().label("number_of")).group_by(_REVIEW.c.status)
    )
    return {row.status: row.number_of for row in rows}


def forget_attempts(session: Session, *, before: datetime) -> int:
    """Delete attempts that no feature looks at any more; how many."""
    return session.execute(delete(_ATTEMPT).where(_ATTEMPT.c.at < before)).rowcount


def _wanted(status: str | None, words: str | None) -> list[Any]:
    wanted: list[Any] = []
    if status:
        wanted.append(_REVIEW.c.status == status)
    if words:
        pattern = f"%{words.replace('%', '').replace('_', '')}%"
        wanted.append(_REVIEW.c.purchase_number.ilike(pattern) | _REVIEW.c.email.ilike(pattern))
    return wanted


KEPT_BEYOND = KEPT_FOR + timedelta(days=30)
