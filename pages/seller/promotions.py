"""A seller's promotions."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.seller.frame import ON_LOAD_FRAME, framed
from components.seller.promotions import promotions, start_button
from components.ui.listing import table_skeleton
from state.seller.promotions_state import PromotionsState, PromotionState

# A panel that was open before belongs to another visit.
ON_LOAD = [*ON_LOAD_FRAME, PromotionState.close, PromotionsState.load]
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return framed(
        promotions(),
        ready=PromotionsState.ready,
        refusal=PromotionsState.refusal,
        waiting=table_skeleton("Your promotions are being loaded"),
        here=routes.seller_promotions(),
        heading="Promotions",
        note="What you give, to whom, and what it cost you.",
        action=start_button(),
    )
