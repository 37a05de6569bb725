"""An address in the demo world for every page, and who may open it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app import routes
from app.demo.people import BOARD, DESK, FLOOR, SELLER, SHOPPER, DemoPerson
from app.routes import PAGES, Route, Surface
from tests.served import Served

WHO: dict[Surface, DemoPerson | None] = {
    Surface.SHOP: None,
    Surface.ACCOUNT: SHOPPER,
    Surface.SELLER: SELLER,
    Surface.FLOOR: FLOOR,
    Surface.BOARD: BOARD,
    Surface.DESK: DESK,
}
_FOR_GUESTS = {routes.SIGN_IN.path, routes.SIGN_UP.path}


@dataclass(frozen=True)
class Visited:
    """A page to look at: its route, who opens it, and where it is."""

    route: Route
    person: DemoPerson | None
    address: Callable[[Served], str]


def _one(sql: str, *values: Any) -> Callable[[Served], str]:
    return lambda served: str(served.scalar(sql, *values))


def _task(*statuses: str) -> Callable[[Served], str]:
    """A picking task, one at this point of its life if there is any."""
    return _one(
        "SELECT id FROM pick_task ORDER BY array_position(%s, status::text) NULLS LAST, id LIMIT 1",
        list(statuses),
    )


_PARTS: dict[str, Callable[[Served], str]] = {
    routes.CATEGORY.path: _one("SELECT slug FROM category WHERE parent_id IS NULL ORDER BY slug LIMIT 1"),
    routes.PRODUCT.path: _one(
        "SELECT slug FROM product WHERE status = 'active' AND rating_count > 0 ORDER BY slug LIMIT 1"
    ),
    routes.ORDER.path: _one(
        "SELECT u.number FROM purchase u JOIN person p ON p.id = u.person_id WHERE p.email = %s "
        "ORDER BY u.placed_at DESC LIMIT 1",
        SHOPPER.email,
    ),
    routes.DESK_ORDER.path: _one("SELECT number FROM purchase ORDER BY placed_at DESC, id DESC LIMIT 1"),
    # Nobody's: the demo world has no charge that a bank asks about.
    routes.ASKED_PAYMENT.path: lambda _: str(UUID(int=0)),
    routes.PICK.path: _task("ready", "picking"),
    routes.PACK.path: _task("picked", "packed"),
    routes.SHIP.path: _task("packed", "shipped"),
    routes.LABEL.path: _task("packed", "shipped"),
}


def _address(route: Route) -> Callable[[Served], str]:
    if route is routes.NOT_FOUND:
        return lambda _: "/there-is-nothing-here"
    if route is routes.SEARCH:
        return lambda _: routes.search("lamp")
    if route.path in _PARTS:
        head = route.path[: route.path.index("[")]
        return lambda served: head + _PARTS[route.path](served)
    return lambda _: route.path


EVERY_PAGE = tuple(
    Visited(route, None if route.path in _FOR_GUESTS else WHO[route.surface], _address(route))
    for route in PAGES
)
