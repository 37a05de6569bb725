"""The one door from a tab to the backend: one call, one thread hop, one transaction.

    view = await gateway.call(cart.add, owner, offer_id=offer_id, quantity=1, operation_id=operation_id)

Verbs are synchronous, so they run in threads; there are as many as database connections, which makes the
pool the one place where work queues up. Context variables (request and event ids in the log, the actor)
travel along. A tab that goes away does not stop a call that has begun: it ends and commits.
"""

from __future__ import annotations

import asyncio
import contextvars
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from backend.kit.config import settings
from backend.kit.unit_of_work import query, transact

P = ParamSpec("P")
T = TypeVar("T")


async def call(verb: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a writing `verb(session, …)` in one transaction. A refusal comes out after the rollback."""
    return await _in_thread("call", partial(transact, verb, *args, **kwargs))


async def read(verb: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a reading `verb(session, …)`; the answer may lag behind the last commit by a replica's delay."""
    return await _in_thread("call", partial(query, verb, *args, **kwargs))


async def run(process: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a process that opens its own transactions and may call the outside world in between.

    It has threads of its own, so that a slow payment provider cannot keep the others from reading.
    """
    return await _in_thread("run", partial(process, *args, **kwargs))


async def _in_thread(kind: str, work: Callable[[], T]) -> T:
    context = contextvars.copy_context()
    answer: Any = await asyncio.get_running_loop().run_in_executor(
        _threads(kind, os.getpid()), context.run, work
    )
    return answer  # type: ignore[no-any-return]  # context.run hides the type


@lru_cache(maxsize=4)
def _threads(kind: str, _process_id: int) -> ThreadPoolExecutor:
    # Keyed by process: threads do not survive a fork.
    return ThreadPoolExecutor(settings().database_pool_size, thread_name_prefix=f"gateway-{kind}")
