"""What happened and what comes next, in order: an order's life, a parcel's way."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.ui.kinds import Items, each, given, merged, when


def timeline(steps: Items, *, label: str = "Timeline", **props: Any) -> rx.Component:
    """Steps as (state, title, time, note) tuples; state is `done`, `current` or `next`, note may be empty
    or of several lines.
    """
    return rx.el.ol(each(steps, _step), aria_label=label, class_name=merged("", props), **props)


def _step(step: Any) -> rx.Component:
    state = step[0]
    return rx.el.li(
        rx.el.span(
            aria_hidden="true",
            class_name="absolute top-4 bottom-[-0.5rem] left-[0.5625rem] w-0.5 bg-line "
            "in-data-[state=done]:bg-positive "
            "in-[li:last-child]:hidden",
        ),
        rx.el.span(
            aria_hidden="true",
            class_name="relative z-10 mt-1 size-5 shrink-0 rounded-full border-2 border-control bg-raised "
            "in-data-[state=done]:border-positive in-data-[state=done]:bg-positive "
            "in-data-[state=current]:border-[6px] in-data-[state=current]:border-accent",
        ),
        rx.el.div(
            rx.el.p(
                step[1],
                _spoken(state),
                class_name="font-semibold in-data-[state=next]:font-medium in-data-[state=next]:text-soft",
            ),
            when(given(step[2]), rx.el.p(step[2], class_name="figures text-sm text-soft")),
            when(
                given(step[3]), rx.el.p(step[3], class_name="mt-1 text-sm wrap-anywhere whitespace-pre-line")
            ),
            class_name="min-w-0 pb-6 in-[li:last-child]:pb-0",
        ),
        aria_current=rx.cond(state == "current", "step", "false")
        if isinstance(state, rx.Var)
        else ("step" if state == "current" else "false"),
        custom_attrs={"data-state": state},
        class_name="relative flex gap-3",
    )


def _spoken(state: Any) -> rx.Component:
    words = {"done": " (done)", "current": " (now)", "next": " (to come)"}
    said = rx.match(state, *words.items(), "") if isinstance(state, rx.Var) else words[state]
    return rx.el.span(said, class_name="sr-only")
