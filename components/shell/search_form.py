"""The search box of the shop's header."""

from __future__ import annotations

from typing import Any

import reflex as rx

from app import routes
from components.ui.kinds import Items, Text


class SearchForm(rx.Component):
    """A form that goes to the results page; suggestions are {label, href, note} objects."""

    library = rx.asset("search_form.jsx", shared=True).importable_path
    tag = "SearchForm"

    action: rx.Var[str]
    query: rx.Var[str]
    suggestions: rx.Var[list[dict[str, Any]]]
    label: rx.Var[str]
    placeholder: rx.Var[str]
    on_type: rx.EventHandler[rx.event.passthrough_event_spec(str)]


def search_form(*, query: Text = "", suggestions: Items = (), on_type: Any = None) -> rx.Component:
    """`on_type(text)` fires when typing rests for 140 ms; fill `suggestions` from it."""
    handlers = {"on_type": on_type} if on_type is not None else {}
    return SearchForm.create(
        action=routes.SEARCH.path,
        query=query,
        suggestions=suggestions if isinstance(suggestions, rx.Var) else list(suggestions),
        label="Search products",
        placeholder="Search for anything",
        **handlers,
    )
