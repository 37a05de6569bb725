"""What people want to hear of, in which language, and the end of it: over REST, by a mail's link, by STOP."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient
from twilio.request_validator import RequestValidator

from app.api.application import create_api
from app.visitor_cookie import VisitorCookie
from backend.identity import cookies
from backend.kit.config import settings
from backend.kit.unit_of_work import transact
from backend.notifications import choices
from backend.notifications.choices import Topic
from tests.factories.sessions import token_of

SID, TOKEN, PHONE = "AC" + "a" * 32, "token-of-tests", "+4915123456789"
PLACE = "/api/v1/webhooks/twilio"
NOTHING = {
    "cart_reminders": False,
    "cart_texts": False,
    "offers": False,
    "offer_texts": False,
    "order_texts": False,
    "delivery_texts": False,
    "return_texts": False,
}


@pytest.fixture
def api(database, redis_db):
    with TestClient(VisitorCookie(create_api()), base_url="http://localhost:3000") as client:
        yield client


@pytest.fixture
def ada(api, database):
    api.cookies.set(cookies.SESSION_COOKIE, token_of())
    return api


@pytest.fixture
def twilio(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", SID)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", TOKEN)
    settings.cache_clear()
    yield
    settings.cache_clear()


def count(database) -> int:
    with database.connect() as connection:
        return connection.execute(text("SELECT count(*) FROM mail_choice")).scalar_one()


def test_texts_need_a_number_and_what_is_left_out_stays(ada, database):
    assert ada.get("/api/v1/mail-choices").json() == NOTHING
    refused = ada.put("/api/v1/mail-choices", json={"order_texts": True, "offers": True})
    assert (refused.status_code, refused.json()["error"]["field"]) == (422, "text_phone")
    assert count(database) == 0
    said = {"locale": "de-at", "time_zone": "Europe/Vienna", "text_phone": "+43 664 1234567"}
    kept = ada.put("/api/v1/account/preferences", json=said).json()
    assert kept == {"locale": "de_AT", "time_zone": "Europe/Vienna", "text_phone": "+436641234567"}
    assert ada.get("/api/v1/account/preferences").json() == kept
    chosen = ada.put("/api/v1/mail-choices", json={"order_texts": True, "offers": True})
    assert chosen.json() == NOTHING | {"order_texts": True, "offers": True}
    ended = ada.put("/api/v1/mail-choices", json={"offers": False})
    assert ended.json() == NOTHING | {"order_texts": True}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"locale": "xx_XX"}, "locale"),
        ({"time_zone": "Europe/Atlantis"}, "time_zone"),
        ({"text_phone": "+49 30 12345678"}, "text_phone"),
        ({"text_phone": "0151 23456789"}, "text_phone"),
    ],
)
def test_what_nobody_could_read_or_receive_is_refused_and_nothing_is_kept(ada, said, field):
    refused = ada.put("/api/v1/account/preferences", json=said)
    assert (refused.status_code, refused.json()["error"]["field"]) == (422, field)
    assert set(ada.get("/api/v1/account/preferences").json().values()) == {""}


def test_a_stranger_has_no_choices(api):
    for path in ("/api/v1/mail-choices", "/api/v1/account/preferences"):
        assert api.get(path).status_code == 401
        assert api.put(path, json={}).status_code == 401


def test_an_account_begins_with_what_its_browser_says(api, database):
    person = {
        "email": "bo@example.com",
        "name": "Bo",
        "password": "correct horse 9",
        "time_zone": "Europe/Berlin",
    }
    api.post("/api/v1/people", json=person, headers={"accept-language": "fr;q=0.9, de-CH;q=0.8, en;q=0.1"})
    odd = person | {"email": "cy@example.com", "time_zone": "Mars/Base"}
    assert api.post("/api/v1/people", json=odd).status_code == 201
    with database.connect() as connection:
        rows = connection.execute(text("SELECT locale, time_zone FROM person ORDER BY email")).all()
    assert [tuple(row) for row in rows] == [("de_CH", "Europe/Berlin"), ("", "")]


@pytest.mark.parametrize(
    ("language", "question", "done"),
    [
        ("en", "will get no more offers", "gets no more offers"),
        ("de-DE", "dann keine Angebote", "keine Angebote"),
    ],
)
def test_one_press_ends_offers_and_nothing_else_in_the_readers_language(
    api, database, language, question, done
):
    address = "ada@example.com"
    for topic in (Topic.OFFERS, Topic.CART):
        transact(choices.choose, address, topic, is_wanted=True, source="account")
    link = choices.opt_out_link(address, Topic.OFFERS).removeprefix(settings().agora_public_url)
    asked = api.get(link, headers={"accept-language": language})
    assert question in asked.text
    assert transact(choices.wanted, address) == {"cart", "offers"}
    for _ in range(2):
        assert done in api.post(link, headers={"accept-language": language}).text
    assert transact(choices.wanted, address) == {"cart"}


def reply(api, words: str, *, key: str = TOKEN, account: str = SID, **more: str):
    fields = {"From": PHONE, "To": "+15005550006", "Body": words, "AccountSid": account, "MessageSid": "SM1"}
    fields |= more
    signature = RequestValidator(key).compute_signature(f"{settings().agora_public_url}{PLACE}", fields)
    return api.post(PLACE, data=fields, headers={"x-twilio-signature": signature})


@pytest.mark.parametrize("words", ["STOP", " stop. ", "Stopp", "Unsubscribe"])
def test_stop_is_heeded_and_start_lifts_it(api, database, twilio, words):
    for _ in range(2):
        answer = reply(api, words)
        assert (answer.status_code, answer.text) == (200, "<Response/>")
    assert transact(choices.has_stopped, PHONE)
    reply(api, "Where is my parcel, stop wondering?")
    assert transact(choices.has_stopped, PHONE)
    reply(api, "Start")
    assert not transact(choices.has_stopped, PHONE)


def test_the_word_that_twilio_recognised_counts(api, database, twilio):
    reply(api, "ARRET", OptOutType="STOP")
    assert transact(choices.has_stopped, PHONE)


def test_what_twilio_did_not_sign_changes_nothing(api, database, twilio):
    for forged in ({"key": "another"}, {"account": "AC" + "b" * 32}):
        answer = reply(api, "STOP", **forged)
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, "webhook_refused")
    assert count(database) == 0


def test_without_an_account_no_reply_is_believed(api, database):
    assert reply(api, "STOP", key="").status_code == 400
    assert count(database) == 0
