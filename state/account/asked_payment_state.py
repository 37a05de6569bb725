"""A charge of a saved card that a bank will not let pass without its owner, who is here now."""

from __future__ import annotations

from uuid import UUID

import reflex as rx

from backend.kit.errors import NotFound
from backend.kit.money import format_minor
from backend.payments import card_saving
from backend.payments.errors import PaymentState
from backend.payments.schemas import PaymentView
from state import gateway
from state.permission import PERSON, allow, current_actor


class AskedPaymentState(rx.State):
    """`outcome` is asked (the bank waits), waiting (it is being looked at), done, failed, or checked.

    `is_check`: the desk only wants to know that the card is theirs, nothing is charged.
    """

    ready: bool = False
    missing: bool = False
    outcome: str = ""
    is_check: bool = False
    amount: str = ""
    refusal: str = ""
    _id: str = ""

    @allow(PERSON)
    async def load(self):
        """The payment of the address, as the payment service says it stands."""
        self.ready = self.missing = False
        self.refusal = ""
        yield
        try:
            payment_id = UUID(self.router.url.path.rpartition("/")[2])
            found = await gateway.run(card_saving.look, payment_id, actor=current_actor())
        except (ValueError, NotFound):
            self.missing = self.ready = True
            return
        self._show(found)
        self.ready = True

    @allow(PERSON)
    async def go_to_bank(self):
        """Open the bank's page; nothing is charged without what is answered there."""
        try:
            found = await gateway.run(card_saving.authenticate, UUID(self._id), actor=current_actor())
        except PaymentState:
            # Answered meanwhile, in another tab.
            found = await gateway.run(card_saving.look, UUID(self._id), actor=current_actor())
        self._show(found)
        page = (found.next_action or {}).get("redirect_to_url", {}).get("url", "")
        return rx.redirect(page, is_external=False) if self.outcome == "asked" and page else None

    def _show(self, found: PaymentView) -> None:
        self._id, self.amount = str(found.id), format_minor(found.amount_minor, found.currency)
        self.is_check = found.is_check
        if found.is_check and (found.is_secured or not found.is_live):
            self.outcome = "checked"
        elif found.is_secured:
            self.outcome = "done"
        elif found.status == "requires_action":
            self.outcome = "asked"
        else:
            self.outcome = "waiting" if found.is_processing else "failed"
