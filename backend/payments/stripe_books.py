"""Stripe's own books and its disputes: what is compared with ours, and what banks take back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import stripe

from backend.payments.errors import DisputeClosed, GatewayRefusal
from backend.payments.schemas import EvidenceFacts, FundsMovement, GatewayDispute, GatewayMovement
from backend.payments.stripe_gateway import StripeGateway

_PER_PAGE = 100
_KINDS = {"charge": "capture", "refund": "refund", "adjustment": "dispute"}
_DISPUTE_STATUS = {
    "warning_needs_response": "evidence_due",
    "needs_response": "evidence_due",
    "warning_under_review": "open",
    "under_review": "open",
    "warning_closed": "won",
    "won": "won",
    "lost": "lost",
    "prevented": "won",
}


class StripeBooks:
    """Reads balance transactions and disputes, hands evidence in, and gives up."""

    def __init__(self, gateway: StripeGateway):
        self._gateway = gateway

    def movements(self, since: datetime, until: datetime) -> Iterator[GatewayMovement]:
        """Money that moved in [since, until), the newest first. Raises GatewaySilent, Unavailable."""
        asked: Any = {
            "created": {"gte": int(since.timestamp()), "lt": int(until.timestamp())},
            "limit": _PER_PAGE,
            "expand": ["data.source"],
        }
        while True:
            page = self._gateway.call(
                lambda asked=asked: self._gateway.client.v1.balance_transactions.list(asked)
            )
            for one in page.data:
                if one.type in _KINDS:
                    yield _movement(one)
            if not page.has_more:
                return
            asked = {**asked, "starting_after": page.data[-1].id}

    def dispute(self, reference: str) -> GatewayDispute:
        """A dispute as it stands now. Raises GatewaySilent, GatewayRefusal."""
        return _as_dispute(self._gateway.call(lambda: self._gateway.client.v1.disputes.retrieve(reference)))

    def disputes_of(self, payment_reference: str) -> tuple[GatewayDispute, ...]:
        """What is disputed of a payment, as it stands now. Raises GatewaySilent, GatewayRefusal."""
        found = self._gateway.call(
            lambda: self._gateway.client.v1.disputes.list({"payment_intent": payment_reference})
        )
        return tuple(_as_dispute(one) for one in found.data)

    def submit_evidence(
        self, reference: str, *, text: str, facts: EvidenceFacts, idempotency_key: str
    ) -> GatewayDispute:
        """Hand evidence in, once: the bank decides on it. Raises DisputeClosed when it is too late."""
        named = {
            "customer_name": facts.customer_name,
            "customer_email_address": facts.customer_email,
            "product_description": facts.product_description,
            "shipping_address": facts.shipping_address,
            "shipping_carrier": facts.shipping_carrier,
            "shipping_tracking_number": facts.shipping_tracking_number,
            "shipping_date": facts.shipping_date,
            "uncategorized_text": text,
        }
        evidence: Any = {name: value for name, value in named.items() if value}
        try:
            return _as_dispute(
                self._gateway.call(
                    lambda: self._gateway.client.v1.disputes.update(
                        reference,
                        {"evidence": evidence, "submit": True},
                        {"idempotency_key": idempotency_key},
                    )
                )
            )
        except GatewayRefusal as refusal:
            raise DisputeClosed(
                "The bank has this dispute's evidence already, or has decided.", facts=refusal.facts
            ) from refusal

    def give_up(self, reference: str, *, idempotency_key: str) -> GatewayDispute:
        """Accept that a dispute is lost, for good. Raises DisputeClosed when the bank has decided."""
        try:
            return _as_dispute(
                self._gateway.call(
                    lambda: self._gateway.client.v1.disputes.close(
                        reference, options={"idempotency_key": idempotency_key}
                    )
                )
            )
        except GatewayRefusal as refusal:
            raise DisputeClosed(
                "The bank has decided this dispute already.", facts=refusal.facts
            ) from refusal


def _movement(one: stripe.BalanceTransaction) -> GatewayMovement:
    source: Any = one.source
    return GatewayMovement(
        reference=one.id,
        kind=_KINDS[one.type],
        payment_reference=getattr(source, "payment_intent", None),
        amount_minor=one.amount if one.type == "charge" else -one.amount,
        fee_minor=one.fee,
        currency=one.currency.upper(),
        at=datetime.fromtimestamp(one.created, UTC),
    )


def _as_dispute(found: stripe.Dispute) -> GatewayDispute:
    due = found.evidence_details.due_by
    intent = found.payment_intent
    return GatewayDispute(
        reference=found.id,
        payment_reference=intent if isinstance(intent, str) else (intent.id if intent else ""),
        status=_DISPUTE_STATUS.get(found.status, "open"),
        reason=found.reason,
        amount_minor=found.amount,
        currency=found.currency.upper(),
        opened_at=datetime.fromtimestamp(found.created, UTC),
        due_at=datetime.fromtimestamp(due, UTC) if due else None,
        movements=tuple(FundsMovement(one.id, one.amount, one.fee) for one in found.balance_transactions),
    )
