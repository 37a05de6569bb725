"""Payments in several steps: each its own transaction, the gateway called between them, never inside one.

A step that is repeated, by a shopper, a webhook or after a crash, asks the gateway under the same idempotency
key and finds what was already done.
"""

from uuid import UUID

from backend.kit.errors import NotFound, Unavailable
from backend.kit.unit_of_work import transact
from backend.payments import service
from backend.payments.errors import GatewayRefusal, KeyTaken, MethodRefused
from backend.payments.providers import gateway_of
from backend.payments.schemas import (
    GATEWAY_METHODS,
    CaptureDue,
    GatewayPayment,
    GatewayStatus,
    PaymentRequest,
    PaymentView,
)


def start(payment_id: UUID) -> PaymentView:
    """Open the payment at the gateway so that a browser can confirm it; the view carries the client secret.

    Raises GatewaySilent and Unavailable: calling again is safe.
    """
    view, request = transact(service.payment_request, payment_id)
    if view.method not in GATEWAY_METHODS:
        return view
    if view.reference:
        return refresh(payment_id)
    gateway = gateway_of(view.provider)
    return record(payment_id, gateway.create(request, idempotency_key=attempt_key(view)))


def charge(payment_id: UUID, *, method_token: str) -> PaymentView:
    """Try to authorise a payment with `method_token`. A decline is in the view, not an error.

    Raises GatewaySilent when no answer came: `refresh` finds out, it never charges a second time.
    """
    view, request = transact(service.payment_request, payment_id)
    return record(payment_id, ask_to_charge(view, request, method_token=method_token))


def ask_to_charge(view: PaymentView, request: PaymentRequest, *, method_token: str) -> GatewayPayment:
    """Have the gateway authorise a payment; the caller writes down what it says (`record_gateway_state`).

    Raises what `charge` does. A token that cannot be used is written down here: nothing was opened.
    """
    gateway = gateway_of(view.provider)
    if view.reference is None and request.method_token == method_token:
        try:
            found = gateway.create(request, idempotency_key=attempt_key(view))
        except KeyTaken:
            found = _current(view, request)
        except MethodRefused:
            transact(service.record_never_opened, view.id)
            raise
    else:
        found = _current(view, request)
    if found.status is GatewayStatus.REQUIRES_PAYMENT_METHOD and not found.decline_code:
        key = f"{attempt_key(view)}:confirm:{method_token}"
        found = gateway.confirm(found.reference, method_token=method_token, idempotency_key=key)
    return found


def refresh(payment_id: UUID, *, takes_approval: bool = True) -> PaymentView:
    """Ask the gateway how a payment stands and write it down. Never authorises what no shopper agreed to.

    What the shopper approved on the provider's page is authorised here, unless `takes_approval` is false or
    the payment was dropped meanwhile.
    """
    view, request = transact(service.payment_request, payment_id)
    found = ask_how_it_stands(view, request, takes_approval=takes_approval)
    return record(payment_id, found) if found else view


def ask_how_it_stands(
    view: PaymentView, request: PaymentRequest, *, takes_approval: bool = True
) -> GatewayPayment | None:
    """What the gateway says of a payment, as `refresh` asks; None when there is nothing to ask.

    The caller writes it down (`record_gateway_state`).
    """
    if view.method not in GATEWAY_METHODS or view.status in {"voided", "captured"}:
        return None
    try:
        found = _current(view, request)
    except MethodRefused:
        # Refused before anything was opened, and whoever was told died before writing it down.
        transact(service.record_never_opened, view.id)
        return None
    if found.status is GatewayStatus.APPROVED and takes_approval and view.is_live:
        found = gateway_of(view.provider).confirm(
            found.reference, method_token="", idempotency_key=f"{attempt_key(view)}:approved"
        )
    return found


def record(payment_id: UUID, found: GatewayPayment) -> PaymentView:
    """Write down how a payment stands at the gateway, by itself."""
    return transact(service.record_gateway_state, payment_id, found)


def confirm(payment_id: UUID, *, method_token: str, idempotency_key: str) -> PaymentView:
    """Try to authorise an open payment, its shopper there. Raises GatewaySilent (call again), Unavailable."""
    view, _ = transact(service.payment_request, payment_id)
    found = gateway_of(view.provider).confirm(
        _reference(view), method_token=method_token, idempotency_key=idempotency_key
    )
    return record(payment_id, found)


def void(payment_id: UUID) -> PaymentView:
    """Give a dropped payment's promise back, once. Raises GatewaySilent: a job tries again."""
    view, request = transact(service.payment_request, payment_id)
    if view.status != "voiding":
        return view
    try:
        found = _current(view, request)
    except MethodRefused:
        return transact(service.record_never_opened, payment_id)
    if found.status is not GatewayStatus.CANCELED:
        found = gateway_of(view.provider).void(found.reference, idempotency_key=f"void:{payment_id}")
    if found.status is GatewayStatus.CAPTURED:
        raise GatewayRefusal(
            "This payment was captured by somebody else: it has to be refunded.",
            facts={"payment_id": str(payment_id), "captured_minor": found.captured_minor},
        )
    return record(payment_id, found)


def capture(due: CaptureDue, *, idempotency_key: str) -> int:
    """Take money at the gateway, once per key; how much, in minor units. `service.record_capture` writes it.

    When the key was used with another amount (an order was cancelled between two tries), what the gateway
    then took is what counts. Raises GatewayRefusal when it cannot be taken, e.g. because the promise ran out.
    """
    view, _ = transact(service.payment_request, due.payment_id)
    gateway = gateway_of(view.provider)
    try:
        gateway.capture(
            _reference(view),
            amount_minor=due.amount_minor,
            final=due.is_final,
            idempotency_key=idempotency_key,
        )
    except KeyTaken:
        return gateway.retrieve(_reference(view)).captured_minor - view.captured_minor
    return due.amount_minor


def release_rest(payment_id: UUID) -> None:
    """Give back what was authorised and will not be captured, when other parts were captured."""
    view, _ = transact(service.payment_request, payment_id)
    if view.status == "authorised" and view.captured_minor:
        gateway_of(view.provider).void(_reference(view), idempotency_key=f"release:{payment_id}")
        transact(service.record_release, payment_id)


def refund(payment_id: UUID, *, amount_minor: int, idempotency_key: str) -> str:
    """Send captured card money back and write it down, once per key; the gateway's id of the refund."""
    view, _ = transact(service.payment_request, payment_id)
    reference = gateway_of(view.provider).refund(
        _reference(view), amount_minor=amount_minor, idempotency_key=idempotency_key
    )
    transact(
        service.record_refund,
        payment_id,
        amount_minor=amount_minor,
        idempotency_key=idempotency_key,
        refund_reference=reference,
    )
    return reference


def receive_webhook(provider: str, *, raw: bytes, signature: str) -> bool:
    """Keep a provider's event when its signature over the `raw` body is right; a job interprets it.

    False for one that was here before. Raises WebhookRefused (nothing is written), NotFound when no account
    of this provider is set up here, Unavailable.
    """
    try:
        gateway = gateway_of(provider)
    except Unavailable as unset:
        raise NotFound(f"No account of {provider} is set up here.") from unset
    message = gateway.parse_webhook(raw, signature)
    return transact(service.receive_webhook, provider=provider, event=message)


def attempt_key(view: PaymentView) -> str:
    """The idempotency key of an attempt: one attempt is one charge, however often it is asked for."""
    return f"checkout:{view.checkout_id}:{view.attempt}"


def _current(view: PaymentView, request: PaymentRequest) -> GatewayPayment:
    gateway = gateway_of(view.provider)
    if view.reference:
        return gateway.retrieve(view.reference)
    return gateway.recover(request, idempotency_key=attempt_key(view))


def _reference(view: PaymentView) -> str:
    if view.reference is None:
        raise GatewayRefusal("This payment was never opened at the payment service.")
    return view.reference
