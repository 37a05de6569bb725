"""Signing up, in and out over REST: as JSON and as plain forms."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import func, select, text
from sqlalchemy import table as sa_table
from starlette.testclient import TestClient

from app import rate_limit
from app.api import sessions
from app.api.application import create_api
from app.rate_limit import Limit
from app.visitor_cookie import VisitorCookie
from backend.identity import cookies, service
from backend.kit.unit_of_work import transact

PASSWORD = "correct horse 9"


@pytest.fixture
def shop(database, redis_db):
    """A browser on the API, with the visitor cookie's layer around it."""
    with TestClient(
        VisitorCookie(create_api()), base_url="http://localhost:3000", follow_redirects=False
    ) as client:
        yield client


@pytest.fixture
def ada(database):
    return transact(service.sign_up, email="Ada@Example.com", name="Ada", password=PASSWORD)


def rows(database, table: str) -> int:
    with database.connect() as connection:
        return connection.execute(select(func.count()).select_from(sa_table(table))).scalar_one()


def test_signing_in_sets_a_cookie_that_scripts_cannot_read_and_the_next_request_knows_the_person(shop, ada):
    answer = shop.post("/api/v1/session", json={"email": "ada@example.com", "password": PASSWORD})
    assert answer.status_code == 200
    assert answer.json()["person"] == {
        "id": str(ada.id),
        "name": "Ada",
        "email": ada.email,
        "roles": [],
    }
    [cookie] = [line for line in answer.headers.get_list("set-cookie") if line.startswith("agora_session=")]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert shop.get("/api/v1/session").json()["person"]["id"] == str(ada.id)


def test_the_secret_of_a_session_is_stored_as_a_hash_only(shop, ada, database):
    shop.post("/api/v1/session", json={"email": ada.email, "password": PASSWORD})
    token = shop.cookies["agora_session"]
    with database.connect() as connection:
        stored = connection.execute(text("SELECT * FROM sign_in_session")).mappings().one()
    assert token not in str(dict(stored))
    assert len(stored["token_hash"]) == 32


def test_signing_out_ends_the_session_for_everybody_who_holds_its_cookie(shop, ada):
    shop.post("/api/v1/session", json={"email": ada.email, "password": PASSWORD})
    token = shop.cookies["agora_session"]
    assert shop.delete("/api/v1/session").status_code == 204
    assert "agora_session" not in shop.cookies
    shop.cookies.set("agora_session", token)
    assert shop.get("/api/v1/session").json() == {"person": None}


def test_signing_in_again_ends_the_earlier_session_of_this_browser(shop, ada, database):
    for _ in range(2):
        shop.post("/api/v1/session", json={"email": ada.email, "password": PASSWORD})
    with database.connect() as connection:
        live = "SELECT count(*) FROM sign_in_session WHERE revoked_at IS NULL"
        assert connection.execute(text(live)).scalar_one() == 1


def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(shop, ada):
    wrong = shop.post("/api/v1/session", json={"email": ada.email, "password": "wrong password"})
    unknown = shop.post("/api/v1/session", json={"email": "eve@example.com", "password": "wrong password"})
    assert wrong.status_code == unknown.status_code == 401
    first, second = wrong.json()["error"], unknown.json()["error"]
    assert first.pop("request_id") != second.pop("request_id")
    assert (
        first
        == second
        == {
            "code": "invalid_credentials",
            "message": "The e-mail address or the password is not right.",
            "field": "password",
        }
    )
    assert "agora_session" not in shop.cookies


@pytest.mark.parametrize("email", ["ada@example.com", "nobody@example.com"])
def test_the_fifth_wrong_password_locks_the_account_whether_it_exists_or_not(shop, ada, email, database):
    codes = []
    for _ in range(6):
        answer = shop.post("/api/v1/session", json={"email": email, "password": "wrong password"})
        codes.append((answer.status_code, answer.json()["error"]["code"]))
    assert codes == [(401, "invalid_credentials")] * 4 + [(423, "account_locked")] * 2
    assert (
        int(answer.headers["retry-after"])
        == answer.json()["error"]["facts"]["retry_after_s"]
        in range(890, 901)
    )
    right = shop.post("/api/v1/session", json={"email": email, "password": PASSWORD})
    assert right.status_code == 423
    assert rows(database, "sign_in_session") == 0


def test_one_address_may_try_only_so_often(shop, ada, monkeypatch):
    monkeypatch.setattr(rate_limit, "SIGN_IN", Limit("sign-in", most=3, window_s=60))
    statuses = [
        shop.post("/api/v1/session", json={"email": f"{n}@example.com", "password": "x"}).status_code
        for n in range(5)
    ]
    assert statuses == [401] * 3 + [429] * 2


def test_signing_up_opens_an_account_and_signs_in(shop, database):
    answer = shop.post(
        "/api/v1/people", json={"email": "grace@example.com", "name": "Grace", "password": PASSWORD}
    )
    assert answer.status_code == 201
    assert shop.get("/api/v1/session").json()["person"]["name"] == "Grace"
    with database.connect() as connection:
        kept = connection.execute(text("SELECT password_hash FROM person")).scalar_one()
    assert kept.startswith("$argon2id$")


@pytest.mark.parametrize(
    ("body", "status", "code", "field"),
    [
        ({"email": "ADA@example.com", "name": "A", "password": PASSWORD}, 409, "email_taken", "email"),
        ({"email": "no address", "name": "A", "password": PASSWORD}, 422, "invalid_input", "email"),
        ({"email": "b@example.com", "name": " ", "password": PASSWORD}, 422, "invalid_input", "name"),
        ({"email": "b@example.com", "name": "B", "password": "short"}, 422, "weak_password", "password"),
        (
            {"email": "b@example.com", "name": "B", "password": "password123"},
            422,
            "weak_password",
            "password",
        ),
        (
            {"email": "b@example.com", "name": "B", "password": "B@Example.com"},
            422,
            "weak_password",
            "password",
        ),
        ({"email": "b@example.com", "name": "B"}, 422, "invalid_input", "password"),
        (
            {"email": "b@example.com", "name": "B", "password": PASSWORD, "role": "board"},
            422,
            "invalid_input",
            "role",
        ),
        ({"email": "b@example.com", "name": "B\0", "password": PASSWORD}, 422, "invalid_input", None),
        ([1], 422, "invalid_input", None),
    ],
)
def test_an_account_that_cannot_be_opened_is_refused_in_words_and_nothing_is_written(
    shop, ada, database, body, status, code, field
):
    answer = shop.post("/api/v1/people", json=body)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error.get("field")) == (status, code, field)
    assert error["message"]
    assert rows(database, "person") == 1
    assert rows(database, "sign_in_session") == 0


def test_a_form_signs_in_without_script_and_goes_where_the_person_wanted(shop, ada):
    answer = shop.post(
        "/api/v1/session",
        data={"email": ada.email, "password": PASSWORD, "then": "/orders?page=2"},
        headers={"origin": "http://localhost:3000"},
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/orders?page=2")
    assert shop.get("/api/v1/session").json()["person"]["id"] == str(ada.id)


def test_a_form_with_a_wrong_password_comes_back_with_words_and_without_the_password(shop, ada):
    answer = shop.post(
        "/api/v1/session", data={"email": ada.email, "password": "wrong password", "then": "/orders"}
    )
    assert answer.status_code == 303
    address = urlsplit(answer.headers["location"])
    query = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert address.path == "/sign-in"
    assert (query["problem"], query["field"], query["then"]) == ("invalid_credentials", "password", "/orders")
    note = cookies.note_of(shop.cookies["agora_note"])
    assert note == {
        "id": query["note"],
        "message": "The e-mail address or the password is not right.",
        "typed": {"email": ada.email},
    }
    assert "wrong" not in answer.headers["location"]


def test_an_incomplete_form_comes_back_to_its_page(shop):
    answer = shop.post("/api/v1/people", data={"email": "b@example.com"})
    address = urlsplit(answer.headers["location"])
    assert (answer.status_code, address.path) == (303, "/sign-up")


@pytest.mark.parametrize(
    "then",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/api/v1/session/end",
        "",
        "\t//evil.example",
        "/\n/evil.example",
    ],
)
def test_a_form_never_leads_to_another_site(shop, ada, then):
    answer = shop.post("/api/v1/session", data={"email": ada.email, "password": PASSWORD, "then": then})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}],
)
def test_another_site_cannot_sign_anybody_in(shop, ada, database, headers):
    answer = shop.post("/api/v1/session", data={"email": ada.email, "password": PASSWORD}, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "forbidden")
    assert rows(database, "sign_in_session") == 0


def test_what_signing_in_changed_is_said_once_on_the_next_page(shop, ada, monkeypatch):
    told = []

    def merge(visitor_id, person_id):
        told.append((visitor_id, person_id))
        return ("2 items from this device are in your cart.",)

    monkeypatch.setattr(sessions, "AFTER_SIGN_IN", (merge,))
    shop.post("/api/v1/session/end")
    visitor = cookies.visitor_of(shop.cookies["agora_visitor"])
    answer = shop.post("/api/v1/session", data={"email": ada.email, "password": PASSWORD, "then": "/cart"})
    assert told == [(visitor, ada.id)]
    address = urlsplit(answer.headers["location"])
    note = cookies.note_of(shop.cookies["agora_note"])
    assert address.path == "/cart"
    assert note == {
        "id": parse_qs(address.query)["note"][0],
        "messages": ["2 items from this device are in your cart."],
    }


def test_a_session_is_over_after_its_days(shop, ada, frozen_clock):
    outcome = transact(service.sign_in, email=ada.email, password=PASSWORD)
    token = outcome.or_refuse().token
    frozen_clock.advance(days=31)
    assert transact(service.actor_for_token, token).person_id is None
