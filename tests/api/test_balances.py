"""Gift cards and credit over REST: a card is redeemed once per key, by whoever is signed in."""

from __future__ import annotations

from tests.factories import shopping as shop
from tests.factories.sessions import cookie_of

PLACE = "/account/credit/gift-cards"


def usd(amount: int) -> dict[str, object]:
    return {"amount_minor": amount, "currency": "USD"}


def test_a_gift_card_becomes_credit_once_per_key(call):
    cookie, code = cookie_of(), shop.gift_card(2000)
    first = call("POST", PLACE, {"code": code}, cookie=cookie, idempotency_key="one")
    assert (first.status_code, first.headers["cache-control"]) == (201, "no-store")
    body = first.json()
    assert (body["added"], body["card"]["balance"]) == (usd(2000), usd(0))
    assert (body["credit"]["balance"], body["credit"]["entries"][0]["kind"]) == (usd(2000), "gift_card")
    again = call("POST", PLACE, {"code": code}, cookie=cookie, idempotency_key="one")
    assert (again.status_code, again.json(), again.headers["idempotent-replayed"]) == (201, body, "true")
    (credit,) = call("GET", "/account/credit", cookie=cookie).json()["credits"]
    assert (credit["balance"], len(credit["entries"])) == (usd(2000), 1)
    assert code not in first.text


def test_a_wrong_code_another_currency_and_a_stranger_are_refused_and_nothing_moves(call):
    cookie, code = cookie_of(), shop.gift_card(2000)
    said = set()
    for body in ({"code": "G-0000-0000-0000-0000"}, {"code": code, "currency": "EUR"}):
        answer = call("POST", PLACE, body, cookie=cookie)
        error = answer.json()["error"]
        said.add((answer.status_code, error["code"], error["message"], error["field"]))
    assert [one[:2] for one in said] == [(422, "gift_card_refused")]
    assert call("POST", PLACE, {"code": code}).status_code == 401
    assert call("GET", "/account/credit", cookie=cookie).json() == {"credits": []}
    assert call("POST", "/gift-cards/balance", {"code": code}).json()["balance"] == usd(2000)
