from uuid import uuid4

import pytest
from sqlalchemy import Engine, text

from backend.kit.errors import InvalidInput
from backend.kit.unit_of_work import transact
from backend.payments import service
from backend.payments.errors import PaymentNotFound, PaymentState, TransferMismatch
from backend.payments.schemas import PaymentView


def awaiting(amount: int = 5940) -> PaymentView:
    return transact(
        service.open_payment, checkout_id=uuid4(), method="bank_transfer", amount_minor=amount, currency="USD"
    )


def received(payment: PaymentView, *, amount: int = 5940, currency: str = "USD", bank: str = "b-1"):
    return transact(
        service.bank_transfer_received,
        reference=payment.reference,
        amount_minor=amount,
        currency=currency,
        bank_reference=bank,
    )


def books() -> dict[str, int]:
    return {one.account: one.amount_minor for one in transact(service.balances)}


def test_a_transfer_waits_under_a_reference_that_people_can_write_down(database: Engine):
    payment = awaiting()
    assert (payment.status, payment.is_secured) == ("awaiting_transfer", True)
    assert payment.reference.startswith("T-")
    assert len(payment.reference) == len("T-XXXX-XXXX-XXXX")
    assert books() == {}


def test_a_transfer_that_arrives_is_booked_once_per_bank_reference(database: Engine):
    payment = awaiting()
    assert received(payment).status == "captured"
    assert received(payment).status == "captured"
    assert books() == {"bank": 5940, "shopper_deposit": -5940}
    with database.connect() as connection:
        names = list(connection.execute(text("SELECT name FROM outbox_event")).scalars())
    assert names == ["TransferReceived"]
    assert transact(service.check) == []


def test_another_amount_or_currency_is_refused_and_nothing_is_booked(database: Engine):
    payment = awaiting()
    with pytest.raises(TransferMismatch) as wrong:
        received(payment, amount=5939)
    assert wrong.value.facts == {"expected_minor": 5940, "received_minor": 5939, "currency": "USD"}
    with pytest.raises(TransferMismatch):
        received(payment, currency="EUR")
    assert transact(service.payment_view, payment.id).status == "awaiting_transfer"
    assert books() == {}


def test_a_second_transfer_for_the_same_purchase_is_refused(database: Engine):
    payment = awaiting()
    received(payment)
    with pytest.raises(PaymentState):
        received(payment, bank="b-2")
    assert books()["bank"] == 5940


def test_an_unknown_reference_is_refused(database: Engine):
    with pytest.raises(PaymentNotFound):
        transact(
            service.bank_transfer_received,
            reference="T-NOPE", amount_minor=1, currency="USD", bank_reference="b",
        )  # fmt: skip


@pytest.mark.parametrize(("method", "amount"), [("cash", 100), ("card", 0), ("card", -5)])
def test_a_payment_needs_a_known_method_and_an_amount(database: Engine, method: str, amount: int):
    with pytest.raises(InvalidInput):
        transact(
            service.open_payment, checkout_id=uuid4(), method=method, amount_minor=amount, currency="USD"
        )
    with database.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM payment")).scalar_one() == 0
