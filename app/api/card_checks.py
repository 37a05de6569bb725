"""The desk asks whose the new card of an order is: the question is opened and answered, nothing charged."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from app.api.dependencies import EVERYONE, SECRET_IS_OPTIONAL, Caller, Secret, allow
from app.api.orders import OrderNumber
from app.api.shapes import Money, money
from backend.checkout import card_check
from backend.kit.unit_of_work import query
from backend.payments.schemas import PaymentView

router = APIRouter(tags=["Orders"])


class CardCheckBody(BaseModel):
    """Whether a check waits; `amount` is promised by the card and given back at once."""

    is_asked: bool
    amount: Money | None


class OpenedCheckBody(BaseModel):
    """What Stripe.js confirms with the card that is typed. `status` is that of the check's own payment."""

    payment_id: UUID
    status: str
    client_secret: str | None
    amount: Money

    @classmethod
    def of(cls, view: PaymentView) -> OpenedCheckBody:
        """The check."""
        return cls(
            payment_id=view.id,
            status=view.status,
            client_secret=view.client_secret,
            amount=money(view.amount_minor, view.currency),
        )


class CheckAnswerBody(BaseModel):
    """`is_answered`: the bank has spoken, and the desk hears of it."""

    is_answered: bool


@router.get("/orders/{number}/card-check", dependencies=[allow(EVERYONE)], openapi_extra=SECRET_IS_OPTIONAL)
def show_card_check(number: OrderNumber, caller: Caller, secret: Secret) -> CardCheckBody:
    """Whether the order's shopper is asked to type its card once more."""
    found = query(card_check.asked, number, actor=caller, access_token=secret)
    amount = money(found.amount_minor, found.currency) if found else None
    return CardCheckBody(is_asked=found is not None, amount=amount)


@router.post("/orders/{number}/card-check", dependencies=[allow(EVERYONE)], openapi_extra=SECRET_IS_OPTIONAL)
def open_card_check(number: OrderNumber, caller: Caller, secret: Secret) -> OpenedCheckBody:
    """Open the question for the shopper's bank. Safe to repeat; 409 `payment_state` when nothing is asked."""
    return OpenedCheckBody.of(card_check.begin(number, actor=caller, access_token=secret))


@router.post(
    "/orders/{number}/card-check/answer", dependencies=[allow(EVERYONE)], openapi_extra=SECRET_IS_OPTIONAL
)
def answer_card_check(number: OrderNumber, caller: Caller, secret: Secret) -> CheckAnswerBody:
    """The browser has confirmed: the payment service is asked what came of it, only that is believed."""
    found = card_check.look(number, actor=caller, access_token=secret)
    return CheckAnswerBody(is_answered=found is not None and found.is_secured)
