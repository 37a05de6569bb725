"""Contact and address, with the fields that the country needs."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.ui.button import button
from components.ui.field import select_field, text_field
from state.shop.address_form import COUNTRIES, STATES
from state.shop.checkout_state import CheckoutState


def address_form() -> rx.Component:
    """The form; every problem stands beside its field."""
    is_us = CheckoutState.country == "US"
    return rx.el.form(
        _text("E-mail", "email", "email", kind="email", hint="The confirmation and the tracking go here."),
        _text("Full name", "name", "shipping name"),
        select_field(
            "Country",
            "country",
            COUNTRIES,
            error=CheckoutState.errors["country"],
            value=CheckoutState.country,
            on_change=CheckoutState.choose_country,
            auto_complete="shipping country",
        ),
        _text("Street and number", "line1", "shipping address-line1"),
        _text("Apartment, floor, company", "line2", "shipping address-line2", optional=True),
        rx.el.div(
            _text("City", "city", "shipping address-level2"),
            rx.cond(
                is_us,
                select_field(
                    "State",
                    "region",
                    STATES,
                    error=CheckoutState.errors["region"],
                    default_value=CheckoutState.fields["region"],
                    auto_complete="shipping address-level1",
                ),
                _text("Region", "region", "shipping address-level1", optional=True),
            ),
            _text(
                rx.cond(is_us, "ZIP code", "Postcode"),
                "postcode",
                "shipping postal-code",
                input_mode=rx.cond(is_us, "numeric", "text"),
            ),
            class_name="grid gap-4 sm:grid-cols-3",
        ),
        _text(
            "Phone",
            "phone",
            "shipping tel",
            kind="tel",
            optional=True,
            hint="Only for the driver, should there be a question.",
        ),
        button(
            "Continue to delivery and payment",
            tone="primary",
            size="lg",
            type="submit",
            class_name="w-full sm:w-fit",
        ),
        on_submit=CheckoutState.save_address,
        no_validate=True,
        class_name="mt-4 grid max-w-2xl gap-4",
    )


def _text(label: Any, name: str, complete: str, **options: Any) -> rx.Component:
    return text_field(
        label,
        name,
        error=CheckoutState.errors[name],
        default_value=CheckoutState.fields[name],
        auto_complete=complete,
        **options,
    )
