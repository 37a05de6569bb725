"""Gift cards and store credit: what is left on them, and the desk gives some."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session
from starlette.responses import Response

from app import rate_limit
from app.api.checkouts import GiftCardCode
from app.api.dependencies import EVERYONE, PERSON, Caller, Once, allow
from app.api.shapes import Money, money
from app.client_address import client_address
from backend.identity.schemas import Actor, Role
from backend.kit import ids
from backend.kit.unit_of_work import transact
from backend.payments import gift_cards, redeeming, store_credit
from backend.payments.schemas import CreditView, GiftCardView, IssuedGiftCard, RedeemedGiftCard

router = APIRouter(tags=["Gift cards and credit"])

Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", examples=["USD"])]
Amount = Annotated[int, Field(gt=0, le=10**8, description="In minor units")]
Reason = Annotated[str, Field(min_length=1, max_length=200, examples=["A parcel that came late"])]


class GiftCardQuestion(BaseModel):
    """Which card. The code travels in the body, so that no log keeps it."""

    model_config = ConfigDict(extra="forbid")

    code: GiftCardCode


class GiftCardBody(BaseModel):
    """A gift card; `balance` is what can be spent now."""

    id: UUID
    last_four: str
    balance: Money
    expires_at: datetime | None

    @classmethod
    def of(cls, view: GiftCardView) -> GiftCardBody:
        """The card."""
        return cls(
            id=view.id,
            last_four=view.last_four,
            balance=money(view.balance_minor, view.currency),
            expires_at=view.expires_at,
        )


class GiftCardWish(BaseModel):
    """A gift card to be."""

    model_config = ConfigDict(extra="forbid")

    amount_minor: Amount
    currency: Currency
    reason: Reason
    expires_at: datetime | None = None


class IssuedBody(BaseModel):
    """A new gift card. Its code is shown this once."""

    card: GiftCardBody
    code: str | None

    @classmethod
    def of(cls, issued: IssuedGiftCard) -> IssuedBody:
        """The card with its code."""
        return cls(card=GiftCardBody.of(issued.card), code=issued.code)


class CreditEntryBody(BaseModel):
    """A change of store credit."""

    kind: str = Field(description="grant, redeem, give_back, refund or gift_card")
    amount: Money
    reason: str
    at: datetime


class CreditBody(BaseModel):
    """Store credit in one currency; `held` more is set aside by checkouts under way."""

    balance: Money
    held: Money
    entries: list[CreditEntryBody]

    @classmethod
    def of(cls, view: CreditView) -> CreditBody:
        """The credit."""
        return cls(
            balance=money(view.balance_minor, view.currency),
            held=money(view.held_minor, view.currency),
            entries=[
                CreditEntryBody(
                    kind=one.kind, amount=money(one.amount_minor, view.currency), reason=one.reason, at=one.at
                )
                for one in view.entries
            ],
        )


class CreditsBody(BaseModel):
    """Store credit in every currency."""

    credits: list[CreditBody]


class GiftCardToRedeem(BaseModel):
    """Which card becomes credit; with `currency` only if it is in that one."""

    model_config = ConfigDict(extra="forbid")

    code: GiftCardCode
    currency: Currency | None = None


class RedeemedBody(BaseModel):
    """What was `added` to the credit of its currency, and the card that it came from."""

    added: Money
    card: GiftCardBody
    credit: CreditBody

    @classmethod
    def of(cls, view: RedeemedGiftCard) -> RedeemedBody:
        """The card and the credit as they are now."""
        return cls(
            added=money(view.amount_minor, view.credit.currency),
            card=GiftCardBody.of(view.card),
            credit=CreditBody.of(view.credit),
        )


class CreditWish(BaseModel):
    """Store credit to be."""

    model_config = ConfigDict(extra="forbid")

    person_id: UUID
    amount_minor: Amount
    currency: Currency
    reason: Reason


@router.post("/gift-cards/balance", dependencies=[allow(EVERYONE)])
def show_gift_card(
    body: GiftCardQuestion, caller: Caller, request: Request, response: Response
) -> GiftCardBody:
    """What is left on a gift card. Whatever is wrong with a code, the refusal is the same."""
    address = client_address(request.scope)
    rate_limit.count(rate_limit.GIFT_CARD, address)
    response.headers["cache-control"] = "no-store"
    asker = str(caller.person_id or address)
    return GiftCardBody.of(transact(gift_cards.balance, body.code, caller=asker))


@router.post(
    "/gift-cards",
    dependencies=[allow(Role.DESK, Role.OPERATOR)],
    status_code=201,
    response_model=IssuedBody,
)
def issue_gift_card(body: GiftCardWish, caller: Caller, once: Once) -> Response:
    """Give a gift card away. With an `Idempotency-Key` a repeated call makes no second one."""
    return once.answering(IssuedBody.of, status=201).transact(
        gift_cards.issue,
        amount_minor=body.amount_minor,
        currency=body.currency,
        reason=body.reason,
        expires_at=body.expires_at,
        actor=caller,
        idempotency_key=str(ids.new_id()),
    )


@router.get("/account/credit", dependencies=[allow(PERSON)])
def show_credit(caller: Caller, response: Response) -> CreditsBody:
    """The signed-in person's store credit."""
    response.headers["cache-control"] = "no-store"
    found = transact(store_credit.credits_of, caller.require_person())
    return CreditsBody(credits=[CreditBody.of(one) for one in found])


@router.post(
    "/account/credit/gift-cards",
    dependencies=[allow(PERSON)],
    status_code=201,
    response_model=RedeemedBody,
)
def redeem_gift_card(body: GiftCardToRedeem, caller: Caller, request: Request, once: Once) -> Response:
    """Turn what is left on a gift card into store credit of the same currency.

    With an `Idempotency-Key` a repeated call answers what the first one did. Whatever is wrong with a code,
    the refusal is the same.
    """
    rate_limit.count(rate_limit.GIFT_CARD, client_address(request.scope))
    return once.answering(RedeemedBody.of, status=201).transact(
        redeeming.redeem,
        body.code,
        currency=body.currency,
        actor=caller,
        idempotency_key=str(ids.new_id()),
    )


@router.post(
    "/store-credit",
    dependencies=[allow(Role.DESK, Role.OPERATOR)],
    status_code=201,
    response_model=CreditBody,
)
def grant_credit(body: CreditWish, caller: Caller, once: Once) -> Response:
    """Give a person store credit. With an `Idempotency-Key` a repeated call gives it once."""
    return once.answering(CreditBody.of, status=201).transact(_grant, body, actor=caller)


def _grant(session: Session, body: CreditWish, *, actor: Actor) -> CreditView:
    return store_credit.grant(
        session,
        person_id=body.person_id,
        amount_minor=body.amount_minor,
        currency=body.currency,
        reason=body.reason,
        actor=actor,
        idempotency_key=str(ids.new_id()),
    )
