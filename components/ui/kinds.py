"""The types that primitives take: text, numbers and flags known now or held by a Var, and children."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeVar

import reflex as rx

Text = str | rx.Var[str]
Number = int | float | rx.Var[int] | rx.Var[float]
Flag = bool | rx.Var[bool]
Child = rx.Component | Text
Items = Sequence[Any] | rx.Var[list[Any]]
Handler = rx.event.EventType[()] | None

Tone = Literal["neutral", "accent", "positive", "notice", "negative"]
Size = Literal["sm", "md", "lg", "floor"]

Thing = TypeVar("Thing")


def each(items: Items, draw: Any) -> rx.Component:
    """`draw(item)` or `draw(item, index)` for a list known now or held by a Var."""
    if isinstance(items, rx.Var):
        return rx.foreach(items, draw)
    wants_index = draw.__code__.co_argcount > 1
    return rx.fragment(
        *(draw(item, index) if wants_index else draw(item) for index, item in enumerate(items))
    )


def given(value: Any) -> Any:
    """Whether an optional text or flag is there: a bool for literals, a Var for Vars."""
    if isinstance(value, rx.Var):
        return value.bool()
    return bool(value)


def when(condition: Any, component: rx.Component, otherwise: rx.Component | None = None) -> rx.Component:
    """`component` if the flag is set; decided now for literals, in the browser for Vars."""
    if isinstance(condition, rx.Var):
        return rx.cond(condition, component, otherwise if otherwise is not None else rx.fragment())
    if condition:
        return component
    return otherwise if otherwise is not None else rx.fragment()


def merged(classes: str, props: dict[str, Any]) -> str:
    """`classes` and the caller's own `class_name`, which it takes out of `props`."""
    extra = props.pop("class_name", "")
    return f"{classes} {extra}".strip()
