"""Keep a tab's state through the death of the worker that held its socket.

Reflex gives a reconnecting tab a new, empty state while the record of its old socket is still in Redis.
A crashed worker never removes that record, so each worker listens on a channel of its own, and a record whose
worker listens no more is removed. Rests on private names of Reflex 0.10.1.
"""

from __future__ import annotations

import asyncio
import os
import pickle
from concurrent.futures import ThreadPoolExecutor

import reflex as rx
from redis.exceptions import RedisError
from reflex.utils.token_manager import RedisTokenManager

from backend.kit.log import logger

log = logger(__name__)


def _alive(instance_id: str) -> str:
    return f"agora:worker-alive:{instance_id}"


class LiveTokens(RedisTokenManager):
    """A token manager that frees the record of a dead worker, so that the tab keeps its token."""

    async def link_token_to_sid(self, token: str, sid: str) -> str | None:
        """Link as Reflex does, after removing the record of an owner that died."""
        try:
            await self._free_if_owner_died(token)
        except (RedisError, OSError) as problem:
            log.warning("socket record unreadable, the tab starts afresh", problem=str(problem))
        return await super().link_token_to_sid(token, sid)

    async def _free_if_owner_died(self, token: str) -> None:
        key = self._get_redis_key(token)
        raw = await self.redis.get(key)
        if raw is None:
            return
        owner = pickle.loads(raw).instance_id  # noqa: S301 -- Reflex pickles its records; Redis is ours
        listeners = await self.redis.pubsub_numsub(_alive(owner))
        if listeners[0][1] == 0:
            await self.redis.delete(key)
            self.token_to_socket.pop(token, None)


async def watch(app: rx.App) -> None:
    """Per worker: widen the thread pool, announce the worker, revive listeners after a Redis outage."""
    threads = int(os.environ.get("AGORA_WORKER_THREADS", "32"))
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(threads, thread_name_prefix="agora"))
    namespace = app.event_namespace
    tokens = namespace._token_manager if namespace else None
    if not isinstance(tokens, RedisTokenManager):
        return
    tokens.__class__ = LiveTokens
    announcement = None
    while True:
        try:
            tokens.ensure_lost_and_found_task(namespace.emit_update)
            tokens._ensure_socket_record_task()
            if announcement is None:
                announcement = tokens.redis.pubsub()
                await announcement.subscribe(_alive(tokens.instance_id))
            while await announcement.get_message(timeout=0):
                pass
            await announcement.ping()
        except (RedisError, OSError) as problem:
            log.warning("redis unreachable, announcing again in a second", problem=str(problem))
            announcement = None
        await asyncio.sleep(1)
