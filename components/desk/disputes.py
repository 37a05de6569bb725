"""Disputes at the desk: what is due first, the evidence that is known, the answer to the bank."""

from __future__ import annotations

import reflex as rx

from components.ui.badge import status
from components.ui.button import button, link
from components.ui.card import disclosure, empty_state
from components.ui.kinds import given, when
from components.ui.listing import due, listing, plain
from components.ui.panel import panel, panel_head, panel_part, panel_verbs, reason_form
from components.ui.table import Column
from components.ui.text import facts
from state.desk.disputes_state import PANEL, DisputesState, DisputeState


def disputes() -> rx.Component:
    """Chips with counts, the table, and the panel that a row opens."""
    return rx.fragment(
        listing(
            "Disputes",
            [
                Column("Dispute", lambda row: plain(row.reference)),
                Column("Why", lambda row: row.reason),
                Column("Opened (UTC)", lambda row: plain(row.opened), hide_below="lg"),
                Column("Status", lambda row: status(row.word, row.tone), hide_below="sm"),
                Column("Answer due, or decided", lambda row: due(row.due, row.is_late), hide_below="md"),
                Column("Amount", lambda row: row.amount, number=True),
            ],
            DisputesState,
            row_click=lambda row: DisputeState.show(row.id),
            empty=empty_state(
                "No disputes",
                "When a card holder's bank takes a payment back, it appears here with the day by which "
                "the bank wants our answer.",
                symbol="scale",
            ),
        ),
        _panel(),
    )


def _panel() -> rx.Component:
    return panel(
        PANEL,
        "Dispute",
        DisputeState,
        panel_head(DisputeState.word, DisputeState.tone, DisputeState.amount),
        panel_part("The dispute", facts(DisputeState.facts)),
        panel_part(
            "Evidence that is known",
            rx.cond(
                DisputeState.evidence.length() > 0,
                facts(DisputeState.evidence, tab_index=0, aria_label="Evidence that is known"),
                rx.el.p("No order is known for this payment.", class_name="text-soft"),
            ),
            when(
                given(DisputeState.order_href),
                rx.el.p(link("Open the order", DisputeState.order_href), class_name="mt-3 text-sm"),
            ),
        ),
        when(
            given(DisputeState.said),
            panel_part("What we told the bank", rx.el.p(DisputeState.said, class_name="whitespace-pre-line")),
        ),
        rx.cond(DisputeState.may_answer, _answer()),
        fields=("text",),
    )


def _answer() -> rx.Component:
    return panel_verbs(
        reason_form(
            DisputeState,
            "Why is the payment right?",
            "text",
            "Send to the bank",
            tone="primary",
            note="Once: what the bank has cannot be changed.",
            on_submit=DisputeState.submit,
            key=DisputeState.dispute_id,
            rows=5,
            max_length=20_000,
            hint="What is known goes along by itself.",
            id="dispute-text",
        ),
        disclosure(
            "Accept the dispute",
            rx.el.p(
                "The shopper keeps the money and the dispute is lost, for good. The bank's fee stays.",
                class_name="measure text-sm",
            ),
            button("Accept it", tone="danger", on_click=DisputeState.give_up, class_name="mt-3"),
            ruled=False,
            class_name="mt-4",
        ),
    )
