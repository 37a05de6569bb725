"""Upload of a feed."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.seller.frame import ON_LOAD_FRAME, framed
from components.seller.upload import feed_upload
from components.ui.listing import table_skeleton
from state.seller.new_product_state import NewProductState

ON_LOAD = [*ON_LOAD_FRAME, NewProductState.load]
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return framed(
        feed_upload(),
        ready=NewProductState.ready,
        refusal=NewProductState.refusal,
        waiting=table_skeleton("The form is being loaded"),
        here=routes.seller_products(),
        heading="Upload a feed",
        note="Products, variants, prices and stock from a file. A broken row never stops the others.",
    )
