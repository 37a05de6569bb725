"""A route without the framework's detours: parameters are found by a plan made once, the work is one hop.

For the few writes that every order passes. Path, body, dependencies, permission, document and answers are
those of any other route; whatever is out of the ordinary (a body that does not fit, a header that does not)
is left to FastAPI, which says what is wrong.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json
from starlette.responses import Response
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.errors import refuse
from backend.kit.config import settings
from backend.kit.errors import DomainError

_JSON = ("application/json", "application/json; charset=utf-8")


class _Unusual(Exception):
    """The request is not of the plain kind."""


@dataclass(frozen=True, slots=True)
class _Parameter:
    name: str
    alias: str
    check: Callable[[Any], Any]
    default: Any
    is_required: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """A dependency: what it is called with, where its value goes."""

    call: Callable[..., Coroutine[Any, Any, Any]]
    arguments: tuple[tuple[str, int], ...]
    headers: tuple[_Parameter, ...]
    request_name: str | None


class _Plan:
    """How to call an endpoint. Raises TypeError for what a brisk route cannot have."""

    def __init__(self, dependant: Dependant) -> None:
        self.steps: list[_Step] = []
        self._known: dict[Any, int] = {}
        self.endpoint: Any = dependant.call
        self.arguments = tuple(self._arguments(dependant))
        self.path = tuple(_parameter(field) for field in dependant.path_params)
        self.headers = tuple(_parameter(field) for field in dependant.header_params)
        self.request_name = dependant.request_param_name
        bodies = dependant.body_params
        if len(bodies) > 1 or dependant.query_params or dependant.cookie_params:
            raise TypeError(f"{self.endpoint}: a brisk route has one body, and neither query nor cookies")
        self.body_name = bodies[0].name if bodies else None
        self.body: TypeAdapter[Any] = TypeAdapter(bodies[0].field_info.annotation if bodies else Any)

    def _arguments(self, dependant: Dependant) -> list[tuple[str, int]]:
        found = [(one.name, self._step(one)) for one in dependant.dependencies]
        return [(name, index) for name, index in found if name is not None]

    def _step(self, dependant: Dependant) -> int:
        call: Any = dependant.call
        if call in self._known:
            return self._known[call]
        if (
            dependant.path_params
            or dependant.query_params
            or dependant.cookie_params
            or dependant.body_params
        ):
            raise TypeError(f"{call}: a dependency of a brisk route looks at headers or the request only")
        if not inspect.iscoroutinefunction(call) and not inspect.iscoroutinefunction(call.__call__):
            raise TypeError(f"{call}: dependencies of a brisk route are asynchronous, they run on the loop")
        arguments = tuple(self._arguments(dependant))
        headers = tuple(_parameter(field) for field in dependant.header_params)
        request_name = dependant.request_param_name or dependant.http_connection_param_name
        self.steps.append(_Step(call, arguments, headers, request_name))
        self._known[call] = len(self.steps) - 1
        return self._known[call]

    async def values(self, request: Request) -> dict[str, Any]:
        """The endpoint's arguments, without its body. Raises _Unusual and what dependencies refuse."""
        found: list[Any] = []
        headers = request.headers
        for step in self.steps:
            given = {name: found[index] for name, index in step.arguments}
            for one in step.headers:
                given[one.name] = _value(one, headers.get(one.alias))
            if step.request_name:
                given[step.request_name] = request
            found.append(await step.call(**given))
        values = {name: found[index] for name, index in self.arguments}
        for one in self.path:
            values[one.name] = _value(one, request.path_params[one.alias])
        for one in self.headers:
            values[one.name] = _value(one, headers.get(one.alias))
        if self.request_name:
            values[self.request_name] = request
        return values


def _parameter(field: Any) -> _Parameter:
    def check(value: Any) -> Any:
        checked, problems = field.validate(value, {}, loc=(field.alias,))
        if problems:
            raise _Unusual
        return checked

    is_required = field.field_info.is_required()
    return _Parameter(
        field.name, field.alias, check, None if is_required else field.get_default(), is_required
    )


def _value(parameter: _Parameter, sent: str | None) -> Any:
    if sent is not None:
        return parameter.check(sent)
    if parameter.is_required:
        raise _Unusual
    return parameter.default


class BriskRoute(APIRoute):
    """`@router.post(…)` of an `APIRouter(route_class=BriskRoute)`.

    The endpoint is a plain function that answers a Response or a body model; it has one JSON body, or a
    dependency that takes the request's body as it came. Raises TypeError, when it is declared, for a
    dependency that blocks or reads anything but headers.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._plan = _Plan(self.dependant)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request that the router found."""
        await self.answer(scope, receive, send, otherwise=super().handle)

    async def answer(self, scope: Scope, receive: Receive, send: Send, *, otherwise: ASGIApp) -> None:
        """Answer one request; `otherwise` does when it is out of the ordinary. Raises what it refuses."""
        request = Request(scope, receive)
        if scope["method"] != "POST" or request.headers.get("content-type") not in _JSON:
            await otherwise(scope, receive, send)
            return
        sent = await request.body()
        try:
            values = await self._plan.values(request)
            if self._plan.body_name is not None:
                values[self._plan.body_name] = self._plan.body.validate_json(sent)
        except (_Unusual, ValidationError):
            await otherwise(scope, _again(sent), send)
            return
        response = await _in_thread(partial(self._call, values))
        await response(scope, receive, send)

    def _call(self, values: dict[str, Any]) -> Response:
        result = self._plan.endpoint(**values)
        if isinstance(result, Response):
            return result
        return Response(to_json(result), self.status_code or 200, media_type="application/json")


class BriskLane:
    """Finds brisk routes before the application's own layers; everything else goes on to `app`.

    Browsers of other sites go on, too: what they may see is CORS's to say.
    """

    def __init__(self, app: ASGIApp, routes: Iterable[tuple[str, APIRoute]]) -> None:
        self._app = app
        self._routes = [
            (*compile_path(path)[::2], route) for path, route in routes if isinstance(route, BriskRoute)
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and scope["method"] == "POST" and not _has_origin(scope):
            for pattern, convertors, route in self._routes:
                if found := pattern.match(scope["path"]):
                    given = {name: convertors[name].convert(text) for name, text in found.groupdict().items()}
                    scope = {**scope, "path_params": given}
                    await self._answer(route, scope, receive, send)
                    return
        await self._app(scope, receive, send)

    async def _answer(self, route: BriskRoute, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await route.answer(scope, receive, send, otherwise=self._app)
        except DomainError as refusal:
            await refuse(Request(scope), refusal)(scope, receive, send)


def _has_origin(scope: Scope) -> bool:
    return any(name == b"origin" for name, _ in scope["headers"])


async def _in_thread(work: Callable[[], Response]) -> Response:
    """The result of `work`, done in a thread with this task's context variables."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Response] = loop.create_future()
    asked = _threads().submit(copy_context().run, work)
    asked.add_done_callback(lambda found: loop.call_soon_threadsafe(_pass_on, found, done))
    return await done


def _pass_on(found: Future[Response], done: asyncio.Future[Response]) -> None:
    if done.done():
        return  # the caller has hung up
    error = found.exception()
    if error is not None:
        done.set_exception(error)
    else:
        done.set_result(found.result())


def _again(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


@lru_cache(maxsize=1)
def _threads() -> ThreadPoolExecutor:
    """As many as there are database connections: more would only wait for one."""
    return ThreadPoolExecutor(settings().database_pool_size, thread_name_prefix="brisk")
