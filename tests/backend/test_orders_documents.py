"""Invoices: one per order, numbers without a gap, facts that stand, papers for those they concern."""

import re
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from backend.identity.schemas import ANONYMOUS, Actor, Role
from backend.kit.config import settings
from backend.kit.storage import storage
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.orders import refunds, settlement
from backend.orders import service as orders
from backend.orders.documents import issuing, paper, process
from backend.orders.errors import DocumentDamaged, DocumentNotFound, TransitionRefused
from backend.payments import service as payments
from tests.factories import floor
from tests.factories import inventory as make
from tests.factories import shopping as shop

pytestmark = pytest.mark.usefixtures("database", "redis_db")


@pytest.fixture
def lamp(database: Engine, redis_db: object):
    shop.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=60)


def left(*lines) -> UUID:
    (order_id,) = floor.released(*lines)
    transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=floor.SYSTEM)
    return order_id


def numbers(database: Engine) -> list[str]:
    with database.connect() as connection:
        return list(connection.execute(text("SELECT number FROM document ORDER BY sequence")).scalars())


def facts_of(database: Engine, number: str) -> dict:
    with database.connect() as connection:
        row = connection.execute(
            text("SELECT facts, total_minor, currency, issued_at FROM document WHERE number = :n"),
            {"n": number},
        ).one()
    return {
        **row.facts,
        "total_minor": row.total_minor,
        "currency": row.currency,
        "issued_at": row.issued_at.isoformat(),
    }


def words(body: bytes) -> str:
    """What an uncompressed PDF in a core font says."""
    return " ".join(found.decode("latin-1") for found in re.findall(rb"\(((?:\\.|[^\\()])*)\) ?Tj", body))


def test_twenty_at_once_get_numbers_without_a_gap(lamp, database: Engine):
    order_ids = [left((lamp, 1)) for _ in range(20)]
    with ThreadPoolExecutor(20) as clerks:
        issued = list(clerks.map(lambda one: transact(issuing.issue_invoice, one), order_ids))
    again = [transact(issuing.issue_invoice, one) for one in order_ids[:3]]
    assert [one.number for one in again] == [one.number for one in issued[:3]]
    found = numbers(database)
    assert [int(number.rpartition("-")[2]) for number in found] == list(range(1, 21))


def test_a_number_that_is_rolled_back_is_given_again(lamp, database: Engine):
    first, second = left((lamp, 1)), left((lamp, 1))
    with pytest.raises(RuntimeError), unit_of_work() as session:
        issuing.issue_invoice(session, first)
        raise RuntimeError("the power goes")
    transact(issuing.issue_invoice, second)
    assert [number[-7:] for number in numbers(database)] == ["-000001"]


def test_the_paper_says_the_numbers_of_the_order(
    lamp, database: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path
):
    found = transact(issuing.issue_invoice, left((lamp, 3)))
    facts = facts_of(database, found.number)
    monkeypatch.setenv("DOCUMENT_FONT_DIR", str(tmp_path))
    settings.cache_clear()
    said = words(paper.draw("invoice", found.number, facts, compressed=False))
    monkeypatch.undo()
    settings.cache_clear()
    # 3 × 19.99 = 59.97, 4 % tax 2.40, shipping with its tax.
    for piece in (found.number, "Ada Byron", "$19.99", "$62.37", "$2.40", "Tax 4 %"):
        assert piece in said, piece
    assert facts["taxes"][0]["tax_minor"] + facts["taxes"][0]["net_minor"] == facts["total_minor"]
    assert sum(row["total_minor"] for row in facts["rows"]) + facts["shipping_minor"] == facts["total_minor"]


def test_names_of_other_scripts_are_written_and_the_paper_is_the_same_each_time(lamp, database: Engine):
    found = transact(issuing.issue_invoice, left((lamp, 1)))
    facts = facts_of(database, found.number)
    facts["buyer"] = facts["buyer"] | {"name": "Łukasz Ωμέγα Иван"}
    first = paper.draw("invoice", found.number, facts)
    assert first == paper.draw("invoice", found.number, facts)
    assert first.startswith(b"%PDF-")
    if (settings().document_font_dir / "DejaVuSans.ttf").is_file():
        assert b"DejaVuSans" in first


def test_a_stored_paper_stands(lamp, database: Engine):
    order_id = left((lamp, 1))
    for _ in range(2):
        found = process.invoice(order_id)
    _, body = process.pdf(found.number, actor=floor.SYSTEM)
    with database.begin() as connection, pytest.raises(IntegrityError, match="stands"):
        connection.execute(text("UPDATE document SET total_minor = 1"))
    with database.begin() as connection, pytest.raises(IntegrityError, match="stands"):
        connection.execute(text("DELETE FROM document"))
    storage().put(f"documents/{found.id}.pdf", body + b" ", content_type="application/pdf")
    with pytest.raises(DocumentDamaged):
        process.pdf(found.number, actor=floor.SYSTEM)


def test_there_is_no_invoice_before_the_dispatch(lamp, database: Engine):
    (order_id,) = floor.released((lamp, 1))
    with pytest.raises(TransitionRefused):
        transact(issuing.issue_invoice, order_id)
    assert numbers(database) == []


def test_a_credit_note_corrects_its_invoice_by_what_went_back(lamp, database: Engine):
    order_id = left((lamp, 3))
    invoice = process.invoice(order_id)
    (line,) = query(orders.order_by_id, order_id, actor=floor.SYSTEM).items
    settlement.settle(order_id)
    refund = transact(
        refunds.request, order_id, lines={line.id: 1}, reason="late", actor=floor.SYSTEM, idempotency_key="r1"
    )
    notes = [process.credit_note(order_id, refund.id) for _ in range(2)]
    assert notes[0] == notes[1]
    facts = facts_of(database, notes[0].number)
    assert (facts["corrects"], facts["rows"][0]["total_minor"], facts["shipping_minor"]) == (
        invoice.number,
        2079,
        0,
    )
    assert notes[0].number.startswith("CN-")


def test_a_paper_is_for_its_buyer_its_seller_and_the_desk(lamp):
    checkout, _ = shop.placed((lamp, 1))
    (order_id,) = shop.order_ids(checkout.id)
    order = query(orders.order_by_id, order_id, actor=floor.SYSTEM)
    payment = transact(payments.current_payment, checkout.id)
    transact(
        payments.bank_transfer_received,
        reference=payment.reference,
        amount_minor=payment.amount_minor,
        currency=payment.currency,
        bank_reference="b1",
    )
    transact(orders.release_purchase, checkout.id, actor=floor.SYSTEM)
    transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=floor.SYSTEM)
    number = process.invoice(order_id).number
    seller = Actor(person_id=uuid4(), roles=frozenset({Role.SELLER}), seller_ids=frozenset({order.seller_id}))
    desk = Actor(person_id=uuid4(), roles=frozenset({Role.DESK}))
    for who, token in ((seller, None), (desk, None), (ANONYMOUS, checkout.access_token)):
        for name in (number, order.number):
            found, body = process.pdf(name, actor=who, access_token=token)
            assert (found.number, body[:5]) == (number, b"%PDF-")
    other = Actor(person_id=uuid4(), roles=frozenset({Role.SELLER}), seller_ids=frozenset({uuid4()}))
    for who in (other, ANONYMOUS, Actor(person_id=uuid4())):
        with pytest.raises(DocumentNotFound):
            process.pdf(number, actor=who, access_token="forged")
