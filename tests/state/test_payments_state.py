"""Cards and credit of an account: a card is added without buying, and nobody touches somebody else's."""

from __future__ import annotations

import asyncio
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text

import app.app  # noqa: F401 -- rehydration needs an rx.App
from backend.identity import cookies
from backend.identity.schemas import Actor, Role
from backend.kit.unit_of_work import transact
from backend.payments import saved_methods, store_credit
from state.account.payments_state import PaymentsState
from tests.backend.test_payments_saved_methods import confirm, saved, somebody
from tests.factories.sessions import token_of
from tests.stand_in import StandIn
from tests.state.processor import tab

pytestmark = pytest.mark.usefixtures("database", "redis_db")


@pytest.fixture
def ada(database: Engine) -> tuple[Actor, str]:
    """Somebody, and the cookie of their browser."""
    token = token_of()
    with database.connect() as connection:
        row = connection.execute(text("SELECT id, name, email FROM person")).one()
    return Actor(*row), f"{cookies.SESSION_COOKIE}={token}"


def seen(cookie: str, *events):
    async def run():
        async with tab() as one:
            one.cookie, one.path = cookie, "/account/payments"
            for event in events:
                if callable(event):
                    event(await one.state(PaymentsState))
                else:
                    await one.fire(event)
            return await one.state(PaymentsState), one

    return asyncio.run(run())


def kept(database: Engine) -> list[tuple[str, bool]]:
    with database.connect() as connection:
        found = connection.execute(
            text("SELECT last4, is_default FROM saved_method WHERE removed_at IS NULL ORDER BY id")
        )
        return [(row[0], row[1]) for row in found]


def test_a_card_is_added_without_buying(database: Engine, stand_in: StandIn, ada):
    _, cookie = ada

    def in_the_browser(page: PaymentsState) -> None:
        assert (page.is_busy, page.attempt, page.client_secret.startswith("seti_")) == (True, 1, True)
        confirm(page._reference, "pm_card_visa")

    page, one = seen(
        cookie,
        PaymentsState.load(),
        PaymentsState.open_form(),
        PaymentsState.keep_card(),
        in_the_browser,
        PaymentsState.card_answered("ok", ""),
    )
    assert [(card.label, card.is_default) for card in page.cards] == [("Visa ending in 4242", True)]
    assert (page.is_open, page.is_busy, page.client_secret) == (False, False, "")
    assert one.toasts() == ["Visa ending in 4242 is kept"]
    assert kept(database) == [("4242", True)]
    assert not any("pm_" in str(update.delta) for update in one.updates)


def test_what_the_bank_has_not_confirmed_is_not_kept_whatever_the_browser_says(
    database: Engine, stand_in: StandIn, ada
):
    _, cookie = ada
    begun = (PaymentsState.load(), PaymentsState.open_form(), PaymentsState.keep_card())
    page, _ = seen(cookie, *begun, PaymentsState.card_answered("failed", "Your card was declined."))
    assert (page.refusal, page.is_busy, page.is_open) == ("Your card was declined.", False, True)
    page, _ = seen(cookie, *begun, PaymentsState.card_answered("ok", ""))
    assert (bool(page.refusal), list(page.cards)) == (True, [])
    page, _ = seen(cookie, PaymentsState.card_answered("ok", ""))
    assert page.refusal == "Please type your card again."
    assert kept(database) == []


def test_a_card_is_made_default_and_removed(database: Engine, stand_in: StandIn, ada):
    actor, cookie = ada
    visa, other = saved(actor), saved(actor, "pm_card_mastercard")
    page, _ = seen(cookie, PaymentsState.load(), PaymentsState.make_default(other.id))
    assert [(card.id, card.is_default) for card in page.cards] == [
        (str(other.id), True),
        (str(visa.id), False),
    ]
    assert kept(database) == [("4242", False), ("4444", True)]
    page, _ = seen(cookie, PaymentsState.load(), PaymentsState.remove(other.id))
    assert [(card.id, card.is_default) for card in page.cards] == [(str(visa.id), True)]
    assert kept(database) == [("4242", True)]


def test_somebody_elses_card_is_not_found_and_a_guest_signs_in(database: Engine, stand_in: StandIn, ada):
    _, cookie = ada
    theirs = saved(somebody())
    sentence = "This saved card is not in your account. Please choose another way to pay."
    for event in (PaymentsState.make_default(theirs.id), PaymentsState.remove(theirs.id)):
        page, _ = seen(cookie, PaymentsState.load(), event)
        assert (page.refusal, list(page.cards)) == (sentence, [])
    for event in (
        PaymentsState.load(),
        PaymentsState.open_form(),
        PaymentsState.close_form(),
        PaymentsState.keep_card(),
        PaymentsState.card_answered("ok", ""),
        PaymentsState.make_default(theirs.id),
        PaymentsState.remove(theirs.id),
    ):
        page, one = seen("", event)
        assert one.redirects() == ["/sign-in?then=%2Faccount%2Fpayments"]
        assert (page.ready, page.is_open) == (False, False)
    assert kept(database) == [("4242", True)]


def test_credit_is_told_with_its_entries_and_nobody_elses(database: Engine, ada):
    actor, cookie = ada

    def give(person_id: UUID | None, amount: int, reason: str) -> None:
        assert person_id is not None
        transact(
            store_credit.grant,
            person_id=person_id,
            amount_minor=amount,
            currency="USD",
            reason=reason,
            actor=Actor(person_id=uuid4(), roles=frozenset({Role.DESK})),
            idempotency_key=str(uuid4()),
        )

    give(actor.person_id, 1500, "A parcel that came late")
    give(somebody().person_id, 9900, "Not for you")
    page, one = seen(cookie, PaymentsState.load(), PaymentsState.open_form(), PaymentsState.close_form())
    assert [tuple(balance) for balance in page.balances] == [("$15.00", "")]
    assert [(step.what, step.why, step.amount) for step in page.steps] == [
        ("Given to you", "A parcel that came late", "+$15.00")
    ]
    assert (page.is_open, transact(saved_methods.list_methods, actor=actor)) == (False, ())
    assert "Not for you" not in str([update.delta for update in one.updates])
