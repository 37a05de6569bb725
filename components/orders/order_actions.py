"""The panels in which a buyer changes an order."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.ui.button import button
from components.ui.card import alert
from components.ui.dialog import sheet
from components.ui.field import select_field, text_field
from components.ui.kinds import given, when
from state.account.order_actions_state import CANCEL_REASONS, RETURN_REASONS, OrderActionsState


def order_actions() -> rx.Component:
    """One panel for each of them; the state says which is open."""
    return rx.fragment(
        _units_panel("cancel", "Cancel items", CANCEL_REASONS, "Cancel these", "danger"),
        _units_panel("return", "Return items", RETURN_REASONS, "Get the label", "primary"),
        _address_panel(),
    )


def _units_panel(kind: str, title: str, reasons: list[tuple[str, str]], verb: str, tone: Any) -> rx.Component:
    return sheet(
        f"order-{kind}",
        title,
        _refusal(),
        rx.el.form(
            rx.foreach(OrderActionsState.choices, lambda line: _line(kind, line)),
            select_field("Why?", "reason", reasons, id=f"{kind}-reason"),
            button(verb, tone=tone, type="submit", full=True),
            on_submit=OrderActionsState.send,
            key=f"{kind}-{OrderActionsState.part}",
            class_name="grid gap-5",
        ),
        open=OrderActionsState.kind == kind,
        on_close=OrderActionsState.close,
    )


def _line(kind: str, line: Any) -> rx.Component:
    return select_field(
        line.title,
        f"units-{line.item_id}",
        line.amounts,
        id=f"{kind}-{line.item_id}",
        default_value=line.chosen,
    )


def _address_panel() -> rx.Component:
    def field(label: str, name: str, **props: Any) -> rx.Component:
        return text_field(
            label,
            name,
            id=f"readdress-{name}",
            default_value=OrderActionsState.fields[name],
            **props,
        )

    return sheet(
        "order-address",
        "Send it elsewhere",
        _refusal(),
        rx.el.p(
            "It can go to another address in the same state or country.",
            class_name="text-sm text-soft",
        ),
        rx.el.form(
            field("Full name", "name", required=True, auto_complete="name"),
            field("Street and number", "line1", required=True, auto_complete="address-line1"),
            field("Apartment, floor", "line2", optional=True, auto_complete="address-line2"),
            field("Town", "city", required=True, auto_complete="address-level2"),
            field("Postcode", "postcode", required=True, auto_complete="postal-code"),
            field("Phone", "phone", kind="tel", optional=True, auto_complete="tel"),
            button("Change the address", tone="primary", type="submit", full=True),
            on_submit=OrderActionsState.save_address,
            key=OrderActionsState.kind,
            class_name="mt-4 grid gap-4",
        ),
        open=OrderActionsState.kind == "address",
        on_close=OrderActionsState.close,
    )


def _refusal() -> rx.Component:
    return when(
        given(OrderActionsState.refusal),
        alert(OrderActionsState.refusal, tone="negative", class_name="mb-4"),
    )
