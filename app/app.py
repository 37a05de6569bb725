"""The composition root: pages from the route table, REST, background tasks. It wires, it decides nothing."""

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import Any

import reflex as rx
from reflex.event import EventSpec
from starlette.applications import Starlette
from starlette.types import ASGIApp

from app import live_tokens
from app.api.application import create_api
from app.edge import Edge
from app.frontend import CLIENT
from app.routes import PAGES, Route
from app.storefront_html.server import create_pages
from app.visitor_cookie import VisitorCookie
from backend.kit import ids, log
from components.shell.document import head, ssr_slot
from components.shell.session import error_boundary, session_layer
from state import effects
from state.permission import DenyUnstated

log.configure()
logger = log.logger(__name__)

api = create_api()
EDGES: Sequence[Callable[[ASGIApp], ASGIApp]] = (VisitorCookie, partial(Edge, client=CLIENT))
# Inside to outside.
SERVERS: Sequence[Starlette | Callable[[ASGIApp], ASGIApp]] = (api, create_pages(), *EDGES)


def on_backend_error(exception: Exception) -> EventSpec:
    """Log an unexpected error under a number, and tell the person one calm sentence with that number."""
    number = ids.readable_number("E", groups=1, size=6)
    logger.error("handler failed", error_number=number, exc_info=exception)
    return effects.toast(
        "Something went wrong on our side.",
        tone="negative",
        detail=f"It is noted. Please try again; if it stays, quote {number}.",
        key="backend-error",
    )


def _serve(app: rx.App, route: Route) -> None:
    """Register a page: `page()`, and where the module has them ON_LOAD, TITLE, DESCRIPTION, IMAGE, META."""
    module: Any = import_module(route.module)
    app.add_page(
        module.page,
        route=route.path,
        title=getattr(module, "TITLE", f"{route.title} · Agora" if route.path != "/" else route.title),
        description=getattr(module, "DESCRIPTION", route.description or None),
        image=getattr(module, "IMAGE", "/share.png"),
        meta=getattr(module, "META", ()),
        on_load=getattr(module, "ON_LOAD", None),
    )


app = rx.App(
    head_components=head(),
    html_lang="en",
    stylesheets=["agora.css"],
    reset_style=False,
    toaster=None,
    app_wraps={(55, "ErrorBoundary"): error_boundary, (5, "Session"): session_layer},
    hydrate_fallback=ssr_slot,
    api_transformer=SERVERS,
    backend_exception_handler=on_backend_error,
)
app.add_middleware(DenyUnstated())
app.register_lifespan_task(live_tokens.watch)
for _route in PAGES:
    _serve(app, _route)
