"""Refunds leave through the gateway: each step its own transaction, the gateway between; all repeatable."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import system_actor
from backend.kit import clock, log
from backend.kit.errors import DomainError
from backend.kit.unit_of_work import transact
from backend.orders import locks, refund_repository, refunds
from backend.orders.errors import OrderNotFound
from backend.orders.models import Refund
from backend.payments import process
from backend.payments import service as payments
from backend.payments.errors import GatewayRefusal
from backend.payments.schemas import GATEWAY_METHODS

logger = log.logger(__name__)
QUIET_FOR = timedelta(seconds=60)

_ACTOR = system_actor("payments")


@dataclass(frozen=True, slots=True)
class _Due:
    """What the gateway is asked to send back. Amount in minor units."""

    payment_id: UUID
    amount_minor: int
    key: str


def send(refund_id: UUID) -> None:
    """Send an approved refund back through the gateway; nothing to do when it left or when the desk sends it.

    A refusal leaves it failed. Raises GatewaySilent and Unavailable (call again), OrderNotFound.
    """
    due = transact(_claim, refund_id)
    if due is None:
        return
    try:
        reference = process.refund(due.payment_id, amount_minor=due.amount_minor, idempotency_key=due.key)
    except GatewayRefusal as refusal:
        transact(_refused, refund_id, refusal.message)
        return
    transact(_left, refund_id, reference)


def send_waiting(*, quiet_for: timedelta = QUIET_FOR) -> int:
    """Send what was left lying by a crash or a silent gateway; how many were looked at."""
    waiting = transact(_waiting, clock.now() - quiet_for)
    for refund_id in waiting:
        try:
            send(refund_id)
        except DomainError as refusal:
            logger.warning("refund left for later", refund_id=str(refund_id), reason=refusal.message)
    return len(waiting)


def try_again(session: Session, refund_id: UUID) -> None:
    """Put a failed refund on its way once more, under a new key. Raises OrderNotFound, RefundRefused."""
    refund = _locked(session, refund_id)
    refunds.become(session, refund, "approved", actor=_ACTOR, reason="tried again")
    refund.failure = ""
    refund.provider_reference = None
    session.flush([refund])


def interpret(reference: str, *, status: str, failure: str) -> None:
    """Act upon what the gateway says of the refund that it knows as `reference`.

    One that the bank sent back is owed again. Everything else we know already, or ask for when we send.
    """
    if status in {"failed", "canceled"}:
        transact(_came_back, reference, failure or status)


def _waiting(session: Session, before: datetime) -> tuple[UUID, ...]:
    return tuple(refund_repository.refunds_to_send(session, before, limit=100))


def _claim(session: Session, refund_id: UUID) -> _Due | None:
    refund = _locked(session, refund_id)
    payment = payments.payment_view(session, refund.payment_id)
    # A card of which parts are still to be captured refunds nothing: the clock asks again until it does.
    if payment.method not in GATEWAY_METHODS or payment.status == "authorised":
        return None
    if refund.status == "approved":
        refunds.become(session, refund, "sent", actor=_ACTOR)
    if refund.status != "sent":
        return None
    return _Due(refund.payment_id, refund.sent_minor, _key(session, refund))


def _left(session: Session, refund_id: UUID, reference: str) -> None:
    refund = _locked(session, refund_id)
    if refund.status == "sent":
        refund.provider_reference = reference
        refunds.succeed(session, refund, actor=_ACTOR)


def _refused(session: Session, refund_id: UUID, failure: str) -> None:
    refund = _locked(session, refund_id)
    if refund.status == "sent":
        refunds.fail(session, refund, failure=failure, actor=_ACTOR)


def _came_back(session: Session, reference: str, failure: str) -> None:
    refund = locks.lock_refund_by_reference(session, reference)
    if refund is None or refund.status != "succeeded":
        return
    if payments.record_refund_failed(
        session,
        refund.payment_id,
        amount_minor=refund.sent_minor,
        idempotency_key=_key(session, refund),
    ):
        refunds.fail(session, refund, failure=failure, actor=_ACTOR)


def _key(session: Session, refund: Refund) -> str:
    """One try is one deed at the gateway, however often it is asked for."""
    return f"refund:{refund.id}:{refund_repository.failures_of(session, refund.id)}"


def _locked(session: Session, refund_id: UUID) -> Refund:
    refund = locks.lock_refund(session, refund_id)
    if refund is None:
        raise OrderNotFound("There is no such refund.")
    return refund
