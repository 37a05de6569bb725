"""Small words with a colour: states, counts, chips. The word always says what the colour says."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.ui.icon import icon
from components.ui.kinds import Flag, Handler, Text, merged

_TONES = (
    "bg-sunken text-soft data-[tone=accent]:bg-accent-tint data-[tone=accent]:text-accent "
    "data-[tone=positive]:bg-positive-tint data-[tone=positive]:text-positive "
    "data-[tone=notice]:bg-notice-tint data-[tone=notice]:text-notice "
    "data-[tone=negative]:bg-negative-tint data-[tone=negative]:text-negative "
    "data-[tone=deal]:bg-action data-[tone=deal]:text-on-action"
)


def badge(word: Text, tone: Text = "neutral", *, symbol: str = "", **props: Any) -> rx.Component:
    """A word on a tint. Tones: neutral, accent, positive, notice, negative, deal."""
    return rx.el.span(
        *((icon(symbol, size=13),) if symbol else ()),
        word,
        custom_attrs={"data-tone": tone},
        class_name=merged(
            "inline-flex h-6 items-center gap-1 rounded-[4px] px-2 text-xs font-semibold whitespace-nowrap "
            + _TONES,
            props,
        ),
        **props,
    )


def status(word: Text, tone: Text = "neutral", **props: Any) -> rx.Component:
    """A dot and a word, for tables: neutral, accent, positive, notice, negative."""
    return rx.el.span(
        rx.el.span(
            aria_hidden="true",
            class_name="size-2 rounded-full bg-control in-data-[tone=accent]:bg-accent "
            "in-data-[tone=positive]:bg-positive in-data-[tone=notice]:bg-action "
            "in-data-[tone=negative]:bg-negative",
        ),
        word,
        custom_attrs={"data-tone": tone},
        class_name=merged("inline-flex items-center gap-2 font-medium whitespace-nowrap", props),
        **props,
    )


def count(number: Text | int | rx.Var[int], **props: Any) -> rx.Component:
    """A number on a small round ground, such as lines in the cart."""
    return rx.el.span(
        number,
        class_name=merged(
            "figures inline-grid h-5 min-w-5 place-items-center rounded-full bg-action px-1.5 text-xs "
            "font-bold text-on-action",
            props,
        ),
        **props,
    )


_CHIP = (
    "tap inline-flex min-h-9 items-center gap-1.5 rounded-full border px-3.5 text-sm font-medium "
    "whitespace-nowrap "
    "transition-colors "
)
_FREE = (
    "border-control bg-raised hover:border-ink hover:bg-sunken "
    "aria-pressed:border-accent aria-pressed:bg-accent-tint aria-pressed:text-accent "
    "aria-[current=true]:border-accent aria-[current=true]:bg-accent-tint aria-[current=true]:text-accent"
)


def chip(
    label: Text, *, selected: Flag = False, href: Text = "", on_click: Handler = None, **props: Any
) -> rx.Component:
    """A filter to switch: a link when it has an address, a toggle button otherwise."""
    if isinstance(href, rx.Var) or href:
        return rx.el.a(
            label, href=href, aria_current=selected, class_name=merged(_CHIP + _FREE, props), **props
        )
    return rx.el.button(
        label,
        type="button",
        aria_pressed=selected,
        on_click=on_click,
        class_name=merged(_CHIP + _FREE, props),
        **props,
    )


def removable_chip(label: Text, *, href: Text = "", on_click: Handler = None, **props: Any) -> rx.Component:
    """A filter in force; the whole chip takes it away."""
    parts = (
        rx.el.span("Remove filter: ", class_name="sr-only"),
        label,
        icon("x", size=14, class_name="-mr-1"),
    )
    look = merged(_CHIP + "border-accent bg-accent-tint text-accent hover:bg-raised", props)
    if isinstance(href, rx.Var) or href:
        return rx.el.a(*parts, href=href, class_name=look, **props)
    return rx.el.button(*parts, type="button", on_click=on_click, class_name=look, **props)
