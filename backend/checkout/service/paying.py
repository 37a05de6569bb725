"""Begin to pay: hold the stock on, open the attempt. The gateway is called afterwards, by `process`."""

from dataclasses import replace
from enum import StrEnum
from uuid import UUID

from sqlmodel import Session

from backend.checkout import locks, permission, repository
from backend.checkout.errors import TotalChanged
from backend.checkout.repository import CheckoutRow
from backend.checkout.schemas import Ending, Outcome
from backend.checkout.service.finalising import completed, place
from backend.checkout.service.holding import held_until, released
from backend.checkout.service.judging import judge
from backend.identity.schemas import Actor
from backend.inventory import service as inventory
from backend.inventory.errors import ReservationExpired
from backend.kit import clock
from backend.payments import service as payments
from backend.payments.schemas import (
    NOBODYS,
    REDIRECT_METHODS,
    CustomerUse,
    Method,
    PaymentRequest,
    PaymentView,
)
from backend.trust.schemas import Decision


class Step(StrEnum):
    """What the shopper is about to do."""

    OPEN = "open"
    """The browser will confirm the payment: it needs one to confirm."""
    CHARGE = "charge"
    """The server charges a card token."""
    LOOK_UP = "look_up"
    """The browser has confirmed the payment: see what came of it."""


def begin(
    session: Session,
    checkout_id: UUID,
    *,
    step: Step,
    access_token: str | None,
    actor: Actor,
    method_token: str | None = None,
    use: CustomerUse = NOBODYS,
    expected_total_minor: int | None = None,
    expected_currency: str | None = None,
    client_address: str = "",
) -> Outcome:
    """Open or find the attempt that pays this checkout, and hold its stock for as long as paying may take.

    A checkout that is completed answers its purchase. One that is paid by bank transfer, or by gift cards
    and store credit alone, needs no gateway: it is placed here and now, unless the step is only to open a
    payment. Trust judges a card payment before the gateway hears of it; the ending REFUSED means that it
    never will.

    Raises CheckoutNotFound, CheckoutClosed (prepare again), TotalChanged, InvalidInput.
    """
    payments.expect_payment(session, checkout_id)
    checkout = permission.require_shopper(locks.lock(session, checkout_id), actor, access_token)
    if checkout.status == "completed":
        return completed(session, checkout, payments.current_payment(session, checkout.id))
    if checkout.status in {"expired", "failed"}:
        raise released(checkout.failure)
    if expected_total_minor not in (None, checkout.total_minor) or expected_currency not in (
        None,
        checkout.currency,
    ):
        raise TotalChanged(
            "The total has changed since you saw it. Please look at it again before you pay.",
            facts={
                "expected_minor": expected_total_minor,
                "total_minor": checkout.total_minor,
                "changes": {},
            },
        )
    if checkout.payment_method == Method.BANK_TRANSFER or checkout.to_pay_minor == 0:
        if checkout.expires_at <= clock.now():
            # What was set aside for it is free again (`hand_back`, or its time is over): it is not what the
            # shopper saw any more.
            raise released("expired")
        if step is Step.OPEN:
            return Outcome(Ending.UNPAID)
        return place(session, checkout, _open(session, checkout, None, NOBODYS)[0])
    expires_at = held_until(checkout.person_id)
    try:
        inventory.extend(session, checkout.id, expires_at)
    except ReservationExpired:
        return _without_stock(session, checkout)
    attempt = payments.current_attempt(session, checkout.id) if step is Step.LOOK_UP else None
    payment, request = attempt or (None, None)
    is_held = checkout.is_held
    if step is not Step.LOOK_UP or _goes_on_elsewhere(checkout, payment):
        payment, request = _open(session, checkout, method_token, use)
        if checkout.payment_method == Method.CARD:
            decision = judge(
                session,
                checkout,
                payment,
                method_token=method_token,
                actor=actor,
                client_address=client_address,
            )
            if decision is Decision.REFUSE:
                return Outcome(Ending.REFUSED, payment=payment)
            if decision is Decision.CHALLENGE:
                request = replace(request, request_3ds=True)
            # Once an order is to be looked at, another card does not take it out of sight.
            is_held = is_held or decision is Decision.REVIEW
    repository.change(session, checkout, status="paying", expires_at=expires_at, is_held=is_held)
    return Outcome(Ending.UNPAID, payment=payment, request=request)


def _goes_on_elsewhere(checkout: CheckoutRow, payment: PaymentView | None) -> bool:
    """Whether the shopper is to be sent to the provider's page, for the first time or once more."""
    is_over = payment is None or not payment.is_live or payment.status == "failed"
    return checkout.payment_method in REDIRECT_METHODS and is_over


def _open(
    session: Session, checkout: CheckoutRow, method_token: str | None, use: CustomerUse
) -> tuple[PaymentView, PaymentRequest]:
    return payments.open_attempt(
        session,
        checkout_id=checkout.id,
        method=checkout.payment_method if checkout.to_pay_minor else Method.BALANCE,
        amount_minor=checkout.to_pay_minor,
        currency=checkout.currency,
        method_token=method_token,
        use=use,
    )


def _without_stock(session: Session, checkout: CheckoutRow) -> Outcome:
    """Nothing new is charged without stock; what was charged before it went must be looked up."""
    attempt = payments.current_attempt(session, checkout.id)
    if attempt is None or not attempt[0].is_live:
        raise released(checkout.failure)
    payment, request = attempt
    return Outcome(Ending.UNPAID, payment=payment, request=request, is_stock_gone=True)
