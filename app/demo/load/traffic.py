"""What visitors of the demo world did: all of it counts in the funnels, the last days are kept one by one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from sqlmodel import Session

from app.demo.catalogue.model import DemoEvent
from app.demo.load.catalogue import Loaded
from app.demo.load.copying import copy_rows
from backend.analytics import service as analytics
from backend.analytics.models import StorefrontEvent
from backend.analytics.policy import REACHED


def load_traffic(
    session: Session, events: Iterable[DemoEvent], loaded: Loaded, *, keep_from: date, until: date
) -> None:
    """Copy the events from `keep_from` on and write the funnels of the days before it.

    A year of clicks is for the roll-ups; shops keep the clicks themselves for days. `until` is not rolled up.
    """
    reached: dict[date, dict[str, set[str]]] = defaultdict(lambda: {step: set() for step in REACHED})
    copy_rows(session, StorefrontEvent, _kept(events, loaded, reached, keep_from))
    for day, steps in reached.items():
        if day < until:
            analytics.put_funnel(session, day, {step: len(visitors) for step, visitors in steps.items()})


def _kept(
    events: Iterable[DemoEvent],
    loaded: Loaded,
    reached: dict[date, dict[str, set[str]]],
    keep_from: date,
) -> Iterator[StorefrontEvent]:
    for event in events:
        day = event.at.date()
        for step, kinds in REACHED.items():
            if event.kind.value in kinds:
                reached[day][step].add(event.visitor_id)
        if day >= keep_from:
            yield StorefrontEvent(
                visitor_id=event.visitor_id,
                kind=event.kind.value,
                product_id=loaded.products[event.product_slug].id if event.product_slug else None,
                facts={"query": event.query} if event.query else {},
                at=event.at,
            )
