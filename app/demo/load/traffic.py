"""What visitors of the demo world did."""

from collections.abc import Iterable

from sqlmodel import Session

from app.demo.catalogue.model import DemoEvent
from app.demo.load.catalogue import Loaded
from app.demo.load.copying import copy_rows
from backend.analytics.models import StorefrontEvent


def load_traffic(session: Session, events: Iterable[DemoEvent], loaded: Loaded) -> int:
    """Copy storefront events; answers how many."""
    return copy_rows(
        session,
        StorefrontEvent,
        (
            StorefrontEvent(
                visitor_id=event.visitor_id,
                kind=event.kind.value,
                product_id=loaded.products[event.product_slug].id if event.product_slug else None,
                facts={"query": event.query} if event.query else {},
                at=event.at,
            )
            for event in events
        ),
    )
