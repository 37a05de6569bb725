"""Products of a category. Arrives as HTML drawn by the server (`app.storefront_html`)."""

from __future__ import annotations

import reflex as rx

from components.catalog.missing import nothing_here
from components.catalog.results import results, results_skeleton
from components.shell.server_html import server_drawn
from pages.shop.frame import FRAME_LOAD, framed
from state.shop.results_state import ResultsState

ON_LOAD = [*FRAME_LOAD, ResultsState.load]
TITLE = ResultsState.title
DESCRIPTION = ResultsState.description
META = [rx.el.link(rel="canonical", href=ResultsState.canonical)]


def page() -> rx.Component:
    """What the address shows."""
    live = rx.cond(ResultsState.missing, nothing_here(), results())
    return server_drawn(ResultsState.ready | ResultsState.missing, framed(live), framed(results_skeleton()))
