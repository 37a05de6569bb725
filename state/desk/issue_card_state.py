"""A gift card is given away at the desk: its code is shown once."""

from datetime import UTC, date, datetime, time

import reflex as rx

from backend.kit import ids
from backend.kit.errors import InvalidInput
from backend.kit.money import format_minor
from backend.payments import gift_cards
from state import effects, gateway
from state.desk.balances_state import BalancesState
from state.desk.words import CURRENCIES, DESK
from state.permission import allow, current_actor
from state.typed_numbers import minor_of

ISSUE_PANEL = "desk-issue"


class IssueCardState(rx.State):
    """The panel in which a card is issued; its code is shown once."""

    refusal: str = ""
    refusal_field: str = ""
    code: str = ""
    amount: str = ""
    key: str = ""

    @allow(*DESK)
    async def begin(self):
        """Open the panel for a new card."""
        self.code, self.amount, self.key = "", "", str(ids.new_id())
        return effects.open_dialog(ISSUE_PANEL)

    @allow(*DESK)
    async def forget(self):
        """The panel was closed: the code is nowhere any more."""
        self.code, self.amount, self.key = "", "", ""

    @allow(*DESK)
    async def issue(self, form: dict[str, str]):
        """Issue it, once per opened panel."""
        if not self.key:
            raise InvalidInput("Please open the panel first.")
        currency, actor = form.get("currency", ""), current_actor()
        if currency not in dict(CURRENCIES):
            raise InvalidInput("Choose a currency.", field="currency")
        issued = await gateway.call(
            gift_cards.issue,
            amount_minor=minor_of(form.get("amount_minor", ""), currency, "amount_minor"),
            currency=currency,
            reason=form.get("reason", "")[: gift_cards.MOST_REASON],
            expires_at=_day(form.get("expires_at", "")),
            actor=actor,
            idempotency_key=f"{actor.person_id}:{self.key}",
        )
        self.code = issued.code or ""
        self.amount = format_minor(issued.card.initial_minor, issued.card.currency)
        if not self.code:
            raise InvalidInput("This card was issued already. Its code was shown then.")
        return BalancesState.load


def _day(text: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(text), time(23, 59, 59), UTC) if text else None
    except ValueError as problem:
        raise InvalidInput("Choose a day.", field="expires_at") from problem
