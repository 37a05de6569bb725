"""Texts about the order that is looked at: asked for, or ended."""

from __future__ import annotations

import reflex as rx

from backend.kit.errors import InvalidInput
from backend.orders import service as orders
from state import effects, gateway
from state.account.order_state import OrderState
from state.permission import EVERYONE, allow, current_actor


class OrderTextsState(rx.State):
    """`problem` stands beside the field of the number."""

    problem: str = ""

    @allow(EVERYONE)
    async def ask(self, form: dict[str, str | bool | None]):
        """Send the order's further steps to this number."""
        try:
            phone = await self._choose(str(form.get("phone") or "").strip()[:30])
        except InvalidInput as refusal:
            self.problem = refusal.message
            return [rx.set_focus("order-phone")]
        self.problem = ""
        said = "What happens to this order is texted to you." if phone else "Please enter a number."
        return [effects.toast(said), OrderState.refresh]

    @allow(EVERYONE)
    async def end(self):
        """No more texts about this order."""
        await self._choose("")
        self.problem = ""
        return [effects.toast("No more texts about this order. E-mails go on."), OrderState.refresh]

    async def _choose(self, phone: str) -> str:
        page = await self.get_state(OrderState)
        return await gateway.call(
            orders.choose_texts,
            page.number,
            phone=phone,
            actor=current_actor(),
            access_token=page._key or None,
        )
