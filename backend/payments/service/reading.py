"""Payments as others see them, and what their gateway is asked."""

from uuid import UUID

from sqlmodel import Session

from backend.payments import locks, repository
from backend.payments.errors import PaymentNotFound
from backend.payments.providers import CARD_PROVIDER
from backend.payments.repository import PaymentRow
from backend.payments.schemas import CustomerUse, GatewayPayment, GatewayStatus, PaymentRequest, PaymentView


def current_payment(session: Session, checkout_id: UUID) -> PaymentView | None:
    """The newest attempt to pay a checkout."""
    found = repository.latest_attempt(session, checkout_id)
    return view_of(found) if found else None


def current_attempt(session: Session, checkout_id: UUID) -> tuple[PaymentView, PaymentRequest] | None:
    """The newest attempt to pay a checkout, and what the gateway is asked for it."""
    found = repository.latest_attempt(session, checkout_id)
    return (view_of(found), request_of(found)) if found else None


def checkout_paid_by(session: Session, reference: str) -> UUID | None:
    """What the card payment of this reference pays; None for one that we do not know."""
    known = repository.payment_by_reference(session, CARD_PROVIDER, reference)
    return known.checkout_id if known else None


def payment_view(session: Session, payment_id: UUID, *, for_change: bool = False) -> PaymentView:
    """A payment by id; `for_change` locks it until the transaction ends. Raises PaymentNotFound."""
    find = locks.lock_payment if for_change else repository.payment
    return view_of(found_payment(find(session, payment_id)))


def payment_request(session: Session, payment_id: UUID) -> tuple[PaymentView, PaymentRequest]:
    """What the gateway is asked for this payment. Raises PaymentNotFound."""
    row = found_payment(repository.payment(session, payment_id))
    return view_of(row), request_of(row)


def request_of(row: PaymentRow) -> PaymentRequest:
    """What the gateway is asked for a payment."""
    return PaymentRequest(
        row.id,
        row.checkout_id,
        row.amount_minor,
        row.currency,
        row.method_token,
        use=use_of(row),
        request_3ds=row.request_3ds,
    )


def view_of(row: PaymentRow, found: GatewayPayment | None = None) -> PaymentView:
    """What others see of a payment, with what only the gateway knows when it was just asked."""
    return PaymentView(
        id=row.id,
        checkout_id=row.checkout_id,
        attempt=row.attempt,
        status=row.status,
        method=row.method,
        amount_minor=row.amount_minor,
        captured_minor=row.captured_minor,
        currency=row.currency,
        reference=row.provider_reference,
        decline_code=row.decline_code,
        client_secret=found.client_secret if found else None,
        decline_message=found.decline_message if found else None,
        next_action=found.next_action if found else None,
        is_processing=found is not None and found.status is GatewayStatus.PROCESSING,
        provider=row.provider,
        is_check=row.is_off_session and row.request_3ds,
    )


def use_of(row: PaymentRow) -> CustomerUse:
    """Whose payment it is at the gateway."""
    return CustomerUse(row.person_id, row.customer_reference, row.saves_method, row.is_off_session)


def found_payment(row: PaymentRow | None) -> PaymentRow:
    """The row, if there is one. Raises PaymentNotFound."""
    if row is None:
        raise PaymentNotFound("There is no such payment.")
    return row
