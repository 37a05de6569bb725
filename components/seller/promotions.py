"""A seller's promotions: chips, the table, the panel of one, and the form of a new one."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.seller.new_promotion import new_promotion
from components.ui.badge import status
from components.ui.button import ButtonTone, button
from components.ui.card import disclosure, empty_state
from components.ui.field import text_field
from components.ui.listing import listing, plain
from components.ui.panel import amounts, panel, panel_head, panel_note, panel_part, panel_verbs, told_at
from components.ui.table import Column
from components.ui.text import facts
from state.seller.new_promotion_state import NewPromotionState
from state.seller.promotions_state import PANEL, PromotionsState, PromotionState


def promotions() -> rx.Component:
    """What `PromotionsState` holds."""
    return rx.fragment(
        listing(
            "Promotions",
            [
                Column("Promotion", _what),
                Column("Code", lambda row: plain(row.code), hide_below="md"),
                Column("Runs", lambda row: row.period, hide_below="lg"),
                Column("Status", lambda row: status(row.word, row.tone)),
                Column("Uses", lambda row: row.uses, number=True, hide_below="sm"),
                Column("Cost you", lambda row: row.cost, number=True),
            ],
            PromotionsState,
            row_click=lambda row: PromotionState.show(row.id),
            empty=empty_state(
                "No promotions here",
                "Lower prices for a while, for everybody or for those with a code.",
                symbol="tag",
                action=start_button("secondary"),
            ),
        ),
        _panel(),
        new_promotion(),
    )


def start_button(tone: ButtonTone = "action") -> rx.Component:
    """Opens the form of a new promotion."""
    return button("New promotion", tone=tone, icon="plus", on_click=NewPromotionState.start)


def _what(row: Any) -> rx.Component:
    return rx.el.span(
        rx.el.span(row.name, class_name="line-clamp-1"),
        rx.el.span(row.gives, class_name="block text-xs font-normal text-soft"),
    )


def _panel() -> rx.Component:
    return panel(
        PANEL,
        rx.cond(PromotionState.name != "", PromotionState.name, "Promotion"),
        PromotionState,
        panel_head(PromotionState.word, PromotionState.tone, PromotionState.gives),
        panel_part("The promotion", facts(PromotionState.facts)),
        rx.cond(
            PromotionState.codes.length() > 0, panel_part("Codes", amounts(PromotionState.codes, "Codes"))
        ),
        panel_part(
            "What it cost you",
            rx.cond(
                PromotionState.costs.length() > 0,
                amounts(PromotionState.costs, "Cost by currency"),
                rx.el.p("Nobody has used it yet.", class_name="text-soft"),
            ),
        ),
        rx.cond(PromotionState.may_change, _change()),
        fields=("name", "ends", "ends_time", "max_uses"),
    )


def _change() -> rx.Component:
    def field(label: Any, name: str, value: Any, **props: Any) -> rx.Component:
        error = told_at(PromotionState, name)
        return text_field(label, name, default_value=value, error=error, id=f"change-{name}", **props)

    return panel_verbs(
        rx.el.div(
            rx.cond(PromotionState.may_pause, button("Pause", icon="pause", on_click=PromotionState.pause)),
            rx.cond(
                PromotionState.may_resume,
                button("Offer it again", icon="play", on_click=PromotionState.resume),
            ),
            rx.cond(PromotionState.may_end, button("End it now", tone="danger", on_click=PromotionState.end)),
            class_name="flex flex-wrap gap-3",
        ),
        panel_note("Who holds it in a checkout keeps it. Ending is for good."),
        disclosure(
            "Change it",
            rx.el.form(
                field("Name", "name", PromotionState.name, max_length=120, required=True),
                rx.el.div(
                    field("Last day", "ends", PromotionState.ends, kind="date", optional=True),
                    field(
                        "Until",
                        "ends_time",
                        PromotionState.ends_time,
                        kind="time",
                        optional=True,
                        hint="Empty: all day.",
                    ),
                    class_name="grid gap-4 sm:grid-cols-2",
                ),
                rx.el.p(f"On the clock of {PromotionState.zone}.", class_name="text-sm text-soft"),
                rx.cond(
                    PromotionState.max_uses != "",
                    field("Uses in all", "max_uses", PromotionState.max_uses, input_mode="numeric"),
                ),
                rx.el.p(
                    "What it gives stays as it is: end it and start another one.",
                    class_name="text-sm text-soft",
                ),
                rx.el.div(button("Save", tone="primary", type="submit")),
                on_submit=PromotionState.change,
                key=f"change-{PromotionState.version}",
                no_validate=True,
                class_name="grid gap-4",
            ),
            ruled=False,
            class_name="mt-4",
        ),
    )
