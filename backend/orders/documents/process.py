"""Papers are drawn and stored outside any transaction; the first stored one stands."""

import hashlib
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor, system_actor
from backend.kit.storage import storage
from backend.kit.unit_of_work import transact
from backend.orders import refunds
from backend.orders.documents import issuing, paper, repository
from backend.orders.errors import DocumentDamaged, DocumentNotFound
from backend.orders.schemas import DocumentView


def invoice(order_id: UUID) -> DocumentView:
    """Number, draw and store the invoices of what left of an order; the newest. Repeating it is harmless.

    What went back before there was an invoice is corrected now. Raises OrderNotFound, TransitionRefused
    before the dispatch.
    """
    found = transact(issuing.issue_invoices, order_id)
    for one in found:
        _stored(one.id)
    for refund_id in transact(_refunds_gone, order_id):
        credit_note(order_id, refund_id)
    return found[-1]


def _refunds_gone(session: Session, order_id: UUID) -> tuple[UUID, ...]:
    of_order = refunds.of_order(session, order_id, actor=system_actor("documents"))
    return tuple(one.id for one in of_order if one.status == "succeeded")


def credit_note(order_id: UUID, refund_id: UUID) -> DocumentView | None:
    """Number, draw and store a refund's credit note; None for an order that never had an invoice."""
    found = transact(_issued_credit_note, order_id, refund_id)
    if found is not None:
        _stored(found.id)
    return found


def _issued_credit_note(session: Session, order_id: UUID, refund_id: UUID) -> DocumentView | None:
    of_order = refunds.of_order(session, order_id, actor=system_actor("documents"))
    refund = next((one for one in of_order if one.id == refund_id), None)
    if refund is None:
        raise DocumentNotFound("There is no such refund.")
    try:
        return issuing.issue_credit_note(session, refund)
    except DocumentNotFound:
        return None


def pdf(number: str, *, actor: Actor, access_token: str | None = None) -> tuple[DocumentView, bytes]:
    """A paper with its bytes, for those who may see it. Raises DocumentNotFound, DocumentDamaged."""
    found = transact(issuing.document_for, number, actor=actor, access_token=access_token)
    return found, _stored(found.id)


def _stored(document_id: UUID) -> bytes:
    """The stored bytes; drawn now when a crash came between the number and the paper."""
    kind, number, facts, known_hash = transact(_content, document_id)
    key = f"documents/{document_id}.pdf"
    if known_hash is None:
        body = paper.draw(kind, number, facts)
        storage().put(key, body, content_type="application/pdf")
        transact(repository.remember_paper, document_id, hashlib.sha256(body).hexdigest())
        _, _, _, known_hash = transact(_content, document_id)
    stored = storage().get(key)
    if stored is None or hashlib.sha256(stored).hexdigest() != known_hash:
        raise DocumentDamaged("This paper cannot be shown at the moment. We are looking into it.")
    return stored


def _content(session: Session, document_id: UUID) -> tuple[str, str, dict[str, object], str | None]:
    row = repository.by_id(session, document_id)
    if row is None:
        raise DocumentNotFound("There is no such paper.")
    facts = {
        **row.facts,
        "total_minor": row.total_minor,
        "currency": row.currency,
        "issued_at": row.issued_at.isoformat(),
    }
    return row.kind, row.number, facts, row.sha256
