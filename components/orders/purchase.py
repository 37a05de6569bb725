"""A purchase: the timeline first, then the parcel, the lines, the totals."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.catalog.pictures import thumbnail
from components.orders.card_check import card_check
from components.orders.order_actions import order_actions
from components.orders.order_texts import order_texts
from components.ui.badge import badge
from components.ui.button import button, link_button
from components.ui.card import alert, card, skeleton
from components.ui.icon import icon
from components.ui.kinds import Child, given, when
from components.ui.ticker import ticker
from components.ui.timeline import timeline
from state.account.order_actions_state import OrderActionsState
from state.account.order_state import OrderState

_COLUMNS = "mt-6 grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_21rem]"


def purchase() -> rx.Component:
    """What `OrderState` holds."""
    return rx.fragment(
        rx.el.div(
            when(
                OrderState.is_new,
                rx.el.span(
                    icon("check", size=26),
                    class_name="grid size-12 shrink-0 place-items-center rounded-full bg-positive-tint "
                    "text-positive",
                ),
            ),
            rx.el.div(
                rx.el.h1(OrderState.heading, class_name="text-2xl font-bold"),
                rx.el.p(
                    rx.cond(OrderState.is_new, f"Order {OrderState.purchase_number} · ", "Placed "),
                    OrderState.placed,
                    class_name="figures mt-1 text-soft",
                ),
            ),
            class_name="flex items-center gap-4",
        ),
        when(
            OrderState.is_new,
            rx.el.p(
                "The confirmation is on its way to ",
                rx.el.strong(OrderState.email),
                rx.cond(
                    OrderState.is_by_key,
                    ". Keep the address of this page to follow your order.",
                    ". Follow your order here or under “Orders” above.",
                ),
                class_name="measure mt-3",
            ),
        ),
        _transfer(),
        card_check(),
        rx.el.div(
            rx.el.div(rx.foreach(OrderState.parcels, _parcel), class_name="grid min-w-0 gap-6"),
            _facts(),
            class_name=_COLUMNS,
        ),
        order_actions(),
        ticker(4, OrderState.refresh),
    )


def _transfer() -> rx.Component:
    return when(
        given(OrderState.transfer_reference),
        alert(
            rx.fragment("Please transfer ", OrderState.total),
            tone="notice",
            action=rx.fragment(
                rx.el.dl(
                    _pair("Payee", "Agora Market"),
                    _pair("Amount", OrderState.total),
                    _pair("Reference", OrderState.transfer_reference),
                    class_name="figures grid gap-1 text-ink",
                ),
                rx.el.p(
                    "Write the reference on the transfer: it tells us that the money is yours. "
                    "Packing begins when it arrives.",
                    class_name="mt-2 text-ink",
                ),
            ),
            class_name="mt-5",
        ),
    )


def _pair(name: str, value: Child) -> rx.Component:
    return rx.el.div(
        rx.el.dt(name, class_name="w-24 shrink-0"),
        rx.el.dd(value, class_name="font-semibold"),
        class_name="flex gap-4",
    )


def _parcel(parcel: Any) -> rx.Component:
    return card(
        rx.el.div(
            rx.el.div(
                rx.el.h2("From ", parcel.seller, class_name="text-lg font-bold"),
                rx.el.p(parcel.order_number, class_name="figures text-sm text-soft"),
            ),
            badge(parcel.status, parcel.tone),
            class_name="flex items-start justify-between gap-4",
        ),
        when(
            given(parcel.promise),
            rx.el.p(parcel.promise, class_name="mt-3 text-lg font-semibold text-accent"),
        ),
        rx.el.div(timeline(parcel.steps, label="Where it is"), class_name="mt-5"),
        when(
            given(parcel.tracking),
            rx.el.p(
                icon("truck", size=18, class_name="shrink-0 text-soft"),
                parcel.carrier,
                " ",
                rx.el.strong(parcel.tracking),
                class_name="figures mt-5 flex items-center gap-2 text-sm",
            ),
        ),
        rx.el.ul(
            rx.foreach(parcel.contents, _item),
            class_name="mt-5 divide-y divide-line border-t border-line",
        ),
        when(
            parcel.returns.length() > 0,
            rx.el.ul(
                rx.foreach(
                    parcel.returns,
                    lambda one: rx.el.li(
                        icon("undo-2", size=18, class_name="mt-0.5 shrink-0 text-soft"),
                        rx.el.span(rx.el.strong("Return ", one[0]), ": ", one[1]),
                        class_name="flex gap-2",
                    ),
                ),
                aria_label="Returns",
                class_name="figures mt-4 grid gap-2 border-t border-line pt-4 text-sm",
            ),
        ),
        _parcel_actions(parcel),
    )


def _parcel_actions(parcel: Any) -> rx.Component:
    return rx.el.div(
        when(
            parcel.may_cancel,
            button(
                "Cancel items", on_click=OrderActionsState.choose("cancel", parcel.order_number), icon="x"
            ),
        ),
        when(
            parcel.may_return,
            button(
                "Return items",
                on_click=OrderActionsState.choose("return", parcel.order_number),
                icon="undo-2",
            ),
        ),
        rx.foreach(
            parcel.papers,
            lambda paper: link_button(paper[0], paper[1], icon="file-text", target="_blank", rel="noopener"),
        ),
        when(
            given(parcel.return_until),
            rx.el.p(
                "Returns until ", parcel.return_until, class_name="figures self-center text-sm text-soft"
            ),
        ),
        class_name="mt-5 flex flex-wrap gap-3 empty:hidden",
    )


def _item(item: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(thumbnail(item.picture, class_name="rounded-control"), class_name="w-16 shrink-0"),
        rx.el.div(
            rx.el.p(item.title, class_name="font-semibold"),
            rx.el.p(
                item.quantity,
                " ",
                item.unit,
                rx.cond(item.options != "", f" · {item.options}", ""),
                class_name="figures text-sm text-soft",
            ),
            when(
                given(item.note), rx.el.p(item.note, class_name="figures text-sm font-semibold text-notice")
            ),
            class_name="min-w-0 grow",
        ),
        rx.el.p(item.total, class_name="figures shrink-0 font-semibold"),
        class_name="flex gap-4 py-4 last:pb-0",
    )


def _facts() -> rx.Component:
    return card(
        rx.el.h2("Summary", class_name="text-lg font-bold"),
        rx.el.dl(
            rx.foreach(
                OrderState.totals,
                lambda row: rx.el.div(
                    rx.el.dt(row[0], class_name="text-soft"),
                    rx.el.dd(row[1]),
                    class_name="flex justify-between gap-4",
                ),
            ),
            rx.el.div(
                rx.el.dt("Total"),
                rx.el.dd(OrderState.total),
                class_name="flex justify-between gap-4 border-t border-line pt-3 text-lg font-bold",
            ),
            class_name="figures mt-3 grid gap-2",
        ),
        rx.el.h3("Paid by", class_name="mt-6 text-sm font-bold"),
        rx.el.ul(
            rx.foreach(
                OrderState.paid_by,
                lambda row: rx.el.li(
                    rx.el.span(row[0], class_name="min-w-0"),
                    rx.el.span(row[1], class_name="figures shrink-0"),
                    class_name="flex justify-between gap-4",
                ),
            ),
            class_name="mt-1 grid gap-1 text-sm",
        ),
        rx.el.h3("Delivery address", class_name="mt-4 text-sm font-bold"),
        rx.el.address(rx.foreach(OrderState.address_lines, rx.el.p), class_name="mt-1 text-sm not-italic"),
        when(
            OrderState.may_readdress,
            button(
                "Change the address",
                tone="quiet",
                icon="map-pin",
                on_click=OrderActionsState.choose_address,
                class_name="mt-1 -ml-4",
            ),
        ),
        order_texts(),
        button(
            "Buy it again",
            icon="repeat",
            full=True,
            on_click=OrderActionsState.buy_again,
            class_name="mt-6",
        ),
        rx.el.p(
            "Something is not right? Write to us and name the order.",
            class_name="mt-4 text-sm text-soft",
        ),
    )


def purchase_skeleton() -> rx.Component:
    """The purchase to come."""
    return rx.el.div(
        skeleton("h-8 w-80"),
        skeleton("mt-2 h-6 w-64"),
        rx.el.div(
            skeleton("h-[32rem] w-full rounded-card"),
            skeleton("h-80 w-full rounded-card"),
            class_name=_COLUMNS,
        ),
        role="status",
        aria_label="The order is being loaded",
    )
