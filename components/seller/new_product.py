"""The form of a new product."""

from __future__ import annotations

import reflex as rx

from components.ui.button import button
from components.ui.card import alert, card
from components.ui.field import select_field, text_field, textarea_field
from components.ui.kinds import given, when
from components.ui.text import section_heading
from state.seller.new_product_state import NewProductState
from state.seller.product_form import Attribute, VariantRow


def new_product() -> rx.Component:
    """What it is, what its category asks, its variants, its stock."""
    return rx.el.form(
        _about(),
        _attributes(),
        _options(),
        _variants(),
        when(given(NewProductState.refusal), alert(NewProductState.refusal)),
        rx.el.div(
            button("Put it on sale", tone="action", size="lg", type="submit"),
            rx.el.p("You can change price and stock at any time.", class_name="text-soft"),
            class_name="flex flex-wrap items-center gap-4",
        ),
        on_submit=NewProductState.create,
        class_name="grid max-w-5xl grid-cols-1 gap-6",
    )


def _error(*fields: str) -> rx.Var[str]:
    named = rx.Var.create(list(fields)).contains(NewProductState.refusal_field)
    return rx.cond(named, NewProductState.refusal, "")


def _about() -> rx.Component:
    return card(
        section_heading("What it is"),
        rx.el.div(
            rx.el.div(
                text_field("Title", "title", required=True, max_length=200, error=_error("title")),
                class_name="sm:col-span-2",
            ),
            text_field("Brand", "brand", optional=True, max_length=80, error=_error("brand")),
            select_field(
                "Category",
                "category",
                NewProductState.categories,
                on_change=NewProductState.choose_category,
                error=_error("category"),
            ),
            rx.el.div(
                textarea_field("Description", "description", optional=True, rows=5, max_length=20_000),
                class_name="sm:col-span-2",
            ),
            rx.el.div(
                textarea_field(
                    "Highlights", "highlights", optional=True, rows=3, hint="One per line, the best first."
                ),
                class_name="sm:col-span-2",
            ),
            class_name="mt-4 grid gap-4 sm:grid-cols-2",
        ),
    )


def _attributes() -> rx.Component:
    def field(one: rx.Var[Attribute]) -> rx.Component:
        name = "attribute-" + one.code
        error = rx.cond(
            NewProductState.refusal_field == "specifications." + one.code, NewProductState.refusal, ""
        )
        return rx.cond(
            one.choices.length() > 0,
            select_field(one.label, name, one.choices, error=error),
            text_field(
                one.label,
                name,
                input_mode=rx.cond(one.kind == "number", "decimal", "text"),
                error=error,
            ),
        )

    return rx.cond(
        NewProductState.attributes.length() > 0,
        card(
            section_heading("What its category asks", note="Shoppers filter by these. State what you know."),
            rx.el.div(
                rx.foreach(NewProductState.attributes, field),
                key=NewProductState.category,
                class_name="mt-4 grid gap-4 sm:grid-cols-2 lg:grid-cols-3",
            ),
        ),
    )


def _options() -> rx.Component:
    def pair(which: str, name: str, values: str) -> rx.Component:
        return rx.el.div(
            text_field(
                "Differs by",
                f"option-{which}",
                placeholder=name,
                optional=True,
                on_blur=lambda text: NewProductState.name_option(which, text),
            ),
            text_field(
                "Values",
                f"values-{which}",
                placeholder=values,
                hint="Separated by commas.",
                on_blur=lambda text: NewProductState.value_option(which, text),
            ),
            class_name="grid gap-4 sm:grid-cols-[1fr_2fr]",
        )

    return card(
        section_heading(
            "Variants", note="Leave this empty if there is only one. Every combination gets a row below."
        ),
        rx.el.div(
            pair("first", "Colour", "Navy, Sand, Olive"),
            pair("second", "Size", "S, M, L"),
            class_name="mt-4 grid gap-4",
        ),
        when(given(_error("options")), alert(_error("options"), class_name="mt-4")),
    )


def _variants() -> rx.Component:
    return card(
        rx.el.div(
            section_heading("Prices and stock"),
            rx.el.div(
                select_field(
                    "The stock lies in",
                    "warehouse",
                    NewProductState.warehouses,
                    size="sm",
                    error=_error("warehouse"),
                ),
                class_name="min-w-56",
            ),
            class_name="flex flex-wrap items-end justify-between gap-4",
        ),
        rx.el.div(rx.foreach(NewProductState.variants, _variant), class_name="mt-4 grid gap-4"),
    )


def _variant(row: rx.Var[VariantRow]) -> rx.Component:
    def field(label: str, name: str, **props: object) -> rx.Component:
        return text_field(label, name + "-" + row.key, size="sm", **props)

    return rx.el.fieldset(
        rx.el.legend(row.name, class_name="mb-2 font-semibold"),
        rx.el.div(
            field("SKU", "sku", required=True, max_length=64),
            field("Price", "price", required=True, before="$", input_mode="decimal"),
            field("Former price", "was", before="$", input_mode="decimal"),
            field("Most per order", "limit", input_mode="numeric", placeholder="No limit"),
            field("Pieces", "stock", input_mode="numeric", placeholder="0"),
            field("Grams", "weight", input_mode="numeric", placeholder="0"),
            field("Bar code", "barcode", input_mode="numeric", max_length=14),
            class_name="grid grid-cols-2 gap-3 md:grid-cols-4 xl:grid-cols-7",
        ),
        key=row.key + row.name,
        class_name="border-t border-line pt-3",
    )
