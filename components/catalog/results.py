"""A page of results: facets beside a grid, chips of what is chosen, count and order, ways on when empty."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.catalog.product_card import product_grid, product_row, skeleton_grid
from components.ui.badge import removable_chip
from components.ui.button import button, link, link_button
from components.ui.card import alert, empty_state, skeleton
from components.ui.dialog import sheet
from components.ui.kinds import given, when
from components.ui.navigation import breadcrumb, pagination
from components.ui.text import section_heading
from state.shop.results_query import SORTS
from state.shop.results_state import FacetBox, ResultsState

_CONTROLS = rx.asset("results_controls.jsx", shared=True).importable_path
_SHEET = "filters"
_LAYOUT = "mt-4 lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-8"
_BAR = "flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2"


class FacetPanel(rx.Component):
    """Facets whose values are links to the address with the value switched."""

    library = _CONTROLS
    tag = "FacetPanel"

    facets: rx.Var[list[FacetBox]]


class SortSelect(rx.Component):
    """The order; choosing one changes the address."""

    library = _CONTROLS
    tag = "SortSelect"

    sorts: rx.Var[list[tuple[str, str]]]
    value: rx.Var[str]


def results() -> rx.Component:
    """What `ResultsState` holds."""
    return rx.fragment(
        breadcrumb(ResultsState.crumbs, ResultsState.heading),
        rx.el.h1(ResultsState.heading, class_name="mt-1 text-2xl font-bold"),
        _did_you_mean(),
        when(given(ResultsState.refusal), alert(ResultsState.refusal, tone="notice", class_name="mt-4")),
        rx.el.div(
            rx.el.aside(
                rx.el.h2("Filters", class_name="sr-only"),
                FacetPanel.create(facets=ResultsState.facets),
                class_name="max-lg:hidden",
            ),
            rx.el.section(
                rx.el.h2("Products", class_name="sr-only"),
                _bar(),
                _chips(),
                rx.cond(ResultsState.cards.length() > 0, _grid(), _nothing()),
                class_name="min-w-0",
            ),
            class_name=_LAYOUT,
        ),
        sheet(
            _SHEET,
            "Filters",
            FacetPanel.create(facets=ResultsState.facets),
            side="left",
            footer=button(
                rx.fragment("Show ", ResultsState.count_words), tone="primary", full=True, closes=_SHEET
            ),
        ),
    )


def _did_you_mean() -> rx.Component:
    return when(
        given(ResultsState.correction),
        rx.el.p(
            "Did you mean ",
            link(ResultsState.correction, ResultsState.correction_href, class_name="font-semibold"),
            "?",
            class_name="mt-1.5",
        ),
    )


def _bar() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            ResultsState.count_words, role="status", class_name="figures text-sm text-soft max-sm:order-last"
        ),
        rx.el.div(
            button("Filters", icon="sliders-horizontal", opens=_SHEET, class_name="lg:hidden"),
            SortSelect.create(sorts=list(SORTS), value=ResultsState.sort),
            class_name="flex items-center gap-3 max-sm:w-full max-sm:justify-between",
        ),
        class_name=_BAR,
    )


def _chips() -> rx.Component:
    return rx.cond(
        ResultsState.chips.length() > 0,
        rx.el.div(
            rx.foreach(
                ResultsState.chips,
                lambda chip: removable_chip(
                    chip.label, href=chip.href, rel="nofollow", prevent_scroll_reset=True
                ),
            ),
            link(
                "Clear all", ResultsState.unfiltered_href, quiet=True, class_name="px-2 text-sm font-semibold"
            ),
            class_name="mt-3 flex flex-wrap items-center gap-2",
        ),
    )


def _grid() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            product_grid(ResultsState.cards),
            # While the next results are on their way these step back a little.
            custom_attrs={"data-waiting": ~rx.State.is_hydrated},
            class_name="mt-4 transition-opacity delay-150 data-[waiting=true]:opacity-50",
        ),
        rx.cond(
            ResultsState.pages.length() > 0,
            pagination(
                ResultsState.pages,
                previous=ResultsState.previous,
                following=ResultsState.following,
                label="Pages of results",
                class_name="mt-10",
            ),
        ),
    )


def _nothing() -> rx.Component:
    return rx.fragment(
        empty_state(
            "Nothing fits all of this",
            rx.cond(
                ResultsState.unfiltered_href != "",
                "One of the filters rules everything out. Take some away, or start without them.",
                "Check the spelling, or use fewer and more general words.",
            ),
            symbol="search-x",
            action=rx.cond(
                ResultsState.unfiltered_href != "",
                link_button("Clear all filters", ResultsState.unfiltered_href, tone="primary"),
                link_button("See all products", routes.search(), tone="primary"),
            ),
        ),
        rx.cond(
            ResultsState.rescue.length() > 0,
            rx.el.section(
                section_heading("While you are here: marked down now"),
                rx.el.div(product_row(ResultsState.rescue, "Marked down now"), class_name="mt-4"),
                class_name="mt-4",
            ),
        ),
    )


def results_skeleton() -> rx.Component:
    """The results page to come."""
    return rx.el.div(
        skeleton("h-[1.3rem] w-40"),
        skeleton("mt-1 h-[2.1rem] w-64"),
        rx.el.div(
            rx.el.div(
                *(skeleton(f"mb-4 h-5 {width}") for width in ("w-4/5", "w-3/5", "w-2/3", "w-1/2") * 3),
                class_name="max-lg:hidden",
            ),
            rx.el.div(
                rx.el.div(skeleton("h-5 w-28"), skeleton("h-11 w-44"), class_name=_BAR),
                rx.el.div(skeleton_grid(), class_name="mt-4"),
            ),
            class_name=_LAYOUT,
        ),
        role="status",
        aria_label="Products are being found",
    )
