"""Text for ears and headings for eyes: hidden labels, live regions, section headings, definition lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import reflex as rx
from reflex_components_core.el.elements.inline import A as NativeLink

from components.ui.kinds import Child, Text, each, given, merged, when


def visually_hidden(text: Text, **props: Any) -> rx.Component:
    """Text for screen readers only."""
    return rx.el.span(text, class_name="sr-only", **props)


def verb_about(verb: Text, *thing: Child) -> rx.Component:
    """What a button says: a short verb to eyes, and to ears also which `thing` it is about."""
    return rx.fragment(verb, rx.el.span(*thing, class_name="sr-only"))


def live_region(text: Text, *, urgent: bool = False) -> rx.Component:
    """Text that is read out whenever it changes, such as a result count or a cart total."""
    politeness = {"role": "alert"} if urgent else {"role": "status", "aria_live": "polite"}
    return rx.el.p(text, class_name="sr-only", **politeness)


def skip_link(target: str = "main") -> rx.Component:
    """The first stop of the Tab key: past the header to the content."""
    # The browser's own jump moves the focus; the router's link would navigate.
    return NativeLink.create(
        "Skip to the content",
        href=f"#{target}",
        class_name="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 "
        "focus:rounded-control focus:bg-raised focus:px-4 focus:py-2 focus:font-semibold focus:shadow-float",
    )


def section_heading(
    title: Text, *, level: Literal[2, 3] = 2, note: Text = "", action: Child | None = None, **props: Any
) -> rx.Component:
    """A heading with an optional soft note under it and one action at its end."""
    heading = rx.el.h2 if level == 2 else rx.el.h3
    size = "text-xl" if level == 2 else "text-lg"
    return rx.el.div(
        rx.el.div(
            heading(title, class_name=f"{size} font-bold"),
            when(given(note), rx.el.p(note, class_name="mt-0.5 text-sm text-soft")),
            class_name="min-w-0",
        ),
        action if action is not None else rx.fragment(),
        class_name=merged("flex items-end justify-between gap-4", props),
        **props,
    )


def facts(rows: Sequence[tuple[Text, Child]] | rx.Var[list[tuple[str, str]]], **props: Any) -> rx.Component:
    """Name and value pairs: specifications, an address, a delivery."""
    return rx.el.dl(
        each(
            rows,
            lambda row: rx.el.div(
                rx.el.dt(row[0], class_name="text-soft"),
                rx.el.dd(row[1], class_name="font-medium"),
                class_name="grid grid-cols-[minmax(8rem,2fr)_3fr] gap-4 border-b border-line py-2 "
                "last:border-0",
            ),
        ),
        class_name=merged("text-sm", props),
        **props,
    )
