"""The frame of the floor's pages: who works here, and what a page says when there is nothing to show."""

from __future__ import annotations

from typing import Any

import reflex as rx

from app import routes
from components.shell.floor_shell import floor_shell
from components.ui.button import button, link_button
from components.ui.card import empty_state, loading, skeleton
from components.ui.kinds import Child, Flag, Text
from state.account.session_state import SessionState
from state.floor.task_state import TaskState


def framed(*children: Child, heading: Text, back: Text = "", actions: Child | None = None) -> rx.Component:
    """A floor page around `children`."""
    return floor_shell(*children, heading=heading, back=back, person=SessionState.name, actions=actions)


def guarded(ready: Flag, refusal: Text, content: rx.Component, waiting: rx.Component) -> rx.Component:
    """`content` once it is there; why it is not, when somebody may not see it."""
    return rx.cond(
        ready,
        content,
        rx.cond(
            refusal != "",
            empty_state(
                "This is for people of the warehouse",
                refusal,
                symbol="lock",
                action=link_button("Go to the shop", routes.home(), size="floor"),
            ),
            waiting,
        ),
    )


def task_page(content: rx.Component, **shell: Any) -> rx.Component:
    """A page of one task: found, being loaded, a colleague's, or not there."""
    return framed(
        guarded(
            TaskState.ready,
            TaskState.refusal,
            rx.cond(TaskState.taken != "", _taken(), content),
            rx.cond(TaskState.missing, _missing(), _waiting()),
        ),
        heading=TaskState.heading,
        back=TaskState.home,
        **shell,
    )


def _taken() -> rx.Component:
    return empty_state(
        "A colleague is at this order",
        TaskState.taken,
        symbol="user-round-check",
        action=rx.el.div(
            link_button("Back to the list", TaskState.home, size="floor"),
            button("Take it over", tone="primary", size="floor", on_click=TaskState.take_over),
            class_name="flex flex-wrap justify-center gap-4",
        ),
    )


def _missing() -> rx.Component:
    return empty_state(
        "There is no such task in your warehouse",
        "It may have been cancelled. Choose another one from the list.",
        symbol="package-x",
        action=link_button("Back to the list", routes.floor(), tone="primary", size="floor"),
    )


def _waiting() -> rx.Component:
    return loading(
        "The task is being loaded",
        skeleton("h-20 w-full"),
        skeleton("mt-5 h-72 w-full"),
        skeleton("mt-5 h-24 w-full"),
    )
