"""A seller's products."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.seller.frame import ON_LOAD_FRAME, framed
from components.seller.products import products
from components.ui.button import link_button
from components.ui.listing import table_skeleton
from state.seller.products_state import ProductsState

ON_LOAD = [*ON_LOAD_FRAME, ProductsState.load]
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return framed(
        products(),
        ready=ProductsState.ready,
        refusal=ProductsState.refusal,
        waiting=table_skeleton("Your products are being loaded"),
        here=routes.seller_products(),
        heading="Products",
        action=rx.el.div(
            link_button("Upload a feed", routes.seller_upload(), icon="upload"),
            link_button("Create a product", routes.seller_new_product(), tone="action", icon="plus"),
            class_name="flex flex-wrap gap-3",
        ),
    )
