"""Balance, BalanceTransactions, Transfers and ApplicationFees: https://docs.stripe.com/api/balance."""

from __future__ import annotations

from typing import Any

from app.local.stripe import charging
from app.local.stripe.call import LIST_PARAMS, Call
from app.local.stripe.errors import InvalidRequest, NoSuchReference, NotFound
from app.local.stripe.ids import now
from app.local.stripe.money import currency_code, words
from app.local.stripe.objects.money import balance
from app.local.stripe.routes import Api
from app.local.stripe.settings import PLATFORM
from app.local.stripe.store import Record

_TRANSFER = frozenset(
    {
        "amount", "currency", "description", "destination", "expand", "metadata", "source_transaction",
        "source_type", "transfer_group",
    }
)  # fmt: skip


def _sums(call: Call) -> tuple[dict[str, int], dict[str, int]]:
    """Minor units per currency: what is available, and what is on its way."""
    rows = call.store.rows(
        "SELECT json_extract(body, '$.currency'), json_extract(body, '$.available_on') <= ?, "
        "sum(json_extract(body, '$.net')) FROM object WHERE kind = 'balance_transaction' AND account = ? "
        "GROUP BY 1, 2",
        (now(), call.account),
    )
    available = {currency: amount for currency, usable, amount in rows if usable}
    return available, {currency: amount for currency, usable, amount in rows if not usable}


def retrieve_balance(call: Call) -> dict[str, Any]:
    """What the account has, and what is on its way."""
    call.params.allow(("expand",))
    return balance(*_sums(call))


def retrieve_transaction(call: Call) -> dict[str, Any]:
    """One balance transaction."""
    call.params.allow(("expand",))
    return call.subject("balance_transaction").body


def list_transactions(call: Call) -> dict[str, Any]:
    """Balance transactions, newest first."""
    call.params.allow(LIST_PARAMS | {"currency", "payout", "source", "type"})
    return call.page("balance_transaction", call.where("source", "type"))


def transfer(call: Call) -> dict[str, Any]:
    """Pass money on to a connected account, out of one charge or out of the balance."""
    params = call.params
    params.allow(_TRANSFER)
    currency = currency_code(params.required_text("currency"))
    amount = params.integer("amount", minimum=1)
    destination = params.required_text("destination")
    metadata = params.metadata({})
    if call.store.get("account", destination) is None:
        raise NoSuchReference("destination", destination, "destination")
    source = params.text("source_transaction")
    group = params.text("transfer_group")
    if source is not None:
        charge = call.reference("charge", source, "source_transaction")
        amount, group = _from_charge(call, charge, amount, currency, group)
    elif amount is None:
        params.required_integer("amount")
        raise AssertionError("a missing amount was refused")
    elif _sums(call)[0].get(currency, 0) < amount:
        raise InvalidRequest(
            "You have insufficient available funds in your Stripe account. Try adding funds directly to "
            "your available balance by creating Charges using the 4000000000000077 test card. See: "
            "https://stripe.com/docs/testing#available-balance",
            code="balance_insufficient",
        )
    return charging.send(
        call,
        amount=amount,
        currency=currency,
        destination=destination,
        source_transaction=source,
        transfer_group=group,
        description=params.text("description"),
        metadata=metadata,
    ).body


def _from_charge(
    call: Call, charge: Record, amount: int | None, currency: str, group: str | None
) -> tuple[int, str | None]:
    """Amount and transfer group of a transfer out of one charge; all together stay within what it took."""
    body = charge.body
    if not body["captured"]:
        raise InvalidRequest(
            f"Cannot use charge {charge.id} as a source_transaction: it has not been captured.",
            param="source_transaction",
        )
    if currency != body["currency"]:
        raise InvalidRequest(
            f"The currency of source_transaction's balance transaction ({body['currency']}) must be the same "
            f"as the transfer currency ({currency})",
            param="currency",
        )
    earlier = call.store.newest("transfer", PLATFORM, where={"source_transaction": charge.id}, limit=1000)
    left = body["amount_captured"] - sum(sent.body["amount"] for sent in earlier)
    wanted = left if amount is None else amount
    if wanted < 1 or wanted > left:
        raise InvalidRequest(
            "Transfers using this transaction as a source must not exceed the source amount of "
            f"{words(body['amount_captured'], currency)}. (There are already transfers using this source, "
            f"amounting to a total of {words(body['amount_captured'] - left, currency)}.)",
            param="amount",
        )
    if body["transfer_group"] is None:
        body["transfer_group"] = group or f"group_{body['payment_intent']}"
        call.store.save(charge)
    return wanted, body["transfer_group"]


def retrieve_transfer(call: Call) -> dict[str, Any]:
    """One transfer."""
    call.params.allow(("expand",))
    return call.subject("transfer", "transfer").body


def update_transfer(call: Call) -> dict[str, Any]:
    """Change a transfer's description or metadata."""
    call.params.allow(("description", "expand", "metadata"))
    record = call.subject("transfer", "transfer")
    if "description" in call.params:
        record.body["description"] = call.params.text("description")
    record.body["metadata"] = call.params.metadata(record.body["metadata"])
    call.store.save(record)
    call.emit("transfer.updated", record)
    return record.body


def list_transfers(call: Call) -> dict[str, Any]:
    """Transfers, newest first."""
    call.params.allow(LIST_PARAMS | {"destination", "transfer_group"})
    return call.page("transfer", call.where("destination", "transfer_group"))


def reverse(call: Call) -> dict[str, Any]:
    """Take a transfer back, or a part of it."""
    call.params.allow(("amount", "description", "expand", "metadata", "refund_application_fee"))
    amount = call.params.integer("amount", minimum=1)
    metadata = call.params.metadata({})
    sent = call.subject("transfer", "transfer")
    left = sent.body["amount"] - sent.body["amount_reversed"]
    if left == 0:
        raise InvalidRequest(f"Transfer {sent.id} is already fully reversed.")
    return charging.take_back(call, sent, left if amount is None else amount, metadata).body


def retrieve_reversal(call: Call) -> dict[str, Any]:
    """One reversal."""
    call.params.allow(("expand",))
    sent = call.subject("transfer", "transfer")
    found = call.store.get("transfer_reversal", call.path["reversal"], call.account)
    if found is None or found.body["transfer"] != sent.id:
        raise NotFound("transfer_reversal", call.path["reversal"])
    return found.body


def list_reversals(call: Call) -> dict[str, Any]:
    """A transfer's reversals, newest first."""
    call.params.allow(LIST_PARAMS)
    return call.page("transfer_reversal", {"transfer": call.subject("transfer", "transfer").id})


def retrieve_fee(call: Call) -> dict[str, Any]:
    """One application fee."""
    call.params.allow(("expand",))
    return call.subject("application_fee").body


def list_fees(call: Call) -> dict[str, Any]:
    """Application fees, newest first."""
    call.params.allow(LIST_PARAMS | {"charge"})
    return call.page("application_fee", call.where("charge"))


ROUTES = (
    Api("GET", "/v1/balance", retrieve_balance),
    Api("GET", "/v1/balance_transactions", list_transactions),
    Api("GET", "/v1/balance_transactions/{id}", retrieve_transaction),
    Api("POST", "/v1/transfers", transfer),
    Api("GET", "/v1/transfers", list_transfers),
    Api("GET", "/v1/transfers/{id}", retrieve_transfer),
    Api("POST", "/v1/transfers/{id}", update_transfer),
    Api("POST", "/v1/transfers/{id}/reversals", reverse),
    Api("GET", "/v1/transfers/{id}/reversals", list_reversals),
    Api("GET", "/v1/transfers/{id}/reversals/{reversal}", retrieve_reversal),
    Api("GET", "/v1/application_fees", list_fees),
    Api("GET", "/v1/application_fees/{id}", retrieve_fee),
)
