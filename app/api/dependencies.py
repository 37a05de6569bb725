"""What routes ask for: who calls, whether they may, and that a repeated write happens once.

    @router.post("/cart/lines", dependencies=[allow(EVERYONE)], status_code=201)
    def add_line(body: AddLine, caller: Caller, once: Once) -> CartBody:
        return once.answering(CartBody.of, status=201).transact(cart.add, owner(caller), …)

Routes are plain functions: they run in threads, as the verbs need.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Any, Concatenate, ParamSpec, TypeVar

from fastapi import Depends, Header, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic_core import to_json
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from app.client_address import client_address
from app.visitor_cookie import is_new_visitor, visitor_of
from backend.identity import cookies, service
from backend.identity.schemas import Actor, Audience, Permission, Role
from backend.kit.errors import InvalidInput
from backend.kit.idempotency import Answer, Claim, run_once, transact_once
from backend.kit.unit_of_work import transact

P = ParamSpec("P")
T = TypeVar("T")

EVERYONE = Audience.EVERYONE
PERSON = Audience.PERSON


async def _caller(request: Request) -> Actor:
    # Asynchronous for the common case, which needs no thread: the answer is in this process.
    visitor_id = visitor_of(request.scope) or cookies.visitor_of(request.cookies.get(cookies.VISITOR_COOKIE))
    token = request.cookies.get(cookies.SESSION_COOKIE, "")
    known = service.known_actor(token, visitor_id=visitor_id)
    return known or await run_in_threadpool(transact, service.actor_for_token, token, visitor_id=visitor_id)


Caller = Annotated[Actor, Depends(_caller)]
"""The actor of the request: derived from the cookies, `visitor_id` included."""


_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="secret",
    description="The `access_token` that a guest's cart, checkout or order was answered with.",
)


async def _secret(given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> str | None:
    return given.credentials if given else None


Secret = Annotated[str | None, Depends(_secret)]
"""The secret of a guest's cart, checkout or order (`Authorization: Bearer`); None when none was sent."""

# In a route's openapi_extra: the secret may be missing, when the cookies say who calls.
SECRET_IS_OPTIONAL: dict[str, Any] = {"security": [{}]}


class _Allowed:
    def __init__(self, permission: Permission) -> None:
        self.permission = permission

    async def __call__(self, caller: Caller) -> None:
        self.permission.check(caller)


def allow(*allowed: Audience | Role) -> Any:
    """The route's permission, for `dependencies=[…]`: one audience, or any of some roles.

    Refuses with 401 `sign_in_required` or 403 `forbidden` before the body is looked at.
    """
    return Depends(_Allowed(Permission.of(*allowed)))


def permission_of(route: APIRoute) -> Permission | None:
    """What `allow` said for a route; None when nobody said anything."""
    return _stated(route.dependant)


def _stated(dependant: Dependant) -> Permission | None:
    for dependency in dependant.dependencies:
        if isinstance(dependency.call, _Allowed):
            return dependency.call.permission
    return None


@dataclass(frozen=True, slots=True)
class Repeatable:
    """A write that honours `Idempotency-Key`: asked for twice under one key, it happens once."""

    claim: Claim | None
    status: int = 200
    shape: Callable[[Any], Any] | None = None

    def answering(self, shape: Callable[[Any], Any] | None = None, *, status: int = 200) -> Repeatable:
        """How the result becomes the answer: `shape(result)` as JSON, with `status`."""
        return replace(self, shape=shape, status=status)

    def transact(
        self, verb: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Response:
        """Run a verb in one transaction, together with the key."""
        if self.claim is None:
            return _response(self._answer(transact(verb, *args, **kwargs)))
        return _response(transact_once(self.claim, self._answer, verb, *args, **kwargs))

    def run(self, process: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Response:
        """Run a process that opens its own transactions."""
        if self.claim is None:
            return _response(self._answer(process(*args, **kwargs)))
        return _response(run_once(self.claim, self._answer, process, *args, **kwargs))

    def _answer(self, result: Any) -> Answer:
        shaped = self.shape(result) if self.shape else result
        return Answer(self.status, b"" if shaped is None else to_json(shaped))


def _response(given: Answer) -> Response:
    headers = {"cache-control": "no-store"}
    if given.is_replay:
        headers["idempotent-replayed"] = "true"
    media_type = "application/json" if given.body else None
    return Response(given.body or None, given.status, headers=headers, media_type=media_type)


def _subject(request: Request, caller: Actor, secret: str | None) -> str:
    """Whose key it is. A program without cookies comes as a new visitor each time: its address must do."""
    if secret:
        return f"secret:{hashlib.sha256(secret.encode()).hexdigest()}"
    if caller.person_id is None and is_new_visitor(request.scope):
        return f"address:{client_address(request.scope)}"
    return str(caller.person_id or caller.visitor_id or "guest")


async def _repeatable(
    request: Request,
    caller: Caller,
    secret: Secret,
    key: Annotated[
        str | None,
        Header(
            alias="Idempotency-Key",
            max_length=255,
            description="Ask twice under one key and it happens once. Keys live for 24 hours; best a UUID.",
        ),
    ] = None,
) -> Repeatable:
    if key is None:
        return Repeatable(None)
    if not key.strip() or not key.isascii() or not key.isprintable():
        raise InvalidInput("Use 1 to 255 printable ASCII characters.", field="Idempotency-Key")
    subject = _subject(request, caller, secret)
    address = f"{request.method} {request.url.path}?{request.url.query}\n"
    return Repeatable(Claim.of(subject=subject, key=key, request=address.encode() + await request.body()))


Once = Annotated[Repeatable, Depends(_repeatable)]
"""For writes: `once.transact(verb, …)` or `once.run(process, …)`."""
