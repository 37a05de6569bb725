"""A person's store credit at the desk: what it is, where it came from, and more of it."""

from __future__ import annotations

import reflex as rx

from components.desk.amount import amount_fields
from components.ui.button import button
from components.ui.card import alert, card, empty_state
from components.ui.field import textarea_field
from components.ui.kinds import when
from components.ui.listing import RowKeys, plain, search_line
from components.ui.panel import panel_note, told_at
from components.ui.table import Column, table
from components.ui.text import facts
from state.desk.credit_state import CreditState


def credit() -> rx.Component:
    """The search, and beside a person's entries the form that grants more."""
    return rx.fragment(
        RowKeys.create(),
        search_line(
            "Search a person", "The whole e-mail address", CreditState.text, CreditState.search, [], ""
        ),
        rx.cond(
            CreditState.person != "",
            rx.el.div(_entries(), _form(), class_name="grid items-start gap-5 lg:grid-cols-[2fr_1fr]"),
            rx.el.div(
                rx.cond(
                    CreditState.is_unknown,
                    empty_state(
                        "Nobody with this e-mail address",
                        "Store credit needs an account. A guest can be given a gift card instead.",
                        symbol="user-round-x",
                    ),
                    empty_state(
                        "Whose credit?",
                        "Search for the e-mail address of the account. Its balances and entries appear here.",
                        symbol="wallet",
                    ),
                ),
                class_name="rounded-card border border-line bg-raised",
            ),
        ),
    )


def _entries() -> rx.Component:
    return rx.el.div(
        rx.el.h2(CreditState.person, class_name="mb-3 text-lg font-bold break-words"),
        rx.cond(
            CreditState.balances.length() > 0,
            facts(CreditState.balances, class_name="figures mb-4 max-w-sm"),
            rx.el.p("No credit yet.", class_name="mb-4 text-soft"),
        ),
        table(
            "Entries of the credit",
            [
                Column("What", lambda row: row.what),
                Column("Amount", lambda row: row.amount, number=True),
                Column("Why", lambda row: row.why, hide_below="sm"),
                Column("By", lambda row: row.who, hide_below="lg"),
                Column("When (UTC)", lambda row: plain(row.at), hide_below="md"),
            ],
            CreditState.rows,
            empty=empty_state(
                "Nothing yet", "What is granted, spent and given back appears here.", symbol="wallet"
            ),
        ),
        class_name="min-w-0",
    )


def _form() -> rx.Component:
    return card(
        rx.el.h2("Grant credit", class_name="text-lg font-bold"),
        rx.el.form(
            when((CreditState.refusal != "") & (CreditState.refusal_field == ""), alert(CreditState.refusal)),
            amount_fields(CreditState, "credit"),
            textarea_field(
                "What for? The shopper reads it.",
                "reason",
                rows=2,
                max_length=200,
                error=told_at(CreditState, "reason"),
                id="credit-reason",
            ),
            button("Grant it", tone="action", type="submit", full=True),
            panel_note("It can be spent at once."),
            on_submit=CreditState.grant,
            key=CreditState.key,
            class_name="mt-3 grid gap-4",
        ),
    )
