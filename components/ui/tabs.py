"""Tabs that switch in place, without the server."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.ui.kinds import Child


class Tabs(rx.Component):
    """A tab list and its panels."""

    library = rx.asset("tabs.jsx", shared=True).importable_path
    tag = "Tabs"

    label: rx.Var[str]
    names: rx.Var[list[str]]
    start: rx.Var[int]


def tabs(label: str, panels: dict[str, Child], *, start: int = 0, **props: Any) -> rx.Component:
    """`panels` by tab name, in order; all are in the page, one is shown."""
    return Tabs.create(
        *(rx.el.div(panel) for panel in panels.values()),
        label=label,
        names=list(panels),
        start=start,
        **props,
    )
