"""A gift card on the account page: looked at, redeemed once; its code never comes back to the browser."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

import app.app  # noqa: F401 -- rehydration needs an rx.App
from state.account.payments_state import PaymentsState
from state.account.redeem_card_state import RedeemCardState
from tests.factories import shopping as shop
from tests.factories.sessions import cookie_of
from tests.state.test_payments_state import seen

pytestmark = pytest.mark.usefixtures("database", "redis_db")


def test_a_card_that_was_looked_at_becomes_credit_and_its_code_stays_on_the_server(database: Engine):
    code, cookie = shop.gift_card(2000), cookie_of()
    _, one = seen(
        cookie,
        PaymentsState.load(),
        RedeemCardState.look({"code": code.lower()}),
        RedeemCardState.redeem(),
    )
    assert one.toasts() == ["$20.00 is on your store credit now"]
    page, again = seen(cookie, PaymentsState.load())
    assert [tuple(balance) for balance in page.balances] == [("$20.00", "")]
    assert [(step.what, step.why, step.amount) for step in page.steps] == [
        ("From a gift card", f"Gift card ending in {code[-4:]}", "+$20.00")
    ]
    assert code not in str([update.delta for update in one.updates + again.updates])


def test_a_click_that_comes_twice_or_on_another_card_moves_nothing(database: Engine):
    code, cookie = shop.gift_card(2000), cookie_of()
    _, one = seen(
        cookie,
        RedeemCardState.look({"code": code}),
        RedeemCardState.redeem(),
        RedeemCardState.redeem(),
        RedeemCardState.look({"code": code}),
        RedeemCardState.redeem(),
        RedeemCardState.another(),
    )
    assert one.toasts() == ["$20.00 is on your store credit now"]
    page, _ = seen(cookie, PaymentsState.load())
    assert [tuple(balance) for balance in page.balances] == [("$20.00", "")]


def test_a_guest_signs_in_first(database: Engine):
    code = shop.gift_card(2000)
    for event in (RedeemCardState.look({"code": code}), RedeemCardState.redeem(), RedeemCardState.another()):
        _, one = seen("", event)
        assert one.redirects() == ["/sign-in?then=%2Faccount%2Fpayments"]
