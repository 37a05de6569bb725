"""Processes of a served Agora killed at the worst moment: what was begun ends well, or never happened."""

from __future__ import annotations

import json
import os
import random
import signal
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit
from uuid import UUID

import psycopg
import pytest

from backend.checkout import process
from backend.identity.schemas import system_actor
from backend.inventory import service as inventory
from backend.kit.unit_of_work import transact
from backend.orders import service as orders
from tests.factories.served_goods import goods
from tests.rest_shopper import RestShopper
from tests.served import Served, eventually
from tests.truths import violated

pytestmark = pytest.mark.race
CREATE = "^/v1/payment_intents$"


@pytest.fixture
def buyer(served: Served) -> Iterator[RestShopper]:
    with RestShopper(served.api) as shopper:
        yield shopper


class Payment:
    """A request to pay whose worker is known while it waits for its answer."""

    def __init__(self, served: Served, buyer: RestShopper) -> None:
        address = urlsplit(served.api)
        self._connection = HTTPConnection(address.hostname or "", address.port, timeout=60)
        self._connection.connect()
        self._port = self._connection.sock.getsockname()[1]
        self._served, self._buyer, self._path = served, buyer, address.path

    def send(self) -> str:
        """The status that came, or `no answer`."""
        try:
            self._connection.request(
                "POST",
                f"{self._path}/checkouts/{self._buyer.checkout_id}/completion",
                json.dumps({"payment_method_token": "pm_card_visa"}),
                {
                    "Authorization": f"Bearer {self._buyer.checkout['access_token']}",
                    "Content-Type": "application/json",
                },
            )
            return str(json.loads(self._connection.getresponse().read()).get("status", "refused"))
        except (HTTPException, OSError):
            return "no answer"
        finally:
            self._connection.close()

    def kill_its_worker(self) -> None:
        """kill -9 the web worker that holds the request; another takes its place."""
        self._served.kill_workers(self._served.worker_of(self._port))


@contextmanager
def paying(served: Served, buyer: RestShopper) -> Iterator[tuple[Payment, Future[str]]]:
    payment = Payment(served, buyer)
    with ThreadPoolExecutor(1) as thread:
        yield payment, thread.submit(payment.send)


def journal(served: Served, buyer: RestShopper) -> dict[str, int]:
    return served.stand_in.journal(*(one["id"] for one in served.stand_in.intents_of(buyer.checkout_id)))


def purchases(served: Served, buyer: RestShopper) -> int:
    return served.scalar("SELECT count(*) FROM purchase WHERE checkout_id = %s", buyer.checkout_id)


def heal(served: Served) -> None:
    """What the clock does, without waiting until the checkout has been quiet for a minute."""
    with served.inside():
        process.heal_unfinished(quiet_for=timedelta())


def killed_after_the_charge(served: Served, buyer: RestShopper) -> None:
    """The card is charged, the answer never reaches us: the worker dies; no webhook comes either."""
    served.stand_in.misbehave(
        drop_webhooks=True, timeout_after_success={"count": 1, "path": CREATE, "mode": "hold"}
    )
    with paying(served, buyer) as (payment, outcome):
        eventually(lambda: journal(served, buyer)["charges"] == 1, "the charge")
        payment.kill_its_worker()
        assert outcome.result(30) == "no answer"
    served.stand_in.behave()
    assert purchases(served, buyer) == 0


def test_killed_after_the_charge_the_order_heals_once_and_is_captured_once_on_shipping(
    served: Served, buyer: RestShopper
):
    buyer.put_in((goods(served, on_hand=1), 1)).raise_for_status()
    buyer.prepare().raise_for_status()
    killed_after_the_charge(served, buyer)
    heal(served)
    assert purchases(served, buyer) == 1
    held = {"charges": 1, "captures": 0, "held": buyer.total_minor, "kept": 0}
    assert journal(served, buyer) == held
    number = served.scalar("SELECT number FROM purchase WHERE checkout_id = %s", buyer.checkout_id)
    assert buyer.pay().json()["order_number"] == number
    heal(served)
    assert (purchases(served, buyer), journal(served, buyer)) == (1, held)

    (order_id,) = served.rows(
        "SELECT o.id FROM customer_order o JOIN purchase p ON p.id = o.purchase_id WHERE p.number = %s",
        number,
    )[0]
    with served.inside():
        transact(
            orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=system_actor("test")
        )
    eventually(lambda: journal(served, buyer)["captures"], "the capture")
    served.settle()
    assert journal(served, buyer) == {"charges": 1, "captures": 1, "held": 0, "kept": buyer.total_minor}
    assert violated(served) == []


def test_killed_after_the_charge_with_the_stock_gone_the_money_goes_back_by_itself(
    served: Served, buyer: RestShopper
):
    last = goods(served, on_hand=1)
    buyer.put_in((last, 1)).raise_for_status()
    buyer.prepare().raise_for_status()
    killed_after_the_charge(served, buyer)
    with served.inside():
        transact(inventory.release, UUID(buyer.checkout_id))
    with RestShopper(served.api) as other:
        other.put_in((last, 1)).raise_for_status()
        other.prepare().raise_for_status()
        assert other.pay().json()["status"] == "completed"
    heal(served)
    assert purchases(served, buyer) == 0
    assert journal(served, buyer) == {"charges": 1, "captures": 0, "held": 0, "kept": 0}
    assert buyer.pay().json()["error"]["code"] == "checkout_closed"
    assert violated(served) == []


def test_killed_after_the_charge_the_webhook_alone_completes_the_order(served: Served, buyer: RestShopper):
    buyer.put_in((goods(served, on_hand=1), 1)).raise_for_status()
    buyer.prepare().raise_for_status()
    served.stand_in.misbehave(
        pause_webhooks=True, timeout_after_success={"count": 1, "path": CREATE, "mode": "hold"}
    )
    with paying(served, buyer) as (payment, _):
        eventually(lambda: journal(served, buyer)["charges"] == 1, "the charge")
        payment.kill_its_worker()
    served.stand_in.behave()
    eventually(lambda: purchases(served, buyer) == 1, "the order")
    assert journal(served, buyer)["held"] == buyer.total_minor


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_any_moment_each_checkout_ends_in_one_order_or_in_no_promise(served: Served, seed: int):
    """Replays by its seed: how slow the payments are and when which worker dies comes from it alone."""
    chance = random.Random(seed)
    wanted = goods(served, on_hand=6)
    served.stand_in.misbehave(latency_ms={"ms": chance.randrange(50, 400), "path": CREATE})
    buyers = [RestShopper(served.api) for _ in range(6)]
    for one in buyers:
        one.put_in((wanted, 1)).raise_for_status()
        one.prepare().raise_for_status()
    payments = [Payment(served, one) for one in buyers]
    enough = chance.randrange(1, 5)
    victim = chance.choice(sorted(served.web_workers()))
    served.let_grow_up(victim)
    with ThreadPoolExecutor(len(buyers)) as threads:
        outcomes = [threads.submit(payment.send) for payment in payments]
        eventually(lambda: sum(journal(served, one)["charges"] for one in buyers) >= enough, "some charges")
        served.kill_workers(victim)
        for outcome in outcomes:
            outcome.result(60)
    served.stand_in.behave()
    served.settle()
    heal(served)
    for one in buyers:
        state = journal(served, one)
        assert (purchases(served, one), state["held"]) in {(1, one.total_minor), (0, 0)}, one.checkout_id
        assert one.pay().json()["status"] == "completed"
        assert journal(served, one) == {"charges": 1, "captures": 0, "held": one.total_minor, "kept": 0}
        one.__exit__()
    assert violated(served) == []


def test_the_relay_killed_between_sending_and_committing_tells_everybody_once(
    served: Served, buyer: RestShopper
):
    buyer.put_in((goods(served, on_hand=1), 1)).raise_for_status()
    buyer.prepare().raise_for_status()
    relay = served.service("relay").pid
    with commits_of_the_relay_wait(served) as waiting:
        assert buyer.pay().json()["status"] == "completed"
        eventually(waiting, "the relay at its commit")
        os.kill(relay, signal.SIGKILL)
    eventually(lambda: served.service("relay").pid != relay and served.service("relay").is_running, "a relay")
    eventually(lambda: served.mails(buyer.email), "the e-mail")
    served.settle()
    assert len(served.mails(buyer.email)) == 1
    assert served.scalar(
        "SELECT count(*) FROM pick_task t JOIN customer_order o ON o.id = t.order_id "
        "JOIN purchase p ON p.id = o.purchase_id WHERE p.checkout_id = %s",
        buyer.checkout_id,
    ) == 1  # fmt: skip


@contextmanager
def commits_of_the_relay_wait(served: Served) -> Iterator[object]:
    """Whoever marks events as published stops at its commit, having sent their jobs, while this is open."""
    with psycopg.connect(served.environment["DATABASE_URL"], autocommit=True) as holder:
        holder.execute("SELECT pg_advisory_lock(20261122)")
        holder.execute(
            "CREATE FUNCTION wait_for_the_test() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN PERFORM pg_advisory_xact_lock_shared(20261122); RETURN NULL; END'"
        )
        holder.execute(
            "CREATE CONSTRAINT TRIGGER wait_for_the_test AFTER UPDATE ON outbox_event "
            "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait_for_the_test()"
        )
        try:
            yield lambda: served.scalar(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND wait_event_type = 'Lock' AND wait_event = 'advisory'"
            )
        finally:
            holder.execute("SELECT pg_advisory_unlock(20261122)")
            holder.execute("DROP TRIGGER wait_for_the_test ON outbox_event")
            holder.execute("DROP FUNCTION wait_for_the_test()")
