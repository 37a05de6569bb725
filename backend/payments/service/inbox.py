"""Webhooks are kept as they came and interpreted later."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from backend.kit import ids, outbox
from backend.payments import repository
from backend.payments.errors import PaymentNotFound
from backend.payments.events import WebhookReceived
from backend.payments.providers import CARD_PROVIDER
from backend.payments.repository import PaymentRow
from backend.payments.schemas import WebhookMessage, WebhookSubject


def receive_webhook(session: Session, *, provider: str, event: WebhookMessage) -> bool:
    """Keep a provider's event (its signature verified). False when it was here before: nothing is done."""
    event_id = ids.new_id()
    if not repository.add_webhook(session, provider, event, event_id):
        return False
    outbox.record(session, WebhookReceived(webhook_event_id=event_id))
    return True


def webhook_subject(session: Session, webhook_event_id: UUID) -> WebhookSubject:
    """What an event of the inbox is about. Raises PaymentNotFound for an unknown event.

    A payment that we do not know by the gateway's id yet is found by the checkout written into it.
    """
    row = repository.webhook(session, webhook_event_id)
    if row is None:
        raise PaymentNotFound("There is no such webhook event.")
    known = _subject_of(session, row.provider, row.reference) if row.reference else None
    data = row.payload.get("data") or {}
    subject = data.get("object") or {}
    written = (subject.get("metadata") or {}).get("checkout_id")
    return WebhookSubject(
        webhook_event_id=row.id,
        kind=row.kind,
        checkout_id=known.checkout_id if known else _uuid(written),
        is_processed=row.processed_at is not None,
        topic=_topic(row.provider, row.kind),
        provider=row.provider,
        object_reference=subject.get("id"),
        object_status=str(subject.get("status") or ""),
        failure=str(subject.get("failure_reason") or ""),
    )


def _subject_of(session: Session, provider: str, reference: str) -> PaymentRow | None:
    """A payment by the provider's name for it; Adyen calls it by our own id."""
    known = repository.payment_by_reference(session, provider, reference)
    own = _uuid(reference) if known is None else None
    return repository.payment(session, own) if own else known


def _topic(provider: str, kind: str) -> str:
    if provider != CARD_PROVIDER or kind.startswith("payment_intent."):
        return "payment"
    if kind.startswith("charge.dispute."):
        return "dispute"
    return "refund" if kind.startswith(("refund.", "charge.refund.")) else ""


def unread_webhooks(session: Session, *, before: datetime, limit: int = 100) -> tuple[UUID, ...]:
    """Events in the inbox since before `before` that nobody has interpreted, oldest first."""
    return tuple(repository.webhooks_unread(session, before, limit))


def webhook_interpreted(session: Session, webhook_event_id: UUID) -> None:
    """The event has been acted upon."""
    repository.webhook_done(session, webhook_event_id)


def _uuid(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
