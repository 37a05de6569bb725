"""How many: a stepper that answers at once and reports when the hand has rested."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.ui.kinds import Number, Text


class Quantity(rx.Component):
    """Minus, number, plus."""

    library = rx.asset("quantity.jsx", shared=True).importable_path
    tag = "Quantity"

    value: rx.Var[int]
    min: rx.Var[int]
    max: rx.Var[int]
    label: rx.Var[str]
    name: rx.Var[str]
    large: rx.Var[bool]
    on_settle: rx.EventHandler[rx.event.passthrough_event_spec(int)]


def quantity(
    value: Number,
    *,
    label: Text = "Quantity",
    smallest: Number = 1,
    largest: Number = 99,
    large: bool = False,
    **props: Any,
) -> rx.Component:
    """A whole number between `smallest` and `largest`; `on_settle(number)` fires 350 ms after the last one.

    Inside a form give it a `name`; on the floor make it `large`.
    """
    return Quantity.create(value=value, label=label, min=smallest, max=largest, large=large, **props)
