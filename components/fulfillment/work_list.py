"""Today's work as large cards: what is late first, each with what is to be done."""

from __future__ import annotations

import reflex as rx

from components.ui.badge import badge
from components.ui.card import empty_state, skeleton
from components.ui.icon import icon
from components.ui.kinds import Number, Text, when
from state.floor.today_state import TodayState, WorkCard


def warehouse_choice() -> rx.Component:
    """The warehouses of somebody who works in several."""
    return rx.cond(
        TodayState.warehouses.length() > 1,
        rx.el.nav(
            rx.foreach(
                TodayState.warehouses,
                lambda one: rx.el.a(
                    one[0],
                    href=one[1],
                    aria_current=rx.cond(one[2], "page", "false"),
                    class_name="inline-flex min-h-16 items-center rounded-control border border-control "
                    "bg-raised px-5 text-xl font-semibold hover:border-ink "
                    "aria-[current=page]:border-accent aria-[current=page]:bg-accent-tint "
                    "aria-[current=page]:text-accent",
                ),
            ),
            aria_label="Warehouses",
            class_name="flex flex-wrap gap-3",
        ),
    )


def counts() -> rx.Component:
    """How much there is of everything."""
    return rx.el.dl(
        _count("Late", TodayState.late, alarming=True),
        _count("To pick", TodayState.to_pick),
        _count("To pack", TodayState.to_pack),
        _count("To ship", TodayState.to_ship),
        _count("Shipped today", TodayState.shipped_today),
        class_name="grid grid-cols-2 gap-3 sm:grid-cols-5",
    )


def _count(label: str, number: Number, *, alarming: bool = False) -> rx.Component:
    return rx.el.div(
        rx.el.dt(label, class_name="text-lg text-soft"),
        rx.el.dd(number, class_name="figures text-3xl font-extrabold"),
        custom_attrs={"data-alarm": number > 0} if alarming else {},
        class_name="flex flex-col justify-between rounded-card border border-line bg-raised px-4 py-3 "
        "data-[alarm=true]:border-negative data-[alarm=true]:bg-negative-tint "
        "data-[alarm=true]:text-negative data-[alarm=true]:[&_dt]:text-negative",
    )


def work_list() -> rx.Component:
    """The tasks, the most urgent first; the whole card opens its task."""
    return rx.cond(
        TodayState.tasks.length() > 0,
        rx.fragment(
            rx.el.ul(rx.foreach(TodayState.tasks, _card), class_name="grid grid-cols-1 gap-3"),
            when(
                TodayState.more > 0,
                rx.el.p(
                    TodayState.more.to_string(),
                    " more after these. They move up as you work.",
                    class_name="py-4 text-center text-xl text-soft",
                ),
            ),
        ),
        empty_state(
            "Nothing to do here right now",
            "New orders appear by themselves as soon as they are paid.",
            symbol="package-check",
        ),
    )


def _card(task: rx.Var[WorkCard]) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            rx.el.div(
                rx.el.p(
                    badge(task.word, task.tone, class_name="h-8! px-3! text-base!"),
                    rx.el.span(
                        task.due,
                        custom_attrs={"data-late": task.is_late},
                        class_name="figures text-lg text-soft data-[late=true]:font-bold "
                        "data-[late=true]:text-negative",
                    ),
                    class_name="flex flex-wrap items-center gap-x-4 gap-y-1",
                ),
                rx.el.p(
                    task.title, class_name="mt-2 line-clamp-2 text-xl font-bold sm:line-clamp-1 sm:text-2xl"
                ),
                rx.el.p(
                    rx.el.span(task.number, class_name="figures whitespace-nowrap"),
                    _noted(task.note),
                    class_name="text-lg text-soft",
                ),
                class_name="min-w-0 grow",
            ),
            rx.el.p(
                task.pieces, class_name="figures shrink-0 text-xl font-bold whitespace-nowrap sm:text-2xl"
            ),
            icon("chevron-right", size=32, class_name="shrink-0 text-soft"),
            href=task.href,
            class_name="flex min-h-28 items-center gap-3 rounded-card border border-line bg-raised px-4 py-4 "
            "hover:border-control active:bg-sunken sm:gap-5 sm:px-5",
        )
    )


def _noted(note: Text) -> rx.Component:
    return rx.cond(note != "", rx.el.span(" · ", note))


def work_skeleton() -> rx.Component:
    """The list to come."""
    return rx.el.div(
        rx.el.div(
            *(skeleton("h-22 w-full") for _ in range(5)), class_name="grid grid-cols-2 gap-3 sm:grid-cols-5"
        ),
        *(skeleton("h-28 w-full") for _ in range(5)),
        role="status",
        aria_label="Today's work is being loaded",
        class_name="grid grid-cols-1 gap-3",
    )
