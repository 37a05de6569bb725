"""The product page: gallery, choice, buy box, and below them everything there is to know."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.catalog.buy_box import buy_box, phone_bar, stock
from components.catalog.gallery import gallery
from components.catalog.product_card import OPERATION_ID, product_row, skeleton_row
from components.catalog.reviews import reviews
from components.catalog.variant_picker import variant_picker
from components.ui.button import button
from components.ui.card import skeleton, skeleton_text
from components.ui.icon import icon
from components.ui.kinds import Child, Text, when
from components.ui.navigation import breadcrumb
from components.ui.price import price, rating
from components.ui.text import facts, section_heading, verb_about
from state.shop.product_state import ProductState
from state.shop.shop_state import ShopState

# Phones: one column. From 768 px the choice and the buy box stand beside the gallery, from 1280 px apart.
LAYOUT = (
    "mt-3 grid items-start gap-x-6 gap-y-6 md:grid-cols-2 md:grid-rows-[auto_1fr] lg:gap-x-10 "
    "xl:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)_19rem]"
)
_GALLERY = "md:row-span-2 md:sticky md:top-20 xl:row-span-1"
_BOX = "xl:sticky xl:top-20"


def product_details() -> rx.Component:
    """What `ProductState` holds."""
    return rx.fragment(
        breadcrumb(ProductState.crumbs, ProductState.name),
        rx.el.div(
            rx.el.div(gallery(ProductState.pictures, ProductState.name), class_name=_GALLERY),
            _lead(),
            rx.el.div(buy_box(), class_name=_BOX),
            class_name=LAYOUT,
        ),
        _others(),
        _about(),
        _section("Reviews", reviews(), id="reviews"),
        when(
            ProductState.related.length() > 0,
            _section(
                "More of the kind",
                rx.el.div(product_row(ProductState.related, "More of the kind"), class_name="mt-4"),
            ),
        ),
        phone_bar(),
        rx.el.div(class_name="h-14 md:hidden"),
    )


def _lead() -> rx.Component:
    return rx.el.div(
        when(ProductState.brand != "", rx.el.p(ProductState.brand, class_name="text-sm text-soft")),
        rx.el.h1(ProductState.name, class_name="mt-0.5 text-xl font-bold sm:text-2xl"),
        rx.el.div(
            when(
                ProductState.rating != "",
                rx.fragment(
                    rx.el.span(ProductState.rating, class_name="figures text-sm font-semibold"),
                    rating(ProductState.rating),
                    rx.el.span(ProductState.ratings, " ratings", class_name="figures text-sm text-soft"),
                ),
                rx.el.span("No ratings yet", class_name="text-sm text-soft"),
            ),
            class_name="mt-2 flex h-6 items-center gap-2",
        ),
        price(
            ProductState.choice.price,
            was=ProductState.choice.was,
            saving=ProductState.choice.saving,
            size="lg",
            class_name="mt-4 mb-5",
        ),
        variant_picker(ProductState.options),
        when(
            ProductState.highlights.length() > 0,
            rx.el.ul(
                rx.foreach(ProductState.highlights, _highlight),
                class_name="mt-5 grid gap-2 border-t border-line pt-5",
            ),
        ),
        class_name="min-w-0",
    )


def _highlight(text: Any) -> rx.Component:
    return rx.el.li(
        icon("check", size=18, class_name="mt-0.5 shrink-0 text-accent"),
        rx.el.span(text),
        class_name="flex gap-2.5 text-sm",
    )


def _others() -> rx.Component:
    return when(
        ProductState.others.length() > 0,
        _section(
            "Other sellers",
            rx.el.ul(
                rx.foreach(ProductState.others, _offer),
                class_name="mt-3 divide-y divide-line rounded-card border border-line bg-raised",
            ),
        ),
    )


def _offer(offer: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(offer.seller, class_name="font-semibold"),
            rx.el.p(offer.handling, class_name="text-sm text-soft"),
            class_name="min-w-40 grow",
        ),
        stock(offer.stock, offer.tone, class_name="text-sm"),
        price(offer.price),
        button(
            verb_about("Add to cart", " from ", offer.seller),
            size="sm",
            disabled=~offer.can_buy,
            on_click=ShopState.add_to_cart(offer.offer_id, 1, OPERATION_ID),
        ),
        class_name="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3",
    )


def _about() -> rx.Component:
    return rx.el.div(
        _section(
            "About this product",
            rx.el.div(rx.foreach(ProductState.paragraphs, rx.el.p), class_name="measure mt-3 grid gap-3"),
        ),
        when(
            ProductState.specifications.length() > 0,
            _section("Specifications", facts(ProductState.specifications, class_name="mt-2")),
        ),
        class_name="grid gap-x-16 lg:grid-cols-2",
    )


def _section(title: Text, *children: Child, **props: Any) -> rx.Component:
    return rx.el.section(section_heading(title), *children, class_name="mt-12 min-w-0", **props)


def product_skeleton() -> rx.Component:
    """The product page to come."""
    return rx.el.div(
        skeleton("h-[1.3rem] w-72"),
        rx.el.div(
            rx.el.div(skeleton("aspect-square w-full rounded-card"), class_name=_GALLERY),
            rx.el.div(
                skeleton("h-5 w-24"),
                skeleton("mt-1 h-8 w-full"),
                skeleton("mt-2 h-6 w-44"),
                skeleton("mt-4 mb-5 h-7 w-32"),
                rx.el.div(*(skeleton("h-11 w-24") for _ in range(4)), class_name="flex flex-wrap gap-2"),
                rx.el.div(skeleton_text(4), class_name="mt-8"),
            ),
            rx.el.div(skeleton("h-80 w-full rounded-card"), class_name=_BOX),
            class_name=LAYOUT,
        ),
        rx.el.div(skeleton_row(), class_name="mt-12"),
        role="status",
        aria_label="The product is being loaded",
    )
