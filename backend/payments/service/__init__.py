"""The verbs of payments. None of them talks to a gateway: that is `process`, outside any transaction."""

from backend.payments.providers import methods_offered
from backend.payments.service.absence import asked_in_absence, asked_in_absence_by_reference, awaiting_shopper
from backend.payments.service.books import balances, check, owed_by_journal, post_first_journal, post_journal
from backend.payments.service.capturing import capture_due, deposit_held, record_capture, record_release
from backend.payments.service.dropping import drop_payment, drop_payments, dropped_attempts, payments_to_void
from backend.payments.service.hearing import (
    AUTHENTICATION_REQUIRED,
    expect_news,
    record_gateway_state,
    record_never_opened,
)
from backend.payments.service.inbox import (
    receive_webhook,
    unread_webhooks,
    webhook_interpreted,
    webhook_subject,
)
from backend.payments.service.opening import (
    expect_payment,
    is_offered,
    open_attempt,
    open_payment,
    require_3ds,
)
from backend.payments.service.reading import (
    checkout_paid_by,
    current_attempt,
    current_payment,
    payment_request,
    payment_view,
    use_of,
    view_of,
)
from backend.payments.service.refunding import record_refund, record_refund_failed
from backend.payments.service.transferring import bank_transfer_received

__all__ = [
    "AUTHENTICATION_REQUIRED",
    "asked_in_absence",
    "asked_in_absence_by_reference",
    "awaiting_shopper",
    "balances",
    "bank_transfer_received",
    "capture_due",
    "check",
    "checkout_paid_by",
    "current_attempt",
    "current_payment",
    "deposit_held",
    "drop_payment",
    "drop_payments",
    "dropped_attempts",
    "expect_news",
    "expect_payment",
    "is_offered",
    "methods_offered",
    "open_attempt",
    "open_payment",
    "owed_by_journal",
    "payment_request",
    "payment_view",
    "payments_to_void",
    "post_first_journal",
    "post_journal",
    "receive_webhook",
    "record_capture",
    "record_gateway_state",
    "record_never_opened",
    "record_refund",
    "record_refund_failed",
    "record_release",
    "require_3ds",
    "unread_webhooks",
    "use_of",
    "view_of",
    "webhook_interpreted",
    "webhook_subject",
]
