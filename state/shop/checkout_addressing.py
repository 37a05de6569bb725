"""Where a checkout goes: an address of the book, or one that is typed."""

from __future__ import annotations

import reflex as rx
from reflex.event import EventSpec

from backend.identity import address_book, preferences
from backend.kit.errors import InvalidInput
from backend.kit.locales import asked_for, known_zone
from state import gateway
from state.permission import current_actor
from state.shop.address_form import FIELDS, blank, book_of, checked, entries_of, format_of, typed
from state.shop.checkout_preparing import prepare
from state.shop.checkout_vars import CheckoutVars


async def choose_entry(state: CheckoutVars, entry: str) -> None:
    """Fill the form from the book and go on as if it had been typed; an empty entry is a new address."""
    actor = current_actor()
    if not entry:
        state.entry, state.fields, state.errors = "", blank(actor, state.country), {}
        return
    kept = {str(one.id): one.address for one in await gateway.call(book_of, actor)}
    if entry not in kept:
        raise InvalidInput("This address is not in your book any more. Choose another one.")
    email = state.fields.get("email") or actor.email
    state.fields = {**kept[entry].model_dump(), "email": email}
    state.entry, state.country, state.errors = entry, kept[entry].country, {}
    # The book's number was given for the driver; texts are asked for by account or with a typed address.
    state.wants_texts = False
    state.format = format_of(state.country)
    await prepare(state, kept[entry])


async def take_form(state: CheckoutVars, form: dict[str, str | bool | None]) -> EventSpec | None:
    """Check the form; then hold the goods and show what everything costs."""
    state.fields, state._method, state.entry = typed(form), "standard", ""
    address, state.errors = checked(state.fields)
    if address is None:
        return rx.set_focus(f"field-{next(iter(state.errors))}")
    state.country, state.format = address.country, format_of(address.country)
    state.wants_reminder = bool(form.get("wants_reminder"))
    state.wants_texts = bool(form.get("wants_texts"))
    state._zone = known_zone(str(form.get("time_zone") or ""))
    try:
        await prepare(state, address)
    except InvalidInput as refusal:
        if refusal.field not in (*FIELDS, "email"):
            raise
        state.errors = {refusal.field: refusal.message}
        return rx.set_focus(f"field-{refusal.field}")
    if state.is_signed_in:
        says = {"locale": asked_for(state.router.headers.accept_language), "time_zone": state._zone}
        await gateway.call(preferences.note_first, **says, actor=current_actor())
    if form.get("keep") and state.is_signed_in:
        kept = await gateway.call(address_book.save_address, address, actor=current_actor())
        state.book, state.entry = entries_of(await gateway.call(book_of, current_actor())), str(kept.id)
    return None
