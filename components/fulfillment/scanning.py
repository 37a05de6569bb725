"""The tablet's widgets: one task's screen, a scanner for lists, the state of the queue, bar codes."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.ui.kinds import Text

_QUEUE = rx.asset("scan_queue.jsx", shared=True).importable_path
_SCANNER = rx.asset("scanner.jsx", shared=True).importable_path
_TASK = rx.asset("task_screen.jsx", shared=True).importable_path
_BARCODE = rx.asset("code128.jsx", shared=True).importable_path


class TaskScreen(rx.NoSSRComponent):
    """What to do next for one task, and the scans that wait to be sent."""

    library = _TASK
    tag = "TaskScreen"

    initial: rx.Var[dict[str, Any]]
    mode: rx.Var[str]
    home: rx.Var[str]
    pick_href: rx.Var[str]
    pack_href: rx.Var[str]
    on_taken: rx.EventHandler[rx.event.passthrough_event_spec(str)]


class Scanner(rx.NoSSRComponent):
    """Listens for a scanner; its button opens a keypad instead."""

    library = _SCANNER
    tag = "Scanner"

    label: rx.Var[str]
    hint: rx.Var[str]
    on_code: rx.EventHandler[rx.event.passthrough_event_spec(str)]


class QueueState(rx.NoSSRComponent):
    """How many scans wait, in words."""

    library = _QUEUE
    tag = "QueueState"


class Barcode(rx.Component):
    """A Code 128 of a text."""

    library = _BARCODE
    tag = "Barcode"

    text: rx.Var[str]


def scanner(label: Text, hint: Text, on_code: Any) -> rx.Component:
    """`on_code(text)` for each scan, or for what was typed on the screen's keypad."""
    return Scanner.create(label=label, hint=hint, on_code=on_code)


def queue_state() -> rx.Component:
    """`All scans are sent`, or what keeps them."""
    return QueueState.create()


def barcode(text: Text) -> rx.Component:
    """`text` (ASCII) as bars, as wide as its place."""
    return Barcode.create(text=text)
