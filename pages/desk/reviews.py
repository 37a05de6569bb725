"""Orders that a person looks at before they are sent."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.desk.reviews import reviews
from components.seller.search import table_skeleton
from components.shell.desk_shell import DESK_PLACES, desk_shell
from components.ui.button import link_button
from components.ui.card import empty_state
from state.account.session_state import SessionState
from state.desk.reviews_state import ReviewsState

ON_LOAD = [SessionState.load, ReviewsState.load]
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return desk_shell(
        rx.cond(
            ReviewsState.ready,
            reviews(),
            rx.cond(
                ReviewsState.refusal != "",
                empty_state(
                    "This is for the service desk",
                    ReviewsState.refusal,
                    symbol="lock",
                    action=link_button("Go to the shop", routes.home()),
                ),
                table_skeleton("Orders are being loaded"),
            ),
        ),
        surface="desk",
        places=DESK_PLACES,
        here=routes.desk_reviews(),
        heading="Payments to look at",
        note="These orders are placed and paid. The warehouse waits for you.",
        person=SessionState.name,
    )
