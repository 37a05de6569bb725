"""Orders that a person looks at before they are sent."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.desk.frame import framed
from components.desk.reviews import reviews
from state.account.session_state import SessionState
from state.desk.reviews_state import ReviewsState, ReviewState

# A panel that was open before belongs to another visit.
ON_LOAD = [SessionState.load, ReviewState.close, ReviewsState.load]
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return framed(
        reviews(),
        ready=ReviewsState.ready,
        refusal=ReviewsState.refusal,
        here=routes.desk_reviews(),
        heading="Payments to look at",
        note="These orders are placed and paid. The warehouse waits for you.",
    )
