"""Saved cards of an account. A token of the gateway never comes out here."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from app.api.checkouts import PaymentBody
from app.api.dependencies import PERSON, Caller, allow
from backend.kit.unit_of_work import transact
from backend.payments import card_saving, saved_methods
from backend.payments.schemas import SavedMethodView
from backend.payments.service import methods_offered

router = APIRouter(tags=["Account"])


class SavedMethodBody(BaseModel):
    """A saved card."""

    id: UUID
    brand: str
    last4: str
    exp_month: int
    exp_year: int
    is_default: bool

    @classmethod
    def of(cls, view: SavedMethodView) -> SavedMethodBody:
        """The card."""
        return cls(
            id=view.id,
            brand=view.brand,
            last4=view.last4,
            exp_month=view.exp_month,
            exp_year=view.exp_year,
            is_default=view.is_default,
        )


class PaymentMethodsBody(BaseModel):
    """The person's saved cards, the default first, and the ways to pay that are offered."""

    methods: list[SavedMethodBody]
    offered: list[str]


class SetupWish(BaseModel):
    """An attempt to save a card; the same id is the same attempt."""

    model_config = ConfigDict(extra="forbid")

    attempt_id: UUID


class SetupBody(BaseModel):
    """What Stripe.js confirms."""

    setup_reference: str
    client_secret: str


class ConfirmedSetup(BaseModel):
    """A setup that Stripe.js has confirmed."""

    model_config = ConfigDict(extra="forbid")

    setup_reference: Annotated[str, Field(pattern=r"^seti_[A-Za-z0-9_]{1,250}$")]


@router.get("/account/payment-methods", dependencies=[allow(PERSON)])
def list_methods(caller: Caller) -> PaymentMethodsBody:
    """The saved cards."""
    saved = transact(saved_methods.list_methods, actor=caller)
    return PaymentMethodsBody(
        methods=[SavedMethodBody.of(one) for one in saved], offered=[str(one) for one in methods_offered()]
    )


@router.post("/account/payment-method-setups", dependencies=[allow(PERSON)])
def begin_setup(body: SetupWish, caller: Caller) -> SetupBody:
    """Begin to save a card without paying: the browser confirms it with the secret."""
    setup = card_saving.begin_setup(actor=caller, attempt_id=body.attempt_id)
    return SetupBody(setup_reference=setup.reference, client_secret=setup.client_secret)


@router.post("/account/payment-methods", dependencies=[allow(PERSON)], status_code=201)
def finish_setup(body: ConfirmedSetup, caller: Caller) -> SavedMethodBody:
    """Save the card that was confirmed. 409 `payment_method_not_confirmed` before that."""
    return SavedMethodBody.of(card_saving.finish_setup(body.setup_reference, actor=caller))


@router.put("/account/payment-methods/{method_id}/default", dependencies=[allow(PERSON)])
def set_default(method_id: UUID, caller: Caller) -> SavedMethodBody:
    """Pay with this card unless told otherwise."""
    return SavedMethodBody.of(transact(saved_methods.set_default, method_id, actor=caller))


@router.get("/account/payments/{payment_id}", dependencies=[allow(PERSON)])
def show_payment(payment_id: UUID, caller: Caller) -> PaymentBody:
    """A charge of a saved card that was tried while its owner was away, as it stands now."""
    return PaymentBody.of(card_saving.look(payment_id, actor=caller))


@router.post("/account/payments/{payment_id}/authentication", dependencies=[allow(PERSON)])
def authenticate(payment_id: UUID, caller: Caller) -> PaymentBody:
    """Its bank wants to hear from the owner, who is there now: `next_action` says where to go.

    Safe to repeat. 409 `payment_state` when nothing is asked (any more).
    """
    return PaymentBody.of(card_saving.authenticate(payment_id, actor=caller))


@router.delete("/account/payment-methods/{method_id}", dependencies=[allow(PERSON)], status_code=204)
def remove(method_id: UUID, caller: Caller) -> None:
    """Take a saved card away."""
    card_saving.remove(method_id, actor=caller)
