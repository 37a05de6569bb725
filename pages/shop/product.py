"""One product. Arrives as HTML drawn by the server (`app.storefront_html`)."""

from __future__ import annotations

import reflex as rx

from components.catalog.missing import nothing_here
from components.catalog.product_details import product_details, product_skeleton
from components.shell.server_html import server_drawn
from pages.shop.frame import FRAME_LOAD, framed
from state.shop.product_state import ProductState

ON_LOAD = [*FRAME_LOAD, ProductState.load]
TITLE = ProductState.title
DESCRIPTION = ProductState.meta_description
META = [rx.el.link(rel="canonical", href=ProductState.path)]


def page() -> rx.Component:
    """What the address shows."""
    live = rx.cond(ProductState.missing, nothing_here(), product_details())
    return server_drawn(ProductState.ready | ProductState.missing, framed(live), framed(product_skeleton()))
