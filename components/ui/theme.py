"""Light and dark: the choice is kept in the browser; without one the system's is followed."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.style import toggle_color_mode

from components.ui.icon import icon
from components.ui.kinds import merged


def theme_toggle(*, labelled: bool = False, **props: Any) -> rx.Component:
    """Switches between light and dark."""
    return rx.el.button(
        icon("moon", size=20, class_name="dark:hidden"),
        icon("sun", size=20, class_name="hidden dark:block"),
        rx.el.span(
            "Light or dark",
            class_name="text-sm font-medium" if labelled else "sr-only",
        ),
        type="button",
        title="Light or dark",
        on_click=toggle_color_mode,
        class_name=merged(
            "inline-flex size-11 items-center justify-center gap-2 rounded-control text-ink hover:bg-sunken "
            if not labelled
            else "inline-flex h-11 items-center gap-2 rounded-control px-2 text-ink hover:bg-sunken",
            props,
        ),
        **props,
    )
