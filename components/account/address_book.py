"""The address book: a card for each entry, and the form in a dialog."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.checkout.address_form import address_form
from components.ui.badge import badge
from components.ui.button import button
from components.ui.card import alert, card, empty_state, skeleton
from components.ui.dialog import dialog
from components.ui.field import checkbox
from components.ui.kinds import given, when
from state.account.addresses_state import FORM, AddressesState

_GRID = "mt-5 grid gap-4 sm:grid-cols-2 lg:grid-cols-3"


def address_book() -> rx.Component:
    """What `AddressesState` holds."""
    return rx.fragment(
        rx.el.div(
            rx.el.h1("Your addresses", class_name="text-2xl font-bold"),
            button("Add an address", tone="primary", icon="plus", on_click=AddressesState.write("")),
            class_name="flex flex-wrap items-center justify-between gap-4",
        ),
        rx.el.p(
            "The default is filled in first when you check out.",
            class_name="mt-1 text-sm text-soft",
        ),
        rx.cond(AddressesState.is_open, rx.fragment(), _refusal()),
        rx.cond(
            AddressesState.ready,
            rx.cond(
                AddressesState.cards.length() > 0,
                rx.el.ul(rx.foreach(AddressesState.cards, _entry), class_name=_GRID),
                empty_state(
                    "No addresses yet",
                    "An address that you keep need not be typed again when you check out.",
                    symbol="map-pin",
                    action=button("Add an address", tone="primary", on_click=AddressesState.write("")),
                ),
            ),
            rx.el.div(
                *(skeleton("h-48 w-full rounded-card") for _ in range(3)),
                role="status",
                aria_label="Your addresses are being loaded",
                class_name=_GRID,
            ),
        ),
        dialog(
            "address",
            rx.cond(AddressesState.entry == "", "A new address", "Change the address"),
            _refusal(),
            address_form(
                AddressesState,
                with_email=False,
                action="Save the address",
                prefix=FORM,
                extra=checkbox("Fill this one in first", "is_default", id=f"{FORM}-is_default"),
            ),
            open=AddressesState.is_open,
            on_close=AddressesState.closed,
        ),
    )


def _refusal() -> rx.Component:
    return when(given(AddressesState.refusal), alert(AddressesState.refusal, class_name="mt-4"))


def _entry(one: Any) -> rx.Component:
    name = one.lines[0]

    def act(label: str, event: Any) -> rx.Component:
        return button(
            rx.fragment(label, rx.el.span(f" the address of {name}", class_name="sr-only")),
            tone="quiet",
            size="sm",
            on_click=event,
        )

    return rx.el.li(
        card(
            rx.el.address(
                rx.foreach(
                    one.lines,
                    lambda line, at: rx.el.p(line, class_name=rx.cond(at == 0, "font-semibold", "")),
                ),
                when(given(one.phone), rx.el.p(one.phone, class_name="figures text-soft")),
                class_name="min-w-0 grow text-sm break-words not-italic",
            ),
            rx.el.div(
                rx.cond(one.is_default, badge("Default", "accent")),
                act("Change", AddressesState.write(one.id)),
                act("Remove", AddressesState.remove(one.id)),
                rx.cond(
                    one.is_default, rx.fragment(), act("Make default", AddressesState.make_default(one.id))
                ),
                class_name="mt-4 -ml-2 flex flex-wrap items-center gap-1 border-t border-line pt-3",
            ),
            class_name="flex h-full flex-col",
        )
    )
