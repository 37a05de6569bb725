"""What buyers say: the stars counted, then the most helpful reviews."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.ui.badge import badge
from components.ui.card import empty_state
from components.ui.kinds import given, when
from components.ui.price import rating
from state.shop.product_state import ProductState


def reviews() -> rx.Component:
    """Histogram and list, or a word when there are none."""
    return rx.cond(
        ProductState.reviews.length() > 0,
        rx.el.div(
            _summary(), _list(), class_name="mt-4 grid gap-8 lg:grid-cols-[18rem_minmax(0,1fr)] lg:gap-12"
        ),
        empty_state(
            "No reviews yet", "Whoever has bought this can say how it is.", symbol="message-square-text"
        ),
    )


def _summary() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.span(ProductState.rating, class_name="figures text-3xl font-bold"),
            rx.el.div(
                rating(ProductState.rating, size="md"),
                rx.el.p(ProductState.ratings, " ratings", class_name="figures text-sm text-soft"),
            ),
            class_name="flex items-center gap-4",
        ),
        rx.el.ul(rx.foreach(ProductState.histogram, _bar), class_name="mt-4 grid gap-1.5"),
    )


def _bar(row: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(row.label, class_name="w-14 shrink-0"),
        rx.el.span(
            rx.el.span(style={"width": f"{row.share}%"}, class_name="block h-full bg-(--star-colour)"),
            aria_hidden="true",
            class_name="h-2.5 grow overflow-hidden rounded-full bg-line",
        ),
        rx.el.span(
            row.share,
            "%",
            rx.el.span(", ", row.count, " ratings", class_name="sr-only"),
            class_name="w-10 text-right text-soft",
        ),
        class_name="figures flex items-center gap-3 text-sm",
    )


def _list() -> rx.Component:
    return rx.el.ul(rx.foreach(ProductState.reviews, _review), class_name="grid gap-6")


def _review(review: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rating(review.rating, size="sm"),
            rx.el.h3(review.title, class_name="font-semibold"),
            class_name="flex flex-wrap items-center gap-x-3 gap-y-1",
        ),
        rx.el.p(
            review.author,
            " · ",
            review.day,
            when(review.is_verified, badge("Verified purchase", "positive", class_name="ml-2")),
            class_name="mt-1 text-sm text-soft",
        ),
        rx.el.p(review.body, class_name="measure mt-2 whitespace-pre-line"),
        when(given(review.helpful), rx.el.p(review.helpful, class_name="mt-1.5 text-sm text-soft")),
        class_name="border-b border-line pb-6 last:border-0",
    )
