"""Paying, in steps that survive everything: prepare -> pay -> finalise, the gateway between transactions.

Every function here opens its own transactions and is never called inside one. All of them may be repeated, by
the browser's return, by webhooks in any order and by the healing job: one checkout ends in one purchase or in
none, and then the money goes back by itself.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from backend.checkout import service
from backend.checkout.errors import (
    CheckoutClosed,
    CheckoutNotFound,
    PaymentNotAccepted,
    SoldOutWhilePaying,
    TotalChanged,
)
from backend.checkout.schemas import (
    CheckoutView,
    CompletionStatus,
    CompletionView,
    Ending,
    News,
    Outcome,
)
from backend.identity.schemas import Actor, system_actor
from backend.kit import clock, log
from backend.kit.errors import DomainError
from backend.kit.unit_of_work import transact
from backend.orders import refund_sending
from backend.payments import card_saving, dispute_handling
from backend.payments import process as payments
from backend.payments import service as payment_records
from backend.payments.errors import GatewaySilent
from backend.payments.schemas import GatewayPayment, Method, PaymentRequest, PaymentView
from backend.pricing import tax_engine, tax_process
from backend.pricing.errors import TaxUnknown

logger = log.logger(__name__)

_ASKS = 2
_RETURNED = system_actor("return")
QUIET_FOR = timedelta(seconds=60)
"""How long a paying checkout may stand still before the healing job asks the gateway."""


def asks_tax_service() -> bool:
    """Whether preparing may have to ask somebody outside: then it is a process, not a verb."""
    return tax_engine.name() != tax_engine.TABLE


def prepare(**wanted: Any) -> CheckoutView:
    """`service.prepare`, which sees to it that the tax service was asked where one is set.

    Parcels that it knows nothing about roll the transaction back; they are asked about outside of any, and
    it is tried again. When the service does not answer, the table's tax holds. Raises what `service.prepare`
    does.
    """
    for _ in range(_ASKS):
        try:
            return transact(service.prepare, **wanted)
        except TaxUnknown as unknown:
            tax_process.calculate(unknown.requests)
    return transact(service.prepare, **wanted)


def begin_payment(
    checkout_id: UUID,
    *,
    access_token: str | None,
    actor: Actor,
    expected_total_minor: int | None = None,
    expected_currency: str | None = None,
    saves_method: bool = False,
    client_address: str = "",
) -> PaymentView | None:
    """Open the payment that a browser confirms; its view carries the client secret. None for bank transfers.

    `saves_method` keeps the card for the signed-in person, who asked for it. `client_address` is the caller's
    IP address, for the judgement of fraud.

    Raises what `service.begin` refuses, PaymentNotAccepted, GatewaySilent and Unavailable (calling again is
    safe).
    """
    _, use = card_saving.use_for(actor, saves_method=saves_method, saved_method_id=None)
    outcome = transact(
        service.begin,
        checkout_id,
        step=service.Step.OPEN,
        access_token=access_token,
        actor=actor,
        use=use,
        expected_total_minor=expected_total_minor,
        expected_currency=expected_currency,
        client_address=client_address,
    )
    _refuse_risk(outcome)
    if outcome.is_stock_gone:
        raise _released()
    return payments.start(outcome.payment.id) if outcome.payment else None


def complete(
    checkout_id: UUID,
    *,
    access_token: str | None,
    actor: Actor,
    payment_method_token: str | None = None,
    saved_method_id: UUID | None = None,
    saves_method: bool = False,
    expected_total_minor: int | None = None,
    expected_currency: str | None = None,
    client_address: str = "",
) -> CompletionView:
    """Pay and place the order, or say what the shopper has to do next.

    With `payment_method_token`, or a card that the person saved earlier, it is charged here; without, the
    browser has confirmed the payment and its outcome is looked up. `saves_method` keeps the card of the token
    for the signed-in person, `client_address` is the caller's IP address, for the judgement of fraud. Raises
    what `service.begin` refuses, SavedMethodNotFound, PaymentNotAccepted, SoldOutWhilePaying, TotalChanged,
    MethodRefused and Unavailable; nothing is charged then.
    """
    saved_token, use = card_saving.use_for(
        actor,
        saves_method=saves_method and payment_method_token is not None,
        saved_method_id=saved_method_id,
    )
    payment_method_token = saved_token or payment_method_token
    outcome = transact(
        service.begin,
        checkout_id,
        step=service.Step.CHARGE if payment_method_token else service.Step.LOOK_UP,
        access_token=access_token,
        actor=actor,
        method_token=payment_method_token,
        use=use,
        expected_total_minor=expected_total_minor,
        expected_currency=expected_currency,
        client_address=client_address,
    )
    _refuse_risk(outcome)
    if outcome.ending is Ending.UNPAID and outcome.payment is not None:
        is_stock_gone = outcome.is_stock_gone
        try:
            news = _pay(outcome.payment, outcome.request, payment_method_token, is_stock_gone=is_stock_gone)
        except GatewaySilent:
            return _SLOW
        outcome = _finalise(checkout_id, news)
        if is_stock_gone and outcome.ending is Ending.UNPAID:
            raise _released()
    _void(outcome.payments_to_void)
    return _completion(outcome, access_token)


def returned_to(*, checkout: str, payment_reference: str) -> UUID | None:
    """Which checkout a shopper comes back to: named in the address, or by the payment that a provider names.

    The address alone proves nothing: `complete` looks at whose it is and asks the gateway what came of it.
    """
    try:
        return UUID(checkout)
    except ValueError:
        pass
    if not payment_reference:
        return None
    return transact(payment_records.checkout_paid_by, payment_reference)


def come_back(checkout_id: UUID, *, access_token: str | None, actor: Actor) -> CompletionView:
    """What came of a payment whose shopper is back from a bank's or a provider's page.

    They bring no secret where the address was made without one. The browser in which the guest began the
    checkout is known by its signed visitor id, and is given the key that the order's e-mails carry. Raises
    what `complete` does.
    """
    try:
        return complete(checkout_id, access_token=access_token, actor=actor)
    except CheckoutNotFound:
        if not transact(service.is_visitors, checkout_id, actor=actor):
            raise
    found = complete(checkout_id, access_token=None, actor=_RETURNED)
    if found.purchase_number is None:
        return found
    return replace(found, purchase_access_token=transact(service.order_key, checkout_id))


def resume(checkout_id: UUID) -> CompletionStatus | None:
    """Carry on where a checkout stands, as webhooks ask for; None when it has ended without an order.

    Raises CheckoutNotFound, GatewaySilent and Unavailable (call again later).
    """
    attempt = transact(payment_records.current_attempt, checkout_id)
    news = None
    if attempt is not None and attempt[0].is_live:
        payment, request = attempt
        news = _news(payment, payments.ask_how_it_stands(payment, request))
    outcome = _finalise(checkout_id, news)
    _void(outcome.payments_to_void)
    if outcome.ending is Ending.COMPLETED:
        return CompletionStatus.COMPLETED
    return _status(outcome.payment) if outcome.ending is Ending.UNPAID else None


def expire(checkout_id: UUID) -> None:
    """End a checkout whose time is over: the money goes back, the stock to the shelf.

    One that is paid is finalised; one whose time is not over stays. Raises GatewaySilent and Unavailable
    (call again later).
    """
    payment = transact(payment_records.current_payment, checkout_id)
    if payment is not None and payment.is_live:
        payments.refresh(payment.id, takes_approval=False)
    _void(transact(service.close, checkout_id).payments_to_void)


def interpret_webhook(webhook_event_id: UUID) -> None:
    """Act upon an event of the inbox: whatever it says, the gateway is asked how its checkout stands now.

    That makes events idempotent and their order irrelevant.
    """
    subject = transact(payment_records.webhook_subject, webhook_event_id)
    if subject.is_processed:
        return
    if subject.topic == "dispute" and subject.object_reference:
        dispute_handling.refresh(subject.provider, subject.object_reference)
    elif subject.topic == "refund" and subject.object_reference:
        refund_sending.interpret(
            subject.object_reference, status=subject.object_status, failure=subject.failure
        )
    elif subject.topic == "payment" and subject.checkout_id is not None:
        try:
            resume(subject.checkout_id)
        except CheckoutNotFound:
            # A payment for something that is no checkout, as a charge while the shopper is away.
            current = transact(payment_records.current_payment, subject.checkout_id)
            if current is not None:
                payments.refresh(current.id)
    transact(payment_records.webhook_interpreted, webhook_event_id)


def interpret_unread(*, quiet_for: timedelta = QUIET_FOR) -> int:
    """Interpret what has lain in the inbox for a while: its job was lost, or the gateway was silent then.

    One that cannot be interpreted now is left for the next time and does not stop the others.
    """
    unread = transact(payment_records.unread_webhooks, before=clock.now() - quiet_for)
    for webhook_event_id in unread:
        try:
            interpret_webhook(webhook_event_id)
        except DomainError as refusal:
            logger.warning("webhook left for later", event=str(webhook_event_id), reason=refusal.message)
    return len(unread)


def heal_unfinished(*, quiet_for: timedelta = QUIET_FOR) -> int:
    """Finish what was left lying: paying checkouts that stand still, expired ones, payments to be voided.

    One that cannot be finished now, because the gateway is silent, is left for the next time and does not
    stop the others. Answers how many were looked at.
    """
    checkouts = transact(service.unfinished, quiet_for=quiet_for)
    for checkout_id in checkouts:
        try:
            expire(checkout_id)
        except DomainError as refusal:
            logger.warning("checkout left for later", checkout_id=str(checkout_id), reason=refusal.message)
    dropped = transact(payment_records.payments_to_void, before=clock.now() - quiet_for)
    _void(dropped)
    return len(checkouts) + len(dropped)


def _pay(
    payment: PaymentView, request: PaymentRequest | None, method_token: str | None, *, is_stock_gone: bool
) -> News | None:
    assert request is not None
    if method_token and payment.method == Method.CARD and not is_stock_gone:
        return _news(payment, payments.ask_to_charge(payment, request, method_token=method_token))
    found = payments.ask_how_it_stands(payment, request, takes_approval=not is_stock_gone)
    return _news(payment, found)


def _news(payment: PaymentView, found: GatewayPayment | None) -> News | None:
    return News(payment.id, found) if found is not None else None


def _finalise(checkout_id: UUID, news: News | None) -> Outcome:
    """Write down what the gateway says together with what follows from it.

    When that cannot be done, what it says is written by itself: it outlives whatever we fail at. From the
    second attempt on, earlier ones may still be promises: they are given back at once.
    """
    try:
        outcome = transact(service.finalise, checkout_id, news=news)
    except Exception:
        if news is not None:
            payments.record(news.payment_id, news.found)
        raise
    if outcome.payment is not None and outcome.payment.attempt > 1:
        _void(transact(payment_records.dropped_attempts, checkout_id))
    return outcome


def _void(payment_ids: tuple[UUID, ...]) -> None:
    for payment_id in payment_ids:
        try:
            payments.void(payment_id)
        except DomainError as refusal:
            logger.warning("void left for later", payment_id=str(payment_id), reason=refusal.message)


def _refuse_risk(outcome: Outcome) -> None:
    """After the commit, so that what was thought of the payment is kept."""
    if outcome.ending is Ending.REFUSED:
        raise PaymentNotAccepted(
            "We cannot take this card payment. Nothing was charged. "
            "Please pay by bank transfer, or write to us and we will help."
        )


def _released() -> CheckoutClosed:
    return CheckoutClosed(
        "Your items were held for a while and have been released. Please review your order again.",
        facts={"failure": "expired"},
    )


_SLOW = CompletionView(
    CompletionStatus.PROCESSING,
    "The payment service is slow to answer. We keep asking, and you are not charged twice.",
)


def _completion(outcome: Outcome, access_token: str | None) -> CompletionView:
    if outcome.ending is Ending.COMPLETED:
        return CompletionView(
            CompletionStatus.COMPLETED,
            "Thank you. Your order is placed.",
            purchase_number=outcome.purchase_number,
            purchase_access_token=access_token if outcome.is_guest else None,
        )
    if outcome.ending is Ending.SOLD_OUT:
        raise SoldOutWhilePaying(
            "Somebody else bought the last one while you were paying. Your card was not charged."
        )
    if outcome.ending is Ending.CHANGED:
        raise TotalChanged(
            "The order was changed while you were paying. Your card was not charged: please look at it again."
        )
    if outcome.ending is Ending.CLOSED:
        raise CheckoutClosed(
            "This checkout has ended and your card was not charged. Please review your order again.",
            facts={"failure": "expired"},
        )
    return _next_step(outcome.payment)


def _status(payment: PaymentView | None) -> CompletionStatus:
    if payment is not None and payment.status == "requires_action":
        return CompletionStatus.REQUIRES_ACTION
    if payment is not None and payment.is_processing:
        return CompletionStatus.PROCESSING
    return CompletionStatus.REQUIRES_PAYMENT_METHOD


def _next_step(payment: PaymentView | None) -> CompletionView:
    status = _status(payment)
    if payment is None or status is CompletionStatus.PROCESSING:
        return _SLOW if payment else CompletionView(status, "Please choose how to pay.")
    if status is CompletionStatus.REQUIRES_ACTION:
        message = "Your bank wants to check that it is you."
    elif payment.decline_code:
        message = payment.decline_message or "Your card was declined. Please try another one."
    else:
        message = "Please enter a card to pay with."
    return CompletionView(
        status,
        message,
        client_secret=payment.client_secret,
        next_action=payment.next_action,
        decline_code=payment.decline_code,
    )
