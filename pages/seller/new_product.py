"""A new product."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.seller.frame import ON_LOAD_FRAME, framed
from components.seller.new_product import new_product
from components.ui.button import link_button
from components.ui.listing import table_skeleton
from state.seller.new_product_state import NewProductState

ON_LOAD = [*ON_LOAD_FRAME, NewProductState.load]
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return framed(
        new_product(),
        ready=NewProductState.ready,
        refusal=NewProductState.refusal,
        waiting=table_skeleton("The form is being loaded"),
        here=routes.seller_products(),
        heading="New product",
        note="One page for everything: what it is, its variants, its prices and its stock.",
        action=link_button("Upload many at once", routes.seller_upload(), icon="upload"),
    )
