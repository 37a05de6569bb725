"""The panels of an order at the desk: a refund with its preview, and a cancellation."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.ui.button import button
from components.ui.field import checkbox, radio_group, text_field, textarea_field
from components.ui.panel import amounts, panel, panel_note, told, told_at
from state.desk.order_state import CANCEL_PANEL, DeskCancelState
from state.desk.order_words import DeskItem
from state.desk.refund_state import DESTINATIONS, PANEL, DeskRefundState, RefundLine


def refund_panel() -> rx.Component:
    """First what goes back, then how it splits, to the cent, with the button that grants it."""
    return panel(
        PANEL,
        "Refund part " + DeskRefundState.part_number,
        DeskRefundState,
        # The form stays while the preview is looked at: going back finds what was typed.
        rx.el.div(_form(), hidden=DeskRefundState.is_foreseen),
        rx.cond(DeskRefundState.is_foreseen, _preview()),
        refusal=_refusal(DeskRefundState),
    )


def _form() -> rx.Component:
    return rx.el.form(
        rx.el.ul(
            rx.foreach(DeskRefundState.lines, _line),
            aria_label="Lines of the part",
            class_name="divide-y divide-line",
        ),
        rx.el.div(
            checkbox("What is left of the shipping, too", "shipping", id="refund-shipping"),
            text_field(
                "An amount on top, over everything that is left",
                "amount",
                optional=True,
                input_mode="decimal",
                size="sm",
                after=DeskRefundState.currency,
                error=told_at(DeskRefundState, "amount"),
                id="refund-amount",
            ),
            radio_group("Where to?", "to", DESTINATIONS, value="origin"),
            textarea_field(
                "Why? The shopper and the seller read it.",
                "reason",
                rows=2,
                max_length=200,
                error=told_at(DeskRefundState, "reason"),
                id="refund-reason",
            ),
            class_name="grid gap-4 border-t border-line pt-4",
        ),
        button("See how it splits", tone="primary", type="submit", full=True, class_name="mt-5"),
        panel_note("Nothing is refunded yet."),
        on_submit=DeskRefundState.foresee,
        key=DeskRefundState.part_id,
    )


def _line(line: rx.Var[RefundLine]) -> rx.Component:
    return rx.el.li(
        rx.el.p(line.title, class_name="font-semibold"),
        rx.el.p(
            line.paid, rx.cond(line.gone != "", " · " + line.gone, ""), class_name="figures text-sm text-soft"
        ),
        rx.el.div(
            text_field(
                "Units, up to " + line.most,
                f"units-{line.id}",
                input_mode="numeric",
                size="sm",
                error=told_at(DeskRefundState, f"units-{line.id}"),
                id=f"refund-units-{line.id}",
            ),
            text_field(
                "Or an amount of it",
                f"amount-{line.id}",
                input_mode="decimal",
                size="sm",
                after=DeskRefundState.currency,
                error=told_at(DeskRefundState, f"amount-{line.id}"),
                id=f"refund-amount-{line.id}",
            ),
            class_name="mt-2 grid grid-cols-2 items-start gap-3",
        ),
        class_name="py-3 first:pt-0",
    )


def _preview() -> rx.Component:
    return rx.el.div(
        rx.el.h3("It goes back to", class_name="text-base font-bold"),
        amounts(DeskRefundState.split, "How the refund splits"),
        rx.el.p(
            "Together",
            rx.el.span(DeskRefundState.total, class_name="figures"),
            class_name="flex justify-between gap-4 border-t border-ink py-2 text-base font-bold",
        ),
        rx.el.p("Reason: ", DeskRefundState.reason, class_name="mt-2 text-sm text-soft"),
        rx.el.div(
            button("Refund " + DeskRefundState.total, tone="action", on_click=DeskRefundState.grant),
            button("Change", on_click=DeskRefundState.change),
            class_name="mt-5 flex flex-wrap gap-3",
        ),
        panel_note("Seller, commission and tax lose exactly their part of it."),
    )


def cancel_panel() -> rx.Component:
    """Which units will not come, and why."""
    return panel(
        CANCEL_PANEL,
        "Cancel of part " + DeskCancelState.part_number,
        DeskCancelState,
        rx.el.form(
            rx.el.ul(
                rx.foreach(DeskCancelState.lines, _cancelled_line),
                aria_label="Lines of the part",
                class_name="divide-y divide-line",
            ),
            textarea_field(
                "Why? The shopper reads it.",
                "reason",
                rows=2,
                max_length=200,
                error=told_at(DeskCancelState, "reason"),
                id="cancel-reason",
            ),
            button("Cancel these units", tone="danger", type="submit", full=True, class_name="mt-5"),
            panel_note("Their stock goes back on sale and what was paid for them goes back by itself."),
            on_submit=DeskCancelState.cancel,
            key=DeskCancelState.part_id,
        ),
        refusal=_refusal(DeskCancelState),
    )


def _cancelled_line(line: rx.Var[DeskItem]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(line.title, class_name="font-semibold"),
            rx.el.p(line.quantity, class_name="figures text-sm text-soft"),
            class_name="min-w-0 grow",
        ),
        rx.el.div(
            text_field(
                "Units to cancel",
                f"units-{line.id}",
                input_mode="numeric",
                size="sm",
                error=told_at(DeskCancelState, f"units-{line.id}"),
                id=f"cancel-units-{line.id}",
            ),
            class_name="w-36 shrink-0",
        ),
        class_name="flex items-start gap-4 py-3 first:pt-0",
    )


def _refusal(state: Any) -> rx.Component:
    """At the top, unless it stands at a field of the form or of a line already."""
    field = state.refusal_field
    at_line = field.startswith("units-") | field.startswith("amount-")
    return rx.cond(~at_line, told(state, "reason", "amount"))
