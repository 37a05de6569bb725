"""A gift card becomes store credit: it is looked at first, then redeemed."""

from __future__ import annotations

import reflex as rx

from backend.kit import ids
from backend.kit.errors import InvalidInput
from backend.kit.money import format_minor
from backend.payments import gift_cards, redeeming
from state import effects, gateway
from state.account.payments_state import PaymentsState
from state.permission import PERSON, allow, current_actor

_LONGEST_CODE = 60


class RedeemCardState(rx.State):
    """`found` says what is left on a card that waits for a yes; its code stays on the server."""

    refusal: str = ""
    found: str = ""
    _code: str = ""
    _currency: str = ""
    _key: str = ""

    @allow(PERSON)
    async def look(self, form: dict[str, str]):
        """What is left on the card with this code."""
        self._forget()
        code = form.get("code", "").strip()[:_LONGEST_CODE]
        if not code:
            raise InvalidInput("Please type the code of your gift card.", field="gift_card_codes")
        person_id = current_actor().require_person()
        card = await gateway.call(gift_cards.balance, code, caller=str(person_id))
        left = format_minor(card.balance_minor, card.currency)
        self.found = f"{left} is left on the gift card ending in {card.last_four}."
        self._code, self._currency, self._key = code, card.currency, str(ids.new_id())

    @allow(PERSON)
    async def another(self):
        """Not this card."""
        self._forget()

    @allow(PERSON)
    async def redeem(self):
        """Put it onto the credit, once per card that was looked at."""
        if not self._code:
            raise InvalidInput("Please type the code of your gift card.", field="gift_card_codes")
        done = await gateway.call(
            redeeming.redeem,
            self._code,
            currency=self._currency,
            actor=current_actor(),
            idempotency_key=self._key,
        )
        self._forget()
        added = format_minor(done.amount_minor, done.credit.currency)
        return [PaymentsState.load, effects.toast(f"{added} is on your store credit now")]

    def _forget(self) -> None:
        self.found = self._code = self._currency = self._key = ""
