"""The panel over a desk's list: the sheet of one row, its parts, and the short form that decides."""

from __future__ import annotations

from typing import Any, Protocol

import reflex as rx

from components.ui.badge import status
from components.ui.button import button
from components.ui.card import alert
from components.ui.dialog import sheet
from components.ui.field import textarea_field
from components.ui.kinds import Child, Items, Text, each, given, when

_BELOW = "mt-6 border-t border-line pt-4"


class Panelled(Protocol):
    """What a state of a panel holds."""

    open: Any
    refusal: Any
    refusal_field: Any
    close: Any


def panel(
    id: str,
    title: Text,
    of: Panelled,
    *content: Child,
    fields: tuple[str, ...] = (),
    refusal: rx.Component | None = None,
) -> rx.Component:
    """A sheet that opens and closes with its state, a refusal at its top unless one of the `fields` tells it.

    A panel whose fields are not known beforehand gives a `refusal` of its own.
    """
    at_top = told(of, *fields) if refusal is None else refusal
    return sheet(id, title, at_top, *content, open=of.open, on_close=of.close)


def told(of: Any, *fields: str) -> rx.Component:
    """The refusal as an alert, unless one of the `fields` tells it."""
    at_field = rx.Var.create(list(fields)).to(list[str]).contains(of.refusal_field)
    return rx.cond((of.refusal != "") & ~at_field, alert(of.refusal, class_name="mb-4"))


def told_at(of: Any, field: Text) -> Any:
    """The refusal for this field of a form, empty when it is about something else."""
    return rx.cond(of.refusal_field == field, of.refusal, "")


def panel_head(word: Text, tone: Text, aside: Text = "") -> rx.Component:
    """The first line of a panel: the status, and the figure that matters most."""
    return rx.el.p(
        status(word, tone),
        rx.el.span(aside, class_name="figures font-semibold"),
        class_name="flex flex-wrap items-center justify-between gap-2",
    )


def panel_part(title: Text, *content: Child) -> rx.Component:
    """A part of a panel under its own heading."""
    heading = rx.el.h3(title, class_name="mb-2 text-base font-bold")
    return rx.el.section(heading, *content, class_name=_BELOW)


def panel_verbs(*content: Child) -> rx.Component:
    """What can be done, below what is said."""
    return rx.el.div(*content, class_name=_BELOW)


def panel_note(text: Text) -> rx.Component:
    """What a verb of a panel brings about, under its button."""
    return rx.el.p(text, class_name="mt-2 text-sm text-soft")


def reason_form(
    of: Panelled,
    question: Text,
    name: str,
    verb: Text,
    *,
    on_submit: Any,
    key: Text,
    tone: Any = "danger",
    note: Text = "",
    **field: Any,
) -> rx.Component:
    """A verb that wants words: the question, the button, and what follows from it."""
    return rx.el.form(
        textarea_field(question, name, error=told_at(of, name), **field),
        button(verb, tone=tone, type="submit", class_name="mt-4"),
        when(given(note), panel_note(note)),
        on_submit=on_submit,
        key=key,
    )


def bullet_lines(lines: Items, label: str) -> rx.Component:
    """Sentences one under the other; a stop for the keyboard, so that a panel scrolls without a mouse."""
    return rx.el.ul(
        each(lines, lambda sentence: rx.el.li(sentence, class_name="py-1.5")),
        tab_index=0,
        aria_label=label,
        class_name="divide-y divide-line",
    )


def amounts(rows: Items, label: str) -> rx.Component:
    """(words, amount) pairs, amounts to the right; the last one is the sum when the caller makes it so."""
    return rx.el.ul(
        each(
            rows,
            lambda row: rx.el.li(
                rx.el.span(row[0], class_name="min-w-0"),
                rx.el.span(row[1], class_name="figures font-medium whitespace-nowrap"),
                class_name="flex justify-between gap-4 py-1.5",
            ),
        ),
        aria_label=label,
        class_name="divide-y divide-line text-sm",
    )
