"""Results for what was searched."""

from __future__ import annotations

import reflex as rx

from components.catalog.missing import nothing_here
from components.catalog.results import results, results_skeleton
from pages.shop.frame import FRAME_LOAD, framed
from state.shop.results_state import ResultsState

ON_LOAD = [*FRAME_LOAD, ResultsState.load]
TITLE = ResultsState.title
DESCRIPTION = ResultsState.description
# Result pages of free text are for people, not for indexes.
META = [{"name": "robots", "content": "noindex, follow"}]


def page() -> rx.Component:
    """What the address shows."""
    shown = rx.cond(ResultsState.ready, results(), results_skeleton())
    return framed(rx.cond(ResultsState.missing, nothing_here(), shown), query=ResultsState.text, tall=True)
