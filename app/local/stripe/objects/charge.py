"""Charge, Refund and Dispute."""

from __future__ import annotations

from typing import Any, Literal

from app.local.stripe.cards import Decline, TestCard
from app.local.stripe.ids import new_id, now, token

MULTICAPTURE_BRANDS = frozenset({"amex", "discover", "mastercard", "visa"})
"""Networks that let an authorisation be captured in parts: https://docs.stripe.com/payments/multicapture."""

_RISK_SCORES = {"normal": 12, "elevated": 68, "highest": 95}


def charge(
    intent: dict[str, Any],
    method: dict[str, Any],
    card: TestCard,
    *,
    decline: Decline | None,
    authenticated: bool,
    base_url: str,
) -> dict[str, Any]:
    """The attempt to take an intent's amount from a card, approved or declined; not yet captured."""
    identifier = new_id("ch")
    shown = method["card"]
    amount = intent["amount"]
    return {
        "id": identifier,
        "object": "charge",
        "amount": amount,
        "amount_captured": 0,
        "amount_refunded": 0,
        "application": None,
        "application_fee": None,
        "application_fee_amount": intent["application_fee_amount"],
        "balance_transaction": None,
        "billing_details": method["billing_details"],
        "calculated_statement_descriptor": intent["statement_descriptor"] or "AGORA",
        "captured": False,
        "created": now(),
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": False,
        "failure_balance_transaction": None,
        "failure_code": decline.code if decline else None,
        "failure_message": decline.message if decline else None,
        "fraud_details": {},
        "livemode": False,
        "metadata": dict(intent["metadata"]),
        "on_behalf_of": intent["on_behalf_of"],
        "outcome": _outcome(card, decline),
        "paid": decline is None,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": {
            "card": {
                "amount_authorized": None if decline else amount,
                "authorization_code": None if decline else token(6),
                "brand": shown["brand"],
                "checks": shown["checks"],
                "country": shown["country"],
                "exp_month": shown["exp_month"],
                "exp_year": shown["exp_year"],
                "extended_authorization": {"status": "disabled"},
                "fingerprint": shown["fingerprint"],
                "funding": shown["funding"],
                "incremental_authorization": {"status": "unavailable"},
                "installments": None,
                "last4": shown["last4"],
                "mandate": None,
                "multicapture": {"status": _multicapture(intent, shown["brand"])},
                "network": shown["brand"],
                "network_token": {"used": False},
                "network_transaction_id": None if decline else token(15),
                "overcapture": {"maximum_amount_capturable": amount, "status": "unavailable"},
                "regulated_status": "unregulated",
                "three_d_secure": _three_d_secure(authenticated),
                "transaction_link_id": None,
                "wallet": None,
            },
            "type": "card",
        },
        "receipt_email": intent["receipt_email"],
        "receipt_number": None,
        "receipt_url": None if decline else f"{base_url}/receipts/{identifier}",
        "refunded": False,
        "refunds": {
            "object": "list",
            "data": [],
            "has_more": False,
            "url": f"/v1/charges/{identifier}/refunds",
        },
        "review": None,
        "shipping": intent["shipping"],
        "source": None,
        "source_transfer": None,
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": "failed" if decline else "succeeded",
        "transfer_data": intent["transfer_data"],
        "transfer_group": intent["transfer_group"],
    }


def _multicapture(intent: dict[str, Any], brand: str) -> str:
    asked = intent["payment_method_options"].get("card", {}).get("request_multicapture")
    wanted = asked == "if_available" and intent["capture_method"] == "manual"
    return "available" if wanted and brand in MULTICAPTURE_BRANDS else "unavailable"


def _outcome(card: TestCard, decline: Decline | None) -> dict[str, Any]:
    if decline is None:
        status, reason, message, kind = "approved_by_network", None, "Payment complete.", "authorized"
    elif decline.blocked:
        status, reason, kind = "not_sent_to_network", "highest_risk_level", "blocked"
        message = "Stripe blocked this payment."
    else:
        status, reason, kind = "declined_by_network", decline.decline_code or decline.code, "issuer_declined"
        message = f"The bank returned the decline code `{reason}`."
    return {
        "advice_code": None,
        "network_advice_code": None,
        "network_decline_code": None,
        "network_status": status,
        "reason": reason,
        "risk_level": card.risk,
        "risk_score": _RISK_SCORES[card.risk],
        "seller_message": message,
        "type": kind,
    }


def _three_d_secure(authenticated: bool) -> dict[str, Any] | None:
    if not authenticated:
        return None
    return {
        "authentication_flow": "challenge",
        "electronic_commerce_indicator": "05",
        "exemption_indicator": None,
        "result": "authenticated",
        "result_reason": None,
        "transaction_id": token(36),
        "version": "2.2.0",
    }


def refund(
    charged: dict[str, Any],
    *,
    amount: int,
    reason: str | None,
    metadata: dict[str, str],
    status: Literal["succeeded", "pending"],
) -> dict[str, Any]:
    """Money on its way back to the card; `amount` in minor units."""
    return {
        "id": new_id("re"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charged["id"],
        "created": now(),
        "currency": charged["currency"],
        "customer": charged["customer"],
        "customer_account": None,
        "destination_details": {
            "card": {
                "reference_status": "pending",
                "reference_type": "acquirer_reference_number",
                "type": "refund" if charged["captured"] else "reversal",
            },
            "type": "card",
        },
        "metadata": metadata,
        "payment_intent": charged["payment_intent"],
        "payment_method": charged["payment_method"],
        "reason": reason,
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": status,
        "transfer_reversal": None,
    }


_EVIDENCE = (
    "access_activity_log", "billing_address", "cancellation_policy", "cancellation_policy_disclosure",
    "cancellation_rebuttal", "customer_communication", "customer_email_address", "customer_name",
    "customer_purchase_ip", "customer_signature", "duplicate_charge_documentation",
    "duplicate_charge_explanation", "duplicate_charge_id", "product_description", "receipt",
    "refund_policy", "refund_policy_disclosure", "refund_refusal_explanation", "service_date",
    "service_documentation", "shipping_address", "shipping_carrier", "shipping_date",
    "shipping_documentation", "shipping_tracking_number", "uncategorized_file", "uncategorized_text",
)  # fmt: skip
EVIDENCE_FIELDS = frozenset((*_EVIDENCE, "enhanced_evidence"))
_EVIDENCE_DAYS = 9


def dispute(charged: dict[str, Any], reason: str) -> dict[str, Any]:
    """The card holder's bank takes the charge back, or (`inquiry`) asks about it first."""
    inquiry = reason == "inquiry"
    brand = charged["payment_method_details"]["card"]["brand"]
    return {
        "id": new_id("dp"),
        "object": "dispute",
        "amount": charged["amount_captured"] or charged["amount"],
        "balance_transactions": [],
        "charge": charged["id"],
        "created": now(),
        "currency": charged["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {**dict.fromkeys(_EVIDENCE), "enhanced_evidence": {}},
        "evidence_details": {
            "due_by": now() + _EVIDENCE_DAYS * 86400,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
        },
        "is_charge_refundable": inquiry,
        "livemode": False,
        "metadata": {},
        "payment_intent": charged["payment_intent"],
        "payment_method_details": {
            "card": {
                "brand": brand,
                "case_type": "inquiry" if inquiry else "chargeback",
                "network": brand,
                "network_reason_code": "10.4" if reason == "fraudulent" else "13.1",
            },
            "type": "card",
        },
        "reason": "general" if inquiry else reason,
        "status": "warning_needs_response" if inquiry else "needs_response",
    }
