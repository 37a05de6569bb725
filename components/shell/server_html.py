"""Pages that arrive as real HTML: the server's drawing stays until the live page has its data.

The server puts into the shell, just before `</head>`: tags marked `data-ssr` (title, description, Open Graph,
JSON-LD) and `<script type="application/json" id="ssr-data" data-ssr>{"path": …, "html": …}</script>`; and the
same HTML into the element that `components.shell.document.ssr_slot` leaves empty.
"""

from __future__ import annotations

import reflex as rx

_LIBRARY = rx.asset("server_html.jsx", shared=True).importable_path


class ServerHtml(rx.Component):
    """The HTML that came with this address; its children when none came."""

    library = _LIBRARY
    tag = "ServerHtml"


class LivePage(rx.Component):
    """The page itself; it removes what the server put into the head."""

    library = _LIBRARY
    tag = "LivePage"


def server_drawn(ready: rx.Var[bool], live: rx.Component, skeleton: rx.Component) -> rx.Component:
    """`live` once `ready`; before that the server's HTML, or `skeleton` after a navigation inside the app.

    The state sets `ready` to False first thing when its address changes, so that nothing of the page before
    shows, and to True together with the data.
    """
    return rx.cond(ready, LivePage.create(live), ServerHtml.create(skeleton))
