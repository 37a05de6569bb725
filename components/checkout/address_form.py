"""Contact and address, with the fields that the country needs."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.ui.button import button
from components.ui.field import checkbox, select_field, text_field
from state.shop.address_form import COUNTRIES


def address_form(
    state: Any, *, with_email: bool, action: str, extra: rx.Component | None = None, prefix: str = "field"
) -> rx.Component:
    """The form of a state with `fields`, `errors`, `country`, `format`, `choose_country` and `save_address`.

    Every problem stands beside its field.
    """

    def text(label: Any, name: str, complete: str, **options: Any) -> rx.Component:
        return text_field(
            label,
            name,
            error=state.errors[name],
            default_value=state.fields[name],
            auto_complete=complete,
            id=f"{prefix}-{name}",
            **options,
        )

    email = text("E-mail", "email", "email", kind="email", hint="The confirmation and the tracking go here.")
    return rx.el.form(
        *((email,) if with_email else ()),
        text("Full name", "name", "shipping name"),
        select_field(
            "Country",
            "country",
            COUNTRIES,
            error=state.errors["country"],
            value=state.country,
            on_change=state.choose_country,
            auto_complete="shipping country",
            id=f"{prefix}-country",
        ),
        text("Street and number", "line1", "shipping address-line1"),
        text("Apartment, floor, company", "line2", "shipping address-line2", optional=True),
        rx.el.div(
            text(state.format.city_name, "city", "shipping address-level2"),
            rx.cond(
                state.format.region_name != "",
                select_field(
                    rx.cond(
                        state.format.needs_region,
                        state.format.region_name,
                        f"{state.format.region_name} (optional)",
                    ),
                    "region",
                    state.format.regions,
                    error=state.errors["region"],
                    default_value=state.fields["region"],
                    auto_complete="shipping address-level1",
                    id=f"{prefix}-region",
                ),
            ),
            text(
                state.format.postcode_name,
                "postcode",
                "shipping postal-code",
                input_mode=rx.cond(state.format.is_numeric, "numeric", "text"),
            ),
            class_name="grid gap-4 sm:auto-cols-fr sm:grid-flow-col",
        ),
        text(
            "Phone",
            "phone",
            "shipping tel",
            kind="tel",
            optional=True,
            hint="Only for the driver, should there be a question.",
        ),
        extra or rx.fragment(),
        button(action, tone="primary", size="lg", type="submit", class_name="w-full sm:w-fit"),
        # A form that is filled in anew is a new form: its fields keep their own text otherwise.
        key=f"address-{state.entry}",
        on_submit=state.save_address,
        no_validate=True,
        class_name="mt-4 grid max-w-2xl gap-4",
    )


def keep_box() -> rx.Component:
    """Whether the address goes into the book."""
    return checkbox("Keep this address in my address book", "keep", default_checked=True)
