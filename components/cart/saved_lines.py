"""What was put aside for later, below the cart."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.cart.line import line_head, line_picture, line_seller
from components.catalog.product_card import OPERATION_ID
from components.ui.button import button
from components.ui.kinds import given, when
from components.ui.text import verb_about
from state.shop.cart_state import CartState


def saved_lines() -> rx.Component:
    """The saved lines with what to know about each, one press from the cart."""
    return rx.el.section(
        rx.el.h2("Saved for later", id="saved", class_name="text-lg font-bold"),
        rx.el.ul(
            rx.foreach(CartState.saved, _line),
            class_name="mt-3 grid gap-x-8 border-t border-line md:grid-cols-2",
        ),
        aria_labelledby="saved",
        class_name="mt-10",
    )


def _line(row: Any) -> rx.Component:
    return rx.el.li(
        line_picture(row, "w-16 shrink-0"),
        rx.el.div(
            line_head(row, row.unit, "text-sm"),
            line_seller(row),
            when(
                given(row.note),
                rx.el.p(
                    row.note,
                    custom_attrs={"data-kind": row.kind},
                    class_name="mt-1 text-sm font-medium text-notice data-[kind=gone]:text-negative "
                    "data-[kind=sold_out]:text-negative",
                ),
            ),
            rx.el.div(
                when(
                    row.can_move,
                    button(
                        verb_about("Move to cart", ": ", row.title),
                        on_click=CartState.move_back(row.offer_id, OPERATION_ID),
                    ),
                ),
                button(
                    verb_about("Remove", " ", row.title),
                    tone="quiet",
                    on_click=CartState.drop_saved(row.offer_id, OPERATION_ID),
                ),
                class_name="mt-2 flex flex-wrap items-center gap-2",
            ),
            class_name="min-w-0 grow",
        ),
        key=row.offer_id,
        class_name="flex gap-4 border-b border-line py-4",
    )
