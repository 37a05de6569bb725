"""The form of a new promotion, and the sentence that says what it will do."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.ui.button import button
from components.ui.card import alert
from components.ui.field import checkbox, select_field, text_field
from components.ui.panel import panel
from state.seller.new_promotion_state import FORM, NewPromotionState
from state.seller.promotion_form import FIELDS, KINDS, SCOPES

_PAIR = "grid items-start gap-4 sm:grid-cols-2"


def new_promotion() -> rx.Component:
    """A sheet: the form, then what it will do."""
    return panel(
        FORM,
        "New promotion",
        NewPromotionState,
        rx.cond(NewPromotionState.preview != "", _preview(), _form()),
        fields=(*FIELDS, "codes", "ends_at", "scope_ids"),
    )


def _preview() -> rx.Component:
    return rx.el.div(
        alert("This is what it does", NewPromotionState.preview, tone="notice"),
        rx.el.div(
            button("Start it", tone="action", icon="check", on_click=NewPromotionState.create),
            button("Change something", on_click=NewPromotionState.back),
            class_name="mt-5 flex flex-wrap gap-3",
        ),
    )


def _error(*names: str) -> Any:
    at = rx.Var.create(list(names)).to(list[str]).contains(NewPromotionState.refusal_field)
    return rx.cond(at, NewPromotionState.refusal, "")


def _field(label: Any, name: str, *also: str, **props: Any) -> rx.Component:
    return text_field(
        label,
        name,
        default_value=NewPromotionState.fields[name],
        error=_error(name, *also),
        id=f"{FORM}-{name}",
        **props,
    )


def _form() -> rx.Component:
    kind, currency = NewPromotionState.kind, NewPromotionState.currency
    number: dict[str, Any] = {"input_mode": "numeric"}
    decimal: dict[str, Any] = {"input_mode": "decimal"}
    return rx.el.form(
        _field("Name", "name", hint="Shoppers read it in their cart.", max_length=120),
        select_field(
            "What it gives",
            "kind",
            KINDS,
            default_value=kind,
            on_change=NewPromotionState.choose_kind,
            id=f"{FORM}-kind",
        ),
        rx.match(
            kind,
            ("percentage", _field("Percent off", "percent", after="%", **decimal)),
            ("fixed", _field(f"Amount off ({currency})", "amount", **decimal)),
            (
                "buy_x_get_y",
                rx.el.div(
                    _field("Pieces bought", "buy_quantity", **number),
                    _field("Pieces free", "get_quantity", hint="The cheapest ones.", **number),
                    class_name=_PAIR,
                ),
            ),
            _field(f"Up to, a parcel ({currency})", "amount", optional=True, **decimal),
        ),
        select_field(
            "What it covers",
            "scope",
            SCOPES,
            default_value=NewPromotionState.scope,
            on_change=NewPromotionState.choose_scope,
            id=f"{FORM}-scope",
        ),
        rx.cond(NewPromotionState.scope != "all", _things()),
        rx.el.div(
            _field("From goods worth", "min_subtotal", optional=True, after=currency, **decimal),
            _field("From this many pieces", "min_quantity", optional=True, **number),
            class_name=_PAIR,
        ),
        _field(
            "Code", "code", "codes", hint="Without one it applies by itself.", optional=True, max_length=40
        ),
        rx.el.div(
            _field("First day", "starts", "starts_at", kind="date", optional=True, hint="Empty: now."),
            _field("From", "starts_time", kind="time", optional=True, hint="Empty: as the day begins."),
            _field("Last day", "ends", "ends_at", kind="date", optional=True, hint="Empty: without an end."),
            _field("Until", "ends_time", kind="time", optional=True, hint="Empty: all day."),
            class_name=_PAIR,
        ),
        rx.el.p("Days and times are those of ", NewPromotionState.zone, ".", class_name="text-soft"),
        rx.el.div(
            _field("Uses in all", "max_uses", optional=True, **number),
            _field("Uses per shopper", "max_uses_per_shopper", optional=True, **number),
            class_name=_PAIR,
        ),
        checkbox(
            "It may add up with other promotions",
            "is_stackable",
            default_checked=NewPromotionState.is_stackable,
            id=f"{FORM}-is_stackable",
        ),
        rx.el.div(button("Show what it does", tone="primary", type="submit")),
        on_submit=NewPromotionState.check,
        no_validate=True,
        class_name="grid gap-4",
    )


def _things() -> rx.Component:
    def line(one: Any, label: str, event: Any) -> rx.Component:
        return rx.el.li(
            rx.el.span(one[1], class_name="min-w-0"),
            button(
                rx.fragment(label, rx.el.span(f" {one[1]}", class_name="sr-only")),
                tone="quiet",
                size="sm",
                on_click=event,
            ),
            class_name="flex items-center justify-between gap-3 py-1",
        )

    return rx.el.div(
        rx.el.ul(
            rx.foreach(
                NewPromotionState.chosen, lambda one: line(one, "Remove", NewPromotionState.drop(one[0]))
            ),
            aria_label="Covered",
            class_name="mb-2 divide-y divide-line font-semibold empty:hidden",
        ),
        text_field(
            "Find by name",
            "find",
            kind="search",
            error=_error("scope_ids"),
            on_change=NewPromotionState.find.debounce(300),
            id=f"{FORM}-find",
        ),
        rx.el.ul(
            rx.foreach(NewPromotionState.found, lambda one: line(one, "Add", NewPromotionState.add(one[0]))),
            aria_label="Found",
            class_name="mt-2 divide-y divide-line empty:hidden",
        ),
        class_name="rounded-card border border-line p-3",
    )
