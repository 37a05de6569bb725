"""Ways through: breadcrumb, pagination, tabs that are links."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.ui.icon import icon
from components.ui.kinds import Flag, Items, Number, Text, each, given, merged, when


def breadcrumb(steps: Items, current: Text, **props: Any) -> rx.Component:
    """The way here: `steps` are (label, href) pairs from the top, `current` is this page."""
    return rx.el.nav(
        rx.el.ol(
            each(
                steps,
                lambda step: rx.el.li(
                    rx.el.a(step[0], href=step[1], class_name="hover:text-accent hover:underline"),
                    icon("chevron-right", size=14, class_name="shrink-0"),
                    class_name="flex items-center gap-1.5",
                ),
            ),
            rx.el.li(current, aria_current="page", class_name="truncate text-ink"),
            class_name="flex items-center gap-1.5 overflow-hidden text-sm whitespace-nowrap text-soft",
        ),
        aria_label="Breadcrumb",
        class_name=merged("", props),
        **props,
    )


_STEP = (
    "figures inline-grid h-11 min-w-11 place-items-center rounded-control px-2 font-medium "
    "hover:bg-sunken aria-[current=page]:bg-accent aria-[current=page]:text-on-accent"
)


def pagination(
    pages: Items, *, previous: Text = "", following: Text = "", label: str = "Pages", **props: Any
) -> rx.Component:
    """Numbered pages: `pages` are (number, href, is_current) tuples, an empty href is a gap.

    `previous` and `following` are addresses, empty at the ends.
    """

    def step(item: Any) -> rx.Component:
        return rx.el.li(
            when(
                given(item[1]),
                rx.el.a(
                    rx.el.span("Page ", class_name="sr-only"),
                    item[0],
                    href=item[1],
                    aria_current=_page_if(item[2]),
                    class_name=_STEP,
                ),
                rx.el.span(
                    "…", aria_hidden="true", class_name="inline-grid h-11 w-6 place-items-center text-soft"
                ),
            )
        )

    def end(href: Text, word: str, symbol: str) -> rx.Component:
        return when(
            given(href),
            rx.el.a(icon(symbol, size=18), href=href, aria_label=word, title=word, class_name=_STEP),
            rx.el.span(icon(symbol, size=18), class_name=f"{_STEP} pointer-events-none opacity-35"),
        )

    return rx.el.nav(
        end(previous, "Previous page", "chevron-left"),
        rx.el.ol(each(pages, step), class_name="flex flex-wrap items-center gap-1"),
        end(following, "Next page", "chevron-right"),
        aria_label=label,
        class_name=merged("flex items-center justify-center gap-1", props),
        **props,
    )


def tab_links(items: Items, *, label: str, **props: Any) -> rx.Component:
    """Views of one thing as links: (label, href, is_current) tuples."""
    return rx.el.nav(
        rx.el.ul(
            each(
                items,
                lambda item: rx.el.li(
                    rx.el.a(
                        item[0],
                        href=item[1],
                        aria_current=_page_if(item[2]),
                        class_name="relative inline-flex h-11 items-center px-3 font-medium text-soft "
                        "hover:text-ink "
                        "aria-[current=page]:text-accent aria-[current=page]:after:absolute "
                        "aria-[current=page]:after:inset-x-3 aria-[current=page]:after:bottom-0 "
                        "aria-[current=page]:after:h-0.5 aria-[current=page]:after:bg-accent",
                    )
                ),
            ),
            class_name="flex overflow-x-auto border-b border-line",
        ),
        aria_label=label,
        class_name=merged("", props),
        **props,
    )


def _page_if(current: Flag | Number) -> Any:
    if isinstance(current, rx.Var):
        return rx.cond(current, "page", "false")
    return "page" if current else "false"
