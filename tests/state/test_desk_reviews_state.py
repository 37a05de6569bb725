"""The desk's queue: who waits and why, in words; a decision is taken once, and by nobody else."""

import asyncio

import pytest
from sqlalchemy import Engine, text

import app.app  # noqa: F401 -- rehydration needs an rx.App
from backend.identity.schemas import Role
from backend.kit.unit_of_work import unit_of_work
from backend.trust.schemas import Decision
from state.desk.reviews_state import ReviewsState, ReviewState
from tests.backend.test_payments_saved_methods import bought, saved, somebody
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.factories.sessions import cookie_of
from tests.factories.trust import deciding
from tests.stand_in import StandIn
from tests.state.processor import tab


@pytest.fixture
def review_id(database: Engine, redis_db: object, stand_in: StandIn) -> str:
    """An order that waits for the desk."""
    shop.tax_rates()
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=5, price_minor=5000)
    with deciding(Decision.REVIEW):
        shop.complete(shop.prepared((lamp, 1)))
    with database.connect() as connection:
        return connection.execute(text("SELECT id FROM trust_review")).scalar_one()


def seen(*events, cookie: str):
    async def run():
        async with tab() as one:
            one.cookie, one.path = cookie, "/desk/reviews"
            for event in events:
                await one.fire(event)
            return await one.state(ReviewsState), await one.state(ReviewState)

    return asyncio.run(run())


def decided(database: Engine) -> tuple[str, str]:
    with database.connect() as connection:
        return tuple(connection.execute(text("SELECT status, note FROM trust_review")).one())


def test_the_desk_sees_who_waits_and_why_and_refuses_with_a_reason(database: Engine, review_id):
    cookie = cookie_of(Role.DESK)
    table, panel = seen(ReviewsState.load(), ReviewState.show(review_id), cookie=cookie)
    (row,) = table.rows
    assert (row.email, row.word, row.is_late, table.count_words) == (
        "ada@example.com",
        "Waiting",
        False,
        "1 order",
    )
    assert row.due.startswith("in 3 h")
    assert [chip[0] for chip in table.chips] == [
        "Waiting 1",
        "Approved 0",
        "Refused 0",
    ]
    assert (panel.open, panel.is_open, dict(panel.facts)["E-mail"]) == (True, True, "ada@example.com")
    assert panel.reasons
    _, panel = seen(ReviewState.show(review_id), ReviewState.refuse({"note": " "}), cookie=cookie)
    assert (panel.refusal_field, decided(database)) == ("note", ("waiting", ""))
    _, panel = seen(ReviewState.show(review_id), ReviewState.refuse({"note": "Not hers."}), cookie=cookie)
    assert (panel.word, panel.is_open, panel.note, panel.open) == ("Refused", False, "Not hers.", False)
    _, panel = seen(ReviewState.show(review_id), ReviewState.approve(), cookie=cookie)
    assert panel.refusal == "A colleague has refused this order already."
    assert decided(database) == ("refused", "Not hers.")


def test_a_forged_call_of_anybody_else_decides_nothing(database: Engine, review_id):
    for cookie in ("", cookie_of(Role.SELLER)):
        table, panel = seen(
            ReviewsState.load(), ReviewState.show(review_id), ReviewState.approve(), cookie=cookie
        )
        assert (list(table.rows), panel.number, panel.open) == ([], "", False)
    assert decided(database) == ("waiting", "")


@pytest.fixture
def askable_id(database: Engine, redis_db: object, stand_in: StandIn) -> str:
    """An order that waits for the desk, paid with a card that is saved in an account."""
    shop.tax_rates()
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=5, price_minor=5000)
    ada = somebody()
    with deciding(Decision.REVIEW):
        bought(ada, lamp, None, saved_method_id=saved(ada).id)
    with database.connect() as connection:
        return connection.execute(text("SELECT id FROM trust_review")).scalar_one()


def test_whom_no_card_pays_for_cannot_be_asked_and_nothing_is_written(database: Engine, review_id):
    with database.begin() as connection:
        connection.execute(text("UPDATE payment SET status = 'voided'"))
    _, panel = seen(ReviewState.show(review_id), ReviewState.ask(), cookie=cookie_of(Role.DESK))
    assert panel.refusal.startswith("This shopper cannot be asked")
    assert (panel.word, decided(database)) == ("Waiting", ("waiting", ""))


def test_the_desk_asks_the_shopper_once_and_may_still_decide(database: Engine, askable_id):
    cookie, review_id = cookie_of(Role.DESK), askable_id
    for stranger in ("", cookie_of(Role.SELLER), cookie_of()):
        seen(ReviewState.show(review_id), ReviewState.ask(), cookie=stranger)
    assert decided(database) == ("waiting", "")
    table, panel = seen(ReviewState.show(review_id), ReviewState.ask(), ReviewsState.load(), cookie=cookie)
    assert (panel.word, panel.is_open, panel.is_asked, panel.open) == ("Shopper asked", True, True, False)
    assert [chip[0] for chip in table.chips][:2] == ["Waiting 0", "Shopper asked 1"]
    _, panel = seen(ReviewState.show(review_id), ReviewState.ask(), cookie=cookie)
    assert panel.refusal == "A colleague has asked the shopper to authenticate already."
    with database.connect() as connection:
        (asked_for,) = connection.execute(
            text("SELECT payload->>'review_id' FROM outbox_event WHERE name = 'AuthenticationAsked'")
        ).scalars()
        held = connection.execute(text("SELECT is_held FROM customer_order")).scalar_one()
    assert (asked_for, held) == (str(review_id), True)
    _, panel = seen(ReviewState.show(review_id), ReviewState.approve(), cookie=cookie)
    assert (panel.word, decided(database)) == ("Approved", ("approved", ""))
