"""Every handler that a browser can call says who may call it.

    class CartState(rx.State):
        refusal: str = ""
        refusal_field: str = ""

        @allow(EVERYONE)
        async def add(self, offer_id: UUID, quantity: int):
            view = await gateway.call(cart.add, owner(current_actor()), offer_id=offer_id, …)
            self.lines = view.lines

`@allow` is the only decorator a handler needs: it makes the method an `rx.event` (options: `background`,
`supersedes`, `temporal`, `throttle`, `debounce`, `prevent_default`, `stop_propagation`); around each call it

- finds the actor from the HttpOnly cookies of the socket's handshake; `current_actor()` tells the handler;
- refuses who may not: a guest is sent to sign in and comes back here, a person without the role is told;
- checks the arguments against their type hints (Reflex passes on whatever the browser sent);
- puts a refusal (`DomainError`) into `refusal` and `refusal_field` where the state has them, else in a toast;
- logs anything else under a number and tells the person that number.

After a refusal or an error the vars of the handler's own state are as they were before the call. Two limits:
a background handler writes inside `async with self`, and what such a block wrote stays; a handler that
writes to another state does so last.
"""

import inspect
import pickle
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial, wraps
from typing import Any, TypeVar, get_type_hints

import reflex as rx
from pydantic import TypeAdapter, ValidationError
from reflex.event import EventSpec
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event, EventHandler
from reflex_base.registry import RegistrationContext

from app import routes
from backend.identity import cookies
from backend.identity import service as identity
from backend.identity.schemas import ANONYMOUS, Actor, Audience, Permission, Role
from backend.kit import ids
from backend.kit.errors import DomainError, InvalidInput, SignInRequired
from backend.kit.log import bound_contextvars, logger
from state import effects, gateway

log = logger(__name__)
F = TypeVar("F", bound=Callable[..., Any])

EVERYONE = Audience.EVERYONE
PERSON = Audience.PERSON

_actor: ContextVar[Actor] = ContextVar("actor", default=ANONYMOUS)
_MARK = "__agora_permission__"


def current_actor() -> Actor:
    """Who called the handler that runs now: derived from the cookies, `visitor_id` included."""
    return _actor.get()


def permission_of(handler: Any) -> Permission | None:
    """What `@allow` said for an event handler (or its function); None when nobody said anything."""
    return getattr(getattr(handler, "fn", handler), _MARK, None)


def allow(*allowed: Audience | Role, **event_options: Any) -> Callable[[F], F]:
    """Declare a handler and who may call it: one audience, or one or more roles (any of them suffices).

    The handler is a coroutine function, an async generator or, when it only sets vars, a plain function.

    Raises TypeError for a handler whose arguments have no type hints, or that is a plain generator.
    """
    permission = Permission.of(*allowed)

    def declare(handler: F) -> F:
        call = _Call(handler, permission, is_background=bool(event_options.get("background")))
        if inspect.isasyncgenfunction(handler):

            @wraps(handler)
            async def guarded(self: Any, /, *args: Any, **payload: Any) -> Any:
                async for event in call.steps(self, args, payload):
                    yield event
        else:

            @wraps(handler)
            async def guarded(self: Any, /, *args: Any, **payload: Any) -> Any:
                return [event async for events in call.steps(self, args, payload) for event in _flat(events)]

        setattr(guarded, _MARK, permission)
        return rx.event(**event_options)(guarded)  # type: ignore[return-value]  # Reflex's own type of it

    return declare


class _Call:
    """What happens around each run of one handler."""

    def __init__(self, handler: Callable[..., Any], permission: Permission, *, is_background: bool):
        if inspect.isgeneratorfunction(handler):
            raise TypeError(
                f"{handler.__qualname__}: write an async generator, a plain one blocks the server"
            )
        self._handler = handler
        self._permission = permission
        self._is_background = is_background
        self._parameters = inspect.Signature(list(inspect.signature(handler).parameters.values())[1:])
        for name, parameter in self._parameters.parameters.items():
            if parameter.annotation is parameter.empty:
                raise TypeError(f"{handler.__qualname__}: the browser sends `{name}`, give it a type hint")
        self._types: dict[str, TypeAdapter[Any]] | None = None

    async def steps(self, state: Any, args: tuple[Any, ...], payload: dict[str, Any]) -> AsyncIterator[Any]:
        """The handler's events, or those that tell why it did not run or end."""
        before = None if self._is_background else _snapshot(state)
        actor = ANONYMOUS
        try:
            actor = await _actor_of(state)
            self._permission.check(actor)
            arguments = self._checked(args, payload)
            if before is not None and getattr(state, "refusal", ""):
                _set_refusal(state, "", "")
            async for events in self._run(state, actor, arguments):
                yield events
        except DomainError as refusal:
            yield await self._after(state, before, partial(_tell, state, refusal, actor))
        except Exception as error:
            number = ids.readable_number("E", groups=1, size=6)
            with self._acting(actor):
                log.error("handler failed", error_number=number, exc_info=error)
            yield await self._after(state, before, partial(_apologise, number))

    async def _run(self, state: Any, actor: Actor, arguments: inspect.BoundArguments) -> AsyncIterator[Any]:
        with self._acting(actor):
            running = self._handler(state, *arguments.args, **arguments.kwargs)
            if inspect.iscoroutine(running):
                running = await running
        if not inspect.isasyncgen(running):
            yield running
            return
        while True:
            with self._acting(actor):
                try:
                    events = await anext(running)
                except StopAsyncIteration:
                    return
            yield events

    @contextmanager
    def _acting(self, actor: Actor) -> Iterator[None]:
        # Set for one step at a time: a generator may be closed from another context than it was begun in.
        token = _actor.set(actor)
        try:
            with bound_contextvars(handler=self._handler.__qualname__, actor=actor.label):
                yield
        finally:
            _actor.reset(token)

    def _checked(self, args: tuple[Any, ...], payload: dict[str, Any]) -> inspect.BoundArguments:
        try:
            bound = self._parameters.bind(*args, **payload)
        except TypeError as mismatch:
            raise InvalidInput("This page is out of date. Please load it again.") from mismatch
        if self._types is None:
            hints = get_type_hints(self._handler, include_extras=True)
            self._types = {name: TypeAdapter(hints[name]) for name in self._parameters.parameters}
        for name, value in bound.arguments.items():
            if _holds_nul(value):
                raise InvalidInput("This contains a character that cannot be stored.", field=name)
            try:
                bound.arguments[name] = self._types[name].validate_python(value)
            except ValidationError as problem:
                raise _invalid(name, problem) from problem
        return bound

    async def _after(self, state: Any, before: bytes | None, tell: Callable[[], list[EventSpec]]) -> Any:
        if not self._is_background:
            _restore(state, before)
            return tell()
        async with state:
            return tell()


async def _actor_of(state: Any) -> Actor:
    sent = cookies.parsed(state.router.headers.cookie)
    visitor_id = cookies.visitor_of(sent.get(cookies.VISITOR_COOKIE))
    token = sent.get(cookies.SESSION_COOKIE, "")
    known = identity.known_actor(token, visitor_id=visitor_id)
    return known or await gateway.call(identity.actor_for_token, token, visitor_id=visitor_id)


def _flat(events: Any) -> list[Any]:
    if isinstance(events, list | tuple):
        return [event for event in events if event is not None]
    return [] if events is None else [events]


def _holds_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_holds_nul(part) for pair in value.items() for part in pair)
    return isinstance(value, list | tuple) and any(_holds_nul(part) for part in value)


def _invalid(argument: str, problem: ValidationError) -> InvalidInput:
    first = problem.errors(include_url=False)[0]
    inside = [str(part) for part in first["loc"]]
    field = inside[-1] if inside else argument
    return InvalidInput(f"{field.replace('_', ' ').capitalize()}: {first['msg'].lower()}.", field=field)


def _tell(state: Any, refusal: DomainError, actor: Actor) -> list[EventSpec]:
    if isinstance(refusal, SignInRequired) and actor.person_id is None:
        return [rx.redirect(routes.sign_in(then=_address(state)), replace=True)]
    if "refusal" in type(_plain(state)).get_fields():
        _set_refusal(state, refusal.message, refusal.field or "")
        return []
    return [effects.toast(refusal.message, tone="negative", key="refusal")]


def _apologise(number: str) -> list[EventSpec]:
    return [
        effects.toast(
            "Something went wrong on our side.",
            tone="negative",
            detail=f"Please try again. If it stays, quote {number}.",
            key="backend-error",
        )
    ]


def _set_refusal(state: Any, message: str, field: str) -> None:
    state.refusal = message
    if "refusal_field" in type(_plain(state)).get_fields():
        state.refusal_field = field


def _address(state: Any) -> str:
    url = state.router.url
    return f"{url.path}?{url.query}" if url.query else url.path or "/"


def _plain(state: Any) -> BaseState:
    return getattr(state, "__wrapped__", state)  # type: ignore[no-any-return]  # a background handler's proxy


def _snapshot(state: Any) -> bytes | None:
    # The values of a state live in its __dict__ under the names of its fields; Redis pickles them likewise.
    return pickle.dumps({name: vars(state)[name] for name in type(state).get_fields() if name in vars(state)})


def _restore(state: Any, before: bytes | None) -> None:
    kept: dict[str, Any] = pickle.loads(before) if before else {}  # noqa: S301 -- our own bytes of this call
    fields = type(state).get_fields()
    for name in [name for name in fields if name in vars(state)]:
        value = kept[name] if name in kept else fields[name].default_value()
        if vars(state)[name] != value:
            setattr(state, name, value)


class DenyUnstated(rx.Middleware):
    """Refuses events whose handler states no permission, for the day a helper forgets its underscore."""

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:
        """None lets the event through."""
        registered = RegistrationContext.get().event_handlers.get(event.name)
        if registered is None or is_reachable(registered.handler, registered.states[0]):
            return None
        log.warning("event without a permission refused", event_name=event.name)
        return StateUpdate()


def is_reachable(handler: EventHandler, state: type[BaseState]) -> bool:
    """Whether a browser may reach `handler`: it states a permission, or it is Reflex's own business."""
    if permission_of(handler) is not None:
        return True
    # `setvar` sits on every state; ours have no use for it.
    return state.__module__.split(".")[0].startswith("reflex") and handler.fn.__name__ != "setvar"
