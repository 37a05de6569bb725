"""On the page of an order whose card the desk asks about: it is typed once more, and the bank answers."""

from __future__ import annotations

from typing import Literal

import reflex as rx

from backend.checkout import card_check
from backend.identity.schemas import Actor
from backend.kit.config import settings
from backend.kit.errors import NotFound
from backend.kit.money import format_minor
from backend.payments.errors import PaymentState
from state import gateway
from state.permission import EVERYONE, allow, current_actor

_DECLINED = "Your bank did not confirm this card. Please try again with the card that you paid with."


class CardCheckState(rx.State):
    """`outcome` is empty (nothing is asked), asked, or answered. `attempt` makes the card field confirm.

    `stripe` is the publishable key and where Stripe.js lies.
    """

    outcome: str = ""
    amount: str = ""
    refusal: str = ""
    is_busy: bool = False
    stripe: tuple[str, str] = ("", "")
    client_secret: str = ""
    attempt: int = 0

    @allow(EVERYONE)
    async def load(self):
        """Whether the buyer of the address's order is asked."""
        self.outcome = self.client_secret = ""
        self.is_busy = False
        try:
            found = await gateway.read(card_check.asked, **self._order())
        except NotFound:
            return
        if found is not None:
            self.outcome, self.amount = "asked", format_minor(found.amount_minor, found.currency)
            chosen = settings()
            self.stripe = chosen.stripe_publishable_key, chosen.stripe_js_url

    @allow(EVERYONE)
    async def confirm(self):
        """Open the question; the card field goes on with it and answers."""
        self.is_busy = True
        yield
        opened = await gateway.run(card_check.begin, **self._order())
        if opened.is_secured or opened.client_secret is None:
            self.outcome, self.is_busy = "answered", False
            return
        self.client_secret = opened.client_secret
        self.attempt += 1

    @allow(EVERYONE)
    async def card_answered(self, outcome: Literal["ok", "failed"], message: str):
        """What Stripe.js says; the payment service is asked, and only that is believed."""
        self.is_busy, self.client_secret = False, ""
        try:
            found = await gateway.run(card_check.look, **self._order())
        except PaymentState:
            # The desk has heard or decided meanwhile.
            self.outcome = "answered"
            return
        if found is not None and found.is_secured:
            self.outcome = "answered"
        else:
            self.refusal = (message[:300] if outcome == "failed" else "") or _DECLINED

    def _order(self) -> dict[str, str | Actor | None]:
        url = self.router.url
        return {
            "number": url.path.rpartition("/")[2],
            "actor": current_actor(),
            "access_token": url.query_parameters.get("key", "") or None,
        }
