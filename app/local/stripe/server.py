"""The stand-in as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.local.stripe.afterwards import Afterwards
from app.local.stripe.events import EventLog
from app.local.stripe.faults import Faults
from app.local.stripe.pipeline import CORS, Pipeline
from app.local.stripe.routes import (
    accounts,
    charges,
    customers,
    funds,
    notices,
    payment_intents,
    payment_methods,
    setup_intents,
    tax,
)
from app.local.stripe.routes.browser import Assets, browser_routes
from app.local.stripe.routes.control import control_router
from app.local.stripe.routes.dashboard import dashboard_routes
from app.local.stripe.settings import StandInSettings
from app.local.stripe.store import Store
from app.local.stripe.webhooks import Courier

# Most asked first: routes are tried in order.
_RESOURCES = (
    payment_intents,
    charges,
    payment_methods,
    customers,
    setup_intents,
    funds,
    accounts,
    notices,
    tax,
)


def create_app(settings: StandInSettings) -> FastAPI:
    """The stand-in over its state directory; deliveries run while the application's lifespan lasts."""
    store = Store(settings.state_dir / "stripe.sqlite3")
    faults = Faults()
    events = EventLog(store, faults, settings)
    courier = Courier(store, events, faults, settings)
    afterwards = Afterwards(store, events, courier, settings)
    pipeline = Pipeline(store, events, faults, courier, settings)
    assets = Assets()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        courier.start()
        afterwards.start()
        yield
        await afterwards.stop()
        await courier.stop()
        store.close()

    async def preflight(_: Request) -> Response:
        return Response(status_code=204, headers=CORS)

    async def health(_: Request) -> Response:
        return Response("ok", media_type="text/plain")

    app = FastAPI(title="Stripe stand-in", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.let_go = pipeline.let_go
    app.router.routes.extend(
        Route(api.path, pipeline.route(api.verb, browser=api.browser), methods=[api.method])
        for resource in _RESOURCES
        for api in resource.ROUTES
    )
    app.router.routes.append(Route("/v1/{path:path}", preflight, methods=["OPTIONS"]))
    app.router.routes.append(Route("/v1/{path:path}", pipeline.unknown, methods=["GET", "POST", "DELETE"]))
    app.router.routes.append(Route("/health", health))
    app.include_router(control_router(store, events, faults, courier, settings))
    app.router.routes.extend(browser_routes(store, events, courier, settings, assets))
    app.router.routes.extend(dashboard_routes(store, settings, assets))
    return app
