"""kill -9 at each named step, gift card, code and card in play: all of it happens once, or none of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import cycle
from uuid import UUID, uuid4

import pytest
from redis import Redis
from sqlalchemy import Engine, text

from backend.cart import codes
from backend.checkout import process
from backend.checkout.schemas import CheckoutView
from backend.identity.schemas import system_actor
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.orders import refund_sending, refunds, settlement
from backend.orders import service as orders
from backend.payments import gift_cards
from jobs import invariants
from tests.factories import inventory as make
from tests.factories import promotions as promo
from tests.factories import shopping as shop
from tests.faults.mortals import KILLED, mortals
from tests.stand_in import StandIn, stripe_environment

SYSTEM = system_actor("test")
Play = Callable[..., int]

PREPARING = [
    "after backend.inventory.service:reserve",
    "after backend.payments.tenders:hold",
    "after backend.pricing.promotions:hold",
    "before backend.kit.outbox:write_pending",
]
PAYING = [
    "after backend.checkout.service:begin",
    "before backend.payments.process:ask_to_charge",
    "after backend.payments.stripe_gateway:StripeGateway.create",
    "after backend.payments.service:record_gateway_state",
    "before backend.checkout.service:finalise",
    "after backend.inventory.service:allocate",
    "after backend.payments.tenders:take",
    "after backend.orders.service:place",
    "after backend.pricing.promotions:redeem",
    "after backend.cart.service:mark_ordered",
    "after backend.checkout.service:finalise",
    "before backend.checkout.process:_completion",
]
REFUNDING = [
    "before backend.payments.process:refund",
    "after backend.payments.stripe_gateway:StripeGateway.refund",
    "after backend.payments.service:record_refund",
    "after backend.payments.process:refund",
    "after backend.orders.refunds:succeed",
]
SETTLING = [
    "after backend.payments.stripe_gateway:StripeGateway.capture",
    "after backend.payments.service:record_capture",
    "after backend.payments.service.capturing:post_journal",
]
GIVING_BACK = [
    "after backend.payments.service:post_journal",
    "before backend.payments.process:void",
    "after backend.payments.stripe_gateway:StripeGateway.void",
]


@pytest.fixture(scope="module")
def _mortals(database_url: str, redis_url: str, _stand_in_process: StandIn) -> Iterator[Play]:
    with mortals(stripe_environment(_stand_in_process)) as play:
        yield play


@pytest.fixture
def play(_mortals: Play, stand_in: StandIn) -> Play:
    """The processes of this module's steps, with a healthy Stripe."""
    return _mortals


class Purchase:
    """A cart of two lamps at 50.00 with a code for 10 % and a gift card of 20.00."""

    def __init__(self, stand_in: StandIn, engine: Engine):
        self.stand_in, self.engine = stand_in, engine
        shop.tax_rates()
        with unit_of_work() as session:
            self.lamp = make.offer(session, on_hand=2, price_minor=5000)
        promo.promotion("TEN", max_uses=1)
        issued = transact(
            gift_cards.issue,
            amount_minor=2000,
            currency="USD",
            reason="test",
            actor=SYSTEM,
            idempotency_key=str(uuid4()),
        )
        self.gift = str(issued.code)
        self.owner = shop.guest()
        shop.fill(self.owner, (self.lamp, 2))
        transact(codes.apply_code, self.owner, code="TEN")

    def prepared(self) -> CheckoutView:
        return shop.prepare(self.owner, gift_card_codes=[self.gift])

    def ordered(self) -> tuple[CheckoutView, UUID]:
        checkout = self.prepared()
        assert shop.complete(checkout).status == "completed"
        (order_id,) = shop.order_ids(checkout.id)
        return checkout, order_id

    def shipped(self) -> tuple[CheckoutView, UUID]:
        checkout, order_id = self.ordered()
        transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=SYSTEM)
        return checkout, order_id

    def cards(self, checkout: CheckoutView) -> dict[str, int]:
        return self.stand_in.journal(*(one["id"] for one in self.stand_in.intents_of(checkout.id)))

    def counts(self) -> tuple[int, ...]:
        """Reserved units, balance and hold of the gift card, uses of the code, purchases."""
        with self.engine.connect() as connection:
            return tuple(
                connection.execute(
                    text(
                        "SELECT (SELECT sum(reserved) FROM stock_balance)::int, balance_minor, held_minor, "
                        "(SELECT sum(taken) FROM promotion)::int, (SELECT count(*) FROM purchase) "
                        "FROM gift_card"
                    )
                ).one()
            )


@pytest.fixture
def purchase(stand_in: StandIn, database: Engine, redis_db: Redis) -> Purchase:
    return Purchase(stand_in, database)


def heal() -> None:
    process.heal_unfinished(quiet_for=timedelta())


@pytest.mark.parametrize("step", PREPARING)
def test_killed_while_preparing_nothing_is_held(step: str, purchase: Purchase, play: Play):
    assert play("prepare", purchase.owner.visitor_id, purchase.gift, dies=step) == KILLED
    assert purchase.counts() == (0, 2000, 0, 0, 0)
    checkout = purchase.prepared()
    assert purchase.counts() == (2, 2000, 2000, 1, 0)
    assert shop.complete(checkout).status == "completed"
    assert query(invariants.violations) == []


@pytest.mark.parametrize(("step", "healed_by"), zip(PAYING, cycle(["the job", "the shopper"]), strict=False))
def test_killed_while_paying_it_is_one_order_and_one_charge(
    step: str, healed_by: str, purchase: Purchase, play: Play
):
    checkout = purchase.prepared()
    assert play("complete", checkout.id, checkout.access_token, dies=step) == KILLED
    if healed_by == "the job":
        heal()
    for _ in range(2):
        assert shop.complete(checkout).status == "completed"
    heal()
    assert purchase.counts() == (2, 0, 0, 1, 1)
    held = checkout.total_minor - 2000
    assert purchase.cards(checkout) == {"charges": 1, "captures": 0, "held": held, "kept": 0}
    assert query(invariants.violations) == []


@pytest.mark.parametrize("step", SETTLING)
def test_killed_while_settling_it_is_captured_once(step: str, purchase: Purchase, play: Play):
    checkout, order_id = purchase.shipped()
    assert play("settle", order_id, dies=step) == KILLED
    for _ in range(2):
        settlement.settle(order_id)
    assert purchase.cards(checkout)["kept"] == checkout.total_minor - 2000
    assert purchase.cards(checkout)["captures"] == 1
    assert query(invariants.violations) == []


@pytest.mark.parametrize("step", REFUNDING)
def test_killed_while_refunding_it_is_sent_once(step: str, purchase: Purchase, play: Play):
    checkout, order_id = purchase.shipped()
    settlement.settle(order_id)
    view = transact(
        refunds.request,
        order_id,
        lines={},
        amount_minor=1000,
        reason="late",
        actor=SYSTEM,
        idempotency_key="once",
    )
    assert play("refund", view.id, dies=step) == KILLED
    for _ in range(2):
        refund_sending.send_waiting(quiet_for=timedelta())
    (told,) = query(refunds.of_order, order_id, actor=SYSTEM)
    assert told.status == "succeeded"
    assert purchase.cards(checkout)["kept"] == checkout.total_minor - 2000 - view.sent_minor
    assert purchase.counts()[1] == 1000 - view.sent_minor
    assert query(invariants.violations) == []


@pytest.mark.parametrize("step", GIVING_BACK)
def test_killed_while_giving_back_it_all_goes_back_once(step: str, purchase: Purchase, play: Play):
    checkout, order_id = purchase.ordered()
    transact(orders.cancel, order_id, reason="test", actor=SYSTEM)
    assert play("give_back", order_id, dies=step) == KILLED
    for _ in range(2):
        settlement.give_back(order_id)
    assert purchase.counts() == (0, 2000, 0, 0, 1)
    assert purchase.cards(checkout) == {"charges": 1, "captures": 0, "held": 0, "kept": 0}
    assert query(invariants.violations) == []
