"""What pages know about who is signed in, and what the sign-in form shows."""

import asyncio
from uuid import uuid4

import pytest

import app.app  # noqa: F401 -- rehydration needs an rx.App
from backend.identity import cookies, service
from backend.identity.schemas import Role, system_actor
from backend.kit.unit_of_work import transact
from state.account.session_state import SessionState
from state.account.sign_in_state import SignInState
from tests.state.processor import tab


@pytest.fixture
def seller_cookie(database, redis_db) -> str:
    person = transact(service.sign_up, email="s@example.com", name="Sam", password="correct horse 9")
    transact(service.grant_role, person.id, Role.SELLER, scope_id=uuid4(), actor=system_actor("test"))
    session = transact(service.sign_in, email="s@example.com", password="correct horse 9").or_refuse()
    return f"{cookies.SESSION_COOKIE}={session.token}"


def loaded(state, *, cookie: str = "", path: str = "/"):
    async def run():
        async with tab() as one:
            one.cookie, one.path = cookie, path
            await one.fire(state.load())
            return await one.state(state), one

    return asyncio.run(run())


def note(**facts) -> str:
    return f"{cookies.NOTE_COOKIE}={cookies.signed_note({'id': 'n1', **facts})}"


def test_the_header_knows_the_person_and_what_to_link(seller_cookie):
    state, _ = loaded(SessionState, cookie=seller_cookie)
    assert (state.name, state.is_signed_in) == ("Sam", True)
    assert (state.sells, state.works_on_floor, state.reads_board) == (True, False, False)


def test_a_guest_has_no_name(database):
    state, _ = loaded(SessionState, cookie=f"{cookies.SESSION_COOKIE}=forged")
    assert (state.name, state.is_signed_in, state.sells) == ("", False, False)


def test_messages_of_the_last_form_are_said_on_the_page_that_the_form_led_to():
    cookie = note(messages=["2 items were added."])
    assert loaded(SessionState, cookie=cookie, path="/cart?note=n1")[1].toasts() == ["2 items were added."]
    assert loaded(SessionState, cookie=cookie, path="/cart")[1].toasts() == []
    assert loaded(SessionState, cookie=cookie + "x", path="/cart?note=n1")[1].toasts() == []


def test_a_refused_form_shows_the_sentence_beside_its_field_and_what_was_typed():
    cookie = note(message="Too many attempts.", typed={"email": "a@example.com"})
    path = "/sign-in?problem=account_locked&field=password&then=%2Fcart&note=n1"
    state, _ = loaded(SignInState, cookie=cookie, path=path)
    assert (state.problem, state.problem_field) == ("Too many attempts.", "password")
    assert (state.email, state.then) == ("a@example.com", "/cart")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("invalid_credentials", "The e-mail address or the password is not right."),
        ("<script>", "That did not work. Please check what you entered."),
        ("", ""),
    ],
)
def test_without_the_note_the_code_alone_is_said_in_our_words(code, sentence):
    state, _ = loaded(SignInState, path=f"/sign-in?problem={code}&field=%3Cb%3E")
    assert (state.problem, state.problem_field) == (sentence, "")


@pytest.mark.parametrize(
    "then", ["https://evil.example", "//evil.example", "/%5Cevil.example", "/api/v1/session/end"]
)
def test_the_form_never_leads_to_another_site(then):
    state, _ = loaded(SignInState, path=f"/sign-in?then={then}")
    assert state.then == "/"


def test_who_is_signed_in_already_goes_on_at_once(seller_cookie):
    _, one = loaded(SignInState, cookie=seller_cookie, path="/sign-in?then=%2Fseller")
    assert one.redirects() == ["/seller"]
