"""The executives' metrics."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.analytics.board import board, board_skeleton
from components.shell.desk_shell import BOARD_PLACES, desk_shell
from components.ui.button import link_button
from components.ui.card import empty_state
from components.ui.ticker import ticker
from state.account.session_state import SessionState
from state.board.board_state import BoardState

ON_LOAD = [SessionState.load, BoardState.load]
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return desk_shell(
        rx.cond(
            BoardState.ready,
            rx.fragment(board(), ticker(45, BoardState.refresh)),
            rx.cond(
                BoardState.refusal != "",
                empty_state(
                    "This is for the board",
                    BoardState.refusal,
                    symbol="lock",
                    action=link_button("Go to the shop", routes.home()),
                ),
                board_skeleton(),
            ),
        ),
        surface="board",
        places=BOARD_PLACES,
        here=routes.board(),
        heading="How the marketplace does",
        person=SessionState.name,
    )
