"""The gateway's books against ours: the latest comparisons, the cases, and the panel of one."""

from __future__ import annotations

import reflex as rx

from components.ui.badge import status
from components.ui.button import button
from components.ui.card import empty_state
from components.ui.kinds import given, when
from components.ui.listing import listing, plain
from components.ui.panel import panel, panel_head, panel_part, panel_verbs, reason_form
from components.ui.table import Column, table
from components.ui.text import facts, section_heading
from state.desk.reconciliation_state import PANEL, CaseState, ReconciliationState


def reconciliation() -> rx.Component:
    """Cases lead; the comparisons that found them stand below."""
    return rx.fragment(
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
            ReconciliationState,
            row_click=lambda row: CaseState.show(row.id),
            empty=empty_state(
                "The books agree",
                "Whatever the payment gateway's books and ours say differently appears here.",
                symbol="book-check",
            ),
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
    return panel(
        PANEL,
        rx.cond(CaseState.what != "", CaseState.what, "Case"),
        CaseState,
        panel_head(CaseState.word, CaseState.tone),
        panel_part("The difference", facts(CaseState.facts, class_name="figures break-words")),
        when(
            given(CaseState.note),
            panel_part("Why they differ", rx.el.p(CaseState.note, class_name="whitespace-pre-line")),
        ),
        rx.cond(CaseState.may_explain, _explain()),
        fields=("note",),
    )


def _explain() -> rx.Component:
    return panel_verbs(
        reason_form(
            CaseState,
            "Why do the books differ?",
            "note",
            "Close with this note",
            tone="primary",
            note="It opens again when the amounts change. It ends by itself when the books agree.",
            on_submit=CaseState.explain,
            key=CaseState.case_id,
            rows=3,
            max_length=2_000,
            id="case-note",
        )
    )
