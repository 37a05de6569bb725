"""How a person is told things."""

from __future__ import annotations

import reflex as rx

from components.account.messages import messages
from pages.shop.frame import FRAME_LOAD, framed
from state.account.messages_state import MessagesState

ON_LOAD = [*FRAME_LOAD, MessagesState.load]
TITLE = "Messages · Agora"
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return framed(messages(), tall=True)
