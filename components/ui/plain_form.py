"""A form that the browser sends by itself.

`rx.el.form` always hands its submit to a state. This one posts to an address, works before the page is ready
and without script, and ends in a page load: for signing in and out, where a new cookie needs a new socket.
"""

from __future__ import annotations

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML


class PlainForm(BaseHTML):
    """`plain_form(…, action="/api/v1/session", method="post")`."""

    tag = "form"

    action: rx.Var[str]
    method: rx.Var[str]


plain_form = PlainForm.create
