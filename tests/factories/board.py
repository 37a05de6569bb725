"""Orders and visits on chosen days, and somebody who reads the board."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from uuid import uuid4

from backend.analytics import service as analytics
from backend.analytics.schemas import BoardFilter, BoardView, EventKind, StorefrontEventInput, Tile
from backend.catalog.models import Offer
from backend.checkout.schemas import CheckoutView
from backend.identity.schemas import Actor, Role
from backend.kit import clock
from backend.kit.unit_of_work import transact
from tests.factories import shopping as shop

READER = Actor(person_id=uuid4(), roles=frozenset({Role.BOARD}))


def noon(day: date) -> datetime:
    """The middle of a day, UTC."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def bought(at: datetime, *lines: tuple[Offer, int], **wanted: object) -> CheckoutView:
    """A purchase placed at an instant, by transfer, from Brooklyn unless told otherwise."""
    with clock.frozen(at):
        return shop.placed(*lines, **wanted)[0]


def visits(at: datetime, *journeys: Iterable[EventKind]) -> None:
    """One visitor per journey."""
    transact(
        analytics.record,
        [
            StorefrontEventInput(visitor_id=f"{at:%Y%m%d%H}-{number}", kind=kind, at=at)
            for number, journey in enumerate(journeys)
            for kind in journey
        ],
    )


def board(from_day: date, to_day: date, **narrowed: object) -> BoardView:
    """The board of a window."""
    return transact(analytics.board, BoardFilter(from_day, to_day, **narrowed), actor=READER)


def tiles(view: BoardView) -> dict[str, Tile]:
    """Tiles by measure."""
    return {tile.measure.value: tile for tile in view.tiles}
