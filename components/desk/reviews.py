"""Orders whose payment looks like fraud: the table, and the panel with the reasons and the decision."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.ui.badge import status
from components.ui.button import button, link
from components.ui.card import disclosure, empty_state
from components.ui.kinds import given, when
from components.ui.listing import due, listing, plain
from components.ui.panel import (
    bullet_lines,
    panel,
    panel_head,
    panel_note,
    panel_part,
    panel_verbs,
    reason_form,
)
from components.ui.table import Column
from components.ui.text import facts
from state.desk.reviews_state import PANEL, ReviewsState, ReviewState


def reviews() -> rx.Component:
    """Chips with counts, search, the table, and the panel that a row opens."""
    return rx.fragment(
        listing(
            "Orders to be looked at",
            [
                Column("Order", lambda row: plain(row.number)),
                Column("Why", lambda row: row.why, hide_below="md"),
                Column("Likely fraud", lambda row: row.score, number=True),
                Column("Total", lambda row: row.amount, number=True, hide_below="sm"),
                Column("E-mail", lambda row: row.email, hide_below="lg"),
                Column("Status", lambda row: status(row.word, row.tone), hide_below="sm"),
                Column("Due or decided", lambda row: due(row.due, row.is_late)),
            ],
            ReviewsState,
            search=("Search orders", "Order number or e-mail"),
            row_click=lambda row: ReviewState.show(row.id),
            empty=empty_state(
                "Nothing to look at",
                "Orders whose payment looks like fraud would wait here for you.",
                symbol="shield-check",
            ),
        ),
        _panel(),
    )


def _panel() -> rx.Component:
    return panel(
        PANEL,
        rx.cond(ReviewState.number != "", "Order " + ReviewState.number, "Order"),
        ReviewState,
        panel_head(ReviewState.word, ReviewState.tone, ReviewState.score + " likely fraud"),
        panel_part(
            "What raised the score", bullet_lines(ReviewState.reasons, "Reasons, the strongest first")
        ),
        panel_part(
            "The order",
            facts(ReviewState.facts),
            rx.el.p(link("Open the order", routes.desk_order(ReviewState.number)), class_name="mt-3 text-sm"),
        ),
        when(
            given(ReviewState.note),
            rx.el.p("Note: ", ReviewState.note, class_name="mt-4 text-sm text-soft"),
        ),
        rx.cond(ReviewState.is_open, _decision()),
        fields=("note",),
    )


def _decision() -> rx.Component:
    return panel_verbs(
        button("Release the order", icon="check", on_click=ReviewState.approve),
        panel_note("The warehouse starts at once."),
        rx.cond(
            ReviewState.is_asked,
            panel_note("The shopper was asked to confirm with the bank. You need not wait for the answer."),
            disclosure(
                "Ask for 3-D Secure",
                rx.el.p(
                    "The shopper gets a message and confirms with the bank that the card is theirs; one that "
                    "is not saved is typed once more. Then the order goes on by itself. It waits up to 24 "
                    "hours.",
                    class_name="measure text-sm",
                ),
                button(
                    "Ask the shopper", icon="shield-question", on_click=ReviewState.ask, class_name="mt-3"
                ),
                class_name="mt-4",
            ),
        ),
        disclosure(
            "Refuse and cancel",
            reason_form(
                ReviewState,
                "Why? Colleagues read it.",
                "note",
                "Cancel the order",
                note="Its stock goes back on sale and the shopper gets the money back.",
                on_submit=ReviewState.refuse,
                key=ReviewState.review_id,
                rows=3,
                max_length=500,
            ),
            ruled=False,
        ),
    )
