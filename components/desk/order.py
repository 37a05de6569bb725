"""One order at the desk: its parts and what can be done with them, its money, its books, its history."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.desk.order_panels import cancel_panel, refund_panel
from components.ui.badge import status
from components.ui.button import button, link
from components.ui.card import card, disclosure, loading, skeleton
from components.ui.panel import amounts
from components.ui.table import Column, table
from components.ui.text import facts, section_heading
from components.ui.timeline import timeline
from state.desk.ledger_words import JournalWords
from state.desk.order_state import DeskCancelState, DeskOrderState
from state.desk.order_words import DeskItem, DeskPart
from state.desk.refund_state import DeskRefundState

_TOTALS = "figures [&_dd]:text-right [&>div:last-child_dd]:font-bold [&>div]:grid-cols-[1fr_auto]"


def order() -> rx.Component:
    """Parts and money lead; who it is and what happened stand beside them."""
    return rx.fragment(
        rx.el.div(
            rx.el.div(
                rx.foreach(DeskOrderState.parts, _part),
                _money(),
                _books(),
                class_name="grid min-w-0 grid-cols-1 gap-5",
            ),
            rx.el.div(
                _person(), _papers(), _history(), class_name="grid min-w-0 grid-cols-1 content-start gap-5"
            ),
            class_name="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]",
        ),
        refund_panel(),
        cancel_panel(),
    )


def order_skeleton() -> rx.Component:
    """An order to come."""
    return loading(
        "The order is being loaded",
        rx.el.div(
            skeleton("h-[34rem] w-full"),
            skeleton("h-[34rem] w-full"),
            class_name="grid gap-5 lg:grid-cols-[5fr_3fr]",
        ),
    )


def _part(part: rx.Var[DeskPart]) -> rx.Component:
    return card(
        rx.el.div(
            rx.el.h2("Part ", part.number, class_name="figures text-lg font-bold"),
            status(part.word, part.tone),
            class_name="flex flex-wrap items-center justify-between gap-2",
        ),
        rx.el.p(
            part.seller, ", from ", part.warehouse, ", promised ", part.promise, class_name="mt-1 text-soft"
        ),
        rx.el.ul(
            rx.foreach(part.contents, _item),
            aria_label="Lines of the part",
            class_name="mt-3 divide-y divide-line",
        ),
        rx.el.p(
            "Total of this part",
            rx.el.span(part.total, class_name="figures"),
            class_name="flex justify-between gap-4 border-t border-line pt-3 font-bold",
        ),
        rx.cond(
            part.refunds.length() > 0,
            rx.el.div(
                rx.el.h3("Refunds", class_name="mt-4 font-bold"), amounts(part.refunds, "Refunds of the part")
            ),
        ),
        rx.el.div(
            rx.cond(
                part.may_refund,
                button("Refund", icon="undo-2", on_click=DeskRefundState.show(part.id)),
            ),
            rx.cond(
                part.may_cancel,
                button("Cancel", tone="danger", icon="x", on_click=DeskCancelState.show(part.id)),
            ),
            class_name="mt-4 flex flex-wrap gap-3 empty:hidden",
        ),
    )


def _item(item: rx.Var[DeskItem]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(item.title, class_name="font-semibold"),
            rx.el.p(
                rx.cond(item.options != "", item.options + " · ", ""),
                item.sku,
                class_name="text-soft break-words",
            ),
            rx.el.p(
                item.quantity,
                rx.cond(item.units != "", " · " + item.units, ""),
                class_name="figures text-soft",
            ),
            class_name="min-w-0 grow",
        ),
        rx.el.p(item.total, class_name="figures font-semibold"),
        class_name="flex items-start gap-3 py-2.5",
    )


def _money() -> rx.Component:
    def state_of(row: Any) -> rx.Component:
        return rx.el.span(
            rx.el.span(row.name, class_name="block font-semibold"),
            rx.el.span(row.state, class_name="block text-soft"),
        )

    return rx.el.section(
        section_heading("Money", note="What each means of payment promised, paid and got back"),
        table(
            "Means of payment",
            [
                Column("Paid by", lambda row: state_of(row)),
                Column("Authorised", lambda row: row.authorised, number=True),
                Column("Captured", lambda row: row.captured, number=True),
                Column("Refunded", lambda row: row.refunded, number=True),
            ],
            DeskOrderState.tenders,
            empty=rx.el.p("Nothing was paid.", class_name="p-4 text-soft"),
            class_name="mt-3",
        ),
    )


def _books() -> rx.Component:
    return rx.el.section(
        section_heading("The books", note="Every journal of this order, oldest first"),
        rx.el.div(
            rx.foreach(DeskOrderState.journals, _journal),
            class_name="mt-3 rounded-card border border-line bg-raised px-4 "
            "[&>details:last-child]:border-b-0",
        ),
    )


def _journal(journal: rx.Var[JournalWords]) -> rx.Component:
    return disclosure(
        rx.el.span(
            rx.el.span(journal.title, class_name="min-w-0"),
            rx.el.span(journal.at, class_name="figures font-normal whitespace-nowrap text-soft"),
            class_name="flex flex-wrap justify-between gap-x-4 py-2",
        ),
        rx.el.div(
            rx.el.table(
                rx.el.caption("Entries", class_name="sr-only"),
                rx.el.thead(
                    rx.el.tr(
                        rx.el.th("Account", scope="col", class_name="text-left font-semibold text-soft"),
                        rx.el.th("Debit", scope="col", class_name="text-right font-semibold text-soft"),
                        rx.el.th("Credit", scope="col", class_name="text-right font-semibold text-soft"),
                    )
                ),
                rx.el.tbody(
                    rx.foreach(
                        journal.postings,
                        lambda entry: rx.el.tr(
                            rx.el.td(entry[0], class_name="py-1 pr-3"),
                            rx.el.td(entry[1], class_name="figures py-1 pl-3 text-right whitespace-nowrap"),
                            rx.el.td(entry[2], class_name="figures py-1 pl-3 text-right whitespace-nowrap"),
                        ),
                    )
                ),
                class_name="w-full",
            ),
            role="region",
            aria_label="Entries",
            tab_index=0,
            class_name="overflow-x-auto",
        ),
    )


def _person() -> rx.Component:
    return card(
        rx.el.h2("The order", class_name="text-lg font-bold"),
        facts(DeskOrderState.facts, class_name="mt-2 [&_dd]:min-w-0 [&_dd]:break-words"),
        rx.el.h3("Goes to", class_name="mt-4 font-bold"),
        rx.el.address(
            rx.foreach(DeskOrderState.address, lambda line: rx.el.span(line, class_name="block")),
            class_name="mt-1 not-italic",
        ),
        rx.el.h3("Amounts", class_name="mt-4 font-bold"),
        facts(DeskOrderState.totals, class_name=_TOTALS),
    )


def _papers() -> rx.Component:
    def opened(paper: Any) -> rx.Component:
        return rx.el.li(link(paper[0], paper[1], external=True), class_name="py-1.5")

    return card(
        rx.el.h2("Papers and returns", class_name="text-lg font-bold"),
        rx.el.ul(
            rx.foreach(DeskOrderState.papers, opened),
            rx.foreach(
                DeskOrderState.returns, lambda one: rx.el.li(link(one[0], one[1]), class_name="py-1.5")
            ),
            class_name="mt-2 empty:hidden",
        ),
        rx.cond(
            DeskOrderState.papers.length() == 0,
            rx.el.p("An invoice is written when a part leaves.", class_name="mt-2 text-soft"),
        ),
        rx.el.div(
            button("Send the confirmation again", icon="mail", size="sm", on_click=DeskOrderState.resend),
            class_name="mt-3",
        ),
    )


def _history() -> rx.Component:
    return card(
        rx.el.h2("What happened", class_name="mb-3 text-lg font-bold"),
        timeline(DeskOrderState.steps, label="All that was done to the order"),
    )
