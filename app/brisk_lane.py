"""The short way to the writes that every order passes: one layer does what the API's layers do.

A request of the plain kind (JSON, whole in one piece, from no other site) to a `BriskRoute` is one hop into a
thread, which finds the visitor, the request's id, the answer and its headers. Everything else goes on to the
layers, and so does a request in which anything does not fit: they say what is wrong.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from functools import lru_cache, partial
from typing import Any, NamedTuple

from fastapi.routing import APIRoute
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.brisk_route import BriskRoute, PlainHeaders, PlainRequest
from app.api.middleware import LARGEST_BODY, our_fault, request_id_of
from app.edge import security_headers
from app.visitor_cookie import recognise
from backend.kit.config import settings
from backend.kit.log import bind_contextvars, logger

log = logger(__name__)


_WAITING_FOR_A_BANK = 24


class _Answer(NamedTuple):
    start: Message
    body: Message


class BriskLane:
    """Before the layers of the API (`otherwise`); `routes` are full paths with their routes."""

    def __init__(self, otherwise: ASGIApp, routes: Iterable[tuple[str, APIRoute]]) -> None:
        self._otherwise = otherwise
        self._routes = [(compile_path(path)[0], route) for path, route in routes if _is_brisk(route)]
        self._headers = security_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and scope["method"] == "POST":
            for pattern, route in self._routes:
                if found := pattern.match(scope["path"]):
                    await self._answer(route, found, scope, receive, send)
                    return
        await self._otherwise(scope, receive, send)

    async def _answer(
        self, route: Any, found: re.Match[str], scope: Scope, receive: Receive, send: Send
    ) -> None:
        first = await receive()
        body = first.get("body", b"")
        if first["type"] == "http.request" and _is_whole(scope, first, len(body)):
            answer = await _in_thread(partial(self._made, route, found.groupdict(), scope, body))
            if answer is not None:
                await send(answer.start)
                await send(answer.body)
                return
        await self._otherwise(scope, _again(first, receive), send)

    def _made(self, route: BriskRoute, path: Mapping[str, str], scope: Scope, body: bytes) -> _Answer | None:
        headers = PlainHeaders.of(scope)
        # What browsers of other sites may do and see is for the layers to say.
        if headers is None or "origin" in headers or "sec-fetch-site" in headers:
            return None
        request_id = request_id_of(headers.get("x-request-id", ""))
        visitor = recognise(scope["path"], headers.get("cookie", ""), names_secret="authorization" in headers)
        state = {**scope.get("state", {}), **visitor.state, "request_id": request_id}
        bind_contextvars(request_id=request_id)
        try:
            response = route.answer(PlainRequest({**scope, "state": state}, headers, body), path)
        except Exception as error:
            log.error("request failed", path=scope["path"], exc_info=error)
            response = our_fault(request_id)
        if response is None:
            return None
        said = [*response.raw_headers, (b"x-request-id", request_id.encode()), *self._headers]
        if visitor.set_cookie is not None:
            said.append((b"set-cookie", visitor.set_cookie))
        return _Answer(
            {"type": "http.response.start", "status": response.status_code, "headers": said},
            {"type": "http.response.body", "body": response.body},
        )


def _is_whole(scope: Scope, first: Message, size: int) -> bool:
    """Whether the whole body came at once. The server does not know it yet where only the length says so."""
    if size > LARGEST_BODY:
        return False
    return not first.get("more_body") or (b"content-length", b"%d" % size) in scope["headers"]


def _is_brisk(route: APIRoute) -> bool:
    return isinstance(route, BriskRoute)


async def _in_thread(work: Callable[[], _Answer | None]) -> _Answer | None:
    """The result of `work`, done in a thread with this task's context variables."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[_Answer | None] = loop.create_future()
    asked = _threads().submit(copy_context().run, work)
    asked.add_done_callback(lambda found: loop.call_soon_threadsafe(_pass_on, found, done))
    return await done


def _pass_on(found: Future[_Answer | None], done: asyncio.Future[_Answer | None]) -> None:
    if done.done():
        return  # the caller has hung up
    error = found.exception()
    if error is not None:
        done.set_exception(error)
    else:
        done.set_result(found.result())


def _again(first: Message, receive: Receive) -> Receive:
    """What came, then what comes."""
    seen: list[Message] = [first]

    async def again() -> Message:
        return seen.pop() if seen else await receive()

    return again


@lru_cache(maxsize=1)
def _threads() -> ThreadPoolExecutor:
    """One for each database connection, and some for those who wait for a bank, which they do without one."""
    return ThreadPoolExecutor(settings().database_pool_size + _WAITING_FOR_A_BANK, thread_name_prefix="brisk")
