"""Asking the tax service, between transactions: never call these inside one.

What it answers is kept under the parcel's fingerprint for a day, so that looking again, or another shopper
with the same parcel to the same place, costs no call. When it does not answer, that is kept, too, for a
minute: orders go on with the table's tax, and say so.
"""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from backend.kit import clock, log
from backend.kit.unit_of_work import transact
from backend.pricing import repository
from backend.pricing.errors import TaxEngineRefused, TaxEngineSilent
from backend.pricing.tax_engine import ParcelTax, ParcelTaxRequest, TaxEngine, engine

KEPT_FOR = timedelta(days=1)
ASKED_AGAIN_AFTER = timedelta(minutes=1)

logger = log.logger(__name__)


def calculate(requests: Iterable[ParcelTaxRequest]) -> None:
    """Ask about each parcel and keep what came of it, be it nothing."""
    service = engine()
    if service is None:
        return
    is_silent = False
    for request in requests:
        tax, failure = None, "silent"
        if not is_silent:
            tax, failure = _ask(service, request)
            # One that does not answer is not waited for parcel by parcel.
            is_silent = failure == "silent"
        lasts = KEPT_FOR if tax else ASKED_AGAIN_AFTER
        transact(
            repository.keep_calculation,
            fingerprint=request.fingerprint,
            engine=service.name,
            tax=tax,
            failure=failure,
            expires_at=clock.now() + lasts,
        )


def booked(order_id: UUID) -> str | None:
    """The booking of an order, or of a change of its address; None where there is none."""
    return transact(repository.booking_of, order_id) or None


def record(order_id: UUID, *, calculation: str, reference: str) -> str | None:
    """Book an order's calculation with the service, once; answers the booking's id.

    None where the service never will, which is kept. Raises TaxEngineSilent (call again later).
    """
    service = engine()
    known = transact(repository.booking_of, order_id)
    if known is not None:
        return known or None
    if service is None:
        return None
    failure = ""
    try:
        booking = service.record(calculation, reference=reference, idempotency_key=f"tax-{order_id}")
    except TaxEngineRefused as refusal:
        logger.warning("tax of an order is not booked", order_id=str(order_id), reason=refusal.message)
        booking, failure = "", refusal.code
    transact(
        repository.keep_booking,
        order_id=order_id,
        engine=service.name,
        calculation=calculation,
        booking=booking,
        failure=failure,
    )
    return booking or None


def reverse(
    order_id: UUID, *, cause_id: UUID, booking: str, amount_minor: int | None, whole_minor: int
) -> None:
    """Take a booking back for a refund or a cancellation (`cause_id`), once; None: all that is left of it.

    `whole_minor` is what was booked. Never more than that is taken back. Raises TaxEngineSilent (call again
    later).
    """
    service = engine()
    if service is None or transact(repository.is_reversed, cause_id):
        return
    taken = transact(repository.reversed_minor, order_id)
    left = whole_minor - taken
    amount = left if amount_minor is None else min(amount_minor, left)
    if amount <= 0:
        return
    reversal, failure = "", ""
    try:
        reversal = service.reverse(
            booking,
            reference=f"{order_id}-{cause_id}",
            amount_minor=None if amount == whole_minor else amount,
            idempotency_key=f"tax-back-{cause_id}",
        )
    except TaxEngineRefused as refusal:
        logger.warning("tax of a refund is not reversed", cause_id=str(cause_id), reason=refusal.message)
        failure = refusal.code
    transact(
        repository.keep_reversal,
        order_id=order_id,
        cause_id=cause_id,
        amount_minor=amount,
        reversal=reversal,
        failure=failure,
    )


def _ask(service: TaxEngine, request: ParcelTaxRequest) -> tuple[ParcelTax | None, str]:
    try:
        return service.calculate(request), ""
    except TaxEngineSilent:
        return None, "silent"
    except TaxEngineRefused as refusal:
        return None, str(refusal.facts.get("engine_code") or "refused")
