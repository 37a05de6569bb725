"""The REST application. `ROUTERS` is the list of what it serves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator

from fastapi import APIRouter, FastAPI, Request
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import compile_path

from app import media
from app.api import (
    addresses,
    balances,
    board,
    card_checks,
    carts,
    checkouts,
    currencies,
    errors,
    feeds,
    floor,
    health,
    mail,
    memberships,
    money_desk,
    order_changes,
    order_papers,
    orders,
    parcels,
    payment_methods,
    payment_reviews,
    products,
    promotions,
    reference,
    refunds,
    returns,
    saved_lines,
    search,
    sessions,
    webhooks,
)
from app.api.dependencies import permission_of
from app.api.middleware import ApiRequest

PREFIX = "/api/v1"

ROUTERS: tuple[APIRouter, ...] = (
    carts.brisk_router,
    checkouts.brisk_router,
    search.router,
    products.router,
    carts.router,
    saved_lines.router,
    checkouts.router,
    currencies.router,
    orders.router,
    order_changes.router,
    card_checks.router,
    order_papers.router,
    returns.router,
    refunds.router,
    balances.router,
    addresses.router,
    memberships.router,
    payment_methods.router,
    sessions.router,
    mail.router,
    webhooks.router,
    webhooks.brisk_router,
    money_desk.router,
    floor.router,
    parcels.router,
    board.router,
    payment_reviews.router,
    feeds.router,
    promotions.router,
    health.router,
)

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]


def create_api() -> FastAPI:
    """The application with every router, its OpenAPI document at /api/v1/openapi.json, its pages at /docs.

    Raises RuntimeError when a route does not say who may call it.
    """
    api = FastAPI(
        title="Agora",
        version="1.0.0",
        description="Everything that the shop can do. Cookies carry the session and the guest's cart.",
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        responses=errors.RESPONSES,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
    )
    for path, route in served():
        permission = permission_of(route)
        if permission is None:
            raise RuntimeError(f"{path} does not say who may call it: dependencies=[allow(…)]")
        route.openapi_extra = {**(route.openapi_extra or {}), "x-permission": str(permission)}
    for router in ROUTERS:
        api.include_router(router, prefix=PREFIX)
    api.include_router(media.router)
    api.add_route(f"{PREFIX}/docs", reference.page, include_in_schema=False)
    api.add_route("/api/{rest:path}", _nothing_here(), methods=_METHODS, include_in_schema=False)
    errors.install(api)
    api.add_middleware(ApiRequest)
    return api


def served() -> Iterator[tuple[str, APIRoute]]:
    """Every route with its full path. Raises RuntimeError for a router inside a router: list each of them."""
    for router in ROUTERS:
        for route in router.routes:
            if not isinstance(route, APIRoute):
                raise RuntimeError(f"{route} is not a plain route: list its router in ROUTERS")
            yield PREFIX + route.path, route


def _nothing_here() -> Callable[[Request], Awaitable[Response]]:
    """Under /api/ an unknown address is a 404 and a wrong method a 405, in JSON, never the shop's page."""
    known = [(compile_path(path)[0], route.methods) for path, route in served()]

    async def nothing_here(request: Request) -> Response:
        fitting = [methods for pattern, methods in known if pattern.match(request.url.path)]
        if fitting:
            headers = {"allow": ", ".join(sorted(set().union(*fitting)))}
            raise HTTPException(405, "This address does not do that.", headers)
        raise HTTPException(404, "There is nothing at this address. See /api/v1/docs.")

    return nothing_here
