"""Store credit: what the marketplace owes a person, in one balance per currency, spent through `tenders`."""

from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor, Role
from backend.kit.errors import InvalidInput
from backend.payments import ledger, repository, service, stored_value
from backend.payments.schemas import CreditEntryView, CreditView, Posting

_MOST_MINOR = 10**8


def grant(
    session: Session,
    *,
    person_id: UUID,
    amount_minor: int,
    currency: str,
    reason: str,
    actor: Actor,
    idempotency_key: str,
) -> CreditView:
    """Give a person store credit, once per key. Only the desk. Raises Forbidden, InvalidInput."""
    actor.require_role(Role.DESK, Role.OPERATOR)
    if not 0 < amount_minor <= _MOST_MINOR:
        raise InvalidInput("Please enter an amount above zero.", field="amount_minor")
    if not reason.strip():
        raise InvalidInput("Please say what this credit is for.", field="reason")
    key = f"grant:{idempotency_key}"
    posting = add(
        session, person_id, amount_minor, currency,
        kind="grant", key=key, reason=reason.strip(), actor=actor.label,
    )  # fmt: skip
    if posting is not None:
        service.post_journal(
            session,
            kind="store_credit_granted",
            reference=f"person:{person_id}",
            idempotency_key=f"store_credit_granted:{key}",
            entries=ledger.value_issued(posting),
        )
    return view_of(session, person_id, currency)


def add(
    session: Session,
    person_id: UUID,
    amount_minor: int,
    currency: str,
    *,
    kind: str,
    key: str,
    reason: str,
    actor: str = "",
) -> Posting | None:
    """Put money on a person's credit; the posting that the books need. None when the key was used before."""
    row = stored_value.credit_of(session, person_id, currency)
    if repository.store_credit_entry_exists(session, key):
        return None
    return stored_value.change(
        session, row, amount_minor, kind=kind, idempotency_key=key, reason=reason, actor=actor
    )


def view_of(session: Session, person_id: UUID, currency: str) -> CreditView:
    """A person's credit in one currency, zero when there is none."""
    for one in credits_of(session, person_id):
        if one.currency == currency:
            return one
    return CreditView(currency, 0, 0, ())


def credits_of(session: Session, person_id: UUID) -> tuple[CreditView, ...]:
    """A person's credit in every currency, with the newest entries of each. For callers that may see it."""
    found = repository.store_credits(session, person_id)
    entries = repository.store_credit_entries(session, [row.id for row in found]) if found else []
    return tuple(
        CreditView(
            currency=row.currency,
            balance_minor=stored_value.free_minor(row),
            held_minor=row.held_minor,
            entries=tuple(
                CreditEntryView(one.kind, one.amount_minor, one.reason, one.at, one.actor)
                for one in entries
                if one.store_credit_id == row.id
            ),
        )
        for row in found
    )
