"""Disputes in steps: the gateway is asked between transactions, never inside one."""

from uuid import UUID

from backend.identity.schemas import Actor
from backend.kit.unit_of_work import transact
from backend.payments import disputes
from backend.payments.errors import DisputeNotFound
from backend.payments.providers import books_of
from backend.payments.schemas import DisputeView, EvidenceFacts


def refresh(provider: str, reference: str) -> DisputeView | None:
    """Ask how a dispute stands and write it down; None when its payment is not ours.

    Raises GatewaySilent and Unavailable: calling again is safe.
    """
    return transact(disputes.record, provider, books_of(provider).dispute(reference))


def look_for(provider: str, payment_reference: str) -> tuple[DisputeView, ...]:
    """Ask for disputes of a payment whose news may not have reached us, and write them down.

    Raises GatewaySilent and Unavailable: calling again is safe.
    """
    known = (
        transact(disputes.record, provider, found)
        for found in books_of(provider).disputes_of(payment_reference)
    )
    return tuple(one for one in known if one is not None)


def submit_evidence(dispute_id: UUID, *, text: str, facts: EvidenceFacts, actor: Actor) -> DisputeView:
    """Tell the bank what the desk knows, once: what was handed in cannot be changed.

    Raises Forbidden, DisputeNotFound, DisputeClosed, InvalidInput, GatewaySilent (calling again is safe).
    """
    provider, reference = transact(disputes.keep_evidence, dispute_id, text=text, actor=actor)
    found = books_of(provider).submit_evidence(
        reference, text=text.strip(), facts=facts, idempotency_key=f"evidence:{dispute_id}"
    )
    view = transact(disputes.record, provider, found)
    if view is None:
        raise DisputeNotFound("There is no such dispute.")
    return view


def give_up(dispute_id: UUID, *, actor: Actor) -> DisputeView:
    """Let the bank have the money: the dispute is lost at once and cannot be taken up again.

    Raises Forbidden, DisputeNotFound, DisputeClosed, GatewaySilent (calling again is safe).
    """
    provider, reference = transact(disputes.give_up, dispute_id, actor=actor)
    found = books_of(provider).give_up(reference, idempotency_key=f"give-up:{dispute_id}")
    view = transact(disputes.record, provider, found)
    if view is None:
        raise DisputeNotFound("There is no such dispute.")
    return view
