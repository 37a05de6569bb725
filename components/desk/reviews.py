"""Orders whose payment looks like fraud: the table, and the panel with the reasons and the decision."""

from __future__ import annotations

import reflex as rx

from components.seller.search import search_line
from components.ui.badge import status
from components.ui.button import button
from components.ui.card import alert, disclosure, empty_state
from components.ui.dialog import sheet
from components.ui.field import textarea_field
from components.ui.kinds import given, when
from components.ui.navigation import pagination
from components.ui.table import Column, table
from components.ui.text import facts
from state.desk.reviews_state import PANEL, ReviewsState, ReviewState


def reviews() -> rx.Component:
    """Chips with counts, search, the table, and the panel that a row opens."""
    return rx.fragment(
        search_line(
            "Search orders",
            "Order number or e-mail",
            ReviewsState.text,
            ReviewsState.search,
            ReviewsState.chips,
            ReviewsState.count_words,
        ),
        table(
            "Orders to be looked at",
            [
                Column("Order", lambda row: rx.el.span(row.number, class_name="figures whitespace-nowrap")),
                Column("Why", lambda row: row.why, hide_below="md"),
                Column("Likely fraud", lambda row: row.score, number=True),
                Column("Total", lambda row: row.amount, number=True, hide_below="sm"),
                Column("E-mail", lambda row: row.email, hide_below="lg"),
                Column("Status", lambda row: status(row.word, row.tone), hide_below="sm"),
                Column(
                    "Due or decided",
                    lambda row: rx.el.span(
                        row.due,
                        custom_attrs={"data-late": row.is_late},
                        class_name="figures whitespace-nowrap data-[late=true]:font-semibold "
                        "data-[late=true]:text-negative",
                    ),
                ),
            ],
            ReviewsState.rows,
            row_click=lambda row: ReviewState.show(row.id),
            empty=empty_state(
                "Nothing to look at",
                "Orders whose payment looks like fraud would wait here for you.",
                symbol="shield-check",
            ),
        ),
        rx.cond(
            ReviewsState.pages.length() > 0,
            pagination(
                ReviewsState.pages,
                previous=ReviewsState.previous,
                following=ReviewsState.following,
                label="Pages of orders",
                class_name="mt-5",
            ),
        ),
        _panel(),
    )


def _panel() -> rx.Component:
    return sheet(
        PANEL,
        rx.cond(ReviewState.number != "", "Order " + ReviewState.number, "Order"),
        when(given(ReviewState.refusal), alert(ReviewState.refusal, class_name="mb-4")),
        rx.el.p(
            status(ReviewState.word, ReviewState.tone),
            rx.el.span(ReviewState.score, " likely fraud", class_name="figures font-semibold"),
            class_name="flex flex-wrap items-center justify-between gap-2",
        ),
        rx.el.section(
            rx.el.h3("What raised the score", class_name="mb-2 text-base font-bold"),
            rx.el.ul(
                rx.foreach(ReviewState.reasons, lambda sentence: rx.el.li(sentence, class_name="py-1.5")),
                # A stop for the keyboard, so that the panel can be scrolled without a pointer.
                tab_index=0,
                aria_label="Reasons, the strongest first",
                class_name="divide-y divide-line",
            ),
            class_name="mt-6 border-t border-line pt-4",
        ),
        rx.el.section(
            rx.el.h3("The order", class_name="mb-2 text-base font-bold"),
            facts(ReviewState.facts),
            class_name="mt-6 border-t border-line pt-4",
        ),
        when(
            given(ReviewState.note),
            rx.el.p("Note: ", ReviewState.note, class_name="mt-4 text-sm text-soft"),
        ),
        rx.cond(ReviewState.is_waiting, _decision()),
        open=ReviewState.open,
        on_close=ReviewState.close,
    )


def _decision() -> rx.Component:
    return rx.el.div(
        button("Release the order", icon="check", on_click=ReviewState.approve),
        rx.el.p("The warehouse starts at once.", class_name="mt-2 text-sm text-soft"),
        disclosure(
            "Refuse and cancel",
            rx.el.form(
                textarea_field(
                    "Why? Colleagues read it.",
                    "note",
                    rows=3,
                    max_length=500,
                    error=rx.cond(ReviewState.refusal_field == "note", ReviewState.refusal, ""),
                ),
                button("Cancel the order", tone="danger", type="submit", class_name="mt-4"),
                rx.el.p(
                    "Its stock goes back on sale and the shopper gets the money back.",
                    class_name="mt-2 text-sm text-soft",
                ),
                on_submit=ReviewState.refuse,
                key=ReviewState.review_id,
            ),
            class_name="mt-4 border-0",
        ),
        class_name="mt-6 border-t border-line pt-4",
    )
