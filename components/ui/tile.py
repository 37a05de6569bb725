"""Key figures: one number, its change in words, its recent shape, and the way to the rows behind it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.ui.icon import icon
from components.ui.kinds import Text, given, merged, when


class Sparkline(rx.Component):
    """An inline SVG line."""

    library = rx.asset("sparkline.jsx", shared=True).importable_path
    tag = "Sparkline"

    points: rx.Var[list[float]]


def sparkline(points: list[float] | list[int] | rx.Var[list[float]]) -> rx.Component:
    """The shape of `points`, oldest first; decoration, so the numbers must stand elsewhere too."""
    return Sparkline.create(points=points)


def tile(
    label: Text,
    value: Text,
    *,
    change: Text = "",
    tone: Text = "neutral",
    points: list[float] | list[int] | rx.Var[list[float]] | None = None,
    href: Text = "",
    **props: Any,
) -> rx.Component:
    """`change` says sign and period ("12 % up on last week"); `tone` is positive, negative or neutral."""
    linked = isinstance(href, rx.Var) or bool(href)
    frame = rx.el.a if linked else rx.el.div
    look = "group flex flex-col rounded-card border border-line bg-raised p-4 " + (
        "transition-colors hover:border-control" if linked else ""
    )
    return frame(
        rx.el.p(
            label,
            *((icon("arrow-up-right", size=16, class_name="text-soft group-hover:text-accent"),) * linked),
            class_name="flex items-center justify-between gap-2 text-sm text-soft",
        ),
        rx.el.p(value, class_name="mt-1 text-2xl leading-tight font-bold"),
        when(
            given(change),
            rx.el.p(
                change,
                custom_attrs={"data-tone": tone},
                class_name="mt-0.5 text-sm text-soft data-[tone=negative]:text-negative "
                "data-[tone=positive]:text-positive",
            ),
        ),
        *((rx.el.div(sparkline(points), class_name="mt-auto pt-3"),) if points is not None else ()),
        class_name=merged(look, props),
        **({"href": href} if linked else {}),
        **props,
    )
