"""What `@allow` promises about every handler."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from uuid import UUID, uuid4

import pytest
import reflex as rx
from pydantic import BaseModel, Field
from structlog.testing import capture_logs

import app.app  # noqa: F401 -- rehydration needs an rx.App
from backend.identity import cookies, service
from backend.identity.schemas import ANONYMOUS, Role, system_actor
from backend.kit.errors import Conflict, InvalidInput
from backend.kit.unit_of_work import transact
from state import gateway
from state.permission import EVERYONE, PERSON, allow, current_actor, permission_of
from tests.state.processor import Tab, tab

Ran = list[Any]
ran: Ran = []
where = {"redis_url": ""}


class Line(BaseModel):
    sku: str
    quantity: Annotated[int, Field(ge=1, le=99)]


class Guarded(rx.State):
    refusal: str = ""
    refusal_field: str = ""
    count: int = 0
    rows: list[str] = rx.field(default_factory=list)
    is_busy: bool = False

    @allow(EVERYONE)
    async def look(self):
        ran.append(current_actor())
        self.count += 1

    @allow(PERSON)
    async def mine(self):
        ran.append(current_actor().name)

    @allow(Role.SELLER, Role.OPERATOR)
    async def sell(self):
        ran.append("sold")

    @allow(EVERYONE)
    async def put(self, offer_id: UUID, quantity: Annotated[int, Field(ge=1, le=99)]):
        ran.append((offer_id, quantity))

    @allow(EVERYONE)
    async def put_line(self, line: Line, note: str = ""):
        ran.append(line)

    @allow(EVERYONE)
    async def half_then_refuse(self):
        self.is_busy = True
        self.rows.append("half")
        yield
        self.count = 7
        raise Conflict("The price has moved.", field="price")

    @allow(EVERYONE)
    async def half_then_break(self):
        self.rows.append("half")
        self.count = 7
        raise ZeroDivisionError("an internal detail")

    @allow(EVERYONE, background=True)
    async def in_background(self, word: str):
        async with self:
            self.rows.append(word)
            ran.append(current_actor())
        if word == "refuse":
            raise InvalidInput("Not that word.", field="word")

    @allow(EVERYONE)
    async def several(self):
        yield rx.redirect("/a")
        ran.append(current_actor())
        yield [rx.redirect("/b"), rx.redirect("/c")]

    @allow(EVERYONE)
    def plainly(self, word: str):
        self.rows = [word]
        return rx.redirect("/plain")

    @allow(EVERYONE)
    async def in_thread(self):
        ran.append(await gateway.run(current_actor))

    def undecorated(self):
        ran.append("undecorated")


class Quiet(rx.State):
    """A state without a place for refusals."""

    @allow(EVERYONE)
    async def refuse(self):
        raise Conflict("The price has moved.")


@pytest.fixture(autouse=True, params=["memory", "redis"])
def _states(request) -> None:
    """Memory and Redis differ on exceptions, so every promise is kept on both."""
    where["redis_url"] = ""
    if request.param == "redis":
        request.getfixturevalue("redis_db")
        where["redis_url"] = os.environ["REFLEX_REDIS_URL"]


def name(method: str, state: type[rx.State] = Guarded) -> str:
    return f"{state.get_full_name()}.{method}"


def browse(story: Callable[[Tab], Awaitable[None]]) -> None:
    ran.clear()

    async def run() -> None:
        async with tab(where["redis_url"]) as one:
            await story(one)

    asyncio.run(run())


@pytest.fixture
def sign_in(database, redis_db):
    def make(role: Role | None = None) -> str:
        email = f"{uuid4().hex}@example.com"
        person = transact(service.sign_up, email=email, name="Ada", password="correct horse 9")
        if role:
            transact(service.grant_role, person.id, role, actor=system_actor("test"))
        session = transact(service.sign_in, email=email, password="correct horse 9").or_refuse()
        return f"{cookies.SESSION_COOKIE}={session.token}"

    return make


def test_a_guest_runs_what_is_for_everyone_and_is_known_by_the_signed_visitor_cookie():
    visitor = uuid4()

    async def story(one: Tab) -> None:
        one.cookie = f"{cookies.VISITOR_COOKIE}={cookies.signed_visitor(visitor)}"
        await one.fire(Guarded.look())
        assert ran[0].visitor_id == visitor
        assert ran[0].person_id is None
        one.cookie = f"{cookies.VISITOR_COOKIE}={uuid4().hex}.forged"
        await one.fire(Guarded.look())
        assert ran[1] == ANONYMOUS
        assert (await one.state(Guarded)).count == 2

    browse(story)


def test_a_guest_is_sent_to_sign_in_and_the_handler_does_not_run():
    async def story(one: Tab) -> None:
        one.path = "/orders?page=2"
        await one.fire(Guarded.mine())
        assert ran == []
        assert one.redirects() == ["/sign-in?then=%2Forders%3Fpage%3D2"]

    browse(story)


def test_the_signed_in_person_is_the_actor(sign_in):
    cookie = sign_in()

    async def story(one: Tab) -> None:
        one.cookie = cookie
        await one.fire(Guarded.mine())
        assert ran == ["Ada"]

    browse(story)


def test_a_person_without_the_role_is_told_and_the_handler_does_not_run(sign_in):
    cookie = sign_in(Role.FLOOR)

    async def story(one: Tab) -> None:
        one.cookie = cookie
        await one.fire(Guarded.sell())
        assert ran == []
        state = await one.state(Guarded)
        assert state.refusal == "Your account may not do this. Ask an operator for access."

    browse(story)


def test_any_of_the_stated_roles_suffices(sign_in):
    cookie = sign_in(Role.OPERATOR)

    async def story(one: Tab) -> None:
        one.cookie = cookie
        await one.fire(Guarded.sell())
        assert ran == ["sold"]

    browse(story)


def test_arguments_arrive_as_their_types_say():
    offer = uuid4()

    async def story(one: Tab) -> None:
        await one.send(name("put"), {"offer_id": str(offer), "quantity": 3})
        await one.send(name("put_line"), {"line": {"sku": "A", "quantity": 2}, "note": ""})
        assert ran == [(offer, 3), Line(sku="A", quantity=2)]

    browse(story)


@pytest.mark.parametrize(
    ("method", "payload", "field"),
    [
        ("put", {"offer_id": "1", "quantity": 1}, "offer_id"),
        ("put", {"offer_id": str(UUID(int=1)), "quantity": "many"}, "quantity"),
        ("put", {"offer_id": str(UUID(int=1)), "quantity": 0}, "quantity"),
        ("put", {"offer_id": str(UUID(int=1)), "quantity": {"$gt": 0}}, "quantity"),
        ("put", {"offer_id": str(UUID(int=1))}, ""),
        ("put", {"offer_id": str(UUID(int=1)), "quantity": 1, "price": 1}, ""),
        ("put", {"self": 1, "offer_id": str(UUID(int=1)), "quantity": 1}, ""),
        ("put_line", {"line": {"sku": "A", "quantity": 100}}, "quantity"),
        ("put_line", {"line": ["A"]}, "line"),
        ("put_line", {"line": {"sku": "A", "quantity": 1}, "note": {"a": 1}}, "note"),
        ("put_line", {"line": {"sku": "A", "quantity": 1}, "note": "a\0b"}, "note"),
    ],
)
def test_a_forged_payload_is_refused_in_words_and_the_handler_does_not_run(method, payload, field):
    async def story(one: Tab) -> None:
        await one.send(name(method), payload)
        assert ran == []
        state = await one.state(Guarded)
        assert state.refusal
        assert state.refusal_field == field

    browse(story)


def test_a_refusal_leaves_the_vars_as_they_were_and_is_shown_where_the_state_keeps_it():
    async def story(one: Tab) -> None:
        await one.fire(Guarded.half_then_refuse())
        state = await one.state(Guarded)
        assert (state.refusal, state.refusal_field) == ("The price has moved.", "price")
        assert (state.count, list(state.rows), state.is_busy) == (0, [], False)
        # The browser was told of the first half, and then that it no longer holds.
        told = [update.delta.get(Guarded.get_full_name(), {}) for update in one.updates if update.delta]
        field = "is_busy" + "_rx_state_"
        assert [delta[field] for delta in told if field in delta] == [True, False]
        assert one.toasts() == []

    browse(story)


def test_the_next_attempt_starts_without_the_old_refusal():
    async def story(one: Tab) -> None:
        await one.fire(Guarded.half_then_refuse())
        await one.fire(Guarded.look())
        state = await one.state(Guarded)
        assert (state.refusal, state.refusal_field) == ("", "")

    browse(story)


def test_a_refusal_without_a_place_in_the_state_is_a_toast():
    async def story(one: Tab) -> None:
        await one.fire(Quiet.refuse())
        assert one.toasts() == ["The price has moved."]

    browse(story)


def test_an_unexpected_error_is_a_calm_sentence_with_a_number_and_changes_nothing():
    async def story(one: Tab) -> None:
        with capture_logs() as lines:
            await one.fire(Guarded.half_then_break())
        state = await one.state(Guarded)
        assert (state.count, list(state.rows)) == (0, [])
        assert one.toasts() == ["Something went wrong on our side."]
        detail = str(one.effects())
        assert "internal detail" not in detail
        number = detail.partition("quote ")[2][:8]
        assert number.startswith("E-")
        assert [line["error_number"] for line in lines if line["event"] == "handler failed"] == [number]

    browse(story)


def test_a_background_handler_knows_its_actor_and_its_refusal_reaches_the_state():
    async def story(one: Tab) -> None:
        await one.fire(Guarded.in_background("fine"))
        await one.fire(Guarded.in_background("refuse"))
        state = await one.state(Guarded)
        assert list(state.rows) == ["fine", "refuse"]
        assert ran == [ANONYMOUS, ANONYMOUS]
        assert (state.refusal, state.refusal_field) == ("Not that word.", "word")

    browse(story)


def test_events_of_generators_and_plain_functions_reach_the_browser():
    async def story(one: Tab) -> None:
        await one.fire(Guarded.several())
        await one.fire(Guarded.plainly("word"))
        assert one.redirects() == ["/a", "/b", "/c", "/plain"]
        assert ran == [ANONYMOUS]

    browse(story)


def test_the_actor_travels_into_the_thread():
    visitor = uuid4()

    async def story(one: Tab) -> None:
        one.cookie = f"{cookies.VISITOR_COOKIE}={cookies.signed_visitor(visitor)}"
        await one.fire(Guarded.in_thread())
        assert ran[0].visitor_id == visitor
        assert current_actor() == ANONYMOUS

    browse(story)


def test_a_method_that_states_nothing_cannot_be_reached():
    async def story(one: Tab) -> None:
        await one.send(name("undecorated"), {})
        await one.send(name("setvar"), {"var_name": "count", "value": 9})
        assert ran == []
        assert (await one.state(Guarded)).count == 0

    browse(story)


def test_what_was_stated_can_be_read_from_the_registered_handler():
    assert str(permission_of(Guarded.event_handlers["sell"])) == "seller | operator"
    assert str(permission_of(Guarded.event_handlers["mine"])) == "person"
    assert permission_of(Guarded.event_handlers["undecorated"]) is None


def test_an_argument_without_a_type_is_refused_at_import():
    async def handler(self, quantity):
        """Never runs."""

    with pytest.raises(TypeError, match="`quantity`"):
        allow(EVERYONE)(handler)


def test_a_permission_is_one_audience_or_roles():
    for wrong in ((), (EVERYONE, Role.SELLER), (EVERYONE, PERSON)):
        with pytest.raises(ValueError, match="one audience"):
            allow(*wrong)
