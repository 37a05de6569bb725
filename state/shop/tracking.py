"""Tells analytics what visitors do, in the background: a page neither waits for it nor fails with it."""

import asyncio
import re
from typing import Any
from uuid import UUID

import reflex as rx
from sqlmodel import Session

from backend.analytics import service as analytics
from backend.analytics.schemas import EventKind, StorefrontEventInput
from backend.kit.log import logger
from backend.search import service as search
from state import gateway
from state.permission import current_actor

log = logger(__name__)

_BOT = re.compile(r"bot\b|crawl|spider|slurp|preview|lighthouse|monitor|curl/|wget/|python-|scrapy", re.I)
# The event loop keeps weak references only.
_running: set[asyncio.Task[None]] = set()


def observe(state: rx.State, kind: EventKind, *, product_id: UUID | None = None, **facts: Any) -> None:
    """Record that the visitor of this handler did `kind`. Bots and browsers without cookies are left out."""
    visitor_id = current_actor().visitor_id
    if visitor_id is None or _BOT.search(state.router.headers.user_agent):
        return
    _start(StorefrontEventInput(visitor_id=visitor_id.hex, kind=kind, product_id=product_id, facts=facts))


def _start(event: StorefrontEventInput) -> None:
    task = asyncio.get_running_loop().create_task(gateway.call(_remember, event))
    _running.add(task)
    task.add_done_callback(_ended)


def _remember(session: Session, event: StorefrontEventInput) -> None:
    analytics.record(session, [event])
    if event.kind is EventKind.SEARCH:
        search.count_query(session, event.facts["text"], total=event.facts["total"])


def _ended(task: "asyncio.Task[None]") -> None:
    _running.discard(task)
    if not task.cancelled() and (problem := task.exception()) is not None:
        log.warning("a storefront event was not recorded", problem=repr(problem))


async def recorded() -> None:
    """Wait until everything observed so far is written, for tests."""
    await asyncio.gather(*_running, return_exceptions=True)
