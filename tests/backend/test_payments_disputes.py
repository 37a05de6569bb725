"""Disputes from the webhook to the last cent in the books, and the gateway's books against ours."""

import random
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text

from backend.checkout import process as checkout
from backend.identity.schemas import Actor, Role, system_actor
from backend.kit import clock
from backend.kit.errors import Forbidden
from backend.kit.unit_of_work import transact
from backend.payments import (
    dispute_handling,
    disputes,
    ledger,
    process,
    reconciliation,
    reconciling,
    service,
)
from backend.payments.errors import DisputeClosed, DisputeNotFound
from backend.payments.events import DisputeChanged
from backend.payments.providers import card_gateway
from backend.payments.schemas import EvidenceFacts, FundsMovement, GatewayDispute, PaymentView
from jobs.celery_app import app
from jobs.subscriptions import SUBSCRIPTIONS
from tests.stand_in import StandIn

pytestmark = pytest.mark.usefixtures("database", "redis_db")
DESK = system_actor("desk")
STRANGER = Actor(person_id=uuid4())
WHOLE = timedelta(hours=1)


def authorised(card: str = "pm_card_visa", amount: int = 10000) -> PaymentView:
    payment = transact(
        service.open_payment,
        checkout_id=uuid4(), method="card", amount_minor=amount, currency="USD", method_token=card,
    )  # fmt: skip
    return process.charge(payment.id, method_token=card)


def captured(card: str = "pm_card_visa", amount: int = 10000) -> PaymentView:
    payment = authorised(card, amount)
    due = transact(service.capture_due, payment.id, amount_minor=amount, others_minor=0)
    key = f"capture:{payment.id}"
    taken = process.capture(due, idempotency_key=key)
    transact(
        service.record_capture, payment.id, amount_minor=taken, is_final=due.is_final, idempotency_key=key
    )
    return transact(service.payment_view, payment.id)


def books() -> dict[str, int]:
    return {one.account: one.amount_minor for one in transact(service.balances) if one.amount_minor}


def opened_dispute(payment: PaymentView, stand_in: StandIn):
    """The stand-in opens it a moment after the capture; wait for its two events."""
    for _ in range(100):
        listed = card_gateway().client.v1.disputes.list({"payment_intent": payment.reference}).data
        if listed and listed[0].balance_transactions:
            return listed[0].id
        stand_in.pause(0.05)
    raise AssertionError("no dispute was opened")


def test_a_dispute_is_booked_when_it_opens_and_comes_home_when_it_is_won(database: Engine, stand_in: StandIn):
    payment = captured("pm_card_createDispute")
    reference = opened_dispute(payment, stand_in)
    for _ in range(3):
        view = dispute_handling.refresh("stripe", reference)
    assert (view.status, view.reason, view.amount_minor) == ("evidence_due", "fraudulent", 10000)
    assert (view.withdrawn_minor, view.fee_minor) == (10000, 1500)
    assert books() == {
        "gateway_receivable": -1500, "disputed_funds": 10000, "gateway_fee": 1500,
        "shopper_deposit": -10000,
    }  # fmt: skip
    with pytest.raises(Forbidden):
        transact(disputes.list_disputes, actor=STRANGER)
    assert [one.id for one in transact(disputes.list_disputes, actor=DESK)] == [view.id]
    facts = EvidenceFacts(shipping_carrier="AP", shipping_tracking_number="AP-1")
    won = dispute_handling.submit_evidence(view.id, text="winning_evidence", facts=facts, actor=DESK)
    assert (won.status, won.withdrawn_minor, won.evidence_by) == ("won", 0, "system:desk")
    assert books() == {"gateway_receivable": 8500, "gateway_fee": 1500, "shopper_deposit": -10000}
    with pytest.raises(DisputeClosed):
        dispute_handling.submit_evidence(view.id, text="once more", facts=facts, actor=DESK)
    with database.connect() as connection:
        said = connection.execute(
            text("SELECT payload->>'status' FROM outbox_event WHERE name = 'DisputeChanged' ORDER BY id")
        ).scalars()
        assert list(said) == ["evidence_due", "won"]
    assert transact(service.check) == []


def test_a_dispute_that_is_lost_is_a_loss_to_the_cent(stand_in: StandIn):
    payment = captured("pm_card_createDispute", 7777)
    reference = opened_dispute(payment, stand_in)
    view = dispute_handling.refresh("stripe", reference)
    lost = dispute_handling.submit_evidence(
        view.id, text="losing_evidence", facts=EvidenceFacts(), actor=DESK
    )
    assert (lost.status, lost.closed_at is not None) == ("lost", True)
    for _ in range(2):
        dispute_handling.refresh("stripe", reference)
    assert books() == {
        "gateway_receivable": -1500, "dispute_loss": 7777, "gateway_fee": 1500, "shopper_deposit": -7777,
    }  # fmt: skip
    assert transact(disputes.list_disputes, actor=DESK) == ()


def told(payment: PaymentView, status: str, *amounts: int) -> None:
    """What the gateway would say of a dispute over 77.77 with these movements so far."""
    found = GatewayDispute(
        reference="du_appeal",
        payment_reference=payment.reference or "",
        status=status,
        reason="fraudulent",
        amount_minor=7777,
        currency="USD",
        opened_at=clock.now(),
        due_at=None,
        movements=tuple(FundsMovement(f"txn_{at}", amount, 0) for at, amount in enumerate(amounts)),
    )
    transact(disputes.record, "stripe", found)


@pytest.mark.parametrize("is_money_first", [True, False])
def test_a_lost_dispute_that_is_won_on_appeal_undoes_its_loss(
    is_money_first: bool, database: Engine, stand_in: StandIn
):
    payment = captured(amount=7777)
    told(payment, "evidence_due", -7777)
    told(payment, "lost", -7777)
    lost = {"gateway_receivable": 0, "dispute_loss": 7777, "shopper_deposit": -7777}
    assert books() == {name: amount for name, amount in lost.items() if amount}
    for _ in range(2):
        if is_money_first:
            told(payment, "lost", -7777, 7777)
        else:
            told(payment, "won", -7777)
            assert books() == {"disputed_funds": 7777, "shopper_deposit": -7777}
        assert transact(service.check) == []
    told(payment, "won", -7777, 7777)
    told(payment, "won", -7777, 7777)
    # News that was under way since before the verdict opens nothing again.
    told(payment, "open", -7777, 7777)
    assert books() == {"gateway_receivable": 7777, "shopper_deposit": -7777}
    assert rows(database, "SELECT status, withdrawn_minor, lost_minor FROM dispute") == [("won", 0, 0)]
    assert transact(service.check) == []


def test_what_banks_decide_teaches_trust_what_was_fraud(database: Engine, stand_in: StandIn):
    payment = captured(amount=7777)
    told(payment, "lost", -7777)
    with database.connect() as connection:
        said = text("SELECT payload FROM outbox_event WHERE name = 'DisputeChanged'")
        event = DisputeChanged.model_validate(connection.execute(said).scalar_one())
    assert (event.checkout_id, event.reason, event.status) == (payment.checkout_id, "fraudulent", "lost")

    def heard(**changes: str) -> list[tuple[object, ...]]:
        for _ in range(2):
            told = event.model_copy(update={"event_id": uuid4(), **changes})
            for job in SUBSCRIPTIONS[DisputeChanged]:
                args = (told.wire_name, told.model_dump(mode="json"))
                app.tasks[job.name].apply(args=args, throw=True)
        return rows(database, "SELECT checkout_id, label, source FROM trust_label")

    assert heard() == [(payment.checkout_id, "fraud", "dispute")]
    assert heard(status="open") == [(payment.checkout_id, "fraud", "dispute")]
    assert heard(status="won") == [(payment.checkout_id, "good", "dispute")]
    assert heard(reason="product_not_received") == [(payment.checkout_id, "good", "dispute")]


def test_a_dispute_over_a_payment_that_is_not_ours_writes_nothing(database: Engine, stand_in: StandIn):
    payment = captured("pm_card_createDispute")
    reference = opened_dispute(payment, stand_in)
    with database.begin() as connection:
        connection.execute(text("UPDATE payment SET provider_reference = 'pi_other'"))
    assert dispute_handling.refresh("stripe", reference) is None
    with database.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM dispute")).scalar_one() == 0
    with pytest.raises(DisputeNotFound):
        transact(disputes.dispute_by_id, uuid4(), actor=DESK)


def reconcile():
    """The stand-in's clock is the real one; other tests' money is before ours."""
    return reconciling.reconcile(_SINCE[0], clock.now() + WHOLE)


_SINCE = [clock.now()]


@pytest.fixture
def window(stand_in: StandIn):
    """Its books count in whole seconds: a window of our own begins at a fresh one."""
    stand_in.pause(1.001 - clock.now().timestamp() % 1)
    _SINCE[0] = clock.now()


def cases() -> list[tuple[str, str, int, int]]:
    found = transact(reconciliation.list_cases, actor=DESK)
    return [(one.kind, one.status, one.here_minor, one.there_minor) for one in found]


def test_books_that_agree_open_no_case_and_the_fees_are_booked_once(window: None, stand_in: StandIn):
    captured(amount=10000)
    first = reconcile()
    assert (first.opened, first.still_open, first.fees_booked) == (0, 0, {"USD": 320})
    assert books()["gateway_fee"] == 320
    assert reconcile().fees_booked == {}
    assert books() == {"gateway_receivable": 9680, "gateway_fee": 320, "shopper_deposit": -10000}
    assert cases() == []


def test_drift_opens_exactly_its_cases_and_closes_them_when_it_is_gone(
    database: Engine, window: None, stand_in: StandIn
):
    captured(amount=10000)
    # Taken there, never written here: as if we had died right after the call, for ever.
    forgotten = authorised(amount=5000)
    card_gateway().capture(forgotten.reference, amount_minor=5000, final=True, idempotency_key="lost")
    # Nobody here knows of this one at all.
    stranger = authorised(amount=2000)
    card_gateway().capture(stranger.reference, amount_minor=2000, final=True, idempotency_key="strange")
    with database.begin() as connection:
        connection.execute(
            text("UPDATE payment SET provider_reference = NULL WHERE id = :id"), {"id": stranger.id}
        )
    # A refund that somebody sent from the gateway's own pages.
    generous = captured(amount=3000)
    card_gateway().refund(generous.reference, amount_minor=1000, idempotency_key="generous")
    before = (books(), rows(database, "SELECT id, status, captured_minor FROM payment ORDER BY id"))
    report = reconcile()
    assert (report.opened, report.closed, report.still_open) == (4, 0, 4)
    assert sorted(cases()) == [
        ("fee_unbooked", "open", 0, 88),
        ("missing_here", "open", 0, 1000),
        ("missing_here", "open", 0, 2000),
        ("missing_here", "open", 0, 5000),
    ]
    assert rows(database, "SELECT id, status, captured_minor FROM payment ORDER BY id") == before[1]
    assert (reconcile().opened, len(cases())) == (0, 4)
    (case, *_) = transact(reconciliation.list_cases, actor=DESK)
    with pytest.raises(Forbidden):
        transact(reconciliation.explain, case.id, note="mine", actor=Actor(uuid4(), roles={Role.BOARD}))
    assert transact(reconciliation.explain, case.id, note="seen", actor=DESK).status == "explained"
    with database.begin() as connection:
        connection.execute(
            text("UPDATE payment SET provider_reference = :ref WHERE id = :id"),
            {"id": stranger.id, "ref": stranger.reference},
        )
    transact(service.record_capture, stranger.id, amount_minor=2000, is_final=True, idempotency_key="strange")
    transact(service.record_capture, forgotten.id, amount_minor=5000, is_final=True, idempotency_key="lost")
    report = reconcile()
    assert (report.opened, report.closed, report.still_open) == (0, 3, 1)
    assert [one[0::2] for one in cases()] == [("missing_here", 0)]


def test_a_capture_that_only_we_know_of_is_missing_there(window: None, stand_in: StandIn):
    payment = authorised(amount=4000)
    transact(service.record_capture, payment.id, amount_minor=4000, is_final=True, idempotency_key="imagined")
    assert reconcile().opened == 1
    assert cases() == [("missing_there", "open", 4000, 0)]


def rows(engine: Engine, query: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


@pytest.mark.parametrize("seed", range(3))
def test_whatever_the_order_of_webhooks_the_end_is_the_same(database: Engine, stand_in: StandIn, seed: int):
    chance = random.Random(seed)
    payments = [captured(), authorised(), captured("pm_card_createDispute", 4000)]
    dropped = authorised()
    opened_dispute(payments[2], stand_in)
    transact(service.drop_payments, dropped.checkout_id)
    process.void(dropped.id)
    transact(
        service.post_journal,
        kind="deposit_left",
        reference=f"payment:{payments[0].id}",
        idempotency_key="left",
        entries=ledger.deposit_owed_back(payments[0].id, 2500, "USD"),
    )
    process.refund(payments[0].id, amount_minor=2500, idempotency_key=f"refund:{payments[0].id}")
    about = {one.reference for one in (*payments, dropped)}
    raws = stand_in.events_about(about)
    assert {"payment_intent.succeeded", "payment_intent.canceled", "charge.dispute.created",
            "charge.refunded"} <= {one["type"] for one in raws}  # fmt: skip
    expected = None
    for _ in range(3):
        chance.shuffle(raws)
        with database.begin() as connection:
            connection.execute(text("DELETE FROM webhook_event"))
        for raw in [*raws, *chance.sample(raws, 3)]:
            stand_in.deliver(raw)
        assert checkout.interpret_unread(quiet_for=timedelta(0)) == len(raws)
        assert checkout.interpret_unread(quiet_for=timedelta(0)) == 0
        state = (
            rows(database, "SELECT id, status, captured_minor, refunded_minor FROM payment ORDER BY id"),
            rows(database, "SELECT provider_reference, status, withdrawn_minor, fee_minor FROM dispute"),
            rows(database, "SELECT payment_id, kind, amount_minor FROM payment_transaction ORDER BY 1, 2"),
            books(),
        )
        assert expected in (None, state)
        expected = state
    assert [one[1:] for one in expected[0]] == [
        ("captured", 10000, 2500), ("authorised", 0, 0), ("captured", 4000, 0), ("voided", 0, 0),
    ]  # fmt: skip
    assert transact(service.check) == []
