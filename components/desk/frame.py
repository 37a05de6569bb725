"""The frame of the service desk: whose it is, and what a page says before there is something to show."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.shell.desk_shell import DESK_PLACES, desk_shell
from components.ui.button import link_button
from components.ui.card import alert, empty_state
from components.ui.kinds import Child, Flag, Text
from components.ui.listing import table_skeleton
from state.account.session_state import SessionState


def framed(
    content: rx.Component,
    *,
    ready: Flag,
    refusal: Text,
    here: str,
    heading: Text,
    note: Text = "",
    action: Child | None = None,
    waiting: rx.Component | None = None,
) -> rx.Component:
    """A page of the service desk; `content` once it is `ready`, with a later refusal above it."""
    return desk_shell(
        rx.cond(
            ready,
            rx.fragment(rx.cond(refusal != "", alert(refusal, class_name="mb-4")), content),
            rx.cond(
                refusal != "",
                empty_state(
                    "This is for the service desk",
                    refusal,
                    symbol="lock",
                    action=link_button("Go to the shop", routes.home()),
                ),
                waiting if waiting is not None else table_skeleton("The table is being loaded"),
            ),
        ),
        surface="desk",
        places=DESK_PLACES,
        here=here,
        heading=heading,
        note=note,
        action=action,
        person=SessionState.name,
    )
