"""BalanceTransaction, Balance, Transfer, TransferReversal and ApplicationFee."""

from __future__ import annotations

from typing import Any

from app.local.stripe.ids import new_id, now

_CATEGORIES = {
    "charge": "charge",
    "refund": "refund",
    "refund_failure": "refund_failure",
    "adjustment": "dispute",
    "transfer": "transfer",
    "transfer_refund": "transfer_reversal",
    "payment": "charge",
    "payment_refund": "refund",
    "application_fee": "platform_earning",
}


def processing_fee(amount: int) -> int:
    """Stripe's US list price for cards: 2.9 % + 30, in minor units, rounded half up."""
    return (amount * 29 + 500) // 1000 + 30


def balance_transaction(
    *,
    kind: str,
    amount: int,
    currency: str,
    source: str,
    fee: int = 0,
    description: str | None = None,
    available_on: int | None = None,
) -> dict[str, Any]:
    """One movement of the account's balance; `amount` is signed, in minor units, before `fee`."""
    created = now()
    due = available_on if available_on is not None else created
    return {
        "id": new_id("txn"),
        "object": "balance_transaction",
        "amount": amount,
        "available_on": due,
        "balance_type": "payments",
        "created": created,
        "currency": currency,
        "description": description,
        "exchange_rate": None,
        "fee": fee,
        "fee_details": [
            {
                "amount": fee,
                "application": None,
                "currency": currency,
                "description": "Stripe processing fees",
                "type": "stripe_fee",
            }
        ]
        if fee
        else [],
        "net": amount - fee,
        "reporting_category": _CATEGORIES[kind],
        "source": source,
        "status": "available" if due <= created else "pending",
        "type": kind,
    }


def balance(available: dict[str, int], pending: dict[str, int]) -> dict[str, Any]:
    """The account's balance per currency, in minor units."""
    currencies = sorted({*available, *pending}) or ["usd"]

    def funds(amounts: dict[str, int]) -> list[dict[str, Any]]:
        return [
            {
                "amount": amounts.get(currency, 0),
                "currency": currency,
                "source_types": {"card": amounts.get(currency, 0)},
            }
            for currency in currencies
        ]

    return {
        "object": "balance",
        "available": funds(available),
        "connect_reserved": [{"amount": 0, "currency": currency} for currency in currencies],
        "livemode": False,
        "pending": funds(pending),
    }


def transfer(
    *,
    amount: int,
    currency: str,
    destination: str,
    source_transaction: str | None,
    transfer_group: str | None,
    description: str | None,
    metadata: dict[str, str],
) -> dict[str, Any]:
    """Money from the platform to a connected account; `amount` in minor units."""
    identifier = new_id("tr")
    return {
        "id": identifier,
        "object": "transfer",
        "amount": amount,
        "amount_reversed": 0,
        "balance_transaction": None,
        "created": now(),
        "currency": currency,
        "description": description,
        "destination": destination,
        "destination_payment": new_id("py"),
        "livemode": False,
        "metadata": metadata,
        "reversals": {
            "object": "list",
            "data": [],
            "has_more": False,
            "url": f"/v1/transfers/{identifier}/reversals",
        },
        "reversed": False,
        "source_transaction": source_transaction,
        "source_type": "card",
        "transfer_group": transfer_group,
    }


def transfer_reversal(
    sent: dict[str, Any], *, amount: int, metadata: dict[str, str], source_refund: str | None
) -> dict[str, Any]:
    """Money of a transfer taken back; `amount` in minor units."""
    return {
        "id": new_id("trr"),
        "object": "transfer_reversal",
        "amount": amount,
        "balance_transaction": None,
        "created": now(),
        "currency": sent["currency"],
        "destination_payment_refund": new_id("pyr"),
        "metadata": metadata,
        "source_refund": source_refund,
        "transfer": sent["id"],
    }


def application_fee(charged: dict[str, Any], *, amount: int, account: str) -> dict[str, Any]:
    """The platform's share of a connected account's charge; `amount` in minor units."""
    identifier = new_id("fee")
    return {
        "id": identifier,
        "object": "application_fee",
        "account": account,
        "amount": amount,
        "amount_refunded": 0,
        "application": "ca_LocalStandIn",
        "balance_transaction": None,
        "charge": charged["id"],
        "created": now(),
        "currency": charged["currency"],
        "fee_source": {"charge": charged["id"], "type": "charge"},
        "livemode": False,
        "originating_transaction": None,
        "refunded": False,
        "refunds": {
            "object": "list",
            "data": [],
            "has_more": False,
            "url": f"/v1/application_fees/{identifier}/refunds",
        },
    }
