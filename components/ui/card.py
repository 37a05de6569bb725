"""Surfaces: cards, disclosures, empty places, alerts, skeletons."""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx

from components.ui.icon import icon
from components.ui.kinds import Child, Text, given, merged, when


def card(*children: Child, padded: bool = True, **props: Any) -> rx.Component:
    """A raised surface with a thin line."""
    pad = " p-4 sm:p-5" if padded else " overflow-hidden"
    return rx.el.div(
        *children, class_name=merged(f"rounded-card border border-line bg-raised{pad}", props), **props
    )


def disclosure(
    summary: Child, *children: Child, opened: bool = False, ruled: bool = True, **props: Any
) -> rx.Component:
    """A line that opens to more, natively; `ruled` off where what follows draws its own line."""
    return rx.el.details(
        rx.el.summary(
            rx.el.span(summary, class_name="min-w-0 grow"),
            icon(
                "chevron-down",
                size=18,
                class_name="shrink-0 text-soft transition-transform group-open/more:rotate-180",
            ),
            class_name="flex min-h-11 list-none items-center gap-3 font-semibold hover:text-accent",
        ),
        rx.el.div(*children, class_name="pt-1 pb-4"),
        open=opened,
        class_name=merged(f"group/more {'border-b border-line' if ruled else ''}", props),
        **props,
    )


def empty_state(
    title: Text, text: Text, *, symbol: str = "package-open", action: rx.Component | None = None, **props: Any
) -> rx.Component:
    """Says what will appear here and how to start."""
    return rx.el.div(
        rx.el.div(
            icon(symbol, size=28),
            class_name="grid size-14 place-items-center rounded-full bg-accent-tint text-accent",
        ),
        rx.el.p(title, class_name="mt-4 text-lg font-bold"),
        rx.el.p(text, class_name="mt-1 max-w-sm text-soft"),
        *((rx.el.div(action, class_name="mt-5"),) if action is not None else ()),
        class_name=merged("flex flex-col items-center px-4 py-12 text-center", props),
        **props,
    )


_ALERTS: dict[str, tuple[str, str]] = {
    "negative": ("circle-alert", "border-negative bg-negative-tint text-negative"),
    "notice": ("triangle-alert", "border-notice bg-notice-tint text-notice"),
    "positive": ("circle-check", "border-positive bg-positive-tint text-positive"),
}


def alert(
    title: Text,
    text: Text = "",
    *,
    tone: Literal["negative", "notice", "positive"] = "negative",
    action: Child | None = None,
    **props: Any,
) -> rx.Component:
    """Something that needs knowing where it happened, with the next step."""
    symbol, colours = _ALERTS[tone]
    props.setdefault("role", "alert" if tone == "negative" else "status")
    return rx.el.div(
        icon(symbol, size=20, class_name="mt-0.5 shrink-0"),
        rx.el.div(
            rx.el.p(title, class_name="font-semibold"),
            when(given(text), rx.el.p(text, class_name="text-sm text-ink")),
            *((rx.el.div(action, class_name="mt-2 text-sm"),) if action is not None else ()),
            class_name="min-w-0 grow",
        ),
        class_name=merged(f"flex gap-3 rounded-control border-l-4 px-4 py-3 {colours}", props),
        **props,
    )


def skeleton(shape: str = "h-4 w-full", **props: Any) -> rx.Component:
    """A placeholder in the final size: `shape` holds its width and height classes."""
    return rx.el.div(
        aria_hidden="true", class_name=merged(f"shimmer rounded-control {shape}", props), **props
    )


def skeleton_text(lines: int = 3) -> rx.Component:
    """Lines of text to come; the last is shorter."""
    return rx.el.div(
        *(skeleton("h-4 w-full" if line < lines - 1 else "h-4 w-2/3") for line in range(lines)),
        class_name="grid gap-2.5",
    )


def skeleton_product_card() -> rx.Component:
    """A product card to come."""
    return rx.el.div(
        skeleton("aspect-square w-full"),
        skeleton("h-4 w-full"),
        skeleton("h-4 w-3/5"),
        skeleton("h-6 w-2/5"),
        class_name="grid gap-2.5",
        aria_hidden="true",
    )


def loading(label: str, *skeletons: rx.Component, **props: Any) -> rx.Component:
    """A region that is being filled: skeletons for eyes, `label` for ears."""
    return rx.el.div(
        rx.el.span(label, class_name="sr-only"), *skeletons, role="status", aria_busy="true", **props
    )
