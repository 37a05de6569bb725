"""A route that can be answered without the framework's detours: its parameters are found by a plan made once.

For the few writes that every order passes (`app/brisk_lane.py` asks for it). Path, body, dependencies,
permission, document and answers are those of any other route; whatever is out of the ordinary (a body that
does not fit, a header that does not) is left to FastAPI, which says what is wrong.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from anyio import NoEventLoopError
from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json
from starlette.responses import Response
from starlette.types import Scope

from app.api.errors import refuse
from backend.identity import cookies
from backend.kit.errors import DomainError

_JSON = ("application/json", "application/json; charset=utf-8")


class _Unusual(Exception):
    """The request is not of the plain kind."""


class PlainHeaders(dict[str, str]):
    """The headers of a request in which each comes once. Names of whatever case find them."""

    def get(self, name: str, default: Any = None) -> Any:
        """The value, else `default`."""
        return super().get(name.lower(), default)

    @classmethod
    def of(cls, scope: Scope) -> PlainHeaders | None:
        """The headers; None where one comes twice."""
        sent = scope["headers"]
        found = cls([(name.decode("latin-1"), value.decode("latin-1")) for name, value in sent])
        return found if len(found) == len(sent) else None


class PlainRequest(Request):
    """A request whose body is here already and whose headers are found at once."""

    def __init__(self, scope: Scope, headers: PlainHeaders, body: bytes) -> None:
        super().__init__(scope)
        self._plain = headers
        self._body = body

    @property
    def headers(self) -> Any:
        """Name (in whatever case) to value."""
        return self._plain

    @property
    def cookies(self) -> dict[str, str]:
        """Name to value."""
        sent = self._plain.get("cookie")
        return cookies.parsed(sent) if sent else {}


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
            raise TypeError(f"{call}: dependencies of a brisk route are asynchronous")
        arguments = tuple(self._arguments(dependant))
        headers = tuple(_parameter(field) for field in dependant.header_params)
        request_name = dependant.request_param_name or dependant.http_connection_param_name
        self.steps.append(_Step(call, arguments, headers, request_name))
        self._known[call] = len(self.steps) - 1
        return self._known[call]

    def values(self, request: PlainRequest, path: Mapping[str, str]) -> dict[str, Any]:
        """The endpoint's arguments, without its body. Raises _Unusual and what dependencies refuse."""
        found: list[Any] = []
        headers = request.headers
        for step in self.steps:
            given = {name: found[index] for name, index in step.arguments}
            for one in step.headers:
                given[one.name] = _value(one, headers.get(one.alias))
            if step.request_name:
                given[step.request_name] = request
            found.append(_at_once(step.call(**given)))
        values = {name: found[index] for name, index in self.arguments}
        for one in self.path:
            values[one.name] = _value(one, path[one.alias])
        for one in self.headers:
            values[one.name] = _value(one, headers.get(one.alias))
        if self.request_name:
            values[self.request_name] = request
        return values


def _at_once(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """What a dependency that waits for nothing comes to. Raises _Unusual for one that has to wait."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        return done.value
    except NoEventLoopError as waits:
        raise _Unusual from waits
    coroutine.close()
    raise _Unusual


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

    def answer(self, request: PlainRequest, path: Mapping[str, str]) -> Response | None:
        """The answer to a POST, a refusal included; None for a request that is FastAPI's to look at.

        It blocks: call it in a thread. `path` has the address's parameters as they were sent.
        """
        if request.headers.get("content-type") not in _JSON:
            return None
        try:
            values = self._plan.values(request, path)
            if self._plan.body_name is not None:
                values[self._plan.body_name] = self._plan.body.validate_json(request._body)
        except (_Unusual, ValidationError):
            return None
        except DomainError as refusal:
            return refuse(request, refusal)
        try:
            result = self._plan.endpoint(**values)
        except DomainError as refusal:
            return refuse(request, refusal)
        if isinstance(result, Response):
            return result
        return Response(to_json(result), self.status_code or 200, media_type="application/json")
