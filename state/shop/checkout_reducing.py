"""What lowers a checkout's total or pays a part of it: promotion codes and gift cards, from one box."""

from __future__ import annotations

import re

from backend.cart import service as cart
from backend.kit.errors import TooManyRequests
from backend.payments.errors import GiftCardRefused
from backend.pricing.errors import CodeRefused
from state import gateway
from state.permission import current_actor
from state.shop.checkout_preparing import prepare
from state.shop.checkout_vars import CheckoutVars
from state.shop.checkout_view import is_gift_card
from state.shop.shop_state import owner_of

_CODE = re.compile(r"[A-Za-z0-9 _-]{1,60}")


async def use_code(state: CheckoutVars, code: str) -> None:
    """Take off what a code saves, or pay with a gift card; a refusal stands at the box."""
    if not _CODE.fullmatch(code):
        state.code_refusal = "Please enter the code as it was given to you: letters, digits and dashes."
        return
    before = list(state._gift_cards)
    try:
        if is_gift_card(code):
            state._gift_cards.append(code)
        else:
            await gateway.call(cart.apply_code, owner_of(current_actor()), code=code)
        await prepare(state)
    except (GiftCardRefused, CodeRefused, TooManyRequests) as refusal:
        state._gift_cards = before
        await prepare(state)
        state.code_refusal = refusal.message


async def drop_reduction(state: CheckoutVars, key: str) -> None:
    """Do without a code or a gift card (by its last four)."""
    kept = [code for code in state._gift_cards if code[-4:].upper() != key.upper()]
    if len(kept) == len(state._gift_cards):
        await gateway.call(cart.remove_code, owner_of(current_actor()), code=key)
    state._gift_cards = kept
    await prepare(state)
