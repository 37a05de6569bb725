"""Back from the bank, or waiting for a slow payment: asks until it is known what came of it."""

import asyncio

import reflex as rx

from app import routes
from backend.checkout import process
from backend.checkout.schemas import CompletionStatus
from backend.kit.errors import DomainError
from backend.payments import card_saving
from state import gateway
from state.permission import EVERYONE, allow, current_actor

_ASKS = 15
_PAUSE_S = 2


class PaymentReturnState(rx.State):
    """`outcome` is asking, failed or slow; success leads to the order at once."""

    outcome: str = "asking"
    message: str = ""

    @allow(EVERYONE, background=True)
    async def load(self):
        """Look the payment up; the address alone proves nothing."""
        async with self:
            query = self.router.url.query_parameters
            self.outcome, self.message = "asking", ""
        key, actor = query.get("key") or None, current_actor()
        asked = await gateway.run(card_saving.returned_to, query.get("payment_intent", ""))
        if asked is not None:
            return rx.redirect(routes.asked_payment(str(asked)), replace=True)
        checkout_id = await gateway.run(
            process.returned_to,
            checkout=query.get("checkout", ""),
            payment_reference=query.get("payment_intent", ""),
        )
        if checkout_id is None:
            return rx.redirect(routes.cart(), replace=True)
        for _ in range(_ASKS):
            try:
                found = await gateway.run(process.come_back, checkout_id, access_token=key, actor=actor)
            except DomainError as refusal:
                return await self._say("failed", refusal.message)
            if found.status is CompletionStatus.COMPLETED:
                address = routes.order(found.purchase_number, key=found.purchase_access_token or "")
                return rx.redirect(address, replace=True)
            if found.status is not CompletionStatus.PROCESSING:
                return await self._say("failed", found.message)
            await asyncio.sleep(_PAUSE_S)
        return await self._say("slow", found.message)

    async def _say(self, outcome: str, message: str) -> None:
        async with self:
            self.outcome, self.message = outcome, message
