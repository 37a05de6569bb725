"""Returns at the desk: the queue, and the panel with what was found and what can be decided."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.ui.badge import status
from components.ui.button import button, link
from components.ui.card import disclosure, empty_state
from components.ui.dialog import sheet
from components.ui.field import textarea_field
from components.ui.kinds import given, when
from components.ui.listing import (
    filter_line,
    listing,
    panel_head,
    panel_note,
    panel_part,
    panel_refusal,
    plain,
)
from components.ui.table import Column
from components.ui.text import facts
from components.ui.timeline import timeline
from state.desk.returns_state import PANEL, DeskReturnState, ReturnsState


def returns() -> rx.Component:
    """Chips with counts, the table, and the panel that a row opens."""
    return rx.fragment(
        filter_line(ReturnsState.chips, ReturnsState.count_words),
        listing(
            "Returns",
            [
                Column("Return", lambda row: plain(row.number)),
                Column("What", lambda row: row.what, hide_below="sm"),
                Column("Why", lambda row: row.reason, hide_below="md"),
                Column("Order", lambda row: plain(row.order_number), hide_below="lg"),
                Column("Asked for (UTC)", lambda row: plain(row.asked), hide_below="lg"),
                Column("Status", lambda row: status(row.word, row.tone)),
                Column("Refund", lambda row: row.refund, number=True, hide_below="sm"),
            ],
            ReturnsState.rows,
            row_click=lambda row: DeskReturnState.show(row.number),
            empty=empty_state(
                "No returns here",
                "What shoppers want to send back appears here, the newest first.",
                symbol="undo-2",
            ),
            pages=ReturnsState.pages,
            previous=ReturnsState.previous,
            following=ReturnsState.following,
        ),
        _panel(),
    )


def _panel() -> rx.Component:
    return sheet(
        PANEL,
        rx.cond(DeskReturnState.return_number != "", "Return " + DeskReturnState.return_number, "Return"),
        panel_refusal(DeskReturnState.refusal, DeskReturnState.refusal_field, "reason"),
        panel_head(DeskReturnState.word, DeskReturnState.tone, DeskReturnState.refund),
        panel_part(
            "What comes back",
            rx.el.ul(
                rx.foreach(DeskReturnState.found, _line),
                tab_index=0,
                aria_label="Lines of the return",
                class_name="divide-y divide-line",
            ),
        ),
        panel_part(
            "The return",
            facts(DeskReturnState.facts),
            when(
                given(DeskReturnState.order_href),
                rx.el.p(link("Open the order", DeskReturnState.order_href), class_name="mt-3 text-sm"),
            ),
        ),
        panel_part("What happened", timeline(DeskReturnState.steps, label="The return's life")),
        rx.cond(DeskReturnState.may_decide, _decision()),
        rx.cond(
            DeskReturnState.may_refund,
            rx.el.div(
                button(
                    "Refund what was accepted",
                    tone="primary",
                    icon="undo-2",
                    on_click=DeskReturnState.pay_back,
                ),
                panel_note("It goes back to what it was paid with."),
                class_name="mt-6 border-t border-line pt-4",
            ),
        ),
        open=DeskReturnState.open,
        on_close=DeskReturnState.close,
    )


def _line(line: Any) -> rx.Component:
    return rx.el.li(
        rx.el.p(line[0], class_name="font-semibold"),
        rx.el.p(line[1], class_name="figures text-sm text-soft"),
        when(given(line[2]), rx.el.p(line[2], class_name="mt-1 text-sm")),
        class_name="py-2",
    )


def _decision() -> rx.Component:
    return rx.el.div(
        button("Agree and send the label", icon="check", on_click=DeskReturnState.approve),
        disclosure(
            "Refuse",
            rx.el.form(
                textarea_field(
                    "Why? The shopper reads it.",
                    "reason",
                    rows=3,
                    max_length=300,
                    error=rx.cond(DeskReturnState.refusal_field == "reason", DeskReturnState.refusal, ""),
                    id="return-reason",
                ),
                button("Refuse the return", tone="danger", type="submit", class_name="mt-4"),
                on_submit=DeskReturnState.decline,
                key=DeskReturnState.return_number,
            ),
            class_name="mt-4 border-0",
        ),
        class_name="mt-6 border-t border-line pt-4",
    )
