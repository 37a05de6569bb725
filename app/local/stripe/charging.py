"""Money moves here and nowhere else: authorise, capture, release, refund.

Each movement leaves a line in the journal, counted apart from the objects, so that a test can prove how often
a card was really charged.
"""

from __future__ import annotations

from typing import Any

from app.local.stripe.call import Call
from app.local.stripe.cards import Decline, TestCard
from app.local.stripe.errors import InvalidRequest
from app.local.stripe.ids import now
from app.local.stripe.methods import card_of
from app.local.stripe.money import words
from app.local.stripe.objects import charge as shapes
from app.local.stripe.objects.money import (
    application_fee,
    balance_transaction,
    processing_fee,
    transfer,
    transfer_reversal,
)
from app.local.stripe.settings import PLATFORM
from app.local.stripe.store import Record

_REFUNDS_SHOWN = 10


def _journal(call: Call, movement: str, charge: Record, amount: int) -> None:
    body = charge.body
    call.store.run(
        "INSERT INTO journal (at, payment_intent, charge, movement, amount, currency) VALUES (?, ?, ?, ?, "
        "?, ?)",
        (now(), body["payment_intent"], body["id"], movement, amount, body["currency"]),
    )


def book(
    call: Call,
    account: str,
    *,
    kind: str,
    amount: int,
    currency: str,
    source: str,
    fee: int = 0,
    description: str | None = None,
    at_once: bool = True,
) -> str:
    """Move an account's balance; the id of the balance transaction."""
    available_on = now() if at_once else now() + call.settings.settlement_s
    body = balance_transaction(
        kind=kind,
        amount=amount,
        currency=currency,
        source=source,
        fee=fee,
        description=description,
        available_on=available_on,
    )
    call.store.add(body, account)
    return body["id"]


def authorise(
    call: Call, intent: Record, method: Record, *, decline: Decline | None, authenticated: bool
) -> Record:
    """Try the card for the intent's amount: a charge, approved and uncaptured, or failed."""
    body = shapes.charge(
        intent.body,
        method.body,
        card_of(method),
        decline=decline,
        authenticated=authenticated,
        base_url=call.base_url,
    )
    charge = call.store.add(body, intent.account, card=method.private["card"])
    intent.body["latest_charge"] = charge.id
    _journal(call, "declined" if decline else "authorised", charge, body["amount"])
    return charge


def capture(call: Call, intent: Record, charge: Record, amount: int, *, final: bool = True) -> bool:
    """Take `amount` (minor units) of what is authorised; `final` lets go of the rest.

    Answers whether this was the last capture: a final one, or one that leaves nothing.
    """
    card = _card(charge)
    body = charge.body
    currency = body["currency"]
    body["amount_captured"] += amount
    left = body["amount"] - body["amount_captured"]
    final = final or left == 0
    body["captured"] = final
    body["balance_transaction"] = book(
        call,
        intent.account,
        kind="charge",
        amount=amount,
        currency=currency,
        source=charge.id,
        fee=processing_fee(amount),
        description=body["description"],
        at_once=card.available_at_once,
    )
    _journal(call, "captured", charge, amount)
    if final and left:
        _journal(call, "released", charge, left)
    _share(call, intent, charge)
    call.store.save(charge)
    intent.body["amount_capturable"] = 0 if final else left
    intent.body["amount_received"] = body["amount_captured"]
    intent.body["status"] = "succeeded" if final else "requires_capture"
    call.store.save(intent)
    if card.dispute and final:
        call.afterwards("dispute_opens", charge)
    return final


def _share(call: Call, intent: Record, charge: Record) -> None:
    """Pass a destination charge on, and collect the platform's fee."""
    body = charge.body
    fee = intent.body["application_fee_amount"]
    destination = (intent.body["transfer_data"] or {}).get("destination")
    body["application_fee_amount"] = fee
    if destination:
        amount = (intent.body["transfer_data"].get("amount")) or body["amount_captured"]
        sent = send(
            call,
            amount=amount,
            currency=body["currency"],
            destination=destination,
            source_transaction=charge.id,
            transfer_group=body["transfer_group"] or f"group_{intent.id}",
        )
        body["transfer"] = sent.id
    if fee:
        paying = destination or intent.account
        collected = call.store.add(application_fee(body, amount=fee, account=paying), PLATFORM)
        body["application_fee"] = collected.id
        for account, signed in ((paying, -fee), (PLATFORM, fee)):
            collected.body["balance_transaction"] = book(
                call,
                account,
                kind="application_fee",
                amount=signed,
                currency=body["currency"],
                source=collected.id,
            )
        call.store.save(collected)


def send(
    call: Call,
    *,
    amount: int,
    currency: str,
    destination: str,
    source_transaction: str | None = None,
    transfer_group: str | None = None,
    description: str | None = None,
    metadata: dict[str, str] | None = None,
) -> Record:
    """Transfer from the platform to a connected account; `amount` in minor units."""
    body = transfer(
        amount=amount,
        currency=currency,
        destination=destination,
        source_transaction=source_transaction,
        transfer_group=transfer_group,
        description=description,
        metadata=metadata or {},
    )
    sent = call.store.add(body, PLATFORM)
    body["balance_transaction"] = book(
        call, PLATFORM, kind="transfer", amount=-amount, currency=currency, source=sent.id
    )
    book(
        call,
        destination,
        kind="payment",
        amount=amount,
        currency=currency,
        source=body["destination_payment"],
    )
    call.store.save(sent)
    call.emit("transfer.created", sent)
    return sent


def take_back(
    call: Call, sent: Record, amount: int, metadata: dict[str, str], source_refund: str | None = None
) -> Record:
    """Reverse `amount` (minor units) of a transfer."""
    body = sent.body
    left = body["amount"] - body["amount_reversed"]
    if amount > left:
        raise InvalidRequest(
            f"Reversal amount ({words(amount, body['currency'])}) is greater than unreversed transfer amount "
            f"({words(left, body['currency'])})",
            param="amount",
        )
    reversal = call.store.add(
        transfer_reversal(body, amount=amount, metadata=metadata, source_refund=source_refund), PLATFORM
    )
    reversal.body["balance_transaction"] = book(
        call,
        PLATFORM,
        kind="transfer_refund",
        amount=amount,
        currency=body["currency"],
        source=reversal.id,
    )
    book(
        call,
        body["destination"],
        kind="payment_refund",
        amount=-amount,
        currency=body["currency"],
        source=reversal.body["destination_payment_refund"],
    )
    call.store.save(reversal)
    body["amount_reversed"] += amount
    body["reversed"] = body["amount_reversed"] == body["amount"]
    _prepend(body["reversals"], reversal.body)
    call.store.save(sent)
    call.emit("transfer.reversed", sent)
    return reversal


def release(call: Call, charge: Record) -> None:
    """Let go of what was authorised and not captured; no Refund since API version 2025-03-31."""
    _journal(call, "released", charge, charge.body["amount"] - charge.body["amount_captured"])


def refund(
    call: Call, charge: Record, amount: int | None, *, reason: str | None, metadata: dict[str, str]
) -> Record:
    """Give back `amount` (minor units; None for all that is left) of a captured charge."""
    body = charge.body
    currency = body["currency"]
    left = body["amount_captured"] - body["amount_refunded"]
    if body["disputed"] and not charge.private.get("inquiry"):
        raise InvalidRequest(
            f"Charge {charge.id} has been charged back; cannot issue a refund.", code="charge_disputed"
        )
    if left == 0:
        raise InvalidRequest(f"Charge {charge.id} has already been refunded.", code="charge_already_refunded")
    wanted = left if amount is None else amount
    if wanted > left:
        limit = "charge amount" if left == body["amount_captured"] else "unrefunded amount on charge"
        raise InvalidRequest(
            f"Refund amount ({words(wanted, currency)}) is greater than {limit} ({words(left, currency)})",
            param="amount",
        )
    card = _card(charge)
    pending = card.refund == "pending"
    made = call.store.add(
        shapes.refund(
            body,
            amount=wanted,
            reason=reason,
            metadata=metadata,
            status="pending" if pending else "succeeded",
        ),
        charge.account,
    )
    made.body["balance_transaction"] = book(
        call, charge.account, kind="refund", amount=-wanted, currency=currency, source=made.id
    )
    call.store.save(made)
    body["amount_refunded"] += wanted
    body["refunded"] = body["amount_refunded"] == body["amount_captured"]
    _prepend(body["refunds"], made.body)
    call.store.save(charge)
    _journal(call, "refunded", charge, wanted)
    call.emit("refund.created", made)
    call.emit("charge.refunded", charge)
    if pending:
        call.afterwards("refund_settles", made)
    elif card.refund == "fails_later":
        call.afterwards("refund_fails", made)
    return made


def undo_refund(call: Call, made: Record, charge: Record) -> None:
    """A refund that the bank would not take: the money comes back to the balance."""
    body = made.body
    body["status"] = "failed"
    body["failure_reason"] = "expired_or_canceled_card"
    body["failure_balance_transaction"] = book(
        call,
        made.account,
        kind="refund_failure",
        amount=body["amount"],
        currency=body["currency"],
        source=made.id,
    )
    call.store.save(made)
    charge.body["amount_refunded"] -= body["amount"]
    charge.body["refunded"] = False
    call.store.save(charge)
    _journal(call, "refund_failed", charge, body["amount"])


def _prepend(listed: dict[str, Any], body: dict[str, Any]) -> None:
    listed["has_more"] = len(listed["data"]) >= _REFUNDS_SHOWN or listed["has_more"]
    listed["data"] = [body, *listed["data"]][:_REFUNDS_SHOWN]


def _card(charge: Record) -> TestCard:
    return card_of(charge)
