"""Buttons and links that look like them. One `action` per screen leads; the rest is secondary or quiet."""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx

from components.ui.icon import icon as lucide
from components.ui.icon import spinner
from components.ui.kinds import Child, Flag, Size, Text, merged, when

ButtonTone = Literal["action", "primary", "secondary", "quiet", "danger"]

_BASE = (
    "relative inline-flex shrink-0 select-none items-center justify-center gap-2 rounded-control "
    "font-semibold "
    "whitespace-nowrap transition-colors active:translate-y-px disabled:cursor-not-allowed "
    "aria-disabled:cursor-not-allowed disabled:opacity-55 aria-busy:opacity-100"
)
_TONES: dict[ButtonTone, str] = {
    "action": "bg-action text-on-action hover:bg-action-strong",
    "primary": "bg-accent text-on-accent hover:bg-accent-strong",
    "secondary": "border border-control bg-raised text-ink hover:border-ink hover:bg-sunken",
    "quiet": "text-accent hover:bg-accent-tint",
    "danger": "border border-negative bg-raised text-negative hover:bg-negative hover:text-on-negative",
}
_SIZES: dict[Size, str] = {
    "sm": "min-h-9 px-3 text-sm",
    "md": "min-h-11 px-4 text-base",
    "lg": "min-h-13 px-6 text-lg",
    "floor": "min-h-18 px-8 text-xl",
}
_SQUARE: dict[Size, str] = {
    "sm": "size-9 text-sm",
    "md": "size-11",
    "lg": "size-13",
    "floor": "size-18",
}
_ICON: dict[Size, int] = {"sm": 16, "md": 18, "lg": 20, "floor": 28}


def button(
    label: Child,
    *,
    tone: ButtonTone = "secondary",
    size: Size = "md",
    icon: str = "",
    icon_end: str = "",
    busy: Flag = False,
    full: bool = False,
    opens: str = "",
    closes: str = "",
    **props: Any,
) -> rx.Component:
    """A button (`type="button"` unless given). While `busy` it keeps its width, turns a ring and is disabled.

    `opens` and `closes` name a dialog or sheet by id, without a handler.
    """
    props.setdefault("type", "button")
    disabled = props.pop("disabled", False)
    attributes = _dialog_attributes(opens, closes) | props.pop("custom_attrs", {})
    return rx.el.button(
        when(
            busy, rx.el.span(spinner(size=_ICON[size]), class_name="absolute inset-0 grid place-items-center")
        ),
        rx.el.span(
            *_content(label, size, icon, icon_end),
            class_name="inline-flex items-center gap-2 in-aria-busy:opacity-0",
        ),
        aria_busy=busy,
        disabled=_either(busy, disabled),
        custom_attrs=attributes,
        class_name=merged(f"{_BASE} {_TONES[tone]} {_SIZES[size]}{' w-full' if full else ''}", props),
        **props,
    )


def icon_button(
    name: str,
    label: str,
    *,
    tone: ButtonTone = "quiet",
    size: Size = "md",
    opens: str = "",
    closes: str = "",
    **props: Any,
) -> rx.Component:
    """A square button with an icon; `label` is its accessible name and tooltip."""
    props.setdefault("type", "button")
    attributes = _dialog_attributes(opens, closes) | props.pop("custom_attrs", {})
    return rx.el.button(
        lucide(name, size=_ICON[size] + 2),
        aria_label=label,
        title=label,
        custom_attrs=attributes,
        class_name=merged(f"{_BASE} {_TONES[tone]} {_SQUARE[size]}", props),
        **props,
    )


def link_button(
    label: Child,
    href: Text,
    *,
    tone: ButtonTone = "secondary",
    size: Size = "md",
    icon: str = "",
    icon_end: str = "",
    full: bool = False,
    **props: Any,
) -> rx.Component:
    """A link that looks like a button, for going somewhere rather than doing something."""
    return rx.el.a(
        *_content(label, size, icon, icon_end),
        href=href,
        class_name=merged(f"{_BASE} {_TONES[tone]} {_SIZES[size]}{' w-full' if full else ''}", props),
        **props,
    )


def link(
    label: Child, href: Text, *, quiet: bool = False, external: bool = False, **props: Any
) -> rx.Component:
    """A text link. Quiet ones show their underline on hover; external ones say that they leave."""
    if external:
        props |= {"target": "_blank", "rel": "noopener noreferrer"}
    look = "text-ink hover:text-accent hover:underline" if quiet else "text-accent underline"
    return rx.el.a(
        label,
        *((lucide("external-link", size=14, label="opens elsewhere", class_name="ml-1 inline"),) * external),
        href=href,
        class_name=merged(f"{look} decoration-1 underline-offset-[3px] hover:decoration-2", props),
        **props,
    )


def _content(label: Child, size: Size, before: str, after: str) -> list[Child]:
    drawn: list[Child] = [label]
    if before:
        drawn.insert(0, lucide(before, size=_ICON[size]))
    if after:
        drawn.append(lucide(after, size=_ICON[size]))
    return drawn


def _dialog_attributes(opens: str, closes: str) -> dict[str, str]:
    return ({"data-opens": opens} if opens else {}) | ({"data-closes": closes} if closes else {})


def _either(one: Flag, other: Flag) -> Any:
    if isinstance(one, rx.Var):
        return one | other
    if isinstance(other, rx.Var):
        return other | one
    return one or other
