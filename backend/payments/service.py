"""The verbs of payments. None of them talks to a gateway: that is `process`, outside any transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.kit import clock, ids, outbox
from backend.kit.errors import InvalidInput
from backend.payments import ledger, locks, repository, saved_methods
from backend.payments.errors import PaymentNotFound, PaymentState, TransferMismatch
from backend.payments.events import (
    CardChecked,
    PaymentAuthorised,
    PaymentCaptured,
    PaymentFailed,
    PaymentNeedsShopper,
    PaymentVoided,
    TransferReceived,
    WebhookReceived,
)
from backend.payments.ledger import Account
from backend.payments.lifecycle import may_become
from backend.payments.providers import BANK_PROVIDER, CARD_PROVIDER, PROVIDERS, methods_offered
from backend.payments.repository import PaymentRow
from backend.payments.schemas import (
    NOBODYS,
    AccountBalance,
    CaptureDue,
    CustomerUse,
    GatewayPayment,
    GatewayStatus,
    Method,
    PaymentRequest,
    PaymentView,
    Posting,
    WebhookMessage,
    WebhookSubject,
)

AUTHENTICATION_REQUIRED = "authentication_required"
_FIRST_STATUS = {Method.BANK_TRANSFER: "awaiting_transfer", Method.BALANCE: "captured"}
_TYPED_TRIES = 3
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
        return view_of(current), _asked(current)
    _drop(session, attempts)
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
    return view_of(opened), _asked(opened)


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


def current_payment(session: Session, checkout_id: UUID) -> PaymentView | None:
    """The newest attempt to pay a checkout."""
    found = repository.latest_attempt(session, checkout_id)
    return view_of(found) if found else None


def current_attempt(session: Session, checkout_id: UUID) -> tuple[PaymentView, PaymentRequest] | None:
    """The newest attempt to pay a checkout, and what the gateway is asked for it."""
    found = repository.latest_attempt(session, checkout_id)
    return (view_of(found), _asked(found)) if found else None


def expect_news(session: Session, checkout_id: UUID, payment_id: UUID) -> None:
    """`record_gateway_state` and `current_payment` are coming: they travel with the next question."""
    locks.expect_payment(session, payment_id)
    repository.expect_latest_attempt(session, checkout_id)


def checkout_paid_by(session: Session, reference: str) -> UUID | None:
    """What the card payment of this reference pays; None for one that we do not know."""
    known = repository.payment_by_reference(session, CARD_PROVIDER, reference)
    return known.checkout_id if known else None


def payment_view(session: Session, payment_id: UUID, *, for_change: bool = False) -> PaymentView:
    """A payment by id; `for_change` locks it until the transaction ends. Raises PaymentNotFound."""
    find = locks.lock_payment if for_change else repository.payment
    return view_of(_found(find(session, payment_id)))


def payment_request(session: Session, payment_id: UUID) -> tuple[PaymentView, PaymentRequest]:
    """What the gateway is asked for this payment. Raises PaymentNotFound."""
    row = _found(repository.payment(session, payment_id))
    return view_of(row), _asked(row)


def _asked(row: PaymentRow) -> PaymentRequest:
    return PaymentRequest(
        row.id,
        row.checkout_id,
        row.amount_minor,
        row.currency,
        row.method_token,
        use=use_of(row),
        request_3ds=row.request_3ds,
    )


def require_3ds(session: Session, payment_id: UUID) -> None:
    """Have the bank check who pays. Call it before the gateway is asked for this payment."""
    row = _found(locks.lock_payment(session, payment_id))
    if not row.request_3ds:
        repository.change_payment(session, row, request_3ds=True)


def drop_payments(session: Session, checkout_id: UUID) -> tuple[UUID, ...]:
    """Want every promise on a checkout gone; the ids that `process.void` should now see to.

    Captured money stays: it is refunded, not dropped.
    """
    return _drop(session, locks.lock_attempts(session, checkout_id))


def _drop(session: Session, attempts: Sequence[PaymentRow]) -> tuple[UUID, ...]:
    dropped = []
    for row in attempts:
        if row.captured_minor:
            continue
        if may_become(row.status, "voiding"):
            repository.change_payment(session, row, status="voiding")
        elif row.status == "awaiting_transfer" or (row.status == "captured" and not row.amount_minor):
            repository.change_payment(session, row, status="voided")
        if row.status == "voiding":
            dropped.append(row.id)
    return tuple(dropped)


def dropped_attempts(session: Session, checkout_id: UUID) -> tuple[UUID, ...]:
    """Attempts of a checkout whose promise is still to be given back."""
    return tuple(repository.voiding_of(session, checkout_id))


def drop_payment(session: Session, payment_id: UUID) -> None:
    """Want this promise gone; money that was captured stays, and so does a payment over nothing."""
    row = _found(locks.lock_payment(session, payment_id))
    if row.amount_minor:
        _drop(session, [row])


def payments_to_void(session: Session, *, before: datetime, limit: int = 100) -> tuple[UUID, ...]:
    """Dropped payments whose promise nobody has given back since `before`."""
    return tuple(repository.voiding_since(session, before, limit))


def record_gateway_state(session: Session, payment_id: UUID, found: GatewayPayment) -> PaymentView:
    """Write down how a payment stands at the gateway. Late and repeated news change nothing.

    Raises PaymentState when the gateway speaks of another amount or currency than ours.
    """
    row = _found(locks.lock_payment(session, payment_id))
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
        _become(session, row, "requires_action")
    elif found.decline_code == AUTHENTICATION_REQUIRED and row.is_off_session and row.person_id:
        _needs_shopper(session, row)
    elif found.status is GatewayStatus.REQUIRES_PAYMENT_METHOD and found.decline_code:
        _declined(session, row, found)
    elif found.status is GatewayStatus.CANCELED:
        _voided(session, row)
    return view_of(row, found)


def _become(session: Session, row: PaymentRow, status: str) -> bool:
    if not may_become(row.status, status):
        return False
    repository.change_payment(session, row, status=status)
    return True


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
    repository.add_first_transaction(session, _values(row, "authorise", row.amount_minor, key))
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
    if _step(session, row, "fail", row.amount_minor, f"fail:{which}", decline_code=code):
        repository.change_payment(session, row, status="failed", decline_code=code)
        outbox.record(
            session, PaymentFailed(checkout_id=row.checkout_id, payment_id=row.id, decline_code=code)
        )
        # Who types the card may mistype it; the third refusal ends the question.
        if row.person_id or row.attempt >= _TYPED_TRIES:
            _card_checked(session, row)


def _needs_shopper(session: Session, row: PaymentRow) -> None:
    if not _become(session, row, "requires_action"):
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


def awaiting_shopper(session: Session, payment_id: UUID, *, person_id: UUID) -> tuple[str, str]:
    """The token and the idempotency key to confirm an off-session payment with, its owner being there.

    Raises PaymentNotFound for somebody else's, PaymentState when nothing is asked of them.
    """
    row = repository.payment(session, payment_id)
    if row is None or row.person_id != person_id or not row.is_off_session:
        raise PaymentNotFound("There is no such payment.")
    if row.status != "requires_action" or row.method_token is None:
        raise PaymentState("Nothing is asked of you for this payment.", facts={"status": row.status})
    return row.method_token, f"authenticate:{row.id}"


def asked_in_absence(session: Session, payment_id: UUID, *, person_id: UUID) -> PaymentView:
    """A payment that was tried while its owner was away. Raises PaymentNotFound for somebody else's."""
    row = repository.payment(session, payment_id)
    if row is None or row.person_id != person_id or not row.is_off_session:
        raise PaymentNotFound("There is no such payment in your account.")
    return view_of(row)


def asked_in_absence_by_reference(session: Session, reference: str) -> UUID | None:
    """The payment that its owner was away for, known by what its provider calls it; None for any other."""
    row = repository.payment_by_reference(session, CARD_PROVIDER, reference)
    return row.id if row and row.is_off_session else None


def _voided(session: Session, row: PaymentRow) -> None:
    if not may_become(row.status, "voided") or row.captured_minor:
        return
    held = row.status in {"authorised", "voiding"}
    repository.change_payment(session, row, status="voided")
    if held:
        _step(session, row, "void", row.amount_minor, f"void:{row.id}")
    outbox.record(session, PaymentVoided(checkout_id=row.checkout_id, payment_id=row.id))


def record_never_opened(session: Session, payment_id: UUID) -> PaymentView:
    """The gateway refused to open this payment: there is nothing to give back."""
    row = _found(locks.lock_payment(session, payment_id))
    if row.provider_reference is None:
        _become(session, row, "voided")
    return view_of(row)


def _step(session: Session, row: PaymentRow, kind: str, amount: int, key: str, **facts: str) -> bool:
    return repository.add_transaction(session, _values(row, kind, amount, key, **facts))


def _values(row: PaymentRow, kind: str, amount: int, key: str, **facts: str) -> dict[str, Any]:
    return {
        "id": ids.new_id(),
        "payment_id": row.id,
        "kind": kind,
        "amount_minor": amount,
        "currency": row.currency,
        "idempotency_key": key,
        "provider_reference": row.provider_reference,
        "facts": facts,
        "at": clock.now(),
    }


def deposit_held(session: Session, payment_id: UUID) -> int:
    """Money of a payment that came in and is not yet earned by a dispatch or owed back, in minor units."""
    return -repository.account_balance(session, Account.SHOPPER_DEPOSIT, payment_id)


def owed_by_journal(session: Session, idempotency_key: str) -> int:
    """What a journal says is owed back to a shopper, in minor units; 0 when there is no such journal."""
    return -repository.journal_amount(session, idempotency_key, Account.REFUND_PAYABLE)


def capture_due(
    session: Session, payment_id: UUID, *, amount_minor: int, others_minor: int
) -> CaptureDue | None:
    """What to capture so that `amount_minor` can be earned; None when the money is here already.

    `others_minor` is what is still to be taken after it; the last capture lets go of the rest. A card whose
    bank allows one capture only is captured at the first dispatch for what is still to come as well. Locks
    the payment. Raises PaymentState when the promise does not reach.
    """
    row = _found(locks.lock_payment(session, payment_id))
    missing = amount_minor - deposit_held(session, payment_id)
    if missing <= 0:
        return None
    left = row.amount_minor - row.captured_minor
    if row.status != "authorised" or missing > left:
        raise PaymentState(
            "This payment does not cover the order: nothing was captured and the order cannot be settled.",
            facts={"status": row.status, "missing_minor": missing, "authorised_minor": left},
        )
    if row.is_multicapture:
        return CaptureDue(payment_id, missing, is_final=others_minor == 0)
    return CaptureDue(payment_id, min(left, missing + others_minor), is_final=True)


def record_capture(
    session: Session, payment_id: UUID, *, amount_minor: int, is_final: bool, idempotency_key: str
) -> None:
    """Money was taken: the payment, its transaction and the books say so, once per idempotency key."""
    row = _found(locks.lock_payment(session, payment_id))
    if not _step(session, row, "capture", amount_minor, idempotency_key):
        return
    captured = row.captured_minor + amount_minor
    is_done = is_final or captured == row.amount_minor
    repository.change_payment(
        session, row, captured_minor=captured, status="captured" if is_done else row.status
    )
    post_journal(
        session,
        kind="money_in",
        reference=f"payment:{row.id}",
        idempotency_key=f"money_in:{idempotency_key}",
        entries=ledger.money_in(row.id, Account.GATEWAY_RECEIVABLE, amount_minor, row.currency),
    )
    outbox.record(
        session,
        PaymentCaptured(
            checkout_id=row.checkout_id, payment_id=row.id, amount_minor=amount_minor, currency=row.currency
        ),
    )


def record_release(session: Session, payment_id: UUID) -> None:
    """What was authorised and not captured went back to the shopper: the payment is complete."""
    row = _found(locks.lock_payment(session, payment_id))
    _become(session, row, "captured")


def record_refund(
    session: Session,
    payment_id: UUID,
    *,
    amount_minor: int,
    idempotency_key: str,
    refund_reference: str | None = None,
    out_of: Account = Account.GATEWAY_RECEIVABLE,
) -> None:
    """What was owed back was sent, once per idempotency key; `refund_reference` is the gateway's id of it."""
    row = _found(locks.lock_payment(session, payment_id))
    if not _step(session, row, "refund", amount_minor, idempotency_key, refund=refund_reference or ""):
        return
    repository.change_payment(session, row, refunded_minor=row.refunded_minor + amount_minor)
    post_journal(
        session,
        kind="refund",
        reference=f"payment:{row.id}",
        idempotency_key=f"refund:{idempotency_key}",
        entries=ledger.refund_sent(row.id, out_of, amount_minor, row.currency),
    )


def record_refund_failed(
    session: Session, payment_id: UUID, *, amount_minor: int, idempotency_key: str
) -> bool:
    """A refund that was sent came back, as a bank may say days later: it is owed again. Once per key.

    False, and nothing written, when no refund with this key had left.
    """
    row = _found(locks.lock_payment(session, payment_id))
    if not repository.transaction_exists(session, idempotency_key):
        return False
    if _step(session, row, "refund_failed", amount_minor, f"failed:{idempotency_key}"):
        repository.change_payment(session, row, refunded_minor=row.refunded_minor - amount_minor)
        post_journal(
            session,
            kind="refund_failed",
            reference=f"payment:{row.id}",
            idempotency_key=f"refund_failed:{idempotency_key}",
            entries=ledger.refund_sent(row.id, Account.GATEWAY_RECEIVABLE, -amount_minor, row.currency),
        )
    return True


def bank_transfer_received(
    session: Session, *, reference: str, amount_minor: int, currency: str, bank_reference: str
) -> PaymentView:
    """A transfer with the shopper's `reference` is on our account; `bank_reference` is the bank's id of it.

    The same `bank_reference` counts once. Raises PaymentNotFound for an unknown reference, TransferMismatch
    when amount or currency differ, PaymentState when the payment no longer waits for it.
    """
    known = repository.payment_by_reference(session, BANK_PROVIDER, reference.strip().upper())
    if known is None:
        raise PaymentNotFound(f"No payment waits for a transfer with the reference {reference!r}.")
    row = _found(locks.lock_payment(session, known.id))
    key = f"transfer:{bank_reference}"
    if repository.transaction_exists(session, key):
        return view_of(row)
    if (amount_minor, currency) != (row.amount_minor, row.currency):
        raise TransferMismatch(
            "The transfer is not the amount that was asked for.",
            field="amount_minor",
            facts={
                "expected_minor": row.amount_minor,
                "received_minor": amount_minor,
                "currency": row.currency,
            },
        )
    if row.status != "awaiting_transfer":
        raise PaymentState(
            f"This payment is {row.status} and waits for no transfer.", facts={"status": row.status}
        )
    _step(session, row, "capture", amount_minor, key)
    repository.change_payment(session, row, status="captured", captured_minor=amount_minor)
    post_journal(
        session,
        kind="money_in",
        reference=f"payment:{row.id}",
        idempotency_key=f"money_in:{key}",
        entries=ledger.money_in(row.id, Account.BANK, amount_minor, currency),
    )
    outbox.record(
        session,
        TransferReceived(
            checkout_id=row.checkout_id, payment_id=row.id, amount_minor=amount_minor, currency=currency
        ),
    )
    return view_of(row)


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


def post_journal(
    session: Session, *, kind: str, reference: str, idempotency_key: str, entries: Sequence[Posting]
) -> bool:
    """Write a journal; False when one with this idempotency key stands already.

    Raises ValueError when the entries do not sum to zero per currency (the commit would be refused as well).
    """
    return repository.add_journal(session, *_journal(kind, reference, idempotency_key, entries))


def post_first_journal(
    session: Session, *, kind: str, reference: str, idempotency_key: str, entries: Sequence[Posting]
) -> None:
    """Write a journal whose key cannot have been used, because what it is about has just been written.

    Nobody waits for it: were the key used after all, the transaction would be refused. Raises ValueError as
    `post_journal` does.
    """
    repository.add_first_journal(session, *_journal(kind, reference, idempotency_key, entries))


def _journal(
    kind: str, reference: str, idempotency_key: str, entries: Sequence[Posting]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    sums: dict[str, int] = {}
    for entry in entries:
        sums[entry.currency] = sums.get(entry.currency, 0) + entry.amount_minor
    if not entries or any(sums.values()):
        raise ValueError(f"journal {idempotency_key} does not sum to zero: {sums}")
    journal_id = ids.new_id()
    values = {
        "id": journal_id,
        "kind": kind,
        "reference": reference,
        "idempotency_key": idempotency_key,
        "at": clock.now(),
    }
    return values, [
        {
            "id": ids.new_id(),
            "journal_id": journal_id,
            "account": str(entry.account),
            "owner_id": entry.owner_id,
            "amount_minor": entry.amount_minor,
            "currency": entry.currency,
        }
        for entry in entries
    ]


def balances(session: Session) -> list[AccountBalance]:
    """Every account's balance per currency."""
    return repository.balances(session)


def check(session: Session) -> list[str]:
    """The invariants of payments and books that do not hold; empty when all is well."""
    return repository.violations(session)


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


def _found(row: PaymentRow | None) -> PaymentRow:
    if row is None:
        raise PaymentNotFound("There is no such payment.")
    return row


def _uuid(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
