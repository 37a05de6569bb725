"""The end of the bench: the hand-over to the carrier, and the papers that go with a parcel."""

from __future__ import annotations

import reflex as rx

from components.fulfillment.scanning import barcode
from components.ui.button import button, link_button
from components.ui.card import alert
from components.ui.icon import icon
from components.ui.kinds import Child, Text, given, when
from state.floor.task_state import TaskState


class PrintButton(rx.Component):
    """Opens the print dialog."""

    library = rx.asset("print_button.jsx", shared=True).importable_path
    tag = "PrintButton"

    label: rx.Var[str]


def hand_over() -> rx.Component:
    """Where the parcel goes, its papers, and the one button that sends it."""
    return rx.cond(
        TaskState.tracking_number != "",
        _on_its_way(),
        rx.cond(TaskState.step == "ship", _ready(), _not_yet()),
    )


def _ready() -> rx.Component:
    return rx.el.div(
        when(given(TaskState.refusal), alert(TaskState.refusal, class_name="text-xl")),
        _facts(),
        _foot(
            link_button("Print the papers", TaskState.label_href, icon="printer", size="floor"),
            button(
                rx.fragment("Hand over to ", TaskState.carrier),
                tone="action",
                size="floor",
                on_click=TaskState.hand_over,
            ),
        ),
        class_name="flex grow flex-col gap-6",
    )


def _facts() -> rx.Component:
    return rx.el.dl(
        _fact("To", *(rx.foreach(TaskState.recipient, lambda line: rx.el.span(line, class_name="block")),)),
        _fact("Weight", rx.el.span(TaskState.weight, class_name="figures text-4xl font-extrabold")),
        _fact(
            "Carrier", TaskState.carrier, rx.el.span(TaskState.method, class_name="block text-xl font-medium")
        ),
        _fact("Arrives by", TaskState.arrives),
        class_name="grid gap-x-8 gap-y-6 sm:grid-cols-2",
    )


def _fact(label: str, *content: Child) -> rx.Component:
    return rx.el.div(
        rx.el.dt(label, class_name="text-lg font-semibold text-soft"),
        rx.el.dd(*content, class_name="mt-1 text-2xl leading-snug font-bold"),
    )


def _on_its_way() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            icon("circle-check", size=48, class_name="shrink-0"),
            rx.el.div(
                rx.el.p("Shipped", class_name="text-3xl font-bold"),
                rx.el.p(
                    TaskState.carrier,
                    " ",
                    rx.el.strong(TaskState.tracking_number, class_name="figures"),
                    class_name="text-xl",
                ),
            ),
            role="status",
            class_name="flex items-center gap-5 rounded-card border-2 border-positive bg-positive-tint p-6 "
            "text-positive",
        ),
        _facts(),
        _foot(
            link_button("Print the papers", TaskState.label_href, icon="printer", size="floor"),
            link_button("Next order", TaskState.home, tone="action", size="floor", icon_end="arrow-right"),
        ),
        class_name="flex grow flex-col gap-6",
    )


def _not_yet() -> rx.Component:
    picked = rx.Var.create(["pack", "weigh"]).contains(TaskState.step)
    return rx.el.div(
        rx.el.h2(
            rx.cond(
                picked,
                "This order is picked. Pack it first.",
                rx.cond(
                    TaskState.step == "done",
                    "This order has left the list.",
                    "This order is still being picked.",
                ),
            ),
            class_name="text-3xl font-bold",
        ),
        _foot(
            link_button("Back to the list", TaskState.home, size="floor"),
            rx.cond(
                picked,
                link_button("Pack it now", TaskState.pack_href, tone="action", size="floor"),
                rx.cond(
                    TaskState.step == "done",
                    rx.fragment(),
                    link_button("Pick it now", TaskState.pick_href, tone="action", size="floor"),
                ),
            ),
        ),
        class_name="flex grow flex-col gap-6",
    )


def _foot(*actions: rx.Component) -> rx.Component:
    return rx.el.div(
        *actions,
        class_name="sticky bottom-0 -mx-5 mt-auto -mb-6 grid auto-cols-fr grid-flow-col gap-4 border-t "
        "border-line bg-raised p-4",
    )


def papers() -> rx.Component:
    """The label on top, the packing slip below: one sheet to fold into the parcel's window."""
    return rx.el.div(
        rx.el.div(
            PrintButton.create(label="Print"),
            link_button("Back to the parcel", TaskState.pack_href.replace("/pack/", "/ship/"), size="floor"),
            custom_attrs={"data-screen-only": ""},
            class_name="mb-6 flex flex-wrap gap-4",
        ),
        _label(),
        _slip(),
        class_name="[&_*]:select-text",
    )


def _label() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.p(TaskState.carrier, class_name="text-2xl font-extrabold"),
            rx.el.p(TaskState.method, class_name="text-xl font-bold"),
            class_name="flex items-baseline justify-between border-b-2 border-ink pb-2",
        ),
        rx.el.div(
            rx.el.div(
                rx.el.h2("From", class_name="text-sm font-semibold text-soft"),
                rx.foreach(TaskState.origin, lambda line: rx.el.p(line, class_name="text-base")),
            ),
            rx.el.div(
                rx.el.p(TaskState.weight, class_name="figures text-xl font-bold"),
                rx.el.p("by ", TaskState.arrives, class_name="text-sm"),
                class_name="text-right",
            ),
            class_name="flex justify-between gap-6 py-3",
        ),
        rx.el.div(
            rx.el.h2("To", class_name="text-sm font-semibold text-soft"),
            rx.foreach(
                TaskState.recipient, lambda line: rx.el.p(line, class_name="text-2xl leading-snug font-bold")
            ),
            class_name="border-y-2 border-ink py-3",
        ),
        rx.cond(
            TaskState.tracking_number != "",
            rx.el.div(
                barcode(TaskState.tracking_number),
                rx.el.p(TaskState.tracking_number, class_name="figures mt-1 text-center text-lg font-bold"),
                class_name="pt-3",
            ),
            rx.el.p(
                "The tracking number is given when the parcel is handed over. Print the label again then.",
                class_name="pt-3 text-base text-soft",
            ),
        ),
        aria_label="Shipping label",
        class_name="max-w-lg rounded-card border-2 border-ink bg-raised p-5 break-inside-avoid",
    )


def _slip() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2("Packing slip", class_name="text-2xl font-bold"),
            rx.el.p("Order ", TaskState.heading, class_name="figures text-lg font-semibold"),
            rx.el.p("Sold by ", TaskState.seller, ", ordered on ", TaskState.placed, class_name="text-base"),
        ),
        rx.el.table(
            rx.el.caption("Contents of the parcel", class_name="sr-only"),
            rx.el.thead(
                rx.el.tr(
                    *(
                        rx.el.th(word, scope="col", class_name="border-b-2 border-ink py-2 pr-4 text-left")
                        for word in ("Pieces", "Item", "Code")
                    )
                )
            ),
            rx.el.tbody(rx.foreach(TaskState.lines, _slip_line)),
            class_name="mt-4 w-full text-base",
        ),
        rx.el.div(barcode(TaskState.heading), class_name="mt-6 max-w-sm"),
        rx.el.p(
            "Something missing? Agora's service desk helps: reply to the order's e-mail.", class_name="mt-3"
        ),
        aria_label="Packing slip",
        class_name="mt-8 max-w-3xl break-inside-avoid",
    )


def _slip_line(line: rx.Var[tuple[str, str, str, str]]) -> rx.Component:
    def cell(*content: Child, figures: bool = False) -> rx.Component:
        return rx.el.td(
            *content, class_name=f"border-b border-line py-2 pr-4 align-top {'figures' if figures else ''}"
        )

    options: Text = line[2]
    return rx.el.tr(
        cell(line[0], figures=True),
        cell(line[1], rx.cond(options != "", rx.el.span(", ", options))),
        cell(line[3], figures=True),
    )
