"""Picking one order."""

from __future__ import annotations

import reflex as rx

from components.fulfillment.frame import task_page
from components.fulfillment.scanning import TaskScreen
from state.account.session_state import SessionState
from state.floor.task_state import TaskState

ON_LOAD = [SessionState.load, TaskState.load_pick]
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return task_page(
        TaskScreen.create(
            initial=TaskState.task,
            mode="pick",
            home=TaskState.home,
            pick_href=TaskState.pick_href,
            pack_href=TaskState.pack_href,
            on_taken=TaskState.load_pick,
        )
    )
