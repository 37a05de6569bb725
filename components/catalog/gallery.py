"""The pictures of the chosen variant."""

from __future__ import annotations

import reflex as rx

from components.ui.kinds import Text
from state.shop.product_view import Picture

SIZES = "(min-width: 1280px) 38vw, (min-width: 768px) 46vw, 100vw"


class Gallery(rx.Component):
    """A strip of pictures with thumbnails below when there are several."""

    library = rx.asset("gallery.jsx", shared=True).importable_path
    tag = "Gallery"

    pictures: rx.Var[list[Picture]]
    label: rx.Var[str]
    sizes: rx.Var[str]


def gallery(pictures: rx.Var[list[Picture]], label: Text) -> rx.Component:
    """`label` names the product for screen readers."""
    return Gallery.create(pictures=pictures, label=label, sizes=SIZES)
