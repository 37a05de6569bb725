"""Sign up, in and out: as JSON, or as plain forms of the shop's pages."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.responses import JSONResponse, Response

from app import rate_limit, routes
from app.api import forms
from app.api.currencies import show_in
from app.api.dependencies import EVERYONE, Caller, allow
from app.api.errors import invalid_input
from app.client_address import client_address
from backend.cart import service as cart
from backend.identity import cookies, service
from backend.identity.schemas import Actor, PersonView, Role, SignedIn
from backend.kit import locales
from backend.kit.errors import DomainError
from backend.kit.log import logger
from backend.kit.unit_of_work import transact

router = APIRouter(tags=["Sessions"])
log = logger(__name__)
M = TypeVar("M", bound=BaseModel)

_MOST_MESSAGES = 3


def merge_carts(visitor_id: UUID, person_id: UUID) -> tuple[str, ...]:
    """What the guest had put into the cart goes into the person's; what to tell about it."""
    changes = transact(cart.merge, visitor_id=visitor_id, person_id=person_id)
    return tuple(change.message for change in changes)


# What happens once somebody has signed in: (visitor_id, person_id) -> sentences for the person.
AFTER_SIGN_IN: tuple[Callable[[UUID, UUID], tuple[str, ...]], ...] = (merge_carts,)


class Credentials(BaseModel):
    """What a person signs in with."""

    model_config = ConfigDict(extra="forbid")

    email: str = Field(
        min_length=1, max_length=254, examples=["ada@example.com"], json_schema_extra={"format": "email"}
    )
    password: str = Field(min_length=1, max_length=256, examples=["correct horse 9"])


class NewPerson(Credentials):
    """What an account needs."""

    name: str = Field(min_length=1, max_length=120, examples=["Ada"])
    password: str = Field(
        min_length=1,
        max_length=256,
        description="At least 10 characters, and none of those that everybody tries first",
        examples=["correct horse 9"],
        json_schema_extra={"minLength": 10},
    )
    time_zone: str = Field(
        default="", max_length=64, description="What the browser says", examples=["Europe/Berlin"]
    )


class PersonBody(BaseModel):
    """Who is signed in."""

    id: UUID
    name: str
    email: str
    roles: list[Role]


class SessionBody(BaseModel):
    """The session of the cookie that came with the request; `person` is null for a guest."""

    person: PersonBody | None


class SignedInBody(BaseModel):
    """A session has begun; its secret is in the HttpOnly cookie. `messages` say what it changed."""

    person: PersonBody
    expires_at: datetime
    messages: list[str]


def _body(model: type[M], page: str) -> Callable[[Request], Coroutine[Any, Any, M]]:
    """Reads `model` from JSON or from a form of `page`."""

    async def read(request: Request) -> M:
        try:
            if forms.is_form(request):
                return model.model_validate((await forms.read(request, page)).typed)
            return model.model_validate_json(await request.body())
        except ValidationError as problem:
            found = problem.errors(include_url=False, include_context=False, include_input=False)
            raise invalid_input([{**one, "loc": ("body", *one["loc"])} for one in found]) from problem

    return read


def _accepts(model: type[BaseModel]) -> dict[str, Any]:
    """The body in OpenAPI, which FastAPI cannot see because we read it ourselves.

    The form is no part of the document: it answers pages with redirects, not programs with errors.
    """
    content = {"application/json": {"schema": model.model_json_schema()}}
    return {"requestBody": {"required": True, "content": content}}


@router.get("/session", dependencies=[allow(EVERYONE)])
def show_session(caller: Caller, response: Response) -> SessionBody:
    """Who is signed in here."""
    response.headers["cache-control"] = "no-store"
    return SessionBody(person=_person(caller) if caller.person_id else None)


@router.post(
    "/session",
    dependencies=[allow(EVERYONE)],
    response_model=SignedInBody,
    openapi_extra=_accepts(Credentials),
)
def sign_in(
    request: Request,
    caller: Caller,
    credentials: Annotated[Credentials, Depends(_body(Credentials, routes.SIGN_IN.path))],
) -> Response:
    """Sign in. Five wrong passwords within 15 minutes lock the account for 15 minutes."""
    rate_limit.count(rate_limit.SIGN_IN, client_address(request.scope))
    return _begin(request, caller, credentials.email, credentials.password, status=200)


@router.post(
    "/people",
    dependencies=[allow(EVERYONE)],
    response_model=SignedInBody,
    status_code=201,
    openapi_extra=_accepts(NewPerson),
)
def sign_up(
    request: Request,
    caller: Caller,
    person: Annotated[NewPerson, Depends(_body(NewPerson, routes.SIGN_UP.path))],
) -> Response:
    """Open an account and sign in."""
    rate_limit.count(rate_limit.SIGN_UP, client_address(request.scope))
    transact(
        service.sign_up,
        email=person.email,
        name=person.name,
        password=person.password,
        locale=locales.asked_for(request.headers.get("accept-language", "")),
        time_zone=person.time_zone,
    )
    return _begin(request, caller, person.email, person.password, status=201)


@router.delete("/session", dependencies=[allow(EVERYONE)], status_code=204)
def sign_out(request: Request) -> Response:
    """Sign out. Fine for a guest, too."""
    return _end(request, Response(status_code=204))


@router.post("/session/end", dependencies=[allow(EVERYONE)], status_code=303, response_class=Response)
def sign_out_by_form(request: Request) -> Response:
    """Sign out by a form, then go to the front page."""
    return _end(request, forms.Form(page="/", then="/").onward())


def _begin(request: Request, caller: Actor, email: str, password: str, *, status: int) -> Response:
    user_agent = request.headers.get("user-agent", "")
    signed_in = transact(service.sign_in, email=email, password=password, user_agent=user_agent).or_refuse()
    _revoke_old(request)
    actor = transact(service.actor_for_token, signed_in.token, visitor_id=caller.visitor_id)
    messages = _after_sign_in(caller.visitor_id, signed_in.person)
    form = forms.sent_by(request)
    if form is not None:
        response = form.onward(messages)
    else:
        body = SignedInBody(person=_person(actor), expires_at=signed_in.expires_at, messages=list(messages))
        response = JSONResponse(body.model_dump(mode="json"), status, headers={"cache-control": "no-store"})
    _set_session(response, signed_in)
    if signed_in.person.currency:
        show_in(response, signed_in.person.currency)
    return response


def _after_sign_in(visitor_id: UUID | None, person: PersonView) -> tuple[str, ...]:
    if visitor_id is None:
        return ()
    messages: list[str] = []
    for step in AFTER_SIGN_IN:
        try:
            messages += step(visitor_id, person.id)
        except DomainError as refusal:
            # The person is signed in either way; what could not be done is said and can be done again.
            log.warning("step after sign-in refused", code=refusal.code, message=refusal.message)
            messages.append(refusal.message)
    if len(messages) > _MOST_MESSAGES:
        others = len(messages) - _MOST_MESSAGES + 1
        messages[_MOST_MESSAGES - 1 :] = [f"{others} more things changed. Please look through your cart."]
    return tuple(messages)


def _revoke_old(request: Request) -> None:
    if old := request.cookies.get(cookies.SESSION_COOKIE):
        transact(service.sign_out, token=old)


def _set_session(response: Response, signed_in: SignedIn) -> None:
    response.set_cookie(
        cookies.SESSION_COOKIE,
        signed_in.token,
        expires=signed_in.expires_at,
        httponly=True,
        secure=cookies.is_secure(),
        samesite="lax",
    )


def _end(request: Request, response: Response) -> Response:
    _revoke_old(request)
    response.delete_cookie(cookies.SESSION_COOKIE, httponly=True, secure=cookies.is_secure(), samesite="lax")
    response.headers["cache-control"] = "no-store"
    return response


def _person(actor: Actor) -> PersonBody:
    return PersonBody(
        id=actor.require_person(), name=actor.name, email=actor.email, roles=sorted(actor.roles)
    )
