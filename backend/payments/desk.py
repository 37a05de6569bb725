"""What the service desk reads of payments, the books and balances. Every verb raises Forbidden for others."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session

from backend.identity.schemas import Actor, Role
from backend.kit.errors import InvalidInput
from backend.payments import gift_cards
from backend.payments.errors import PaymentNotFound
from backend.payments.models import (
    GiftCard,
    GiftCardEntry,
    GiftCardStep,
    LedgerEntry,
    LedgerJournal,
    Payment,
    PaymentTransaction,
)
from backend.payments.schemas import (
    Booking,
    GiftCardEntryView,
    GiftCardFile,
    GiftCardPage,
    GiftCardStepView,
    PaymentFacts,
    TransactionView,
)

_PAYMENT = Payment.__table__
_TRANSACTION = PaymentTransaction.__table__
_JOURNAL = LedgerJournal.__table__
_ENTRY = LedgerEntry.__table__
_CARD = GiftCard.__table__
_CARD_ENTRY = GiftCardEntry.__table__
_CARD_STEP = GiftCardStep.__table__
_MOST_PER_PAGE = 100
CARD_STATUSES = ("active", "disabled")


def payments_of(session: Session, checkout_id: UUID, *, actor: Actor) -> tuple[PaymentFacts, ...]:
    """Every attempt to pay a checkout with its steps, oldest first. Two statements."""
    _require_desk(actor)
    rows = session.scalars(
        select(Payment).where(_PAYMENT.c.checkout_id == checkout_id).order_by(_PAYMENT.c.attempt)
    ).all()
    steps: defaultdict[UUID, list[TransactionView]] = defaultdict(list)
    for one in session.execute(
        select(_TRANSACTION)
        .where(_TRANSACTION.c.payment_id.in_([row.id for row in rows]))
        .order_by(_TRANSACTION.c.id)
    ):
        steps[one.payment_id].append(TransactionView(one.kind, one.amount_minor, one.currency, one.at))
    return tuple(
        PaymentFacts(
            id=row.id,
            attempt=row.attempt,
            method=row.method,
            status=row.status,
            amount_minor=row.amount_minor,
            authorised_minor=sum(one.amount_minor for one in steps[row.id] if one.kind == "authorise"),
            captured_minor=row.captured_minor,
            refunded_minor=row.refunded_minor,
            currency=row.currency,
            reference=row.provider_reference,
            decline_code=row.decline_code,
            steps=tuple(steps[row.id]),
        )
        for row in rows
    )


def bookings_of(session: Session, references: Collection[str], *, actor: Actor) -> tuple[Booking, ...]:
    """The journals about these subjects (`order:…`, `payment:…`, `purchase:…`), oldest first.

    Entries of one account come as one. One statement.
    """
    _require_desk(actor)
    rows = session.execute(
        select(
            _JOURNAL.c.id, _JOURNAL.c.at, _JOURNAL.c.kind, _JOURNAL.c.reference, _ENTRY.c.account,
            func.sum(_ENTRY.c.amount_minor).label("amount"), _ENTRY.c.currency,
        )
        .join(_ENTRY, _ENTRY.c.journal_id == _JOURNAL.c.id)
        .where(_JOURNAL.c.reference.in_(references))
        .group_by(_JOURNAL.c.id, _ENTRY.c.account, _ENTRY.c.currency)
        .order_by(_JOURNAL.c.at, _JOURNAL.c.id, func.sum(_ENTRY.c.amount_minor).desc(), _ENTRY.c.account)
    )  # fmt: skip
    journals: dict[UUID, list[Any]] = {}
    for row in rows:
        journals.setdefault(row.id, []).append(row)
    return tuple(
        Booking(
            at=lines[0].at,
            kind=lines[0].kind,
            reference=lines[0].reference,
            entries=tuple((one.account, int(one.amount), one.currency) for one in lines if one.amount),
        )
        for lines in journals.values()
    )


def page_of_gift_cards(
    session: Session,
    *,
    ending: str = "",
    status: str | None = None,
    page: int = 1,
    size: int = 25,
    actor: Actor,
) -> GiftCardPage:
    """A page of gift cards, newest first; `ending` are up to four last characters of a code.

    Raises InvalidInput.
    """
    _require_desk(actor)
    if status is not None and status not in CARD_STATUSES:
        raise InvalidInput(f"{status!r} is not a status of a gift card.", field="status")
    if page < 1 or not 1 <= size <= _MOST_PER_PAGE:
        raise InvalidInput(f"Pages begin at 1 and hold up to {_MOST_PER_PAGE}.", field="page")
    wanted: list[Any] = []
    if ending:
        letters = gift_cards.as_meant(ending)[-4:]
        wanted.append(
            _CARD.c.last_four == letters if len(letters) == 4 else _CARD.c.last_four.like(f"%{letters}")
        )
    counted = select(_CARD.c.status, func.count()).where(*wanted).group_by(_CARD.c.status)
    counts = {row[0]: row[1] for row in session.execute(counted)}
    if status:
        wanted.append(_CARD.c.status == status)
    rows = session.scalars(
        select(GiftCard)
        .where(*wanted)
        .order_by(_CARD.c.id.desc())
        .offset((page - 1) * size)
        .limit(size)
        .execution_options(populate_existing=True)
    ).all()
    total = counts.get(status, 0) if status else sum(counts.values())
    return GiftCardPage(tuple(_file(row) for row in rows), total, page, size, counts)


def gift_card_file(session: Session, gift_card_id: UUID, *, actor: Actor) -> GiftCardFile:
    """A gift card with what was done to it, and by whom. Raises PaymentNotFound."""
    _require_desk(actor)
    row = session.get(GiftCard, gift_card_id, populate_existing=True)
    if row is None:
        raise PaymentNotFound("There is no such gift card.")
    entries = session.execute(
        select(_CARD_ENTRY).where(_CARD_ENTRY.c.gift_card_id == row.id).order_by(_CARD_ENTRY.c.id.desc())
    ).all()
    steps = session.execute(
        select(_CARD_STEP).where(_CARD_STEP.c.gift_card_id == row.id).order_by(_CARD_STEP.c.id.desc())
    ).all()
    return _file(row, entries, steps)


def _file(row: GiftCard, entries: Sequence[Any] = (), steps: Sequence[Any] = ()) -> GiftCardFile:
    return GiftCardFile(
        card=gift_cards.view_of(row),
        held_minor=row.held_minor,
        issued_by=row.issued_by,
        issued_at=row.created_at,
        reason=row.reason,
        entries=tuple(GiftCardEntryView(one.kind, one.amount_minor, one.at) for one in entries),
        steps=tuple(GiftCardStepView(one.to_status, one.actor, one.reason, one.at) for one in steps),
    )


def _require_desk(actor: Actor) -> None:
    actor.require_role(Role.DESK, Role.OPERATOR)
