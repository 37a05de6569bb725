"""Form fields. The label always shows, a hint helps before, an error says how to mend it; all are bound."""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx

from components.ui.icon import icon
from components.ui.kinds import Child, Flag, Items, Size, Text, each, given, merged, when

_CONTROL = (
    "w-full rounded-control border border-control bg-raised text-ink placeholder:text-soft "
    "transition-colors hover:border-ink focus-visible:border-accent focus-visible:outline-2 "
    "focus-visible:outline-offset-0 aria-invalid:border-negative aria-invalid:outline-negative "
    "disabled:cursor-not-allowed disabled:bg-sunken disabled:text-soft"
)
_SIZES: dict[Size, str] = {
    "sm": "h-9 px-2.5 text-sm",
    "md": "h-11 px-3 text-base",
    "lg": "h-13 px-4 text-lg",
    "floor": "h-18 px-5 text-2xl",
}


def text_field(
    label: Text,
    name: str,
    *,
    kind: Literal["text", "email", "tel", "password", "number", "search", "date", "time", "url"] = "text",
    hint: Text = "",
    error: Text = "",
    size: Size = "md",
    required: Flag = False,
    optional: bool = False,
    before: Child | None = None,
    after: Child | None = None,
    label_hidden: bool = False,
    id: str = "",
    **props: Any,
) -> rx.Component:
    """One line of input. Prefer `default_value` and a form submit to `value` with `on_change`.

    `before` and `after` sit inside the control (a currency sign, a unit). `optional` is said in the label.
    """
    ident = id or f"field-{name}"
    pads = f"{'pl-9 ' if before is not None else ''}{'pr-12' if after is not None else ''}"
    control = rx.el.input(
        id=ident,
        name=name,
        type=kind,
        required=required,
        **_bound(ident, hint, error),
        class_name=merged(f"{_CONTROL} {_SIZES[size]} {pads}", props),
        **props,
    )
    side = "pointer-events-none absolute inset-y-0 flex items-center text-soft"
    if before is not None or after is not None:
        control = rx.el.div(
            *((rx.el.span(before, class_name=f"{side} left-3"),) if before is not None else ()),
            control,
            *((rx.el.span(after, class_name=f"{side} right-3 text-sm"),) if after is not None else ()),
            class_name="relative",
        )
    return _framed(ident, label, hint, error, control, size, optional=optional, label_hidden=label_hidden)


def textarea_field(
    label: Text,
    name: str,
    *,
    hint: Text = "",
    error: Text = "",
    rows: int = 4,
    optional: bool = False,
    id: str = "",
    **props: Any,
) -> rx.Component:
    """Several lines of input."""
    ident = id or f"field-{name}"
    control = rx.el.textarea(
        id=ident,
        name=name,
        rows=rows,
        **_bound(ident, hint, error),
        class_name=merged(f"{_CONTROL} px-3 py-2.5 text-base", props),
        **props,
    )
    return _framed(ident, label, hint, error, control, "md", optional=optional)


def select_field(
    label: Text,
    name: str,
    options: Items,
    *,
    hint: Text = "",
    error: Text = "",
    size: Size = "md",
    optional: bool = False,
    label_hidden: bool = False,
    id: str = "",
    **props: Any,
) -> rx.Component:
    """A native choice of one; `options` are (value, label) pairs."""
    ident = id or f"field-{name}"
    control = rx.el.div(
        rx.el.select(
            each(options, lambda option: rx.el.option(option[1], value=option[0])),
            id=ident,
            name=name,
            **_bound(ident, hint, error),
            class_name=merged(f"{_CONTROL} {_SIZES[size]} appearance-none pr-9", props),
            **props,
        ),
        icon(
            "chevron-down",
            size=18,
            class_name="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-soft",
        ),
        class_name="relative",
    )
    return _framed(ident, label, hint, error, control, size, optional=optional, label_hidden=label_hidden)


def checkbox(
    label: Child, name: str, *, hint: Text = "", error: Text = "", id: str = "", **props: Any
) -> rx.Component:
    """One yes or no. The whole line is its target."""
    ident = id or f"field-{name}"
    return rx.el.div(
        rx.el.label(
            rx.el.input(
                id=ident,
                name=name,
                type="checkbox",
                **_bound(ident, hint, error),
                class_name=merged(_MARK + " rounded-[4px]", props),
                **props,
            ),
            rx.el.span(label, class_name="py-0.5"),
            html_for=ident,
            class_name="flex min-h-11 items-center gap-3",
        ),
        _help(ident, hint, error, "pl-8 -mt-1"),
    )


def radio_group(
    legend: Text,
    name: str,
    options: Items,
    *,
    value: Text = "",
    hint: Text = "",
    error: Text = "",
    boxed: bool = False,
    **props: Any,
) -> rx.Component:
    """A choice of one, all seen at once; `options` are (value, label) or (value, label, note) tuples.

    `boxed` frames each choice, for delivery and payment. Other props (`on_change`) go to every radio.
    """
    ident = f"field-{name}"
    frame = (
        "rounded-card border border-line bg-raised px-4 py-3 transition-colors hover:border-control "
        "has-checked:border-accent has-checked:bg-accent-tint has-checked:ring-1 has-checked:ring-accent "
        "has-focus-visible:outline-3 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
    )

    def choice(option: Any) -> rx.Component:
        noted = isinstance(option, rx.Var) or len(option) > 2
        note = option[2] if noted else ""
        chosen = {"default_checked": option[0] == value} if given(value) is not False else {}
        return rx.el.label(
            rx.el.input(
                type="radio",
                name=name,
                value=option[0],
                class_name=f"{_MARK} rounded-full",
                **chosen,
                **props,
            ),
            rx.el.span(
                rx.el.span(option[1], class_name="block font-medium" if boxed else "block"),
                when(given(note), rx.el.span(note, class_name="block text-sm text-soft")),
            ),
            class_name=f"flex min-h-11 items-center gap-3 {frame if boxed else ''}",
        )

    return rx.el.fieldset(
        rx.el.legend(legend, class_name="mb-2 text-sm font-semibold"),
        rx.el.div(each(options, choice), class_name="grid gap-2" if boxed else "grid"),
        _help(ident, hint, error),
        **_bound(ident, hint, error, invalid=False),
    )


_MARK = (
    "peer grid size-5 shrink-0 appearance-none place-items-center border border-control bg-raised "
    "transition-colors before:size-2.5 before:scale-0 before:bg-on-accent before:transition-transform "
    "before:content-[''] hover:border-ink checked:border-accent checked:bg-accent checked:before:scale-100 "
    "[&[type=radio]]:before:rounded-full [&[type=checkbox]]:before:mark-tick aria-invalid:border-negative"
)


def _framed(
    ident: str,
    label: Text,
    hint: Text,
    error: Text,
    control: rx.Component,
    size: Size,
    *,
    optional: bool,
    label_hidden: bool = False,
) -> rx.Component:
    text = "text-lg" if size == "floor" else "text-sm"
    return rx.el.div(
        rx.el.label(
            label,
            *((rx.el.span(" (optional)", class_name="font-normal text-soft"),) * optional),
            html_for=ident,
            class_name="sr-only" if label_hidden else f"mb-1.5 block {text} font-semibold",
        ),
        control,
        _help(ident, hint, error),
    )


def _bound(ident: str, hint: Text, error: Text, *, invalid: bool = True) -> dict[str, Any]:
    described: Any
    if isinstance(error, rx.Var):
        described = rx.cond(error.bool(), f"{ident}-error {ident}-hint", f"{ident}-hint")
    else:
        described = f"{ident}-error {ident}-hint" if error else f"{ident}-hint"
    if not isinstance(error, rx.Var) and not error and not isinstance(hint, rx.Var) and not hint:
        return {}
    bound = {"aria_describedby": described}
    return bound | ({"aria_invalid": given(error)} if invalid else {})


def _help(ident: str, hint: Text, error: Text, extra: str = "") -> rx.Component:
    return rx.fragment(
        when(
            given(error),
            rx.el.p(
                icon("circle-alert", size=16, class_name="mt-0.5 shrink-0"),
                rx.el.span(error),
                id=f"{ident}-error",
                class_name=f"flex gap-1.5 text-sm font-medium text-negative {extra or 'mt-1.5'}",
            ),
        ),
        when(
            given(hint),
            rx.el.p(hint, id=f"{ident}-hint", class_name=f"text-sm text-soft {extra or 'mt-1.5'}"),
        ),
    )
