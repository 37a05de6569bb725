"""Paying a checkout: here, in the browser with the bank, or on a provider's page."""

from __future__ import annotations

from uuid import UUID

import reflex as rx
from reflex.event import EventSpec

from app import routes
from backend.checkout import process
from backend.checkout.errors import CheckoutClosed, SoldOutWhilePaying, TotalChanged
from backend.checkout.schemas import CompletionStatus, CompletionView
from backend.kit.config import settings
from backend.kit.errors import InvalidInput
from state import gateway
from state.permission import current_actor
from state.shop.checkout_preparing import look_again
from state.shop.checkout_vars import CheckoutVars
from state.shop.checkout_view import next_address


async def pay(state: CheckoutVars) -> EventSpec | None:
    """Pay the total on the button. A card is confirmed in the browser, together with its bank."""
    checkout_id, key, seen = _checkout_id(state), state._key, state._total_minor
    seen_by = {"access_token": key, "actor": current_actor(), "expected_total_minor": seen}
    seen_by["expected_currency"] = state._currency
    seen_by["client_address"] = state.router.session.client_ip
    is_saved = state.payment in {one.id for one in state.saved}
    if is_saved and state.needs_payment:
        seen_by["saved_method_id"] = UUID(state.payment)
    try:
        if state.payment != "card" or not state.needs_payment:
            return _go_on(state, await gateway.run(process.complete, checkout_id, **seen_by))
        keeps = state.keeps_card and state.is_signed_in
        attempt = await gateway.run(process.begin_payment, checkout_id, saves_method=keeps, **seen_by)
    except (CheckoutClosed, TotalChanged) as refusal:
        await look_again(state, refusal.message)
        return None
    if attempt is not None and attempt.client_secret:
        _confirm(state, attempt.client_secret)
        return None
    # Paid already, in another tab or by an answer that got lost.
    return await complete(state)


async def complete(state: CheckoutVars) -> EventSpec | None:
    """Look the payment up and go where that leads."""
    try:
        completion = await gateway.run(
            process.complete, _checkout_id(state), access_token=state._key, actor=current_actor()
        )
    except (CheckoutClosed, TotalChanged, SoldOutWhilePaying) as refusal:
        await look_again(state, refusal.message)
        return None
    return _go_on(state, completion)


def _go_on(state: CheckoutVars, completion: CompletionView) -> EventSpec | None:
    address = next_address(completion, state._id, state._key or "")
    if address:
        state.step, state.refusal = "address", ""
        return rx.redirect(address, replace=True)
    elsewhere = (completion.next_action or {}).get("redirect_to_url", {}).get("url", "")
    if elsewhere and not completion.client_secret:
        return rx.redirect(elsewhere, is_external=False)
    if completion.status is CompletionStatus.REQUIRES_ACTION and completion.client_secret:
        # The bank of a saved card wants to see its owner.
        _confirm(state, completion.client_secret)
        return None
    state.step, state.refusal = "pay", completion.message
    return None


def _confirm(state: CheckoutVars, client_secret: str) -> None:
    """Let the browser confirm; a bank's own page sends the shopper back to this very checkout."""
    back = routes.checkout_return(checkout=state._id, key=state._key or "")
    state.return_url = settings().agora_public_url.rstrip("/") + back
    state.client_secret, state.attempt, state.step = client_secret, state.attempt + 1, "paying"


def _checkout_id(state: CheckoutVars) -> UUID:
    if not state._id:
        raise InvalidInput("Please enter your address first.")
    return UUID(state._id)
