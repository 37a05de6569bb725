"""The gateway's books against ours: the latest comparisons, the cases, and the panel of one."""

from __future__ import annotations

import reflex as rx

from components.ui.badge import status
from components.ui.button import button
from components.ui.card import empty_state
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
from components.ui.table import Column, table
from components.ui.text import facts, section_heading
from state.desk.reconciliation_state import PANEL, CaseState, ReconciliationState


def reconciliation() -> rx.Component:
    """Cases lead; the comparisons that found them stand below."""
    return rx.fragment(
        filter_line(ReconciliationState.chips, ReconciliationState.count_words),
        listing(
            "Cases",
            [
                Column("What", lambda row: row.what),
                Column("Payment", lambda row: plain(row.subject), hide_below="lg"),
                Column("Money moved (UTC)", lambda row: plain(row.at), hide_below="md"),
                Column("In our books", lambda row: row.here, number=True, hide_below="sm"),
                Column("In the gateway's", lambda row: row.there, number=True, hide_below="sm"),
                Column("Status", lambda row: status(row.word, row.tone)),
            ],
            ReconciliationState.rows,
            row_click=lambda row: CaseState.show(row.id),
            empty=empty_state(
                "The books agree",
                "Whatever the payment gateway's books and ours say differently appears here.",
                symbol="book-check",
            ),
            pages=ReconciliationState.pages,
            previous=ReconciliationState.previous,
            following=ReconciliationState.following,
        ),
        rx.el.section(
            section_heading(
                "Comparisons", note="Once a day by itself, over the last three days; the latest five"
            ),
            rx.el.div(
                table(
                    "Comparisons",
                    [
                        Column("Began (UTC)", lambda row: plain(row.began)),
                        Column("Window", lambda row: plain(row.window), hide_below="lg"),
                        Column("By", lambda row: row.who, hide_below="md"),
                        Column("Status", lambda row: status(row.word, row.tone)),
                        Column("Found", lambda row: row.result, hide_below="sm"),
                        Column("Fees booked", lambda row: row.fees, number=True, hide_below="md"),
                    ],
                    ReconciliationState.runs,
                    empty=empty_state(
                        "Never compared yet", "Compare now, or wait for tonight.", symbol="book-check"
                    ),
                ),
                class_name="mt-3",
            ),
            class_name="mt-8",
        ),
        _panel(),
    )


def compare_button() -> rx.Component:
    """The page's one action."""
    return button("Compare now", tone="action", icon="refresh-cw", on_click=ReconciliationState.compare)


def _panel() -> rx.Component:
    return sheet(
        PANEL,
        rx.cond(CaseState.what != "", CaseState.what, "Case"),
        panel_refusal(CaseState.refusal, CaseState.refusal_field, "note"),
        panel_head(CaseState.word, CaseState.tone, ""),
        panel_part("The difference", facts(CaseState.facts, class_name="figures break-words")),
        when(
            given(CaseState.note),
            panel_part("Why they differ", rx.el.p(CaseState.note, class_name="whitespace-pre-line")),
        ),
        rx.cond(CaseState.may_explain, _explain()),
        open=CaseState.open,
        on_close=CaseState.close,
    )


def _explain() -> rx.Component:
    return rx.el.form(
        textarea_field(
            "Why do the books differ?",
            "note",
            rows=3,
            max_length=2_000,
            error=rx.cond(CaseState.refusal_field == "note", CaseState.refusal, ""),
            id="case-note",
        ),
        button("Close with this note", tone="primary", type="submit", class_name="mt-4"),
        panel_note("It opens again when the amounts change. It ends by itself when the books agree."),
        on_submit=CaseState.explain,
        key=CaseState.case_id,
        class_name="mt-6 border-t border-line pt-4",
    )
