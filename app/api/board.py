"""The rows behind the board, as a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import StreamingResponse

from app.api.csv_files import csv_file
from app.api.dependencies import Caller, allow
from backend.analytics import service as analytics
from backend.analytics.schemas import BoardFilter, OrderFacts
from backend.identity.schemas import Actor, Role
from backend.kit.unit_of_work import query

router = APIRouter(tags=["Board"])

_PER_READ = 2_000
_MOST_ROWS = 100_000


@router.get(
    "/board/rows.csv",
    dependencies=[allow(Role.BOARD, Role.OPERATOR)],
    response_class=StreamingResponse,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "The rows"}},
)
def export_rows(
    caller: Caller,
    from_day: date,
    to_day: date,
    rows: Literal["orders", "days", "drift"] = "orders",
    seller_id: UUID | None = None,
    department: Annotated[str, Query(max_length=80)] = "",
    country: Annotated[str, Query(max_length=2)] = "",
) -> StreamingResponse:
    """The rows behind the board's numbers, the latest first; amounts in minor units, days in UTC.

    At most 100,000 orders: narrow the window for the others.
    """
    window = BoardFilter(from_day, to_day, seller_id, department, country)
    name = f"agora-{rows}-{from_day}-{to_day}.csv"
    if rows == "days":
        facts = query(analytics.days_behind, window, actor=caller)
        header = ["day", "visitors", "viewed", "filled_cart", "began_checkout", "bought"]
        return csv_file(
            name,
            header,
            ((d.day, d.visitors, d.viewers, d.adders, d.checkout_starters, d.buyers) for d in facts),
        )
    if rows == "drift":
        days = query(analytics.reconciliation_behind, window, actor=caller)
        header = ["day", "roll_up_minor", "orders_minor", "ledger_minor", "drift_minor"]
        return csv_file(
            name,
            header,
            ((d.day, d.roll_up_minor, d.orders_minor, d.ledger_minor, d.drift_minor) for d in days),
        )
    first = query(analytics.orders_behind, window, size=_PER_READ, actor=caller)
    header = ["order", "placed_at", "seller", "country", "status", "total_minor", "counted_minor", "currency"]
    return csv_file(name, header, _orders(window, first, caller))


def _orders(window: BoardFilter, first: OrderFacts, actor: Actor) -> Iterator[tuple[object, ...]]:
    facts, page = first, 1
    while facts.rows:
        for one in facts.rows:
            placed = one.placed_at.isoformat()
            yield (one.number, placed, one.seller_name, one.country, one.status, one.total_minor,
                   one.counted_minor, one.currency)  # fmt: skip
        if page * _PER_READ >= min(facts.total, _MOST_ROWS):
            return
        page += 1
        facts = query(analytics.orders_behind, window, page=page, size=_PER_READ, actor=actor)
