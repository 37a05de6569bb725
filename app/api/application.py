"""The REST application. `ROUTERS` is the list of what it serves."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI, Request
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import BaseRoute, Match

from app.api import errors, health, reference, sessions
from app.api.dependencies import permission_of
from app.api.middleware import ApiRequest

PREFIX = "/api/v1"

ROUTERS: tuple[APIRouter, ...] = (sessions.router, health.router)

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
    for router in ROUTERS:
        api.include_router(router, prefix=PREFIX)
    for route in api.routes:
        if isinstance(route, APIRoute):
            _publish_permission(route)
    api.add_route(f"{PREFIX}/docs", reference.page, include_in_schema=False)
    api.add_route(
        "/api/{rest:path}", _nothing_here(list(api.routes)), methods=_METHODS, include_in_schema=False
    )
    errors.install(api)
    api.add_middleware(ApiRequest)
    return api


def _publish_permission(route: APIRoute) -> None:
    permission = permission_of(route)
    if permission is None:
        raise RuntimeError(f"{route.path} does not say who may call it: dependencies=[allow(…)]")
    route.openapi_extra = {**(route.openapi_extra or {}), "x-permission": str(permission)}


def _nothing_here(served: list[BaseRoute]):  # type: ignore[no-untyped-def]  # an endpoint
    """Under /api/ an unknown address is a 404 and a wrong method a 405, in JSON, never the shop's page."""

    async def nothing_here(request: Request) -> Response:
        methods: set[str] = set()
        for route in served:
            if route.matches(request.scope)[0] is Match.PARTIAL:
                methods |= getattr(route, "methods", None) or set()
        if methods:
            raise HTTPException(
                405, "This address does not do that.", headers={"allow": ", ".join(sorted(methods))}
            )
        raise HTTPException(404, "There is nothing at this address. See /api/v1/docs.")

    return nothing_here
