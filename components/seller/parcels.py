"""The parcels of a seller's order: those that left, and the form that sends the next."""

from __future__ import annotations

import reflex as rx

from components.ui.button import button
from components.ui.card import disclosure
from components.ui.field import text_field
from components.ui.kinds import given, when
from components.ui.panel import panel_part, told_at
from state.seller.orders_state import SellerOrderState
from state.seller.parcel_words import LineLeft, SentParcel


def sent() -> rx.Component:
    """Each parcel with its number, what is in it, and when it left."""

    def parcel(one: rx.Var[SentParcel]) -> rx.Component:
        return rx.el.li(
            rx.el.p(one.title, class_name="font-semibold"),
            rx.el.p(one.carried, class_name="figures text-sm break-all"),
            rx.el.p(one.inside, class_name="figures text-sm whitespace-pre-line"),
            rx.el.p(one.left, class_name="figures text-sm text-soft"),
            class_name="py-3 first:pt-0",
        )

    return rx.cond(
        SellerOrderState.parcels.length() > 0,
        panel_part(
            "Parcels sent",
            rx.el.ul(
                rx.foreach(SellerOrderState.parcels, parcel),
                aria_label="Parcels that left",
                class_name="divide-y divide-line",
            ),
        ),
    )


def ship_a_part() -> rx.Component:
    """What goes into the next parcel, and who carries it."""
    return rx.cond(
        SellerOrderState.left.length() > 0,
        rx.el.div(
            disclosure(SellerOrderState.ship_title, _form(), ruled=False),
            class_name="mt-6 border-t border-line pt-2",
        ),
    )


def _form() -> rx.Component:
    return rx.el.form(
        # A second click, or one whose answer got lost, is told from the next parcel by it.
        rx.el.input(type="hidden", name="key", value=SellerOrderState.version, read_only=True),
        rx.el.fieldset(
            rx.el.legend("What is in the parcel", class_name="mb-2 font-semibold"),
            rx.el.div(rx.foreach(SellerOrderState.left, _line), class_name="grid gap-3"),
            when(
                SellerOrderState.refusal_field == "units",
                rx.el.p(SellerOrderState.refusal, role="alert", class_name="mt-2 text-sm text-negative"),
            ),
        ),
        rx.el.div(
            text_field(
                "Carrier",
                "carrier",
                error=told_at(SellerOrderState, "carrier"),
                max_length=40,
                auto_complete="off",
            ),
            text_field(
                "Tracking number",
                "tracking_number",
                error=told_at(SellerOrderState, "tracking_number"),
                max_length=40,
                auto_complete="off",
            ),
            text_field(
                "Weight", "weight", error=told_at(SellerOrderState, "weight"), input_mode="numeric", after="g"
            ),
            class_name="mt-4 grid gap-3",
        ),
        button(SellerOrderState.ship_words, tone="action", type="submit", class_name="mt-4"),
        rx.el.p(
            "The shopper is told what is on its way. What is not in this parcel stays to be sent.",
            class_name="mt-2 text-sm text-soft",
        ),
        on_submit=SellerOrderState.ship,
        key="ship" + SellerOrderState.version,
        no_validate=True,
    )


def _line(line: rx.Var[LineLeft]) -> rx.Component:
    return text_field(
        line.name,
        line.id,
        default_value=line.left,
        hint=line.hint,
        input_mode="numeric",
        error=told_at(SellerOrderState, line.id),
        on_change=lambda typed: SellerOrderState.count(line.id, typed),
    )


def said_elsewhere() -> rx.Var[bool]:
    """A refusal that no field of the form shows."""
    field = SellerOrderState.refusal_field
    return given(SellerOrderState.refusal) & ((field == "") | (field == "reason"))
