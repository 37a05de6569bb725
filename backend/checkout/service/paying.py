"""Begin to pay: hold the stock on, open the attempt. The gateway is called afterwards, by `process`."""

from uuid import UUID

from sqlmodel import Session

from backend.checkout import locks, permission, repository
from backend.checkout.errors import CheckoutClosed, TotalChanged
from backend.checkout.models import Checkout
from backend.checkout.schemas import Ending, Outcome
from backend.checkout.service.finalising import completed, place
from backend.identity.schemas import Actor
from backend.inventory import service as inventory
from backend.inventory.errors import ReservationExpired
from backend.kit import clock
from backend.kit.config import settings
from backend.payments import service as payments
from backend.payments.schemas import Method


def begin(
    session: Session,
    checkout_id: UUID,
    *,
    access_token: str | None,
    actor: Actor,
    method_token: str | None = None,
    expected_total_minor: int | None = None,
    place_on_transfer: bool = True,
) -> Outcome:
    """Open, or find, the attempt that pays this checkout, and hold its stock for as long as paying may take.

    A checkout that is completed answers its purchase. One that is paid by bank transfer needs no gateway: it
    is placed here and now, unless `place_on_transfer` says to wait for the shopper's last word.

    Raises CheckoutNotFound, CheckoutClosed (prepare again), TotalChanged, InvalidInput.
    """
    checkout = permission.require_shopper(locks.lock(session, checkout_id), actor, access_token)
    if checkout.status == "completed":
        return completed(session, checkout)
    if checkout.status in {"expired", "failed"}:
        raise _closed(checkout)
    if expected_total_minor not in (None, checkout.total_minor):
        raise TotalChanged(
            "The total has changed since you saw it. Please look at it again before you pay.",
            facts={
                "expected_minor": expected_total_minor,
                "total_minor": checkout.total_minor,
                "changes": {},
            },
        )
    by_transfer = checkout.payment_method == Method.BANK_TRANSFER
    if by_transfer and not place_on_transfer:
        return Outcome(Ending.UNPAID)
    payment = payments.open_payment(
        session,
        checkout_id=checkout.id,
        method=checkout.payment_method,
        amount_minor=checkout.total_minor,
        currency=checkout.currency,
        method_token=method_token,
    )
    if by_transfer:
        return place(session, checkout, payment)
    expires_at = clock.minutes_from_now(settings().reservation_minutes)
    try:
        inventory.extend(session, checkout.id, expires_at)
    except ReservationExpired:
        if not payment.is_secured:
            raise _closed(checkout) from None
    repository.change(session, checkout, status="paying", expires_at=expires_at)
    return Outcome(Ending.UNPAID, payment=payment)


def _closed(checkout: Checkout) -> CheckoutClosed:
    return CheckoutClosed(
        "Your items were held for a while and have been released. Please review your order again.",
        facts={"failure": checkout.failure or "expired"},
    )
