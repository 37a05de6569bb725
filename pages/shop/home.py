"""The front page."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.catalog.home_shelves import departments, shelves
from components.ui.button import link_button
from components.ui.picture import picture
from pages.shop.frame import FRAME_LOAD, framed
from state.shop.home_state import HomeState

ON_LOAD = [*FRAME_LOAD, HomeState.load]
TITLE = "Agora · A market square, open to everyone"
DESCRIPTION = (
    "Thousands of things from many sellers, with the price, the stock and the day it arrives stated frankly."
)
META = [rx.el.link(rel="canonical", href="/")]


def page() -> rx.Component:
    """What the address shows."""
    return framed(_lead(), departments(), shelves())


def _lead() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h1(
                "A market square, open to everyone.",
                class_name="text-3xl font-extrabold tracking-[-0.025em] xl:text-4xl",
            ),
            rx.el.p(
                "Thousands of things from many sellers, side by side: the price, the stock and the day it "
                "arrives stated before you decide.",
                class_name="mt-4 max-w-md text-lg text-soft",
            ),
            link_button(
                "Walk the market",
                routes.search(),
                tone="action",
                size="lg",
                icon_end="arrow-right",
                class_name="mt-7 w-fit",
            ),
            class_name="flex flex-col justify-center px-5 py-8 sm:px-10 lg:py-12",
        ),
        rx.el.div(
            _square("day", "dark:hidden"),
            _square("night", "hidden dark:block"),
            class_name="max-lg:order-first",
        ),
        class_name="grid overflow-hidden rounded-card border border-line bg-raised lg:grid-cols-[2fr_3fr]",
    )


def _square(time: str, shown: str) -> rx.Component:
    def addresses(suffix: str) -> str:
        return ", ".join(f"/market-{time}-{width}.{suffix} {width}w" for width in (800, 1600))

    # Both are lazy: the one that is not displayed is never fetched.
    return rx.el.div(
        picture(
            f"/market-{time}-800.webp",
            "Market stalls with fruit, pottery and books on a square",
            avif=addresses("avif"),
            webp=addresses("webp"),
            width=1600,
            height=700,
            sizes="(min-width: 1024px) 80vw, 150vw",
            class_name="h-full! min-h-52 object-[78%_100%] lg:min-h-96",
        ),
        class_name=f"h-full [&_picture]:block [&_picture]:h-full {shown}",
    )
