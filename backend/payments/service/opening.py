"""A payment is opened for a checkout: the attempt under way, else the next."""

from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.kit import clock, ids
from backend.kit.errors import InvalidInput
from backend.payments import locks, repository
from backend.payments.providers import PROVIDERS, methods_offered
from backend.payments.repository import PaymentRow
from backend.payments.schemas import NOBODYS, CustomerUse, Method, PaymentRequest, PaymentView
from backend.payments.service.dropping import drop
from backend.payments.service.reading import found_payment, request_of, use_of, view_of

_FIRST_STATUS = {Method.BANK_TRANSFER: "awaiting_transfer", Method.BALANCE: "captured"}
_REUSABLE = frozenset({"created", "requires_action", "awaiting_transfer", "authorised", "captured"})


def is_offered(method: str) -> bool:
    """Whether a shopper may choose this way to pay. A card is always shown: what is missing is said later."""
    return method == Method.CARD or method in methods_offered()


def open_payment(session: Session, **wanted: Any) -> PaymentView:
    """The attempt that pays a checkout, as `open_attempt` finds or opens it."""
    return open_attempt(session, **wanted)[0]


def open_attempt(
    session: Session,
    *,
    checkout_id: UUID,
    method: str,
    amount_minor: int,
    currency: str,
    method_token: str | None = None,
    use: CustomerUse = NOBODYS,
) -> tuple[PaymentView, PaymentRequest]:
    """The attempt that pays `amount_minor` of `currency` for a checkout: the one under way, else the next.

    With it goes what the gateway is to be asked once this transaction is committed.

    A failed attempt, or one over another amount, with another card or for another `use`, is dropped:
    `process.void` gives its promise back. Call it under the checkout's lock.

    Raises InvalidInput for an unknown method or an amount that is not above zero.
    """
    if method not in PROVIDERS:
        raise InvalidInput(f"{method!r} is not a way to pay here.", field="payment_method")
    if amount_minor < 0 or (amount_minor == 0) != (method == Method.BALANCE):
        raise InvalidInput("There is nothing to pay.", field="amount_minor")
    attempts = locks.lock_attempts(session, checkout_id)
    current = attempts[-1] if attempts else None
    if (
        current is not None
        and current.status in _REUSABLE
        and (current.method, current.amount_minor, current.currency) == (method, amount_minor, currency)
        and (method_token in (None, current.method_token) or _takes_token(session, current, method_token))
        and _serves(current, use)
    ):
        return view_of(current), request_of(current)
    drop(session, attempts)
    now = clock.now()
    opened = PaymentRow(
        id=ids.new_id(),
        checkout_id=checkout_id,
        attempt=current.attempt + 1 if current else 1,
        method=method,
        status=_FIRST_STATUS.get(Method(method), "created"),
        amount_minor=amount_minor,
        captured_minor=0,
        refunded_minor=0,
        currency=currency,
        provider=PROVIDERS[Method(method)],
        provider_reference=ids.readable_number("T", groups=3) if method == Method.BANK_TRANSFER else None,
        method_token=method_token if method == Method.CARD else None,
        is_multicapture=False,
        person_id=use.person_id,
        customer_reference=use.customer_reference,
        saves_method=use.saves_method,
        is_off_session=use.is_off_session,
        decline_code=None,
        request_3ds=False,
        created_at=now,
        updated_at=now,
    )
    repository.add_payment(session, opened)
    return view_of(opened), request_of(opened)


def expect_payment(session: Session, checkout_id: UUID) -> None:
    """`open_payment` is coming: its lock travels with the next question, behind that one's own."""
    locks.expect_attempts(session, checkout_id)


def _takes_token(session: Session, row: PaymentRow, method_token: str | None) -> bool:
    if row.status in {"authorised", "captured"}:
        return True
    if row.status == "created" and row.method_token is None:
        repository.change_payment(session, row, method_token=method_token)
        return True
    return False


def _serves(row: PaymentRow, use: CustomerUse) -> bool:
    return row.status in {"authorised", "captured", "awaiting_transfer"} or use_of(row) == use


def require_3ds(session: Session, payment_id: UUID) -> None:
    """Have the bank check who pays. Call it before the gateway is asked for this payment."""
    row = found_payment(locks.lock_payment(session, payment_id))
    if not row.request_3ds:
        repository.change_payment(session, row, request_3ds=True)
