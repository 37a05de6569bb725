from uuid import uuid4

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from backend.kit.unit_of_work import transact
from backend.payments import ledger, service
from backend.payments.ledger import Account, OrderMoney
from backend.payments.models import LedgerEntry, LedgerJournal
from backend.payments.schemas import Posting

SELLER = uuid4()


def order(**values: int) -> OrderMoney:
    amounts = {"goods_minor": 5000, "shipping_minor": 499, "tax_minor": 441, "commission_minor": 600}
    amounts |= values
    total = amounts["goods_minor"] + amounts["shipping_minor"] + amounts["tax_minor"]
    return OrderMoney(seller_id=SELLER, total_minor=total, currency="USD", **amounts)


def written(engine: Engine) -> tuple[int, int]:
    """How many journals and entries there are."""
    with engine.connect() as connection:
        journals = connection.execute(text("SELECT count(*) FROM ledger_journal")).scalar_one()
        return journals, connection.execute(text("SELECT count(*) FROM ledger_entry")).scalar_one()


def sums(*journals: list[Posting]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for posting in (one for journal in journals for one in journal):
        totals[posting.account] = totals.get(posting.account, 0) + posting.amount_minor
    return {account: total for account, total in totals.items() if total}


def test_an_order_that_was_paid_and_dispatched_leaves_what_is_owed_to_whom():
    payment_id = uuid4()
    whole_life = [
        ledger.order_placed(payment_id, [order()]),
        ledger.money_in(payment_id, Account.GATEWAY_RECEIVABLE, 5940, "USD"),
        ledger.order_settled(payment_id, order()),
    ]
    assert sums(*whole_life) == {
        "gateway_receivable": 5940,
        "seller_payable": -4400,
        "marketplace_commission": -600,
        "shipping_revenue": -499,
        "tax_payable": -441,
    }


def test_an_order_cancelled_before_anything_was_captured_leaves_the_books_empty():
    payment_id = uuid4()
    placed = ledger.order_placed(payment_id, [order()])
    cancelled = ledger.order_cancelled(payment_id, order(), deposit_minor=0)
    assert sums(placed, cancelled) == {}


def test_a_paid_order_that_is_cancelled_is_owed_back_in_full():
    payment_id = uuid4()
    books = sums(
        ledger.order_placed(payment_id, [order()]),
        ledger.money_in(payment_id, Account.BANK, 5940, "USD"),
        ledger.order_cancelled(payment_id, order(), deposit_minor=5940),
    )
    assert books == {"bank": 5940, "refund_payable": -5940}


def test_money_that_does_not_add_up_is_no_order():
    with pytest.raises(ValueError, match="do not make the total"):
        OrderMoney(SELLER, 5000, 499, 441, 600, 5941, "USD")


def write_without_the_service(session: Session, *amounts: int) -> None:
    journal = LedgerJournal(kind="wrong", reference="r", idempotency_key="k")
    session.add(journal)
    session.flush()
    session.add_all(
        LedgerEntry(journal_id=journal.id, account="bank", amount_minor=amount, currency="USD")
        for amount in amounts
    )


def test_the_database_refuses_a_commit_with_an_unbalanced_journal(database: Engine):
    with pytest.raises(IntegrityError, match="does not sum to zero"):
        transact(write_without_the_service, 100, -99)
    assert written(database) == (0, 0)
    transact(write_without_the_service, 100, -100)
    assert written(database) == (1, 2)


def test_two_currencies_do_not_balance_each_other(database: Engine):
    entries = [Posting("bank", None, 100, "USD"), Posting("seller_payable", SELLER, -100, "EUR")]
    with pytest.raises(ValueError, match="does not sum to zero"):
        transact(service.post_journal, kind="k", reference="r", idempotency_key="k", entries=entries)
    assert written(database) == (0, 0)


def test_a_journal_is_posted_once_per_idempotency_key(database: Engine):
    entries = ledger.money_in(uuid4(), Account.BANK, 700, "USD")
    wanted = {"kind": "money_in", "reference": "r", "idempotency_key": "same", "entries": entries}
    assert transact(service.post_journal, **wanted) is True
    assert transact(service.post_journal, **wanted) is False
    assert written(database) == (1, 2)
    balances = {one.account: one.amount_minor for one in transact(service.balances)}
    assert balances == {"bank": 700, "shopper_deposit": -700}


def test_the_books_cannot_be_rewritten(database: Engine):
    entries = ledger.money_in(uuid4(), Account.BANK, 700, "USD")
    transact(service.post_journal, kind="k", reference="r", idempotency_key="k", entries=entries)
    with pytest.raises(IntegrityError, match="append-only"):
        transact(
            lambda session: session.execute(text("UPDATE ledger_entry SET amount_minor = 2 * amount_minor"))
        )
    assert {one.account: one.amount_minor for one in transact(service.balances)}["bank"] == 700
