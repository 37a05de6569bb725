"""Dialogs in the middle and sheets at an edge, both native. A button opens one by its id (`opens=`)."""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx

from components.ui.kinds import Child, Flag, Text


class Dialog(rx.Component):
    """The native dialog element, open by `showModal`."""

    library = rx.asset("dialog.jsx", shared=True).importable_path
    tag = "Dialog"

    title: rx.Var[str]
    place: rx.Var[str]
    open: rx.Var[bool]
    footer: rx.Var[rx.Component]
    on_close: rx.EventHandler[rx.event.no_args_event_spec]


def dialog(
    id: str,
    title: Text,
    *children: Child,
    footer: rx.Component | None = None,
    open: Flag | None = None,
    **props: Any,
) -> rx.Component:
    """A modal question or form. A button's `opens=id`, `effects.open_dialog` or an `open` Var opens it.

    With an `open` Var give `on_close` too, so that Escape is known to the state.
    """
    return _dialog(id, title, "middle", children, footer, open, props)


def sheet(
    id: str,
    title: Text,
    *children: Child,
    side: Literal["left", "right", "bottom"] = "right",
    footer: rx.Component | None = None,
    open: Flag | None = None,
    **props: Any,
) -> rx.Component:
    """A panel at an edge: filters on a phone, a row's details at a desk."""
    return _dialog(id, title, side, children, footer, open, props)


def _dialog(
    id: str,
    title: Text,
    place: str,
    children: tuple[Child, ...],
    footer: rx.Component | None,
    open: Flag | None,
    props: dict[str, Any],
) -> rx.Component:
    if footer is not None:
        props["footer"] = footer
    if open is not None:
        props["open"] = open
    return Dialog.create(*children, id=id, title=title, place=place, **props)
