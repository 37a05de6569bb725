"""What a checkout comes to: the goods held, the total shown, and said line by line what moved meanwhile."""

from __future__ import annotations

from backend.analytics.schemas import EventKind
from backend.cart import service as cart
from backend.cart.schemas import CartView
from backend.checkout import process
from backend.checkout.errors import CartChanged
from backend.checkout.schemas import CheckoutView
from backend.identity.schemas import AddressInput
from backend.inventory.errors import OutOfStock
from backend.kit import clock
from backend.kit.config import settings
from backend.kit.locales import asked_for
from backend.kit.money import format_minor
from backend.notifications import service as notifications
from backend.payments.providers import methods_offered
from backend.payments.schemas import REDIRECT_METHODS
from backend.pricing.errors import CodeRefused
from backend.storefront import in_currency
from state import gateway
from state.permission import current_actor
from state.shop.address_form import again, blank, entries_of, lines_of
from state.shop.cart_settling import look_at, take_as_it_is
from state.shop.checkout_vars import CheckoutVars
from state.shop.checkout_view import (
    METHODS,
    belongings_of,
    cart_summary_of,
    changes_of,
    choices_of,
    reductions_of,
    summary_of,
    totals_of,
)
from state.shop.shop_state import owner_of
from state.shop.shown_currency import note_of, wanted_currency
from state.shop.tracking import observe


async def begin(state: CheckoutVars) -> str | None:
    """Start from the cart; answers the entry of the address book that it can go to at once."""
    actor = current_actor()
    state.step, state.errors, state.changes, state.refusal, state.total = "address", {}, [], "", ""
    state.elsewhere = [name.value for name in methods_offered() if name in REDIRECT_METHODS]
    chosen = settings()
    state.publishable_key, state.script_url = chosen.stripe_publishable_key, chosen.stripe_js_url
    state.uses_element = chosen.is_real_stripe
    state.texts_are_offered = notifications.texts_are_offered()
    state.ready = state.is_empty = True
    if actor.person_id is None and actor.visitor_id is None:
        return None
    view = await gateway.call(look_at, owner_of(actor), wanted_currency(state))
    state.is_empty = not view.lines
    state.lines = cart_summary_of(view)
    state.totals = [("Items", format_minor(view.subtotal_minor, view.currency))]
    _see(state, view)
    state.currency_note = note_of(await gateway.read(in_currency.conversion, view.currency))
    state.is_signed_in = actor.person_id is not None
    if not view.lines:
        return None
    observe(state, EventKind.CHECKOUT_STARTED, units=view.count)
    known, saved, credit = await gateway.call(belongings_of, actor, view.currency)
    state.book, state.saved, state.credit = entries_of(known), saved, credit
    if saved and state.payment == "card":
        state.payment = saved[0].id
    entries = [one.id for one in state.book]
    if entries and (state.entry in entries or not state.fields.get("line1")):
        # Who has been here before sees the total at once and only has to pay.
        return state.entry if state.entry in entries else entries[0]
    if state.is_signed_in and not state.fields.get("email"):
        state.fields = blank(actor)
    return None


async def prepare(state: CheckoutVars, address: AddressInput | None = None) -> None:
    """Hold the goods and show the total; what has moved meanwhile is said line by line instead."""
    actor = current_actor()
    state.refusal, state.changes, state.code_refusal = "", [], ""
    try:
        view = await gateway.run(
            process.prepare,
            owner=owner_of(actor),
            email=state.fields.get("email", ""),
            address=address or again(state.fields),
            shipping_method=state._method,
            payment_method=state.payment if state.payment in METHODS else "card",
            gift_card_codes=tuple(state._gift_cards),
            use_store_credit=state.uses_credit,
            wants_reminder=state.wants_reminder,
            wants_texts=state.wants_texts,
            locale=actor.locale or asked_for(state.router.headers.accept_language),
            time_zone=actor.time_zone or state._zone,
            expected_currency=state._currency or None,
            access_token=state._key,
            actor=actor,
        )
    except (CartChanged, OutOfStock) as moved:
        state.step, state.changes = "address", changes_of(moved, state._titles, state._currency)
        return
    except CodeRefused as refusal:
        # A code that was good in the cart may end before it is used: the order goes on without it.
        await gateway.call(cart.remove_code, owner_of(actor), code=str(refusal.facts["code"]))
        await prepare(state, address)
        state.code_refusal = refusal.message
        return
    _show(state, view)


async def look_again(state: CheckoutVars, message: str) -> None:
    """Show how it stands now, with the reason why it is to be looked at."""
    await prepare(state)
    state.refusal = message


async def accept_changes(state: CheckoutVars) -> None:
    """Go on with the cart as it is now."""
    view = await gateway.call(take_as_it_is, owner_of(current_actor()))
    state.changes, state.is_empty = [], not view.lines
    if view.lines:
        _see(state, view)
        await prepare(state)


def _see(state: CheckoutVars, view: CartView) -> None:
    state._titles = {str(line.offer_id): line.title for line in view.lines}
    state._currency = view.currency


def _show(state: CheckoutVars, view: CheckoutView) -> None:
    state._id, state._key, state._currency = str(view.id), view.access_token or state._key, view.currency
    state._total_minor, state.total = view.total_minor, format_minor(view.total_minor, view.currency)
    state.address_lines = lines_of(view.address)
    state.shipping, state.lines, state.totals = choices_of(view), summary_of(view), totals_of(view.quote)
    state.reductions = reductions_of(view)
    state.to_pay = format_minor(view.to_pay_minor, view.currency)
    state.charge_minor, state.charge_currency = view.to_pay_minor, view.currency.lower()
    state.needs_payment = view.to_pay_minor > 0
    state.held_until, state.server_now = view.expires_at.isoformat(), clock.now().isoformat()
    state.step = "pay"
