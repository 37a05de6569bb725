"""The service desk's verbs: orders found and read whole, refunds foreseen, cards blocked, books compared."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text

from backend.identity.schemas import Actor, Role
from backend.kit import clock
from backend.kit.errors import Forbidden, InvalidInput
from backend.kit.unit_of_work import transact, unit_of_work
from backend.orders import desk, refund_preview, refunds
from backend.orders import service as orders
from backend.orders.errors import OrderNotFound, PurchaseNotFound, RefundRefused
from backend.payments import desk as money
from backend.payments import dispute_handling, disputes, gift_cards, reconciliation, reconciling, service
from backend.payments.errors import DisputeClosed, RunUnderWay
from backend.payments.schemas import Finding
from tests.backend.test_payments_disputes import captured, opened_dispute
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.stand_in import StandIn

pytestmark = pytest.mark.usefixtures("database", "redis_db")
AGENT = Actor(person_id=uuid4(), roles=frozenset({Role.DESK}))
SHOPPER = Actor(person_id=uuid4())
SELLER = Actor(person_id=uuid4(), roles=frozenset({Role.SELLER}), seller_ids=frozenset({uuid4()}))


def count(database: Engine, table: str) -> int:
    with database.connect() as connection:
        return connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


@pytest.fixture
def mixed(stand_in: StandIn) -> tuple[str, UUID]:
    """A paid order of two lamps at 50.00: 30.00 from a gift card, the rest by card. Its number and part."""
    shop.tax_rates()
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=5, price_minor=5000)
    checkout = shop.prepared((lamp, 2), gift_card_codes=[shop.gift_card(3000)])
    shop.complete(checkout)
    (order_id,) = shop.order_ids(checkout.id)
    purchase = transact(orders.purchase_by_checkout, checkout.id)
    return purchase.number, order_id


def test_a_purchase_is_found_by_number_e_mail_and_name_and_by_nobody_else(mixed):
    number, _ = mixed
    for words in (number[-4:].lower(), "ADA@example.com", "byron", ""):
        found = transact(desk.find, words=words, actor=AGENT)
        assert [(one.number, one.buyer, one.statuses) for one in found.rows] == [
            (number, "Ada Byron", ("processing",))
        ], words
    assert transact(desk.find, words="grace", actor=AGENT).total == 0
    assert transact(desk.find, status="held", actor=AGENT).total == 0
    assert transact(desk.find, status="processing", actor=AGENT).total == 1
    for stranger in (SHOPPER, SELLER):
        with pytest.raises(PurchaseNotFound):
            transact(desk.find, actor=stranger)
        with pytest.raises(PurchaseNotFound):
            transact(desk.purchase_file, number, actor=stranger)


def test_a_file_says_what_was_paid_how_and_who_did_what(mixed):
    number, order_id = mixed
    found = transact(desk.purchase_file, number, actor=AGENT)
    total = found.purchase.totals.total_minor
    (payment,) = found.payments
    assert (payment.method, payment.status, payment.authorised_minor, payment.captured_minor) == (
        "card",
        "authorised",
        total - 3000,
        0,
    )
    (card,) = found.tenders
    assert (card.kind, card.amount_minor, card.returned_minor) == ("gift_card", 3000, 0)
    assert {one.kind for one in found.bookings} == {"order_placed", "tender_taken"}
    for one in found.bookings:
        assert sum(amount for _, amount, _ in one.entries) == 0
    assert [(one.subject, one.to_status) for one in found.steps] == [("order", "processing")]
    transact(orders.cancel, order_id, actor=AGENT, reason="the shopper asked")
    last = transact(desk.purchase_file, number, actor=AGENT).steps[-1]
    assert (last.to_status, last.reason) == ("cancelled", "the shopper asked")


def test_a_preview_is_the_refund_to_the_cent_and_writes_nothing(database: Engine, mixed):
    number, order_id = mixed
    (item,) = transact(desk.purchase_file, number, actor=AGENT).purchase.orders[0].items
    seen = refund_preview.preview(order_id, lines={item.id: 1}, actor=AGENT)
    assert [one.kind for one in seen.parts] == ["payment", "gift_card"]
    assert sum(one.amount_minor for one in seen.parts) == seen.total_minor
    assert [count(database, one) for one in ("refund", "refundable", "refund_part")] == [0, 0, 0]
    with database.connect() as connection:
        names = connection.execute(text("SELECT name FROM outbox_event WHERE name LIKE 'Refund%'")).all()
    assert names == []
    done = transact(
        refunds.request, order_id, lines={item.id: 1}, reason="scratched", actor=AGENT, idempotency_key="one"
    )
    assert (done.total_minor, done.parts) == (seen.total_minor, seen.parts)
    assert done.parts[1].last_four is not None
    for stranger in (SHOPPER, SELLER):
        with pytest.raises(OrderNotFound):
            refund_preview.preview(order_id, lines={item.id: 1}, actor=stranger)


def test_an_amount_of_a_line_goes_back_without_a_unit_and_no_more_than_is_left(mixed):
    number, order_id = mixed
    (item,) = transact(desk.purchase_file, number, actor=AGENT).purchase.orders[0].items

    def give(amount_minor: int, key: str):
        return transact(
            refunds.request, order_id, lines={}, line_amounts={item.id: amount_minor}, reason="late",
            actor=AGENT, idempotency_key=key,
        )  # fmt: skip

    done = give(500, "first")
    assert (done.total_minor, [(one.item_id, one.quantity, one.amount_minor) for one in done.lines]) == (
        500,
        [(item.id, 0, 500)],
    )
    with pytest.raises(RefundRefused):
        give(item.total_minor - 499, "second")
    with pytest.raises(InvalidInput):
        transact(
            refunds.request, order_id, lines={}, line_amounts={order_id: 1}, reason="late", actor=AGENT,
            idempotency_key="third",
        )  # fmt: skip
    assert [one.total_minor for one in transact(refunds.of_order, order_id, actor=AGENT)] == [500]


def test_a_confirmation_is_sent_again_and_who_asked_is_kept(database: Engine, mixed):
    number, _ = mixed
    transact(desk.resend_confirmation, number, actor=AGENT)
    with database.connect() as connection:
        kept = connection.execute(text("SELECT kind, actor, facts->>'email' FROM order_change")).one()
        sent = connection.execute(
            text("SELECT payload->>'number' FROM outbox_event WHERE name = 'ConfirmationAsked'")
        ).scalars()
        assert (tuple(kept), list(sent)) == (
            ("confirmation", f"person:{AGENT.person_id}", "ada@example.com"),
            [number],
        )
    with pytest.raises(PurchaseNotFound):
        transact(desk.resend_confirmation, number, actor=SHOPPER)
    assert count(database, "order_change") == 1


def test_a_gift_card_is_found_by_its_end_and_blocked_with_a_reason(database: Engine):
    code = shop.gift_card(2500)
    shop.gift_card(700)
    found = transact(money.page_of_gift_cards, ending=code[-4:].lower(), actor=AGENT)
    (row,) = found.rows
    assert (row.card.last_four, row.card.initial_minor, found.by_status) == (code[-4:], 2500, {"active": 1})
    with pytest.raises(InvalidInput):
        transact(gift_cards.disable, row.card.id, reason=" ", actor=AGENT)
    for stranger in (SHOPPER, SELLER):
        with pytest.raises(Forbidden):
            transact(gift_cards.disable, row.card.id, reason="stolen", actor=stranger)
        with pytest.raises(Forbidden):
            transact(money.page_of_gift_cards, actor=stranger)
    assert count(database, "gift_card_step") == 0
    for _ in range(2):
        blocked = transact(gift_cards.disable, row.card.id, reason="stolen", actor=AGENT)
    assert blocked.status == "disabled"
    file = transact(money.gift_card_file, row.card.id, actor=AGENT)
    assert [(one.to_status, one.actor, one.reason) for one in file.steps] == [
        ("disabled", AGENT.label, "stolen")
    ]
    assert [(one.kind, one.amount_minor) for one in file.entries] == [("issue", 2500)]


def test_a_comparison_says_who_started_it_and_two_do_not_run_at_once(stand_in: StandIn):
    with pytest.raises(Forbidden):
        reconciling.run_now(actor=SHOPPER)
    run = reconciling.run_now(actor=AGENT)
    assert (run.status, run.started_by, run.movements, run.still_open) == ("done", AGENT.label, 0, 0)
    now = clock.now()
    transact(reconciliation.begin_run, "stripe", now - timedelta(days=1), now, started_by="system:test")
    with pytest.raises(RunUnderWay):
        reconciling.run_now(actor=AGENT)
    assert [one.status for one in transact(reconciliation.list_runs, actor=AGENT)] == ["running", "done"]


def test_an_explanation_holds_for_the_amounts_it_was_written_for():
    now = clock.now()
    window = (now - timedelta(days=1), now + timedelta(days=1))

    def found(there_minor: int) -> None:
        finding = Finding("amount_differs", "payment:1:capture", None, 100, there_minor, "USD", now, {})
        transact(reconciliation.settle_window, "stripe", *window, [finding])

    found(90)
    (case,) = transact(reconciliation.page_of_cases, actor=AGENT).rows
    transact(reconciliation.explain, case.id, note="a fee in between", actor=AGENT)
    found(90)
    explained = transact(reconciliation.case_by_id, case.id, actor=AGENT)
    assert (explained.status, explained.note_by) == ("explained", AGENT.label)
    found(80)
    again = transact(reconciliation.page_of_cases, status="open", actor=AGENT)
    assert [(one.id, one.note) for one in again.rows] == [(case.id, "a fee in between")]
    assert again.by_status == {"open": 1}


def test_a_dispute_given_up_is_lost_and_says_by_whom(stand_in: StandIn):
    payment = captured("pm_card_createDispute")
    view = dispute_handling.refresh("stripe", opened_dispute(payment, stand_in))
    with pytest.raises(Forbidden):
        dispute_handling.give_up(view.id, actor=SHOPPER)
    lost = dispute_handling.give_up(view.id, actor=AGENT)
    assert (lost.status, lost.given_up_by) == ("lost", AGENT.label)
    with pytest.raises(DisputeClosed):
        dispute_handling.give_up(view.id, actor=AGENT)
    page = transact(disputes.page_of_disputes, actor=AGENT)
    assert ([one.status for one in page.rows], page.by_status) == (["lost"], {"lost": 1})
    assert transact(service.check) == []
