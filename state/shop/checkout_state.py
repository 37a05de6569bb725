"""Checkout on one page: where to, how it is sent, how it is paid. The server decides every amount.

The handlers are here; what they do lies beside them by reason: `checkout_addressing`, `checkout_preparing`,
`checkout_reducing` and `checkout_paying`.
"""

from typing import Annotated, Literal
from uuid import UUID

import reflex as rx
from pydantic import Field

from backend.checkout import service as checkout
from backend.kit import clock
from state import gateway
from state.permission import EVERYONE, allow, current_actor
from state.shop import checkout_addressing, checkout_paying, checkout_preparing, checkout_reducing
from state.shop.address_form import format_of
from state.shop.checkout_vars import CheckoutVars

Code = Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
Way = Annotated[str, Field(pattern=r"^(card|bank_transfer|paypal|adyen|[0-9a-f-]{36})$")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Entry = UUID | Literal[""]
ReductionKey = Annotated[str, Field(max_length=60)]


class CheckoutState(CheckoutVars, rx.State):
    """The page's handlers."""

    @allow(EVERYONE)
    async def load(self):
        """Start from the cart; a signed-in person's default address is filled in."""
        entry = await checkout_preparing.begin(self)
        if entry:
            await checkout_addressing.choose_entry(self, entry)

    @allow(EVERYONE)
    async def choose_country(self, country: Country):
        """The fields that this country needs."""
        self.country, self.format = country, format_of(country)

    @allow(EVERYONE)
    async def choose_entry(self, entry: Entry):
        """Send it to an address of the book, or to a new one (an empty entry)."""
        await checkout_addressing.choose_entry(self, str(entry))

    @allow(EVERYONE)
    async def save_address(self, form: dict[str, str | bool | None]):
        """Check the form; then hold the goods and show what everything costs."""
        return await checkout_addressing.take_form(self, form)

    @allow(EVERYONE)
    async def edit_address(self):
        """Open the address again."""
        self.step = "address"

    @allow(EVERYONE)
    async def choose_shipping(self, code: Code):
        """Send it another way; the total follows."""
        self._method = code
        await checkout_preparing.prepare(self)

    @allow(EVERYONE)
    async def choose_payment(self, way: Way):
        """Pay another way: a method, or a saved card by its id."""
        self.payment = way
        await checkout_preparing.prepare(self)

    @allow(EVERYONE)
    async def use_code(self, form: dict[str, str]):
        """Take off what a promotion code saves, or pay with a gift card; both come in the same box."""
        await checkout_reducing.use_code(self, form.get("code", "").strip())

    @allow(EVERYONE)
    async def drop_reduction(self, key: ReductionKey):
        """Do without a code or a gift card."""
        await checkout_reducing.drop_reduction(self, key)

    @allow(EVERYONE)
    async def use_credit(self, wanted: bool):
        """Pay with store credit what it can pay."""
        self.uses_credit = wanted
        yield  # the tick answers at once, the total when it is known
        await checkout_preparing.prepare(self)

    @allow(EVERYONE, temporal=True)
    async def hold_on(self):
        """Somebody is still here: the goods stay held a while longer."""
        if self._id and self.step == "pay":
            until = await gateway.call(
                checkout.keep_alive, UUID(self._id), access_token=self._key, actor=current_actor()
            )
            self.held_until, self.server_now = until.isoformat(), clock.now().isoformat()

    @allow(EVERYONE)
    async def keep_card(self, wanted: bool):
        """Keep the new card for next time."""
        self.keeps_card = wanted

    @allow(EVERYONE)
    async def accept_changes(self):
        """Go on with the cart as it is now."""
        await checkout_preparing.accept_changes(self)

    @allow(EVERYONE)
    async def pay(self):
        """Pay the total on the button. A card is confirmed in the browser, together with its bank."""
        return await checkout_paying.pay(self)

    @allow(EVERYONE)
    async def card_answered(self, outcome: Literal["ok", "failed"], message: str):
        """What Stripe.js says; with "ok" the server looks the payment up and believes only that."""
        if outcome == "ok":
            return await checkout_paying.complete(self)
        self.step, self.refusal = "pay", message[:300] or "Your card was not accepted. Try another one."
        return None
