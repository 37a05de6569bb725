"""The queue of orders that a person looks at before they are sent."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor, Role
from backend.kit import clock, ids, outbox
from backend.kit.errors import InvalidInput
from backend.trust import locks, policy, repository
from backend.trust.errors import ReviewDecided, ReviewNotFound
from backend.trust.events import AuthenticationAsked, ReviewApproved, ReviewRefused
from backend.trust.schemas import Label, LabelSource, Reason, ReviewPage, ReviewStatus, ReviewView
from backend.trust.service.labelling import record_label

_MOST_PER_PAGE = 100
_LONGEST_NOTE = 500
_NOT_CONFIRMED = "The shopper was asked, and the bank did not confirm the card (3-D Secure)."
_OTHER_CARD = "The shopper was asked, and confirmed another card than the one that pays (3-D Secure)."


def open_review(
    session: Session,
    *,
    checkout_id: UUID,
    purchase_number: str,
    email: str,
    address: Mapping[str, Any],
    amount_minor: int,
    currency: str,
) -> None:
    """An order was placed that the desk must look at. Once per checkout; one statement."""
    now = clock.now()
    place = [address.get(part, "") for part in ("name", "line1", "postcode", "city", "country")]
    repository.open_review(
        session,
        id=ids.new_id(),
        checkout_id=checkout_id,
        purchase_number=purchase_number,
        email=email,
        ship_to=", ".join(part for part in place if part),
        amount_minor=amount_minor,
        currency=currency,
        opened_at=now,
        due_at=now + policy.REVIEW_WITHIN,
    )


def list_reviews(
    session: Session,
    *,
    status: str | None = ReviewStatus.WAITING,
    words: str | None = None,
    page: int = 1,
    size: int = 25,
    actor: Actor,
) -> ReviewPage:
    """A page of reviews; `words` searches order number and e-mail, status None shows all. Three statements.

    For the desk: raises SignInRequired, Forbidden, InvalidInput.
    """
    _require_desk(actor)
    if status is not None and status not in set(ReviewStatus):
        raise InvalidInput(f"{status!r} is not a status of a review.", field="status")
    if page < 1 or not 1 <= size <= _MOST_PER_PAGE:
        raise InvalidInput(f"Pages begin at 1 and hold up to {_MOST_PER_PAGE}.", field="page")
    words = (words or "").strip() or None
    rows = repository.reviews(session, status=status, words=words, offset=(page - 1) * size, limit=size)
    total = repository.count_reviews(session, status=status, words=words)
    return ReviewPage(tuple(_view(row) for row in rows), total, page, size, repository.review_counts(session))


def review(session: Session, review_id: UUID, *, actor: Actor) -> ReviewView:
    """A review for the desk. Raises SignInRequired, Forbidden, ReviewNotFound."""
    _require_desk(actor)
    row = repository.review(session, review_id)
    if row is None:
        raise _unknown()
    return _view(row)


def approve(session: Session, review_id: UUID, *, note: str = "", actor: Actor) -> ReviewView:
    """Let the order go to the warehouse; ReviewApproved tells orders. Once: the second decision is refused.

    Raises SignInRequired, Forbidden, ReviewNotFound, ReviewDecided, InvalidInput.
    """
    checkout_id = _decide(session, review_id, ReviewStatus.APPROVED, note, actor)
    outbox.record(
        session, ReviewApproved(review_id=review_id, checkout_id=checkout_id, decided_by=actor.label)
    )
    return review(session, review_id, actor=actor)


def refuse(session: Session, review_id: UUID, *, note: str, actor: Actor) -> ReviewView:
    """Cancel the order and give the money back; ReviewRefused tells orders. The note says why.

    The desk's word is a label, too: the same people are looked at more closely next time.

    Raises SignInRequired, Forbidden, ReviewNotFound, ReviewDecided, InvalidInput (`note`).
    """
    if not note.strip():
        raise InvalidInput("Please say why, so that colleagues can follow it.", field="note")
    checkout_id = _decide(session, review_id, ReviewStatus.REFUSED, note, actor)
    record_label(session, checkout_id, Label.FRAUD, source=LabelSource.DESK)
    outbox.record(
        session, ReviewRefused(review_id=review_id, checkout_id=checkout_id, decided_by=actor.label)
    )
    return review(session, review_id, actor=actor)


def ask(session: Session, review_id: UUID, *, note: str = "", actor: Actor) -> ReviewView:
    """Have the shopper authenticate with the bank (3-D Secure); AuthenticationAsked tells the others.

    The order stays held, due after `policy.AUTHENTICATE_WITHIN`. The desk may approve or refuse it meanwhile.

    Raises SignInRequired, Forbidden, ReviewNotFound, ReviewDecided (also when it was asked already),
    InvalidInput.
    """
    row = _undecided(session, review_id, note, actor, only=(ReviewStatus.WAITING,))
    now = clock.now()
    row.status, row.note = ReviewStatus.ASKED.value, note.strip()
    row.asked_by, row.asked_at, row.due_at = actor.label, now, now + policy.AUTHENTICATE_WITHIN
    session.flush([row])
    outbox.record(
        session,
        AuthenticationAsked(
            review_id=review_id, checkout_id=row.checkout_id, asked_by=actor.label, due_at=row.due_at
        ),
    )
    return review(session, review_id, actor=actor)


def asked_about(session: Session, checkout_id: UUID) -> UUID | None:
    """The review of a checkout whose shopper was asked and has not answered; for those who may see it."""
    return repository.asked_review(session, checkout_id)


def answer(
    session: Session, review_id: UUID, *, is_authenticated: bool, is_other_card: bool = False, actor: Actor
) -> None:
    """What became of `ask`: the bank has seen the card's holder and the order goes on, or the desk decides.

    `is_other_card`: the shopper has shown a card that is not the one that pays. Nothing to do for a review
    that is not asked any more.
    """
    row = locks.lock_review(session, review_id)
    if row is None or row.status != ReviewStatus.ASKED:
        return
    if is_authenticated:
        approve(session, review_id, note="The shopper confirmed with the bank (3-D Secure).", actor=actor)
        return
    row.status, row.due_at = ReviewStatus.WAITING.value, clock.now() + policy.REVIEW_WITHIN
    row.note = _OTHER_CARD if is_other_card else _NOT_CONFIRMED
    session.flush([row])


def _decide(session: Session, review_id: UUID, status: ReviewStatus, note: str, actor: Actor) -> UUID:
    row = _undecided(session, review_id, note, actor, only=(ReviewStatus.WAITING, ReviewStatus.ASKED))
    row.status, row.note = status.value, note.strip() or row.note
    row.decided_by, row.decided_at = actor.label, clock.now()
    session.flush([row])
    return row.checkout_id


def _undecided(
    session: Session, review_id: UUID, note: str, actor: Actor, *, only: tuple[ReviewStatus, ...]
) -> Any:
    _require_desk(actor)
    if len(note) > _LONGEST_NOTE:
        raise InvalidInput(f"A note has up to {_LONGEST_NOTE} characters.", field="note")
    row = locks.lock_review(session, review_id)
    if row is None:
        raise _unknown()
    if row.status == ReviewStatus.ASKED and ReviewStatus.ASKED not in only:
        raise ReviewDecided(
            "A colleague has asked the shopper to authenticate already.",
            facts={"status": row.status, "asked_by": row.asked_by},
        )
    if row.status not in only:
        raise ReviewDecided(
            f"A colleague has {row.status} this order already.",
            facts={"status": row.status, "decided_by": row.decided_by},
        )
    return row


def _require_desk(actor: Actor) -> None:
    actor.require_role(Role.DESK, Role.OPERATOR)


def _unknown() -> ReviewNotFound:
    return ReviewNotFound("There is no such review.")


def _view(row: Any) -> ReviewView:
    return ReviewView(
        id=row.id,
        checkout_id=row.checkout_id,
        purchase_number=row.purchase_number,
        email=row.email,
        ship_to=row.ship_to,
        amount_minor=row.amount_minor,
        currency=row.currency,
        score=row.score,
        reasons=tuple(Reason(**one) for one in row.reasons),
        model_version=row.model_version,
        status=ReviewStatus(row.status),
        opened_at=row.opened_at,
        due_at=row.due_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        note=row.note,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
    )
