"""Charges, Refunds and Disputes: https://docs.stripe.com/api/charges, /refunds, /disputes."""

from __future__ import annotations

from typing import Any

from app.local.stripe import charging
from app.local.stripe.afterwards import close_dispute
from app.local.stripe.call import LIST_PARAMS, Call
from app.local.stripe.errors import InvalidRequest, ParameterError
from app.local.stripe.objects.charge import EVIDENCE_FIELDS
from app.local.stripe.routes import Api
from app.local.stripe.store import Record

_REFUND = frozenset(
    {
        "amount", "charge", "currency", "customer", "expand", "instructions_email", "metadata", "origin",
        "payment_intent", "reason", "refund_application_fee", "reverse_transfer",
    }
)  # fmt: skip


def retrieve(call: Call) -> dict[str, Any]:
    """One charge."""
    call.params.allow(("expand",))
    return call.subject("charge").body


def update(call: Call) -> dict[str, Any]:
    """Change a charge's description or metadata."""
    call.params.allow(("customer", "description", "expand", "fraud_details", "metadata", "receipt_email",
                       "shipping", "transfer_group"))  # fmt: skip
    record = call.subject("charge")
    for name in ("description", "receipt_email", "transfer_group"):
        if name in call.params:
            record.body[name] = call.params.text(name)
    record.body["metadata"] = call.params.metadata(record.body["metadata"])
    call.store.save(record)
    call.emit("charge.updated", record)
    return record.body


def list_charges(call: Call) -> dict[str, Any]:
    """Charges, newest first."""
    call.params.allow(LIST_PARAMS | {"customer", "payment_intent", "transfer_group"})
    return call.page("charge", call.where("customer", "payment_intent", "transfer_group"))


def refund(call: Call) -> dict[str, Any]:
    """Give money back."""
    params = call.params
    params.allow(_REFUND)
    amount = params.integer("amount", minimum=1)
    reason = params.choice("reason", ("duplicate", "fraudulent", "requested_by_customer"))
    metadata = params.metadata({})
    reverse_transfer = params.flag("reverse_transfer")
    charge = _charge_to_refund(call)
    made = charging.refund(call, charge, amount, reason=reason, metadata=metadata)
    if reverse_transfer:
        _reverse(call, charge, made)
    return made.body


def _charge_to_refund(call: Call) -> Record:
    charge_id, intent_id = call.params.text("charge"), call.params.text("payment_intent")
    if charge_id is None and intent_id is None:
        raise ParameterError(
            "One of the following params should be provided for this request: payment_intent or charge.",
            code="parameter_missing",
        )
    if intent_id is not None:
        intent = call.reference("payment_intent", intent_id, "payment_intent")
        latest = intent.body["latest_charge"]
        # One that was captured in part and then let go has a charge that holds money, too.
        kept = intent.body["status"] == "canceled" and intent.body["amount_received"]
        if latest is None or not (intent.body["status"] == "succeeded" or kept):
            raise InvalidRequest(
                f"This PaymentIntent ({intent_id}) does not have a successful charge to refund.",
                param="payment_intent",
            )
        if charge_id not in (None, latest):
            raise InvalidRequest(
                f"The charge {charge_id} does not belong to the PaymentIntent {intent_id}.", param="charge"
            )
        return call.reference("charge", latest, "charge")
    assert charge_id is not None
    charge = call.reference("charge", charge_id, "charge")
    if not charge.body["captured"]:
        raise InvalidRequest(
            f"Charge {charge_id} has not been captured; cancel its PaymentIntent to release the "
            "authorization.",
            param="charge",
        )
    return charge


def _reverse(call: Call, charge: Record, made: Record) -> None:
    sent = call.store.get("transfer", charge.body.get("transfer") or "")
    if sent is None:
        raise InvalidRequest(
            "Cannot reverse transfer: the charge does not have an associated transfer.",
            param="reverse_transfer",
        )
    body = made.body
    share = body["amount"] * sent.body["amount"] // charge.body["amount_captured"]
    left = sent.body["amount"] - sent.body["amount_reversed"]
    reversal = charging.take_back(call, sent, min(share, left), {}, source_refund=made.id)
    body["transfer_reversal"] = body["source_transfer_reversal"] = reversal.id
    call.store.save(made)


def retrieve_refund(call: Call) -> dict[str, Any]:
    """One refund."""
    call.params.allow(("expand",))
    return call.subject("refund").body


def update_refund(call: Call) -> dict[str, Any]:
    """Change a refund's metadata."""
    call.params.allow(("expand", "metadata"))
    record = call.subject("refund")
    record.body["metadata"] = call.params.metadata(record.body["metadata"])
    call.store.save(record)
    call.emit("refund.updated", record)
    return record.body


def list_refunds(call: Call) -> dict[str, Any]:
    """Refunds, newest first."""
    call.params.allow(LIST_PARAMS | {"charge", "payment_intent"})
    return call.page("refund", call.where("charge", "payment_intent"))


def retrieve_dispute(call: Call) -> dict[str, Any]:
    """One dispute."""
    call.params.allow(("expand",))
    return call.subject("dispute").body


def update_dispute(call: Call) -> dict[str, Any]:
    """Give evidence, and submit it; `winning_evidence` and `losing_evidence` decide, as in test mode."""
    call.params.allow(("evidence", "expand", "intended_submission_method", "metadata", "submit"))
    evidence = call.params.nested("evidence")
    evidence.allow(EVIDENCE_FIELDS)
    submit = call.params.flag("submit", default=bool(evidence))
    record = call.subject("dispute")
    body = record.body
    if body["status"] not in ("needs_response", "warning_needs_response"):
        raise InvalidRequest("This dispute is already closed or under review.", code="dispute_closed")
    body["evidence"].update(evidence)
    body["evidence_details"]["has_evidence"] = bool(evidence) or body["evidence_details"]["has_evidence"]
    body["metadata"] = call.params.metadata(body["metadata"])
    if submit:
        body["evidence_details"]["submission_count"] += 1
        inquiry = body["status"].startswith("warning")
        body["status"] = "warning_under_review" if inquiry else "under_review"
    call.store.save(record)
    call.emit("charge.dispute.updated", record)
    if submit and body["evidence"]["uncategorized_text"] in ("winning_evidence", "losing_evidence"):
        close_dispute(call, record, won=body["evidence"]["uncategorized_text"] == "winning_evidence")
    return body


def concede_dispute(call: Call) -> dict[str, Any]:
    """Accept that a dispute is lost."""
    call.params.allow(("expand",))
    record = call.subject("dispute")
    if record.body["status"] in ("won", "lost", "warning_closed"):
        raise InvalidRequest("This dispute is already closed.", code="dispute_closed")
    close_dispute(call, record, won=False)
    return record.body


def list_disputes(call: Call) -> dict[str, Any]:
    """Disputes, newest first."""
    call.params.allow(LIST_PARAMS | {"charge", "payment_intent"})
    return call.page("dispute", call.where("charge", "payment_intent"))


ROUTES = (
    Api("POST", "/v1/refunds", refund),
    Api("GET", "/v1/refunds", list_refunds),
    Api("GET", "/v1/refunds/{id}", retrieve_refund),
    Api("POST", "/v1/refunds/{id}", update_refund),
    Api("GET", "/v1/charges", list_charges),
    Api("GET", "/v1/charges/{id}", retrieve),
    Api("POST", "/v1/charges/{id}", update),
    Api("GET", "/v1/disputes", list_disputes),
    Api("GET", "/v1/disputes/{id}", retrieve_dispute),
    Api("POST", "/v1/disputes/{id}", update_dispute),
    Api("POST", "/v1/disputes/{id}/close", concede_dispute),
)
