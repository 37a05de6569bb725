"""The panel over a page: one row of a table, or a form."""

import reflex as rx


class Panel(rx.State, mixin=True):
    """A surface adds `close` for its roles; a state what the panel shows and the handler that opens it."""

    open: bool = False
    refusal: str = ""
    refusal_field: str = ""
