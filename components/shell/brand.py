"""The mark (an awning over a door) and the wordmark."""

from __future__ import annotations

import reflex as rx

from components.ui.kinds import Text


def mark(*, size: int = 32) -> rx.Component:
    """The square mark, as in `assets/mark.svg`."""
    return rx.el.svg(
        rx.el.svg.rect(width="32", height="32", rx="8", class_name="fill-(--brand-ground)"),
        rx.el.svg.path(
            d="M6.5 12.4 9 7h14l2.5 5.4a3.2 3.2 0 0 1-6.33.6 3.2 3.2 0 0 1-6.34 0 3.2 3.2 0 0 1-6.33-.6Z",
            class_name="fill-action",
        ),
        rx.el.svg.path(d="M9 18.2h14V25H9z", class_name="fill-(--brand-wall)"),
        rx.el.svg.path(d="M13.6 25v-2.9a2.4 2.4 0 0 1 4.8 0V25z", class_name="fill-(--brand-ground)"),
        view_box="0 0 32 32",
        width=size,
        height=size,
        custom_attrs={"aria-hidden": "true"},
        class_name="shrink-0",
    )


def logo(href: Text, *, surface: str = "") -> rx.Component:
    """Mark and name, the way home; `surface` names a desk or the floor."""
    return rx.el.a(
        mark(),
        rx.el.span(
            "agora",
            *((rx.el.span(f" {surface}", class_name="font-medium text-soft"),) if surface else ()),
            class_name="text-[1.375rem] leading-none font-extrabold tracking-[-0.035em]",
        ),
        href=href,
        aria_label=f"Agora {surface}".strip() + ", front page",
        class_name="inline-flex h-11 shrink-0 items-center gap-2 text-ink",
    )
