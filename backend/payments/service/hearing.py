"""What a gateway says of a payment is written down, whenever and however often it says so."""

from uuid import UUID

from sqlmodel import Session

from backend.kit import outbox
from backend.payments import locks, repository, saved_methods
from backend.payments.errors import PaymentState
from backend.payments.events import (
    CardChecked,
    PaymentAuthorised,
    PaymentFailed,
    PaymentNeedsShopper,
    PaymentVoided,
)
from backend.payments.lifecycle import may_become
from backend.payments.repository import PaymentRow
from backend.payments.schemas import GatewayPayment, GatewayStatus, PaymentView
from backend.payments.service.reading import found_payment, view_of
from backend.payments.service.stepping import become, step, step_values

AUTHENTICATION_REQUIRED = "authentication_required"
_TYPED_TRIES = 3


def record_gateway_state(session: Session, payment_id: UUID, found: GatewayPayment) -> PaymentView:
    """Write down how a payment stands at the gateway. Late and repeated news change nothing.

    Raises PaymentState when the gateway speaks of another amount or currency than ours.
    """
    row = found_payment(locks.lock_payment(session, payment_id))
    if (found.amount_minor, found.currency) != (row.amount_minor, row.currency):
        raise PaymentState(
            "The payment service holds another amount than this order's.",
            facts={"expected_minor": row.amount_minor, "found_minor": found.amount_minor},
        )
    if found.status is GatewayStatus.AUTHORISED and may_become(row.status, "authorised"):
        _authorised(session, row, found)
        return view_of(row, found)
    if row.provider_reference is None:
        repository.change_payment(session, row, provider_reference=found.reference)
    if found.status is GatewayStatus.REQUIRES_ACTION:
        become(session, row, "requires_action")
    elif found.decline_code == AUTHENTICATION_REQUIRED and row.is_off_session and row.person_id:
        _needs_shopper(session, row)
    elif found.status is GatewayStatus.REQUIRES_PAYMENT_METHOD and found.decline_code:
        _declined(session, row, found)
    elif found.status is GatewayStatus.CANCELED:
        _voided(session, row)
    return view_of(row, found)


def expect_news(session: Session, checkout_id: UUID, payment_id: UUID) -> None:
    """`record_gateway_state` and `current_payment` are coming: they travel with the next question."""
    locks.expect_payment(session, payment_id)
    repository.expect_latest_attempt(session, checkout_id)


def _authorised(session: Session, row: PaymentRow, found: GatewayPayment) -> None:
    repository.change_payment(
        session,
        row,
        provider_reference=row.provider_reference or found.reference,
        status="authorised",
        decline_code=None,
        is_multicapture=found.is_multicapture,
    )
    if row.saves_method and row.person_id and found.method:
        saved_methods.remember(
            session, row.person_id, row.provider, found.method, consented_at=row.created_at
        )
    # A payment is authorised once (`lifecycle`), so this step cannot stand already: nobody waits for it.
    key = f"authorise:{found.reference}"
    repository.add_first_transaction(session, step_values(row, "authorise", row.amount_minor, key))
    outbox.record(
        session,
        PaymentAuthorised(
            checkout_id=row.checkout_id,
            payment_id=row.id,
            amount_minor=row.amount_minor,
            currency=row.currency,
        ),
    )
    _card_checked(session, row)


def _card_checked(session: Session, row: PaymentRow) -> None:
    """Only `authenticating` asks for 3-D Secure after an order was placed: this is what it waits for."""
    if row.is_off_session and row.request_3ds:
        outbox.record(session, CardChecked(subject_id=row.checkout_id, payment_id=row.id))


def _declined(session: Session, row: PaymentRow, found: GatewayPayment) -> None:
    code = found.decline_code or "declined"
    which = found.refused_charge or f"{found.reference}:{code}"
    if not may_become(row.status, "failed") and row.status != "failed":
        return
    if step(session, row, "fail", row.amount_minor, f"fail:{which}", decline_code=code):
        repository.change_payment(session, row, status="failed", decline_code=code)
        outbox.record(
            session, PaymentFailed(checkout_id=row.checkout_id, payment_id=row.id, decline_code=code)
        )
        # Who types the card may mistype it; the third refusal ends the question.
        if row.person_id or row.attempt >= _TYPED_TRIES:
            _card_checked(session, row)


def _needs_shopper(session: Session, row: PaymentRow) -> None:
    if not become(session, row, "requires_action"):
        return
    assert row.person_id is not None
    outbox.record(
        session,
        PaymentNeedsShopper(
            checkout_id=row.checkout_id,
            payment_id=row.id,
            person_id=row.person_id,
            amount_minor=row.amount_minor,
            currency=row.currency,
            is_check=row.request_3ds,
        ),
    )


def _voided(session: Session, row: PaymentRow) -> None:
    if not may_become(row.status, "voided") or row.captured_minor:
        return
    held = row.status in {"authorised", "voiding"}
    repository.change_payment(session, row, status="voided")
    if held:
        step(session, row, "void", row.amount_minor, f"void:{row.id}")
    outbox.record(session, PaymentVoided(checkout_id=row.checkout_id, payment_id=row.id))


def record_never_opened(session: Session, payment_id: UUID) -> PaymentView:
    """The gateway refused to open this payment: there is nothing to give back."""
    row = found_payment(locks.lock_payment(session, payment_id))
    if row.provider_reference is None:
        become(session, row, "voided")
    return view_of(row)
