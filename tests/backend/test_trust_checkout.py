"""What trust decides, a checkout does: refuse, ask the bank, hold for the desk. And what the desk does."""

from concurrent.futures import ThreadPoolExecutor
from unittest import mock
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

import jobs.trust  # noqa: F401 -- registers its jobs
from backend.checkout import process, service
from backend.checkout.errors import PaymentNotAccepted
from backend.identity.schemas import ANONYMOUS, Actor, Role
from backend.inventory import service as inventory
from backend.kit import ids
from backend.kit.errors import Forbidden, InvalidInput, SignInRequired
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.orders import service as orders
from backend.orders import settlement
from backend.orders.errors import TransitionRefused
from backend.payments import service as payments
from backend.trust import policy
from backend.trust import service as trust
from backend.trust.errors import ReviewDecided, ReviewNotFound
from backend.trust.schemas import Decision, Label, LabelSource, ReviewStatus
from jobs.celery_app import app as celery
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.factories.trust import deciding
from tests.stand_in import StandIn
from tests.statements import recorded

pytestmark = pytest.mark.usefixtures("database", "redis_db")
DESK = Actor(person_id=ids.new_id(), name="Grace", roles=frozenset({Role.DESK}))
OPTIONAL_3DS = "pm_card_threeDSecureOptional"


@pytest.fixture
def lamp(database: Engine, redis_db: object):
    shop.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=3, price_minor=5000)


def rows(engine: Engine, sql: str) -> list[tuple]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


def held_order(lamp) -> tuple[UUID, UUID, UUID]:
    """Checkout, order and review of a payment that the desk must look at."""
    checkout = shop.prepared((lamp, 2))
    with deciding(Decision.REVIEW):
        assert shop.complete(checkout).status == "completed"
    (order_id,) = shop.order_ids(checkout.id)
    (review,) = query(trust.list_reviews, actor=DESK).rows
    return checkout.id, order_id, review.id


def follow(engine: Engine, event: str, job: str) -> None:
    """Deliver every event of a kind to a job of trust, as the queue does; it may come twice."""
    for name, payload in rows(engine, "SELECT name, payload FROM outbox_event ORDER BY id"):
        if name.endswith(event):
            celery.tasks[f"jobs.trust.{job}"](name, payload)


def available(lamp) -> int:
    return query(inventory.availability, [lamp.id])[lamp.id]


def statuses(engine: Engine) -> list[tuple]:
    return rows(engine, "SELECT status, is_held FROM customer_order ORDER BY number")


def healthy() -> None:
    with unit_of_work() as session:
        for context in (service, orders, payments, inventory):
            assert context.check(session) == []


def test_a_refused_payment_never_reaches_the_gateway_and_is_kept_with_its_reasons(
    database: Engine, lamp, stand_in: StandIn
):
    checkout = shop.prepared((lamp, 1))
    with deciding(Decision.REFUSE):
        with pytest.raises(PaymentNotAccepted, match="Nothing was charged"):
            shop.complete(checkout)
        with pytest.raises(PaymentNotAccepted):
            process.begin_payment(checkout.id, access_token=checkout.access_token, actor=ANONYMOUS)
    assert stand_in.intents_of(checkout.id) == []
    assert rows(database, "SELECT status FROM payment") == [("voided",), ("voided",)]
    assert rows(database, "SELECT outcome FROM trust_attempt") == [("refused",), ("refused",)]
    assert rows(database, "SELECT count(*) FROM purchase") == [(0,)]
    first, second = query(trust.assessments, checkout.id)
    assert (first.decision, second.decision) == ("refuse", "refuse")
    assert 0 < first.score < 1
    assert shop.complete(checkout, None).status == "requires_payment_method"
    assert shop.complete(checkout).status == "completed"
    healthy()


def test_a_refused_shopper_may_pay_by_transfer(database: Engine, lamp, stand_in: StandIn):
    owner = shop.guest()
    checkout = shop.prepared((lamp, 1), owner=owner)
    with deciding(Decision.REFUSE), pytest.raises(PaymentNotAccepted):
        shop.complete(checkout)
    other_way = shop.prepare(owner, access_token=checkout.access_token, payment_method="bank_transfer")
    assert shop.complete(other_way, access_token=checkout.access_token).status == "completed"
    assert statuses(database) == [("pending", False)]


def test_a_challenged_payment_asks_the_bank_also_when_the_first_answer_was_lost(
    database: Engine, lamp, stand_in: StandIn
):
    checkout = shop.prepared((lamp, 1))
    assert shop.complete(shop.prepared((lamp, 1)), OPTIONAL_3DS).status == "completed"
    with deciding(Decision.CHALLENGE):
        with stand_in.losing_an_answer("^/v1/payment_intents$"):
            assert shop.complete(checkout, OPTIONAL_3DS).status == "processing"
        waiting = shop.complete(checkout, OPTIONAL_3DS)
    assert waiting.status == "requires_action"
    (intent,) = stand_in.intents_of(checkout.id)
    assert intent["payment_method_options"]["card"]["request_three_d_secure"] == "any"
    stand_in.pass_challenge(intent["id"], waiting.client_secret)
    assert shop.complete(checkout, None).status == "completed"
    healthy()


def test_a_payment_is_assessed_once_in_two_statements_and_then_in_one(
    database: Engine, lamp, stand_in: StandIn
):
    checkout = shop.prepared((lamp, 1))
    with recorded(database) as seen:
        process.begin_payment(checkout.id, access_token=checkout.access_token, actor=ANONYMOUS)
    assert len([one for one in seen if "trust_" in one]) == 2
    with recorded(database) as seen:
        assert shop.complete(checkout).status == "completed"
    assert len([one for one in seen if "trust_" in one]) == 1
    assert len(query(trust.assessments, checkout.id)) == 1


def test_a_transfer_is_not_judged(database: Engine, lamp):
    with recorded(database) as seen:
        shop.placed((lamp, 1))
    assert [one for one in seen if "trust_" in one] == []


def test_a_held_order_stays_from_the_warehouse_whoever_wants_to_release_it(
    database: Engine, lamp, stand_in: StandIn
):
    checkout_id, order_id, review_id = held_order(lamp)
    assert statuses(database) == [("pending", True)]
    with pytest.raises(TransitionRefused, match="being checked"):
        transact(orders.release, order_id, actor=DESK)
    transact(orders.release_purchase, checkout_id, actor=DESK)
    assert statuses(database) == [("pending", True)]
    assert rows(database, "SELECT count(*) FROM outbox_event WHERE name LIKE '%OrderReleased'") == [(0,)]
    review = query(trust.review, review_id, actor=DESK)
    assert (review.amount_minor, review.email, review.status) == (
        stand_in.intents_of(checkout_id)[0]["amount"],
        "ada@example.com",
        "waiting",
    )
    assert "Brooklyn" in review.ship_to


def test_approving_releases_exactly_once(database: Engine, lamp, stand_in: StandIn):
    _, _, review_id = held_order(lamp)
    decided = transact(trust.approve, review_id, note="Called her.", actor=DESK)
    assert (decided.status, decided.decided_by, decided.note) == ("approved", DESK.label, "Called her.")
    for _ in range(3):
        follow(database, "ReviewApproved", "release_orders")
    assert statuses(database) == [("processing", False)]
    assert rows(database, "SELECT count(*) FROM outbox_event WHERE name LIKE '%OrderReleased'") == [(1,)]
    history = rows(database, "SELECT to_status, actor, reason FROM order_history ORDER BY id")
    assert history == [
        ("pending", "guest", "the payment is being checked"),
        ("processing", "system:trust", "the payment was checked"),
    ]
    with pytest.raises(ReviewDecided):
        transact(trust.refuse, review_id, note="Too late.", actor=DESK)
    healthy()


def test_refusing_gives_money_and_stock_back_and_warns_of_the_same_people(
    database: Engine, lamp, stand_in: StandIn
):
    checkout_id, order_id, review_id = held_order(lamp)
    follow(database, "PaymentAuthorised", "note_paid")
    assert available(lamp) == 1
    transact(trust.refuse, review_id, note="Three cards, one address.", actor=DESK)
    for _ in range(2):
        follow(database, "ReviewRefused", "cancel_orders")
    settlement.give_back(order_id)
    assert statuses(database) == [("cancelled", True)]
    assert available(lamp) == 3
    intents = stand_in.intents_of(checkout_id)
    assert stand_in.journal(*(one["id"] for one in intents))["held"] == 0
    assert rows(database, "SELECT label, source FROM trust_label") == [("fraud", "desk")]
    assert rows(database, "SELECT disputed_at IS NOT NULL FROM trust_attempt") == [(True,)]
    healthy()


def test_of_two_who_decide_at_once_one_wins(database: Engine, lamp, stand_in: StandIn):
    _, _, review_id = held_order(lamp)

    def decide(verb):
        try:
            return transact(verb, review_id, note="Mine.", actor=DESK).status
        except ReviewDecided as late:
            return late

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(decide, [trust.approve, trust.refuse]))
    (won,) = [one for one in answers if isinstance(one, ReviewStatus)]
    (lost,) = [one for one in answers if isinstance(one, ReviewDecided)]
    assert lost.facts["status"] == won.value
    kinds = rows(database, "SELECT count(*) FROM outbox_event WHERE name LIKE '%Review%'")
    assert kinds == [(1,)]
    assert rows(database, "SELECT count(*) FROM trust_label") == [(0 if won == "approved" else 1,)]


def test_nobody_but_the_desk_sees_or_decides(database: Engine, lamp, stand_in: StandIn):
    _, _, review_id = held_order(lamp)
    seller = Actor(person_id=ids.new_id(), roles=frozenset({Role.SELLER, Role.FLOOR, Role.BOARD}))
    for actor, refusal in (
        (ANONYMOUS, SignInRequired),
        (Actor(person_id=ids.new_id()), Forbidden),
        (seller, Forbidden),
    ):
        for call in (
            lambda actor=actor: query(trust.list_reviews, actor=actor),
            lambda actor=actor: query(trust.review, review_id, actor=actor),
            lambda actor=actor: transact(trust.approve, review_id, actor=actor),
            lambda actor=actor: transact(trust.refuse, review_id, note="x", actor=actor),
        ):
            with pytest.raises(refusal):
                call()
    with pytest.raises(InvalidInput, match="say why"):
        transact(trust.refuse, review_id, note=" ", actor=DESK)
    with pytest.raises(ReviewNotFound):
        transact(trust.approve, ids.new_id(), actor=DESK)
    assert rows(database, "SELECT status, decided_by FROM trust_review") == [("waiting", None)]
    assert statuses(database) == [("pending", True)]


def test_an_order_cancelled_while_it_waits_is_not_released(database: Engine, lamp, stand_in: StandIn):
    _, order_id, review_id = held_order(lamp)
    transact(orders.cancel, order_id, actor=DESK, reason="The shopper called.")
    transact(trust.approve, review_id, actor=DESK)
    follow(database, "ReviewApproved", "release_orders")
    assert statuses(database) == [("cancelled", False)]
    healthy()


def test_outcomes_are_noted_and_a_label_taken_back_clears_the_warning(
    database: Engine, lamp, stand_in: StandIn
):
    checkout = shop.prepared((lamp, 1))
    assert shop.complete(checkout, "pm_card_visa_chargeDeclined").status == "requires_payment_method"
    follow(database, "PaymentFailed", "note_declined")
    assert rows(database, "SELECT outcome FROM trust_attempt") == [("declined",)]
    assert shop.complete(checkout).status == "completed"
    follow(database, "PaymentAuthorised", "note_paid")
    assert rows(database, "SELECT outcome FROM trust_attempt ORDER BY id") == [("declined",), ("paid",)]
    for label, expected in ((Label.FRAUD, [False, True]), (Label.GOOD, [False, False])):
        transact(trust.record_label, checkout.id, label, source=LabelSource.DISPUTE)
        found = rows(database, "SELECT disputed_at IS NOT NULL FROM trust_attempt ORDER BY id")
        assert [one for (one,) in found] == expected


def test_who_paid_is_kept_as_hashes_alone(database: Engine, lamp, stand_in: StandIn):
    shop.complete(shop.prepared((lamp, 1)), client_address="81.2.69.142")
    kept = rows(database, "SELECT row_to_json(a)::text FROM trust_attempt a")[0][0]
    for secret in ("ada", "81.2.69", "Main St", "11201"):
        assert secret not in kept
    assert rows(database, "SELECT length(email), length(network), visitor IS NULL FROM trust_attempt") == [
        (16, 16, False)
    ]


def test_a_shop_that_observes_scores_and_refuses_nobody(database: Engine, lamp, stand_in: StandIn):
    checkout = shop.prepared((lamp, 1))
    with mock.patch.object(policy, "decide", return_value=Decision.REFUSE):
        assert shop.complete(checkout).status == "completed"
    assert rows(database, "SELECT decision, is_enforced FROM trust_assessment") == [("refuse", False)]
    assert rows(database, "SELECT outcome FROM trust_attempt") == [("open",)]
