"""Gift cards at the desk: found by their end, read and blocked; a new one is given away."""

from __future__ import annotations

from functools import partial

import reflex as rx

from components.desk.amount import amount_fields
from components.ui.badge import status
from components.ui.button import button
from components.ui.card import alert, disclosure, empty_state
from components.ui.dialog import dialog
from components.ui.field import text_field, textarea_field
from components.ui.kinds import when
from components.ui.listing import listing, plain
from components.ui.panel import amounts, bullet_lines, panel, panel_head, panel_part, reason_form, told_at
from components.ui.table import Column
from components.ui.text import facts
from state.desk.balances_state import PANEL, BalancesState, GiftCardState
from state.desk.issue_card_state import ISSUE_PANEL, IssueCardState


def balances() -> rx.Component:
    """Chips with counts, search, the table, and the panel that a row opens."""
    return rx.fragment(
        listing(
            "Gift cards",
            [
                Column("Card", lambda row: plain(row.ending)),
                Column("Left", lambda row: row.left, number=True),
                Column("Issued with", lambda row: row.initial, number=True, hide_below="sm"),
                Column("Issued (UTC)", lambda row: plain(row.issued), hide_below="lg"),
                Column("Expires", lambda row: plain(row.expires), hide_below="md"),
                Column("For", lambda row: row.reason, hide_below="lg"),
                Column("Status", lambda row: status(row.word, row.tone)),
            ],
            BalancesState,
            search=("Search gift cards", "The last four characters"),
            row_click=lambda row: GiftCardState.show(row.id),
            empty=empty_state(
                "No such gift card",
                "Search for the last four characters of its code, or issue one.",
                symbol="gift",
            ),
        ),
        _panel(),
        _issue(),
    )


def issue_button() -> rx.Component:
    """The page's one action."""
    return button("Issue a gift card", tone="action", icon="plus", on_click=IssueCardState.begin)


def _panel() -> rx.Component:
    return panel(
        PANEL,
        "Gift card ending " + GiftCardState.ending,
        GiftCardState,
        panel_head(GiftCardState.word, GiftCardState.tone, GiftCardState.left + " left"),
        panel_part("The card", facts(GiftCardState.facts)),
        panel_part("Entries", amounts(GiftCardState.entries, "Entries, the newest first")),
        rx.cond(
            GiftCardState.steps.length() > 0,
            panel_part("Blocked and let go", bullet_lines(GiftCardState.steps, "The newest first")),
        ),
        rx.el.div(
            disclosure(
                rx.cond(GiftCardState.is_blocked, "Let it be spent again", "Block this card"),
                reason_form(
                    GiftCardState,
                    "Why? Colleagues read it.",
                    "reason",
                    rx.cond(GiftCardState.is_blocked, "Let it be spent", "Block it"),
                    note="Money on it stays on it.",
                    on_submit=GiftCardState.block,
                    key=GiftCardState.card_id + GiftCardState.word,
                    rows=2,
                    max_length=200,
                    id="card-reason",
                ),
                ruled=False,
            ),
            class_name="mt-6 border-t border-line pt-2",
        ),
        fields=("reason",),
    )


def _issue() -> rx.Component:
    error = partial(told_at, IssueCardState)
    return dialog(
        ISSUE_PANEL,
        "Issue a gift card",
        rx.cond(
            IssueCardState.code != "",
            rx.el.div(
                rx.el.p("A gift card over ", IssueCardState.amount, ". Its code:"),
                rx.el.p(
                    IssueCardState.code,
                    class_name="figures my-3 rounded-control bg-sunken px-4 py-3 text-center text-lg "
                    "font-bold select-all",
                ),
                rx.el.p("Write it down now: it is stored nowhere and not shown again.", role="status"),
            ),
            rx.el.form(
                when(
                    (IssueCardState.refusal != "") & (IssueCardState.refusal_field == ""),
                    alert(IssueCardState.refusal),
                ),
                amount_fields(IssueCardState, "issue"),
                textarea_field(
                    "What for?", "reason", rows=2, max_length=200, error=error("reason"), id="issue-reason"
                ),
                text_field(
                    "Expires",
                    "expires_at",
                    kind="date",
                    optional=True,
                    error=error("expires_at"),
                    id="issue-expires",
                ),
                button("Issue it", tone="primary", type="submit", full=True),
                on_submit=IssueCardState.issue,
                key=IssueCardState.key,
                class_name="grid gap-4",
            ),
        ),
        on_close=IssueCardState.forget,
    )
