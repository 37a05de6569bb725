"""Saved cards at Stripe: a Customer per person, SetupIntents to save a card without paying."""

from __future__ import annotations

from uuid import UUID

import stripe

from backend.payments.errors import GatewayRefusal, MethodNotConfirmed
from backend.payments.schemas import GatewayMethod, MethodSetup
from backend.payments.stripe_gateway import StripeGateway


class StripeMethods:
    """What keeps cards for people, behind the same keys, breaker and pinned version as payments."""

    def __init__(self, gateway: StripeGateway):
        self._gateway = gateway

    def create_customer(self, person_id: UUID, *, email: str, idempotency_key: str) -> str:
        """Stripe's id of a new customer; the same one under the same key."""
        made = self._gateway.call(
            lambda: self._gateway.client.v1.customers.create(
                {"email": email, "metadata": {"person_id": str(person_id)}},
                {"idempotency_key": idempotency_key},
            )
        )
        return str(made.id)

    def begin_setup(self, customer_reference: str, *, idempotency_key: str) -> MethodSetup:
        """A SetupIntent that the browser confirms; the card may then be charged when nobody is there."""
        made = self._gateway.call(
            lambda: self._gateway.client.v1.setup_intents.create(
                {
                    "customer": customer_reference,
                    "usage": "off_session",
                    "allowed_payment_method_types": ["card"],
                },
                {"idempotency_key": idempotency_key},
            )
        )
        return MethodSetup(made.id, made.client_secret or "")

    def finish_setup(self, reference: str, *, customer_reference: str) -> GatewayMethod:
        """The card of a confirmed SetupIntent of this customer.

        Raises MethodNotConfirmed before the bank has agreed, and for another customer's.
        """
        found = self._gateway.call(
            lambda: self._gateway.client.v1.setup_intents.retrieve(reference, {"expand": ["payment_method"]})
        )
        method = found.payment_method
        is_ours = found.customer == customer_reference and found.status == "succeeded"
        if not is_ours or not isinstance(method, stripe.PaymentMethod) or method.card is None:
            raise MethodNotConfirmed("Your bank has not confirmed this card yet. Please enter it again.")
        card = method.card
        return GatewayMethod(
            token=method.id,
            brand=card.brand,
            last4=card.last4,
            exp_month=card.exp_month,
            exp_year=card.exp_year,
            fingerprint=card.fingerprint or method.id,
        )

    def forget(self, token: str, *, idempotency_key: str) -> None:
        """Detach a card from its customer; one that is not attached any more is fine."""
        try:
            self._gateway.call(
                lambda: self._gateway.client.v1.payment_methods.detach(
                    token, {}, {"idempotency_key": idempotency_key}
                )
            )
        except GatewayRefusal as refusal:
            if refusal.facts.get("gateway_code") not in {
                "payment_method_unexpected_state",
                "resource_missing",
            }:
                raise
