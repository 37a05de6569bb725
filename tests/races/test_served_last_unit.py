"""The last unit and one checkout from many sides, through the REST API of two web server processes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Barrier
from typing import Any

import httpx
import pytest

from backend.identity.schemas import system_actor
from backend.kit.unit_of_work import transact
from backend.orders import service as orders
from tests.factories.served_goods import goods
from tests.rest_shopper import RestShopper
from tests.served import Served, eventually
from tests.stand_in import signature_of
from tests.truths import violated

pytestmark = pytest.mark.race


def at_once(count: int, act: Callable[[int], Any]) -> list[Any]:
    start = Barrier(count)

    def run(number: int) -> Any:
        start.wait()
        return act(number)

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(run, range(count)))


def told(answer: httpx.Response) -> str:
    body = answer.json()
    return body["status"] if answer.is_success else f"{answer.status_code} {body['error']['code']}"


def intents(served: Served, checkout_id: str) -> list[str]:
    found = served.rows("SELECT provider_reference FROM payment WHERE checkout_id = %s", checkout_id)
    return [reference for (reference,) in found if reference]


def test_two_processes_share_the_work(served: Served):
    assert len(served.web_workers()) == 2
    seen = set()
    for _ in range(40):
        with httpx.Client() as client, client.stream("GET", f"{served.address}/ping") as answer:
            seen.add(served.worker_of(answer.extensions["network_stream"].get_extra_info("client_addr")[1]))
        if len(seen) == 2:
            break
    assert seen == set(served.web_workers())


def test_a_hundred_buyers_of_the_last_unit_are_one_order_99_refusals_and_no_money_held(served: Served):
    last = goods(served, on_hand=1)
    with ExitStack() as stack:
        buyers = [stack.enter_context(RestShopper(served.api)) for _ in range(100)]
        for buyer in buyers:
            assert buyer.put_in((last, 1)).status_code == 201

        def buy(number: int) -> str:
            prepared = buyers[number].prepare()
            return told(buyers[number].pay()) if prepared.is_success else told(prepared)

        assert Counter(at_once(100, buy)) == {"completed": 1, "409 out_of_stock": 99}
        winners = [buyer for buyer in buyers if buyer.checkout]
    (winner,) = winners
    assert served.rows("SELECT count(*), sum(quantity) FROM order_item WHERE offer_id = %s", last) == [(1, 1)]
    assert served.rows(
        "SELECT b.on_hand, b.reserved FROM stock_balance b JOIN offer_component c "
        "ON c.stock_item_id = b.stock_item_id WHERE c.offer_id = %s", last
    ) == [(1, 1)]  # fmt: skip
    losers = [buyer.email for buyer in buyers if buyer is not winner]
    assert served.scalar("SELECT count(*) FROM checkout WHERE email = ANY(%s)", losers) == 0
    assert served.stand_in.journal(*intents(served, winner.checkout_id)) == {
        "charges": 1,
        "captures": 0,
        "held": winner.total_minor,
        "kept": 0,
    }
    assert violated(served) == []


def test_return_and_webhook_together_and_replayed_three_times_are_one_order_and_one_capture(served: Served):
    wanted = goods(served, on_hand=5)
    with RestShopper(served.api) as buyer:
        buyer.put_in((wanted, 1)).raise_for_status()
        buyer.prepare().raise_for_status()
        served.stand_in.misbehave(drop_webhooks=True)
        asked = buyer.pay("pm_card_authenticationRequired").json()
        assert asked["status"] == "requires_action"
        (reference,) = intents(served, buyer.checkout_id)
        served.stand_in.pass_challenge(reference, asked["client_secret"])
        raw = served.stand_in.event(reference, "payment_intent.amount_capturable_updated")
        served.stand_in.behave()

        def act(number: int) -> Any:
            if number % 2:
                return buyer.pay(None).json()["order_number"]
            return webhook(served, raw)

        answers = at_once(6, act)
        (number,) = set(answers[1::2])
        assert sorted(answers[0::2]) == [False, False, True]
        served.settle()
        for _ in range(3):
            assert buyer.pay(None).json()["order_number"] == number
            assert webhook(served, raw) is False
        checkout_id, total = buyer.checkout_id, buyer.total_minor
        assert served.scalar("SELECT count(*) FROM purchase WHERE checkout_id = %s", checkout_id) == 1
        assert served.stand_in.journal(reference) == {
            "charges": 1, "captures": 0, "held": total, "kept": 0
        }  # fmt: skip

        ship(served, checkout_id)
        eventually(lambda: served.stand_in.journal(reference)["captures"], "the capture")
        assert webhook(served, raw) is False
        assert buyer.pay(None).json()["order_number"] == number
        served.settle()
        assert served.stand_in.journal(reference) == {
            "charges": 1, "captures": 1, "held": 0, "kept": total
        }  # fmt: skip
    assert violated(served) == []


def webhook(served: Served, raw: bytes) -> bool:
    """Deliver an event as Stripe does; whether it was new."""
    answer = httpx.post(
        f"{served.api}/webhooks/stripe", content=raw, headers={"Stripe-Signature": signature_of(raw)}
    )
    return bool(answer.raise_for_status().json()["is_new"])


def ship(served: Served, checkout_id: str) -> None:
    found = served.rows(
        "SELECT o.id FROM customer_order o JOIN purchase p ON p.id = o.purchase_id WHERE p.checkout_id = %s",
        checkout_id,
    )
    with served.inside():
        for (order_id,) in found:
            transact(
                orders.mark_shipped,
                order_id,
                carrier="AP",
                tracking_number=f"AP-{order_id}",
                actor=system_actor("test"),
            )
