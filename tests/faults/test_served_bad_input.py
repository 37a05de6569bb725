"""Forged, oversized and hostile input on every way into a served Agora: a clear refusal, nothing written."""

from __future__ import annotations

import inspect
import json
import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
import simple_websocket
from reflex_base.registry import RegistrationContext

import app.app  # noqa: F401 -- registers every state
from app.demo.people import PASSWORD, SELLER, SHOPPER
from backend.identity.schemas import ANONYMOUS, Actor, Permission, Role
from backend.kit.errors import DomainError
from state.permission import permission_of
from tests.factories.served_goods import goods
from tests.forged_tab import ForgedTab
from tests.rest_shopper import BROOKLYN, RestShopper
from tests.served import Served
from tests.stand_in import signature_of

pytestmark = pytest.mark.race

NASTY = (
    "'; DROP TABLE product; --",
    "1' OR '1'='1",
    "%00",
    "\x00",
    "../../../../etc/passwd",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "<script>alert(1)</script>",
    "\u202e\U0001f600" * 20,
    "A" * 5000,
)


def handlers() -> dict[str, tuple[Permission, list[str]]]:
    """Every handler of ours by its full name, with who may call it and its arguments."""
    found = {}
    for name, registered in RegistrationContext.get().event_handlers.items():
        permission = permission_of(registered.handler)
        if permission is not None and registered.states[0].__module__.startswith("state."):
            arguments = list(inspect.signature(inspect.unwrap(registered.handler.fn)).parameters)[1:]
            found[name] = (permission, arguments)
    return found


@pytest.fixture
def unchanged(served: Served) -> Iterator[None]:
    """Every table that requests write has as many rows after the test as before."""
    served.settle()
    before = served.written()
    yield
    served.settle()
    assert served.written() == before


def cookie_of(served: Served, email: str) -> str:
    answer = httpx.post(f"{served.api}/session", json={"email": email, "password": PASSWORD})
    return f"agora_session={answer.raise_for_status().cookies['agora_session']}"


def heard(tab: ForgedTab, *, within_s: float = 10) -> str:
    """What the person reads or where the browser is sent, once anything is said."""
    while update := tab.answer(within_s=within_s):
        told = [
            event["payload"].get("path") or event["payload"].get("value", {}).get("message", "")
            for event in update.get("events", [])
        ]
        for variables in update.get("delta", {}).values():
            told += [value for name, value in variables.items() if name.startswith("refusal_rx_state")]
        if words := " ".join(word for word in told if word):
            return words
    return ""


@pytest.mark.usefixtures("unchanged")
def test_no_handler_takes_arguments_of_a_wrong_type(served: Served):
    forged: dict[str, Any] = {"$ne": None, "quantity": [1, 2], "x": {"y": 1.5}}
    cookie = cookie_of(served, SHOPPER.email)
    silent = []
    for name, (_, arguments) in handlers().items():
        with ForgedTab(served.address, cookie=cookie) as tab:
            tab.send(name, dict.fromkeys(arguments, forged) if arguments else {"forged": forged})
            if not heard(tab):
                silent.append(name)
    assert silent == []


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("email", "actor"),
    [
        ("", ANONYMOUS),
        (SHOPPER.email, Actor(person_id=uuid4())),
        (SELLER.email, Actor(person_id=uuid4(), roles=frozenset({Role.SELLER}))),
    ],
    ids=["guest", "shopper", "seller"],
)
def test_no_handler_serves_somebody_without_the_role(served: Served, email: str, actor: Actor):
    cookie = cookie_of(served, email) if email else ""
    for name, (permission, _) in handlers().items():
        if may(actor, permission):
            continue
        with ForgedTab(served.address, cookie=cookie) as tab:
            tab.send(name, {})
            words = heard(tab)
            assert words if email else "/sign-in" in words, name


def may(actor: Actor, permission: Permission) -> bool:
    try:
        permission.check(actor)
    except DomainError:
        return False
    return True


@pytest.mark.usefixtures("unchanged")
def test_frames_that_are_no_events_do_no_harm(served: Served):
    name = next(name for name in handlers() if name.endswith("shop_state.load"))
    for packet in (
        ["event", "garbage"],
        ["event", 7],
        ["event", {"name": name, "payload": "text", "router_data": 7}],
        ["event", {"payload": {}}],
        ["event", {"name": "state.nobody.home", "payload": {}}],
        ["event", {"name": name.replace(".load", "._departments"), "payload": {}}],
        [
            "event",
            {"name": name.replace(".load", ".setvar"), "payload": {"var_name": "cart_count", "value": 9}},
        ],
        ["no_such_channel", {"a": 1}],
    ):
        with ForgedTab(served.address) as tab:
            tab.send_raw(packet)
            assert not tab.answer(within_s=0.3).get("delta")
    with ForgedTab(served.address) as tab:
        tab.send(name, {})
        assert tab.answer()["delta"], "everybody else is served as before"


@pytest.mark.usefixtures("unchanged")
def test_a_frame_beyond_a_megabyte_ends_the_connection(served: Served):
    with ForgedTab(served.address) as tab:
        tab.send_raw(["event", {"name": "x" * 1_500_000, "payload": {}}])
        assert tab.is_cut_off()
    assert served.is_answering()


@pytest.mark.usefixtures("unchanged")
def test_a_socket_from_another_site_is_turned_away(served: Served):
    with pytest.raises(simple_websocket.ConnectionError):
        ForgedTab(served.address, origin="https://evil.example")


@pytest.mark.usefixtures("unchanged")
def test_webhooks_with_a_wrong_old_or_missing_signature_are_refused(served: Served):
    raw = json.dumps(
        {"id": f"evt_{uuid4().hex}", "type": "payment_intent.succeeded", "object": "event"}
    ).encode()
    for signature in (
        "",
        "t=1,v1=00",
        signature_of(raw, secret="whsec_somebody_elses"),
        signature_of(raw, at=int(time.time()) - 3600),
        signature_of(raw + b" "),
    ):
        answer = httpx.post(
            f"{served.api}/webhooks/stripe", content=raw, headers={"Stripe-Signature": signature}
        )
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, "webhook_refused"), signature


@pytest.mark.usefixtures("unchanged")
def test_bodies_beyond_a_megabyte_are_refused_with_and_without_their_length(served: Served):
    def endless() -> Iterator[bytes]:
        for _ in range(30):
            yield b"x" * 50_000

    for path in ("/carts", "/checkouts", "/session", "/people", "/webhooks/stripe"):
        for content, statuses in ((b"x" * 1_200_000, {413}), (endless(), {400, 413})):
            answer = httpx.post(
                f"{served.api}{path}", content=content, headers={"Content-Type": "application/json"}
            )
            assert answer.status_code in statuses, path
            assert answer.json()["error"]["message"]


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
def test_hostile_strings_are_data_wherever_they_go(served: Served, nasty: str):
    reads = [
        ("/search", {"q": nasty}),
        ("/search", {"category": nasty}),
        ("/search", {"brand": nasty, "option.Colour": nasty, "attribute.x": nasty}),
        ("/search", {"price": nasty}),
        ("/search", {"sort": nasty}),
        ("/suggestions", {"q": nasty}),
    ]
    writes = [
        ("/session", {"email": nasty, "password": nasty}),
        ("/people", {"email": nasty, "name": nasty, "password": nasty}),
        ("/carts", {"lines": [{"offer_id": nasty, "quantity": 1}]}),
        ("/checkouts", {"cart_id": nasty, "email": nasty, "address": {**BROOKLYN, "line1": nasty}}),
        ("/checkouts/x/completion", {"payment_method_token": nasty}),
    ]
    with httpx.Client(base_url=served.api, timeout=20) as client:
        answers = [client.get(path, params=query) for path, query in reads]
        answers += [client.get(f"/products/{httpx.QueryParams({'x': nasty})}"[:400])]
        for path, body in writes:
            refused = client.post(path, content=json.dumps(body))
            assert 400 <= refused.status_code < 500, (path, refused.text)
            answers.append(refused)
    for answer in answers:
        assert answer.status_code < 500, (answer.request.url, answer.text)
        if not answer.is_success:
            assert answer.json()["error"]["message"]
            assert "psycopg" not in answer.text
            assert "Traceback" not in answer.text


def test_numbers_that_nobody_means_are_refused(served: Served):
    wanted = goods(served, on_hand=3)
    served.settle()
    before = served.written()
    with RestShopper(served.api) as buyer:
        for quantity in (0, -1, 100, 10**30, 1.5, "2; DROP TABLE cart", None):
            answer = buyer.put_in((wanted, quantity))  # type: ignore[arg-type]  # that is the point
            assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid_input"), quantity
    assert served.written() == before
