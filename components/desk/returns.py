"""Returns at the desk: the queue, and the panel with what was found and what can be decided."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.ui.badge import status
from components.ui.button import button, link
from components.ui.card import disclosure, empty_state
from components.ui.kinds import given, when
from components.ui.listing import listing, plain
from components.ui.panel import panel, panel_head, panel_note, panel_part, panel_verbs, reason_form
from components.ui.table import Column
from components.ui.text import facts
from components.ui.timeline import timeline
from state.desk.returns_state import PANEL, DeskReturnState, ReturnsState


def returns() -> rx.Component:
    """Chips with counts, the table, and the panel that a row opens."""
    return rx.fragment(
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
            ReturnsState,
            row_click=lambda row: DeskReturnState.show(row.number),
            empty=empty_state(
                "No returns here",
                "What shoppers want to send back appears here, the newest first.",
                symbol="undo-2",
            ),
        ),
        _panel(),
    )


def _panel() -> rx.Component:
    return panel(
        PANEL,
        rx.cond(DeskReturnState.return_number != "", "Return " + DeskReturnState.return_number, "Return"),
        DeskReturnState,
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
            panel_verbs(
                button(
                    "Refund what was accepted",
                    tone="primary",
                    icon="undo-2",
                    on_click=DeskReturnState.pay_back,
                ),
                panel_note("It goes back to what it was paid with."),
            ),
        ),
        fields=("reason",),
    )


def _line(line: Any) -> rx.Component:
    return rx.el.li(
        rx.el.p(line[0], class_name="font-semibold"),
        rx.el.p(line[1], class_name="figures text-sm text-soft"),
        when(given(line[2]), rx.el.p(line[2], class_name="mt-1 text-sm")),
        class_name="py-2",
    )


def _decision() -> rx.Component:
    return panel_verbs(
        button("Agree and send the label", icon="check", on_click=DeskReturnState.approve),
        disclosure(
            "Refuse",
            reason_form(
                DeskReturnState,
                "Why? The shopper reads it.",
                "reason",
                "Refuse the return",
                on_submit=DeskReturnState.decline,
                key=DeskReturnState.return_number,
                rows=3,
                max_length=300,
                id="return-reason",
            ),
            ruled=False,
            class_name="mt-4",
        ),
    )
