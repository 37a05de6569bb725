"""The outside world that moves money, as a Protocol. Adapters live beside it."""

from typing import Protocol

from backend.payments.schemas import GatewayPayment, PaymentRequest, WebhookMessage

PAYPAL_SIGNATURE_HEADERS = (
    "paypal-auth-algo",
    "paypal-cert-url",
    "paypal-transmission-id",
    "paypal-transmission-sig",
    "paypal-transmission-time",
)
"""What signs a webhook of PayPal; joined by `|` they are the signature that its `parse_webhook` takes."""

STRIPE_EVENTS = (
    "payment_intent.succeeded",
    "payment_intent.amount_capturable_updated",
    "payment_intent.payment_failed",
    "payment_intent.requires_action",
    "payment_intent.processing",
    "payment_intent.canceled",
    "refund.updated",
    "refund.failed",
    "charge.dispute.created",
    "charge.dispute.updated",
    "charge.dispute.closed",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.funds_reinstated",
)
"""What Stripe is to tell us, as its dashboard is to be set up. Anything else is kept and ignored."""


class PaymentGateway(Protocol):
    """A gateway that authorises now and captures later.

    Never called inside a transaction. Every writing call carries an idempotency key: the same key twice is
    the same deed once. A decline is an answer (`decline_code`), not an error. Raises GatewaySilent when no
    answer came (the deed may have been done), GatewayRefusal when the payment's state does not allow it, and
    Unavailable while the gateway is left alone after repeated failures (nothing was asked).
    """

    provider: str

    def create(self, request: PaymentRequest, *, idempotency_key: str) -> GatewayPayment:
        """Open a payment; with a method token also try to authorise it at once.

        Raises MethodRefused for a token that cannot be used: then no payment was opened. Raises KeyTaken
        when the key stands for a payment opened with another method token, or with none.
        """

    def recover(self, request: PaymentRequest, *, idempotency_key: str) -> GatewayPayment:
        """What became of a `create` whose answer was lost. Never authorises anything by itself.

        Raises MethodRefused when it was refused and no payment was opened.
        """

    def confirm(self, reference: str, *, method_token: str, idempotency_key: str) -> GatewayPayment:
        """Try to authorise an open payment."""

    def retrieve(self, reference: str) -> GatewayPayment:
        """How it stands now."""

    def capture(
        self, reference: str, *, amount_minor: int, final: bool, idempotency_key: str
    ) -> GatewayPayment:
        """Take `amount_minor` of what is authorised; `final` gives the rest back to the shopper."""

    def void(self, reference: str, *, idempotency_key: str) -> GatewayPayment:
        """Give back everything that was not captured."""

    def refund(self, reference: str, *, amount_minor: int, idempotency_key: str) -> str:
        """Send captured money back; the gateway's id of the refund."""

    def parse_webhook(self, raw: bytes, signature: str) -> WebhookMessage:
        """The event in `raw` when its signature is right. Raises WebhookRefused."""
