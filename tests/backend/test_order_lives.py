"""Whatever shoppers, banks, warehouses and clocks do, in whatever order: stock, orders and money agree.

Hypothesis plays lives of orders and looks at everything after every step. A failure prints the steps and the
one command that plays them again. `AGORA_PROOF=long` plays other lives each time, more and longer ones:

    AGORA_PROOF=long make test TESTS=tests/backend/test_order_lives.py
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import hypothesis
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from redis import Redis
from sqlalchemy import Engine, text

from backend.cart import codes
from backend.cart import service as cart
from backend.cart.schemas import CartOwner
from backend.checkout import process
from backend.checkout.schemas import CheckoutView
from backend.fulfillment import service as fulfillment
from backend.fulfillment.schemas import Step
from backend.identity.schemas import ANONYMOUS, Actor, Role
from backend.inventory import service as inventory
from backend.kit import clock, db
from backend.kit.errors import DomainError
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.orders import refund_sending, refunds
from backend.orders import service as orders
from backend.orders.schemas import Finding, OrderView, ReturnLine
from backend.payments import gift_cards, redeeming, store_credit
from backend.payments import service as payments
from backend.pricing import promotions
from jobs import invariants, relay
from jobs.celery_app import app
from tests.cleaning import Cleaner
from tests.factories import floor
from tests.factories import inventory as make
from tests.factories import promotions as promo
from tests.factories import shopping as shop
from tests.stand_in import StandIn

IS_LONG = os.environ.get("AGORA_PROOF") == "long"
EXAMPLES, STEPS = (200, 50) if IS_LONG else (8, 22)
SEED_OF_EVERY_DAY = 20
DESK = Actor(person_id=uuid4(), roles=frozenset({Role.DESK}))
CARDS = ("pm_card_visa", "pm_card_visa", "pm_card_chargeDeclined", "pm_card_authenticationRequired")
OUTSIDE = ("jobs.notifications.deliver_message", "jobs.search.")
"""Jobs that reach for a mail server or a search index: not what is proved here."""

_STOCK = """
    SELECT b.id FROM stock_balance b
    WHERE b.reserved NOT BETWEEN 0 AND b.on_hand
       OR b.on_hand <> (
           SELECT coalesce(sum(m.quantity), 0) FROM stock_movement m
           WHERE m.stock_item_id = b.stock_item_id AND m.warehouse_id = b.warehouse_id)
       OR b.reserved <> (
           SELECT coalesce(sum(r.quantity), 0) FROM reservation r
           WHERE r.balance_id = b.id AND r.status IN ('held', 'allocated'))
"""
_ORDERS = """
    SELECT o.number FROM customer_order o
    JOIN (
        SELECT order_id, sum(quantity * unit_price_minor) AS goods, sum(discount_minor) AS discounts
        FROM order_item GROUP BY order_id
    ) i ON i.order_id = o.id
    WHERE o.total_minor <> i.goods - i.discounts + o.shipping_minor + o.tax_minor
    UNION ALL
    SELECT p.number FROM purchase p JOIN payment y ON y.id = p.payment_id
    WHERE y.amount_minor <> p.total_minor
          + (SELECT sum(withdrawn_minor) FROM customer_order o WHERE o.purchase_id = p.id)
          - (SELECT coalesce(sum(amount_minor), 0) FROM checkout_tender t
             WHERE t.checkout_id = p.checkout_id AND t.status = 'taken')
"""
_BOOKS = "SELECT journal_id FROM ledger_entry GROUP BY journal_id, currency HAVING sum(amount_minor) <> 0"
_HELD_FOR_NOBODY = """
    SELECT 'reservation ' || r.id FROM reservation r WHERE r.status = 'held'
    UNION ALL
    SELECT 'allocation ' || r.id FROM reservation r
    WHERE r.status = 'allocated' AND NOT EXISTS (
        SELECT FROM purchase p JOIN customer_order o ON o.purchase_id = p.id
        WHERE p.checkout_id = r.holder_id AND o.status IN ('pending', 'processing', 'partly_shipped'))
    UNION ALL SELECT 'checkout ' || id FROM checkout WHERE status IN ('prepared', 'paying')
    UNION ALL SELECT 'tender ' || id FROM checkout_tender WHERE status = 'held'
    UNION ALL SELECT 'redemption ' || id FROM promotion_redemption WHERE status = 'held'
    UNION ALL SELECT 'payment ' || id FROM payment WHERE status = 'voiding'
    UNION ALL
    SELECT 'promise ' || y.id FROM payment y
    WHERE y.status = 'authorised' AND NOT EXISTS (
        SELECT FROM purchase p JOIN customer_order o ON o.purchase_id = p.id
        WHERE p.payment_id = y.id AND o.status IN ('pending', 'processing', 'partly_shipped'))
"""
PURCHASE = {
    "who": st.integers(0, 1),
    "what": st.integers(0, 2),
    "quantity": st.integers(1, 2),
    "is_transfer": st.booleans(),
    "has_card": st.booleans(),
    "code": st.sampled_from(["", "TEN", "FIVE"]),
}


@dataclass
class Shopper:
    """Somebody with a cart, and the checkout that was prepared last."""

    owner: CartOwner
    actor: Actor
    checkout: CheckoutView | None = None
    seen: list[UUID] = field(default_factory=list)

    @property
    def token(self) -> str | None:
        return self.checkout.access_token if self.checkout else None


def is_there(*statuses: str) -> Callable[[Any], Any]:
    """The rule waits until an order is in one of these statuses."""
    return precondition(lambda life: bool(life.standing.intersection(statuses)))


@dataclass(frozen=True)
class World:
    """What every life is played in."""

    cleaner: Cleaner
    redis: Redis
    stand_in: StandIn
    sent: list[tuple[str, Any]]


class OrderLives(RuleBasedStateMachine):
    """Two shoppers, three offers of two sellers, two codes, a gift card, credit, cards and transfers."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.world.cleaner.clean()
        self.world.redis.flushall()
        self.world.stand_in.behave()
        self.world.sent.clear()
        promotions.forget()
        self.engine: Engine = db.engine()
        self._clock = ExitStack()
        self._move_to(datetime.now(UTC))
        shop.tax_rates()
        with unit_of_work() as session:
            one, other = make.seller(session), make.seller(session)
            self.offers = [
                make.offer(session, by=one, on_hand=4, price_minor=5000),
                make.offer(session, by=one, on_hand=3, price_minor=1999),
                make.offer(session, by=other, on_hand=3, price_minor=333),
            ]
            person = shop.person(session)
        promo.promotion("TEN", max_uses=3)
        promo.promotion(
            "FIVE",
            kind="fixed",
            amount_minor=500,
            currency="USD",
            funded_by="seller",
            marketplace_share_bps=0,
            seller_id=one.id,
        )
        self.gift_code = transact(
            gift_cards.issue,
            amount_minor=6000,
            currency="USD",
            reason="proof",
            actor=floor.SYSTEM,
            idempotency_key="gift",
        ).code
        transact(
            store_credit.grant,
            person_id=person.id,
            amount_minor=4000,
            currency="USD",
            reason="proof",
            actor=floor.SYSTEM,
            idempotency_key="credit",
        )
        self.shoppers = [
            Shopper(shop.guest(), ANONYMOUS),
            Shopper(CartOwner(person.id), Actor(person_id=person.id)),
        ]
        self.acknowledged: set[str] = set()
        self.standing: set[str] = set()
        self.has_lost = False

    # -- the cart ------------------------------------------------------------------------------------------

    @rule(who=st.integers(0, 1), what=st.integers(0, 2), quantity=st.integers(1, 3))
    def put_in(self, who: int, what: int, quantity: int) -> None:
        with refusable():
            shop.fill(self.shoppers[who].owner, (self.offers[what], quantity))

    @rule(who=st.integers(0, 1), what=st.integers(0, 2), quantity=st.integers(0, 2))
    def change(self, who: int, what: int, quantity: int) -> None:
        wish = {"offer_id": self.offers[what].id, "operation_id": str(uuid4())}
        with refusable():
            if quantity:
                transact(cart.set_quantity, self.shoppers[who].owner, quantity=quantity, **wish)
            else:
                transact(cart.remove, self.shoppers[who].owner, **wish)

    @rule(who=st.integers(0, 1), code=st.sampled_from(["TEN", "FIVE", "NONE"]), is_entered=st.booleans())
    def code(self, who: int, code: str, is_entered: bool) -> None:
        with refusable():
            transact(
                codes.apply_code if is_entered else codes.remove_code, self.shoppers[who].owner, code=code
            )

    @rule(key=st.integers(0, 2))
    def redeem(self, key: int) -> None:
        """What is free on the gift card becomes credit, also while a checkout holds some of it."""
        with refusable():
            transact(redeeming.redeem, self.gift_code, actor=self.shoppers[1].actor, idempotency_key=str(key))

    # -- the checkout --------------------------------------------------------------------------------------

    @rule(
        who=st.integers(0, 1),
        is_far=st.booleans(),
        is_transfer=st.booleans(),
        has_card=st.booleans(),
        has_credit=st.booleans(),
    )
    def prepare(self, who: int, is_far: bool, is_transfer: bool, has_card: bool, has_credit: bool) -> None:
        self._prepare(self.shoppers[who], is_far, is_transfer, has_card, has_credit)

    @initialize(how_far=st.integers(0, 3), **PURCHASE)
    def begin_with_an_order(self, how_far: int, **wish: Any) -> None:
        """Each life has an order at least, and some that is on its way or there."""
        self.buy(**wish)
        later = (self.transfer_arrives, lambda which: self.dispatch(which, is_sent=True), self.deliver)
        for happens in later[:how_far]:
            happens(0)

    @rule(**PURCHASE)
    def buy(self, who: int, what: int, quantity: int, is_transfer: bool, has_card: bool, code: str) -> None:
        """The whole way at once, so that lives get beyond the checkout."""
        with refusable():
            shop.fill(self.shoppers[who].owner, (self.offers[what], quantity))
        if code:
            with refusable():
                transact(codes.apply_code, self.shoppers[who].owner, code=code)
        self._prepare(self.shoppers[who], False, is_transfer, has_card, False)
        self._complete(self.shoppers[who], shop.GOOD_CARD)

    def _prepare(self, shopper: Shopper, is_far: bool, is_transfer: bool, has_card: bool, has_credit: bool):
        with refusable():
            found = shop.prepare(
                shopper.owner,
                actor=shopper.actor,
                address=shop.BERLIN if is_far else shop.BROOKLYN,
                payment_method="bank_transfer" if is_transfer else "card",
                gift_card_codes=[self.gift_code] if has_card else [],
                use_store_credit=has_credit and shopper.owner.person_id is not None,
                access_token=shopper.token,
            )
            if found.access_token is None and shopper.checkout and shopper.checkout.id == found.id:
                found = replace(found, access_token=shopper.token)
            shopper.checkout = found
            shopper.seen.append(found.id)

    @rule(who=st.integers(0, 1))
    def begin(self, who: int) -> None:
        shopper = self.shoppers[who]
        if shopper.checkout:
            with refusable():
                process.begin_payment(shopper.checkout.id, access_token=shopper.token, actor=shopper.actor)

    @rule(who=st.integers(0, 1), card=st.sampled_from(CARDS))
    def complete(self, who: int, card: str) -> None:
        self._complete(self.shoppers[who], card)

    @rule(who=st.integers(0, 1))
    def come_back(self, who: int) -> None:
        """From 3-D Secure when the bank asked for it, or with the browser's back button."""
        shopper = self.shoppers[who]
        found = transact(payments.current_payment, shopper.checkout.id) if shopper.checkout else None
        if found is not None and found.status == "requires_action":
            for intent in self.world.stand_in.intents_of(shopper.checkout.id):
                if intent["id"] == found.reference and intent["status"] == "requires_action":
                    self.world.stand_in.pass_challenge(intent["id"], intent["client_secret"])
        self._complete(shopper, None)

    @rule(who=st.integers(0, 1))
    @precondition(lambda self: not self.has_lost)
    def lose_an_answer(self, who: int) -> None:
        """The bank says yes and we never hear it."""
        self.has_lost = True
        with self.world.stand_in.losing_an_answer("^/v1/payment_intents"):
            self._complete(self.shoppers[who], shop.GOOD_CARD)

    def _complete(self, shopper: Shopper, card: str | None) -> None:
        if shopper.checkout is None:
            return
        with refusable():
            done = process.complete(
                shopper.checkout.id,
                access_token=shopper.token,
                actor=shopper.actor,
                payment_method_token=card if shopper.checkout.payment_method == "card" else None,
            )
            if done.status == "completed":
                self.acknowledged.add(done.purchase_number)

    # -- what happens by itself ----------------------------------------------------------------------------

    @rule(who=st.integers(0, 1), is_reversed=st.booleans())
    def webhooks(self, who: int, is_reversed: bool) -> None:
        """All that Stripe has to say about a shopper's payments: twice, and in this order or the other."""
        intents = {
            one["id"] for seen in self.shoppers[who].seen[-2:] for one in self.world.stand_in.intents_of(seen)
        }
        told = self.world.stand_in.events_about(intents) if intents else []
        for event in (told[::-1] if is_reversed else told) * 2:
            self.world.stand_in.deliver(event)
        self._work()

    @rule(minutes=st.sampled_from([1, 6, 11, 16]))
    def time_passes(self, minutes: int) -> None:
        self._move_to(clock.now() + timedelta(minutes=minutes))
        self._clockwork()

    @rule()
    def work(self) -> None:
        self._work()

    def _move_to(self, at: datetime) -> None:
        self._clock.close()
        self._clock.enter_context(clock.frozen(at))

    def _clockwork(self) -> None:
        process.heal_unfinished()
        transact(inventory.expire_reservations)
        process.interpret_unread()
        refund_sending.send_waiting()
        self._work()

    def _work(self) -> None:
        """Every job of every event, each delivered twice."""
        sent = self.world.sent
        while transact(relay.publish_batch):
            batch, sent[:] = [one for one in sent if not one[0].startswith(OUTSIDE)], []
            for name, args in [*batch, *reversed(batch)]:
                app.tasks[name].apply(args=args, throw=True)
        assert self._rows("SELECT subscriber || ': ' || error FROM job_failure") == []

    # -- the orders ----------------------------------------------------------------------------------------

    @is_there("awaiting")
    @rule(which=st.integers(0, 9))
    def transfer_arrives(self, which: int) -> None:
        waiting = self._rows("SELECT checkout_id FROM payment WHERE status = 'awaiting_transfer' ORDER BY id")
        if waiting:
            found = transact(payments.current_payment, waiting[which % len(waiting)])
            with refusable():
                transact(
                    payments.bank_transfer_received,
                    reference=found.reference,
                    amount_minor=found.amount_minor,
                    currency=found.currency,
                    bank_reference=str(found.id),
                )
            self._work()

    @is_there("processing")
    @rule(which=st.integers(0, 9), is_sent=st.booleans())
    def dispatch(self, which: int, is_sent: bool) -> None:
        """Through the warehouse scan by scan: onto the van, or only into the tote."""
        order = self._order(which, "processing")
        if order is None:
            return
        self._work()
        by = floor.worker()
        with refusable():
            task = floor.task_of(order.id)
            if task.step is Step.TOTE:
                task = floor.picked(task, by=by, tote=f"TOTE-{task.id}")
            while is_sent and task.step is Step.PACK:
                assert task.line is not None
                task = floor.scan(task, Step.PACK, task.line.barcode, by=by).task
            if is_sent:
                transact(fulfillment.finish_pack, task.id, weight_grams=900, actor=by)
                transact(fulfillment.ship, task.id, actor=by)
        self._work()

    @is_there("processing", "partly_shipped")
    @rule(which=st.integers(0, 9), line=st.integers(0, 2), units=st.integers(1, 2))
    def ship_part(self, which: int, line: int, units: int) -> None:
        """The seller sends some units in a parcel of their own."""
        order = self._order(which, "processing", "partly_shipped")
        if order is None:
            return
        self._work()
        item = order.items[line % len(order.items)]
        with refusable():
            transact(
                fulfillment.ship_units,
                order.id,
                quantities={item.id: units},
                carrier="UPS",
                tracking_number=f"1Z-{uuid4()}"[:40],
                weight_grams=500,
                idempotency_key=str(uuid4()),
                actor=DESK,
            )
        self._work()

    @is_there("partly_shipped")
    @rule(which=st.integers(0, 9))
    def first_parcel_arrives(self, which: int) -> None:
        order = self._order(which, "partly_shipped")
        if order is not None:
            parcel = query(orders.parcels, [order.id])[order.id][0]
            transact(orders.mark_parcel_delivered, parcel.id, actor=floor.SYSTEM)
            self._work()

    @is_there("shipped")
    @rule(which=st.integers(0, 9))
    def deliver(self, which: int) -> None:
        order = self._order(which, "shipped")
        if order is not None:
            transact(orders.mark_delivered, order.id, actor=floor.SYSTEM)
            self._work()

    @is_there("pending", "processing", "partly_shipped")
    @rule(which=st.integers(0, 9), units=st.integers(1, 2))
    def cancel(self, which: int, units: int) -> None:
        order = self._order(which, "pending", "processing", "partly_shipped")
        if order is not None:
            with refusable():
                transact(
                    orders.cancel_units,
                    order.id,
                    quantities={order.items[0].id: units},
                    reason="changed my mind",
                    actor=DESK,
                )
            self._work()

    @is_there("delivered", "partly_shipped")
    @rule(which=st.integers(0, 9), accepted=st.integers(0, 2))
    def send_back(self, which: int, accepted: int) -> None:
        order = self._order(which, "delivered", "partly_shipped")
        if order is None:
            return
        item = order.items[0]
        with refusable():
            asked = transact(
                orders.request_return,
                order.id,
                lines=[ReturnLine(item.id, min(2, item.quantity), "does_not_fit")],
                actor=DESK,
            )
            transact(orders.receive_return, asked.id, actor=DESK)
            found = Finding(
                item.id, min(accepted, item.quantity), min(accepted, 1, item.quantity), "looked at"
            )
            transact(orders.inspect_return, asked.id, findings=[found], actor=DESK)
        self._work()

    @is_there("processing", "partly_shipped", "shipped", "delivered")
    @rule(which=st.integers(0, 9), is_whole=st.booleans(), key=st.integers(0, 3))
    def refund(self, which: int, is_whole: bool, key: int) -> None:
        order = self._order(which, "processing", "partly_shipped", "shipped", "delivered")
        if order is not None:
            with refusable():
                transact(
                    refunds.request,
                    order.id,
                    lines={item.id: item.quantity for item in order.items} if is_whole else {},
                    shipping=is_whole,
                    amount_minor=0 if is_whole else 123,
                    reason="broken",
                    actor=DESK,
                    idempotency_key=f"{order.id}:{key}",
                )
            self._work()

    def _order(self, which: int, *statuses: str) -> OrderView | None:
        found = self._rows(
            "SELECT o.id FROM customer_order o JOIN purchase p ON p.id = o.purchase_id "
            "WHERE o.status = ANY(:statuses) ORDER BY p.placed_at, p.id, o.total_minor, o.id",
            statuses=list(statuses),
        )
        return query(orders.order_by_id, found[which % len(found)], actor=floor.SYSTEM) if found else None

    # -- what always holds ---------------------------------------------------------------------------------

    @invariant()
    def everything_agrees(self) -> None:
        assert self._rows(_STOCK) == []
        assert self._rows(_ORDERS) == []
        assert self._rows(_BOOKS) == []
        assert query(invariants.violations) == []
        self.standing = set(
            self._rows(
                "SELECT status FROM customer_order UNION "
                "SELECT 'awaiting' FROM payment WHERE status = 'awaiting_transfer'"
            )
        )

    def teardown(self) -> None:
        """Time passes, all jobs run: nothing is held for nobody, the cards say what the books say."""
        try:
            for _ in range(2):
                self._move_to(clock.now() + timedelta(hours=2))
                self._clockwork()
            self.everything_agrees()
            assert self._rows(_HELD_FOR_NOBODY) == []
            assert self.acknowledged <= set(self._rows("SELECT number FROM purchase"))
            self._cards_agree()
        finally:
            self._clock.close()

    def _cards_agree(self) -> None:
        ours = {}
        with self.engine.connect() as connection:
            for row in connection.execute(text("SELECT * FROM payment WHERE provider = 'stripe'")):
                kept = row.captured_minor - row.refunded_minor
                held = row.amount_minor - row.captured_minor if row.status == "authorised" else 0
                ours[row.provider_reference] = (held, kept)
        for seen in {one for shopper in self.shoppers for one in shopper.seen}:
            for intent in self.world.stand_in.intents_of(seen):
                there = self.world.stand_in.journal(intent["id"])
                assert (there["held"], there["kept"]) == ours.get(intent["id"], (0, 0)), intent["id"]

    def _rows(self, statement: str, **values: object) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.execute(text(statement), values).scalars())


@contextmanager
def refusable() -> Iterator[None]:
    """Refusals are answers, too; that they wrote nothing is what the invariants see."""
    with suppress(DomainError):
        yield


def test_whatever_happens_stock_orders_and_money_agree(
    database: Engine,
    redis_db: Redis,
    stand_in: StandIn,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
):
    sent: list[tuple[str, Any]] = []
    monkeypatch.setattr(app, "send_task", lambda name, args: sent.append((name, args)))
    world = World(request.getfixturevalue("_cleaner"), redis_db, stand_in, sent)
    monkeypatch.setattr(OrderLives, "world", world, raising=False)
    chosen = request.config.getoption("--hypothesis-seed")
    seed = int(chosen) if chosen else secrets.randbits(32) if IS_LONG else SEED_OF_EVERY_DAY
    play = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink] if IS_LONG else [Phase.generate],
    )
    try:
        run_state_machine_as_test(hypothesis.seed(seed)(OrderLives), settings=play)
    except BaseException as failure:
        failure.add_note(
            f"Again: {'AGORA_PROOF=long ' if IS_LONG else ''}make test "
            f"TESTS='tests/backend/test_order_lives.py --hypothesis-seed={seed}'"
        )
        raise
