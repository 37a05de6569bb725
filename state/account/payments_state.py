"""How a person pays: the cards that are kept for them, and their store credit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

import reflex as rx
from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.kit import clock, ids
from backend.kit.config import settings
from backend.kit.errors import InvalidInput
from backend.kit.money import format_minor
from backend.payments import card_saving, saved_methods, store_credit
from backend.payments.schemas import CreditView, SavedMethodView
from state import effects, gateway
from state.permission import PERSON, allow, current_actor

FORM = "card-form"
_ENTRIES = {
    "grant": "Given to you",
    "redeem": "Paid an order",
    "give_back": "Came back from an order",
    "refund": "Refunded as credit",
    "gift_card": "From a gift card",
}


@dataclass(frozen=True)
class CardLine:
    """A card that is kept."""

    id: str
    label: str
    expiry: str
    is_expired: bool
    is_default: bool


@dataclass(frozen=True)
class CreditStep:
    """A change of store credit."""

    what: str
    why: str
    on: str
    amount: str


class PaymentsState(rx.State):
    """`attempt` counts: each new one makes the card field confirm `client_secret`."""

    ready: bool = False
    refusal: str = ""
    cards: list[CardLine] = []
    balances: list[tuple[str, str]] = []
    steps: list[CreditStep] = []
    is_open: bool = False
    is_busy: bool = False
    publishable_key: str = ""
    script_url: str = ""
    client_secret: str = ""
    attempt: int = 0
    billing: dict[str, str] = {}
    _reference: str = ""

    @allow(PERSON)
    async def load(self):
        """Read the cards and the credit."""
        await self._read()
        chosen = settings()
        self.publishable_key, self.script_url = chosen.stripe_publishable_key, chosen.stripe_js_url
        self.is_open = self.is_busy = False
        self.client_secret, self._reference = "", ""
        self.ready = True

    @allow(PERSON)
    async def open_form(self):
        """A new card is to be typed."""
        self.billing = {"email": current_actor().email}
        self.is_open, self.is_busy, self.refusal = True, False, ""

    @allow(PERSON)
    async def close_form(self):
        """The form was closed without saving."""
        self.is_open = self.is_busy = False
        self.client_secret, self._reference = "", ""

    @allow(PERSON)
    async def keep_card(self):
        """Begin to save what is typed; the card field goes on with it and answers."""
        self.is_busy = True
        yield
        setup = await gateway.run(card_saving.begin_setup, actor=current_actor(), attempt_id=ids.new_id())
        self.client_secret, self._reference = setup.client_secret, setup.reference
        self.attempt += 1

    @allow(PERSON)
    async def card_answered(self, outcome: Literal["ok", "failed"], message: str):
        """What Stripe.js says; with "ok" the payment service is asked and only that is believed."""
        self.is_busy = False
        if outcome == "failed":
            self.refusal = message[:300] or "Your card was not accepted. Try another one."
            return None
        if not self._reference:
            raise InvalidInput("Please type your card again.")
        kept = await gateway.run(card_saving.finish_setup, self._reference, actor=current_actor())
        await self._read()
        self.is_open, self.client_secret, self._reference = False, "", ""
        return effects.toast(f"{_name(kept)} is kept")

    @allow(PERSON)
    async def make_default(self, method_id: UUID):
        """Pay with this card unless told otherwise."""
        kept = await gateway.call(saved_methods.set_default, method_id, actor=current_actor())
        await self._read()
        return effects.toast(f"{_name(kept)} is your default")

    @allow(PERSON)
    async def remove(self, method_id: UUID):
        """Take a card away."""
        await gateway.run(card_saving.remove, method_id, actor=current_actor())
        await self._read()
        return effects.toast("The card is removed. What it has paid already is not changed.")

    async def _read(self) -> None:
        methods, credits = await gateway.read(_belongings, current_actor())
        self.cards = [_line(one) for one in methods]
        self.balances = [
            (
                format_minor(one.balance_minor, one.currency),
                f"{format_minor(one.held_minor, one.currency)} more is set aside for an order under way."
                if one.held_minor
                else "",
            )
            for one in credits
        ]
        steps = [(entry, one.currency) for one in credits for entry in one.entries]
        self.steps = [
            CreditStep(
                what=_ENTRIES[entry.kind],
                why=entry.reason,
                on=f"{entry.at:%d %b %Y}",
                amount=f"{'+' if entry.amount_minor > 0 else '−'}"
                f"{format_minor(abs(entry.amount_minor), currency)}",
            )
            for entry, currency in sorted(steps, key=lambda one: one[0].at, reverse=True)
        ]


def _belongings(session: Session, actor: Actor) -> tuple[tuple[SavedMethodView, ...], tuple[CreditView, ...]]:
    methods = saved_methods.list_methods(session, actor=actor)
    return methods, store_credit.credits_of(session, actor.require_person())


def _name(view: SavedMethodView) -> str:
    return f"{view.brand.capitalize()} ending in {view.last4}"


def _line(view: SavedMethodView) -> CardLine:
    now = clock.now()
    is_expired = (view.exp_year, view.exp_month) < (now.year, now.month)
    expiry = f"{view.exp_month:02d}/{view.exp_year % 100:02d}"
    return CardLine(
        id=str(view.id),
        label=_name(view),
        expiry=f"{'Expired' if is_expired else 'Expires'} {expiry}",
        is_expired=is_expired,
        is_default=view.is_default,
    )
