"""Fires events at states as a browser's socket does, and keeps what the browser would receive."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
from collections.abc import AsyncIterator
from typing import Any

import reflex as rx
from redis.asyncio import Redis
from reflex.event import EventSpec
from reflex.istate.manager.redis import StateManagerRedis
from reflex_base.event import Event
from reflex_base.event.processor import BaseStateEventProcessor

from state.permission import DenyUnstated


class _Guards:
    async def _preprocess(self, state: Any, event: Event) -> Any:
        return await DenyUnstated().preprocess(None, state, event)  # type: ignore[arg-type]  # it asks for no app


class Tab:
    """One browser tab: its token, its cookies and the page it shows."""

    def __init__(self, processor: BaseStateEventProcessor, updates: list[Any]):
        self._processor = processor
        self.updates = updates
        self.token = "tab"
        self.cookie = ""
        self.path = "/"

    async def fire(self, spec: EventSpec) -> None:
        """What a click does."""
        event = Event.from_event_type(spec)[0]
        await self.send(event.name, event.payload)

    async def send(self, name: str, payload: dict[str, Any]) -> None:
        """What a forged frame does."""
        router = {
            "headers": {"cookie": self.cookie, "origin": "http://shop.test"},
            "pathname": self.path,
            "asPath": self.path,
        }
        await self._be_hydrated()
        event = dataclasses.replace(Event(name=name, payload=payload), router_data=router)
        future = await self._processor.enqueue(self.token, event)
        await asyncio.wait_for(future.wait_all(), 10)

    async def _be_hydrated(self) -> None:
        """A tab that has loaded its page: Reflex would otherwise load the page of `path` before the event."""
        manager = self._processor._root_context.state_manager
        async with manager.modify_state(rx.BaseStateToken(ident=self.token, cls=rx.State)) as root:
            if not root.router_data:
                root.router_data = {"pathname": "/nowhere"}

    async def state(self, cls: type[rx.State]) -> Any:
        """The state as the server holds it."""
        manager = self._processor._root_context.state_manager
        root = await manager.get_state(rx.BaseStateToken(ident=self.token, cls=cls))
        return await root.get_state(cls)

    def effects(self) -> list[tuple[str, dict[str, Any]]]:
        """Events sent to the browser so far, such as redirects and toasts."""
        return [(event.name, event.payload) for update in self.updates for event in update.events]

    def toasts(self) -> list[str]:
        """Messages of the toasts sent so far."""
        sent = [payload["value"] for name, payload in self.effects() if name == "_set_value"]
        return [value["message"] for value in sent if value["do"] == "toast"]

    def redirects(self) -> list[str]:
        """Where the browser was sent."""
        return [payload["path"] for name, payload in self.effects() if name == "_redirect"]


@contextlib.asynccontextmanager
async def tab(redis_url: str = "") -> AsyncIterator[Tab]:
    """A tab on a processor of its own, with states in memory or in Redis."""
    updates: list[Any] = []

    class Namespace:
        async def emit_update(self, update: Any, token: str) -> None:
            updates.append(update)

    processor = BaseStateEventProcessor(middleware=_Guards())
    manager = StateManagerRedis(redis=Redis.from_url(redis_url)) if redis_url else None
    processor.configure(state_manager=manager, event_namespace=Namespace())  # type: ignore[arg-type]  # its one method
    async with processor:
        yield Tab(processor, updates)
    if manager is not None:
        await manager.close()
