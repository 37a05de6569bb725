"""Handing one parcel to its carrier."""

from __future__ import annotations

import reflex as rx

from components.fulfillment.frame import task_page
from components.fulfillment.parcel import hand_over
from state.account.session_state import SessionState
from state.floor.task_state import TaskState

ON_LOAD = [SessionState.load, TaskState.load_papers]
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return task_page(hand_over())
