"""The warehouse's work of today."""

from __future__ import annotations

import reflex as rx

from components.fulfillment.frame import framed, guarded
from components.fulfillment.scanning import queue_state, scanner
from components.fulfillment.work_list import counts, warehouse_choice, work_list, work_skeleton
from components.ui.ticker import ticker
from state.account.session_state import SessionState
from state.floor.today_state import TodayState

ON_LOAD = [SessionState.load, TodayState.load]
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return framed(
        guarded(
            TodayState.ready,
            TodayState.refusal,
            rx.el.div(
                warehouse_choice(),
                counts(),
                rx.el.div(
                    scanner(
                        "Scan a tote or order",
                        "Type what stands on the tote, or the order's number",
                        TodayState.find,
                    ),
                    queue_state(),
                    class_name="flex flex-wrap items-center justify-between gap-4",
                ),
                rx.el.h2("Orders, the most urgent first", class_name="sr-only"),
                work_list(),
                ticker(30, TodayState.refresh),
                class_name="grid grid-cols-1 gap-5",
            ),
            work_skeleton(),
        ),
        heading=TodayState.heading,
    )
