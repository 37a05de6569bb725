"""Lucide icons, one stroke width, decorative unless they carry a label."""

from __future__ import annotations

from typing import Any

import reflex as rx


def icon(name: str, *, size: int = 20, label: str = "", **props: Any) -> rx.Component:
    """A Lucide icon at `size` pixels. Give a `label` only where no text beside it says the same."""
    named = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    return rx.icon(name, size=size, stroke_width=1.75, custom_attrs={"focusable": "false"}, **named, **props)


def spinner(*, size: int = 18) -> rx.Component:
    """A turning ring; the element around it says `aria-busy`."""
    return icon("loader-circle", size=size, class_name="animate-[turn_0.8s_linear_infinite]")
