"""The upload of a feed."""

from __future__ import annotations

import reflex as rx

from app import routes
from state.seller.new_product_state import NewProductState
from state.seller.seller_state import SellerState


class FeedUpload(rx.NoSSRComponent):
    """A file, its progress, and the rows that were refused."""

    library = rx.asset("feed_upload.jsx", shared=True).importable_path
    tag = "FeedUpload"

    seller: rx.Var[str]
    warehouses: rx.Var[list[tuple[str, str]]]
    products: rx.Var[str]


def feed_upload() -> rx.Component:
    """For the seller that is worked for."""
    return FeedUpload.create(
        seller=SellerState.chosen,
        warehouses=NewProductState.warehouses,
        products=routes.seller_products(),
    )
