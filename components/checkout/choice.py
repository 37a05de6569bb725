"""One of several ways, as a whole line to press."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.ui.kinds import Child, Text

_CHOICE = (
    "flex min-h-14 items-center gap-3 rounded-card border border-line bg-raised px-4 py-3 transition-colors "
    "hover:border-control has-checked:border-accent has-checked:bg-accent-tint has-checked:ring-1 "
    "has-checked:ring-accent has-focus-visible:outline-3 has-focus-visible:outline-offset-2 "
    "has-focus-visible:outline-accent"
)
_RADIO = (
    "grid size-5 shrink-0 appearance-none place-items-center rounded-full border border-control bg-raised "
    "before:size-2.5 before:scale-0 before:rounded-full before:bg-on-accent before:content-[''] "
    "checked:border-accent checked:bg-accent checked:before:scale-100"
)


def choice(
    name: str,
    value: Text,
    label: Child,
    note: Child,
    end: Child,
    *,
    chosen: Any,
    on_choose: Any,
    disabled: Any,
) -> rx.Component:
    """A radio button with its label, a note below and something at its end."""
    return rx.el.label(
        rx.el.input(
            type="radio",
            name=name,
            value=value,
            checked=chosen,
            disabled=disabled,
            on_change=on_choose,
            class_name=_RADIO,
        ),
        rx.el.span(
            rx.el.span(label, class_name="block font-semibold"),
            rx.el.span(note, class_name="block text-sm text-soft"),
            class_name="min-w-0 grow",
        ),
        rx.el.span(end, class_name="figures shrink-0 font-semibold"),
        class_name=_CHOICE,
    )
