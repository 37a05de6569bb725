"""The frame of the warehouse floor: a tablet in gloved hands. One task, large type, actions at the thumb."""

from __future__ import annotations

import reflex as rx

from components.ui.icon import icon
from components.ui.kinds import Child, Text, given, when
from components.ui.text import skip_link
from components.ui.theme import theme_toggle


def floor_shell(
    *children: Child,
    heading: Text,
    back: Text = "",
    person: Text = "",
    progress: Text = "",
    next_stop: Text = "",
    actions: Child | None = None,
) -> rx.Component:
    """A floor page. `progress` says how far ("3 of 12 lines"), `next_stop` where to go after this.

    `actions` (buttons of `size="floor"`) stay at the bottom edge. The connection is said in words at the top.
    """
    return rx.el.div(
        skip_link(),
        rx.el.header(
            when(
                given(back),
                rx.el.a(
                    icon("arrow-left", size=32, label="Back"),
                    href=back,
                    class_name="grid size-16 shrink-0 place-items-center rounded-control hover:bg-sunken "
                    "sm:size-18",
                ),
            ),
            rx.el.div(
                rx.el.h1(
                    heading,
                    class_name="line-clamp-2 text-lg leading-tight font-bold sm:line-clamp-1 sm:text-2xl",
                ),
                when(given(progress), rx.el.p(progress, class_name="figures text-lg text-soft")),
                class_name="min-w-0 grow",
            ),
            rx.el.div(
                _connection(),
                when(given(person), rx.el.p(person, class_name="hidden text-base text-soft sm:block")),
                class_name="max-w-24 text-right text-base font-semibold sm:max-w-none sm:text-lg "
                "sm:whitespace-nowrap",
            ),
            theme_toggle(class_name="size-16 shrink-0 sm:size-18"),
            custom_attrs={"data-shell": ""},
            class_name="flex min-h-20 items-center gap-1 border-b border-line bg-raised px-2 "
            "sm:gap-4 sm:px-4",
        ),
        rx.el.main(
            *children,
            id="main",
            tab_index=-1,
            class_name="mx-auto flex w-full max-w-5xl grow flex-col px-5 py-6 text-lg outline-none",
        ),
        when(
            given(next_stop),
            rx.el.aside(
                icon("map-pin", size=24, class_name="shrink-0"),
                rx.el.span("Next: ", rx.el.strong(next_stop)),
                class_name="flex items-center gap-3 border-t border-line bg-sunken px-5 py-3 text-xl",
                aria_label="Next stop",
            ),
        ),
        *(
            (
                rx.el.div(
                    actions,
                    class_name="sticky bottom-0 grid grid-flow-col auto-cols-fr gap-4 border-t "
                    "border-line bg-raised p-4",
                ),
            )
            if actions is not None
            else ()
        ),
        class_name="flex min-h-dvh flex-col select-none",
    )


def _connection() -> rx.Component:
    # The session layer writes data-connection on the html element; both sentences are there, one shows.
    return rx.el.p(
        rx.el.span("Connected", class_name="text-positive in-data-[connection=lost]:hidden"),
        rx.el.span(
            "No connection: waiting", class_name="hidden text-negative in-data-[connection=lost]:inline"
        ),
    )
